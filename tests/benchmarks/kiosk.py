"""From a scan to its confirmation on the screen: the kiosk against one field that commits one raw row."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from deskapp.domain.roster import Entry, Roster
from deskapp.services.hashing import Argon
from deskapp.settings import Settings
from deskapp.wiring import Setup, set_up
from tests.benchmarks.generate import UNTIL
from tests.benchmarks.report import Line, percentile
from tests.benchmarks.terminal import Terminal, desk, environment

MEMBERS = 900
BARE = [sys.executable, str(Path(__file__).with_name("bare_scan.py"))]


def _name(place: int) -> str:
    """Each begins with a character of its own: by that the line of one scan is known."""
    return chr(0x4E00 + 13 * place) + "某某"


def _room(home: Path) -> Path:
    """A file with nine hundred members in a team, and an officer who can leave the kiosk."""
    file = home / "kiosk.db"
    settings = Settings(
        config=home / "config.toml", database=file, state=home / "state", language="en", now=UNTIL.isoformat()
    )
    found = set_up(replace(settings), Setup("明珠路派出所", "警务室", "李辉", "012345", "en", practice=True))
    found.hashing = Argon(1, 8, 1)
    found.teams.add({"name": "东区分队", "mode": "patrol"}, found.actor, found.words)
    entries = tuple(
        Entry(place, {"name": _name(place), "phone": f"138{place:08d}", "team": "东区分队"}, "active")
        for place in range(MEMBERS)
    )
    found.importing.roster(Roster(entries, (), ()), "x.xlsx", found.actor, found.words, lambda done, of: None)
    found.pins.set(1, "246813", "246813", found.actor)
    found.close()
    return file


def scans(home: Path, rounds: int) -> list[Line]:
    """Both on the screen at once, a scan in each by turns."""
    file = _room(home)
    floor, ours = [], []
    with (
        Terminal([*BARE, str(home / "bare.db")], environment(str(home))) as bare,
        Terminal(desk(str(file), "kiosk"), environment(str(home))) as kiosk,
    ):
        bare.until(lambda text: "scan" in text)
        kiosk.until(lambda text: "scan your badge" in text and "Ctrl+Q" in text)
        kiosk.rest(2)
        for place in range(rounds + 5):
            code, took = f"{place + 1:04d}", []
            for shown, sign in (
                (bare, f"row {place + 1} is kept"),
                (kiosk, f"{_name(place)[0]}＊＊ signed in"),
            ):
                shown.forget()
                began = perf_counter()
                shown.type(f"{code}\r")
                took.append(shown.until(lambda text, sign=sign: sign in text) - began)  # type: ignore[misc]
                shown.rest(0.02)
            if place >= 5:  # the first ones load what is loaded once
                floor.append(took[0])
                ours.append(took[1])
    note = f"p50 {percentile(ours, 0.5) * 1000:.1f} against {percentile(floor, 0.5) * 1000:.1f} ms, {rounds} scans"
    return [
        Line("scan to confirmation p95", percentile(floor, 0.95) * 1000, percentile(ours, 0.95) * 1000, 2.0, note)
    ]  # fmt: skip
