"""The lists of a room on the command line: changed part by part, spoken by every other command."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deskapp.__main__ import main

Desk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def desk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Runs a command line on a new desk, on the morning of 21 November 2026."""
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T09:00:00+08:00")
    monkeypatch.setenv("DESKAPP_LANG", "zh")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    assert (
        run("setup", "--practice", "--station", "S", "--room", "R", "--officer", "李平", "--badge", "1")[0]
        == 0
    )
    return run


def done(said: tuple[int, str, str]) -> str:
    assert said[0] == 0, said[2]
    return said[1]


def test_a_category_of_the_room_is_logged_listed_and_exported_by_its_label(desk: Desk) -> None:
    done(desk("config", "set", "codes.category.add", "广场舞"))
    done(desk("config", "set", "codes.channel.rename", "phone 打进来的电话"))
    done(desk("log", "--category", "广场舞", "--channel", "打进来的电话", "音响太吵"))
    assert "广场舞" in done(desk("list", "requests", "--category", "广场舞"))
    assert "广场舞" in done(desk("show", "1"))
    record = json.loads(done(desk("show", "1", "--json")))
    assert (record["category"], record["channel"]) == ("local_1", "phone")
    assert "广场舞" in done(desk("handover", "--text"))
    assert '"category": "local_1"' in done(desk("handover", "--json"))
    done(desk("export", "a.csv"))
    rows = list(csv.reader(Path("a.csv").read_text("utf-8-sig").splitlines()))
    assert "广场舞" in rows[1]
    assert "打进来的电话" in rows[1]
    assert "local_1 广场舞" in done(desk("log", "--help")).replace("\n", " ").replace("  ", " ")


def test_what_is_switched_off_is_refused_and_undo_brings_it_back(desk: Desk) -> None:
    done(desk("config", "set", "codes.category.off", "噪声扰民"))
    code, _, err = desk("log", "--category", "noise", "楼上")
    assert code == 2
    assert "已停用" in err
    done(desk("undo"))
    done(desk("log", "--category", "noise", "楼上"))


def test_due_phrases_rules_and_words_are_set_part_by_part_and_shown_whole(desk: Desk) -> None:
    done(desk("config", "set", "due.noise", "紧急 4小时"))
    done(desk("config", "set", "phrases.add", "借伞|已借出雨伞一把"))
    done(desk("config", "set", "rules.add", "值班制度|2026版|2026-03-01|/srv/a.pdf"))
    done(desk("config", "set", "rules.retire", "1"))
    done(desk("config", "set", "words.dog", "遛犬*3"))
    assert "紧急 · 4 小时" in done(desk("config", "show", "due"))
    assert "10  借伞 | 已借出雨伞一把" in done(desk("config", "show", "phrases"))
    rules = done(desk("config", "show", "rules"))
    assert "值班制度 · 2026版  2026-03-01  /srv/a.pdf" in rules
    assert "已废止" in rules
    assert "遛犬*3" in done(desk("config", "show", "words"))
    assert "9  其他求助" not in done(desk("config", "show", "codes.category"))
    number = done(desk("log", "--category", "noise", "楼上")).strip()
    record = json.loads(done(desk("show", number, "--json")))
    assert (record["urgency"], record["due_at"]) == ("urgent", "2026-11-21T13:00:00+08:00")


def test_a_dry_run_writes_nothing_and_a_wrong_part_says_what_there_is(desk: Desk) -> None:
    done(desk("config", "set", "codes.category.add", "广场舞", "--dry-run"))
    assert "广场舞" not in done(desk("config", "show", "codes.category"))
    for words in (
        ("codes.category.burn", "noise"), ("codes.category.off", "case_report"), ("due.nothing", "4h"),
        ("due.noise", "9999h"), ("phrases.99", "x"), ("rules.retire", "9"), ("words.noise", "吵*99"),
        ("nothing.at.all", "x"), ("codes.category", "[]"),
    ):  # fmt: skip
        code, _, err = desk("config", "set", *words)
        assert code in (1, 2), words
        assert err.strip()
