"""One record: what it says, its trail, and the steps that are allowed now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Step
from deskapp.domain.repeat_lines import card_lines
from deskapp.domain.request import Request
from deskapp.domain.request_card import card
from deskapp.domain.request_correct import refuse_final
from deskapp.domain.request_steps import machine
from deskapp.domain.request_trail import trail
from deskapp.domain.words import N_, Term
from deskapp.reading import repeats
from deskapp.reading import requests as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen, open_card
from deskapp.screens.correct import CORRECT, CorrectDialog
from deskapp.screens.earlier import Chosen, EarlierDialog, MergeStepDialog
from deskapp.screens.steps import NOTE, STEP, StepDialog
from deskapp.widgets.card import Card
from deskapp.widgets.stepbar import StepBar

if TYPE_CHECKING:
    from deskapp.services.requests import Logged

WIDE = 120
"""From this width on the trail stands beside the record."""

_FINAL = ("archived", "voided", "undone")


class RecordScreen(DeskScreen):
    """A request that was opened; opening it is kept in the audit chain."""

    CSS_PATH = "record.tcss"
    NAME = N_("Record")
    MORE_KEYS = (("1–9", N_("take the step that stands there")), ("0", N_("Add an entry")))
    ABOUT = N_(
        "The open record: everything that is known, what happened so far, and below the steps that are "
        "allowed now, each with its digit. 0 adds a call, a visit, a reply or a note; Ctrl+E corrects a field."
    )
    KEYS = (
        keys.BACK,
        keys.CORRECT,
        keys.HELP,
        keys.LOG,
        keys.FIND,
        keys.PERSON,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.CORRECT,
        keys.EARLIER,
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

    def request_at_hand(self) -> str:
        """The record."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """The record, its trail and the steps."""
        yield Horizontal(
            VerticalScroll(Card(id="facts"), id="left", can_focus=False),
            VerticalScroll(Card(id="trail"), id="right", can_focus=False),
            id="work",
        )
        yield StepBar()

    def commands(self) -> tuple[Binding, ...]:
        """The steps that are possible now come before the keys."""
        request = self._request()
        if request is None:
            return self.KEYS
        offered = sorted((step.key, step.label) for step in machine().allowed(request.status))
        if request.status not in _FINAL:
            offered.append((0, NOTE.label))
        return (
            *(
                Binding(str(digit), f"step({digit})", label, key_display=str(digit))
                for digit, label in offered
            ),
            *self.KEYS,
            keys.EARLIER,
            keys.DISPUTE,
        )

    def begin(self) -> None:
        """Show the record and keep that it was opened."""
        self.reload()
        if request := self._request():
            self._start(self._keep_view(request))
            if self._draft is not None:
                self.call_after_refresh(self.resume, self._draft)

    async def _keep_view(self, request: Request) -> None:
        try:
            await asyncio.to_thread(self.desk.viewed, "request", request.id, request.number)
        except DeskError as error:
            self.host.refuse(error)

    def on_resize(self, event: events.Resize) -> None:
        """Record and trail side by side where there is room."""
        self.set_class(event.size.width >= WIDE, "wide")

    def _request(self) -> Request | None:
        return reading.find(self.desk.reader, self.desk.room.id, self._number)

    def reload(self) -> None:
        """Read the record again."""
        request = self._request()
        if request is None:
            self.dismiss()
            return
        desk = self.desk
        view = self.view()
        steps = reading.history(desk.reader, "request", request.id)
        entries = reading.actions(desk.reader, "request", request.id)
        found = repeats.earlier_of(desk.reader, request, self.desk.repeat_days)
        before = (
            ((self.t(N_("Other matters of this person or place")), card_lines(found, view)),) if found else ()
        )
        self.query_one("#facts", Card).show((request.number, card(request, view)), *before)
        shown = trail(request, steps, entries, view)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), shown))
        self._version = request.version
        steps_now = {step.key: step.label for step in machine().allowed(request.status)}
        if request.status not in _FINAL:
            steps_now[0] = NOTE.label
        self.query_one(StepBar).show(steps_now)

    def relabel(self) -> None:
        """Say the record again in the other language."""
        self.reload()

    def action_scroll(self, by: int) -> None:
        """Move the text."""
        for name in ("#work", "#left", "#right"):  # one of them scrolls, depending on the width
            self.query_one(name).scroll_relative(y=by, animate=False, immediate=True)

    def on_step_bar_pressed(self, message: StepBar.Pressed) -> None:
        """A clicked step."""
        self.action_step(message.digit)

    def action_step(self, digit: int) -> None:
        """Take the step of a digit: ask for what it needs, then write it."""
        request = self._request()
        if request is None or self.app.screen is not self:  # a double click asks once
            return
        if request.version != self._version:  # the digits on the screen may mean something else by now
            self.reload()
            self.host.tell(
                N_("{number} was just changed. Look at it again, then decide."), "bad", number=self._number
            )
            return
        allowed = {step.key: step for step in machine().allowed(request.status)}
        if digit == 0 and request.status not in _FINAL:
            self._ask(request, NOTE)
        elif digit in allowed:
            self._ask(request, allowed[digit])
        elif allowed:
            self.host.tell(N_("There is no step on {digit}. The steps stand below."), tone="bad", digit=digit)
        else:
            self.host.tell(N_("This record is closed for good: no step is left."), tone="bad")

    def _ask(self, request: Request, step: Step, draft: Draft | None = None) -> None:
        save = self._save_note if step is NOTE else partial(self._save_step, step)
        if step.code == MergeStepDialog.MERGE:
            found = repeats.earlier_of(self.desk.reader, request, self.desk.repeat_days).targets()
            self.app.push_screen(MergeStepDialog(request, step, save, found, draft))
        else:
            self.app.push_screen(StepDialog(request, step, save, draft))

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed step; whether the step is still allowed is told when it is saved."""
        code = draft.place.kind.removeprefix(STEP)
        request = self._request()
        if request is not None and code == CORRECT:
            self.app.push_screen(CorrectDialog(request, self._save_correction, draft))
        elif request is not None:
            self._ask(request, NOTE if code == NOTE.code else machine().step(code), draft)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person."""
        request = self._request()
        if request is not None and self.app.screen is self:
            open_card(self, request.person_id)

    def action_correct(self) -> None:
        """Ctrl+E: mend what was typed; the reason is kept."""
        request = self._request()
        if request is None or self.app.screen is not self:
            return
        try:
            refuse_final(request)
        except DeskError as error:
            self.host.refuse(error)
        else:
            self.app.push_screen(CorrectDialog(request, self._save_correction))

    def action_earlier(self) -> None:
        """Ctrl+L: the other matters of this person or place, to open one."""
        request = self._request()
        if request is None or self.app.screen is not self:
            return
        found = repeats.earlier_of(self.desk.reader, request, self.desk.repeat_days)
        if not found:
            self.host.tell(N_("Nothing else is known of this person, this place or this matter."))
            return

        def chosen(one: Chosen | None) -> None:
            if one is not None:
                self.host.open_record(one.number)

        self.app.push_screen(EarlierDialog(found, choose=True), chosen)

    def _save_correction(self, dialog: CorrectDialog, given: dict[str, str], reason: str) -> None:
        desk, t = self.desk, self.t
        version = dialog.request.version

        def done(found: Logged) -> None:
            dialog.saved()
            dialog.close_once(True)
            warning = Term(found.warnings[0]) if found.warnings else ""
            said = N_("{number}: corrected · Ctrl+Z undoes {warning}")
            self.host.tell(said, tone="good", number=self._number, warning=warning)
            self.reload()

        dialog.act(
            lambda: desk.requests.correct(self._number, given, reason, desk.actor, t, version),
            done,
            dialog.refused,
        )

    def _save_step(self, step: Step, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t
        version = dialog.request.version

        def done(request: Request) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: {step} · Ctrl+Z undoes"),
                tone="good", number=request.number, step=Term(step.label),
            )  # fmt: skip
            self.reload()

        dialog.act(
            lambda: desk.requests.step(self._number, step.code, given, desk.actor, t, version),
            done,
            dialog.refused,
        )

    def _save_note(self, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(_: None) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: entry added · Ctrl+Z undoes"), tone="good", number=self._number)
            self.reload()

        dialog.act(
            lambda: desk.requests.note(
                self._number, given.get("kind") or "note", given["text"], desk.actor, t
            ),
            done,
            dialog.refused,
        )
