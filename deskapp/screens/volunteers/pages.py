"""The pages of the volunteers: one table, and what every page shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.bars import HeadRow
from deskapp.widgets.pagestrip import PageStrip


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its digit, its English label, and the screen that is loaded when it is opened."""

    digit: int
    label: str
    module: str
    screen: str

    def make(self) -> DeskScreen:
        """A new screen of the page."""
        found = getattr(import_module(f"{__package__}.{self.module}"), self.screen)()
        assert isinstance(found, DeskScreen)
        return found


PAGES = (
    Page(1, N_("Duty board"), "board", "DutyBoardScreen"),
    Page(2, N_("Register"), "register", "VolunteersScreen"),
    Page(3, N_("Review"), "review", "ReviewScreen"),
)  # fmt: skip
"""In the order of their digits; the first one is where F6 leads."""

RECORDS: Mapping[str, tuple[str, str]] = {
    "QD": ("duty", "DutyScreen"),
}  # fmt: skip
"""The screens of single records, by what stands before their numbers: module and class."""


def page(digit: int) -> Page | None:
    """The page on a digit."""
    return next((one for one in PAGES if one.digit == digit), None)


def record_screen(number: str) -> DeskScreen | None:
    """A new screen for a record of the volunteers, or None where its register has none."""
    found = RECORDS.get(number.partition("-")[0])
    if found is None:
        return None
    module, screen = found
    made = getattr(import_module(f"{__package__}.{module}"), screen)(number)
    assert isinstance(made, DeskScreen)
    return made


class VolunteersPage(RegisterScreen):
    """A list of the volunteers with the strip of all their pages above; digits turn the page.

    A page names its digit in `PAGE`; `MORE_KEYS` and `BINDINGS` of its own come beside those of here.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = "../lists.tcss"
    PAGE: ClassVar[int] = 0
    MORE_KEYS = (
        ("1–6", N_("turn to that page of the volunteers")),
        ("Ctrl+← · Ctrl+→", N_("turn to the page before, or to the next")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        *keys.IN_LISTS,
        Binding("ctrl+left", "turn(-1)", N_("Page before"), show=False),
        Binding("ctrl+right", "turn(1)", N_("Next page"), show=False),
        *(Binding(keys.digit(number), f"page({number})", show=False) for number in range(1, 7)),
    ]

    def compose(self) -> ComposeResult:
        """The strip of pages under the head row, then the work and the bars."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, HeadRow):
                yield PageStrip([(one.digit, one.label) for one in PAGES], self.PAGE)

    def begin(self) -> None:
        """Read the first rows."""
        self.reload()
        self.listed.focus()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self.listed.action_open()

    # -- turning pages

    def on_page_strip_pressed(self, message: PageStrip.Pressed) -> None:
        """A clicked page."""
        self.action_page(message.digit)

    def action_page(self, digit: int) -> None:
        """Turn to the page on a digit: it takes the place of this one, Esc leads out of both."""
        found = page(digit)
        if found is None:
            self.host.tell(N_("There is no page {digit}: the pages stand above the list."), digit=digit)
        elif digit != self.PAGE and self.app.screen is self:
            self.host.tell("")
            self.app.switch_screen(found.make())

    def action_turn(self, by: int) -> None:
        """The page before, or the next one; behind the last comes the first."""
        digits = [one.digit for one in PAGES]
        self.action_page(digits[(digits.index(self.PAGE) + by) % len(digits)])
