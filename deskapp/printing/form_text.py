"""A form as plain text: the cells, texts and empty boxes of the paper, page by page, for the preview and `paper`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from rich.cells import cell_len

from deskapp.printing.form_paper import Box, FormPages, FormPaper, FormRow
from deskapp.printing.wrap import padded, wrap

NARROWEST = 56
"""Cells that a form needs at least."""

_BOX_LINES = 3
"""Empty lines in a box to sign in."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Cells side by side, each with its breadth and its lines; or, without cells, lines outside of the frame."""

    page: int
    cells: tuple[tuple[int, tuple[str, ...]], ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def edges(self) -> frozenset[int]:
        """Where its upright lines stand."""
        return frozenset(accumulate((wide + 1 for wide, _ in self.cells), initial=0))


def form_text(paper: FormPaper, columns: int = 80, pages: FormPages | None = None) -> str:
    """The form in lines of at most `columns` cells; with `pages` each page begins with its number."""
    width = max(NARROWEST, columns)
    writer = _Writer(paper, width, pages)
    for band in _bands(paper, width, pages or FormPages()):
        writer.put(band)
    return "\n".join(writer.end()) + "\n"


def _bands(paper: FormPaper, width: int, pages: FormPages) -> Iterator[_Band]:
    for number, row in enumerate(paper.rows):
        page = pages.of(number)
        if row.kind == "cells":
            yield _Band(page, _side_by_side(row, width))
        elif row.kind == "head":
            yield _Band(page, ((width - 2, tuple(_filled([f"■ {row.cells[0].label}"], width - 2))),))
        else:
            yield from _text(row, number, width, pages)
    last = pages.of(len(paper.rows) - 1)
    for note in paper.notes:
        yield _Band(last, lines=tuple(wrap(note, width)))
    sign = pages.starts.get((-1, -1), last)
    for at in range(0, len(paper.boxes), 2):
        yield _Band(sign, _boxes(paper.boxes[at : at + 2], width))


def _filled(lines: Sequence[str], wide: int) -> list[str]:
    return [f" {padded(line, wide - 2)} " for line in lines]


def _shares(weights: Sequence[int], width: int) -> list[int]:
    """The breadths of cells inside a frame `width` cells wide."""
    room = width - len(weights) - 1
    ends = [room * total // sum(weights) for total in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _side_by_side(row: FormRow, width: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    shares = _shares([cell.wide for cell in row.cells], width)
    texts = [
        wrap(f"{c.label} {c.value}".strip(), wide - 2) for c, wide in zip(row.cells, shares, strict=True)
    ]
    high = max(map(len, texts))
    return tuple(
        (wide, tuple(_filled([*lines, *[""] * (high - len(lines))], wide)))
        for wide, lines in zip(shares, texts, strict=True)
    )


def _text(row: FormRow, number: int, width: int, pages: FormPages) -> Iterator[_Band]:
    """A long text, cut where the pages end."""
    cell, inner = row.cells[0], width - 2
    first = pages.of(number)
    told: list[tuple[int, str]] = [(first, cell.label)]
    paragraphs = cell.value.split("\n")
    for at, paragraph in enumerate(paragraphs):
        lines = wrap(paragraph, inner - 4) or [""]
        start, end = pages.of(number, at), pages.after(number, at)
        share = -(-len(lines) // (end - start + 1))
        told += [(start + place // share, f"  {line}") for place, line in enumerate(lines)]
    told += [(told[-1][0], "")] * max(0, row.lines - len(paragraphs))
    for page in dict.fromkeys(page for page, _ in told):
        here = [line for where, line in told if where == page]
        yield _Band(page, ((inner, tuple(_filled(here, inner))),))


def _boxes(boxes: Sequence[Box], width: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    found = []
    for box, wide in zip(boxes, _shares([1] * len(boxes), width), strict=True):
        room = wide - 2
        label = wrap(box.label, max(10, room - cell_len(box.seal) - 1))
        label[0] = padded(label[0], room - cell_len(box.seal)) + box.seal
        found.append((wide, [*label, *[""] * _BOX_LINES, *wrap(box.inside, room)]))
    high = max(len(lines) for _, lines in found)
    return tuple(
        (wide, tuple(_filled([*lines[:-1], *[""] * (high - len(lines)), lines[-1]], wide)))
        for wide, lines in found
    )


@dataclass
class _Writer:
    """Puts bands below each other, with the lines between them and the heads of the pages."""

    paper: FormPaper
    width: int
    pages: FormPages | None
    out: list[str] = field(default_factory=list)
    _above: frozenset[int] = frozenset()
    """The upright lines of the frame that is open; none where none is."""
    _page: int = 0
    _fresh: bool = False
    """Whether the head of a page has just been written."""

    def put(self, band: _Band) -> None:
        """The next band."""
        if band.page > self._page:
            self._turn(band.page)
        if not band.cells:
            self._close()
            self.out += ["", *band.lines]
            return
        if not self._above and self.out and self.out[-1] and not self._fresh:
            self.out.append("")
        self.out.append(self._line(self._above, band.edges))
        self._above, self._fresh = band.edges, False
        for texts in zip(*(lines for _, lines in band.cells), strict=True):
            self.out.append("│" + "│".join(texts) + "│")

    def _turn(self, page: int) -> None:
        self._close()
        while self._page < page:
            self._page += 1
            if self._page > 1:
                self.out += [*self._foot(), "", "- " * (self.width // 2), ""]
            self._head()
        self._fresh = True

    def _head(self) -> None:
        paper, pages = self.paper, self.pages
        label = paper.page.format(page=self._page, pages=pages.total) if pages else ""
        left = paper.banner or (f"{paper.title} {paper.number}" if self._page > 1 else "")
        self.out.append(padded(left, self.width - cell_len(label)) + label)
        if self._page > 1:
            return
        for said in (paper.station, paper.title):
            lines = [line for line in wrap(said, self.width) if line]
            self.out += [" " * ((self.width - cell_len(line)) // 2) + line for line in lines]
        self.out += ["", padded(paper.copies, self.width - cell_len(paper.number)) + paper.number]

    def _foot(self) -> list[str]:
        left, right = self.paper.foot
        if cell_len(left) + cell_len(right) + 2 <= self.width:
            return [padded(left, self.width - cell_len(right)) + right]
        return [*wrap(left, self.width), *wrap(right, self.width)]

    def _line(self, above: frozenset[int], below: frozenset[int]) -> str:
        signs = {
            (True, True): "┼", (True, False): "┴", (False, True): "┬", (False, False): "─",
        }  # fmt: skip
        line = [signs[(at in above, at in below)] for at in range(self.width)]
        line[0] = "├" if above and below else "┌" if below else "└"
        line[-1] = "┤" if above and below else "┐" if below else "┘"
        return "".join(line)

    def _close(self) -> None:
        if self._above:
            self.out.append(self._line(self._above, frozenset()))
            self._above = frozenset()

    def end(self) -> list[str]:
        """All lines."""
        self._close()
        self.out += ["", *self._foot()]
        return [line.rstrip() for line in self.out]
