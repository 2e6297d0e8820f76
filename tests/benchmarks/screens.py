"""The screen: its first frame, and the echo of a key."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

from tests.benchmarks.report import Line, middle, percentile
from tests.benchmarks.terminal import Terminal, desk, environment

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
FIRST_CHARACTER = 0x4E00


def _bare_start(home: str) -> tuple[float, float]:
    with Terminal(BARE, environment(home)) as shown:
        painted = shown.until(lambda text: "painted" in text and "Answer" in text)
        shown.type("x")
        answered = shown.until(lambda text: "answered" in text)
        return painted - shown.began, answered - shown.began


def _desk_start(file: str, home: str) -> tuple[float, float]:
    """Painted: counts, a row under the cursor, the keys. Typeable: the cursor has gone down a row."""
    with Terminal(desk(file), environment(home)) as shown:
        painted = shown.until(lambda text: "overdue" in text and "▶" in text and "Ctrl+Q" in text)
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
    note = f"painted alone: {middle([p for p, _ in ours]) / middle([p for p, _ in bare]):.2f} x"
    return [
        Line("first typeable screen", middle([a for _, a in bare]), middle([a for _, a in ours]), 1.5, note),
    ]


def _echoes(shown: Terminal, keys: int, random: Random, first: int) -> list[float]:
    """Type characters that were not there before, one when the last is drawn; empty the field at times."""
    took: list[float] = []
    for place in range(keys):
        character = chr(FIRST_CHARACTER + first + place)
        if place % 30 == 29:
            shown.type("\x15")
            shown.rest(0.05)
        time.sleep(random.uniform(0.01, 0.03))
        shown.rest(0)
        shown.forget()
        began = time.perf_counter()
        shown.type(character)
        took.append(shown.until(lambda text, c=character: c in text, 5) - began)  # type: ignore[misc]
    return took


def echo(file: Path, home: Path, keys: int) -> list[Line]:
    """From a typed character to its drawing, in the form and in a bare field; parts of both by turns."""
    random, parts = Random(1), 3
    floor: list[float] = []
    ours: dict[str, list[float]] = {"name": [], "text": []}
    with (
        Terminal([*BARE, "input"], environment(str(home))) as bare,
        Terminal(desk(str(file)), environment(str(home))) as form,
    ):
        bare.until(lambda text: "painted" in text)
        form.until(lambda text: "▶" in text)
        form.rest(2)  # what is loaded behind the first frame is in
        for part in range(parts):
            floor += _echoes(bare, keys // parts, random, part * 1000)
            for field, way in (("name", "\x1bOQ"), ("text", "\r\r3")):
                form.forget()
                form.type(way)
                form.rest(0.3)
                ours[field] += _echoes(form, keys // parts, random, part * 1000 + 500 * (field == "text"))
            form.type("\x1b")
            form.rest(0.3)
    lines = []
    for field, values in ours.items():
        note = f"p50 {middle(floor):.1f} and {middle(values):.1f} ms, {len(values)} keys"
        floor_p99, ours_p99 = percentile(floor, 0.99) * 1000, percentile(values, 0.99) * 1000
        lines.append(Line(f"echo p99, field of the {field}", floor_p99, ours_p99, 2.0, note))
    return lines
