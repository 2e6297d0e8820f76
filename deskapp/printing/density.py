"""Which way of setting a sheet takes the fewest pages, reckoned before it is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from deskapp.printing.paper import Block, Paper
from deskapp.printing.pdf_data import LINE, column_widths, ems

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


DENSITIES = (
    Density("roomy", 4.80, 0.55, 11.1, 24.0, 2),
    Density("close", 4.48, 0.25, 9.5, 21.0, 2),
    Density("one_line", 4.48, 0.25, 9.5, 21.0, 1),
    Density("tight", 4.30, 0.10, 8.5, 20.0, 1),
)


def reckoned(paper: Paper) -> Iterator[tuple[Density, int]]:
    """Densities and their likely pages: the roomiest of those with the fewest, then the closer ones."""
    pages = [ceil(_height(paper, density) * 0.97 / _PAGE) for density in DENSITIES]
    first = pages.index(min(pages))
    yield from zip(DENSITIES[first:], pages[first:], strict=True)


def _height(paper: Paper, density: Density) -> float:
    head = 16.0 + density.pitch * len(paper.facts[1:])
    return head + density.signatures + sum(_block(block, density) for block in paper.blocks)


def _block(block: Block, density: Density) -> float:
    height = density.heading + (density.pitch + 1.2 if block.note else 0)
    if not block.rows:
        return height
    if block.kind == "tally":
        groups = [row for row in block.rows if len(row) != 2 or row[1].below]
        broad = sum(ems(spot.text) + 2.2 for row in groups[:1] for spot in row[1:])
        lines = 1 + ceil(broad / (LINE - 6)) + (1 if len(groups) > 1 else 0)
        return height + 9.0 + density.pitch * lines
    widths = column_widths(block)
    rows = sum(_lines(block, i, widths, density) for i in range(len(block.rows)))
    return height + (rows + 1) * density.pitch + 2 * density.inset * (len(block.rows) + 1)


def _lines(block: Block, row: int, widths: list[float], density: Density) -> int:
    spots = block.rows[row]
    if any(spot.below for spot in spots):
        return 2
    most = min(block.lines, density.lines)
    return 2 if most > 1 and any(ems(s.text) > w for s, w in zip(spots, widths, strict=True) if s.text) else 1
