"""The figures of a period as an Excel file: the counted ones on one sheet, each breakdown on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deskapp.domain.figures import Figure, Metric, Period
from deskapp.domain.sheet import say
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words


def write_figures(found: Sequence[Figure], period: Period, path: Path, t: Words) -> int:
    """Write the figures into the file at `path`, which is written over, and give the number of lines."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    days = f"{period.first} – {period.last}"
    plain = [one for one in found if not one.metric.by]
    _sheet(book, t(N_("Figures")), days, [_line(one, t) for one in plain], t)
    for metric in dict.fromkeys(one.metric for one in found if one.metric.by):
        lines = [_line(one, t) for one in found if one.metric is metric]
        _sheet(book, t(metric.label), days, lines, t)
    book.save(path)
    return len(found)


_HEADS = (N_("Figure"), N_("Value"), N_("Unit"), "n", "N", N_("Rule"), N_("Name for programs"))
_WIDTHS = (36, 10, 8, 8, 8, 70, 34)

Cell = str | int | float | None


def _sheet(book: object, title: str, days: str, lines: Sequence[tuple[Cell, ...]], t: Words) -> None:
    sheet = book.create_sheet(title[:31])  # type: ignore[attr-defined]
    sheet.append([days])
    sheet.append([t(head) for head in _HEADS])
    sheet.freeze_panes = "A3"
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row, line in enumerate(lines, 3):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a text, whatever it begins with
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _line(one: Figure, t: Words) -> tuple[Cell, ...]:
    metric: Metric = one.metric
    unit = metric.unit if metric.unit == "%" else t(metric.unit)
    name = clean(one_line(say(one.label(), t)))
    return name, one.value, unit, one.n, one.of, t(metric.rule), clean(one.code)
