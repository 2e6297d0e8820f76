"""Which way of setting a sheet takes the fewest pages, reckoned before it is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from deskapp.printing.paper import Block, Paper
from deskapp.printing.pdf_data import LINE, column_widths, ems

FACT_LINES = 3
"""Lines that a fact of the head may take; sheet.typ has the same."""

_RUN_IN = 0.86
"""The share of a heading's height that one takes behind which the text goes on."""

_PAGE = 263.0
"""Height of a page between its margins, in millimetres, as all lengths here; sheet.typ has the same ones."""


@dataclass(frozen=True, slots=True)
class Density:
    """One way of setting a sheet."""

    name: str
    pitch: float
    inset: float
    heading: float
    signatures: float
    lines: int
    joined: bool = False
    """Whether the counts of the figures share one paragraph."""
    head: float = 16.0
    """What stands above the facts."""


DENSITIES = (
    Density("roomy", 4.80, 0.55, 11.1, 24.0, 2),
    Density("close", 4.48, 0.25, 9.5, 21.0, 2),
    Density("one_line", 4.48, 0.25, 9.5, 21.0, 1),
    Density("tight", 4.30, 0.10, 8.5, 20.0, 1),
    Density("packed", 4.16, 0.10, 7.5, 16.5, 1, joined=True, head=11.0),
)


def reckoned(paper: Paper) -> Iterator[tuple[Density, int]]:
    """Densities and their likely pages: the roomiest of those with the fewest, then the closer ones."""
    pages = [ceil(_height(paper, density) * 0.97 / _PAGE) for density in DENSITIES]
    first = pages.index(min(pages))
    yield from zip(DENSITIES[first:], pages[first:], strict=True)


def _height(paper: Paper, density: Density) -> float:
    lines = [
        1
        if many > 1
        else min(FACT_LINES, ceil(ems(paper.facts[sum(paper.fact_rows[:i])][1]) / (LINE - 6)) or 1)
        for i, many in enumerate(paper.fact_rows)
    ]
    head = density.head + density.pitch * sum(lines)
    return head + density.signatures + sum(_block(block, density) for block in paper.blocks)


def _block(block: Block, density: Density) -> float:
    if not block.rows:
        return density.heading * _RUN_IN
    if block.kind == "flow":
        return density.heading * _RUN_IN + density.pitch * (_flowing(block) - 1)
    height = density.heading + (density.pitch + 1.2 if block.note else 0)
    if block.kind == "tally":
        return height + 9.0 + density.pitch * _tallied(block, density)
    widths = column_widths(block)
    rows = sum(_lines(block, i, widths, density) for i in range(len(block.rows)))
    head = int(any(column.label for column in block.columns))
    return height + (rows + head) * density.pitch + 2 * density.inset * (len(block.rows) + 1)


def _tallied(block: Block, density: Density) -> int:
    """Lines of the counts under the big figures."""
    groups = [row for row in block.rows if len(row) != 2 or row[1].below]
    joined = groups if density.joined else groups[:1]
    broad = sum(ems(spot.text) + 2.2 for row in joined for spot in row[1:])
    if density.joined:
        return ceil(0.93 * broad / LINE)
    return 1 + ceil(broad / (LINE - 6)) + (1 if len(groups) > 1 else 0)


def _lines(block: Block, row: int, widths: list[float], density: Density) -> int:
    spots = block.rows[row]
    if any(spot.below for spot in spots):
        # a mark that fills a line leaves two to the words behind it
        return 3 if any(ems(s.mark) > w for s, w in zip(spots, widths, strict=True)) else 2
    most = lines_of(block.lines, density.lines)
    needed = (ceil(ems(s.text) / w) for s, w in zip(spots, widths, strict=True) if s.text)
    return min(most, max(needed, default=1))


def lines_of(wanted: int, most: int) -> int:
    """Lines that a row may take where the density leaves `most`: what may take many is never closed up."""
    return wanted if wanted > 2 else min(wanted, most)


def _flowing(block: Block) -> int:
    """Lines of a block whose parts stand beside each other behind the heading."""
    parts = sum(ems(label.text) + ems(said.mark) + ems(said.text) + 1.9 for label, said in block.rows)
    return ceil((ems(block.heading) * 1.2 + 0.93 * (parts + ems(block.note))) / LINE)
