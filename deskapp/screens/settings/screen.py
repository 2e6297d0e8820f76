"""The settings: pages on the left, what is set on the page on the right, and below it what is known of a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.listing import Column, Row
from deskapp.domain.setting import setting
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.settings.change import SETTING, ChangeDialog
from deskapp.screens.settings.history import HistoryDialog
from deskapp.screens.settings.page import Page
from deskapp.screens.settings.pages import PAGES
from deskapp.screens.settings.person import PERSON, PersonDialog
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.record_list import RecordList

TALL = 32
"""From this height on there is room for more of what is known of a row."""

NARROW = 80
"""Below this width the pages and the rows of one take turns."""


class SettingsScreen(DeskScreen):
    """All that can be set, by page."""

    CSS_PATH: ClassVar[CSSPathType | None] = "settings.tcss"
    NAME = N_("Settings")
    MORE_KEYS = (("1–9", N_("turn to that page")),)
    ABOUT = N_(
        "Everything that can be set. The pages stand on the left; a digit, Enter or Right goes into one. Enter "
        "changes the row under the cursor, Right shows its history, Ctrl+B the printers, Esc goes one step back."
    )
    KEYS = (
        keys.BACK,
        Binding("enter", "deeper", N_("Change"), key_display="Enter"),
        Binding("right", "right", N_("Changes"), key_display="→"),
        keys.HELP,
        keys.LANGUAGE,
        keys.UNDO,
        keys.PRINTERS,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        KEYS[2],
        Binding("left", "left", N_("to the pages"), show=False),
        keys.PRINTERS,
        *keys.IN_LISTS,
        *(Binding(keys.digit(number), f"page({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed change that is opened at once."""
        super().__init__()
        self._draft = draft
        self._inside = False
        self._filled = 0
        """The page whose rows are shown, by its place."""

    def body(self) -> Iterable[Widget]:
        """Pages, rows, and what is known of a row."""
        yield Horizontal(
            RecordList(id="pages", markable=False),
            Vertical(
                RecordList(id="rows", markable=False),
                VerticalScroll(Card(id="card"), id="about", can_focus=False),
                id="right",
            ),
            id="work",
        )

    @property
    def _pages(self) -> RecordList:
        return self.query_one("#pages", RecordList)

    @property
    def _rows(self) -> RecordList:
        return self.query_one("#rows", RecordList)

    @property
    def page(self) -> Page:
        """The page under the cursor."""
        return PAGES[min(self._pages.cursor, len(PAGES) - 1)]

    def begin(self) -> None:
        """Show the pages and what stands on the first."""
        self.reload()
        self._pages.focus()
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed change; what is not there any more is told."""
        if draft.place.kind == SETTING:
            self.app.push_screen(ChangeDialog(setting(draft.place.subject), draft))
        elif draft.place.kind == PERSON:
            people = {str(officer.id): officer for officer in self.desk.officers}
            if officer := people.get(draft.place.subject):
                self.app.push_screen(PersonDialog(officer, draft))

    def on_resize(self, event: events.Resize) -> None:
        """Pages and rows side by side where there is room."""
        self.set_class(event.size.width < NARROW, "narrow")
        self.set_class(event.size.height >= TALL, "tall")
        self._take_turns(event.size.width)

    def _take_turns(self, width: int) -> None:
        # At once, not by a class: what is still hidden takes no focus, and a burst would end nowhere.
        narrow = width < NARROW
        self._pages.display = not (narrow and self._inside)
        self.query_one("#right").display = self._inside or not narrow

    def _go(self, *, inside: bool) -> None:
        """To the rows, or to the pages."""
        self._inside = inside
        self._take_turns(self.app.size.width)
        self.set_focus(self._rows if inside else self._pages)

    def reload(self) -> None:
        """Read all of it again."""
        t = self.t
        pages = [
            Row((), at, (f"{at if at < 10 else ' '} {t(page.label)}",)) for at, page in enumerate(PAGES, 1)
        ]
        self._pages.set_source(FixedRows((Column("page", N_("Settings")),), pages))
        self._fill()

    def _fill(self, *, keep: bool = True) -> None:
        page, self._filled = self.page, self._pages.cursor
        self._rows.empty = page.empty
        self._rows.set_source(FixedRows(page.columns(self.t), page.rows(self.desk, self.t)), keep)
        self._tell(self._rows.selected)

    def _tell(self, row: Row | None) -> None:
        shown = self.query_one("#card", Card)
        if row is None:
            shown.show()
            return
        history = self.page.history(self.desk, self.t, row.id)
        parts = [self.page.card(self.desk, self.t, row.id)]
        if history:
            parts.append((self.t(N_("Changes")), history))
        shown.show(*parts)
        self.query_one("#about").scroll_home(animate=False)

    def relabel(self) -> None:
        """Say all of it again in the other language."""
        self.reload()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """In a narrow window the rows cover the pages while they have the focus."""
        if event.widget is self.focused and event.widget in (self._rows, self._pages):
            self._inside = event.widget is self._rows
            self._take_turns(self.app.size.width)

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Another page, or another row."""
        if message.record_list is self._pages:
            self._fill(keep=self._pages.cursor == self._filled)
        else:
            self._tell(message.row)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Into the page, or change the row."""
        if message.record_list is self._pages:
            self._go(inside=True)
        elif self.app.screen is self:
            self.page.open(self, message.row.id)

    async def action_deeper(self) -> None:
        """A click on the key: what Enter does."""
        (self._rows if self._rows.has_focus else self._pages).action_open()

    def action_page(self, number: int) -> None:
        """Turn to a page by its digit."""
        if number <= len(PAGES):
            self._pages.go_to(number)
            self._fill(keep=False)
            self._go(inside=True)

    def action_right(self) -> None:
        """From the pages to the rows, from a row to its history."""
        if not self._rows.has_focus:
            self._go(inside=True)
            return
        row = self._rows.selected
        if row is None or self.app.screen is not self:
            return
        history = self.page.history(self.desk, self.t, row.id)
        if history:
            heading, _ = self.page.card(self.desk, self.t, row.id)
            self.app.push_screen(HistoryDialog(heading, history))
        else:
            self.host.tell(N_("Nobody has changed this yet. Enter changes it."))

    def action_left(self) -> None:
        """From the rows to the pages."""
        self._go(inside=False)

    def action_back(self) -> None:
        """From the rows to the pages, from the pages to where one came from."""
        if self._rows.has_focus:
            self._go(inside=False)
        else:
            self.dismiss()
