"""`deskapp log` with a text alone: what is guessed is shown, asked about, and never saved unseen."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from deskapp.domain.errors import Exit
from tests.test_cli import Desk, desk, room, rows

__all__ = ["desk", "room"]

LINE = "王秀英 13800010001 昨晚3号楼2单元楼上半夜跑跳"

Answers = Callable[[str], None]


@pytest.fixture
def at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Somebody sits at a terminal and types `text`."""

    def types(text: str) -> None:
        keyboard = io.StringIO(text)
        monkeypatch.setattr(keyboard, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", keyboard)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

    return types


def test_yes_saves_the_first_guess_and_says_what_was_picked_out(room: Desk) -> None:
    said = room("log", "--yes", LINE)
    assert (said.code, said.out) == (0, "LF-20261121-001\n")
    shown = [line.split() for line in said.err.splitlines()]
    assert ["Name", "王秀英", "?"] in shown
    assert ["Phone", "13800010001"] in shown
    assert ["Category", "1", "Noise", "?"] in shown
    assert ["Place", "3号楼2单元", "?"] in shown
    assert ["When", "2026-11-20", "20:00", "?"] in shown
    data = room("show", "1", "--json").data
    assert (data["applicant"], data["category"], data["place"]) == ("王秀英", "noise", "3号楼2单元")
    assert data["summary"] == "昨晚3号楼2单元楼上半夜跑跳"
    assert data["occurred_at"].startswith("2026-11-20T20:00")


def test_the_record_comes_as_json(room: Desk) -> None:
    data = room("log", "--yes", "--json", "-q", LINE).data
    assert (data["category"], data["phone"]) == ("noise", "138****0001")


def test_without_anybody_to_ask_the_three_best_are_named_and_nothing_is_written(room: Desk) -> None:
    for more in ([], ["--no-input"]):
        said = room("log", *more, "邻居的狗半夜叫，吵得睡不着，吵了一架")
        assert (said.code, said.out) == (Exit.USAGE, "")
        named = said.err.partition(": ")[2].partition(".")[0].split(", ")
        assert len(named) == 3
        assert {"dog", "noise"} < set(named)
    assert rows() == 0


def test_no_input_is_refused_at_a_terminal_as_well(room: Desk, at_the_terminal: Answers) -> None:
    at_the_terminal("\n")
    assert room("log", "--no-input", LINE).code == Exit.USAGE
    assert rows() == 0


def test_a_text_that_tells_no_category_lists_all_of_them(room: Desk) -> None:
    said = room("log", "--yes", "嗯嗯")
    assert said.code == Exit.USAGE
    assert "lost_pet" in said.err and "thanks" in said.err
    assert rows() == 0


def test_what_was_given_stands_before_what_was_guessed_and_the_text_keeps_the_rest(room: Desk) -> None:
    said = room("log", "--yes", "--name", "李明", "--phone", "13900000000", "--place", "后院", LINE)
    assert said.code == 0, said.err
    data = room("show", "1", "--json").data
    assert (data["applicant"], data["place"]) == ("李明", "后院")
    assert data["summary"] == LINE
    assert "李明 ?" not in said.err


def test_with_a_category_nothing_is_picked_out(room: Desk) -> None:
    assert room("log", "--category", "dog", LINE).code == 0
    data = room("show", "1", "--json").data
    assert (data["category"], data["summary"]) == ("dog", LINE)
    assert not data.get("applicant")


def test_enter_saves_what_is_shown(room: Desk, at_the_terminal: Answers) -> None:
    at_the_terminal("\n")
    said = room("log", LINE)
    assert said.code == 0
    assert "[Enter] saves" in said.err
    assert room("show", "1", "--json").data["category"] == "noise"


def test_a_digit_takes_another_category_and_a_wrong_answer_is_asked_again(
    room: Desk, at_the_terminal: Answers
) -> None:
    at_the_terminal("7\n２\n")
    said = room("log", "邻居的狗半夜叫，吵得睡不着，吵了一架")
    assert said.code == 0
    assert said.err.count("[Enter]") == 2
    second = said.err.partition(" ?  2 ")[2].partition("  3 ")[0]
    assert second
    assert second in room("show", "1").out


@pytest.mark.parametrize("typed", ["q\n", "Q\n", "x\nno\n", ""])
def test_q_or_the_end_of_the_input_writes_nothing(room: Desk, at_the_terminal: Answers, typed: str) -> None:
    at_the_terminal(typed)
    said = room("log", LINE)
    assert (said.code, said.out) == (Exit.REFUSED, "")
    assert "Nothing is written" in said.err
    assert rows() == 0


def test_a_guess_alone_never_drops_the_facts_of_what_may_be_a_case(
    room: Desk, at_the_terminal: Answers
) -> None:
    said = room("log", "--yes", "王秀英 13800010001 电动车昨夜被偷")
    assert said.code == Exit.USAGE
    assert "case report" in said.err
    assert rows() == 0
    at_the_terminal("\n")
    said = room("log", "王秀英 13800010001 电动车昨夜被偷")
    assert said.code == 0
    assert said.err.index("the facts of the case are not") < said.err.index("[Enter]")


def test_a_dry_run_shows_the_guess_and_writes_nothing(room: Desk) -> None:
    said = room("log", "--dry-run", LINE)
    assert said.code == 0
    assert "Noise ?" in said.err
    assert rows() == 0


def test_the_question_comes_in_chinese(room: Desk, at_the_terminal: Answers) -> None:
    at_the_terminal("q\n")
    said = room("log", "--lang", "zh", LINE)
    assert "[回车] 保存" in said.err
    assert "1 噪声扰民 ?" in said.err
