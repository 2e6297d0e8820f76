"""What opened records of every register share: the text, the trail, the steps on their digits, and their boxes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Bar, Machine, Step
from deskapp.domain.words import N_, Term, Told
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.correct import CORRECT, CorrectDialog
from deskapp.screens.steps import NOTE, STEP, Recorded, StepDialog
from deskapp.widgets.card import Card
from deskapp.widgets.stepbar import StepBar

RecordT = TypeVar("RecordT", bound=Recorded)

WIDE = 120
"""From this width on the trail stands beside the record."""

FINAL = ("archived", "voided", "undone")
"""States in which a record is closed for good."""


class OpenedScreen(DeskScreen, Generic[RecordT]):
    """A record that was opened; opening it is kept in the audit chain."""

    CSS_PATH: ClassVar[CSSPathType | None] = "opened.tcss"
    EVEN = False
    """Whether the sections of the record stand apart, with their labels in one column."""
    SUBJECT = ""
    """The register, as history and audit call it."""
    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("1–9", N_("take the step that stands there")),
        ("0", N_("Add an entry")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.CORRECT,
        keys.PERSON,
        *keys.IN_LISTS,
        *(Binding(keys.digit(number), f"step({number})", show=False) for number in range(10)),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False),
        Binding("pagedown", "scroll(10)", N_("Page down"), show=False),
    ]

    def __init__(self, number: str, draft: Draft | None = None) -> None:
        """`draft` is a half-typed step that is opened at once."""
        super().__init__()
        self._number = number
        self._version = 0
        """The version of the record that is on the screen."""
        self._draft = draft

    @property
    def number(self) -> str:
        """The number of the record."""
        return self._number

    # -- what a register decides

    @property
    def machine(self) -> Machine:
        """The steps of the register."""
        raise NotImplementedError

    def record(self) -> RecordT | None:
        """The record as the file holds it now."""
        raise NotImplementedError

    def show(self, record: RecordT) -> None:
        """Put the record and its trail into the cards."""
        raise NotImplementedError

    def viewed(self, record: RecordT) -> None:
        """Keep that the record was opened; runs in a thread. Raises DeskError."""
        self.desk.viewed(self.SUBJECT, record.id, record.number)

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step; runs in a thread. Raises DeskError."""
        raise NotImplementedError

    def note(self, kind: str, text: str) -> None:
        """Write an entry; runs in a thread. Raises DeskError."""
        raise NotImplementedError

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction, and give a warning in English where there is one; in a thread. Raises DeskError."""
        raise NotImplementedError

    def refuse_final(self, record: RecordT) -> None:
        """Raise DeskError where the record is not corrected any more."""
        raise NotImplementedError

    def correct_dialog(self, record: RecordT, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        raise NotImplementedError

    def step_dialog(self, record: RecordT, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step."""
        return StepDialog(record, step, partial(self.save_step, step), draft)

    def bars(self, record: RecordT) -> Mapping[str, Bar]:
        """What stands against steps of the record's state whatever would be typed, by their codes."""
        return {}

    def hint(self, dialog: StepDialog, result: object) -> Told | None:
        """What is told beside a step that was written; `result` is what `take` gave."""
        return None

    def offered(self, record: RecordT, against: Mapping[str, Bar] | None = None) -> dict[int, str]:
        """What is possible now, by its digit; `against` is what `bars` says, where it is known already."""
        against = self.bars(record) if against is None else against
        allowed = self.machine.allowed(record.status)
        found = {step.key: step.label for step in allowed if step.code not in against}
        if record.status not in FINAL:
            found[0] = NOTE.label
        return found

    # -- what is seen

    def body(self) -> Iterable[Widget]:
        """The record, its trail and the steps."""
        yield Horizontal(
            VerticalScroll(Card(even=self.EVEN, id="facts"), id="left", can_focus=False),
            VerticalScroll(Card(id="trail"), id="right", can_focus=False),
            id="work",
        )
        yield StepBar()

    def commands(self) -> tuple[Binding, ...]:
        """The steps that are possible now come before the keys."""
        record = self.record()
        if record is None:
            return self.KEYS
        steps = (
            Binding(str(digit), f"step({digit})", label, key_display=str(digit))
            for digit, label in sorted(self.offered(record).items(), key=lambda step: step[0] or 10)
        )
        return (*steps, *self.KEYS, *self.more_commands())

    def more_commands(self) -> Sequence[Binding]:
        """The keys that have no room in the bar."""
        return ()

    def begin(self) -> None:
        """Show the record and keep that it was opened."""
        self.reload()
        if record := self.record():
            self._start(self._keep_view(record))
            if self._draft is not None:
                self.call_after_refresh(self.resume, self._draft)

    async def _keep_view(self, record: RecordT) -> None:
        try:
            await asyncio.to_thread(self.viewed, record)
        except DeskError as error:
            self.host.refuse(error)

    def on_resize(self, event: events.Resize) -> None:
        """Record and trail side by side where there is room."""
        self.set_class(event.size.width >= WIDE, "wide")

    def reload(self) -> None:
        """Read the record again."""
        record = self.record()
        if record is None:
            self.dismiss()
            return
        self.show(record)
        self._version = record.version
        against = self.bars(record)
        # What only waits for something stands back; what is none of this record does not stand there.
        waiting = {
            step.key: step.label
            for step in self.machine.allowed(record.status)
            if step.code in against and not against[step.code].lasting
        }
        self.query_one(StepBar).show(self.offered(record, against) | waiting, waiting)

    def relabel(self) -> None:
        """Say the record again in the other language."""
        self.reload()

    def action_scroll(self, by: int) -> None:
        """Move the text."""
        for name in ("#work", "#left", "#right"):  # one of them scrolls, depending on the width
            self.query_one(name).scroll_relative(y=by, animate=False, immediate=True)

    # -- steps

    def on_step_bar_pressed(self, message: StepBar.Pressed) -> None:
        """A clicked step."""
        self.action_step(message.digit)

    def ready_for(self) -> RecordT | None:
        """The record as it stands on the screen; None, and told, where it has moved on or a box lies over it."""
        record = self.record()
        if record is None or self.app.screen is not self:  # a double click asks once
            return None
        if record.version != self._version:  # the digits on the screen may mean something else by now
            self.reload()
            self.host.tell(
                N_("{number} was just changed. Look at it again, then decide."), "bad", number=self._number
            )
            return None
        return record

    def action_step(self, digit: int) -> None:
        """Take the step of a digit: ask for what it needs, then write it."""
        record = self.ready_for()
        if record is None:
            return
        allowed = {step.key: step for step in self.machine.allowed(record.status)}
        if digit == 0 and record.status not in FINAL:
            self.ask(record, NOTE)
        elif digit in allowed:
            if (bar := self.bars(record).get(allowed[digit].code)) is not None:
                self.host.refuse(bar.error)
            else:
                self.ask(record, allowed[digit])
        elif allowed:
            self.host.tell(N_("There is no step on {digit}. The steps stand below."), tone="bad", digit=digit)
        else:
            self.host.tell(N_("This record is closed for good: no step is left."), tone="bad")

    def ask(self, record: RecordT, step: Step, draft: Draft | None = None) -> None:
        """Open the box of a step."""
        self.app.push_screen(self.step_dialog(record, step, draft))

    def step_of(self, code: str) -> Step:
        """The step of a draft."""
        return NOTE if code == NOTE.code else self.machine.step(code)

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed step; whether the step is still allowed is told when it is saved."""
        code = draft.place.kind.removeprefix(STEP)
        record = self.record()
        if record is not None and code == CORRECT:
            self.app.push_screen(self.correct_dialog(record, draft))
        elif record is not None:
            self.ask(record, self.step_of(code), draft)

    def action_correct(self) -> None:
        """Ctrl+E: mend what was typed; the reason is kept."""
        record = self.record()
        if record is None or self.app.screen is not self:
            return
        try:
            self.refuse_final(record)
        except DeskError as error:
            self.host.refuse(error)
        else:
            self.app.push_screen(self.correct_dialog(record))

    def save_correction(self, dialog: CorrectDialog, given: dict[str, str], reason: str) -> None:
        """Write what the box of a correction holds."""
        version = dialog.version

        def again() -> CorrectDialog | None:
            record = self.record()
            return self.correct_dialog(record) if record is not None else None

        def done(warning: str) -> None:
            self.done(
                dialog,
                N_("{number}: corrected · Ctrl+Z undoes. {warning}")
                if warning
                else N_("{number}: corrected · Ctrl+Z undoes"),
                warning=Term(warning) if warning else "",
            )  # fmt: skip

        dialog.act(
            lambda: self.correct(given, reason, version), done, lambda error: dialog.late(error, again)
        )

    def save_step(self, step: Step, dialog: StepDialog, given: dict[str, str]) -> None:
        """Write what the box of a step holds."""
        version = dialog.record.version

        def done(result: object) -> None:
            if step is NOTE:
                self.done(dialog, N_("{number}: entry added · Ctrl+Z undoes"))
            elif (hint := self.hint(dialog, result)) is not None:
                self.done(
                    dialog, N_("{number}: {step} · Ctrl+Z undoes · {hint}"), step=Term(step.label), hint=hint
                )
            else:
                self.done(dialog, N_("{number}: {step} · Ctrl+Z undoes"), step=Term(step.label))

        if step is NOTE:
            dialog.act(lambda: self.note(given.get("kind") or "note", given["text"]), done, dialog.refused)
        else:
            dialog.act(lambda: self.take(step.code, given, version), done, dialog.refused)

    def done(self, dialog: StepDialog | CorrectDialog, text: str, /, **params: object) -> None:
        """Close a box whose content is written, and say so."""
        dialog.saved()
        dialog.close_once(True)
        self.host.tell(text, "good", number=self._number, **params)
        self.reload()
