"""The hours of a period as an Excel file: the lines on one sheet, numbers as numbers, the rule below them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deskapp.domain.hours_words import RULE, VIEW
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words

HEADS = (
    N_("Member number"), N_("Name"), N_("Confirmed, h"), N_("Times"), N_("Present, h"), N_("To confirm"),
)  # fmt: skip

Line = tuple[str, str, int, int, int, int]
"""Member number, name, confirmed minutes, times, minutes present, duties that wait."""


def write_hours(lines: Sequence[Line], by: str, days: str, path: Path, t: Words) -> int:
    """Write the lines into the file at `path`, which is written over, and give their number."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = t(N_("Hours"))
    sheet.append([f"{days} · {t(VIEW[by].label)}"])
    sheet.append([t(head) for head in HEADS])
    sheet.freeze_panes = "A3"
    for letter, width in zip("ABCDEF", (16, 36, 12, 8, 12, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    for at, (member, name, confirmed, times, present, waiting) in enumerate(lines, 3):
        values = (
            member,
            clean(one_line(name)),
            round(confirmed / 60, 2),
            times,
            round(present / 60, 2),
            waiting,
        )
        for column, value in enumerate(values, 1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a text, whatever it begins with
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    sheet.append([])
    sheet.append([t(RULE)])
    book.save(path)
    return len(lines)
