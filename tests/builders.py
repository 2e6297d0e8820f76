"""Desks, requests and clocks for tests; the people are plainly invented."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Move
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.request import Request
from deskapp.domain.request_steps import Facts
from deskapp.domain.times import Calendar
from deskapp.domain.words import Words
from deskapp.services.requests import Requests
from deskapp.services.staff import Staff
from deskapp.services.store import Store
from deskapp.settings import Settings

KEY = bytes(range(32))
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
"""Noon of the 21st of November 2026 in Shanghai."""

DAY = Path(__file__).parent / "data" / "day.jsonl"

EN = Words.plain()

PEOPLE = (
    Officer(1, 1, "李辉", "012345"),
    Officer(2, 1, "周海峰", "012346"),
    Officer(3, 1, "阿依古丽·买买提", "F0721", "auxiliary"),
    Officer(4, 1, "赵退休", "000001", active=False),
)


def matters() -> list[dict[str, str]]:
    """The forty matters of one day."""
    return [json.loads(line) for line in DAY.read_text("utf-8").splitlines()]


def a_request(**changes: Any) -> Request:
    """A registered noise matter of today."""
    values: dict[str, Any] = {
        "id": 1, "room_id": 1, "number": "LF-20261121-001", "day": NOON.date(), "channel": "walk_in",
        "category": "noise", "urgency": "normal", "dangers": (), "applicant": "周敏", "phone": "13800010009",
        "id_number": "", "address": "", "place": "", "summary": "楼上跑跳", "occurred_at": NOON,
        "entered_at": NOON, "entered_by": 1, "first_receiver": 1, "responsible": 1,
        "due_at": NOON + timedelta(days=3), "next_due": NOON + timedelta(days=3), "status": "registered",
    }  # fmt: skip
    return Request(**values | changes)


def facts(**changes: Any) -> Facts:
    """What the guards know, at noon, with officer 1 at the desk."""
    values: dict[str, Any] = {"now": NOON, "calendar": Calendar(), "actor": 1, "officers": PEOPLE}
    return Facts(**values | changes)


def changed(move: Move) -> dict[str, object]:
    """What a move writes."""
    return dict(move.changes)


@dataclass
class Hand:
    """A clock that stands still until a test turns it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class TestDesk:
    """A room on a fresh file, with its services."""

    __test__ = False

    path: Path
    clock: Hand
    store: Store
    room: Room
    registers: dict[str, Any] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return Actor(self.room.signed_in, self.room.id)

    @property
    def requests(self) -> Requests:
        return Requests(self.store, self.room, self.registers)

    @property
    def staff(self) -> Staff:
        return Staff(self.store)

    def log(self, **given: str) -> Request:
        """Log a matter; noise where nothing is said."""
        return self.requests.log({"category": "noise", "summary": "楼上跑跳"} | given, self.actor, EN).request

    def step(self, number: str, code: str, **given: str) -> Request:
        return self.requests.step(number, code, given, self.actor, EN)

    def read(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Rows read through a connection of its own."""
        with_rows = db.connect(self.path, readonly=True)
        try:
            return with_rows.execute(sql, values).fetchall()
        finally:
            with_rows.close()

    def count(self, table: str) -> int:
        return int(self.read(f"SELECT count(*) FROM {table}")[0][0])


def a_desk(folder: Path, *, durable: bool = False, name: str = "desk.db") -> TestDesk:
    """A new file with one room and one officer, at noon."""
    path = folder / name
    db.create(path)
    clock = Hand()
    store = Store(path, KEY, clock, durable=durable)
    room = Staff(store).open_room("明珠路派出所", "明珠社区警务室", "李辉", "012345")
    return TestDesk(path, clock, store, room)


def settings_in(folder: Path, **changes: Any) -> Settings:
    """Settings whose every place lies in `folder`."""
    values: dict[str, Any] = {
        "config": folder / "config" / "config.toml", "database": folder / "desk.db",
        "state": folder / "state", "language": "en",
    }  # fmt: skip
    return Settings(**values | changes)


def refused(error: DeskError | BaseException, *words: str) -> None:
    """Assert that a refusal says each of `words` in a whole sentence."""
    assert isinstance(error, DeskError)
    said = str(error)
    # the next step stands at the end, to be pressed or copied
    assert re.search(r"[.?]$|: [^:]+$", said), said
    assert set(re.findall(r"\{([a-z]+)\}", error.text)) <= set(error.params), said
    for word in words:
        assert word in said, said


def walk(desk: TestDesk, number: str, *steps: tuple[str, Mapping[str, str]]) -> Request:
    """Take several steps, a minute apart."""
    found: Request | None = None
    for code, given in steps:
        desk.clock.turn(minutes=1)
        found = desk.step(number, code, **given)
    assert found is not None
    return found
