"""Volunteers on the command line: registered, stepped, put into teams, listed, found, shown, undone."""

from __future__ import annotations

import pytest

from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

FIRST = "YJ-20261121-001"


@pytest.fixture
def team(room: Desk) -> Desk:  # noqa: F811
    """A room with a team and two volunteers in it."""
    assert room("team", "add", "Mingzhu Team").out.strip() == "DW-20261121-001"
    said = room("volunteer", "add", "--name", "王秀英", "--phone", "13800010001", "--team", "Mingzhu Team")
    assert (said.code, said.out.split()[:2]) == (0, [FIRST, "0001"]), said.err
    assert "No insurance is noted." in said.err
    assert room("volunteer", "add", "赵铁柱", "--role", "mediator", "--set", "skills=First aid").code == 0
    return room


def test_volunteers_are_listed_masked_and_shown_whole(team: Desk) -> None:
    said = team("list", "volunteers", "--plain")
    assert said.out.splitlines()[0].split("\t")[1:4] == ["0001", "王秀英", "138****0001"]
    assert [
        one["member_no"] for one in team("list", "volunteers", "--team", "Mingzhu Team", "--json").data
    ] == ["0001"]
    assert [one["name"] for one in team("list", "volunteers", "--role", "mediator", "--json").data] == [
        "赵铁柱"
    ]
    assert team("list", "volunteers", "--sort", "-member", "--json").data[0]["name"] == "赵铁柱"
    assert team("list", "volunteers", "--team", "Nowhere").code == 3
    assert team("list", "volunteers", "--sort", "colour").code == 2
    for number in (FIRST, "1", "0001"):
        said = team("volunteer", "show", number) if number != FIRST else team("show", number)
        assert said.code == (3 if number == "1" else 0)
    assert all(word in said.out for word in ("13800010001", "Mingzhu Team", "Suspend", "History"))
    assert team("show", FIRST, "--json").data["teams"][0]["team"] == "Mingzhu Team"


def test_steps_corrections_and_notes_go_by_either_number(team: Desk) -> None:
    assert team("volunteer", "step", "0002", "suspend", "--text", "late").out.split()[-1] == "Suspended"
    assert team("step", "YJ-20261121-002", "restore", "--set", "text=talked").code == 0
    assert team("volunteer", "step", "0002", "void", "--text", "twice").code == 2
    assert team("correct", FIRST, "employer", "Factory Three", "--reason", "asked").code == 0
    assert team("volunteer", "correct", "0001", "phone", "1", "--reason", "x").code == 2
    assert team("note", FIRST, "Called").code == 0
    assert team("volunteer", "note", "0001", "Called again").code == 0
    assert team("undo").code == team("undo").code == team("undo").code == 0
    assert team("show", FIRST, "--json").data["employer"] == ""
    assert team("volunteer", "step", "0009", "quit").code == 3
    assert team("volunteer", "dance").code == 2


def test_trainings_honours_and_teams_are_kept(team: Desk) -> None:
    assert team("volunteer", "train", "0001", "first_aid", "--hours", "2").code == 0
    assert team("volunteer", "honour", "0001", "Best of the year", "--by", "Bureau").code == 0
    assert team("volunteer", "drop", "0001", "training", "2", "--reason", "x").code == 3
    assert team("volunteer", "drop", "0001", "training", "1", "--reason", "wrong day").code == 0
    assert team("team", "add", "Rescue", "--parent", "Mingzhu Team", "--kind", "rescue").code == 0
    assert team("volunteer", "join", "0002", "Rescue", "--kind", "leader").code == 0
    assert team("volunteer", "leave", "0002", "Rescue", "--reason", "too far").code == 0
    said = team("list", "teams")
    assert "  Rescue" in said.out
    assert [one["parent"] for one in team("list", "teams", "--json").data] == ["", "Mingzhu Team"]
    assert team("team", "correct", "Rescue", "place", "East Gate", "--reason", "moved").code == 0
    assert team("team", "close", "Rescue", "--reason", "joined").code == 0
    assert team("team", "paint", "x").code == team("team", "add").code == 2


def test_equipment_goes_out_and_comes_back(team: Desk) -> None:
    number = team("equipment", "add", "radio", "--count", "2").out.strip()
    assert number == "ZB-20261121-001"
    assert team("equipment", "issue", number, "0001").code == 0
    assert "王秀英" in team("equipment", "loans").out
    assert team("volunteer", "step", "0001", "quit", "--text", "moved").code == 1
    assert [(one["in_stock"], one["issued"]) for one in team("list", "equipment", "--json").data] == [(1, 1)]
    assert team("equipment", "back", number, "0002").code == 3
    assert team("equipment", "back", number, "0001", "--result", "lost", "--note", "in the river").code == 0
    assert team("equipment", "stock", number, "found", "--reason", "dried").code == 0
    assert team("equipment", "loans", "--json").data == []
    assert team("undo").code == team("undo").code == 0
    assert team("list", "equipment", "--json").data[0]["issued"] == 1
    assert team("equipment", "dance").code == team("equipment", "add").code == 2


@pytest.mark.parametrize("text", ["王秀英", "wxy", "0001", "YJ-1121-001", "wangxiuying 0001"])
def test_a_volunteer_is_found_by_whatever_is_known(team: Desk, text: str) -> None:
    found = team("find", text, "--kind", "volunteers", "--json")
    assert [one["number"] for one in found.data["volunteers"]] == [FIRST], found.err
    assert "Volunteers" in team("find", text).out


def test_nothing_is_written_dry_and_the_room_checks_out(team: Desk) -> None:
    assert team("volunteer", "add", "孙丽", "--dry-run").code == 0
    assert team("team", "add", "Ghosts", "--dry-run").code == 0
    assert len(team("list", "volunteers", "--json").data) == 2
    assert team("doctor").code == 0


def test_volunteers_speak_chinese(team: Desk) -> None:
    said = team("--lang", "zh", "show", FIRST)
    for word in ("在册", "队员编号", "未签承诺书", "停用"):
        assert word in said.out, said.out
    assert "义警" in team("--lang", "zh", "find", "王秀英").out
    assert team("--lang", "zh", "volunteer", "step", "0002", "停用", "--text", "迟到").code == 0
