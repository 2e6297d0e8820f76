"""The lines of a list as plain text: cells cut and padded by the width they take on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells, get_character_cell_size, set_cell_size

from deskapp.domain.listing import Column, Sorting, lay_out
from deskapp.domain.marks import SHAPES, Marks
from deskapp.domain.text import clean
from deskapp.domain.words import Words
from deskapp.widgets.list_window import ListWindow

MARK_NONE = "  "
"""Before each row: the sign of the cursor, then that of a marked row."""
TONES = ("urgent", "overdue", "closed", "muted")
_CELL_ROOM = 8
"""Code points looked at for each cell: more than any honest letter with its marks needs."""


def fit(text: str, width: int, align: str = "left", marks: Marks = SHAPES) -> str:
    """`text` in exactly `width` cells, cut with a mark and never through the middle of a wide character."""
    if width <= 0:
        return ""
    text = text if len(text) <= width * _CELL_ROOM else f"{text[: width * _CELL_ROOM]}{marks.cut}"
    if not text.isprintable():
        text = clean(text)
    if len(text) > width:  # what is beyond the cut need not be measured
        head = text[: width + 1]
        text = head if _cells(head) > width else text
    cells = _cells(text)
    if cells > width:
        text = f"{_cut(text, width - 1).rstrip()}{marks.cut}"
        cells = _cells(text)
    blank = " " * (width - cells)
    return blank + text if align == "right" else text + blank


def _cells(text: str) -> int:
    """As `cell_len`, which would keep each of thousands of texts that nobody sees twice."""
    if text.isascii():
        return len(text)
    if "\u200d" in text or "\ufe0f" in text:
        return cell_len(text)
    return sum(map(get_character_cell_size, text))


def _cut(text: str, width: int) -> str:
    """As `set_cell_size`, which would measure the whole text and keep it."""
    if "\u200d" in text or "\ufe0f" in text:
        return set_cell_size(text, width)
    for at, char in enumerate(text):
        width -= get_character_cell_size(char)
        if width < 0:
            return text[:at]
    return text


def line(cells: Sequence[str], columns: Sequence[Column], width: int, marks: Marks = SHAPES) -> str:
    """The cells that are shown in `width`, side by side."""
    layout = lay_out(columns, width)
    return " ".join(fit(cells[at], room, columns[at].align, marks) for at, room in layout)


def header(columns: Sequence[Column], width: int, t: Words, sorting: Sorting | None = None) -> str:
    """The line of column labels, with a mark at the one by which the rows are sorted."""
    labels = [t(column.label) for column in columns]
    for at, column in enumerate(columns):
        if sorting is not None and sorting.column == column.name:
            labels[at] += t.marks.down if sorting.desc else t.marks.up
    return MARK_NONE + line(labels, columns, width - len(MARK_NONE), t.marks)


def body(
    window: ListWindow, at: int, width: int, *, focused: bool, marked: bool = False, marks: Marks = SHAPES
) -> tuple[str, tuple[str, ...]]:
    """The line `at` lines below the header, and the parts of the stylesheet it is painted with."""
    index = window.top + at
    row = window.at(index)
    if row is None:
        return (f"{MARK_NONE}{marks.cut}" if index < window.count else ""), ("muted",)
    sign = marks.marked if marked else " "
    mark = f" {sign}"
    parts: tuple[str, ...] = (row.tone,) if row.tone in TONES else ()
    if marked:
        parts += ("marked",)
    if index == window.cursor:
        mark = f"{marks.here if focused else marks.away}{sign}"
        parts += ("cursor" if focused else "cursor-away",)
    return mark + line(row.cells, window.source.columns(), width - len(mark), marks), parts


def notice(sentence: str, at: int, width: int) -> str:
    """The line `at` of a sentence that stands in the place of rows, broken at blanks where it has them."""
    room = max(2, width - 2 * len(MARK_NONE))
    lines = [""]
    for word in sentence.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines += chop_cells(word, room)
    lines = lines[1:] if not lines[0] else lines
    return MARK_NONE + lines[at] if 0 <= at < len(lines) else ""
