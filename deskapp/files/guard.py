"""Looks at a table from outside before it is read: nothing in it may fill the memory, and nothing in it is run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import SheetRow
from deskapp.domain.words import N_

UNPACKED = 300_000_000
"""Bytes that a book may take when it is unpacked."""

PARTS = 2_000
"""Files that a book may be made of."""

COLUMNS = 500
"""Cells that a row may have."""

_HEAD = 4096

BROKEN = (
    BadZipFile, KeyError, ValueError, EOFError, TypeError, AttributeError, IndexError, OverflowError, AssertionError,
    NotImplementedError, RuntimeError, SyntaxError, OSError, zlib_error,
)  # fmt: skip
"""What a reader of books raises where the file is none, or half of one."""


def no_book(path: Path) -> DeskError:
    """The sentence for a file that is no Excel file."""
    return DeskError(
        N_("{path} is no Excel file that can be read. Open it there and save it anew as .xlsx or .csv."),
        path=path,
    )


def too_large(path: Path) -> DeskError:
    """The sentence for a file that would fill the memory."""
    return DeskError(
        N_("{path} is too large to be imported. Nothing is written: choose another file."),
        code=Exit.USAGE, path=path,
    )  # fmt: skip


def check_book(data: bytes, path: Path) -> None:
    """See that a packed book unpacks to a size that fits, and declares no entities. Raises DeskError.

    What the book says of its sizes is kept to by the reader: it stops there.
    """
    try:
        with ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise too_large(path)
            for part in parts:
                if part.filename.casefold().endswith((".xml", ".rels")):
                    with book.open(part) as inner:
                        head = inner.read(_HEAD).replace(b"\x00", b"")
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise no_book(path)
    except BROKEN as error:
        raise no_book(path) from error


def checked(rows: Iterable[SheetRow], path: Path) -> Iterator[SheetRow]:
    """The rows as long as none is wider than a table of people can be. Raises DeskError."""
    for row in rows:
        if len(row.cells) > COLUMNS:
            raise DeskError(
                N_("Row {row} of {path} has {count} columns, {limit} are the limit. Nothing is written: make it anew "
                   "with a row for each person."),
                code=Exit.USAGE, row=row.at, path=path, count=len(row.cells), limit=COLUMNS,
            )  # fmt: skip
        yield row
