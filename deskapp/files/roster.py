"""Reading a table from Excel or CSV: rows of texts, with the numbers that the spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from pathlib import Path

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import ROUNDED, STRIDE, Progress, SheetRow
from deskapp.domain.words import N_
from deskapp.files.guard import BROKEN, check_book, checked, no_book, too_large

EXACT = 10**15
"""Excel holds fifteen digits of a number; what is longer has been rounded."""

MOST = 60_000
"""Rows that a table can have."""
_LARGEST = 50_000_000


def read_rows(
    path: Path, *, hours: bool = False, progress: Progress | None = None, titles: Collection[str] = ()
) -> list[SheetRow]:
    """The rows of the first sheet that has any, or of a CSV file. Raises DeskError in words.

    With `hours` a cell of Excel with a date keeps its hour, where it has one. `progress` is told how far it is. Of a
    book with many sheets the one with one of `titles` is taken.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise too_large(path)
        data = path.read_bytes()
    except OSError as error:
        raise DeskError(
            N_("{path} cannot be read: {why}. Nothing is written: check the path."),
            code=Exit.NOT_FOUND, path=path, why=error.strerror or "?",
        ) from error  # fmt: skip
    if path.suffix.lower() == ".xlsx":
        source = _xlsx(data, path, hours=hours, titles=titles)
    elif path.suffix.lower() in (".csv", ".txt"):
        source = _csv(data, path)
    else:
        raise DeskError(
            N_("“{name}” is no table that can be read. Choose an .xlsx or a .csv file: a spreadsheet writes both."),
            code=Exit.USAGE, name=path.name,
        )  # fmt: skip
    rows: list[SheetRow] = []
    for row in checked(source, path):
        if progress is not None and len(rows) % STRIDE == 0:
            progress(len(rows), 0)
        rows.append(row)
        if len(rows) > MOST:
            raise too_large(path)
    return rows


def _xlsx(data: bytes, path: Path, *, hours: bool, titles: Collection[str]) -> Iterator[SheetRow]:
    from deskapp.files.xlsx import rows_of

    check_book(data, path)
    try:
        for at, row in rows_of(data, titles):
            yield SheetRow(at, tuple(_text(cell, hours=hours) for cell in row))
    except BROKEN as error:
        raise no_book(path) from error


def _text(cell: object, *, hours: bool) -> str:
    """A cell as a person reads it; a number of more than fifteen digits is not known any more."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        if hours and cell.time() != time():
            return f"{cell:%Y-%m-%d %H:%M}"
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
