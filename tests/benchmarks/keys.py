"""From a key to its drawing: in lists, in forms, in the box that finds; against the echo of one bare field."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.benchmarks.report import Line, middle, percentile
from tests.benchmarks.screens import BARE
from tests.benchmarks.terminal import Terminal, desk, environment

DOWN, PAGE_DOWN, HOME, END, F2, F5, EMPTY = (
    "\x1b[B", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1bOQ", "\x1b[15~", "\x15",
)  # fmt: skip
FIRST_CHARACTER = 0x4E00
PARTS = 4
"""Floor and ours are measured by turns, so many times: what slows the machine meanwhile slows both."""
SLOWEST = 20.0
"""Milliseconds that no key may take longer than."""
ASKED = ("1380001", "楼上", "wsx", "王秀英", "0", "和平巷", "13")
"""What is typed into the box that finds."""


def timed(shown: Terminal, key: str, seen: Callable[[str], bool], random: Random) -> float:
    """Seconds from `key` until what is drawn after it has been `seen`."""
    time.sleep(random.uniform(0.01, 0.03))
    shown.rest(0)
    shown.forget()
    began = time.perf_counter()
    shown.type(key)
    return shown.until(seen, 10) - began


def echoes(shown: Terminal, keys: int, random: Random, first: int) -> list[float]:
    """Type characters that were not there before, one when the last is drawn; empty the field at times."""
    took: list[float] = []
    for place in range(keys):
        character = chr(FIRST_CHARACTER + first + place)
        if place % 30 == 29:
            shown.type(EMPTY)
            shown.rest(0.05)
        took.append(timed(shown, character, lambda text, c=character: c in text, random))  # type: ignore[misc]
    return took


@contextmanager
def both(file: Path, home: Path) -> Iterator[tuple[Terminal, Terminal]]:
    """A bare field, and the desk on `file` with all that it loads behind its first frame."""
    with (
        Terminal([*BARE, "input"], environment(str(home))) as bare,
        Terminal(desk(str(file)), environment(str(home))) as shown,
    ):
        bare.until(lambda text: "painted" in text)
        shown.until(lambda text: "▶" in text)
        shown.rest(3)
        yield bare, shown


def into_the_list(shown: Terminal) -> None:
    """F5, and down from the box into the list of all requests."""
    shown.type(F5)
    shown.rest(0.6)
    shown.forget()
    shown.type(DOWN)
    shown.until(lambda text: "▶" in text)
    shown.rest(1.5)


@dataclass(frozen=True, slots=True)
class _Walk:
    measure: str
    goal: float
    took: list[float]


def moving(file: Path, home: Path, keys: int) -> list[Line]:
    """Cursor, pages and the end of the list of all requests; `keys` of each."""
    random, floor = Random(1), list[float]()
    inside, edge, page, end = (
        _Walk("cursor down", 1.0, []), _Walk("cursor down at the window's edge", 1.0, []),
        _Walk("page down", 3.0, []), _Walk("End", 4.0, []),
    )  # fmt: skip

    def cursor(text: str) -> bool:
        return "▶" in text

    with both(file, home) as (bare, shown):
        into_the_list(shown)
        for part in range(PARTS):
            floor += echoes(bare, keys // PARTS, random, part * 1000)
            for place in range(keys // PARTS):
                if place % 8 == 0:
                    shown.type(HOME)
                    shown.rest(0.1)
                inside.took.append(timed(shown, DOWN, cursor, random))
            for _ in range(24):
                shown.type(DOWN)
                shown.rest(0.02)
            edge.took.extend(timed(shown, DOWN, cursor, random) for _ in range(keys // PARTS))
            page.took.extend(timed(shown, PAGE_DOWN, cursor, random) for _ in range(keys // PARTS))
            for _ in range(keys // PARTS):
                shown.type(HOME)
                shown.rest(0.05)
                end.took.append(timed(shown, END, cursor, random))
    base = middle(floor)
    lines = [
        Line(walk.measure, base, middle(walk.took), walk.goal, _spread(walk.took))
        for walk in (inside, edge, page, end)
    ]
    every = [*inside.took, *edge.took, *page.took, *end.took]
    note = f"of {len(every)} keys, against {SLOWEST:.0f} ms; slowest of the bare field {max(floor) * 1000:.1f} ms"
    return [*lines, Line("slowest key in the list", SLOWEST, max(every) * 1000, 1.0, note)]


def _spread(took: list[float]) -> str:
    return f"p90 {percentile(took, 0.9) * 1000:.1f}, slowest {max(took) * 1000:.1f} ms, {len(took)} keys"


def typing(file: Path, home: Path, keys: int) -> list[Line]:
    """From a typed character to its drawing in the form: the slowest hundredth against the bare field's middle."""
    random, floor = Random(1), list[float]()
    ours: dict[str, list[float]] = {"name": [], "text": []}
    with both(file, home) as (bare, shown):
        for part in range(PARTS):
            floor += echoes(bare, keys // PARTS, random, part * 1000)
            for field, way in (("name", F2), ("text", "\r\r3")):
                shown.forget()
                shown.type(way)
                shown.rest(0.4)
                ours[field] += echoes(shown, keys // PARTS, random, part * 1000 + 500 * (field == "text"))
            shown.type("\x1b")
            shown.rest(0.4)
    base = middle(floor)
    own = f"bare field p99 {percentile(floor, 0.99) * 1000:.1f} ms"
    return [
        Line(f"typing p99, field of the {field}", base, percentile(took, 0.99) * 1000, 2.5,
             f"p50 {middle(took):.1f} ms, {len(took)} keys; {own}")
        for field, took in ours.items()
    ]  # fmt: skip


def _listed(text: str) -> bool:
    """Whether rows were drawn, or the sentence that nothing is found."""
    return "▷" in text or "▶" in text or "Nothing is found" in text


def _ask(shown: Terminal, random: Random) -> list[float]:
    took = []
    for words in ASKED:
        took += [timed(shown, character, _listed, random) for character in words]
        shown.type(EMPTY)
        shown.rest(0.5)
    return took


def live(file: Path, home: Path, keys: int) -> list[Line]:
    """The list that follows while somebody types what to find: from a key to its rows."""
    random, floor, took = Random(1), list[float](), list[float]()
    with both(file, home) as (bare, shown):
        shown.type(F5)
        shown.rest(1.5)
        _ask(shown, random)  # what the disk takes the first time is not counted, as in the other measures
        while len(took) < keys:
            floor += echoes(bare, 20, random, len(took))
            took += _ask(shown, random)
    base = middle(floor)
    return [
        Line("live list p50 a key", base, middle(took), 5.0, f"{len(took)} keys"),
        Line("live list p99 a key", base, percentile(took, 0.99) * 1000, 8.0, _spread(took)),
    ]
