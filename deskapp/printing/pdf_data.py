"""The paper as the data that the template takes: printable texts, widths of columns, lengths of texts."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import chain

from rich.cells import cell_len

from deskapp.printing.paper import Block, Column, Paper, Spot

LINE = 49.13
"""Breadth of the paper between its margins, in characters of the body's size; sheet.typ has the same."""

GUTTER = 0.65
"""Breadth between two columns."""

MOST = 300
"""Characters of a row's text that are handed over; no two lines hold as many."""

_LONG_WORD = re.compile(r"[!-~]{17,}")
_PARTS = 8
"""Characters of a long Latin word after which it may be broken."""

_WORD = re.compile(r"[!-~]+")
_PICTURES = re.compile("[\u2400-\u241f\u2421]")
_BROAD = frozenset("mwMW@%—–…·‘’“”•°")
"""Characters of one cell in a terminal that are as broad as a Chinese one on paper."""


def ems(text: str) -> float:
    """Breadth of a text on paper in characters of its size: not exact, never too little."""
    return sum(
        1.0 if char in _BROAD or cell_len(char) != 1 else 0.8 if char.isupper() else 0.62 for char in text
    )


def data_of(paper: Paper) -> dict[str, object]:
    """What the template is given, as JSON takes it."""
    head = asdict(paper)
    del head["made_at"], head["blocks"]
    data = {key: _printable_all(value) for key, value in head.items()}
    return {**data, "blocks": [_block(block) for block in paper.blocks]}


def _printable_all(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    return [_printable_all(item) for item in value] if isinstance(value, (list, tuple)) else value


def column_widths(block: Block) -> list[float]:
    """The breadths of the columns in characters of the body's size; the long one takes what is left."""
    widths = [_width(block, i, column) for i, column in enumerate(block.columns)]
    taken = sum(w for w, c in zip(widths, block.columns, strict=True) if c.kind != "long")
    rest = LINE - taken - GUTTER * (len(widths) - 1)
    return [rest if c.kind == "long" else w for w, c in zip(widths, block.columns, strict=True)]


def _block(block: Block) -> dict[str, object]:
    texts = {key: printable(getattr(block, key)) for key in ("heading", "empty", "note")}
    return {
        "kind": block.kind,
        "lines": block.lines,
        **texts,
        "columns": [
            {"label": printable(c.label), "kind": c.kind, "align": c.align, "width": width}
            for c, width in zip(block.columns, column_widths(block), strict=True)
        ],
        "rows": [[_spot(spot) for spot in row] for row in block.rows],
    }


def _width(block: Block, index: int, column: Column) -> float:
    """The breadth that the column needs, up to the most that it may have."""
    if column.kind != "text" or block.kind != "table":
        return column.weight
    spots = (row[index] for row in block.rows)
    said = chain.from_iterable((f"{spot.mark} {spot.text}".strip(), spot.below) for spot in spots)
    return min(column.weight, max(map(ems, (column.label, *said))) + 0.1)


def _spot(spot: Spot) -> dict[str, object]:
    text, below = printable(spot.text[:MOST]), printable(spot.below[:MOST])
    mark = printable(spot.mark)
    return {
        "text": text, "below": below, "mark": mark, "strong": spot.strong,
        "text_ems": ems(mark) + 0.5 + ems(text) if mark else ems(text), "below_ems": ems(below),
        "mark_ems": ems(mark),
        "waste": max([3.0, *(ems(word) for word in _WORD.findall(text))]),
    }  # fmt: skip


def printable(text: str) -> str:
    """`text` with the caret notation for pictures of control characters, which no text font has.

    Very long words get places where a line may break; what the lines of a row cannot hold the template cuts.
    """
    shown = _PICTURES.sub(lambda m: "^" + chr((ord(m[0]) - 0x2400) ^ 0x40 if m[0] != "␡" else ord("?")), text)
    return _LONG_WORD.sub(
        lambda m: "\u200b".join(m[0][i : i + _PARTS] for i in range(0, len(m[0]), _PARTS)), shown
    )
