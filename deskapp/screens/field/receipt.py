"""The receipt of a found thing as it will be printed: looking changes nothing; Enter prints, Ctrl+S keeps the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Protocol, cast

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.printing.form_paper import FormPaper
from deskapp.printing.form_text import form_text
from deskapp.reading import field_records as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen

WIDEST = 92
"""Cells of the preview at the most: about as wide as the paper is."""


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


class MakesReceipts(Protocol):
    """What this screen needs of the app."""

    def lay_out_receipt(self, number: str) -> FormPaper:
        """The paper as it would leave now. Raises DeskError."""

    def keep_receipt(self, number: str) -> Told:
        """Set the PDF and keep it; runs in a thread. Raises DeskError."""

    def print_receipt(self, number: str) -> Told:
        """Set the PDF, keep it and print it; runs in a thread. Raises DeskError."""


class ReceiptScreen(DeskScreen):
    """The receipt with all that it says and the boxes to sign in."""

    CSS_PATH: ClassVar[CSSPathType | None] = "field.tcss"
    NAME = N_("Receipt of a found thing")
    ABOUT = N_(
        "The receipt as it will be printed, in the language of the room's papers; looking at it changes nothing. Enter "
        "prints it, Ctrl+S keeps it as PDF; the first one is the original, every other a copy."
    )
    KEYS = (
        keys.BACK,
        Binding("enter", "print", N_("Print"), key_display="Enter"),
        Binding("ctrl+s", "keep", N_("Keep PDF"), key_display="Ctrl+S"),
        keys.HELP,
        keys.LANGUAGE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[:3],
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-15)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(15)", N_("Page down"), show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._paper: FormPaper | None = None

    def body(self) -> Iterable[Widget]:
        """The preview."""
        yield VerticalScroll(Static(markup=False, id="paper"), can_focus=False, id="scroll")

    @property
    def _maker(self) -> MakesReceipts:
        return cast(MakesReceipts, self.app)

    def begin(self) -> None:
        """Lay it out, and keep that it was opened: names and phones stand here in full."""
        self.reload()
        found = reading.find_item(self.desk.reader.execute, self.desk.room.id, self._number)
        if found is not None:
            self.act(lambda: self.desk.viewed("custody", found.id, found.number), lambda _: None)

    def reload(self) -> None:
        """Lay the paper out again."""
        try:
            self._paper = self._maker.lay_out_receipt(self._number)
        except DeskError as error:
            self.dismiss()
            self.host.refuse(error)
            return
        self._paint()

    def _paint(self) -> None:
        if self._paper is not None:
            columns = max(56, min(WIDEST, self.size.width - 4))
            self.query_one("#paper", Static).update(
                Text(form_text(self._paper, columns), no_wrap=True, overflow="crop")
            )

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines again for the new width."""
        self._paint()

    def relabel(self) -> None:
        """The paper keeps its language; it is laid out again all the same."""
        self.reload()

    def action_scroll(self, by: int) -> None:
        """Move the paper."""
        self.query_one("#scroll").scroll_relative(y=by, animate=False, immediate=True)

    def action_keep(self) -> None:
        """Keep the PDF."""
        self._do(self._maker.keep_receipt, N_("Setting the PDF…"))

    def action_print(self) -> None:
        """Print it."""
        self._do(self._maker.print_receipt, N_("Printing…"))

    def _do(self, verb: Callable[[str], Told], meanwhile: str) -> None:
        def done(told: Told) -> None:
            self._again()
            self.host.tell(told.text, told.tone, **told.params)

        def refused(error: DeskError) -> None:
            self._again()  # the PDF may be kept where the printer refused
            self.host.refuse(error)

        self.host.tell(meanwhile)
        self.act(lambda: verb(self._number), done, refused)

    def _again(self) -> None:
        if self.is_attached:
            self.reload()
