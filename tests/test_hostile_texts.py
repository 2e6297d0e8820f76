"""Hostile texts through every field of every register, then on lists, papers, slips, tables: text or a sentence."""

from __future__ import annotations

import csv
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.__main__ import main
from deskapp.domain import (
    appeal,
    area_form,
    custody,
    hazard_form,
    lost,
    person_form,
    slot_form,
    volunteer_form,
)
from deskapp.domain.activity_kinds import fields_of
from deskapp.domain.dispute_draft import LABELS as DISPUTE
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_draft import FIELD_LABELS
from deskapp.domain.setting_all import SETTINGS
from deskapp.files.export import TABLES
from deskapp.papers import day_sheet
from deskapp.printing.escpos import as_bytes
from deskapp.printing.form_pdf import form_pdf
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf
from deskapp.printing.text import as_text
from deskapp.wiring import Desk
from tests.app_builders import SMALL, new_desk, opened
from tests.builders import EN
from tests.hostile import RAW, TEXTS

SECONDS = 3.0
"""Longest that one field may take over one text."""

EVERY = 11
"""Each field meets each eleventh text, other ones than its neighbour; all of them together meet all."""


@dataclass(frozen=True)
class Register:
    """The fields of a form, what else it needs, and the verb that saves it."""

    fields: tuple[str, ...]
    base: Mapping[str, str]
    save: Callable[[Desk, dict[str, str]], object]


FORMS: dict[str, Register] = {
    "request": Register(
        tuple(FIELD_LABELS), {"category": "noise"}, lambda d, g: d.requests.log(g, d.actor, EN)
    ),
    "person": Register(
        tuple(person_form.LABELS), {"name": "马玉兰"}, lambda d, g: d.people.add(g, d.actor, EN)
    ),
    "dispute": Register(
        tuple(DISPUTE), {"type": "noise", "summary": "x"}, lambda d, g: d.disputes.open(g, [], d.actor, EN)
    ),
    "volunteer": Register(
        (*volunteer_form.LABELS, *(one.name for one in volunteer_form.PERSON_FIELDS)), {"name": "赵铁柱"},
        lambda d, g: d.volunteers.register(g, d.actor, EN),
    ),
    "team": Register(
        ("name", "kind", "parent", "mode", "place", "notes"), {"name": "一队"},
        lambda d, g: d.teams.add(g, d.actor, EN),
    ),
    "equipment": Register(
        ("kind", "name", "count"), {"kind": "radio", "count": "2"}, lambda d, g: d.stock.add(g, d.actor, EN)
    ),
    "activity": Register(
        fields_of("patrol"), {"when": "10:00", "place": "东门"}, lambda d, g: d.activities.add("patrol", g, d.actor, EN)
    ),
    "hazard": Register(
        tuple(hazard_form.LABELS), {"category": "ebike", "summary": "堆物"}, lambda d, g: d.hazards.add(g, d.actor, EN)
    ),
    "appeal": Register(
        tuple(one.name for one in appeal.FIELDS), {"text": "谁见过？"}, lambda d, g: d.appeals.add(g, d.actor, EN)
    ),
    "custody": Register(
        tuple(one.name for one in custody.FIELDS), {"kind": "wallet", "name": "钱包"},
        lambda d, g: d.custody.receive(g, d.actor, EN),
    ),
    "lost": Register(
        tuple(one.name for one in lost.FIELDS), {"kind": "wallet", "name": "钱包"},
        lambda d, g: d.lost_reports.report(g, d.actor, EN),
    ),
    "area": Register(tuple(area_form.LABELS), {"name": "桃源"}, lambda d, g: d.areas.add(g, d.actor, EN)),
    "slot": Register(
        tuple(slot_form.LABELS), {"days": "daily", "hours": "8-10", "people": "2"},
        lambda d, g: d.rosters.add(g, d.actor, EN),
    ),
    "note": Register(
        ("number", "kind", "text"), {"number": "LF-20261121-001", "kind": "note", "text": "x"},
        lambda d, g: d.requests.note(g["number"], g["kind"], g["text"], d.actor, EN),
    ),
    "officer": Register(
        ("name", "badge", "kind"), {"name": "王芳", "badge": "7", "kind": "officer"},
        lambda d, g: d.staff.add(d.room, g["name"], g["badge"], g["kind"], d.actor, EN),
    ),
}  # fmt: skip

UNIQUE = {"officer": "badge", "area": "name", "team": "name"}
"""Fields that must differ from record to record."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk into which all of it was typed; what no field takes was refused in a sentence."""
    found = new_desk(tmp_path_factory.mktemp("hostile"))
    found.store.durable = False
    found.requests.log({"category": "noise", "summary": "楼上跑跳"}, found.actor, EN)
    count = 0
    for at, (name, form) in enumerate(FORMS.items()):
        for place, field in enumerate(form.fields):
            for turn, (kind, text) in enumerate(TEXTS.items()):
                if (at + place + turn) % (3 if kind == "large" else EVERY):
                    continue
                count += 1
                given = dict(form.base) | {field: text}
                if (unique := UNIQUE.get(name)) and unique != field:
                    given[unique] = f"{count}"
                typed(partial(form.save, found, given), f"{name}.{field} {kind}")
    yield found
    found.close()


def typed(save: Callable[[], object], what: str) -> None:
    """Save: it works or is refused in a whole sentence, in time."""
    start = time.perf_counter()
    try:
        save()
    except DeskError as error:
        said = str(error)
        assert said and len(said) < 3000, (what, said[:200])
        assert not RAW & set(said), (what, said[:200])
    assert time.perf_counter() - start < SECONDS, what


def test_nothing_raw_is_in_the_file(desk: Desk) -> None:
    bad = []
    with closing(sqlite3.connect(desk.settings.database)) as file:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for table in [row[0] for row in names if not row[0].startswith(("search", "sqlite"))]:
            cursor = file.execute(f"SELECT * FROM {table}")
            columns = [one[0] for one in cursor.description]
            for row in cursor:
                bad += [
                    (table, column, cell[:60])
                    for column, cell in zip(columns, row, strict=True)
                    if isinstance(cell, str) and RAW & set(cell)
                ]
    assert bad == []


def test_enough_was_taken_to_be_shown(desk: Desk) -> None:
    for table in (
        "request",
        "person",
        "dispute",
        "volunteer",
        "hazard",
        "custody",
        "lost_report",
        "lead_appeal",
    ):
        assert desk.reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 5, table


def test_every_setting_takes_or_refuses_every_text(desk: Desk) -> None:
    for at, entry in enumerate(one for one in SETTINGS if not one.parts):
        for turn, (kind, text) in enumerate(TEXTS.items()):
            if (at + turn) % EVERY == 0 and (kind != "large" or at % 2):
                typed(partial(desk.configuring.check, entry.name, text, EN), f"{entry.name} {kind}")


def test_every_text_can_be_looked_for(desk: Desk) -> None:
    from deskapp.domain import search_keys
    from deskapp.reading import found
    from deskapp.reading.request_lists import RequestFilter

    for kind, text in TEXTS.items():
        start = time.perf_counter()
        words = search_keys.words(text)
        asked = found.Asked(desk.connection, desk.room, words, RequestFilter(), desk.clock(), EN)
        for row in found.found_source(asked).first(10):
            assert not {"\n", "\r"} & set("".join(row.cells)), kind
        assert time.perf_counter() - start < SECONDS, kind


def test_sheet_and_slips_are_made_of_them(desk: Desk) -> None:
    start = time.perf_counter()
    sheet = day_sheet(desk)
    paper = lay_out(sheet, EN)
    text = as_text(paper)
    assert not (RAW - {"\n"}) & set(text)
    pdf = as_pdf(paper)
    assert pdf.data.startswith(b"%PDF") and pdf.pages > 1
    assert time.perf_counter() - start < 20
    assert b"root:" not in pdf.data


def test_a_slip_sends_no_order_to_the_printer(desk: Desk) -> None:
    from deskapp import slips

    start = time.perf_counter()
    for row in desk.reader.execute("SELECT number FROM request ORDER BY id").fetchall():
        slip = slips.make(desk, row[0], EN)
        data = as_bytes(slip, 58)
        assert b"\x1bp" not in data and b"\x1d(k" not in data and data.count(b"\x1b@") == 1, row[0]
    assert time.perf_counter() - start < 10


def test_forms_and_receipts_are_set_from_them(desk: Desk) -> None:
    from deskapp import receipts

    numbers = [row[0] for row in desk.reader.execute("SELECT number FROM custody ORDER BY id").fetchall()]
    for number in numbers[::9]:
        assert form_pdf(receipts.of_number(desk, number)).data.startswith(b"%PDF")


@pytest.fixture
def at(desk: Desk, monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """A home whose command line works at this desk."""
    monkeypatch.setenv("DESKAPP_DB", str(desk.settings.database))
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_LANG", "en")
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    return home


FORMULA = tuple("=+-@＝＋－＠\t\r")


@pytest.fixture
def any_size() -> Iterator[None]:
    """Cells of any length are read, by this test alone."""
    before = csv.field_size_limit(10**7)
    yield
    csv.field_size_limit(before)


def test_no_cell_of_a_table_is_a_formula(at: Path, any_size: None) -> None:
    for table in TABLES:
        assert main(["export", f"{table}.csv", "--kind", table]) == Exit.DONE
        with (at / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for line in csv.reader(file):
                assert not [cell for cell in line if cell.startswith(FORMULA) and not _is_number(cell)], (
                    table,
                    line,
                )
    assert main(["export", "all.xlsx"]) == Exit.DONE
    book = load_workbook(at / "all.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert main(["export", "all.json"]) == Exit.DONE
    assert json.loads((at / "all.json").read_text("utf-8"))["requests"]


def _is_number(cell: str) -> bool:
    with suppress(ValueError):
        float(cell)
        return True
    return False


def test_the_command_line_shows_them_as_text(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["list", "requests"], ["list", "disputes"], ["list", "hazards"], ["list", "volunteers"], ["list", "custody"],
        ["list", "lost"], ["list", "appeals"], ["list", "areas"], ["people", "list"], ["list", "requests", "--json"],
    ):  # fmt: skip
        assert main(words) == Exit.DONE, words
        shown = capsys.readouterr().out
        assert shown and not (RAW - {"\n"}) & set(shown), words


async def test_the_screens_show_them_as_text(desk: Desk) -> None:
    async with opened(desk, size=SMALL, close=False) as person:
        for keys in ("end", "f5", "down", "escape escape f3", "f3", "escape f6", "escape f9"):
            await person.types(*keys.split())
            assert not RAW & set("".join(person.lines)), person.top
            person.fits()
        assert not person.app._exit
