"""The papers of a dispute: which its kind requires, which are made, what is lacking; each opens as a preview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.dispute import File
from deskapp.domain.dispute_papers import PAPER, required_papers
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.printing.dispute_form_needs import BY_HAND, copies_of, lacking, lacking_text, refuse_lacking
from deskapp.reading import disputes as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.disputes.paper import PaperScreen
from deskapp.screens.disputes.picks import Pick, Picks


class PapersScreen(DeskScreen):
    """Nine papers, each on its digit."""

    CSS_PATH = "papers.tcss"
    NAME = N_("Papers of a dispute")
    ABOUT = N_(
        "The papers of this dispute, each on its digit: which of them the file must hold, which are made, and what a "
        "paper still lacks. A digit or Enter shows it as it will be printed; nothing is printed before you say so."
    )
    MORE_KEYS = (("1–9", N_("look at the paper that stands there")),)
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.OPEN,
        *(Binding(keys.digit(number), f"paper({number})", show=False) for number in range(1, 10)),
        Binding("up", "move(-1)", N_("Up"), show=False),
        Binding("down", "move(1)", N_("Down"), show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    @property
    def number(self) -> str:
        """The number of the dispute."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """The title and the papers."""
        yield Static("", markup=False, id="title")
        yield VerticalScroll(Picks(id="papers"), can_focus=False, id="work")

    def begin(self) -> None:
        """Show the papers."""
        self.reload()

    def _file(self) -> File | None:
        return reading.find(self.desk.reader, self.desk.room.id, self._number)

    def reload(self) -> None:
        """Read the file again."""
        file = self._file()
        if file is None:
            self.dismiss()
            return
        self.query_one("#title", Static).update(self.t(N_("{number}  Papers"), number=self._number))
        required = required_papers(file)
        self.query_one(Picks).show(
            [self._pick(file, entry.code, digit, required) for digit, entry in enumerate(PAPER, 1)]
        )

    def _pick(self, file: File, kind: str, digit: int, required: tuple[str, ...]) -> Pick:
        t = self.t
        made = [paper for paper in file.papers if paper.kind == kind]
        copies = sum(paper.copies for paper in made)
        parts = [f"{t.marks.chosen if made else t.marks.other} {PAPER.label_of(kind, t)}"]
        if kind in required:
            parts.append(t(N_("needed")) if made else "! " + t(N_("needed")))
        if made:
            parts.append(
                t(
                    N_("made {times}×, copies: {copies}, {number}"),
                    times=len(made), copies=copies, number=made[-1].number,
                )
            )  # fmt: skip
        else:
            parts.append(t(N_("copies: {count}"), count=copies_of(kind, file)))
        lacks = lacking(kind, file)
        note = t(N_("lacks: {lacking}"), lacking=lacking_text(lacks, t)) if lacks else ""
        return Pick("  ".join(parts), note, str(digit), loud=bool(note) and kind in required)

    def relabel(self) -> None:
        """Say the papers in the other language."""
        self.reload()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(Picks).move(by)

    def action_open(self) -> None:
        """Enter: the paper under the cursor."""
        self._look(self.query_one(Picks).at)

    def action_paper(self, digit: int) -> None:
        """A digit: its paper."""
        picks = self.query_one(Picks)
        picks.move(digit - 1 - picks.at)
        self._look(digit - 1)

    def on_picks_clicked(self, message: Picks.Clicked) -> None:
        """A second click opens."""
        if message.again:
            self._look(message.at)

    def _look(self, at: int) -> None:
        """Show the paper; what it lacks is named before, and an agreement may be left to be written by hand."""
        file = self._file()
        if file is None or self.app.screen is not self:
            return
        kind = [entry.code for entry in PAPER][at]
        lacks = lacking(kind, file)
        if lacks and set(lacks) <= set(BY_HAND):
            leave = Choice("leave", self.t(N_("Leave it: add that to the file first")))
            blank = Choice("blank", self.t(N_("Look at it with room to write that by hand")))
            title = self.t(N_("The file lacks: {lacking}"), lacking=lacking_text(lacks, self.t))

            def chosen(what: str | None) -> None:
                if what == "blank":
                    self.app.push_screen(PaperScreen(self._number, kind, by_hand=True))

            self.app.push_screen(Choose(title, (leave, blank), direct=True), chosen)
            return
        try:
            refuse_lacking(kind, file, self.t)
        except DeskError as error:
            self.host.refuse(error)
        else:
            self.app.push_screen(PaperScreen(self._number, kind))
