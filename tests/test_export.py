"""Exports: masked, whole or not at all, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.__main__ import main
from deskapp.domain.errors import Exit
from deskapp.files.export import REGISTERS, defused
from tests.bare import bare

PHONE, PERSON = "13800001111", "11010519491231002X"


@pytest.fixture
def room(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a desk that holds three requests, one of them voided."""
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T09:00:00+08:00")
    monkeypatch.setenv("DESKAPP_LANG", "en")
    for words in (
        ["setup", "--practice", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1"],
        ["log", "--category", "noise", "--name", "王秀英", "--phone", PHONE, "--id", PERSON, "=HYPERLINK(1)"],
        ["log", "--category", "tip", "--name", "赵敏", "--phone", PHONE, "--address", "Lane 4", "gambling"],
        ["log", "--category", "noise", "--name", "＋cmd", "two\nlines, \"quoted\""],
        ["step", "3", "void", "--text", "typed twice", "--confirm", "3"],
    ):  # fmt: skip
        assert main(words) == 0
    return home


def test_json_holds_every_register_and_every_record(room: Path) -> None:
    assert main(["export", "a.json"]) == 0
    whole = json.loads((room / "a.json").read_text("utf-8"))
    assert tuple(whole) == REGISTERS
    first, tip, voided = whole["requests"]
    assert (first["number"], first["phone"], first["category"]) == ("LF-20261121-001", "138****1111", "noise")
    assert first["entered_at"].startswith("2026-11-21T09:00")
    assert first["entered_at"].endswith("+08:00")
    assert (tip["applicant"], tip["phone"], tip["address"]) == ("赵＊", "", "")
    assert voided["status"] == "voided"
    assert "王秀英" in (room / "a.json").read_text("utf-8")


def test_csv_opens_in_excel_and_holds_no_formula(room: Path) -> None:
    assert main(["export", "a.csv"]) == 0
    assert (room / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (room / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    what, name = head.index("What is it"), head.index("Name")
    assert [line[what] for line in lines] == ["'=HYPERLINK(1)", "gambling", 'two\nlines, "quoted"']
    assert lines[2][name] == "'＋cmd"
    assert lines[2][head.index("State")] == "Voided"


def test_excel_cells_are_text(room: Path) -> None:
    assert main(["export", "a.xlsx"]) == 0
    sheet = load_workbook(room / "a.xlsx").active
    head = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, head.index("What is it") + 1)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.cell(2, head.index("Phone") + 1).value == "138****1111"


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.xlsx"])
def test_no_export_holds_a_document_number_or_a_whole_phone(room: Path, name: str) -> None:
    import zipfile

    assert main(["export", name]) == 0
    path = room / name
    assert path.stat().st_mode & 0o777 == 0o600
    texts = [path.read_bytes()]
    if name.endswith("xlsx"):
        with zipfile.ZipFile(path) as parts:
            texts = [parts.read(part) for part in parts.namelist()]
    assert not any(word.encode() in text for text in texts for word in (PHONE, PERSON, "赵敏"))


def test_an_existing_file_is_replaced_only_when_said(room: Path) -> None:
    (room / "a.json").write_text("mine", "utf-8")
    assert main(["export", "a.json", "--no-input"]) == Exit.REFUSED
    assert (room / "a.json").read_text("utf-8") == "mine"
    assert main(["export", "a.json", "--yes"]) == 0


def test_an_unknown_ending_is_refused(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "a.doc"]) == Exit.USAGE
    assert ".xlsx" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "none/a.json"]) == Exit.REFUSED
    assert "none" in capsys.readouterr().err
    assert main(["export", "a.json", "--dry-run"]) == 0
    assert not list(room.glob("*.json"))


def test_a_failed_export_leaves_nothing_behind(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("deskapp.files.export.json.dumps", fail)
    assert main(["export", "a.json"]) == Exit.REFUSED
    assert not [path for path in room.iterdir() if "a.json" in path.name]


def test_an_export_is_in_the_audit_chain(room: Path) -> None:
    assert main(["export", "a.json"]) == 0
    with bare(room / ".local/share/deskapp/desk.db") as file:
        assert file.execute("SELECT via FROM audit WHERE action = 'export'").fetchall() == [("cli",)]


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠\t"))
def test_what_a_spreadsheet_takes_for_a_formula_is_defused(sign: str) -> None:
    assert defused(f"{sign}1+1") == f"'{sign}1+1"
    assert defused("1+1") == "1+1"


def test_excel_has_a_sheet_for_each_register(room: Path) -> None:
    assert main(["volunteer", "add", "王秀英", "--phone", "13800010001"]) == 0
    assert main(["checkin", "0001"]) == 0
    assert main(["export", "a.xlsx"]) == 0
    book = load_workbook(room / "a.xlsx")
    assert book.sheetnames == [
        "Requests",
        "People",
        "Disputes",
        "Volunteers",
        "Duties",
        "Duty plan",
        "Certificates",
        "Hazards",
        "Activities",
        "Areas",
        "Lead appeals",
        "Found things",
        "Lost reports",
    ]
    assert [len(list(book[name].rows)) for name in ("Volunteers", "Duties")] == [2, 2]


@pytest.mark.parametrize(("kind", "prefix"), [("volunteers", "YJ-"), ("attendances", "QD-")])
def test_csv_holds_volunteers_or_duties_where_that_is_said(room: Path, kind: str, prefix: str) -> None:
    assert main(["volunteer", "add", "王秀英", "--phone", "13800010001"]) == 0
    assert main(["checkin", "0001"]) == 0
    assert main(["export", "a.csv", "--kind", kind]) == 0
    rows = list(csv.reader((room / "a.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == 2
    assert any(cell.startswith(prefix) for cell in rows[1])


def test_csv_refuses_a_table_that_it_does_not_have(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "a.csv", "--kind", "teams"]) == 2
    assert "requests, disputes, volunteers, attendances" in capsys.readouterr().err
    assert not (room / "a.csv").exists()
