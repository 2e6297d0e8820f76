"""One logged request, durable: against raw inserts of the same rows, and against itself without the index."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from deskapp import db
from deskapp.domain.officer import Actor
from deskapp.domain.times import wall_clock
from deskapp.domain.words import Words
from deskapp.reading.room import rooms
from deskapp.services.requests import Requests
from deskapp.services.store import Store, Writing
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.report import Line, middle

GIVEN = {
    "applicant": "马玉兰",
    "phone": "13800010001",
    "category": "dispute",
    "summary": "隔壁夫妻昨夜争吵摔东西，请民警去劝一劝",
    "place": "和平巷三号楼",
}


class Raw:
    """The same statements with values that are at hand: serial, request, history, last link, new link."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.rows = {
            table: dict(connection.execute(f"SELECT * FROM {table} ORDER BY {key} DESC LIMIT 1").fetchone())
            for table, key in (("request", "id"), ("history", "id"), ("audit", "seq"))
        }
        self.count = 0

    def _insert(self, table: str, **changes: object) -> None:
        values = self.rows[table] | changes
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))

    def log(self) -> None:
        """One request, durable."""
        self.count += 1
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        serial = execute(
            "INSERT INTO serial (room_id, prefix, day, last) VALUES (1, 'RW', '2026-11-21', 1) "
            "ON CONFLICT (room_id, prefix, day) DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()[0]
        self._insert("request", id=None, number=f"RW-20261121-{serial:06d}")
        self._insert("history", id=None)
        last = execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        self._insert("audit", seq=last["seq"] + 1, prev=last["mac"], mac=f"{self.count:064x}")
        execute("COMMIT")


def log(file: Path, rounds: int) -> list[Line]:
    """Both by turns on one file; neither holds a lock between its own."""
    t, store = Words.plain(), Store(file, bytes(32), wall_clock)
    with closing(db.connect(file, readonly=True)) as reader:
        room = rooms(reader)[0]
    requests, actor = Requests(store, room), Actor(room.signed_in, room.id)
    requests.log(GIVEN, actor, t)
    floor, ours = [], []
    with closing(db.connect(file)) as connection:
        raw = Raw(connection)
        for _ in range(rounds):
            began = time.perf_counter()
            raw.log()
            between = time.perf_counter()
            requests.log(GIVEN, actor, t)
            floor.append(between - began)
            ours.append(time.perf_counter() - between)
    store.close()
    return [Line("one logged request", middle(floor), middle(ours), 3.0, " ".join(db.journal_pragmas()))]


@contextmanager
def without_index() -> Iterator[None]:
    """The same write with its last step, the search index, and its pinyin left out."""
    with (
        patch.object(Writing, "index", lambda writing: None),
        patch("deskapp.services.requests.name_keys", lambda name: ""),
        patch("deskapp.services.cards.name_keys", lambda name: ""),
    ):
        yield


def indexed(file: Path, rounds: int) -> list[Line]:
    """Search index and pinyin, on a large file: both ways by turns, for one known person and for new ones."""
    t, store = Words.plain(), Store(file, bytes(32), wall_clock)
    with closing(db.connect(file, readonly=True)) as reader:
        room = rooms(reader)[0]
    requests, actor, crowd = Requests(store, room), Actor(room.signed_in, room.id), Crowd(Random(3))
    requests.log(GIVEN, actor, t)
    lines = []
    for who in ("known", "new"):
        took: dict[bool, list[float]] = {True: [], False: []}
        for place in range(2 * rounds):
            given = dict(GIVEN)
            while who == "new":
                card, fresh = crowd.visit(room.calendar.day(wall_clock()))
                if card is not None and fresh:
                    given |= {"applicant": card.name, "phone": f"1390000{place:04d}"}
                    break
            plain = place % 2 == 0
            began = time.perf_counter()
            if plain:
                with without_index():
                    requests.log(given, actor, t)
            else:
                requests.log(given, actor, t)
            took[plain].append(time.perf_counter() - began)
        lines.append(
            Line(f"log with index and pinyin, {who} person", middle(took[True]), middle(took[False]), 1.5)
        )
    store.close()
    return lines
