"""Duties on the command line: in and out, calls, confirming, roll-calls, hours, the review list."""

from __future__ import annotations

import pytest

from tests.test_cli import Desk, desk, log, room  # noqa: F401 - the fixtures

FIRST = "QD-20261121-001"
EARLY = ("--at", "06:00", "--reason", "terminal was off")


@pytest.fixture
def team(room: Desk) -> Desk:  # noqa: F811
    """A room with a team and two volunteers in it."""
    assert room("team", "add", "Gate", "--mode", "school_guard").code == 0
    assert room("volunteer", "add", "王秀英", "--phone", "13800010001", "--team", "Gate").code == 0
    assert room("volunteer", "add", "赵铁柱", "--phone", "13800010002", "--team", "Gate").code == 0
    return room


def test_a_volunteer_signs_in_and_out_by_number_or_two_facts(team: Desk) -> None:
    said = team("checkin", "0001", *EARLY)
    assert (said.code, said.out.split()[:2]) == (0, [FIRST, "王秀英"]), said.err
    assert "No insurance" in said.err
    assert team("checkin", "0001").code == 1
    assert team("checkin", "wxy").code == 3
    assert team("checkin", "9999", "wxy").code == 3
    assert team("checkin", "0002", "ztz", "--mode", "patrol", *EARLY).code == 0
    assert [one["mode"] for one in team("list", "attendances", "--open", "--json").data] == [
        "patrol",
        "school_guard",
    ]
    assert team("checkout", "0001", "--at", "08:00", "--reason", "forgot").out.split()[-2:] == ["2", "h"]
    assert team("checkout", "0001").code == 1
    assert [one["status"] for one in team("list", "attendances", "--review", "--json").data] == ["ended"]
    assert team("list", "attendances", "--status", "on_duty", "--plain").out.startswith("QD-20261121-002\t")
    assert team("checkin", "0001", "--dry-run").code == 0
    assert team("volunteer", "step", "0002", "quit", "--text", "moved").code == 1


def test_a_call_is_answered_confirmed_and_added_up(team: Desk) -> None:
    request = log(team).split()[0]
    assert team("checkin", "0001", *EARLY).code == 0
    assert team("attendance", "answer", "1", "--request", request).code == 0
    assert team("show", FIRST, "--json").data["calls"][0]["request"] == request
    assert team("show", request, "--json").data["volunteers"] == [{"duty": FIRST, "member_no": "0001"}]
    assert "王秀英 0001 · still out" in team("show", request).out
    assert team("attendance", "back", FIRST).code == 0
    dispute = team("dispute", "open", "为停车争吵", "--type", "parking").out.split()[0]
    assert team("attendance", "answer", "1", "--request", request, "--dispute", dispute).code == 2
    assert team("attendance", "answer", "1", "--dispute", dispute).code == 0
    assert team("show", dispute, "--json").data["volunteers"] == [{"duty": FIRST, "member_no": "0001"}]
    assert "王秀英 0001 · still out" in team("show", dispute).out
    assert team("show", FIRST, "--json").data["calls"][1]["dispute"] == dispute
    assert team("attendance", "back", FIRST).code == 0
    assert team("checkout", FIRST).code == 0
    assert team("attendance", "confirm", FIRST, "--hours", "30").code == 2
    parts = "patrol/patrol 1.5; dispute/mediation 0.5"
    assert team("attendance", "confirm", FIRST, "--parts", parts).code == 0
    said = team("attendance", "hours", "--by", "dimension", "--json").data
    assert [(one["key"], one["minutes"]) for one in said] == [("patrol", 90), ("dispute", 30)]
    assert "2 h" in team("attendance", "hours").out
    assert team("attendance", "hours", "--by", "moon").code == 2
    assert team("attendance", "hours", "0002").out == ""
    assert team("attendance", "reopen", FIRST, "--text", "wrong").code == 0
    assert team("attendance", "correct", FIRST, "in_at", "07:00", "--reason", "camera").code == 0
    said = team("show", FIRST)
    assert all(word in said.out for word in ("camera", "Confirm", "Signed in"))
    assert team("note", FIRST, "gesehen").code == 0
    assert "gesehen" in team("show", FIRST).out
    assert team("note", FIRST, "x", "--dry-run").code == 0
    assert team("attendance", "dance").code == team("attendance", "reject").code == 2
    assert team("show", "QD-20261121-077").code == 3


def test_a_team_is_called_by_the_roll_and_undone_as_one(team: Desk) -> None:
    assert len(team("attendance", "roll", "Gate", "--all", *EARLY).out.split()) == 2
    assert team("attendance", "rollout", "--all").code == 0
    assert team("attendance", "confirm", "--all").code == 0
    assert {one["status"] for one in team("list", "attendances", "--json").data} == {"confirmed"}
    for _ in range(3):
        assert team("undo").code == 0
    assert team("list", "attendances", "--json").data == []
    assert team("attendance", "roll", "Gate").code == 2
    assert team("attendance", "forgotten").out == ""


def test_what_was_forgotten_lands_on_the_review_list(team: Desk) -> None:
    assert team("checkin", "0001", "--at", "2026-11-20 06:00", "--reason", "paper list").code == 0
    assert team("attendance", "stay", FIRST).code == 0
    assert team("undo").code == 0
    assert team("config", "set", "duty_hours", "1").code == 0
    assert team("checkin", "路人甲", "--guest", "--phone", "13800010009").code == 0
    assert "路人甲 (guest)" in team("list", "attendances", "--open").out


def test_equipment_is_handed_out_and_asked_for(team: Desk) -> None:
    radio = team("equipment", "add", "radio").out.strip()
    assert team("checkin", "0001", "--equipment", radio, *EARLY).code == 0
    assert "Radio" in team("checkout", "0001").err
    assert team("undo").code == 0
    assert team("checkout", "0001", "--equipment", "returned").code == 0
    assert team("equipment", "loans").out == ""
    assert team("doctor").code == 0


def test_duties_speak_chinese(team: Desk) -> None:
    assert team("--lang", "zh", "checkin", "0001", *EARLY).out.split()[-1] == "在岗"
    assert "护学岗" in team("--lang", "zh", "show", FIRST).out
