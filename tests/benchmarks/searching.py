"""Finding by words, against a scan of all texts; the search itself comes as `search(connection, text)`."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from deskapp import db
from tests.benchmarks.report import Line, Missing, middle

Search = Callable[[sqlite3.Connection, str], object]
"""Gives the first page of what a text finds."""

PAGE = 24
"""Rows of a first page."""
WORDS = (
    "楼", "楼上", "孩子睡", "楼上半夜", "楼上半夜跑", "反复说明情况", "请民警去劝一劝", "隔壁夫妻昨夜争吵",
    "龘", "龘靐", "龘靐齉", "鼻靐龘齉爩鱻", "王", "王秀", "wxy", "wangxiu", "0001", "13800010",
)  # fmt: skip
"""One to eight characters: met often, seldom and never; names, their sounds, and tails of phones."""


def find_search() -> Search | None:
    """The search of the desk, as far as it is built."""
    try:
        from tests.benchmarks.search_of_the_desk import search  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    return search  # type: ignore[no-any-return,unused-ignore]


def _like(connection: sqlite3.Connection, text: str) -> object:
    """All that hold `text`, by looking at each."""
    return connection.execute(
        "SELECT count(*) FROM request WHERE applicant LIKE ?1 OR phone LIKE ?1 OR place LIKE ?1 OR summary LIKE ?1",
        (f"%{text}%",),
    ).fetchone()


def _took(search: Search, connection: sqlite3.Connection, text: str, rounds: int) -> list[float]:
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        search(connection, text)
        took.append(time.perf_counter() - began)
    return took


def words(file: Path, rounds: int) -> list[Line | Missing]:
    """The slowest word against the middle of a scan."""
    search = find_search()
    if search is None:
        return [Missing("search, slowest of 18 words", "there is no search index yet")]
    with closing(db.connect(file, readonly=True)) as connection:
        scan = middle([took for text in WORDS[::6] for took in _took(_like, connection, text, 2)])
        ours = {text: middle(_took(search, connection, text, rounds)[1:]) for text in WORDS}
    worst = max(ours, key=lambda text: ours[text])
    note = f"“{worst}”; middle of all {sorted(ours.values())[len(ours) // 2]:.3f} ms"
    return [Line(f"search, slowest of {len(WORDS)} words", scan, ours[worst], 0.01, note)]
