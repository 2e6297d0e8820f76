"""Disputes in exports: JSON, CSV and Excel, with clocks, masked where the law shelters somebody."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.__main__ import main
from deskapp.domain.dispute import Party
from deskapp.domain.officer import Room
from deskapp.files.disputes import cells, dispute_record, heads
from deskapp.files.records import Eyes
from tests.builders import EN, PEOPLE
from tests.paper_builders import DAY, dispute

EYES = Eyes(Room(1, "S", "R"), {one.id: one for one in PEOPLE}, DAY, EN)


def test_parties_are_two_at_least_and_an_unknown_side_says_so() -> None:
    whole = dispute_record(dispute(1), EYES)
    assert [(one["role"], one["name"]) for one in whole["parties"]] == [  # type: ignore[attr-defined]
        ("party_a", "马玉兰"), ("party_b", "赵铁柱"),
    ]  # fmt: skip
    lone = dispute_record(dispute(1, DAY, ""), EYES)
    assert [(one["role"], one["name"]) for one in lone["parties"]] == [  # type: ignore[attr-defined]
        ("party_a", "unknown"), ("party_b", "unknown"),
    ]  # fmt: skip


def test_every_clock_that_runs_is_there_with_its_day() -> None:
    accepted = datetime(2026, 11, 21, 2, tzinfo=UTC)
    found = dispute_record(dispute(1, accepted_at=accepted), EYES)
    assert found["clocks"] == [{"clock": "peoples", "due_at": "2026-12-21T23:59:00+08:00"}]
    assert dispute_record(dispute(1, status="archived"), EYES)["clocks"] == []


@pytest.mark.parametrize(
    "file",
    [
        dispute(1, sealed=True, summary="秘密的事", agreement="秘密的协议", place="秘密的地方"),
        dispute(1, domestic_violence=True),
        dispute(1, parties=(Party(1, 1, "马玉兰", "party_a", minor=True), Party(2, 2, "赵铁柱", "party_b"))),
    ],
)
def test_sheltered_files_give_no_name_away(file: object) -> None:
    said = json.dumps(dispute_record(file, EYES), ensure_ascii=False) + str(cells(file, EYES))  # type: ignore[arg-type]
    for secret in ("玉兰", "铁柱", "秘密"):
        assert secret not in said


def test_a_line_of_a_table_says_labels_and_moments() -> None:
    line = dict(zip(heads(EN), cells(replace(dispute(1)), EYES), strict=True))
    assert (line["State"], line["Parties"]) == (
        "In mediation", "马玉兰 / 赵铁柱",
    )  # fmt: skip
    assert line["Entered"] == "2026-11-21 08:30"
    assert line["Sealed"] == "No"


@pytest.fixture
def room(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T09:00:00+08:00")
    monkeypatch.setenv("DESKAPP_LANG", "en")
    for words in (
        ["setup", "--practice", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1"],
        ["log", "--category", "noise", "boxes"],
        [
            "dispute",
            "open",
            "--type",
            "neighbor",
            "--party",
            "王秀英 13800010001",
            "--party",
            "Li",
            "=HYPERLINK(1)",
        ],
    ):
        assert main(words) == 0
    return home


def test_the_files_hold_the_disputes(room: Path) -> None:
    for name in ("a.json", "a.xlsx", "a.csv"):
        assert main(["export", name]) == 0
    assert main(["export", "d.csv", "--kind", "disputes"]) == 0
    (one,) = json.loads((room / "a.json").read_text("utf-8"))["disputes"]
    assert (one["number"], one["clocks"][0]["clock"]) == ("JF-20261121-001", "accept")
    sheet = load_workbook(room / "a.xlsx")["Disputes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (rows[0][0], rows[1][0]) == ("Number", "JF-20261121-001")
    with (room / "d.csv").open(encoding="utf-8-sig", newline="") as file:
        head, line = csv.reader(file)
    assert line[head.index("What is it")] == "'=HYPERLINK(1)"
    assert "JF-" not in (room / "a.csv").read_text("utf-8-sig")


def test_a_kind_that_is_not_there_is_refused_and_nothing_is_written(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "x.csv", "--kind", "people"]) == 2
    assert "disputes" in capsys.readouterr().err
    assert not (room / "x.csv").exists()
