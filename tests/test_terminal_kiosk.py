"""The kiosk on a real terminal: bursts of a scanner, signals, crashes, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from deskapp.settings import load
from deskapp.wiring import Desk
from tests.app_builders import new_desk
from tests.bare import bare
from tests.kiosk_builders import NAMES, SECRETS, watched
from tests.terminal import Terminal, the_desk
from tests.test_pins import OTHER, PIN

F4, CTRL_Q = "\x1bOS", "\x11"
LEAVE = f"{CTRL_Q}012346\r{OTHER}\r"
NOW = {"DESKAPP_NOW": "2026-11-21T13:00:00+08:00", "DESKAPP_ASCII": "0"}


def the_kiosk(desk: Desk, *words: str, language: str = "en", **more: object) -> Terminal:
    place = ["--db", str(desk.settings.database), "--lang", language]
    return Terminal(the_desk(*words, *place), environ=NOW, **more)  # type: ignore[arg-type]


def stored(desk: Desk) -> list[tuple[str, str]]:
    """Member numbers and states of all duties."""
    found = bare(desk.settings.database)
    try:
        return found.execute(
            "SELECT v.member_no, a.status FROM attendance AS a JOIN volunteer AS v ON v.id = a.volunteer_id "
            "ORDER BY a.id"
        ).fetchall()
    finally:
        found.close()


@pytest.fixture
def desk(home: Path) -> Desk:
    found = watched(home)
    found.close()
    return found


def is_blank(terminal: Terminal) -> bool:
    return not terminal.screen.strip()


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\t", b"\n"], ids=["CR", "CR LF", "Tab", "LF"])
def test_two_hundred_scans_in_one_burst_are_two_hundred_right(home: Path, end: bytes) -> None:
    desk = watched(home, people=200)
    desk.close()
    numbers = [f"{place:04d}" for place in range(1, 201)]
    with the_kiosk(desk, "kiosk") as terminal:
        terminal.sees("scan your badge")
        terminal.sends(b"".join(number.encode() + end for number in numbers))
        terminal.until(lambda: len(stored(desk)) >= 200, 60)
        terminal.sees("signed in")
        assert stored(desk) == [(number, "on_duty") for number in numbers]


def test_scans_before_the_first_frame_are_taken(desk: Desk) -> None:
    with the_kiosk(desk, "kiosk") as terminal:
        terminal.until(lambda: terminal.raw)
        terminal.sends(b"0001\r0002\r")
        terminal.sees("signed in")
        terminal.until(lambda: len(stored(desk)) == 2)


@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT", "SIGTSTP"])
def test_a_signal_of_the_keyboard_does_nothing(desk: Desk, name: str) -> None:
    with the_kiosk(desk, "kiosk") as terminal:
        terminal.sees("scan your badge")
        for _ in range(3):
            os.killpg(terminal.process.pid, getattr(signal, name))
        terminal.sends(b"\x03\x1a\x1c\x040001\r")
        terminal.sees("signed in")
        state = Path(f"/proc/{terminal.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
        assert state in "RS"


@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT", "SIGTSTP"])
def test_a_signal_before_the_first_frame_does_nothing_either(desk: Desk, name: str) -> None:
    code = (
        "import os, signal, sys\nfrom deskapp import app\nreal = app.open_desk\n"
        f"def slow(*given, **more):\n    os.kill(os.getpid(), signal.{name})\n    return real(*given, **more)\n"
        "app.open_desk = slow\nfrom deskapp.__main__ import main\nsys.exit(main())"
    )
    words = [sys.executable, "-c", code, "kiosk", "--db", str(desk.settings.database), "--lang", "en"]
    with Terminal(words, environ=NOW) as terminal:
        terminal.sees("scan your badge")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_end_leaves_nothing_behind(desk: Desk, name: str) -> None:
    with the_kiosk(desk, "kiosk") as terminal:
        terminal.sees("scan your badge")
        terminal.sends(b"0001\r")
        terminal.sees("signed in")
        os.kill(terminal.process.pid, getattr(signal, name))
        assert terminal.ends() == 128 + getattr(signal, name)
        assert terminal.is_sane
        assert is_blank(terminal)


def test_a_closed_terminal_ends_it(desk: Desk) -> None:
    with the_kiosk(desk, "kiosk") as terminal:
        terminal.sees("scan your badge")
        terminal.closes()
        terminal.process.wait(3)


def test_an_officer_ends_it_and_nothing_is_left_behind(desk: Desk) -> None:
    with the_kiosk(desk, "kiosk") as terminal:
        terminal.sees("scan your badge")
        terminal.sends(b"0001\r")
        terminal.sees("signed in")
        terminal.types(LEAVE)
        assert terminal.ends(10) == 0
        assert terminal.is_sane
        assert is_blank(terminal)


def test_f4_opens_it_over_the_desk_and_the_pin_leads_back(desk: Desk) -> None:
    with the_kiosk(desk) as terminal:
        terminal.sees("Sign in")
        terminal.types(f"012345\r{PIN}\r")
        terminal.sees("张来访")
        terminal.types(F4)
        terminal.sees("scan your badge")
        for name in ("SIGINT", "SIGQUIT", "SIGTSTP"):
            os.kill(terminal.process.pid, getattr(signal, name))
        terminal.sends(b"\x03\x1a\x1c0001\r")
        terminal.sees("signed in")
        for word in SECRETS:
            assert word not in terminal.screen
        terminal.types(LEAVE)
        terminal.sees("张来访", "周海峰")
        os.kill(terminal.process.pid, signal.SIGINT)
        assert terminal.ends() == 128 + signal.SIGINT
        assert terminal.is_sane


def test_the_end_of_a_kiosk_over_the_desk_leaves_nothing_behind(desk: Desk) -> None:
    with the_kiosk(desk) as terminal:
        terminal.sees("Sign in")
        terminal.types(f"012345\r{PIN}\r")
        terminal.sees("张来访")
        terminal.types("\x1bOQ马玉兰")  # a draft, of which nothing is said
        terminal.sees("马玉兰")
        terminal.types(F4)
        terminal.sees("scan your badge")
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
        assert terminal.is_sane
        assert is_blank(terminal)


CRASH = """
import sys
from deskapp.services import kiosk
real = kiosk.AtKiosk.sign
def broken(self, typed, t, more=""):
    name = "王秀英 13800010009"
    if typed.startswith("13"):
        raise RuntimeError("cannot sign " + name)
    return real(self, typed, t, more)
kiosk.AtKiosk.sign = broken
from deskapp.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("over", [False, True], ids=["alone", "over the desk"])
def test_a_crash_returns_to_the_kiosk(desk: Desk, tmp_path: Path, over: bool) -> None:
    runner = tmp_path / "runner.py"
    runner.write_text(CRASH, "utf-8")
    words = ["--db", str(desk.settings.database), "--lang", "en", "--debug"]
    with Terminal(
        [sys.executable, str(runner), *([] if over else ["kiosk"]), *words], environ=NOW
    ) as terminal:
        if over:
            terminal.sees("Sign in")
            terminal.types(f"012345\r{PIN}\r")
            terminal.sees("张来访")
            terminal.types(F4)
        terminal.sees("scan your badge")
        start = len(terminal.raw)
        for _ in range(2):
            seen = len(terminal.raw)
            terminal.sends(b"13\r")
            terminal.until(lambda: b"\x1b[?1049h" in terminal.raw[seen:])  # noqa: B023
            terminal.sends(b"\x03\x1a\x1c")
            terminal.sees("scan your badge")
        terminal.sends(b"0001\r")
        terminal.sees("signed in")
        said = terminal.raw[start:].decode("utf-8", "replace")
        for word in ("Traceback", "RuntimeError", "王秀英", "13800010009", "cannot sign", "张来访"):
            assert word not in said
        os.kill(terminal.process.pid, signal.SIGINT)
        terminal.types(LEAVE)
        if over:
            terminal.sees("张来访", "周海峰")
            terminal.types("\x11")
        assert terminal.ends(10) == 0
        assert terminal.is_sane
    log = load().crash_log.read_text("utf-8")
    assert "RuntimeError" in log
    for word in ("王秀英", "13800010009", "cannot sign"):
        assert word not in log


OTHER_CRASHES = {
    "while it paints": """
from deskapp.widgets.big_text import BigText
real, left = BigText.render, [2]
def broken(self):
    if "✓" in self._text and left[0]:
        left[0] -= 1
        raise RuntimeError("王秀英")
    return real(self)
BigText.render = broken
""",
    "with no room for a trace": """
from deskapp import crash
from deskapp.screens.kiosk.screen import KioskScreen
real, left = KioskScreen._say, [2]
def broken(self, *given):
    if left[0]:
        left[0] -= 1
        raise RuntimeError("王秀英")
    return real(self, *given)
def full(*given):
    raise OSError("no room")
KioskScreen._say, crash.write = broken, full
""",
    "outside of any screen": """
from deskapp.app import DeskApp
real, left = DeskApp.run, [2]
def broken(self, *given, **more):
    if left[0]:
        left[0] -= 1
        raise RuntimeError("王秀英")
    return real(self, *given, **more)
DeskApp.run = broken
""",
    "and the file is away for a moment": """
import deskapp.app as app
from deskapp.domain.errors import DeskError
from deskapp.screens.kiosk.screen import KioskScreen
say, opened, left = KioskScreen._say, app.open_desk, [1, 0]
def broken(self, *given):
    if left[0]:
        left[0] -= 1
        raise RuntimeError("王秀英")
    return say(self, *given)
def away(*given, **more):
    left[1] += 1
    if left[1] == 2:
        raise DeskError("away")
    return opened(*given, **more)
KioskScreen._say, app.open_desk = broken, away
""",
}
"""Each goes wrong a few times, then no more."""

SOON = """
from deskapp import kiosk
from deskapp.screens.kiosk import screen
kiosk._MOST, screen.LASTS = 0.1, 1.0
"""
"""Short waits after crash upon crash, and who came shown for a moment: its seconds are held elsewhere."""


@pytest.mark.parametrize("how", OTHER_CRASHES)
def test_every_other_crash_returns_to_the_kiosk_too(desk: Desk, how: str) -> None:
    code = f"{OTHER_CRASHES[how]}\n{SOON}\nimport sys\nfrom deskapp.__main__ import main\nsys.exit(main())"
    words = [sys.executable, "-c", code, "kiosk", "--db", str(desk.settings.database), "--lang", "en"]
    with Terminal(words, environ=NOW) as terminal:
        for number in ("0001", "0002", "0003", "0004"):
            terminal.sees("scan your badge")
            seen = len(terminal.raw)
            terminal.sends(number.encode() + b"\r")
            terminal.until(lambda: b"signed in" in terminal.raw[seen:] or b"1049h" in terminal.raw[seen:])  # noqa: B023
        terminal.until(lambda: len(stored(desk)) == 4)
        terminal.sees("signed in")
        assert "Traceback" not in terminal.raw.decode("utf-8", "replace")
        assert "王秀英" not in terminal.raw.decode("utf-8", "replace")
        terminal.types(LEAVE)
        assert terminal.ends(10) == 0
        assert terminal.is_sane


def test_what_was_told_is_kept_when_the_plug_is_pulled_in_a_burst(home: Path) -> None:
    desk = watched(home, people=120)
    names = {
        row[0]: row[1]
        for row in desk.reader.execute(
            "SELECT v.member_no, p.name FROM volunteer AS v JOIN person AS p ON p.id = v.person_id"
        )
    }
    desk.close()
    numbers = [f"{place:04d}" for place in range(len(NAMES) + 1, 121)]
    with the_kiosk(desk, "kiosk", language="zh") as terminal:
        terminal.sees("请扫队员证")
        terminal.sends(b"".join(number.encode() + b"\r" for number in numbers))
        terminal.until(lambda: len(stored(desk)) >= 20)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.pump(0.5)
        told = set(re.findall(r"(\S)＊＊ 已签到", terminal.raw.decode("utf-8", "replace")))
    kept = [row[0] for row in stored(desk)]
    assert kept == numbers[: len(kept)]
    assert told
    assert told <= {names[number][0] for number in kept}
    with the_kiosk(desk, "kiosk", language="zh") as terminal:
        terminal.sees("请扫队员证")
        terminal.sends(numbers[-1].encode() + b"\r")
        terminal.sees("已签到")


def test_it_does_not_open_where_nobody_could_leave_it(home: Path) -> None:
    desk = new_desk(home)
    desk.close()
    with the_kiosk(desk, "kiosk") as terminal:
        assert terminal.ends(10) == 1
        assert "deskapp officers pin" in " ".join(terminal.screen.split())
        assert b"1049h" not in terminal.raw


def test_its_help_shows_two_examples_and_a_dry_run_opens_nothing(desk: Desk) -> None:
    with the_kiosk(desk, "kiosk", "--help") as terminal:
        assert terminal.ends(10) == 0
        assert terminal.screen.count("deskapp kiosk") >= 2
    with the_kiosk(desk, "kiosk", "--dry-run") as terminal:
        assert terminal.ends(10) == 0
        assert "would open" in terminal.screen


def test_the_first_frame_loads_nothing_that_only_a_scan_needs(desk: Desk) -> None:
    code = """
import sys
from deskapp import app
heavy = {"sqlmodel", "sqlalchemy", "alembic", "typer", "pypinyin", "argon2"}
def look(self):
    self.call_later(self.exit, return_code=10 + len(heavy & set(sys.modules)))
app.DeskApp.prepare = look
from deskapp.__main__ import main
sys.exit(main())
"""
    words = [sys.executable, "-c", code, "kiosk", "--db", str(desk.settings.database), "--lang", "en"]
    with Terminal(words, environ=NOW) as terminal:
        assert terminal.ends(10) == 10
