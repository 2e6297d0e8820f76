"""The sentences that a station publishes, with the numbers of the period; copied, or kept as text."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from deskapp.domain.figures import Figure
from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.sentences import Sentence, fill, read_sentences
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.reading.breakable import Reader
from deskapp.reading.figures import figures
from deskapp.screens import counted, keys
from deskapp.screens.background import COUNTING
from deskapp.screens.counted import Counting
from deskapp.screens.papering import do_paper, papers_of
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows

COPY = Binding("enter,c", "copy_out", N_("Copy it"), key_display="Enter")
KEEP = Binding("ctrl+s", "keep", N_("Keep"), key_display="Ctrl+S")
PARTS = Binding("n", "parts", N_("n/N"), key_display="n")
EDIT = Binding("ctrl+e", "edit", N_("Templates"), key_display="Ctrl+E")


class SentencesScreen(Counting):
    """Each template with its numbers; the whole text of the one under the cursor stands below or beside."""

    NAME = N_("Sentences of figures")
    ABOUT = N_(
        "The sentences that the station publishes, with the numbers of the period. What is not counted is named in its "
        "place: no number is ever made up. Enter copies the text, Ctrl+S keeps it as a text file; n prints rates with "
        "their two numbers; Ctrl+E changes the templates of the room. Left and Right turn to another period, Space "
        "goes from year to month, week and day."
    )
    EMPTY = N_("There is no sentence. Ctrl+E adds one.")
    KEYS = (keys.BACK, COPY, counted.BEFORE, counted.AFTER, PARTS, KEEP, EDIT, keys.HELP)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        *counted.TURNING,
        COPY,
        PARTS,
        KEEP,
        EDIT,
        *keys.IN_LISTS,
    ]

    def __init__(self, like: Counting | None = None) -> None:
        """`like` is the screen whose period is shown at first."""
        super().__init__(like)
        self._parts = False
        self._found: list[tuple[str, Sentence]] = []
        self._by_code: dict[str, Figure] | None = None
        """The figures of the period; None while they are being counted."""

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar and those that have no room there."""
        return (*self.KEYS, counted.SPAN, counted.AREA, counted.TEAM)

    def reload(self) -> None:
        """Count again, in a thread, and put the numbers in."""
        room, period = self.desk.room, self.period()
        self._by_code = None
        self._fill()

        def read(connection: Reader) -> dict[str, Figure]:
            return {one.code: one for one in figures(connection, room, period)}

        self.count(read, self._show_counted)

    def _show_counted(self, by_code: dict[str, Figure]) -> None:
        self._by_code = by_code
        self._fill()

    def _fill(self) -> None:
        """The sentences with their numbers; without them while they are being counted."""
        desk, t, by_code = self.desk, self.t, self._by_code
        templates = read_sentences(desk.values.text("sentences"))
        self._found = []
        if by_code is not None:
            self._found = [
                (one.title(t), fill(one.say(t), by_code, t, parts=self._parts)) for one in templates
            ]
        rows = [
            Row((), at, (name, one_line(said.text)), "muted" if said.missing else "")
            for at, (name, said) in enumerate(self._found, 1)
        ]
        if by_code is None:
            rows = [Row((), at, (one.title(t), t(COUNTING)), "muted") for at, one in enumerate(templates, 1)]
        columns = (Column("name", N_("Short name"), 18, narrow=12), Column("text", N_("Sentence")))
        self.listed.set_source(FixedRows(columns, rows))
        self.query_one("#days", Static).update(self.days_text())
        self.tell_of(self.listed.selected)

    def _here(self) -> tuple[str, Sentence] | None:
        row = self.listed.selected
        return None if row is None or row.id > len(self._found) else self._found[row.id - 1]

    def tell_of(self, row: Row | None) -> None:
        """The whole text."""
        card, t, here = self.query_one("#card", Card), self.t, self._here()
        if here is None:
            card.show()
            return
        name, said = here
        lines = [Line("", said.text)]
        if said.missing:
            lines.append(Line(t(N_("Without a number")), ", ".join(said.missing), "muted"))
        card.show((name or t(N_("Sentence")), lines))

    def on_record_list_opened(self) -> None:
        """Enter: copy it."""
        self.action_copy_out()

    def action_copy_out(self) -> None:
        """Put the text on the clipboard."""
        if self._by_code is None:
            self.after_count(self.action_copy_out)
        elif (here := self._here()) is not None and self.app.screen is self:
            self.app.copy_to_clipboard(here[1].text)
            self.host.tell(
                N_("{count} characters are on the clipboard. Where the terminal keeps its own: deskapp figures "
                   "--sentence {at}"),
                "good", count=len(here[1].text), at=self._found.index(here) + 1,
            )  # fmt: skip

    def action_parts(self) -> None:
        """n: rates with their two numbers, or without."""
        self._parts = not self._parts
        self._fill()

    def action_keep(self) -> None:
        """Ctrl+S: keep it as a text file."""
        if self._by_code is None:
            self.after_count(self.action_keep)
        elif (here := self._here()) is not None:
            name, said = here
            do_paper(self, N_("Writing…"), lambda: papers_of(self).keep_sentence(name, said.text))

    def action_edit(self) -> None:
        """Ctrl+E: the templates of the room."""
        from deskapp.screens.settings.sentences import TemplatesScreen

        if self.app.screen is self:
            self.app.push_screen(TemplatesScreen("sentences"))
