"""What lies in memory, and how long a list takes to open, whatever the file holds."""

from __future__ import annotations

import re
import time
from pathlib import Path

from tests.benchmarks.keys import DOWN, END, F5, HOME, PAGE_DOWN
from tests.benchmarks.report import Line, middle
from tests.benchmarks.screens import BARE
from tests.benchmarks.terminal import Terminal, desk, environment

SPARE = 10.0
"""Megabytes that a list of a million may take beyond one of a thousand."""


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def _open_list(file: Path, home: Path) -> tuple[float, float]:
    """Milliseconds from F5 to the rows, and megabytes a moment later."""
    with Terminal(desk(str(file)), environment(str(home))) as shown:
        shown.until(lambda text: "▶" in text)
        shown.rest(0.5)
        shown.forget()
        began = time.perf_counter()
        shown.type(F5)
        took = shown.until(lambda text: "▷" in text) - began
        shown.rest(0.5)
        return took, resident(shown.pid)


def opening(large: Path, small: Path, home: Path, rounds: int) -> list[Line]:
    """The list of all requests of a large file against the same list of a small one."""
    found = [(_open_list(small, home), _open_list(large, home)) for _ in range(rounds + 1)][1:]
    times = middle([one[0] for one, _ in found]), middle([other[0] for _, other in found])
    held = middle([one[1] for one, _ in found]) / 1000, middle([other[1] for _, other in found]) / 1000
    goal = (held[0] + SPARE) / held[0]
    more = f"{held[1] - held[0]:+.1f} MB, {SPARE:.0f} MB are allowed"
    return [
        Line("opening the list, 1,000 records and all", *times, 1.2),
        Line("memory, 1,000 records and all", *held, goal, more, "MB"),
    ]


def whole(file: Path, home: Path) -> list[Line]:
    """The desk with all records opened, searched and scrolled, before its first write, against a bare app."""
    with Terminal(BARE, environment(str(home))) as bare:
        bare.until(lambda text: "painted" in text)
        bare.type("x")
        bare.rest(3)
        floor = resident(bare.pid)
    with Terminal(desk(str(file)), environment(str(home))) as shown:
        shown.until(lambda text: "▶" in text)
        shown.rest(3)
        settled = resident(shown.pid)
        shown.type(F5)
        shown.rest(1)
        for words in ("王", "138", "楼上"):
            shown.type(words)
            shown.rest(2)
            shown.type("\x15")
            shown.rest(1)
        shown.type(DOWN)
        shown.rest(1.5)
        for key in (*[DOWN] * 40, *[PAGE_DOWN] * 100, END, HOME):
            shown.type(key)
            shown.rest(0.02)
        shown.rest(1)
        ours = resident(shown.pid)
    return [
        Line("memory, open, searched, scrolled", floor, ours, 1.35, f"{settled:.0f} MB on the board", "MB")
    ]
