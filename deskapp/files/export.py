"""Writing all records into one file: JSON for programs, CSV and Excel for people."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deskapp.domain.dispute import File
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.person import Person
from deskapp.domain.request import Request
from deskapp.domain.words import N_
from deskapp.files import disputes as dispute_files
from deskapp.files import people as people_files
from deskapp.files.disputes import dispute_record
from deskapp.files.people import person_record
from deskapp.files.records import Eyes, cells, heads, record

REGISTERS = (
    "requests", "people", "disputes", "volunteers", "attendances", "shifts", "handovers", "hazards", "activities",
    "appeals",
)  # fmt: skip
"""The lists of a JSON export, in their order; those of a register that is not here yet are empty."""

_FORMULA = tuple("=+-@＝＋－＠\t\r")
"""A spreadsheet takes a cell that begins so for a formula."""

_CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds; no field of ours is longer."""

Cards = Iterable[tuple[Person, str]]
"""Cards, each with the number of the one that it was merged into."""

Progress = Callable[[int], None]
"""Is told how many records are written."""


def kind_of(path: Path) -> str:
    """json, csv or xlsx. Raises DeskError for any other ending."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in ("json", "csv", "xlsx"):
        raise DeskError(
            N_("“{name}” has no ending that says what to write: .json, .csv or .xlsx. Nothing is written."),
            code=Exit.USAGE, name=path.name,
        )  # fmt: skip
    return kind


def make_folder(folder: Path) -> None:
    """Have a folder to write into, for its owner alone. Raises DeskError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(
            N_("{path} cannot be written: {why}. Choose another place; the records are untouched."),
            path=folder, why=reason(error),
        ) from error  # fmt: skip


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside `path` to write into; it takes the place of `path` at the end, or goes away on an error.

    Raises DeskError where the folder cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as error:
        raise DeskError(
            N_("{path} cannot be written: {why}. Choose another place; the records are untouched."),
            path=path, why=reason(error),
        ) from error  # fmt: skip
    finally:
        part.unlink(missing_ok=True)


def write(
    requests: Iterable[Request], path: Path, kind: str, eyes: Eyes, progress: Progress, people: Cards = (),
    disputes: Iterable[File] = (), table: str = "requests",
) -> int:  # fmt: skip
    """Write the records into the file at `path`, which is written over, and give the number of requests.

    People and disputes go into JSON and Excel, too; a CSV file is one `table`: `requests` or `disputes`, and the
    number is that of its lines.
    """
    counted = _counted(requests, progress)
    if kind == "csv" and table == "disputes":
        lines = (dispute_files.cells(file, eyes) for file in disputes)
        return _csv(dispute_files.heads(eyes.t), lines, path)
    if kind == "csv":
        return _csv(heads(eyes.t), (cells(request, eyes) for request in counted), path)
    if kind == "json":
        return _json(counted, people, disputes, path, eyes)
    return _xlsx(counted, people, disputes, path, eyes)


def _counted(requests: Iterable[Request], progress: Progress) -> Iterator[Request]:
    for count, request in enumerate(requests, 1):
        yield request
        if count % 1000 == 0:
            progress(count)


def _json(
    requests: Iterable[Request], people: Cards, disputes: Iterable[File], path: Path, eyes: Eyes
) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n"requests": [')
        for count, request in enumerate(requests, 1):
            file.write(
                ("," if count > 1 else "") + "\n" + json.dumps(record(request, eyes), ensure_ascii=False)
            )
        file.write('\n],\n"people": [')
        for place, (person, above) in enumerate(people):
            file.write(
                ("," if place else "")
                + "\n"
                + json.dumps(person_record(person, eyes, above), ensure_ascii=False)
            )
        file.write('\n],\n"disputes": [')
        for place, dispute in enumerate(disputes):
            told = json.dumps(dispute_record(dispute, eyes), ensure_ascii=False)
            file.write(("," if place else "") + "\n" + told)
        file.write("\n]")
        for name in REGISTERS[3:]:
            file.write(f',\n"{name}": []')
        file.write("\n}\n")
    return count


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> int:
    count = 0
    # The byte order mark tells Excel and WPS that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(head)
        for row in rows:
            lines.writerow([defused(cell) for cell in row])
            count += 1
    return count


def defused(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _xlsx(
    requests: Iterable[Request], people: Cards, disputes: Iterable[File], path: Path, eyes: Eyes
) -> int:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(eyes.t("Requests"))

    def text(value: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value[:_CELL_LIMIT])
        cell.data_type = "s"  # a text, whatever it begins with
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(_FORMULA)
        return cell

    sheet.freeze_panes = "A2"
    sheet.append([text(head) for head in heads(eyes.t)])
    count = 0
    for request in requests:
        sheet.append([text(cell) for cell in cells(request, eyes)])
        count += 1
    sheet = book.create_sheet(eyes.t(N_("People")))
    sheet.freeze_panes = "A2"
    sheet.append([text(head) for head in people_files.heads(eyes.t)])
    for person, above in people:
        sheet.append([text(cell) for cell in people_files.cells(person, eyes, above)])
    sheet = book.create_sheet(eyes.t(N_("Disputes")))
    sheet.freeze_panes = "A2"
    sheet.append([text(head) for head in dispute_files.heads(eyes.t)])
    for file in disputes:
        sheet.append([text(cell) for cell in dispute_files.cells(file, eyes)])
    book.save(path)
    return count
