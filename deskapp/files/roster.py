"""Reading a table from Excel or CSV: rows of texts, with the numbers that the spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import ROUNDED, SheetRow
from deskapp.domain.words import N_
from deskapp.files.guard import BROKEN, COLUMNS, check_book, checked, too_large

EXACT = 10**15
"""Excel holds fifteen digits of a number; what is longer has been rounded."""

MOST = 60_000
"""Rows that a table can have."""
_LARGEST = 50_000_000


def read_rows(path: Path) -> list[SheetRow]:
    """The rows of the first sheet that has any, or of a CSV file. Raises DeskError in words."""
    try:
        if path.stat().st_size > _LARGEST:
            raise DeskError(
                N_("{path} is too large to be imported. Nothing is written: choose another file."),
                code=Exit.USAGE, path=path,
            )  # fmt: skip
        data = path.read_bytes()
    except OSError as error:
        raise DeskError(
            N_("{path} cannot be read: {why}. Nothing is written: check the path."),
            code=Exit.NOT_FOUND, path=path, why=error.strerror or "?",
        ) from error  # fmt: skip
    if path.suffix.lower() == ".xlsx":
        rows = list(checked(_xlsx(data, path), path))
    elif path.suffix.lower() in (".csv", ".txt"):
        rows = list(checked(_csv(data, path), path))
    else:
        raise DeskError(
            N_("“{name}” is no table that can be read. Choose an .xlsx or a .csv file: a spreadsheet writes both."),
            code=Exit.USAGE, name=path.name,
        )  # fmt: skip
    if len(rows) > MOST:
        raise DeskError(
            N_("{path} is too large to be imported. Nothing is written: choose another file."),
            code=Exit.USAGE, path=path,
        )  # fmt: skip
    return rows


def _xlsx(data: bytes, path: Path) -> Iterator[SheetRow]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_book(data, path)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=False)
    except (InvalidFileException, *BROKEN) as error:
        raise DeskError(
            N_("{path} is no Excel file that can be read. Open it there and save it anew as .xlsx or .csv."),
            path=path,
        ) from error
    sheet = next(
        (
            one
            for one in book.worksheets
            if one.sheet_state == "visible" and one.max_row and one.dimensions != "A1:A1"
        ),
        None,
    )
    if sheet is None:
        return
    if sheet.max_row > MOST or sheet.max_column > COLUMNS:  # one far cell would make a row of all before it
        raise too_large(path)
    for at, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield SheetRow(at, tuple(_text(cell) for cell in row))


def _text(cell: object) -> str:
    """A cell as a person reads it; a number of more than fifteen digits is not known any more."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        if abs(cell) >= EXACT:
            return ROUNDED
        return str(int(cell)) if cell == int(cell) else str(cell)
    return str(cell)


def _csv(data: bytes, path: Path) -> Iterator[SheetRow]:
    text = _decoded(data, path)
    head = text[:10_000]
    mark = max((",", "\t", ";", "，"), key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        before = 0
        for row in reader:
            # A quoted text may have lines of its own: the row stands where it begins.
            yield SheetRow(before + 1, tuple(cell.removeprefix("'").removeprefix("\t") for cell in row))
            before = reader.line_num
    except csv.Error as error:
        raise DeskError(
            N_("{path} is no table that can be read. Open it and save it anew as .xlsx or .csv."), path=path
        ) from error


def _decoded(data: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    raise DeskError(
        N_("The letters of {path} cannot be read. Write it anew as CSV in UTF-8 or GB18030, or as .xlsx."),
        path=path,
    )
