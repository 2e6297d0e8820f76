"""The disputes: the nearest clock first, the file under the cursor beside them, outcomes on their digits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.clocks import due
from deskapp.domain.dispute import PREFIX, File
from deskapp.domain.dispute_card import beside
from deskapp.domain.dispute_codes import KIND, OUTCOME, STATUS
from deskapp.domain.dispute_hints import hint
from deskapp.domain.dispute_outcome import FORM, OUTCOMES
from deskapp.domain.dispute_ways import outcome_bar, outcomes_of
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Row, Source
from deskapp.domain.words import N_, Term
from deskapp.reading import dispute_lists
from deskapp.reading import disputes as reading
from deskapp.reading.dispute_orders import NEAREST, NEWEST
from deskapp.screens import keys
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.disputes.marked import MarkedDisputes
from deskapp.screens.disputes.outcome import OutcomeDialog
from deskapp.screens.disputes.people import show_card
from deskapp.screens.disputes.steps import DisputeStep
from deskapp.screens.register import RegisterScreen
from deskapp.screens.steps import StepDialog
from deskapp.widgets.bars import KeyBar
from deskapp.widgets.card import Card
from deskapp.widgets.fields import Option, options_of
from deskapp.widgets.stepbar import StepBar

OPEN_ONLY = N_("No dispute waits. F3 shows all disputes, Insert writes a new one down.")
NONE_AT_ALL = N_("No dispute is kept yet. Insert writes one down; F7 on a request makes one of it.")


class DisputesScreen(RegisterScreen):
    """The register of disputes: what is open, or all of them."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "list.tcss"]
    NAME = N_("Mediation")
    ABOUT = N_(
        "The disputes that wait for something, the nearest clock first; F3 again shows all. Enter opens the file. A "
        "digit opens the form of an outcome for the file under the cursor: the strip below says which. Of sealed "
        "files, minors and domestic violence only initials stand here."
    )
    EMPTY = OPEN_ONLY
    PREFIX = PREFIX
    SORTING = NEAREST
    ALL_BY = N_("F3 shows all disputes")
    MORE_KEYS = (
        ("1–9", N_("write down that outcome of the file under the cursor")),
        ("0", N_("all outcomes")),
        ("f", N_("Figures")),
    )
    KEYS = (keys.BACK, keys.OPEN, keys.ALL, keys.NEW_HERE, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.ALL,
        *keys.IN_LISTS,
        keys.NEW_HERE,
        Binding("a", "all", N_("Open or all"), show=False),
        Binding("f", "app.figures", N_("Figures"), show=False),
        *(Binding(keys.digit(number), f"outcome({number})", show=False) for number in range(10)),
    ]

    def __init__(self, number: str = "", draft: Draft | None = None) -> None:
        """The cursor begins on `number`, where it is listed; `draft` is a half-typed outcome, opened at once."""
        super().__init__()
        self._whole = False
        self._number = number
        self._draft = draft

    def body(self) -> Iterable[Widget]:
        """What is listed, the list, the outcomes."""
        yield Static("", markup=False, id="what")
        yield from super().body()
        yield StepBar()

    def begin(self) -> None:
        """Read the first page."""
        self.reload()
        self.listed.focus()
        if self._number:
            file = reading.find(self.desk.reader, self.desk.room.id, self._number)
            self.call_after_refresh(self.listed.go_to, file.dispute.id if file else 0)
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def source(self) -> Source:
        """What is open, or all."""
        desk = self.desk
        self.listed.empty = NONE_AT_ALL if self._whole else OPEN_ONLY
        self.query_one("#what", Static).update(self._heading())
        self.query_one(KeyBar).show(
            [keys.WAITING if one is keys.ALL and self._whole else one for one in self.KEYS]
        )
        if self._whole:
            every = dispute_lists.DisputeFilter()
            return dispute_lists.list_source(
                desk.connection, desk.room, every, desk.clock(), self.t, self.sorting
            )
        return dispute_lists.open_source(desk.connection, desk.room, desk.clock(), self.t, self.sorting)

    def _heading(self) -> str:
        if self._whole:
            return self.t(N_("All disputes · F3 those that wait"))
        if self.sorting == NEAREST:
            return self.t(N_("Disputes that wait, the nearest clock first · F3 all"))
        return self.t(N_("Disputes that wait · F3 all"))

    def action_all(self) -> None:
        """F3 again: all disputes, or only those that wait."""
        if self.app.screen is self:
            self._whole = not self._whole
            self.sorting = NEWEST if self._whole else NEAREST
            self.reload()

    def action_open(self) -> None:
        """Open the file under the cursor."""
        self.listed.action_open()

    # -- the file under the cursor

    def file_at(self, row: Row | None) -> File | None:
        """The file of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def _show(self, row: Row | None) -> None:
        super()._show(row)
        file = self.file_at(row)
        options, possible = _outcomes(self), outcomes_of(file, self.desk.officers)
        steps = {int(option.digit): option.label for option in options if option.digit} | {0: N_("All")}
        gone = {int(o.digit) for o in options if o.digit and o.code not in possible} | (
            set() if possible else {0}
        )
        hint = N_("No outcome is open for it: Enter opens the file with its steps.") if file else ""
        self.query_one(StepBar).show(steps, gone=gone, hint="" if possible else hint)

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The file, no more of its people than the list tells."""
        file = self.file_at(row)
        if file is None:
            card.show()
        else:
            card.show((file.dispute.number, beside(file, self.view(), due(file, self.desk.room.times))))

    def open_row(self, row: Row) -> None:
        """Open the file of a row."""
        file = self.file_at(row)
        if file is not None:
            self.host.open_dispute(file.dispute.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of somebody in the file, where the list may name them."""
        file = self.file_at(self.listed.selected)
        if file is not None and file.sheltered:
            self.host.tell(
                N_("The people of {number} are named in its file alone: Enter opens it."), number=file.dispute.number
            )  # fmt: skip
        elif file is not None:
            show_card(self, file)

    def action_marked(self) -> None:
        """Ctrl+B: do something with the marked rows."""
        if self.app.screen is self:
            MarkedDisputes(self, self.listed).offer()

    # -- outcomes

    def on_step_bar_pressed(self, message: StepBar.Pressed) -> None:
        """A clicked outcome."""
        self.action_outcome(message.digit)

    def action_outcome(self, digit: int) -> None:
        """A digit: the form of that outcome for the file under the cursor."""
        file = self.file_at(self.listed.selected)
        if file is None or self.app.screen is not self:
            return
        dispute = file.dispute
        if dispute.status not in FORM.sources:
            self.host.tell(
                N_("{number} is “{status}”, no outcome is open: Enter opens the file with its steps."), "bad",
                number=dispute.number, status=Term(STATUS.source_of(dispute.status)),
            )  # fmt: skip
        elif (error := outcome_bar(file, self.desk.officers)) is not None:
            # The list names nobody of a sheltered file, and the reasons name people.
            hidden = DeskError(
                N_("{number} waits for something that concerns its people. Press Enter: a digit in the file says "
                   "what."),
                number=dispute.number,
            )  # fmt: skip
            self.host.refuse(hidden if file.sheltered else error)
        elif digit == 0:
            self._choose(file)
        else:
            form = next((o.code for o in _outcomes(self) if o.digit == str(digit)), "")
            if form in outcomes_of(file, self.desk.officers):
                self.ask(file, form)
            elif form and dispute.kind:
                self.host.tell(
                    N_("“{kind}” does not end in “{form}”: press a digit that stands below, or 0 for all."), "bad",
                    kind=Term(KIND.source_of(dispute.kind)), form=Term(OUTCOME.source_of(form)),
                )  # fmt: skip
            elif form:  # domestic violence
                self.host.tell(
                    N_("Domestic violence does not end in “{form}”: press a digit that stands below, or Enter and 6, "
                       "“Do not mediate”."),
                    "bad", form=Term(OUTCOME.source_of(form)),
                )  # fmt: skip

    def _choose(self, file: File) -> None:
        possible = outcomes_of(file, self.desk.officers)
        choices = [
            Choice(one.code, one.say(self.t), other=one.label)
            for one in _outcomes(self)
            if one.code in possible
        ]

        def chosen(form: str | None) -> None:
            if form:
                self.ask(file, form)

        self.app.push_screen(Choose(OUTCOMES.label, choices), chosen)

    def ask(self, file: File, form: str, draft: Draft | None = None) -> None:
        """Open the form of an outcome."""
        self.app.push_screen(OutcomeDialog(file, form, self._save, draft))

    def resume(self, draft: Draft) -> None:
        """Open the form of a half-typed outcome."""
        file = reading.find(self.desk.reader, self.desk.room.id, draft.place.subject)
        form = draft.values.get("form", "")
        if file is not None and form in OUTCOMES:
            self.ask(file, form, draft)

    def _save(self, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t
        number, version = dialog.record.number, dialog.record.version

        def done(file: File) -> None:
            dialog.saved()
            dialog.close_once(True)
            dispute = file.dispute
            said = N_("{number}: {form} → {status} · Ctrl+Z undoes")
            slip = (
                hint(dialog.file, file, "session", desk.room.calendar)
                if isinstance(dialog, DisputeStep)
                else None
            )
            if slip is not None:
                said = N_("{number}: {form} → {status} · Ctrl+Z undoes · {hint}")
            self.host.tell(
                said, "good", number=number, hint=slip,
                form=Term(OUTCOME.source_of(dispute.outcome)), status=Term(STATUS.source_of(dispute.status)),
            )  # fmt: skip
            self.reload()

        dialog.act(lambda: desk.disputes.outcome(number, given, desk.actor, t, version), done, dialog.refused)


def _outcomes(screen: DisputesScreen) -> tuple[Option, ...]:
    return options_of(OUTCOMES, screen.t)
