"""The screen: its first frame, and the echo of its first key."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.report import Line, middle
from tests.benchmarks.terminal import Terminal, desk, environment

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]


def _bare_start(home: str) -> tuple[float, float]:
    with Terminal(BARE, environment(home)) as shown:
        painted = shown.until(lambda text: "painted" in text and "Answer" in text)
        shown.type("x")
        answered = shown.until(lambda text: "answered" in text)
        return painted - shown.began, answered - shown.began


def _desk_start(file: str, home: str) -> tuple[float, float]:
    """Painted: counts, a row under the cursor, the keys. Typeable: the cursor has gone down a row."""
    with Terminal(desk(file), environment(home)) as shown:
        painted = shown.until(lambda text: "overdue" in text and "▶" in text and "Ctrl+P" in text)
        shown.forget()
        shown.type("\x1b[B")
        answered = shown.until(lambda text: "▶" in text)
        return painted - shown.began, answered - shown.began


def first_frame(file: Path, home: Path, rounds: int) -> list[Line]:
    """From exec to the first frame whose text is complete and that answers a key."""
    bare, ours = [], []
    for turn in range(rounds + 1):
        one, other = _bare_start(str(home)), _desk_start(str(file), str(home))
        if turn:  # the first round warms the disk's cache
            bare.append(one)
            ours.append(other)
    return [
        Line("first painted screen", middle([p for p, _ in bare]), middle([p for p, _ in ours]), 1.35),
        Line("first key echoed", middle([a for _, a in bare]), middle([a for _, a in ours]), 1.8),
    ]
