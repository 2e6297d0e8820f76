"""The duty plan on the command line and in exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

FIRST = "PB-20261121-001"


def test_the_plan_is_kept_from_the_command_line(room: Desk) -> None:  # noqa: F811
    assert room("team", "add", "Gate").code == 0
    said = room("roster", "add", "daily", "08:00-20:00", "--team", "Gate", "--place", "东门", "--people", "2")
    assert said.out.strip() == FIRST
    assert room("roster", "add", "1-5", "7-8:30", "--until", "12-31", "--dry-run").out == ""
    assert "2 people" in room("roster", "list").out
    assert room("roster", "list", "--json").data[0]["begins"] == "08:00"
    assert "nobody is here 0/2" in room("roster", "day").out
    day = room("roster", "day", "today", "--json").data
    assert (len(day["hours"]), day["slots"][0]["state"]) == (24, "empty")
    assert room("roster", "correct", "1", "people", "3", "--reason", "more").code == 0
    assert room("roster", "correct", FIRST, "people", "4").code == 2
    assert room("roster", "void", FIRST, "--reason", "over").code == 0
    assert room("roster", "list").out == ""
    assert "Voided" in room("roster", "list", "--all").out
    assert room("undo").code == 0
    assert room("roster", "list", "--json").data[0]["people"] == 3
    assert "东门" in room("--lang", "zh", "roster", "day").out


@pytest.mark.parametrize(
    ("words", "code"),
    [(("dance",), 2), (("add", "daily"), 2), (("add", "moonday", "8-9"), 2), (("void", "9", "--reason", "x"), 3),
     (("day", "someday"), 2)],
)  # fmt: skip
def test_what_the_plan_does_not_know_is_refused(room: Desk, words: tuple[str, ...], code: int) -> None:  # noqa: F811
    assert room("roster", *words).code == code


def test_the_plan_is_exported(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    assert room("roster", "add", "daily", "8-20").code == 0
    assert room("export", str(tmp_path / "desk.json")).code == 0
    assert '"weekdays": [1, 2, 3, 4, 5, 6, 7]' in (tmp_path / "desk.json").read_text("utf-8")
    assert room("export", str(tmp_path / "desk.xlsx")).code == 0
