"""Counting patrol against the duty plan: hours with somebody out ÷ hours with somebody planned, by hour of the day."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from deskapp.domain.chart import hour_label
from deskapp.domain.field_figures import COVERAGE_METRICS
from deskapp.domain.figures import Figure, Period
from deskapp.domain.officer import Room
from deskapp.domain.times import moment
from deskapp.reading.by_hour import minute_of, stretches
from deskapp.reading.slots import slots

_DAY, _HOUR = 24 * 60, 60

WALKED: Mapping[str, tuple[str, tuple[str, str], str]] = {
    "activity": ("held_on", ("start_at", "end_at"), "kind = 'patrol' AND status = 'done'"),
    "attendance": (
        "duty_day", ("in_at", "out_at"), "mode = 'patrol' AND status NOT IN ('voided', 'undone', 'rejected')",
    ),
}  # fmt: skip
"""The day, the ends and the condition of what is patrol, by table."""


def figures(connection: sqlite3.Connection, room: Room, period: Period) -> tuple[Figure, ...]:
    """The share of all hours, then that of each hour of the day in which anybody is planned or out."""
    out, planned = _out(connection, room, period), _planned(connection, room, period)
    whole, by_hour = COVERAGE_METRICS
    return (
        Figure(whole, sum(out.values()), sum(planned.values())),
        *(
            Figure(by_hour, out[hour], planned[hour], key=f"{hour:02}", name=hour_label(hour))
            for hour in range(24)
            if out[hour] or planned[hour]
        ),
    )


def _out(connection: sqlite3.Connection, room: Room, period: Period) -> Counter[int]:
    """On how many days somebody was on patrol, by hour of the day."""
    there: set[tuple[date, int]] = set()
    for table, (day, (start, end), where) in WALKED.items():
        for one in stretches(room.calendar, period.first, period.last):
            # Whole hours are told apart in the file itself: there are few of them, however many were out.
            text = 13 if one.ahead % _HOUR == 0 else 16
            rows = connection.execute(
                f"SELECT DISTINCT substr({start}, 1, {text}), substr({end}, 1, {text}), substr({end}, 15, 2) = '00' "
                f"FROM {table} WHERE {day} BETWEEN ? AND ? AND room_id = ? AND {where} AND {end} > {start} "
                f"AND {period.within('area_id', 'team_id')}",
                (one.first.isoformat(), one.last.isoformat(), room.id),
            )
            for begins, ends, sharp in rows:
                first, last = (_minute(text) + one.ahead for text in (begins, ends))
                # A patrol until nine sharp was not out in the hour of nine.
                for hour in range(first // _HOUR, (last - sharp) // _HOUR + 1):
                    there.add((date.fromordinal(hour // 24), hour % 24))
    return Counter(hour for day, hour in there if period.first <= day <= period.last)


def _minute(text: str) -> int:
    """The minutes since the first day of a moment in UTC that is cut behind its hour or its minute."""
    return date.fromisoformat(text[:10]).toordinal() * _DAY + int(text[11:13]) * _HOUR + int(text[14:16] or 0)


def _planned(connection: sqlite3.Connection, room: Room, period: Period) -> Counter[int]:
    """For how many days the plan has somebody, by hour of the day, counted alike."""
    wanted = [
        one
        for one in slots(connection, room.id)
        if (not period.areas or one.area_id in period.areas)
        and (not period.teams or one.team_id in period.teams)
    ]
    there: set[tuple[date, int]] = set()
    for day in _days(period, _last(connection, room)) if wanted else ():
        for one in wanted:
            if one.is_on(day):
                length = (one.ends - one.begins) % _DAY or _DAY
                for hour in range(one.begins // _HOUR, (one.begins + length - 1) // _HOUR + 1):
                    there.add((day + timedelta(days=hour // 24), hour % 24))
    return Counter(hour for day, hour in there if period.first <= day <= period.last)


def _days(period: Period, last: date) -> Iterator[date]:
    day = period.first
    while day <= min(period.last, last):
        yield day
        day += timedelta(days=1)


def _last(connection: sqlite3.Connection, room: Room) -> date:
    """The last day on which anything was written."""
    found = connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return room.calendar.day(moment(found[0])) if found else date.max


def where_of(room: Room, period: Period, table: str, hour: str) -> str:
    """The condition of the patrols or duties behind a figure; with an `hour` of those that fell into it."""
    day, (start, end), where = WALKED[table]
    within = period.within("area_id", "team_id")
    said = f"room_id = {room.id} AND {where} AND {end} > {start} AND {within}"
    if not hour:
        return f"{said} AND {day} BETWEEN '{period.first}' AND '{period.last}'"
    first = int(hour) * _HOUR
    length = f"(julianday({end}) - julianday({start})) * {_DAY} + 0.001"
    parts = [
        f"({day} BETWEEN '{one.first}' AND '{one.last}' AND (({minute_of(start, one.ahead)} < {first + _HOUR} "
        f"AND {minute_of(start, one.ahead)} + {length} > {first}) "
        f"OR {minute_of(start, one.ahead)} + {length} > {_DAY + first}))"
        for one in stretches(room.calendar, period.first, period.last)
    ]
    return f"{said} AND ({' OR '.join(parts)})"
