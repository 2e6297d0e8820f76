"""Areas and hazards on the command line, in lists, exports and imports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

FIRST = "YH-20261121-001"


def test_areas_are_kept_from_the_command_line(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    assert room("area", "add", "城关", "--code", "02").out.strip() == "QY-20261121-001"
    assert (
        room(
            "area", "add", "一警务区", "--kind", "beat", "--size", "2.5", "--people", "4500", "--dry-run"
        ).out
        == ""
    )
    assert room("area", "add", "一警务区", "--kind", "beat").code == 0
    said = room("area", "add", "桃源", "--code", "02-05", "--parent", "02", "--beat", "yjwq")
    assert said.code == 0, said.err
    assert room("area", "correct", "taoyuan", "people", "900", "--reason", "counted").code == 0
    listed = room("list", "areas", "--json").data
    assert [(one["name"], one["parent"], one["beat"], one["level"]) for one in listed] == [
        ("城关", "", "", 1),
        ("桃源", "城关", "一警务区", 2),
        ("一警务区", "", "", None),
    ]
    assert "    " not in room("list", "areas", "--plain").out
    shown = room("show", "QY-20261121-003", "--json").data
    assert (shown["people"], shown["counted"]["hazards"]) == (900, 0)
    assert "桃源" in room("show", "QY-20261121-003").out
    assert room("log", "--category", "noise", "--area", "02-05", "--text", "x").code == 2
    assert room("log", "--category", "noise", "--area", "taoyuan", "Hammering").code == 0
    assert room("list", "requests", "--json").data[0]["area"] == "02-05 桃源"
    assert room("correct", "1", "area", "02", "--reason", "moved").code == 0
    assert room("list", "requests", "--json").data[0]["area"] == "02 城关"
    assert "02-05 桃源 → 02 城关" in room("show", "1").out
    opened = room("dispute", "open", "--from", "1", "--type", "noise")
    assert opened.code == 0, opened.err
    assert room("list", "disputes", "--json").data[0]["area"] == "02 城关"
    assert room("correct", "JF-20261121-001", "area", "02-05", "--reason", "moved").code == 0
    assert "02 城关 → 02-05 桃源" in room("show", "JF-20261121-001").out
    assert room("area", "close", "02", "--reason", "x").code == 1
    whole = tmp_path / "desk.json"
    assert room("export", str(whole)).code == 0
    assert [one["code"] for one in json.loads(whole.read_text("utf-8"))["areas"]] == ["02", "", "02-05"]


def test_what_an_export_of_areas_writes_an_import_takes_over(
    room: Desk,  # noqa: F811
    tmp_path: Path,
) -> None:
    for words in (("城关", "--code", "02"), ("桃源", "--code", "02-05", "--parent", "02"), ("新区",)):
        assert room("area", "add", *words).code == 0
    table = tmp_path / "areas.csv"
    assert room("export", str(table), "--kind", "areas").code == 0
    assert room("import", "areas", str(table), "--yes").code == 1
    for number in (3, 2, 1):
        assert room("area", "close", f"QY-20261121-00{number}", "--reason", "anew").code == 0
    looked = room("import", "areas", str(table), "--dry-run")
    assert looked.code == 0, looked.err
    assert "Areas: 3" in looked.err
    assert room("import", "areas", str(table)).code == 1
    done = room("import", "areas", str(table), "--yes", "--json")
    assert (done.data["count"], done.data["kinds"]) == (3, {"grid": 3})
    assert [one["code"] for one in room("list", "areas", "--json").data] == ["02", "02-05", ""]
    assert room("undo").code == 0
    assert room("list", "areas", "--json").data == []


def test_hazards_are_kept_from_the_command_line(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    assert room("area", "add", "城关", "--code", "02").code == 0
    said = room("hazard", "add", "fire_passage", "Boxes on the stairs", "--area", "02", "--deadline", "+3d")
    assert said.out.strip() == f"{FIRST} Ordered to fix", said.err
    fixed = room(
        "hazard", "add", "ebike", "Charger", "--fixed", "Unplugged", "--level", "minor", "--json"
    ).data
    assert (fixed["status"], fixed["measure"], fixed["finder"]) == (
        "fixed_on_spot",
        "Unplugged",
        "Li Ping 012345",
    )
    failed = room("step", FIRST, "fail", "--text", "Still there", "--set", "deadline=+9d", "--json").data
    assert (failed["status"], failed["rechecked"][0]["passed"]) == ("ordered", False)
    assert [one["number"] for one in room("list", "hazards", "--open", "--json").data] == [FIRST]
    assert [one["number"] for one in room("list", "hazards", "--area", "02", "--json").data] == [FIRST]
    assert room("list", "hazards", "--category", "ebike", "--status", "fixed_on_spot").out.count("YH-") == 1
    assert room("list", "hazards", "--overdue").out == ""
    assert room("correct", FIRST, "place", "Gate 3", "--reason", "misheard").code == 0
    assert room("note", FIRST, "The owner was called").code == 0
    shown = room("show", FIRST, "--json").data
    assert (shown["place"], shown["actions"][0]["text"]) == ("Gate 3", "The owner was called")
    assert shown["allowed"] == ["clear", "fail", "transfer", "void"]
    assert "Gate 3" in room("--lang", "zh", "show", FIRST).out
    assert room("find", "Boxes", "--json").data["hazards"][0]["number"] == FIRST
    assert "城关" in room("find", "chengguan").out
    assert room("step", FIRST, "clear", "--text", "Gone").out.strip() == f"{FIRST} Cleared"
    assert room("undo").code == 0
    assert room("list", "hazards", "--open", "--plain").out.count("\n") == 1
    table = tmp_path / "hazards.csv"
    assert room("export", str(table), "--kind", "hazards").code == 0
    assert "Boxes on the stairs" in table.read_text("utf-8-sig")


def test_a_request_becomes_a_hazard_at_the_command_line(room: Desk) -> None:  # noqa: F811
    assert room("log", "--category", "hazard", "--place", "Gate 3", "电动车在楼道充电").code == 0
    made = room("hazard", "from", "1", "--deadline", "+3d", "--json")
    assert made.code == 0, made.err
    assert (made.data["category"], made.data["place"], made.data["request"]) == (
        "ebike",
        "Gate 3",
        "LF-20261121-001",
    )
    assert room("list", "requests", "--json").data[0]["linked"] == FIRST
    assert room("hazard", "from", "1").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [(("hazard", "dance"), 2), (("hazard", "add", "ebike"), 2), (("hazard", "add", "moon", "x"), 2),
     (("hazard", "from", "9"), 3), (("step", "YH-20261121-009", "fix"), 3), (("show", "QY-20261121-009"), 3),
     (("area", "dance"), 2), (("area", "add"), 2), (("area", "close", "nowhere", "--reason", "x"), 3),
     (("list", "hazards", "--sort", "colour"), 2), (("list", "hazards", "--area", "nowhere"), 3),
     (("import", "moons", "x.csv"), 2)],
)  # fmt: skip
def test_what_field_work_does_not_know_is_refused(room: Desk, words: tuple[str, ...], code: int) -> None:  # noqa: F811
    assert room(*words).code == code


def test_a_grid_is_rated_from_the_command_line(room: Desk) -> None:  # noqa: F811
    assert room("area", "add", "城关", "--code", "02").code == 0
    assert (
        room("area", "rate", "02", "safe", "--from", "11-01", "--text", "ok").out.strip() == "QY-20261121-001"
    )
    shown = room("show", "QY-20261121-001", "--json").data["ratings"]
    assert [(one["rating"], one["from"], one["text"]) for one in shown] == [("safe", "2026-11-01", "ok")]
    assert "Safe grid" in room("show", "QY-20261121-001").out
    assert room("area", "rate", "02", "moon").code == 2
    figure = room("figures", "--from", "11-01", "--to", "11-21", "--json").data["grids_rated_safe"]
    assert (figure["value"], figure["N"]) == (1, 1)


def test_a_result_is_said_on_the_command_line(room: Desk) -> None:  # noqa: F811
    assert room("log", "--category", "unpaid_money", "没付油款").code == 0
    said = room("step", "1", "solve", "--text", "补付了", "--recovered", "300", "--pressing", "yes", "--json")
    assert (said.data["recovered"], said.data["pressing"]) == ("300", "yes")
    assert "300 元" in room("show", "1").out
    assert room("correct", "1", "recovered", "350", "--reason", "数错").code == 0
    assert "300 元 → 350 元" in room("show", "1").out
