"""A year of field work of a busy district, poured into a practice file: duties, activities, hazards, quarrels, finds.

Each record has its row in the history and its place in the search index, but no link in the audit chain.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from deskapp.demo import matters, people
from deskapp.domain.area import order_of
from deskapp.domain.number import number_of
from deskapp.domain.officer import Actor, Room
from deskapp.domain.roster import Entry, Roster
from deskapp.domain.search_keys import name_keys
from deskapp.domain.things import KIND as THING
from deskapp.domain.times import stored
from deskapp.domain.words import Words
from deskapp.services.importing import Importing
from deskapp.services.store import Store

Record = Mapping[str, object]

SHARES: Mapping[str, float] = {
    "attendance": 0.45, "activity": 0.25, "hazard": 0.12, "dispute": 0.10, "lost_report": 0.03, "custody": 0.03,
    "lead_appeal": 0.02,
}  # fmt: skip
"""Of a hundred records of field work, how many are of which register."""

PREFIX = {
    "attendance": "QD", "activity": "HD", "hazard": "YH", "dispute": "JF", "lost_report": "ZX", "custody": "ZC",
    "lead_appeal": "XS",
}  # fmt: skip
DAYS = 365
"""So long is the time in which all of it lies."""
MEMBERS, TEAMS = 900, 12
GRIDS, BEATS = (2, 13, 91), 19

_KINDS = (
    ("patrol",) * 40 + ("persuasion",) * 12 + ("publicity",) * 12 + ("info",) * 8 + ("visit",) * 8
    + ("school_guard",) * 6 + ("training",) * 3 + ("service",) * 3 + ("delivery",) * 2
    + ("incident", "case", "arrest", "rescue", "class", "outing", "care", "drill")
)  # fmt: skip
_DIMENSIONS = ("patrol", "care", "law_publicity", "service", "")
_TYPES = (
    "family",
    "neighbor",
    "contract",
    "business",
    "labor",
    "consumer",
    "debt",
    "traffic",
    "noise",
    "love",
)
_MEDIATION = ("on_site", "peoples", "joint", "informal", "security", "self_settled")
_SOURCES = ("walk_in", "call_110", "patrol", "visit", "grid", "volunteer")
_ENDS = ("archived",) * 9 + (
    "fulfilled",
    "agreed",
    "mediating",
    "declined",
    "transferred",
    "registered",
    "voided",
)
_HAZARDS = (
    "ebike",
    "fire_passage",
    "wiring",
    "gas",
    "fire_gear",
    "nine_small",
    "group_rental",
    "dog",
    "other",
)
_HAZARD_ENDS = (
    ("fixed_on_spot",) * 6 + ("rechecked_ok",) * 6 + ("ordered", "recheck_failed", "transferred", "voided")
)


@dataclass
class Ground:
    """Where and by whom the work of the year is done."""

    room: Room
    crew: Sequence[int]
    random: Random
    until: datetime
    members: int
    areas: int
    cards: int
    """How many cards of people there are."""
    serials: dict[tuple[str, date], int] = field(default_factory=dict)

    def common(self, table: str, key: int, at: datetime) -> dict[str, object]:
        """What a row of every register holds."""
        day = self.room.calendar.day(at)
        serial = self.serials[PREFIX[table], day] = self.serials.get((PREFIX[table], day), 0) + 1
        return {
            "id": key, "room_id": self.room.id, "number": number_of(PREFIX[table], day, serial),
            "day": day.isoformat(), "entered_at": stored(at), "entered_by": self.random.choice(self.crew),
            "area_id": self.random.randrange(self.areas) + 1 if self.random.random() < 0.9 else None,
        }  # fmt: skip

    def standing(self, waits: bool, at: datetime) -> dict[str, object]:
        """Whether it is open, and where it stands on the desk."""
        return {"is_open": int(waits), "desk_order": ("0" if waits else "2") + stored(at)}

    def member(self) -> int:
        """Somebody of the register."""
        return self.random.randrange(self.members) + 1


def _attendance(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random = ground.random
    minutes = random.randrange(60, 240)
    end = at + timedelta(minutes=minutes)
    status = random.choices(("confirmed", "ended", "rejected", "voided"), (92, 5, 2, 1))[0]
    row = ground.common("attendance", key, at)
    yield "attendance", row | {
        "duty_day": row["day"], "volunteer_id": ground.member(), "team_id": random.randrange(TEAMS) + 1,
        "mode": random.choices(("patrol", "school_guard", "standby"), (7, 2, 1))[0], "in_at": stored(at),
        "out_at": stored(end), "seen_at": stored(at), "credited": minutes if status == "confirmed" else 0,
        "judged_at": stored(end) if status == "confirmed" else None, "status": status, "is_open": 0,
        "desk_order": ("1" if status == "ended" else "2") + stored(at),
    }  # fmt: skip
    if status == "confirmed":
        part = minutes // 2 if random.random() < 0.2 else minutes
        for share in (part, minutes - part):
            if share:
                kind = random.choice(("patrol", "law_publicity", "service"))
                yield "attendance_credit", {
                    "attendance_id": key, "dimension": kind, "service": random.choice(("patrol", "publicity")),
                    "minutes": share,
                }  # fmt: skip
    if random.random() < 0.08:
        yield "attendance_call", {"attendance_id": key, "out_at": stored(at), "back_at": stored(end)}


def _activity(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random, kind = ground.random, ground.random.choice(_KINDS)
    status = random.choices(("done", "missed", "voided"), (96, 3, 1))[0]
    row = ground.common("activity", key, at)
    helpers, officers, served = (
        random.randrange(1, 6),
        random.randrange(0, 3),
        int(kind in ("service", "care")),
    )
    amounts: dict[str, object] = {}
    for name, of, most in (
        ("people", ("publicity", "class"), 200), ("copies", ("publicity",), 300), ("forwards", ("publicity",), 50),
        ("items", ("info",), 5), ("times", ("persuasion",), 20), ("opinions", ("visit",), 4),
        ("suspects", ("arrest",), 3), ("vehicles", ("rescue",), 3),
    ):  # fmt: skip
        amounts[name] = random.randrange(1, most) if kind in of else 0
    yield "activity", row | amounts | ground.standing(False, at) | {
        "kind": kind, "held_on": row["day"], "team_id": random.randrange(TEAMS) + 1, "start_at": stored(at),
        "end_at": stored(at + timedelta(minutes=90)), "minutes": 90, "place": people.place(random),
        "text": random.choice(matters.NOTES)[1], "dimension": random.choice(_DIMENSIONS), "volunteers": helpers,
        "officers": officers, "served": served, "status": status,
    }  # fmt: skip
    for _ in range(helpers):
        yield "activity_person", {"activity_id": key, "role": "member", "volunteer_id": ground.member()}
    for officer in ground.crew[:officers]:
        yield "activity_person", {"activity_id": key, "role": "member", "officer_id": officer}
    if served:
        card = random.randrange(ground.cards) + 1
        yield "activity_person", {"activity_id": key, "role": "served", "person_id": card}


def _hazard(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random, status = ground.random, ground.random.choice(_HAZARD_ENDS)
    waits = status in ("ordered", "recheck_failed", "transferred")
    by_member = random.random() < 0.6
    due = stored(at + timedelta(days=15))
    yield "hazard", ground.common("hazard", key, at) | ground.standing(waits, at) | {
        "category": random.choice(_HAZARDS), "level": random.choice(("minor", "minor", "general", "major")),
        "summary": f"{people.place(random)}，{random.choice(matters.NOTES)[1]}", "place": people.place(random),
        "source": "patrol", "found_at": stored(at), "found_by": None if by_member else ground.crew[0],
        "volunteer_id": ground.member() if by_member else None, "deadline": None if status == "fixed_on_spot" else due,
        "next_due": due, "rechecks": int(status == "rechecked_ok"), "closed_at": None if waits else stored(at),
        "status": status,
    }  # fmt: skip
    if status in ("rechecked_ok", "recheck_failed"):
        yield "hazard_recheck", {
            "hazard_id": key, "at": due, "by_id": ground.crew[0], "passed": int(status == "rechecked_ok"),
        }  # fmt: skip


def _dispute(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random, status = ground.random, ground.random.choice(_ENDS)
    agreed = stored(at + timedelta(hours=random.randrange(1, 400)))
    settled, kind = status in ("archived", "fulfilled", "agreed"), random.choice(_MEDIATION)
    waits = status in ("mediating", "registered", "agreed", "transferred")
    yield "dispute", ground.common("dispute", key, at) | ground.standing(waits, at) | {
        "kind": kind, "type": random.choice(_TYPES), "source": random.choice(_SOURCES),
        "summary": random.choice(matters.MATTERS["dispute"]), "place": people.place(random),
        "stage": random.choice(("bud", "open", "open")),
        "risk": random.choices(("blue", "yellow", "orange", "red"), (70, 20, 8, 2))[0],
        "domestic_violence": int(random.random() < 0.03), "responsible": ground.crew[0],
        "presider": random.choice(ground.crew) if settled else 0, "occurred_at": stored(at),
        "first_sign_at": stored(at - timedelta(hours=random.randrange(0, 200))), "status": status,
        "next_due": stored(at + timedelta(days=30)), "first_action_at": None if status == "registered" else stored(at),
        "decline_reason": "refused" if status == "declined" else "",
        "receiver": "justice" if status == "transferred" else "", "agreed_at": agreed if settled else None,
        "fulfilled_at": agreed if status in ("archived", "fulfilled") else None,
        "breaches": int(random.random() < 0.02), "relapses": int(random.random() < 0.02),
    }  # fmt: skip
    for role in ("party_a", "party_b"):
        yield "dispute_party", {
            "dispute_id": key, "person_id": random.randrange(ground.cards) + 1, "role": role,
        }  # fmt: skip
    for _ in range(random.choice((0, 1, 1, 2)) if settled else 0):
        outside = random.random() < 0.3
        yield "dispute_mediator", {
            "dispute_id": key, "kind": "department" if outside else "officer",
            "officer_id": 0 if outside else random.choice(ground.crew), "body": "司法所" if outside else "",
        }  # fmt: skip


def _lost_report(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random = ground.random
    status = random.choices(("found", "open", "closed_unfound", "to_case"), (6, 1, 2, 1))[0]
    found = stored(at + timedelta(minutes=random.randrange(20, 4000))) if status == "found" else None
    kind = random.choice(THING.entries).code
    yield "lost_report", ground.common("lost_report", key, at) | ground.standing(status == "open", at) | {
        "kind": kind, "name": THING.label_of(kind, Words.plain()), "last_place": people.place(random),
        "last_at": stored(at), "found_at": found, "closed_at": found, "status": status,
    }  # fmt: skip


def _custody(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random = ground.random
    status = random.choices(("claimed", "received", "noticed", "handed_up"), (6, 1, 2, 1))[0]
    waits = status in ("received", "noticed")
    kind = random.choice(THING.entries).code
    yield "custody", ground.common("custody", key, at) | ground.standing(waits, at) | {
        "kind": kind, "name": THING.label_of(kind, Words.plain()), "found_place": people.place(random),
        "due_on": (at + timedelta(days=365)).date().isoformat(), "status": status,
        "closed_at": None if waits else stored(at),
    }  # fmt: skip


def _lead_appeal(ground: Ground, key: int, at: datetime) -> Iterator[tuple[str, Record]]:
    random = ground.random
    status = random.choices(("verified_useful", "verified_useless", "expired", "answered"), (4, 3, 2, 1))[0]
    yield "lead_appeal", ground.common("lead_appeal", key, at) | ground.standing(status == "answered", at) | {
        "kind": "thing", "channel": "group", "text": f"请留意：{random.choice(matters.NOTES)[1]}",
        "issued_at": stored(at), "issued_by": ground.crew[0], "status": status,
    }  # fmt: skip
    for _ in range(0 if status == "expired" else random.randrange(1, 4)):
        yield "appeal_reply", {"appeal_id": key, "at": stored(at), "by_id": ground.crew[0], "text": "看到过"}


_MAKE: Mapping[str, Callable[[Ground, int, datetime], Iterator[tuple[str, Record]]]] = {
    "attendance": _attendance, "activity": _activity, "hazard": _hazard, "dispute": _dispute,
    "lost_report": _lost_report, "custody": _custody, "lead_appeal": _lead_appeal,
}  # fmt: skip
SEARCHED = ("area", *(table for table in _MAKE if table != "attendance"))
"""The registers that are written here and can be found, by their tables."""


def pour(connection: sqlite3.Connection, ground: Ground, records: int) -> None:
    """Write `records` records of field work into the transaction at hand, all in the year until `ground.until`."""
    for prefix, day, last in connection.execute("SELECT prefix, day, last FROM serial"):
        ground.serials[prefix, date.fromisoformat(day)] = last
    _areas(connection, ground)
    waiting: dict[tuple[str, tuple[str, ...]], list[tuple[object, ...]]] = {}
    for table, share in SHARES.items():
        count = int(records * share)
        first = _last(connection, table) + 1
        begin = ground.until - timedelta(days=DAYS)
        for at in range(count):
            when = begin + timedelta(days=DAYS) * ((at + ground.random.random()) / count) - timedelta(hours=5)
            for name, row in _MAKE[table](ground, first + at, when):
                waiting.setdefault((name, tuple(row)), []).append(tuple(row.values()))
                if name == table:
                    made = (
                        ground.room.id,
                        table,
                        first + at,
                        stored(when),
                        ground.crew[0],
                        "add",
                        "",
                        row["status"],
                    )
                    waiting.setdefault(("history", _HISTORY), []).append(made)
            if at % 5_000 == 4_999:
                _write(connection, waiting)
        _write(connection, waiting)
    for (prefix, day), last in ground.serials.items():
        connection.execute(
            "INSERT INTO serial VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (room_id, prefix, day) DO UPDATE SET last = max(last, ?4)",
            (ground.room.id, prefix, day.isoformat(), last),
        )


_HISTORY = ("room_id", "subject", "subject_id", "at", "by_id", "step", "source", "target")


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


def _write(
    connection: sqlite3.Connection, waiting: dict[tuple[str, tuple[str, ...]], list[tuple[object, ...]]]
) -> None:
    """Write and forget the rows; a record always comes before what stands beside it."""
    for (table, names), rows in waiting.items():
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
        rows.clear()


def _areas(connection: sqlite3.Connection, ground: Ground) -> None:
    """Three levels of grids, and the beats on which they are mapped; `ground.areas` is told how many."""
    rows, above, key = list[dict[str, object]](), [0], 0
    at, day = stored(ground.until - timedelta(days=DAYS)), ground.room.calendar.day(ground.until)
    for kind, count, level in (
        ("beat", BEATS, 0),
        *(("grid", count, at) for at, count in enumerate(GRIDS, 1)),
    ):
        mine = []
        for place in range(1, count + 1):
            key += 1
            name, code = f"{kind}{level}-{place:02d}", f"{level}-{place:02d}"
            parent = above[place % len(above)] if level > 1 else None
            mine.append(key)
            rows.append({
                "id": key, "room_id": ground.room.id, "number": number_of("QY", day, key), "day": day.isoformat(),
                "kind": kind, "name": name, "sounds": name_keys(name), "code": code, "parent_id": parent,
                "desk_order": order_of(kind, code, open=True), "entered_at": at, "entered_by": ground.crew[0],
            })  # fmt: skip
        above = mine
    _write(connection, {("area", tuple(rows[0])): [tuple(row.values()) for row in rows]})
    ground.serials["QY", day] = ground.areas = key


def enlist(store: Store, room: Room, actor: Actor, count: int, random: Random, t: Words) -> None:
    """Bring members into the register, in twelve teams."""
    names = [
        f"{random.choice('王李张刘陈杨赵黄')}{random.choice('伟芳娜敏静丽强磊')}{at}" for at in range(count)
    ]
    teams = tuple(f"义警{team}队" for team in range(1, TEAMS + 1))
    entries = tuple(
        Entry(
            at, {"name": name, "phone": f"1990{at:07d}", "team": teams[at % TEAMS], "joined_on": "2024-01-01"}
        )
        for at, name in enumerate(names, 2)
    )
    Importing(store, room).roster(Roster(entries, (), teams), "花名册.xlsx", actor, t, lambda done, of: None)
