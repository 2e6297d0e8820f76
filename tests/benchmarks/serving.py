"""The pages of the volunteers: how long they take to open, whatever the file holds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from deskapp import db
from deskapp.domain.number import number_of
from deskapp.domain.officer import Actor
from deskapp.domain.roster import Entry, Roster
from deskapp.domain.times import Calendar, stored
from deskapp.domain.words import Words
from deskapp.services.importing import Importing
from deskapp.services.rosters import Rosters
from deskapp.services.staff import Staff
from deskapp.services.store import Store
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.generate import UNTIL
from tests.benchmarks.report import Line, middle
from tests.benchmarks.terminal import Terminal, desk, environment

F6 = "\x1b[17~"
MEMBERS, HERE = 900, 25
"""People in the register, and how many of them are on duty now."""

_COLUMNS = (
    "room_id", "number", "day", "duty_day", "volunteer_id", "team_id", "mode", "place", "in_at", "out_at", "seen_at",
    "credited", "judged_at", "judged_by", "status", "is_open", "desk_order", "entered_at", "entered_by",
)  # fmt: skip


def serve(path: Path, duties: int, seed: int = 1, until: datetime = UNTIL) -> None:
    """Write a practice file with 900 members and `duties` of theirs, the last of which have not ended."""
    t, random = Words.plain(), Random(seed)
    with db.building(path) as half:
        db.create(half)
        store = Store(half, bytes(32), lambda: until, durable=False)
        room = Staff(store).open_room("明珠路派出所", "明珠社区警务室", "李辉", "012345", practice=True)
        actor = Actor(room.signed_in, room.id)
        crowd = Crowd(random)
        entries: list[Entry] = []
        while len(entries) < MEMBERS:
            card, new = crowd.visit(until.date())
            if card is not None and new:
                given = {"name": card.name, "phone": card.phone, "team": f"义警{len(entries) % 12 + 1}队"}
                entries.append(Entry(len(entries) + 2, given))
        Importing(store, room).roster(
            Roster(tuple(entries), (), tuple(f"义警{team}队" for team in range(1, 13))),
            "花名册.xlsx",
            actor,
            t,
            lambda done, of: None,
        )
        for team in range(1, 13):
            given = {"days": "daily", "hours": "08:00-20:00", "team": f"义警{team}队", "people": "4"}
            Rosters(store, room).add(given, actor, t)
        store.close()
        with closing(db.connect(half, durable=False)) as connection:
            connection.execute("BEGIN")
            marks = ", ".join("?" * len(_COLUMNS))
            connection.executemany(
                f"INSERT INTO attendance ({', '.join(_COLUMNS)}) VALUES ({marks})",
                _rows(room.id, duties, random, until),
            )
            connection.execute(
                "INSERT INTO attendance_credit (attendance_id, dimension, service, minutes) "
                "SELECT id, 'patrol', 'patrol', credited FROM attendance WHERE credited > 0"
            )
            connection.execute(
                "INSERT INTO serial SELECT room_id, 'QD', day, count(*) FROM attendance GROUP BY room_id, day"
            )
            connection.execute("COMMIT")


def _rows(room_id: int, duties: int, random: Random, until: datetime) -> Iterator[tuple[object, ...]]:
    """Duties of all members in turn, two hours each, about eighty a day, confirmed but for the last."""
    calendar, serials = Calendar(), dict[str, int]()
    for at in range(duties):
        left = duties - at
        open_now = left <= HERE
        start = (
            until - timedelta(minutes=left % 60 + 1)
            if open_now
            else until - timedelta(minutes=18 * left + 600)
        )
        end = start + timedelta(minutes=random.randrange(60, 180))
        day = calendar.day(start)
        serials[day.isoformat()] = serials.get(day.isoformat(), 0) + 1
        waits = not open_now and left <= HERE + 10
        status = "on_duty" if open_now else "ended" if waits else "confirmed"
        minutes = 0 if open_now or waits else int((end - start).total_seconds()) // 60
        judged = stored(end) if minutes else None
        yield (
            room_id, number_of("QD", day, serials[day.isoformat()]), day.isoformat(), day.isoformat(),
            at % MEMBERS + 1, at % 12 + 1, "patrol", "", stored(start),
            None if open_now else stored(end), stored(start), minutes, judged, 1 if judged else 0, status,
            int(open_now),
            ("0" if open_now else "1" if waits else "2") + stored(start), stored(start), 1,
        )  # fmt: skip


def _open_board(file: Path, home: Path) -> float:
    """Milliseconds from F6 to the people on duty."""
    with Terminal(desk(str(file)), environment(str(home))) as shown:
        shown.until(lambda text: "F6" in text)
        shown.rest(0.5)
        shown.forget()
        began = time.perf_counter()
        shown.type(F6)
        return shown.until(lambda text: "Here now 25" in text and "▶" in text) - began


def boards(home: Path, rounds: int, large: int = 100_000, small: int = 1000) -> list[Line]:
    """The duty board on a file of many duties against the same board on one of few."""
    files = {count: home / f"duties-{count}.db" for count in (small, large)}
    for count, file in files.items():
        if not file.exists():
            serve(file, count)
    found = [(_open_board(files[small], home), _open_board(files[large], home)) for _ in range(rounds + 1)][
        1:
    ]
    note = f"{MEMBERS} members, {large:,} duties against {small:,}"
    few, many = middle([one for one, _ in found]), middle([other for _, other in found])
    return [Line("opening the duty board", few, many, 1.2, note)]


def _open_hours(file: Path, home: Path) -> float:
    """Milliseconds from the digit of the hours to their rows, the members of this month."""
    with Terminal(desk(str(file)), environment(str(home))) as shown:
        shown.until(lambda text: "F6" in text)
        shown.rest(0.5)
        shown.type(F6)
        shown.until(lambda text: "Here now 25" in text and "▶" in text)
        shown.rest(0.5)
        shown.forget()
        began = time.perf_counter()
        shown.type("6")
        return shown.until(lambda text: "confirmed" in text and "▶" in text) - began


def hours(home: Path, rounds: int, large: int = 100_000, small: int = 1000) -> list[Line]:
    """The page of hours on a file of many duties against the same page on one of few."""
    files = {count: home / f"duties-{count}.db" for count in (small, large)}
    for count, file in files.items():
        if not file.exists():
            serve(file, count)
    found = [(_open_hours(files[small], home), _open_hours(files[large], home)) for _ in range(rounds + 1)][
        1:
    ]
    note = f"{MEMBERS} members, {large:,} duties against {small:,}"
    few, many = middle([one for one, _ in found]), middle([other for _, other in found])
    return [Line("opening the hours", few, many, 1.2, note)]
