"""Counting by the hour of the day on the room's clock, and spreading stretches of time over the hours they fell in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskapp.domain.times import Calendar

_DAY = 24 * 60

Counted = dict[tuple[int | None, int], float]
"""Numbers by the key of an area (None for none) and the hour."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in which the room's clock is the same number of minutes ahead of UTC."""

    first: date
    last: date
    ahead: int


def stretches(calendar: Calendar, first: date, last: date) -> Iterator[Stretch]:
    """The days from `first` to `last`; where a clock is turned, that day counts by its noon."""
    zone = ZoneInfo(calendar.zone)
    since, ahead = first, _ahead(zone, first)
    for day in (first + timedelta(days=at) for at in range(1, (last - first).days + 1)):
        if (other := _ahead(zone, day)) != ahead:
            yield Stretch(since, day - timedelta(days=1), ahead)
            since, ahead = day, other
    yield Stretch(since, last, ahead)


def _ahead(zone: ZoneInfo, day: date) -> int:
    found = datetime.combine(day, time(12), zone).utcoffset()
    return int(found.total_seconds() // 60) if found else 0


def minute_of(column: str, ahead: int) -> str:
    """As SQL: the minutes since midnight, on a clock so far `ahead`, of a moment kept as text in UTC."""
    return (
        f"(CAST(substr({column}, 12, 2) AS INTEGER) * 60 + CAST(substr({column}, 15, 2) AS INTEGER) "
        f"+ {ahead % _DAY}) % {_DAY}"
    )


def moments(
    connection: sqlite3.Connection, calendar: Calendar, table: str, days: tuple[str, date, date], at: str,
    where: str, params: Sequence[object], area: str = "area_id",
) -> Counted:  # fmt: skip
    """How many records happened in each hour; `days` is the column of the day, the first and the last one."""
    found: Counted = {}
    column, first, last = days
    for one in stretches(calendar, first, last):
        rows = connection.execute(
            f"SELECT {area}, {minute_of(at, one.ahead)} / 60, count(*) FROM {table} "
            f"WHERE {column} BETWEEN ? AND ? AND {at} IS NOT NULL AND {where} GROUP BY 1, 2",
            (one.first.isoformat(), one.last.isoformat(), *params),
        )
        for key, hour, count in rows:
            found[key, hour] = found.get((key, hour), 0) + count
    return found


def presence(
    connection: sqlite3.Connection, calendar: Calendar, table: str, days: tuple[str, date, date],
    ends: tuple[str, str], where: str, params: Sequence[object], area: str = "area_id",
) -> Counted:  # fmt: skip
    """How many minutes fell into each hour, of stretches between the two columns of `ends`; everybody counts."""
    found: Counted = {}
    for key, _, minute, length, count in _spans(
        connection, calendar, table, days, ends, where, params, area, "''"
    ):
        for hour, minutes in spread(minute, length):
            found[key, hour] = found.get((key, hour), 0) + minutes * count
    return found


def patrolled(
    connection: sqlite3.Connection, calendar: Calendar, table: str, days: tuple[str, date, date],
    ends: tuple[str, str], where: str, params: Sequence[object], area: str = "area_id",
) -> Iterator[tuple[int | None, str, int, int]]:  # fmt: skip
    """Area, day, hour and the minutes in it of every stretch between the two columns of `ends`."""
    for key, day, minute, length, _ in _spans(
        connection, calendar, table, days, ends, where, params, area, days[0]
    ):
        for hour, minutes in spread(minute, length):
            yield key, day, hour, minutes


def _spans(
    connection: sqlite3.Connection, calendar: Calendar, table: str, days: tuple[str, date, date],
    ends: tuple[str, str], where: str, params: Sequence[object], area: str, day: str,
) -> Iterator[tuple[int | None, str, int, int, int]]:  # fmt: skip
    column, first, last = days
    start, end = ends
    for one in stretches(calendar, first, last):
        yield from connection.execute(
            f"SELECT {area}, {day}, {minute_of(start, one.ahead)}, "
            f"CAST((julianday({end}) - julianday({start})) * {_DAY} + 0.001 AS INTEGER), count(*) FROM {table} "
            f"WHERE {column} BETWEEN ? AND ? AND {end} > {start} AND {where} GROUP BY 1, 2, 3, 4",
            (one.first.isoformat(), one.last.isoformat(), *params),
        ).fetchall()


def spread(minute: int, length: int) -> Iterator[tuple[int, int]]:
    """How many minutes of a stretch of `length` that begins at `minute` of the day fall into which hour."""
    whole, rest = divmod(length, _DAY)
    if whole:
        yield from ((hour, 60 * whole) for hour in range(24))
    while rest > 0:
        here = min(rest, 60 - minute % 60)
        yield minute // 60 % 24, here
        minute, rest = minute + here, rest - here
