"""deskapp find: grouped by register, each with its reason; nothing found is exit 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskapp.__main__ import main
from deskapp.reading.search import KINDS


@pytest.fixture
def street(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A room with two matters of the 21st of November 2026."""
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T09:00:00+08:00")
    monkeypatch.setenv("DESKAPP_LANG", "en")
    assert (
        main(
            ["setup", "--practice", "--station", "S", "--room", "R", "--officer", "李辉", "--badge", "012345"]
        )
        == 0
    )
    for name, phone, text, category in (
        ("曾建平", "13800025678", "楼上噪音", "noise"), ("尉迟敬", "13856780002", "丢了一只猫", "lost_pet"),
        ("", "13900004003", "楼道里的事", "noise"),
    ):  # fmt: skip
        assert main(["log", "--category", category, "--name", name, "--phone", phone, text]) == 0
    capsys.readouterr()


def data(capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_people_stand_before_requests_with_their_reasons(
    street: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", "5678"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "People: 2",
        "RY-20261121-001 曾建平 138****5678 Phone ends in «5678»",
        "RY-20261121-002 尉迟敬 138****0002 Phone holds «5678»",
        "Requests: 2",
        "LF-20261121-001 曾建平 ○ Registered Phone ends in «5678»",
        "LF-20261121-002 尉迟敬 ○ Registered Phone holds «5678»",
    ]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["zjp"], {"RY-20261121-001", "LF-20261121-001"}),
        (["楼"], {"LF-20261121-001", "LF-20261121-003"}),
        (["楼", "噪音"], {"LF-20261121-001"}),
        (["楼 噪音"], {"LF-20261121-001"}),
        (["138", "--kind", "people"], {"RY-20261121-001", "RY-20261121-002"}),
        (["138", "--kind", "Requests"], {"LF-20261121-001", "LF-20261121-002"}),
        (["138", "--category", "noise"], {"LF-20261121-001"}),
        (["138", "--open", "--officer", "012345", "--from", "today", "--to", "today"],
         {"LF-20261121-001", "LF-20261121-002"}),
        (["001"], {"LF-20261121-001"}),
        (["RY-20261121-002"], {"RY-20261121-002"}),
        (["LF-20261121-002"], {"LF-20261121-002"}),
        (["138", "--limit", "1"], {"RY-20261121-002", "LF-20261121-002"}),
    ],
)  # fmt: skip
def test_words_and_filters_narrow_what_is_found(
    street: None, words: list[str], numbers: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", *words, "--json"]) == 0
    found = {str(one["number"]) for group in data(capsys).values() for one in group}
    assert found == numbers


def test_json_tells_the_reason_and_keeps_the_masks(street: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "zjp", "--json"]) == 0
    found = data(capsys)
    assert found["people"][0]["phones"] == ["138****5678"]
    assert found["requests"][0]["phone"] == "138****5678"
    reason = {"by": "Pinyin", "text": "曾建平 · zjp", "match": "zjp"}
    assert found["people"][0]["found_by"] == found["requests"][0]["found_by"] == reason


def test_nothing_found_is_exit_3_and_says_so(street: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "貔貅"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing is found for “貔貅”" in said.err
    assert main(["find", "貔貅", "--json"]) == 3
    assert data(capsys) == {
        "people": [], "volunteers": [], "areas": [], "hazards": [], "disputes": [], "activities": [], "lost": [],
        "custody": [], "appeals": [], "requests": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [(["，"], "Say what to find"),
     (["王", "--kind", "dogs"], ", ".join(KINDS)),
     (["王", "--limit", "x"], "--limit"),
     (["王", "--officer", "nobody"], "nobody")],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_what_can(
    street: None, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", *words]) in (1, 2)
    assert says in capsys.readouterr().err


def test_one_line_a_record_with_plain(street: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "zjp", "--plain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["people", "RY-20261121-001"],
        ["requests", "LF-20261121-001"],
    ]
