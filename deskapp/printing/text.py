"""The paper as plain text, for the preview and for `--text`; every text stands there whole."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

from deskapp.printing.paper import Block, Column, Paper, Spot
from deskapp.printing.wrap import padded, wrap

NARROWEST = 60
"""Cells that a sheet needs at least."""

PLAIN = str.maketrans(
    {
        "★": "*",
        "□": "o",
        "✓": "x",
        "─": "-",
        "…": "~",
        "·": ".",
        "—": "-",
        "–": "-",
        "“": '"',
        "”": '"',
    }
)
"""The signs of the paper in ASCII, for terminals that draw some of them two cells wide."""

_NUMBER = re.compile(r"\b[A-Z]{2}-[0-9]{8}-[0-9]+")
"""A record number in a text."""
_GAP = 2
_LONG = 30
"""Cells below which the long column goes under its row instead of beside it."""


def as_text(paper: Paper, columns: int = 80, page_rows: int = 0) -> str:
    """The paper in lines of at most `columns` cells.

    With `page_rows` it is broken into pages of so many lines, each with its head, its page number and the
    table head of the section that goes on.
    """
    width = max(NARROWEST, columns)
    parts = [_head(paper, width), *(_block(block, width) for block in paper.blocks), _end(paper, width)]
    if page_rows:
        return "\f".join(_pages(paper, parts, width, page_rows))
    return "\n\n".join("\n".join(part.whole()) for part in parts) + "\n"


class _Part:
    """Some lines under a head that is repeated where they go over to the next page."""

    def __init__(self, head: list[str], rows: list[list[str]], again: list[str] | None = None) -> None:
        self.head = head
        self.rows = rows
        """Groups of lines; a group stands on one page where it can."""
        self.again = again if again is not None else head

    def whole(self) -> list[str]:
        return [*self.head, *(line for row in self.rows for line in row)]


def _centred(text: str, width: int) -> list[str]:
    return [" " * ((width - cell_len(line)) // 2) + line for line in wrap(text, width)]


def _head(paper: Paper, width: int) -> _Part:
    lines = [*_centred(paper.station, width), *_centred(paper.title, width)]
    if paper.banner:
        lines += _centred(f"*** {paper.banner} ***", width)
    lines.append("")
    label_width = max(cell_len(label) for label, _ in paper.facts)
    for label, value in paper.facts:
        lines += _hanging(f"{padded(label, label_width)}  ", value, width)
    return _Part([], [lines])


def _hanging(label: str, text: str, width: int) -> list[str]:
    indent = cell_len(label)
    first, *rest = wrap(text, width - indent)
    return [(label + first).rstrip(), *(" " * indent + line for line in rest)]


def _block(block: Block, width: int) -> _Part:
    if not block.rows:
        return _Part([], [_hanging(f"{block.heading}  ", block.empty, width)])
    head = [block.heading, "─" * width]
    rows = _tally(block, width) if block.kind == "tally" else []
    if block.kind == "flow":
        rows = _flowing(block, width)
    if block.kind == "table":
        columns, rows = _table(block, width)
        head = [*head[:1], *([] if columns == [""] else columns), head[1]]
    if block.note:
        rows = [*rows, wrap(block.note, width)]
    return _Part(head, rows)


def _tally(block: Block, width: int) -> list[list[str]]:
    figures = [f"{row[0].text} {row[1].text}" for row in block.rows if len(row) == 2 and not row[1].below]
    rows = [_flow(figures, width)]
    groups = [row for row in block.rows if len(row) != 2 or row[1].below]
    label_width = max((cell_len(row[0].text) for row in groups), default=0)
    for label, *counts in groups:
        listed = _flow([f"{spot.text} {spot.below}" for spot in counts], width - label_width - _GAP)
        rows.append([
            padded(label.text if not i else "", label_width + _GAP) + line for i, line in enumerate(listed)
        ])  # fmt: skip
    return rows


def _flowing(block: Block, width: int) -> list[list[str]]:
    """Short parts beside each other, a long one under its neighbours with its lines hanging."""
    rows: list[list[str]] = []
    for label, said in block.rows:
        part = f"{label.text}  {_whole(said)}"
        joined = f"{rows[-1][0]}   {part}" if rows and len(rows[-1]) == 1 else part
        if rows and joined != part and cell_len(joined) <= width:
            rows[-1] = [joined]
        else:
            rows.append(_hanging(f"{label.text}  ", _whole(said), width))
    return rows


def _flow(parts: list[str], width: int) -> list[str]:
    """Parts beside each other, none of them broken."""
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}   {part}" if lines[-1] else part
        if lines[-1] and cell_len(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _table(block: Block, width: int) -> tuple[list[str], list[list[str]]]:
    widths = [_natural(block, i) for i in range(len(block.columns))]
    long = next((i for i, c in enumerate(block.columns) if c.kind == "long"), len(block.columns))
    rest = width - sum(w + _GAP for i, w in enumerate(widths) if i != long)
    beside = rest >= min(_LONG, widths[long]) if long < len(widths) else True
    if beside and long < len(widths):
        widths[long] = min(rest, widths[long])
    shown = [i for i in range(len(widths)) if beside or i != long]
    floors = [_floor(block, i) for i in range(len(widths))]
    while sum(widths[i] + _GAP for i in shown) - _GAP > width:
        widest = max(shown, key=lambda i: (widths[i] > floors[i], widths[i]))  # a number breaks last of all
        widths[widest] -= 1
    head = _lines([wrap(block.columns[i].label, widths[i]) for i in shown], [widths[i] for i in shown],
                  [block.columns[i] for i in shown])  # fmt: skip
    rows = []
    for row in block.rows:
        cells = [_cell(row[i], block.columns[i], widths[i]) for i in shown]
        lines = _lines(cells, [widths[i] for i in shown], [block.columns[i] for i in shown])
        if not beside:
            indent = widths[0] + _GAP
            lines += [" " * indent + line for line in wrap(_whole(row[long]), width - indent)]
        rows.append(lines)
    return head, rows


def _natural(block: Block, index: int) -> int:
    column = block.columns[index]
    if column.kind == "tick":
        return 2
    said = [column.label, *(text for row in block.rows for text in (_whole(row[index]), row[index].below))]
    return max(cell_len(text) for text in said)


def _floor(block: Block, index: int) -> int:
    """The cells of the longest record number in a column: it is read whole or not at all."""
    said = (text for row in block.rows for text in (row[index].text, row[index].below))
    return max((len(number) for text in said for number in _NUMBER.findall(text)), default=0)


def _whole(spot: Spot) -> str:
    return f"[{spot.mark}] {spot.text}" if spot.mark else spot.text


def _cell(spot: Spot, column: Column, width: int) -> list[str]:
    if column.kind == "tick":
        return [spot.text or "□"]
    return wrap(_whole(spot), width) + (wrap(spot.below, width) if spot.below else [])


def _lines(cells: list[list[str]], widths: list[int], columns: list[Column]) -> list[str]:
    """Cells of several lines beside each other."""
    lines = []
    for at in range(max(len(cell) for cell in cells)):
        said = [
            padded(cell[at] if at < len(cell) else "", width, column.align)
            for cell, width, column in zip(cells, widths, columns, strict=True)
        ]
        lines.append((" " * _GAP).join(said).rstrip())
    return lines


def _end(paper: Paper, width: int) -> _Part:
    each = width // len(paper.signatures)
    boxes = "".join(padded(label, each) for label in paper.signatures).rstrip()
    blanks = "".join(padded("_" * (each - 3), each) for _ in paper.signatures).rstrip()
    times = "".join(padded(f"{paper.signed_at} {'_' * (each - 4 - cell_len(paper.signed_at))}", each)
                    for _ in paper.signatures).rstrip()  # fmt: skip
    names = "".join(padded(_short(name, each - 1), each) for name in paper.signers).rstrip()
    lines = [boxes, *([names] if names else []), "", blanks, times, "─" * width]
    for left, right in paper.foot:
        room = width - cell_len(right) - 1
        lines += [f"{padded(left, room)} {right}"] if cell_len(left) <= room else [*wrap(left, width), right]
    return _Part([], [lines])


def _short(text: str, cells: int) -> str:
    """A name that fits its box."""
    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


def _pages(paper: Paper, parts: list[_Part], width: int, page_rows: int) -> list[str]:
    bodies: list[list[str]] = [[]]
    room = max(6, page_rows - 2)
    for part in parts:
        pending = ["", *part.head] if bodies[-1] and part.head else list(part.head)
        if bodies[-1] and not part.head:
            pending = [""]
        for row in part.rows:
            if bodies[-1] and len(bodies[-1]) + len(pending) + len(row) > room:
                bodies.append([])
                pending = list(part.again)
            for line in (*pending, *row):
                # A single row longer than a page goes on over as many as it needs.
                if len(bodies[-1]) >= room:
                    bodies.append(list(part.again))
                bodies[-1].append(line)
            pending = []
    pages = []
    for number, body in enumerate(bodies, 1):
        label = paper.page_label(number, len(bodies))
        top = padded(paper.running, width - cell_len(label) - 1) + " " + label
        pages.append("\n".join([top, "", *body]) + "\n")
    return pages
