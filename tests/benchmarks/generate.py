"""Makes a practice file with many records: `python -m tests.benchmarks.generate FILE --records N --seed S`.

The same seed gives the same rows, whenever it is run.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from deskapp import db
from deskapp.demo import matters, people
from deskapp.domain.due import due_at, propose
from deskapp.domain.officer import Room
from deskapp.domain.request_codes import OPEN
from deskapp.services.requests import closed_order
from deskapp.services.staff import Staff
from deskapp.services.store import Store

Values = tuple[object, ...]

UNTIL = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
"""The moment at which the records end; the desk is shown at this moment by `DESKAPP_NOW`."""

REQUEST = (
    "id",
    "room_id",
    "number",
    "day",
    "channel",
    "category",
    "urgency",
    "dangers",
    "applicant",
    "phone",
    "place",
    "summary",
    "occurred_at",
    "entered_at",
    "entered_by",
    "first_receiver",
    "responsible",
    "due_at",
    "next_due",
    "status",
    "is_open",
    "desk_order",
    "outcome",
    "result",
    "told_where",
    "receiver",
    "receiver_due",
    "waiting_for",
    "waiting_due",
    "followup",
    "followup_at",
    "followup_by",
    "closed_at",
    "version",
    "receipt",
)
HISTORY = ("room_id", "subject", "subject_id", "at", "by_id", "step", "source", "target", "reason", "detail")

ENDS = ("archived",) * 14 + ("followed_up", "resolved", "declined", "withdrawn", "voided")
RECENT = (
    "registered",
    "in_progress",
    "waiting",
    "transferred",
    "resolved",
    "resolved",
    "followed_up",
    "declined",
)
STEP = {
    "in_progress": "take",
    "waiting": "wait",
    "transferred": "transfer",
    "resolved": "resolve",
    "voided": "void",
    "followed_up": "follow_up",
    "declined": "decline",
    "withdrawn": "withdraw",
    "archived": "archive",
}
WAY = {
    "registered": (),
    "in_progress": ("in_progress",),
    "waiting": ("in_progress", "waiting"),
    "transferred": ("in_progress", "transferred"),
    "resolved": ("in_progress", "resolved"),
    "followed_up": ("in_progress", "resolved", "followed_up"),
    "declined": ("declined",),
    "withdrawn": ("withdrawn",),
    "archived": ("in_progress", "resolved", "archived"),
    "voided": ("voided",),
}


def generate(path: Path, records: int, seed: int = 1, per_day: int = 40, until: datetime = UNTIL) -> None:
    """Write `records` requests that end at `until`, `per_day` a day, into a new practice file at `path`."""
    with db.building(path) as half:
        db.create(half)
        store = Store(half, bytes(32), lambda: until, durable=False)
        room = Staff(store).open_room(people.STATION, people.ROOM, "李辉", "012345", practice=True)
        store.close()
        with closing(db.connect(half, durable=False)) as connection:
            connection.execute("PRAGMA cache_size=-65536")
            connection.execute("BEGIN")
            indexes = _without_indexes(connection)
            _pour(connection, _rows(room, records, Random(seed), per_day, until))
            for index in indexes:
                connection.execute(index)
            connection.execute(
                "INSERT INTO serial SELECT room_id, 'LF', day, count(*) FROM request GROUP BY room_id, day"
            )
            connection.execute("COMMIT")
            connection.execute("PRAGMA optimize")


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes while rows pour in; gives what makes them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _pour(connection: sqlite3.Connection, rows: Iterator[tuple[Values, list[Values]]]) -> None:
    into_request = f"INSERT INTO request ({', '.join(REQUEST)}) VALUES ({', '.join('?' * len(REQUEST))})"
    into_history = f"INSERT INTO history ({', '.join(HISTORY)}) VALUES ({', '.join('?' * len(HISTORY))})"
    requests: list[Values] = []
    history: list[Values] = []
    for request, trail in rows:
        requests.append(request)
        history += trail
        if len(requests) == 5_000:
            connection.executemany(into_request, requests)
            connection.executemany(into_history, history)
            requests, history = [], []
    connection.executemany(into_request, requests)
    connection.executemany(into_history, history)


def _rows(
    room: Room, records: int, random: Random, per_day: int, until: datetime
) -> Iterator[tuple[Values, list[Values]]]:
    calendar, officer = room.calendar, room.signed_in
    days = -(-records // per_day)
    number = 0
    for back in range(days - 1, -1, -1):
        midnight = calendar.bounds(calendar.day(until) - timedelta(days=back))[0]
        span = min(86_400.0, (until - midnight).total_seconds())
        today = min(per_day, records - number)
        day = calendar.day(midnight)
        for serial, second in enumerate(sorted(random.uniform(0, span) for _ in range(today)), 1):
            number += 1
            entered = midnight + timedelta(seconds=second)
            old = back > 10 and random.random() > 0.001
            status = random.choice(ENDS if old else RECENT)
            yield _record(
                room, random, number, f"LF-{day:%Y%m%d}-{serial:03d}", entered, status, until, officer
            )


_proposed = lru_cache(propose)


def _stored(at: datetime) -> str:
    """What domain.times.stored gives for a moment in UTC, in a fifth of the time."""
    return at.isoformat(timespec="microseconds")[:26] + "Z"


def _record(
    room: Room,
    random: Random,
    key: int,
    number: str,
    entered: datetime,
    status: str,
    until: datetime,
    officer: int,
) -> tuple[Values, list[Values]]:
    category = random.choice(matters.FREQUENT)
    summary = random.choice(matters.MATTERS[category])
    proposed = _proposed(category, summary)
    due = due_at(category, proposed.urgency, entered)
    name = people.name(random)
    moments = [min(until, entered + timedelta(hours=2 * place)) for place in range(len(WAY[status]) + 1)]
    is_open = status in OPEN
    reply = due + timedelta(days=2)
    waits, away = status == "waiting", status == "transferred"
    next_due = reply if waits or away else due
    solved = status in ("resolved", "followed_up", "archived")
    at, last, late = _stored(entered), _stored(moments[-1]), _stored(reply)
    result = random.choice(matters.RESULTS) if solved else ""
    outcome = "solved" if solved else {"declined": "told_where", "withdrawn": "withdrawn"}.get(status, "")
    followed = status == "followed_up"
    row: Values = (
        key,
        room.id,
        number,
        number[3:7] + "-" + number[7:9] + "-" + number[9:11],
        random.choice(matters.CHANNELS),
        category,
        proposed.urgency,
        ",".join(proposed.dangers),
        name,
        people.phone(random) if name else "",
        people.place(random),
        summary,
        at,
        at,
        officer,
        officer,
        officer,
        _stored(due),
        _stored(next_due),
        status,
        int(is_open),
        "0" + _stored(next_due) if is_open else closed_order(room, moments[-1]),
        outcome,
        result,
        "justice" if status == "declined" else "",
        "housing" if away else "",
        late if away else None,
        "物业" if waits else "",
        late if waits else None,
        "satisfied" if followed else "",
        last if followed else None,
        officer if followed else 0,
        None if is_open else last,
        len(moments),
        "",
    )
    states = ("registered", *WAY[status])
    trail: list[Values] = [(room.id, "request", key, at, officer, "log", "", "registered", "", "")]
    for source, target, when in zip(states[:-1], states[1:], moments[1:], strict=True):
        trail.append(
            (room.id, "request", key, _stored(when), officer, STEP[target], source, target, result, "")
        )
    return row, trail


def main(words: list[str]) -> int:
    """Read the command line and write the file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("--records", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--per-day", type=int, default=40)
    given = asked.parse_args(words)
    began = time.perf_counter()
    generate(given.file, given.records, given.seed, given.per_day)
    size = given.file.stat().st_size / 1e6
    took = time.perf_counter() - began
    print(f"{given.records} records, {size:.0f} MB, {took:.1f} s, schema {db.check(given.file)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
