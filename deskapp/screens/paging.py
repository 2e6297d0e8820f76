"""The pages of a group of registers: their strip above each, digits that turn them, and how one is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.places import read_place
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.bars import HeadRow
from deskapp.widgets.pagestrip import PageStrip

NEW = Binding("insert", "new", N_("New"), key_display="Ins", priority=True)
"""Before the list itself, whose Insert marks a row: Space does that here."""
OF_NEW = (NEW, Binding("n", "new", N_("New"), show=False))
"""With the letter, which a field above the list may want for itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its digit, its English label, and the screen that is loaded when it is opened."""

    digit: int
    label: str
    module: str
    screen: str
    short: str = ""
    """What the strip calls it, where its label is longer than there is room for."""

    def screen_class(self) -> type[DeskScreen]:
        """The class of its screen."""
        return _load(self.module, self.screen)

    def make(self) -> DeskScreen:
        """A new screen of the page."""
        return self.screen_class()()


@dataclass(frozen=True, slots=True)
class Group:
    """Pages side by side, the first one on top, and the screens of the single records that stand on them."""

    label: str
    """What the group is called, in English."""
    pages: tuple[Page, ...]
    """In the order of their digits."""
    records: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Module and class of the screens of single records, by what stands before their numbers."""

    def page(self, digit: int) -> Page | None:
        """The page on a digit."""
        return next((one for one in self.pages if one.digit == digit), None)

    def record_class(self, number: str) -> type[DeskScreen] | None:
        """The class of the screen for a record, or None where its register has none here."""
        found = self.records.get(number.partition("-")[0])
        return _load(*found) if found is not None else None


def _load(module: str, name: str) -> type[DeskScreen]:
    """A screen, loaded when it is wanted."""
    found: type[DeskScreen] = getattr(import_module(module), name)
    return found


class PagedScreen(RegisterScreen):
    """A list with the strip of all pages of its group above; digits turn the page.

    A group's own class names it in `GROUP`, and the group behind F6 in `OTHER`; a page names its digit in `PAGE`.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("lists.tcss")
    """As a whole path: a page of whatever folder finds it."""
    GROUP: ClassVar[Group]
    OTHER: ClassVar[str] = ""
    """English label of the group that F6 leads to."""
    PAGE: ClassVar[int] = 0
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        *keys.IN_LISTS,
        Binding("ctrl+left", "turn(-1)", N_("Page before"), show=False),
        Binding("ctrl+right", "turn(1)", N_("Next page"), show=False),
        *(Binding(keys.digit(number), f"page({number})", show=False) for number in range(1, 10)),
    ]

    def compose(self) -> ComposeResult:
        """The strip of pages under the head row, then the work and the bars."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, HeadRow):
                pages = [(one.digit, one.label) for one in self.GROUP.pages]
                short = [(one.digit, one.short or one.label) for one in self.GROUP.pages]
                yield PageStrip(pages, self.PAGE, self.GROUP.label, self.OTHER, short)

    def commands(self) -> tuple[Binding, ...]:
        """The verbs of the list, then the other pages."""
        pages = (
            Binding(str(one.digit), f"page({one.digit})", one.label, key_display=str(one.digit))
            for one in self.GROUP.pages
            if one.digit != self.PAGE
        )
        return (*super().commands(), *pages, *self.leads)

    @property
    def leads(self) -> tuple[Binding, ...]:
        """F6, called as what it leads to from here."""
        f6 = keys.VOLUNTEERS
        return (Binding(f6.key, f6.action, self.OTHER, key_display=f6.key_display),) if self.OTHER else ()

    def begin(self) -> None:
        """Read the first rows."""
        self.reload()
        self.listed.focus()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self.listed.action_open()

    # -- turning pages

    async def on_page_strip_pressed(self, message: PageStrip.Pressed) -> None:
        """A clicked page, or the other group."""
        if message.digit:
            self.action_page(message.digit)
        else:
            await self.run_action(keys.VOLUNTEERS.action)

    def action_page(self, digit: int) -> None:
        """Turn to the page on a digit: it takes the place of this one, Esc leads out of both."""
        found = self.GROUP.page(digit)
        if found is None:
            self.host.tell(N_("There is no page {digit}: the pages stand above the list."), digit=digit)
        elif digit != self.PAGE:
            self.turn_to(found)

    def turn_to(self, page: Page) -> None:
        """Put a page, of whichever group, in the place of this one."""
        if self.app.screen is self:
            self.host.tell("")
            self.app.switch_screen(page.make())

    def action_turn(self, by: int) -> None:
        """The page before, or the next one; behind the last comes the first."""
        digits = [one.digit for one in self.GROUP.pages]
        self.action_page(digits[(digits.index(self.PAGE) + by) % len(digits)])


class SmallPaged(PagedScreen):
    """A page whose rows are all at hand, with a form of its own for something new."""

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed form of something new, opened at once."""
        super().__init__()
        self._draft = draft

    def begin(self) -> None:
        """Read the rows; a draft is opened at once."""
        super().begin()
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def resume(self, draft: Draft) -> None:
        """Open the form of something new with a draft in it."""
        raise NotImplementedError

    def key_of(self, number: str) -> int:
        """The key of the record with a number; 0 where there is none."""
        raise NotImplementedError

    def stand_on(self, number: str) -> None:
        """Read again and put the cursor on a record."""
        self.reload()
        self.listed.go_to(self.key_of(number))

    def action_marked(self) -> None:
        """Ctrl+B: nothing is done with several of them."""
        self.host.tell(N_("Nothing is done with several of these at once: Enter opens one."))

    def action_person(self) -> None:
        """Ctrl+X: no person stands here."""
        self.host.tell(N_("Enter opens what is under the cursor; its people stand there."))

    def _go_to(self, text: str) -> None:
        desk = self.desk
        wanted = read_place(text, self.PREFIX, desk.room.calendar.day(desk.clock()))
        key = self.key_of(wanted) if isinstance(wanted, str) else 0
        if not key or self.listed.count == 0:
            raise DeskError(
                N_("There is no record {number} here: type its number, like {prefix}-20261121-001."),
                field="place", number=clean(text)[:40], prefix=self.PREFIX,
            )  # fmt: skip
        self.listed.go_to(key)
        self.listed.focus()
        self.host.tell("")
