"""One paper of a dispute as it will be printed: a preview that changes nothing; Enter prints, Ctrl+S keeps the PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import ClassVar, Protocol, cast

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.dispute import File
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.printing.form_paper import FormPages, FormPaper
from deskapp.printing.form_pdf import form_pages
from deskapp.printing.form_text import form_text
from deskapp.reading import disputes as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose

WIDEST = 92
"""Cells of the preview at the most: about as wide as the paper is."""


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


class MakesForms(Protocol):
    """What this screen needs of the app."""

    def lay_out_form(self, file: File, kind: str, by_hand: bool) -> FormPaper:
        """The form in the language in use. Raises DeskError naming what is lacking."""

    def keep_form(self, file: File, kind: str, paper: FormPaper) -> Told:
        """Set the PDF and keep it; runs in a thread."""

    def print_form(self, file: File, kind: str, paper: FormPaper) -> Told:
        """Set the PDF, keep it and print all copies; runs in a thread."""


class PaperScreen(DeskScreen):
    """The paper with all that it says and the empty boxes to sign in, page by page."""

    CSS_PATH = "papers.tcss"
    NAME = N_("Paper of a dispute")
    ABOUT = N_(
        "The paper as it will be printed, page by page, with the boxes to sign in; looking at it changes nothing. "
        "Enter prints all its copies, Ctrl+S keeps it as PDF. Either is written into the file of the dispute."
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
        Binding("home", "scroll(-100000)", N_("First row"), show=False),
        Binding("end", "scroll(100000)", N_("Last row"), show=False),
    ]

    def __init__(self, number: str, kind: str, *, by_hand: bool = False) -> None:
        """With `by_hand` there is room for an agreement that is written in by hand."""
        super().__init__()
        self._number = number
        self._kind = kind
        self._by_hand = by_hand
        self._file: File | None = None
        self._paper: FormPaper | None = None
        self._pages = FormPages()
        self._made = False
        """Whether what is shown was kept as PDF: the next one has the next number."""
        self._printed: object = None
        """What the paper said that was sent to the printer last."""

    def body(self) -> Iterable[Widget]:
        """The preview."""
        yield VerticalScroll(Static(markup=False, id="paper"), can_focus=False, id="scroll")

    @property
    def _maker(self) -> MakesForms:
        return cast(MakesForms, self.app)

    def begin(self) -> None:
        """Lay the paper out, and keep that its file was opened: names and numbers stand here in full."""
        self.reload()
        if self._file is not None:
            self._start(self._keep_view(self._file))

    async def _keep_view(self, file: File) -> None:
        try:
            await asyncio.to_thread(self.desk.looked_into, file)
        except DeskError as error:
            self.host.refuse(error)

    def reload(self) -> None:
        """Lay the paper out again; keys wait until it is there, so that Enter prints what is seen."""
        self._file = reading.find(self.desk.reader, self.desk.room.id, self._number)
        if self._file is None:
            self.dismiss()
            return
        try:
            paper = self._maker.lay_out_form(self._file, self._kind, self._by_hand)
        except DeskError as error:  # something was taken out of the file meanwhile
            self.dismiss()
            self.host.refuse(error)
            return
        self.act(lambda: form_pages(paper), lambda pages: self._show(paper, pages))

    def _show(self, paper: FormPaper, pages: FormPages) -> None:
        self._paper, self._pages, self._made = paper, pages, False
        if self.is_attached:  # it may have been left while the paper was laid out
            self._paint()

    def _paint(self) -> None:
        if self._paper is not None:
            columns = max(56, min(WIDEST, self.size.width - 4))
            said = form_text(self._paper, columns, self._pages)
            self.query_one("#paper", Static).update(Text(said, no_wrap=True, overflow="crop"))

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines again for the new width."""
        self._paint()

    def relabel(self) -> None:
        """Say the paper in the other language."""
        self.reload()

    def action_scroll(self, by: int) -> None:
        """Move the paper."""
        self.query_one("#scroll").scroll_relative(y=by, animate=False, immediate=True)

    def action_keep(self) -> None:
        """Keep the PDF."""
        self._do(self._maker.keep_form, N_("Setting the PDF…"))

    def action_print(self) -> None:
        """Print; what was sent already is asked about, for Enter is soon hit twice."""
        if self._paper is None or _said(self._paper) != self._printed:
            self._print()
            return
        leave = Choice("leave", self.t(N_("Leave it at that")), other="Leave it at that")
        again = Choice("again", self.t(N_("Print another copy")), other="Print another copy")
        self.app.push_screen(
            Choose(N_("This sheet was sent to the printer already"), (leave, again)), self._ask
        )

    def _ask(self, chosen: str | None) -> None:
        if chosen == "again":
            self._print()

    def _print(self) -> None:
        paper = self._paper

        def done(told: Told) -> None:
            if paper is not None and told.tone != "bad":
                self._printed = _said(paper)

        self._do(self._maker.print_form, N_("Printing…"), done)

    def _do(
        self,
        verb: Callable[[File, str, FormPaper], Told],
        meanwhile: str,
        then: Callable[[Told], None] = lambda told: None,
    ) -> None:
        if self._made:
            self._lay_out_next()
        file, paper = self._file, self._paper
        if file is None or paper is None:
            return

        def done(told: Told) -> None:
            then(told)
            self._read_again()
            self.host.tell(told.text, told.tone, **told.params)

        def refused(error: DeskError) -> None:
            self._read_again()  # the PDF may be kept where the printer refused
            self.host.refuse(error)

        self.host.tell(meanwhile)
        self.act(lambda: verb(file, self._kind, paper), done, refused)

    def _read_again(self) -> None:
        """The file knows the paper now; what is shown stays the one that was made, with its number."""
        found = reading.find(self.desk.reader, self.desk.room.id, self._number)
        if found is not None and self.is_attached:
            self._made = len(found.papers) > (len(self._file.papers) if self._file else 0)
            self._file = found

    def _lay_out_next(self) -> None:
        """The next paper has the next number."""
        if self._file is not None and self.is_attached:
            self._paper = self._maker.lay_out_form(self._file, self._kind, self._by_hand)
            self._made = False
            self._paint()


def _said(paper: FormPaper) -> object:
    """What a paper says, without its number and the moment at which it was made."""
    return replace(paper, number="", foot=("", ""), made_at=datetime.min.replace(tzinfo=UTC))
