"""A person's card: the facts, what happened to the card, the person's requests and disputes, and the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.person import Person
from deskapp.domain.person_card import card, trail
from deskapp.domain.words import N_, Term
from deskapp.reading import board
from deskapp.reading import disputes as dispute_reading
from deskapp.reading import people as reading
from deskapp.reading import requests as request_reading
from deskapp.reading.row_ids import record_of
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.own_data import OwnData, WhyDialog
from deskapp.screens.person_forms import (
    CORRECT,
    MERGE,
    UNMERGE,
    MergePeople,
    PersonCorrect,
    PersonForm,
    Unmerge,
)
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList
from deskapp.widgets.stepbar import StepBar

if TYPE_CHECKING:
    from deskapp.services.people import Carded

SHOW_ID, ALL_DATA = N_("Show the ID in full"), N_("All data to a file")
WHY_ID, WHY_DATA = N_("{number}: show the ID in full"), N_("{number}: write all data to a file")

WIDE = 120
"""From this width on the requests stand beside the facts."""


class PersonScreen(DeskScreen):
    """A card that was opened; opening it is kept in the audit chain."""

    CSS_PATH = "person.tcss"
    NAME = N_("Person")
    ABOUT = N_(
        "A person's card: name, phones, ID by its ends, address, and all requests and disputes of the person, those of "
        "merged cards too. Enter opens one. 1 corrects the card, 2 merges it into another card of the same person, "
        "3 takes a merge back, 4 shows the ID in full and 5 writes all data of the person to a file, each with "
        "a reason."
    )
    MORE_KEYS = (
        ("1", N_("Correct the card")),
        ("2", N_("Merge into another card")),
        ("3", N_("Take a merge back")),
        ("4", SHOW_ID),
        ("5", ALL_DATA),
    )
    KEYS = (keys.BACK, keys.OPEN, keys.CORRECT, keys.HELP, keys.LOG, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.CORRECT,
        *keys.IN_LISTS,
        *(Binding(keys.digit(number), f"step({number})", show=False) for number in range(1, 10)),
        Binding("left", "scroll(-3)", N_("Scroll the facts up"), show=False),
        Binding("right", "scroll(3)", N_("Scroll the facts down"), show=False),
    ]

    def __init__(self, number: str, draft: Draft | None = None) -> None:
        """`draft` is a half-typed step that is opened at once."""
        super().__init__()
        self._number = number
        self._draft = draft
        self._steps: dict[int, str] = {}

    @property
    def number(self) -> str:
        """The number of the card."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """The facts, the requests and disputes, and the steps."""
        yield Horizontal(
            VerticalScroll(Card(id="facts"), id="left", can_focus=False),
            RecordList(
                empty=N_("No request or dispute of this person is kept. F2 logs a request."),
                markable=False,
                id="right",
            ),
            id="work",
        )
        yield StepBar()

    def commands(self) -> tuple[Binding, ...]:
        """The steps that are possible now come before the keys."""
        steps = (
            Binding(str(digit), f"step({digit})", label, key_display=str(digit))
            for digit, label in self._steps.items()
        )
        return (*steps, *self.KEYS)

    @property
    def listed(self) -> RecordList:
        """The requests and disputes."""
        return self.query_one("#right", RecordList)

    def begin(self) -> None:
        """Show the card and keep that it was opened."""
        self.reload()
        if person := self._person():
            self.listed.focus()
            self.keep_view("person", person.id, person.number)
            if self._draft is not None:
                self.call_after_refresh(self.resume, self._draft)

    def on_resize(self, event: events.Resize) -> None:
        """Facts and requests side by side where there is room."""
        self.set_class(event.size.width >= WIDE, "wide")

    def _person(self) -> Person | None:
        return reading.find(self.desk.reader, self.desk.room.id, self._number)

    def reload(self) -> None:
        """Read the card and its requests again."""
        person = self._person()
        if person is None:
            self.dismiss()
            return
        desk, view, t = self.desk, self.view(), self.t
        family = reading.family(desk.reader, person.id)
        parts = [(person.number, card(person, view, reading.survivor(desk.reader, person.id)))]
        parts += [
            (t(N_("Merged card {number}"), number=other.number), card(other, view)[1:])
            for other in family[1:]
        ]
        history = request_reading.history(desk.reader, "person", person.id)
        parts.append((t(N_("What happened")), trail(history, view)))
        self.query_one("#facts", Card).show(*parts)
        ids = tuple(one.id for one in family)
        source = board.person_source(
            lambda: desk.reader, desk.room, ids, view.now, t, sealed=desk.sees_sealed
        )
        self.listed.set_source(source)
        self._steps = _steps(person, family)
        self.query_one(StepBar).show(self._steps)

    def relabel(self) -> None:
        """Say the card again in the other language."""
        self.reload()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self.listed.action_open()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the request, or the file of the dispute."""
        register, key = record_of(message.row.id)
        if register == "dispute":
            if (file := dispute_reading.by_id(self.desk.reader, key)) is not None:
                self.host.open_dispute(file.dispute.number)
        elif (found := request_reading.by_id(self.desk.reader, key)) is not None:
            self.host.open_record(found.number)

    def action_scroll(self, by: int) -> None:
        """Move the facts."""
        self.query_one("#left").scroll_relative(y=by, animate=False, immediate=True)

    # -- steps

    def on_step_bar_pressed(self, message: StepBar.Pressed) -> None:
        """A clicked step."""
        self.action_step(message.digit)

    def action_correct(self) -> None:
        """Ctrl+E: correct the card."""
        self.action_step(1)

    def action_step(self, digit: int) -> None:
        """Take the step of a digit: ask for what it needs, then write it."""
        person = self._person()
        if person is None or self.app.screen is not self:  # a double click asks once
            return
        if digit not in self._steps:
            self.host.tell(N_("There is no step on {digit}. The steps stand below."), tone="bad", digit=digit)
        elif digit == 1:
            self._ask(PersonCorrect(person, self._save_correction))
        elif digit == 2:
            self._ask(MergePeople(person, self._save_merge))
        elif digit == 3:
            self._unmerge(person)
        else:
            self._ask_why(person, digit)

    def _ask_why(self, person: Person, digit: int) -> None:
        """Ask why the ID is needed in full, or all data of the person; then do it and say so."""
        number, own = person.number, cast(OwnData, self.app)

        def show(box: WhyDialog, given: dict[str, str]) -> None:
            def shown(document: str) -> None:
                box.said(
                    self.t(N_("ID of {number}: {document} · Esc closes"), number=number, document=document)
                )
                self.reload()

            box.act(lambda: own.reveal(number, given["reason"], given.get("pin", "")), shown, box.refused)

        def write(box: WhyDialog, given: dict[str, str]) -> None:
            def written(said: tuple[str, dict[str, object]]) -> None:
                box.close_once(True)
                self.host.tell(said[0], "good", **said[1])
                self.reload()

            box.act(lambda: own.hand_out(number, given["reason"], given.get("pin", "")), written, box.refused)

        title, do = (WHY_ID, show) if digit == 4 else (WHY_DATA, write)
        self.app.push_screen(WhyDialog(title, number, self.desk.has_pins, do))

    def _ask(self, dialog: PersonForm) -> None:
        self.app.push_screen(dialog)

    def _unmerge(self, person: Person) -> None:
        """Of several cards that were merged into this one, ask which."""
        under = [
            one for one in reading.family(self.desk.reader, person.id)[1:] if one.merged_into == person.id
        ]
        if person.merged_into is not None or len(under) == 1:
            self._ask(Unmerge(person if person.merged_into is not None else under[0], self._save_unmerge))
            return
        today = self.view().calendar.day(self.view().now)
        choices = [Choice(one.number, f"{one.number}  {one.shown_name(today, self.t)}") for one in under]

        def chosen(number: str | None) -> None:
            other = next((one for one in under if one.number == number), None)
            if other is not None:
                self._ask(Unmerge(other, self._save_unmerge))

        self.app.push_screen(Choose(N_("Take a merge back"), choices), chosen)

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed step."""
        person = self._person()
        if person is None:
            return
        kind = draft.place.kind
        if kind == CORRECT:
            self._ask(PersonCorrect(person, self._save_correction, draft))
        elif kind == MERGE:
            self._ask(MergePeople(person, self._save_merge, draft))
        elif kind == UNMERGE:
            self._ask(Unmerge(person, self._save_unmerge, draft))

    def _save_correction(self, dialog: PersonCorrect, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, dialog.person.number, dialog.version

        def again() -> PersonCorrect | None:
            person = self._person()
            return PersonCorrect(person, self._save_correction) if person is not None else None

        def done(found: Carded) -> None:
            warning = Term(found.warnings[0]) if found.warnings else ""
            self._close(
                dialog,
                N_("{number}: corrected · Ctrl+Z undoes. {warning}")
                if warning
                else N_("{number}: corrected · Ctrl+Z undoes"),
                number=number,
                warning=warning,
            )

        dialog.act(
            lambda: desk.people.correct(number, given, reason, desk.actor, t, version), done,
            lambda error: dialog.late(error, again),
        )  # fmt: skip

    def _save_merge(self, dialog: PersonForm, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, dialog.person.number, dialog.person.version

        def done(target: Person) -> None:
            self._close(
                dialog,
                N_("{number} is merged into {other} · Ctrl+Z undoes"),
                number=number,
                other=target.number,
            )

        self._write(
            dialog, lambda: desk.people.merge(number, given["into"], reason, desk.actor, t, version), done
        )

    def _save_unmerge(self, dialog: PersonForm, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, dialog.person.number, dialog.person.version

        def done(person: Person) -> None:
            self._close(dialog, N_("{number} stands on its own again · Ctrl+Z undoes"), number=person.number)

        self._write(dialog, lambda: desk.people.unmerge(number, reason, desk.actor, t, version), done)

    def _write(self, dialog: PersonForm, verb: Callable[[], Person], done: Callable[[Person], None]) -> None:
        dialog.act(verb, done, dialog.refused)

    def _close(self, dialog: PersonForm, text: str, **params: object) -> None:
        dialog.saved()
        dialog.close_once(True)
        self.host.tell(text, tone="good", **params)
        self.reload()


def _steps(person: Person, family: tuple[Person, ...]) -> dict[int, str]:
    """The steps that are possible now, on their digits."""
    if person.status == "undone":
        return {}
    found = {1: N_("Correct the card")}
    if person.merged_into is None:
        found[2] = N_("Merge into another card")
    if person.merged_into is not None or len(family) > 1:
        found[3] = N_("Take a merge back")
    if person.id_number:
        found[4] = SHOW_ID
    found[5] = ALL_DATA
    return found
