"""Activities on the command line: entered, stepped, counted on, listed, found, kept against the plan, exported."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

FIRST = "HD-20261121-001"


def test_an_activity_is_entered_stepped_corrected_listed_and_found(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    assert room("volunteer", "add", "王秀英").code == 0
    said = room("activity", "add", "patrol", "--people", "0001", "--place", "明珠路", "mode=foot")
    assert (said.code, said.out.split()[0]) == (0, FIRST), said.err
    assert room("activity", "end", FIRST, "opinions=2", "--text", "All quiet").code == 0
    assert room("correct", FIRST, "place", "北门", "--reason", "misheard").code == 0
    assert room("note", "HD-20261121-001", "street lamp out").code == 0
    told = room("show", FIRST, "--json").data
    assert (told["status"], told["place"], told["opinions"]) == ("done", "北门", 2)
    assert [row["step"] for row in told["history"]] == ["add_activity", "end", "correct"]
    assert "Place: 明珠路 → 北门" in room("show", FIRST).out
    assert room("find", "北门").out.splitlines()[0] == "Activities: 1"

    assert room("activity", "add", "persuasion", "persuasion=red_light").code == 0
    assert room("activity", "plus", "2").code == 0
    assert room("activity", "add", "patrol", "--when", "tomorrow 20:00-22:00").code == 0
    assert room("step", "HD-20261121-003", "miss", "--text", "storm").code == 0
    kept = room("activity", "kept", "patrol", "--to", "12-31", "--json").data
    assert (kept["planned"], kept["done"], kept["missed"]) == (1, 0, 1)
    listed = room("list", "activities", "--kind", "persuasion", "--json").data
    assert [(one["number"], one["times"]) for one in listed] == [("HD-20261121-002", 2)]

    for words in (("add", "dancing"), ("add",), ("end", FIRST), ("fields", "x"), ("nonsense",)):
        assert room("activity", *words).code in (1, 2)
    assert "needed" in room("activity", "fields", "publicity").out

    assert room("export", str(tmp_path / "a.csv"), "--kind", "activities").code == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 4
    assert room("export", str(tmp_path / "a.json")).code == 0
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))["activities"]) == 3


def test_a_table_is_imported_with_its_preview(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    table = tmp_path / "november.csv"
    table.write_text(
        "类别,日期,时间,地点\n巡逻,11-18,20:00-22:00,明珠路\n巡防,11-19,20:00-22:00,北门\n", "utf-8"
    )
    assert room("import", "activities", str(table), "--dry-run").code == 0
    said = room("import", "activities", str(table), "--yes")
    assert (said.code, said.out.split()[1]) == (0, "2"), said.err
    assert room("undo").code == 0
    assert room("list", "activities", "--json").data == []
