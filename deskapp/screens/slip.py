"""The slip of a visitor as it will come out of the receipt printer; Enter prints it, Ctrl+S keeps it as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.printing.slip_text import slip_text
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen

if TYPE_CHECKING:
    from deskapp.domain.slip import Slip

WIDTHS = (58, 80)
"""Millimetres of the rolls."""


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


class MakesSlips(Protocol):
    """What this screen needs of the app."""

    def make_slip(self, number: str) -> Slip:
        """The slip of a request as it stands now. Raises DeskError."""

    def print_slip(self, slip: Slip, width: int) -> Told:
        """Send it to the receipt printer; runs in a thread. Raises DeskError."""

    def keep_slip(self, slip: Slip, width: int) -> Told:
        """Write it into a file; runs in a thread. Raises DeskError."""


class SlipScreen(DeskScreen):
    """What the visitor of a request takes along."""

    CSS_PATH: ClassVar[CSSPathType | None] = "slip.tcss"
    NAME = N_("Slip for the visitor")
    ABOUT = N_(
        "The slip as the receipt printer sets it: number, day, kind of matter, officer and phone of the room. The name "
        "is masked, and nothing of the matter stands there. Enter prints, Ctrl+S keeps a file, Left and Right change "
        "the width."
    )
    KEYS = (
        keys.BACK,
        Binding("enter", "print", N_("Print"), key_display="Enter"),
        Binding("ctrl+s", "keep", N_("Keep file"), key_display="Ctrl+S"),
        Binding("left,right", "width", N_("58/80 mm"), key_display="← →"),
        keys.HELP,
        keys.LANGUAGE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[:4],
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(10)", N_("Page down"), show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._slip: Slip | None = None
        self._width = WIDTHS[0]

    def request_at_hand(self) -> str:
        """The request whose slip it is."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """The slip."""
        yield VerticalScroll(Static(markup=False, id="slip"), can_focus=False)

    def begin(self) -> None:
        """Make the slip for the roll that is set."""
        self._width = self.desk.settings.printing.slip_width
        self.reload()

    @property
    def _maker(self) -> MakesSlips:
        return cast(MakesSlips, self.app)

    def reload(self) -> None:
        """Make it again: the record may have changed."""
        try:
            self._slip = self._maker.make_slip(self._number)
        except DeskError as error:
            self.dismiss()
            self.host.refuse(error)
            return
        self._paint()

    def relabel(self) -> None:
        """Say it again: papers may speak as the screen does."""
        self.reload()

    def _paint(self) -> None:
        if self._slip is not None:
            said = slip_text(self._slip, self._width).rstrip("\n")
            self.query_one("#slip", Static).update(Text(said, no_wrap=True, overflow="crop"))

    def action_scroll(self, by: int) -> None:
        """Move the slip."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def action_width(self) -> None:
        """The other width, this once."""
        self._width = WIDTHS[self._width == WIDTHS[0]]
        self._paint()
        self.host.tell(
            N_("{width} mm; which one is usual is set with Ctrl+K under Printing."), width=self._width
        )

    def action_print(self) -> None:
        """Print it."""
        self._do(self._maker.print_slip, N_("Printing…"))

    def action_keep(self) -> None:
        """Keep it as a file."""
        self._do(self._maker.keep_slip, "")

    def _do(self, verb: Callable[[Slip, int], Told], meanwhile: str) -> None:
        slip, width = self._slip, self._width
        if slip is None:
            return

        def done(told: Told) -> None:
            self.host.tell(told.text, told.tone, **told.params)

        if meanwhile:
            self.host.tell(meanwhile)
        self.act(lambda: verb(slip, width), done)
