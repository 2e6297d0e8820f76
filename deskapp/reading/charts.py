"""Reading charts: one grouped pass over the records of a period, by hour, grid, week or team."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from deskapp.domain.chart import (
    SUBJECT,
    SUBJECTS,
    WITHOUT_AREA,
    WITHOUT_TEAM,
    WITHOUT_TIME,
    Bar,
    Chart,
    Subject,
    hour_label,
)
from deskapp.domain.figures import Period
from deskapp.domain.officer import Room
from deskapp.domain.tree import tree
from deskapp.domain.words import N_
from deskapp.reading.area_levels import levels
from deskapp.reading.by_hour import moments, presence
from deskapp.reading.moment import one_moment
from deskapp.reading.volunteers import teams


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    day: str
    at: str
    where: str
    number: str = "count(*)"
    """What is added up; hours in minutes."""


_TABLES: Mapping[str, _Table] = {
    "requests": _Table("request", "day", "occurred_at", "status NOT IN ('voided', 'undone')"),
    "disputes": _Table("dispute", "day", "occurred_at", "status NOT IN ('voided', 'undone')"),
    "hazards": _Table("hazard", "day", "found_at", "status NOT IN ('voided', 'undone')"),
    "patrols": _Table("activity", "held_on", "start_at", "kind = 'patrol' AND status = 'done'"),
    "publicity": _Table("activity", "held_on", "start_at", "kind = 'publicity' AND status = 'done'"),
    "hours": _Table("attendance", "duty_day", "in_at", "status = 'confirmed'", "sum(credited)"),
}

NO_TEAMS = N_("Of these no team is recorded: choose patrols, publicity or hours of volunteers.")
WEEKS = N_(
    "A week is called by its Monday; quiet weeks before the first and after the last record are left out."
)
TREE = N_("A team holds the teams under it.")


def chart(
    connection: sqlite3.Connection, room: Room, period: Period, subject: str, by: str, level: int = 1
) -> Chart:
    """The chart of a subject in a period; grids are rolled up to `level`, 0 are the police beats."""
    with one_moment(connection):
        return _chart(connection, room, period, SUBJECT[subject], by, level)


def charts(
    connection: sqlite3.Connection, room: Room, period: Period, by: str, level: int = 1
) -> tuple[Chart, ...]:
    """The charts of every subject, broken down the same way; those without anything are left out."""
    with one_moment(connection):
        found = [_chart(connection, room, period, one, by, level) for one in SUBJECTS]
    return tuple(one for one in found if not one.is_empty)


def _chart(
    connection: sqlite3.Connection, room: Room, period: Period, subject: Subject, by: str, level: int
) -> Chart:
    table, days = _TABLES[subject.code], f"{period.first} – {period.last}"
    where = _where(room, period, subject, table.where)
    of = f"FROM {table.name} WHERE {table.day} BETWEEN ? AND ? AND {where}"
    dated = (period.first.isoformat(), period.last.isoformat())
    total = float(connection.execute(f"SELECT coalesce({table.number}, 0) {of}", dated).fetchone()[0])
    note = ""
    if by == "hour":
        bars = _by_hour(connection, room, period, subject, where)
    elif by == "week":
        rows = connection.execute(f"SELECT {table.day}, {table.number} {of} GROUP BY 1", dated)
        note = WEEKS
        bars = _by_week({row[0]: float(row[1]) for row in rows}, period)
    elif by == "team":
        note = TREE if subject.teams else NO_TEAMS
        bars = ()
        if subject.teams:
            rows = connection.execute(f"SELECT team_id, {table.number} {of} GROUP BY 1", dated)
            bars = _by_team(connection, room, {row[0] or 0: float(row[1]) for row in rows})
    else:
        rows = connection.execute(f"SELECT area_id, {table.number} {of} GROUP BY 1", dated)
        bars = _by_area(connection, room, [(row[0], float(row[1])) for row in rows], level)
    if subject.code == "hours":
        total /= 60
        bars = tuple(Bar(one.label, one.number / 60, one.depth) for one in bars)
    return Chart(subject, by, days, bars, note, total)


def _where(room: Room, period: Period, subject: Subject, where: str) -> str:
    """The condition of what is counted: in the room, in the areas and teams that were chosen; 0 where none can be."""
    within = period.within("area_id", "team_id" if subject.teams else "")
    return f"room_id = {room.id} AND {where} AND {within or '0'}"


def _by_hour(
    connection: sqlite3.Connection, room: Room, period: Period, subject: Subject, where: str
) -> tuple[Bar, ...]:  # fmt: skip
    table, calendar = _TABLES[subject.code], room.calendar
    days = (table.day, period.first, period.last)
    if subject.code == "hours":
        found = presence(connection, calendar, table.name, days, ("in_at", "out_at"), where, (), "NULL")
    else:
        found = moments(connection, calendar, table.name, days, table.at, where, (), "NULL")
    bars = tuple(Bar(hour_label(hour), found.get((None, hour), 0)) for hour in range(24))
    if subject.code == "hours":
        return bars
    untimed = connection.execute(
        f"SELECT count(*) FROM {table.name} WHERE {table.day} BETWEEN ? AND ? AND {table.at} IS NULL AND {where}",
        (period.first.isoformat(), period.last.isoformat()),
    ).fetchone()[0]
    return (*bars, Bar(WITHOUT_TIME, untimed)) if untimed else bars


def _by_week(counts: Mapping[str, float], period: Period) -> tuple[Bar, ...]:
    found: dict[date, float] = {}
    first, last = monday(period.first), monday(period.last)
    for at in range(0, (last - first).days + 1, 7):
        found[first + timedelta(days=at)] = 0
    for day, count in counts.items():
        found[monday(date.fromisoformat(day))] += count
    weeks = list(found.items())
    busy = [at for at, (_, count) in enumerate(weeks) if count]
    weeks = weeks[busy[0] : busy[-1] + 1] if busy else []
    return tuple(Bar(f"{week:%Y-%m-%d}", count) for week, count in weeks)


def monday(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def _by_team(connection: sqlite3.Connection, room: Room, own: Mapping[int, float]) -> tuple[Bar, ...]:
    known = tree(teams(connection, room.id, closed=True))
    bars = []
    for at, (depth, team) in enumerate(known):
        number = own.get(team.id, 0)
        for below, other in known[at + 1 :]:
            if below <= depth:
                break
            number += own.get(other.id, 0)
        if number or team.status == "active":
            bars.append(Bar(team.name, number, depth))
    return (*bars, *([Bar(WITHOUT_TEAM, own[0])] if own.get(0) else []))


def _by_area(
    connection: sqlite3.Connection, room: Room, counts: list[tuple[int | None, float]], level: int
) -> tuple[Bar, ...]:
    known = levels(connection, room.id)
    rolled = known.rolled(counts, level)
    keys = list(dict.fromkeys([*known.of_level(level), *(key for key in rolled if key)]))
    keys.sort(key=lambda key: -rolled.get(key, 0))
    bars = [Bar(known.spots[key].label, rolled.get(key, 0)) for key in keys if key in known.spots]
    return (*bars, *([Bar(WITHOUT_AREA, rolled[0])] if rolled.get(0) else []))
