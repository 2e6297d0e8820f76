"""One record: what it says, its trail, and the steps that are allowed now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Step
from deskapp.domain.request import Request
from deskapp.domain.request_card import card, trail
from deskapp.domain.request_steps import machine
from deskapp.domain.words import N_, Term
from deskapp.reading import requests as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.steps import NOTE, StepDialog
from deskapp.widgets.card import Card
from deskapp.widgets.stepbar import StepBar

WIDE = 110
"""From this width on the trail stands beside the record."""


class RecordScreen(DeskScreen):
    """A request that was opened; opening it is kept in the audit chain."""

    CSS_PATH = "record.tcss"
    NAME = N_("Record")
    MORE_KEYS = (("1–9", N_("take the step that stands there")), ("0", N_("Add an entry")))
    ABOUT = N_(
        "The open record: everything that is known, what happened so far, and below the steps that are "
        "allowed now, each with its digit. 0 adds a call, a visit, a reply or a note."
    )
    KEYS = (keys.BACK, keys.HELP, keys.LOG, keys.FIND, keys.LANGUAGE, keys.SHEET, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        *keys.IN_LISTS,
        *(Binding(keys.digit(number), f"step({number})", show=False) for number in range(10)),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False),
        Binding("pagedown", "scroll(10)", N_("Page down"), show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    @property
    def number(self) -> str:
        """The number of the record."""
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
        steps = machine().allowed(request.status)
        offered = [(digit, step.label) for digit, step in enumerate(steps[:9], 1)]
        if request.status not in ("archived", "voided"):
            offered.append((0, NOTE.label))
        return (
            *(
                Binding(str(digit), f"step({digit})", label, key_display=str(digit))
                for digit, label in offered
            ),
            *self.KEYS,
        )

    def begin(self) -> None:
        """Show the record and keep that it was opened."""
        self.reload()
        if request := self._request():
            self._start(self._keep_view(request))

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
        self.query_one("#facts", Card).show((request.number, card(request, view)))
        self.query_one("#trail", Card).show((self.t(N_("What happened")), trail(steps, entries, view)))
        self.query_one(StepBar).show(
            [*(step.label for step in machine().allowed(request.status))],
            "" if request.status in ("archived", "voided") else NOTE.label,
        )

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
        allowed = machine().allowed(request.status)
        if digit == 0:
            if request.status not in ("archived", "voided"):
                self.app.push_screen(StepDialog(request, NOTE, self._save_note))
        elif digit <= len(allowed):
            step = allowed[digit - 1]
            self.app.push_screen(StepDialog(request, step, partial(self._save_step, step)))
        else:
            self.host.tell(N_("There is no step on {digit}. The steps stand below."), tone="bad", digit=digit)

    def _save_step(self, step: Step, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t
        version = dialog.request.version

        def done(request: Request) -> None:
            dialog.close_once(True)
            self.host.tell(N_("{number}: {step}"), tone="good", number=request.number, step=Term(step.label))
            self.reload()

        dialog.act(
            lambda: desk.requests.step(self._number, step.code, given, desk.actor, t, version),
            done,
            dialog.refused,
        )

    def _save_note(self, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(_: None) -> None:
            dialog.close_once(True)
            self.host.tell(N_("{number}: entry added"), tone="good", number=self._number)
            self.reload()

        dialog.act(
            lambda: desk.requests.note(
                self._number, given.get("kind") or "note", given["text"], desk.actor, t
            ),
            done,
            dialog.refused,
        )
