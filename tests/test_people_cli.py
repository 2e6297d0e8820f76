"""People on the command line: list, show, add, correct, merge, unmerge; export; log --person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

ID = "11010519491231002X"


@pytest.fixture
def two(room: Desk) -> Desk:  # noqa: F811
    """A room with two people, one of them a minor."""
    words = ("log", "--category", "noise", "--name")
    assert (
        room(*words, "Wang Xiuying", "--phone", "13800010009", "--id", ID, "--address", "Hall 3", "x").code
        == 0
    )
    assert room(*words, "小明", "--phone", "13800010010", "--id", "110105201503070013", "y").code == 0
    return room


def test_people_are_listed_masked_and_found(two: Desk) -> None:
    said = two("people", "list")
    assert "RY-20261121-001  Wang Xiuying  138****0009" in said.out
    assert "小＊" in said.out
    assert "小明" not in said.out
    assert "13800010009" not in said.out
    assert ID not in said.out
    assert [one["number"] for one in two("people", "list", "0009", "--json").data] == ["RY-20261121-001"]
    assert two("people", "list", "nobody").out == ""


def test_a_card_is_shown_whole_and_that_is_kept(two: Desk) -> None:
    said = two("people", "show", "1")
    for word in (
        "Wang Xiuying",
        "13800010009",
        "110***********002X",
        "1949-12-31",
        "LF-20261121-001",
        "Card made",
    ):
        assert word in said.out
    assert ID not in said.out
    data = two("people", "show", "RY-20261121-001", "--json").data
    assert data["requests"][0]["number"] == "LF-20261121-001"
    assert data["id_number"] == "110***********002X"
    assert two("people", "show", "9").code == 3


def test_log_takes_the_number_of_a_card(two: Desk) -> None:
    assert two("log", "--category", "noise", "--person", "1", "--phone", "13900010001", "again").code == 0
    data = two("people", "show", "1", "--json").data
    assert data["phones"] == ["13800010009", "13900010001"]
    assert len(data["requests"]) == 2
    assert two("log", "--category", "noise", "--person", "RY-20261121-077", "again").code == 3


def test_cards_are_added_corrected_merged_and_taken_apart(two: Desk) -> None:
    made = two(
        "people", "add", "--name", "Wang Xiu Ying", "--phone", "13700010001", "--language", "uyghur", "--json"
    )
    assert made.data["number"] == "RY-20261121-003"
    assert two("people", "correct", "3", "address", "Hall 4").code == 2
    assert two("people", "correct", "3", "address", "Hall 4", "--reason", "asked").code == 0
    assert two("people", "merge", "3", "1", "--reason", "the same").code == 0
    assert two("people", "show", "1", "--json").data["merged"] == ["RY-20261121-003"]
    assert two("people", "show", "3", "--json").data["merged_into"] == "RY-20261121-001"
    said = two("people", "merge", "1", "3", "--reason", "circle")
    assert (said.code, "itself" in said.err) == (1, True)
    assert two("people", "unmerge", "3", "--reason", "not the same").code == 0
    assert two("undo").code == 0
    assert two("people", "show", "3", "--json").data["merged_into"] == "RY-20261121-001"


@pytest.mark.parametrize(
    "words",
    [
        ("people", "eat"),
        ("people", "show"),
        ("people", "show", "nonsense"),
        ("people", "add"),
        ("people", "add", "--name", "x", "--phone", "12345678"),
        ("people", "correct", "1", "height", "2 m", "--reason", "x"),
        ("people", "correct", "1", "born", "2049-01-01", "--reason", "x"),
        ("people", "add", "--name", "x", "--id-kind", "refused", "--id", "E1234567"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(two: Desk, words: tuple[str, ...]) -> None:
    said = two(*words)
    assert said.code in (1, 2)
    assert said.out == ""
    assert said.err.strip()[-1] in ".?" or "--help" in said.err


def test_people_are_exported_masked(two: Desk, tmp_path: Path) -> None:
    assert two("export", str(tmp_path / "all.json")).code == 0
    people = json.loads((tmp_path / "all.json").read_text("utf-8"))["people"]
    assert [one["name"] for one in people] == ["Wang Xiuying", "小＊"]
    assert people[0]["phones"] == ["138****0009"]
    assert ID not in (tmp_path / "all.json").read_text("utf-8")
    assert two("export", str(tmp_path / "all.xlsx")).code == 0
    rows = list(load_workbook(tmp_path / "all.xlsx")["People"].values)
    assert rows[0][0] == "Number"
    assert rows[1][3] == "Wang Xiuying"
