"""The program on a real terminal: how it ends, what reaches the terminal, where the caret stands."""

from __future__ import annotations

import os
import re
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp.settings import Settings, load
from deskapp.wiring import Desk, Setup, set_up
from tests.app_builders import log
from tests.bare import bare
from tests.terminal import Terminal, the_desk

HOSTILE = (
    "[/]", "[@click=app.quit]x", "[red]红", "\x1b]52;c;aGFja2Vk\x07", "\x1b]0;pwned\x07", "\x1b[2J", "\x9b31m", "\x00",
    "a\u202egnp", "\u2066b\u2069", "👨‍👩‍👧‍👦", "e\u0301\u0301\u0301", "\x07", "\x0e",
)  # fmt: skip
"""Texts that would do something to a terminal or a markup reader."""


def settled(home: Path, *, language: str = "en") -> Desk:
    """The settings of a new person in `home` and a practice file there."""
    settings = replace(load(), database=home / "desk.db")
    return set_up(
        settings, Setup("明珠路派出所", "明珠社区警务室", "李辉", "012345", language, practice=True)
    )


def on(desk: Desk, *, language: str = "en", **more: object) -> Terminal:
    words = the_desk("--db", str(desk.settings.database), "--lang", language)
    return Terminal(words, **more)  # type: ignore[arg-type]


@pytest.fixture
def desk(home: Path) -> Desk:
    return settled(home)


def smuggle(desk: Desk) -> None:
    """Put the hostile texts into the file as an import or an older program might have left them."""
    for _ in HOSTILE:
        log(desk, applicant="x", summary="y", place="z")
    raw = bare(desk.settings.database)
    for at, text in enumerate(HOSTILE, 1):
        raw.execute(
            "UPDATE request SET applicant = ?, summary = ?, place = ? WHERE id = ?", (text, text, text, at)
        )
    raw.execute("UPDATE room SET station = ?, name = ?", (HOSTILE[3] + HOSTILE[1], HOSTILE[5] + "室"))
    raw.execute("UPDATE officer SET name = ?", (HOSTILE[4] + HOSTILE[8],))
    raw.commit()
    raw.close()


def test_no_control_character_of_a_record_reaches_the_terminal(desk: Desk) -> None:
    smuggle(desk)
    with on(desk, size=(120, 40)) as terminal:
        terminal.sees("F1")
        for key in ("down", "down", "enter"):
            terminal.types(key)
        terminal.sees("What happened")
        terminal.types("escape", "f5")
        terminal.sees("Only")
        terminal.types("escape", "f9")
        terminal.sees("Keep PDF")
        terminal.types("escape", "ctrl+o")
        terminal.sees("Who writes now")
        terminal.types("escape", "f2", "[/]x\n")
        terminal.sees("[/]x")
        terminal.types("ctrl+s")
        terminal.sees("No category")
        terminal.types("ctrl+q", "ctrl+q")
        assert terminal.ends() == 0
        seen = terminal.raw
        assert b"\x1b]52" not in seen
        assert b"\x1b]0;" not in seen
        assert b"pwned\x07" not in seen
        assert not re.search(rb"\x1b\[2J(?!\x1b\[H)", seen.replace(b"\x1b[2J\x1b[H", b""))
        for mark in ("\u202e", "\u2066", "\u009b"):
            assert mark.encode() not in seen
        assert b"\x00" not in seen
        assert b"\x0e" not in seen
        assert b"[@click=app.quit]x" in seen


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(desk: Desk, name: str) -> None:
    with on(desk) as terminal:
        terminal.sees("F1")
        os.kill(terminal.process.pid, getattr(signal, name))
        assert terminal.ends() == 128 + getattr(signal, name)
        assert terminal.is_sane


def test_quitting_leaves_the_terminal_as_it_was(desk: Desk) -> None:
    with on(desk) as terminal:
        terminal.sees("F1")
        terminal.types("ctrl+q")
        assert terminal.ends() == 0
        assert terminal.is_sane
        assert "Traceback" not in terminal.raw.decode("utf-8", "replace")


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["", "SIGHUP ignored"])
def test_a_closed_terminal_ends_it(desk: Desk, ignoring: tuple[signal.Signals, ...]) -> None:
    with on(desk, ignoring=ignoring) as terminal:
        terminal.sees("F1")
        terminal.types("f2", "王")
        terminal.sees("王")
        terminal.closes()
        terminal.process.wait(3)


def test_bytes_that_are_not_utf8_are_survived(desk: Desk) -> None:
    with on(desk) as terminal:
        terminal.sees("F1")
        terminal.types("f2")
        terminal.sees("Name")
        terminal.sends(b"\xff\xfe\xc3(" + "王秀英".encode() + b"\xe7\x8e")
        terminal.sends("兰\r".encode())
        terminal.sees("王秀英")
        terminal.types("\n3", "楼上噪音\n")
        terminal.sees("Logged")
        terminal.types("ctrl+q")
        assert terminal.ends() == 0


def test_the_caret_of_the_terminal_is_in_the_focused_field(desk: Desk) -> None:
    with on(desk) as terminal:
        terminal.sees("F1")
        terminal.types("f2")
        terminal.sees("ID number")
        row = next(y for y, line in enumerate(terminal.lines) if "Name" in line)
        start = terminal.lines[row].index("Name") + 5
        terminal.until(lambda: terminal.cursor == (start, row))
        terminal.types("王秀英a")
        terminal.until(lambda: terminal.cursor == (start + 7, row))
        terminal.types("left", "left")
        terminal.until(lambda: terminal.cursor == (start + 4, row))
        terminal.types("tab", "139")
        terminal.until(lambda: terminal.cursor == (start + 3, row + 1))
        terminal.resizes(60, 20)
        terminal.types(*["down"] * 12, "+3d")
        terminal.until(lambda: re.search("Due +[+]3d", terminal.screen))
        last = next(y for y, line in enumerate(terminal.lines) if re.search("Due +[+]3d", line))
        terminal.until(lambda: terminal.cursor == (start + 3, last))


CRASH = """
import sys
from deskapp.screens import record
def broken(self):
    applicant = "王秀英 13800010009 110101199003070010"
    raise RuntimeError("cannot show " + applicant)
record.RecordScreen.begin = broken
from deskapp.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(("language", "said"), [("en", "Something unexpected"), ("zh", "意外")])
def test_a_crash_leaves_a_sane_terminal_one_sentence_and_a_log_without_names(
    desk: Desk, tmp_path: Path, language: str, said: str
) -> None:
    log(desk, applicant="王秀英", phone="13800010009")
    runner = tmp_path / "runner.py"
    runner.write_text(CRASH, "utf-8")
    place = Settings.crash_log.fget(desk.settings)  # type: ignore[attr-defined]
    with Terminal(
        [sys.executable, str(runner), "--db", str(desk.settings.database), "--lang", language]
    ) as terminal:
        terminal.sees("F1")
        terminal.types("enter")
        assert terminal.ends() == 1
        assert terminal.is_sane
        after = terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :].decode()
        assert said in after
        assert str(place) in "".join(after.split("\r\n"))
        assert "Traceback" not in after
    text = place.read_text("utf-8")
    assert "RuntimeError" in text
    assert "broken" in text
    for secret in ("王秀英", "13800010009", "110101199003070010", "cannot show", str(Path.home())):
        assert secret not in text
        assert secret not in after.replace(str(place), "")
    assert place.stat().st_mode & 0o777 == 0o600


def test_another_locale_and_foreign_settings_of_the_toolkit_do_not_matter(desk: Desk, tmp_path: Path) -> None:
    keys = tmp_path / "keys.log"
    environ = {
        "LC_ALL": "C", "LANG": "zh_CN.GBK", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TEXTUAL_LOG": str(keys),
        "TEXTUAL": "debug,devtools", "TEXTUAL_PRESS": "ctrl+q", "TEXTUAL_DRIVER": "nowhere:Nothing",
    }  # fmt: skip
    with on(desk, environ=environ) as terminal:
        terminal.sees("F1")
        terminal.types("f2", "王秀英㛃\n")
        terminal.sees("王秀英㛃")
        terminal.types("\n3", "楼上噪音\n")
        terminal.sees("Logged", "王秀英㛃")
        terminal.types("ctrl+q")
        assert terminal.ends() == 0
    assert not keys.exists()
