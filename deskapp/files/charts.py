"""Charts as sheets of an Excel file of figures: the numbers, and a bar chart that Excel draws from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deskapp.domain.chart import Chart
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words


def add_charts(charts: Sequence[Chart], path: Path, t: Words) -> int:
    """Put a sheet for each chart behind those of the file at `path`, and give their number."""
    from openpyxl import load_workbook

    with path.open("rb") as file:  # by its content: the file may have no name yet
        book = load_workbook(file)
    for one in charts:
        _sheet(book, one, t)
    book.save(path)
    return len(charts)


def _sheet(book: Any, one: Chart, t: Words) -> None:
    from openpyxl.chart import BarChart, Reference

    sheet = book.create_sheet(_free(book, one.title(t)))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 12
    for text in (f"{one.title(t)} · {one.days} · {one.sum_text(t)}", *one.rules(t)):
        _put(sheet, sheet.max_row + 1 if sheet["A1"].value else 1, 1, text)
    head = sheet.max_row + 2
    _put(sheet, head, 1, t(N_("Part")))
    _put(sheet, head, 2, t(one.subject.unit))
    for at, bar in enumerate(one.bars, head + 1):
        _put(sheet, at, 1, bar.name(t))
        sheet.cell(at, 2).value = round(bar.number, 2)
    if not one.is_empty:
        drawn = BarChart()
        drawn.title, drawn.legend = one.title(t), None
        drawn.type = "col" if one.by in ("hour", "week") else "bar"
        drawn.add_data(
            Reference(sheet, min_col=2, min_row=head, max_row=head + len(one.bars)), titles_from_data=True
        )
        drawn.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=head + len(one.bars)))
        sheet.add_chart(drawn, f"D{head}")


def _put(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = clean(text)
    cell.data_type = "s"  # a text, whatever it begins with
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _free(book: Any, title: str) -> str:
    """A name for a sheet that the file does not have yet."""
    name = title.replace("/", " ").replace(":", " ")[:31]
    at = 2
    while name in book.sheetnames:
        name, at = f"{title[:28]} {at}", at + 1
    return name
