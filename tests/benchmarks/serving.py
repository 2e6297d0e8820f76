"""How long the volunteers' pages take to open: 900 members, with a thousand duties or a hundred thousand."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

from deskapp import db
from deskapp.demo import people
from deskapp.domain.attendance_codes import USUAL
from deskapp.domain.number import number_of
from deskapp.domain.officer import Actor
from deskapp.domain.roster import Entry, Roster
from deskapp.domain.times import stored
from deskapp.domain.words import Words
from deskapp.services.importing import Importing
from deskapp.services.staff import Staff
from deskapp.services.store import Store
from deskapp.services.teams import Teams
from tests.benchmarks.generate import UNTIL
from tests.benchmarks.report import Line, middle
from tests.benchmarks.terminal import Terminal, desk, environment

MEMBERS, TEAMS, DAYS = 900, 15, 3 * 365
F6 = "\x1b[17~"


def generate(path: Path, duties: int, seed: int = 1) -> None:
    """Write a file with 900 members in fifteen teams and so many confirmed duties over three years."""
    random, t = Random(seed), Words.plain()
    with db.building(path) as half:
        db.create(half)
        store = Store(half, bytes(32), lambda: UNTIL, durable=False)
        name, badge, _ = people.OFFICERS[0]
        room = Staff(store).open_room(people.STATION, people.ROOM, name, badge, practice=True)
        actor = Actor(room.signed_in, room.id)
        for place in range(TEAMS):
            above = f"义警{place // 4 * 4 + 1:02d}队" if place % 4 else ""
            Teams(store, room).add({"name": f"义警{place + 1:02d}队", "parent": above}, actor, t)
        entries = tuple(
            Entry(at + 2, {"name": f"{people.name(random) or '王秀英'}", "phone": f"139{at:08d}",
                           "team": f"义警{at % TEAMS + 1:02d}队"}, "active")
            for at in range(MEMBERS)
        )  # fmt: skip
        Importing(store, room).roster(Roster(entries, (), ()), "r.xlsx", actor, t, lambda done, of: None)
        store.close()
        with closing(db.connect(half, durable=False)) as connection:
            connection.execute("BEGIN")
            _pour(connection.executemany, room.id, room.signed_in, duties, random)
            connection.execute("COMMIT")
            connection.execute("ANALYZE")


def _pour(many, room: int, officer: int, duties: int, random: Random) -> None:
    today = UNTIL.date()
    rows, credits = [], []
    for key in range(1, duties + 1):
        day = today - timedelta(days=int((duties - key) * DAYS / duties))
        start = UNTIL.replace(year=day.year, month=day.month, day=day.day) - timedelta(
            hours=random.randrange(1, 4)
        )
        minutes, member = 30 * random.randrange(1, 9), random.randrange(1, MEMBERS + 1)
        at = stored(start)
        rows.append(
            (key, room, number_of("QD", day, key), str(day), str(day), member, (member - 1) % TEAMS + 1, "patrol", at,
             stored(start + timedelta(minutes=minutes)), at, minutes, at, officer, "confirmed", f"2{at}", at, officer)
        )  # fmt: skip
        dimension, service = random.choice(list(USUAL.values()))
        credits.append((key, dimension, service, minutes))
    many(
        "INSERT INTO attendance (id, room_id, number, day, duty_day, volunteer_id, team_id, mode, in_at, out_at, "
        "seen_at, credited, judged_at, judged_by, status, desk_order, entered_at, entered_by, is_open) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        rows,
    )
    many(
        "INSERT INTO attendance_credit (attendance_id, dimension, service, minutes) VALUES (?, ?, ?, ?)",
        credits,
    )


def _open(file: Path, home: Path) -> tuple[float, float]:
    """Seconds from F6 to the first page of the volunteers, and from 6 to the rows of the hours."""
    with Terminal(desk(str(file)), environment(str(home))) as shown:
        shown.until(lambda text: "Ctrl+P" in text)
        shown.rest(0.5)
        shown.forget()
        began = time.perf_counter()
        shown.type(F6)
        first = shown.until(lambda text: "[1 " in text and "Esc" in text) - began
        shown.rest(0.5)
        shown.forget()
        began = time.perf_counter()
        shown.type("6")
        return first, shown.until(lambda text: "confirmed" in text and "▶" in text) - began


def opening(home: Path, rounds: int) -> list[Line]:
    """Duty board and hours with a hundred thousand duties against a thousand."""
    small, large = home / "served-1000.db", home / "served-100000.db"
    generate(small, 1000)
    generate(large, 100_000)
    found = [(_open(small, home), _open(large, home)) for _ in range(rounds + 1)][1:]
    return [
        Line(f"{name}, 900 members, 1,000 duties and 100,000", middle([one[at] for one, _ in found]),
             middle([other[at] for _, other in found]), 1.2)
        for at, name in enumerate(("opening the duty board", "opening the hours"))
    ]  # fmt: skip
