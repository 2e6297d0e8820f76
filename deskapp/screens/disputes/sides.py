"""The sides of a dispute: who quarrels, who stands by them, who mediates and presides; to add, correct, take out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.dispute import File, Mediator, Party
from deskapp.domain.dispute_codes import MEDIATOR, ROLE
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_guards import unguarded, wrong_sides
from deskapp.domain.errors import DeskError
from deskapp.domain.reasons import joined
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.words import N_, Term
from deskapp.reading import disputes as reading
from deskapp.reading import requests as history_reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen, open_card
from deskapp.screens.disputes.picks import Pick, Picks
from deskapp.screens.disputes.side_forms import (
    AddMediator,
    AddParty,
    ChangeParty,
    Preside,
    SideForm,
    TakeOut,
    Willing,
)
from deskapp.widgets.stepbar import StepBar

VERBS = {
    1: N_("Add a party or helper"),
    2: N_("Add a mediator"),
    3: N_("Who presides"),
    4: N_("Who is willing"),
    5: N_("Correct"),
    6: N_("Take them out"),
}


class SidesScreen(DeskScreen):
    """Everybody in the file; the verbs stand below, each with its digit."""

    CSS_PATH = "papers.tcss"
    NAME = N_("Sides of a dispute")
    ABOUT = N_(
        "Everybody in the file: who quarrels, who stands by them, who mediates and presides. Insert or 1 adds "
        "somebody, Enter corrects the one under the cursor, Delete takes them out with a reason. What is "
        "missing stands on top."
    )
    MORE_KEYS = (("1–6", N_("do what stands there")),)
    KEYS = (keys.BACK, keys.HELP, keys.PERSON, keys.LANGUAGE, keys.UNDO, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.PERSON,
        *(Binding(keys.digit(number), f"verb({number})", show=False) for number in VERBS),
        Binding("insert", "verb(1)", VERBS[1], show=False),
        Binding("enter", "verb(5)", VERBS[5], show=False),
        Binding("delete", "verb(6)", VERBS[6], show=False),
        Binding("up", "move(-1)", N_("Up"), show=False),
        Binding("down", "move(1)", N_("Down"), show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._shown: list[Party | Mediator | None] = []
        """What stands on the lines; None is who presides."""

    @property
    def number(self) -> str:
        """The number of the dispute."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """Title, people, verbs."""
        yield Static("", markup=False, id="title")
        yield VerticalScroll(Picks(id="people"), can_focus=False, id="work")
        yield StepBar()

    def commands(self) -> tuple[Binding, ...]:
        """The verbs come before the keys."""
        return (
            *(
                Binding(str(digit), f"verb({digit})", label, key_display=str(digit))
                for digit, label in VERBS.items()
            ),
            *self.KEYS,
        )

    def begin(self) -> None:
        """Show everybody."""
        self.query_one(StepBar).show(VERBS)
        self.reload()

    def _file(self) -> File | None:
        return reading.find(self.desk.reader, self.desk.room.id, self._number)

    def reload(self) -> None:
        """Read the file again."""
        file, t = self._file(), self.t
        if file is None:
            self.dismiss()
            return
        picks = [self._party(party, file, head=not at) for at, party in enumerate(file.parties)]
        self._shown = [*file.parties, None, *file.mediators]
        signatures = {one.id: one.signature() for one in self.desk.officers}
        named = signatures.get(file.dispute.presider, t(N_("nobody yet")))
        picks.append(Pick(f"{t(N_('Presided by'))}  {named}", head=t(N_("Who mediates"))))
        picks += [self._mediator(one, signatures) for one in file.mediators]
        willing = self._willing(file)
        lacks = self._lacking(file)
        said = " · ".join(filter(None, (t(N_("{number}  Sides"), number=self._number), lacks, willing)))
        self.query_one("#title", Static).update(said)
        self.query_one(Picks).show(picks)

    def _lacking(self, file: File) -> str:
        """What the law wants of the sides and is not there yet, as a sentence."""
        # The helpers are looked at by both: the same sentence stands once.
        found = {error.say(self.t): error for error in (*wrong_sides(file), *unguarded(file))}
        error = joined(found.values())
        return "! " + error.say(self.t) if error is not None else ""

    def _party(self, party: Party, file: File, *, head: bool) -> Pick:
        t = self.t
        stands_by = next((one.name for one in file.parties if one.id == party.stands_by), "")
        parts = [
            t(N_("for {name}"), name=stands_by) if stands_by else "",
            "! " + t(N_("minor")) if party.minor else "",
            t(N_("mandate shown")) if party.mandate else "",
            t(N_("lives on own labour")) if party.own_living else "",
        ]
        return Pick(
            f"{ROLE.label_of(party.role, t)}  {party.name or t(N_('Unnamed'))}", " · ".join(filter(None, parts)),
            head=t(N_("Who is in it")) if head else "", loud=party.minor, deep=bool(stands_by),
        )  # fmt: skip

    def _mediator(self, one: Mediator, signatures: dict[int, str]) -> Pick:
        t = self.t
        body = DEPARTMENT.label_of(one.body, t) if one.body in DEPARTMENT else one.body
        named = " ".join(filter(None, (body, one.name or signatures.get(one.officer_id, ""))))
        return Pick(
            f"{MEDIATOR.label_of(one.kind, t)}  {named}", " · ".join(filter(None, (one.task, one.contact)))
        )

    def _willing(self, file: File) -> str:
        """What the parties said last of mediation, unless that was undone."""
        rows = history_reading.history(self.desk.reader, "dispute", file.dispute.id)
        taken: dict[int, bool] = {}
        for row in rows:
            if row.step in ("undo", "redo") and row.detail:
                taken[int(json.loads(row.detail).get("write", 0))] = row.step == "undo"
        said = [row.why(self.t) for row in rows if row.step == "willing" and not taken.get(row.write)]
        return said[-1] if said else ""

    def relabel(self) -> None:
        """Say everything in the other language."""
        self.query_one(StepBar).relabel()
        self.reload()

    # -- keys

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(Picks).move(by)

    def on_picks_clicked(self, message: Picks.Clicked) -> None:
        """A second click corrects."""
        if message.again:
            self.action_verb(5)

    def on_step_bar_pressed(self, message: StepBar.Pressed) -> None:
        """A clicked verb."""
        self.action_verb(message.digit)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person under the cursor."""
        one = self._here()
        if isinstance(one, Party):
            open_card(self, one.person_id)
        else:
            self.host.tell(
                N_("There is a card of those who quarrel and who stand by them: choose one of them.")
            )

    def _here(self) -> Party | Mediator | None:
        at = self.query_one(Picks).at
        return self._shown[at] if at < len(self._shown) else None

    def action_verb(self, digit: int) -> None:
        """Do what stands on a digit."""
        file, here = self._file(), self._here()
        if file is None or self.app.screen is not self:
            return
        if digit == 1:
            self.app.push_screen(AddParty(file, self._add_party))
        elif digit == 2:
            self.app.push_screen(AddMediator(file, self._add_mediator))
        elif digit == 3 or (digit == 5 and here is None):
            self.app.push_screen(Preside(file, self._preside))
        elif digit == 4 and file.sides:
            self.app.push_screen(Willing(file, self._ask_willing))
        elif digit == 5 and isinstance(here, Party):
            self.app.push_screen(ChangeParty(file, here, self._change_party))
        elif digit == 6 and here is not None:
            self.app.push_screen(TakeOut(file, here, self._name_of(here), self._take_out))
        elif digit == 4:
            self.host.tell(N_("Nobody is in the file yet: press 1 to add a party."), "bad")
        elif digit == 5:
            self.host.tell(N_("A mediator is taken out with 6 and added anew with 2."), "bad")
        else:
            self.host.tell(N_("Another one presides: press 3 to choose. Nobody is taken out here."), "bad")

    def _name_of(self, one: Party | Mediator) -> str:
        if isinstance(one, Mediator) and not one.name:
            return next((o.name for o in self.desk.officers if o.id == one.officer_id), one.body)
        return one.name

    # -- saving

    def _save(self, dialog: SideForm, verb: Callable[[], File], label: str) -> None:
        def done(_file: File) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(
                N_("{number}: {step} · Ctrl+Z undoes"), "good", number=self._number, step=Term(label)
            )
            self.reload()

        dialog.act(verb, done, dialog.refused)

    def _add_party(self, dialog: AddParty, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t
        try:
            party: PartyGiven = dialog.party(given)
        except DeskError as error:
            dialog.refused(error)
            return
        version = dialog.file.dispute.version
        self._save(
            dialog,
            lambda: desk.disputes.add_party(self._number, party, desk.actor, t, version),
            N_("Party added"),
        )

    def _change_party(self, dialog: ChangeParty, given: dict[str, str]) -> None:
        desk, t, version = self.desk, self.t, dialog.file.dispute.version
        values, reason = dialog.values_of(given), given["reason"]
        self._save(
            dialog,
            lambda: desk.disputes.change_party(
                self._number, dialog.party.id, values, reason, desk.actor, t, version
            ),
            N_("Party corrected"),
        )

    def _take_out(self, dialog: TakeOut, given: dict[str, str]) -> None:
        desk, t, version, one = self.desk, self.t, dialog.file.dispute.version, dialog.one
        party = isinstance(one, Party)
        verb = desk.disputes.remove_party if party else desk.disputes.remove_mediator
        self._save(
            dialog,
            lambda: verb(self._number, one.id, given["reason"], desk.actor, t, version),
            N_("Party taken out") if party else N_("Mediator taken out"),
        )

    def _add_mediator(self, dialog: AddMediator, given: dict[str, str]) -> None:
        desk, t, version = self.desk, self.t, dialog.file.dispute.version
        self._save(
            dialog,
            lambda: desk.disputes.add_mediator(self._number, given, desk.actor, t, version),
            N_("Mediator added"),
        )

    def _preside(self, dialog: Preside, given: dict[str, str]) -> None:
        desk, t, version = self.desk, self.t, dialog.file.dispute.version
        officer = int(given["presider"] or 0)
        self._save(
            dialog,
            lambda: desk.disputes.set_presider(self._number, officer, desk.actor, t, version),
            N_("Presider named"),
        )

    def _ask_willing(self, dialog: Willing, given: dict[str, str]) -> None:
        desk, t, file = self.desk, self.t, dialog.file
        answers = dialog.answers_of(given)
        self._save(
            dialog,
            lambda: desk.disputes.note_willing(file, answers, desk.actor, t),
            N_("Asked who is willing"),
        )
