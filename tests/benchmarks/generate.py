"""Makes a practice file with many records: `python -m tests.benchmarks.generate FILE --records N --seed S`.

The same seed gives the same rows, whenever it is run. They are poured in, not written by the verbs: each has its
card, its history, its sounds and its place in the search index, but no link in the audit chain.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from deskapp import db
from deskapp.demo import matters, people
from deskapp.domain.audit import seal
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.due import due_at, propose
from deskapp.domain.officer import Actor, Room
from deskapp.domain.request_codes import OPEN
from deskapp.domain.words import Words
from deskapp.services.audit import Link, extend, older
from deskapp.services.disputes import Disputes
from deskapp.services.requests import closed_order
from deskapp.services.staff import Staff
from deskapp.services.store import Store
from deskapp.settings import audit_key, load
from deskapp.tables import search
from tests.benchmarks import pouring
from tests.benchmarks.crowd import PERSON, Card, Crowd, row_of, sounds

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
    "id_number",
    "address",
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
    "person_id",
    "sounds",
)
HISTORY = ("room_id", "subject", "subject_id", "at", "by_id", "step", "source", "target", "reason", "detail")
ACTION = ("room_id", "subject", "subject_id", "at", "by_id", "kind", "text")

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


NOTED = 0.15
"""The share of requests with an entry in their action log."""
DETAILED = 0.6
"""The share of requests whose words say more than the matter."""
SELDOM = 20_000
"""One request in so many holds one of the rare wordings."""
RARE = ("蓝色行李箱拉杆断裂", "鹦鹉学舌骂人扰民", "祖传紫砂壶被摔碎")
"""Wordings that few requests hold."""
DISPUTES = 60
"""Disputes, written by the verbs: they are few beside requests."""


@dataclass
class Poured:
    """Rows on their way into the file."""

    person: list[Values] = field(default_factory=list)
    request: list[Values] = field(default_factory=list)
    history: list[Values] = field(default_factory=list)
    action_log: list[Values] = field(default_factory=list)

    def into(self, connection: sqlite3.Connection) -> None:
        """Write and forget them; cards first, for requests point to them."""
        for table, names, rows in (
            ("person", PERSON, self.person), ("request", REQUEST, self.request),
            ("history", HISTORY, self.history), ("action_log", ACTION, self.action_log),
        ):  # fmt: skip
            marks = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
            rows.clear()


def generate(
    path: Path,
    records: int,
    seed: int = 1,
    per_day: int = 40,
    until: datetime = UNTIL,
    key: bytes = bytes(32),
    field_work: int = 0,
) -> None:
    """Write `records` requests that end at `until`, `per_day` a day, into a new practice file at `path`.

    `key` is that of the audit chain. `field_work` records of all other registers lie in the year until `until`.
    """
    with db.building(path) as half:
        db.create(half)
        store, t = Store(half, key, lambda: until, durable=False), Words.plain()
        (name, badge, _), *others = people.OFFICERS
        room = Staff(store).open_room(people.STATION, people.ROOM, name, badge, practice=True)
        actor = Actor(room.signed_in, room.id)
        crew = [room.signed_in, *(Staff(store).add(room, *other, actor, t).id for other in others)]
        random = Random(seed)
        with closing(db.connect(half, durable=False)) as connection:
            connection.execute("PRAGMA cache_size=-262144")
            connection.execute("BEGIN")
            indexes = _without_indexes(connection)
            for poured in _rows(room, crew, records, random, per_day, until):
                poured.into(connection)
            for index in indexes:
                connection.execute(index)
            for table, prefix in (("request", "LF"), ("person", "RY")):
                connection.execute(
                    f"INSERT INTO serial SELECT room_id, '{prefix}', day, count(*) FROM {table} GROUP BY room_id, day"
                )
                _index(connection, table)
            connection.execute("COMMIT")
        _quarrel(store, room, actor, min(DISPUTES, records // 10), random, t)
        if field_work:
            members = max(pouring.TEAMS, min(pouring.MEMBERS, field_work // 50))
            pouring.enlist(store, room, actor, members, random, t)
            with closing(db.connect(half, durable=False)) as connection:
                connection.execute("PRAGMA cache_size=-262144")
                connection.execute("BEGIN")
                cards = connection.execute("SELECT count(*) FROM person").fetchone()[0]
                ground = pouring.Ground(room, crew, random, until, members, 0, cards)
                indexes = _without_indexes(connection)
                pouring.pour(connection, ground, field_work)
                for index in indexes:
                    connection.execute(index)
                for table in pouring.SEARCHED:
                    _index(connection, table)
                connection.execute("COMMIT")
        with closing(db.connect(half, durable=False)) as connection:
            # what was poured past the desk is bound by no link, and the chain says so
            link = Link("pour", "room", room.id, seal(key, {}))
            extend(
                connection.execute, key, actor, _stored(until), (link,), (), bound=older(connection.execute)
            )
        store.close()


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes while rows pour in; gives what makes them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _index(connection: sqlite3.Connection, table: str) -> None:
    """Write the entries of the search index, a block at a time, as the desk itself does where it makes it anew."""
    register = search.REGISTERS[table]
    last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
    for first in range(1, last + 1, search.BLOCK):
        register.write(connection.execute, first, first + search.BLOCK - 1)


def _quarrel(store: Store, room: Room, actor: Actor, count: int, random: Random, t: Words) -> None:
    """Disputes between people who have a card, some of them taken on."""
    disputes = Disputes(store, room)
    with closing(db.connect(store.path, readonly=True)) as reader:
        known = reader.execute("SELECT coalesce(max(id), 0) FROM person").fetchone()[0]
    for _ in range(count if known > 1 else 0):
        one, other = random.sample(range(1, known + 1), 2)
        given = {
            "type": "neighbor", "place": people.place(random), "summary": random.choice(matters.MATTERS["dispute"]),
        }  # fmt: skip
        disputes.open(given, [PartyGiven(one, "party_a"), PartyGiven(other, "party_b")], actor, t)


def _rows(
    room: Room, crew: Sequence[int], records: int, random: Random, per_day: int, until: datetime
) -> Iterator[Poured]:
    calendar, crowd, poured = room.calendar, Crowd(random), Poured()
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
            officer = crew[int(random.random() * len(crew))]
            card, fresh = crowd.visit(day)
            if card is not None and fresh:
                _carry(poured, room, card, day, entered, officer, f"LF-{day:%Y%m%d}-{serial:03d}")
            _record(
                poured,
                room,
                random,
                number,
                f"LF-{day:%Y%m%d}-{serial:03d}",
                entered,
                status,
                until,
                officer,
                card,
            )
        if len(poured.request) >= 5_000:
            yield poured
    yield poured


def _carry(
    poured: Poured, room: Room, card: Card, day: date, entered: datetime, officer: int, number: str
) -> None:
    """A new card, with its row in the history."""
    at = _stored(entered)
    poured.person.append(row_of(card, room.id, day.isoformat(), at, officer))
    poured.history.append((room.id, "person", card.key, at, officer, "log", "", "active", number, ""))


def _summary(random: Random, matter: str) -> str:
    """What it is about, often with more words, seldom with words that nobody else uses."""
    said = matter
    if random.random() < DETAILED:
        said += f"，在{people.address(random)}，{random.choice(matters.NOTES)[1]}"
    if random.random() * SELDOM < 1:
        said += f"，{random.choice(RARE)}"
    return said


_proposed = lru_cache(propose)


def _stored(at: datetime) -> str:
    """What domain.times.stored gives for a moment in UTC, in a fifth of the time."""
    return at.isoformat(timespec="microseconds")[:26] + "Z"


def _record(
    poured: Poured,
    room: Room,
    random: Random,
    key: int,
    number: str,
    entered: datetime,
    status: str,
    until: datetime,
    officer: int,
    card: Card | None,
) -> None:
    category = random.choice(matters.FREQUENT)
    matter = random.choice(matters.MATTERS[category])
    summary = _summary(random, matter)
    proposed = _proposed(category, matter)
    due = due_at(category, proposed.urgency, entered)
    name, phone = (card.name, card.phone) if card else ("", "")
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
        phone,
        card.document if card else "",
        card.address if card else "",
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
        card.key if card else None,
        sounds(name),
    )
    states = ("registered", *WAY[status])
    poured.request.append(row)
    poured.history.append((room.id, "request", key, at, officer, "log", "", "registered", "", ""))
    for source, target, when in zip(states[:-1], states[1:], moments[1:], strict=True):
        poured.history.append(
            (room.id, "request", key, _stored(when), officer, STEP[target], source, target, result, "")
        )
    if random.random() < NOTED:
        kind, text = random.choice(matters.NOTES)
        poured.action_log.append((room.id, "request", key, last, officer, kind, text))


def main(words: list[str]) -> int:
    """Read the command line and write the file; its chain is sealed with the key of the settings in use."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("--records", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--per-day", type=int, default=40)
    asked.add_argument(
        "--field", type=int, default=0, metavar="N", help="N records of all other registers, in the last year"
    )
    given = asked.parse_args(words)
    began = time.perf_counter()
    key = audit_key(load(database=str(given.file)))
    generate(given.file, given.records, given.seed, given.per_day, key=key, field_work=given.field)
    size = given.file.stat().st_size / 1e6
    took = time.perf_counter() - began
    print(
        f"{given.records + given.field} records, {size:.0f} MB, {took:.1f} s, schema {db.check(given.file)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
