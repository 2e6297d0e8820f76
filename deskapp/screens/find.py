"""The list of requests with its filters: text, open, overdue, mine, category, date range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.timer import Timer
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Source
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.reading import request_lists
from deskapp.screens import keys
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.forms import options_of
from deskapp.screens.lists import ListScreen
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

_SHOW = (
    Option("open", N_("Still open"), "1"),
    Option("overdue", N_("Overdue"), "2"),
    Option("mine", N_("Mine"), "3"),
)

SPECS = (
    FieldSpec("text", N_("Find"), hint=N_("name, phone, number, place or words")),
    FieldSpec("show", N_("Only"), "flags", options=_SHOW),
    FieldSpec("category", N_("Category"), "code", options=options_of(CATEGORY)),
    FieldSpec("days", N_("Days"), "date", hint=N_("today, 11-20, 11-01..11-20")),
)
_BETWEEN = re.compile(r"\.\.|~|～|至")

PAUSE = 0.15
"""Seconds after the last key until the list is read again."""


def read_days(text: str, today: date) -> tuple[date | None, date | None]:
    """A day or a range of days as typed; empty means any. Raises DeskError."""
    if not text.strip():
        return None, None
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    start = read_day(first, today) if first.strip() else None
    if not rest:
        return start, start
    return start, read_day(rest[0], today) if rest[0].strip() else None


class FindScreen(ListScreen):
    """All requests, newest first, as far as the filters let them through."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["lists.tcss", "find.tcss"]
    NAME = N_("Find")
    ABOUT = N_(
        "All requests, newest first. Type a name, a phone, a number, a place or words; the lines below narrow "
        "the list. Tab or Down leads to the list, Enter opens a record."
    )
    EMPTY = N_("Nothing matches. Change the words or press Ctrl+L to clear the filters.")
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LOG, keys.CLEAR, keys.LANGUAGE, keys.SHEET, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, keys.CLEAR]
    _timer: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Filters, then the list."""
        yield Form(SPECS)
        yield from super().body()

    def begin(self) -> None:
        """Everything, until something is typed."""
        self.reload()
        self.query_one(Form).focus_field("text")

    def _filter(self) -> request_lists.RequestFilter:
        values = self.query_one(Form).values()
        shown = values["show"].split(",")
        start, end = read_days(values["days"], self.desk.room.calendar.day(self.desk.clock()))
        return request_lists.RequestFilter(
            open="open" in shown,
            overdue="overdue" in shown,
            mine=self.desk.room.signed_in if "mine" in shown else 0,
            category=values["category"],
            from_day=start,
            to_day=end,
            text=values["text"],
        )

    def source(self) -> Source | None:
        """What the filters let through; a date that cannot be read is told beside its field."""
        desk, form = self.desk, self.query_one(Form)
        try:
            wanted = self._filter()
        except DeskError as error:
            form.refuse("days", error)
            return None
        form.accept("days")
        return request_lists.list_source(
            lambda: desk.reading, desk.room, wanted, desk.clock(), self.t, self.sorting
        )

    def on_form_changed(self, message: Form.Changed) -> None:
        """Read again when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.reload)

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Enter on the last filter leads into the list."""
        self.reload()
        self.listed.focus()

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self.host.tell("{text}", text=message.text)

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """Show all categories."""
        choices = [Choice(e.code, self.t(e.label), self.t(e.group), e.label) for e in CATEGORY]

        def chosen(code: str | None) -> None:
            if code:
                message.form.choose("category", code)

        self.app.push_screen(Choose(CATEGORY.label, choices), chosen)

    def action_clear(self) -> None:
        """Take all filters away."""
        self.query_one(Form).clear()
        self.reload()
        self.query_one(Form).focus_field("text")

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.listed.action_open()
