"""Writing all records into one file: JSON for programs, CSV and Excel for people."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deskapp.domain.activity import Told
from deskapp.domain.appeal import Appeal
from deskapp.domain.area import Area
from deskapp.domain.attendance import Duty
from deskapp.domain.certificate import Certificate
from deskapp.domain.custody import FoundItem
from deskapp.domain.dispute import File
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.hazard import Hazard
from deskapp.domain.lost import LostReport
from deskapp.domain.oserrors import reason
from deskapp.domain.person import Person
from deskapp.domain.request import Request
from deskapp.domain.slot import Slot
from deskapp.domain.volunteer import Dossier
from deskapp.domain.words import N_
from deskapp.files import activities as activity_files
from deskapp.files import areas as area_files
from deskapp.files import attendances as duty_files
from deskapp.files import certificates as certificate_files
from deskapp.files import disputes as dispute_files
from deskapp.files import field_records as field_files
from deskapp.files import hazards as hazard_files
from deskapp.files import people as people_files
from deskapp.files import slots as slot_files
from deskapp.files import volunteers as volunteer_files
from deskapp.files.activities import activity_record
from deskapp.files.areas import area_record
from deskapp.files.attendances import attendance_record
from deskapp.files.certificates import certificate_record
from deskapp.files.disputes import dispute_record
from deskapp.files.hazards import hazard_record
from deskapp.files.people import person_record
from deskapp.files.records import Eyes, cells, heads, record
from deskapp.files.slots import slot_record
from deskapp.files.volunteers import volunteer_record

REGISTERS = (
    "requests", "people", "disputes", "volunteers", "attendances", "shifts", "handovers", "hazards", "activities",
    "appeals", "custody", "lost", "slots", "certificates", "areas",
)  # fmt: skip
"""The lists of a JSON export, in their order; those of a register that is not here yet are empty."""

TABLES = (
    "requests", "disputes", "volunteers", "attendances", "hazards", "activities", "appeals", "custody", "lost",
    "areas",
)  # fmt: skip
"""What a CSV file may hold."""

_FORMULA = tuple("=+-@＝＋－＠\t\r")
"""A spreadsheet takes a cell that begins so for a formula."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that no XML file may have; they come in from outside alone, for the desk keeps marks in their place."""

_CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds; no field of ours is longer."""

Cards = Iterable[tuple[Person, str]]
"""Cards, each with the number of the one that it was merged into."""

Issued = Iterable[tuple[Certificate, Dossier | None]]
"""Certificates, each with the volunteer."""


@dataclass(frozen=True, slots=True)
class FieldWork:
    """The records of field work that are written beside the others."""

    hazards: Iterable[Hazard] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    """Names of volunteers by key, masked."""
    activities: Iterable[Told] = ()
    areas: Iterable[Area] = ()
    known: Mapping[int, Area] = field(default_factory=dict)
    """All areas by key, for their paths."""


NO_FIELD_WORK = FieldWork()

Progress = Callable[[int], None]
"""Is told how many records are written."""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one register, for people."""

    name: str
    """English text of the catalogue: what its sheet is called."""
    heads: Sequence[str]
    rows: Iterable[Sequence[str]]


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
    disputes: Iterable[File] = (), volunteers: Iterable[Dossier] = (), duties: Iterable[Duty] = (),
    slots: Iterable[Slot] = (), certificates: Issued = (), fieldwork: FieldWork = NO_FIELD_WORK,
    table: str = "requests", only: Sequence[str] = (), appeals: Iterable[Appeal] = (),
    custody: Iterable[FoundItem] = (), lost: Iterable[LostReport] = (),
) -> int:  # fmt: skip
    """Write the records into the file at `path`, which is written over, and give the number of requests.

    All other registers go into JSON and Excel, too; a CSV file is one `table` of `TABLES`, and the number is that of
    its lines; an Excel file can hold `only` some of them.
    """
    counted = _counted(requests, progress)
    if kind == "json":
        beside: dict[str, Iterable[object]] = {
            "people": (person_record(person, eyes, above) for person, above in people),
            "disputes": (dispute_record(dispute, eyes) for dispute in disputes),
            "volunteers": (volunteer_record(one, eyes) for one in volunteers),
            "attendances": (attendance_record(duty, eyes) for duty in duties),
            "slots": (slot_record(slot, eyes) for slot in slots),
            "certificates": (certificate_record(one, who, eyes) for one, who in certificates),
            "appeals": (field_files.appeal_record(one, eyes) for one in appeals),
            "custody": (field_files.custody_record(one, eyes) for one in custody),
            "lost": (field_files.lost_record(one, eyes) for one in lost),
            "hazards": (hazard_record(one, eyes, fieldwork.names) for one in fieldwork.hazards),
            "activities": (activity_record(told, eyes) for told in fieldwork.activities),
            "areas": (area_record(one, fieldwork.known, eyes) for one in fieldwork.areas),
        }
        return _json(counted, beside, path, eyes)
    t = eyes.t
    tables = {
        "requests": Table(N_("Requests"), heads(t), (cells(one, eyes) for one in counted)),
        "people": Table(
            N_("People"),
            people_files.heads(t),
            (people_files.cells(one, eyes, above) for one, above in people),
        ),
        "disputes": Table(
            N_("Disputes"), dispute_files.heads(t), (dispute_files.cells(one, eyes) for one in disputes)
        ),
        "volunteers": Table(
            N_("Volunteers"),
            volunteer_files.heads(t),
            (volunteer_files.cells(one, eyes) for one in volunteers),
        ),
        "attendances": Table(
            N_("Duties"), duty_files.heads(t), (duty_files.cells(one, eyes) for one in duties)
        ),
        "slots": Table(N_("Duty plan"), slot_files.heads(t), (slot_files.cells(one, eyes) for one in slots)),
        "certificates": Table(
            N_("Certificates"),
            certificate_files.heads(t),
            (certificate_files.cells(one, who, eyes) for one, who in certificates),
        ),
        "hazards": Table(
            N_("Hazards"),
            hazard_files.heads(t),
            (hazard_files.cells(one, eyes, fieldwork.names) for one in fieldwork.hazards),
        ),
        "activities": Table(
            N_("Activities"),
            activity_files.heads(t),
            (activity_files.cells(told, eyes) for told in fieldwork.activities),
        ),
        "areas": Table(
            N_("Areas"),
            area_files.heads(t),
            (area_files.cells(one, fieldwork.known, eyes) for one in fieldwork.areas),
        ),
        "appeals": Table(
            N_("Lead appeals"),
            field_files.heads("appeals", t),
            (field_files.appeal_cells(one, eyes) for one in appeals),
        ),
        "custody": Table(
            N_("Found things"),
            field_files.heads("custody", t),
            (field_files.custody_cells(one, eyes) for one in custody),
        ),
        "lost": Table(
            N_("Lost reports"),
            field_files.heads("lost", t),
            (field_files.lost_cells(one, eyes) for one in lost),
        ),
    }
    return (
        _csv(tables[table], path)
        if kind == "csv"
        else _xlsx([tables[name] for name in only or tables], path, eyes)
    )


def _counted(requests: Iterable[Request], progress: Progress) -> Iterator[Request]:
    for count, request in enumerate(requests, 1):
        yield request
        if count % 1000 == 0:
            progress(count)


def _json(requests: Iterable[Request], beside: Mapping[str, Iterable[object]], path: Path, eyes: Eyes) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n"requests": [')
        for count, request in enumerate(requests, 1):
            file.write(
                ("," if count > 1 else "") + "\n" + json.dumps(record(request, eyes), ensure_ascii=False)
            )
        file.write("\n]")
        for name in REGISTERS[1:]:
            file.write(f',\n"{name}": [')
            for place, value in enumerate(beside.get(name, ())):
                file.write(("," if place else "") + "\n" + json.dumps(value, ensure_ascii=False))
            file.write("]")
        file.write("\n}\n")
    return count


def _csv(table: Table, path: Path) -> int:
    count = 0
    # The byte order mark tells Excel and WPS that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(table.heads)
        for row in table.rows:
            lines.writerow([defused(cell) for cell in row])
            count += 1
    return count


def defused(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _xlsx(tables: Sequence[Table], path: Path, eyes: Eyes) -> int:
    """One sheet a table; gives the number of rows in the first."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    book = Workbook(write_only=True)

    def text(sheet: WriteOnlyWorksheet, value: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, _UNWRITABLE.sub("", value)[:_CELL_LIMIT])
        cell.data_type = "s"  # a text, whatever it begins with
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(_FORMULA)
        return cell

    counts = []
    for table in tables:
        sheet: WriteOnlyWorksheet = book.create_sheet(eyes.t(table.name))
        sheet.freeze_panes = "A2"
        sheet.append([text(sheet, head) for head in table.heads])
        count = 0
        for count, row in enumerate(table.rows, 1):  # noqa: B007
            sheet.append([text(sheet, cell) for cell in row])
        counts.append(count)
    book.save(path)
    return counts[0]
