"""Finding by words in all registers, against a scan of the texts of requests."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from deskapp import db
from deskapp.domain import search_keys
from deskapp.reading import search
from deskapp.reading.room import rooms
from tests.benchmarks.generate import RARE
from tests.benchmarks.report import Line, middle

PAGE = 24
"""Rows of a first page."""
COMMON, ABSENT = "隔壁装修中午不停", "龘靐齉鼻靐龘齉爩"
WORDS: Mapping[str, tuple[str, ...]] = {
    "1-8 characters, common": tuple(COMMON[:size] for size in range(1, 9)),
    "1-8 characters, rare": tuple(RARE[0][:size] for size in range(1, 9)),
    "1-8 characters, absent": tuple(ABSENT[:size] for size in range(1, 9)),
    "full pinyin": ("wang", "wangxiu", "wangxiuying", "zhangwei", "yuchi", "oetre"),
    "initials": ("w", "wx", "wxy", "zw", "qqq"),
    "tails of phones": ("678", "5678", "15678", "00015678", "13800015678", "99999"),
}
"""What is looked for, by kind."""
_LIKE = "SELECT count(*) FROM request WHERE applicant LIKE ?1 OR phone LIKE ?1 OR place LIKE ?1 OR summary LIKE ?1"


def _found(connection: sqlite3.Connection, room_id: int, text: str) -> None:
    """The first page of every register."""
    typed = search_keys.words(text)
    for register in search.SEARCHED:
        search.found(connection, room_id, register, typed, PAGE)


def _took(connection: sqlite3.Connection, room_id: int, text: str, rounds: int) -> float:
    took = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        _found(connection, room_id, text)
        took.append(time.perf_counter() - began)
    return middle(took[1:])


def words(file: Path, rounds: int) -> list[Line]:
    """The slowest word of each kind against the middle of a scan."""
    with closing(db.connect(file, readonly=True)) as connection:
        room_id, scans = rooms(connection)[0].id, []
        for text in (COMMON[:2], RARE[0][:2], ABSENT[:2]):
            began = time.perf_counter()
            connection.execute(_LIKE, (f"%{text}%",)).fetchone()
            scans.append(time.perf_counter() - began)
        lines = []
        for kind, asked in WORDS.items():
            ours = {text: _took(connection, room_id, text, rounds) for text in asked}
            worst = max(ours, key=lambda text: ours[text])
            note = f"slowest “{worst}”; middle {sorted(ours.values())[len(ours) // 2]:.2f} ms"
            lines.append(Line(f"search, {kind}", middle(scans), ours[worst], 0.01, note))
    return lines
