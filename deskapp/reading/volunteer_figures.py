"""Counting the figures of volunteers: every set of records is one condition, for the number and for its list."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from deskapp.domain.figures import Figure, Metric, Period
from deskapp.domain.officer import Room
from deskapp.domain.volunteer_figures import VOLUNTEER_METRICS
from deskapp.reading import hours

_ON_ROLL = (
    "status NOT IN ('voided', 'undone', 'applicant') AND coalesce(joined_on, day) <= {last} "
    "AND (is_open = 1 OR coalesce(left_on, '') > {last})"
)
_SERVED = (
    "status NOT IN ('voided', 'undone') AND id IN (SELECT a.volunteer_id FROM attendance AS a WHERE a.room_id = {room} "
    f"AND a.duty_day BETWEEN {{first}} AND {{last}} AND a.{hours.COUNTED} AND a.volunteer_id IS NOT NULL)"
)
_DUTIES = f"duty_day BETWEEN {{first}} AND {{last}} AND {hours.COUNTED}"
_LIVING = "status NOT IN ('voided', 'undone')"
_TRAINING = "t.gone = 0 AND t.on_day BETWEEN {first} AND {last}"
_HONOUR = "h.gone = 0 AND h.kind IN ('honour', 'praise') AND h.on_day BETWEEN {first} AND {last}"

SETS: Mapping[str, Mapping[str, str]] = {
    "volunteer": {
        "on_roll": _ON_ROLL,
        "joined": (
            "status NOT IN ('voided', 'undone', 'applicant') AND coalesce(joined_on, day) BETWEEN {first} AND {last}"
        ),
        "left": "status = 'left' AND left_on BETWEEN {first} AND {last}",
        "served": _SERVED,
        "roll_served": f"{_ON_ROLL} AND {_SERVED}",
        "trained": f"{_LIVING} AND id IN (SELECT t.volunteer_id FROM volunteer_training AS t WHERE {_TRAINING})",
        "honoured": f"{_LIVING} AND id IN (SELECT h.volunteer_id FROM volunteer_honour AS h WHERE {_HONOUR})",
    },
    "attendance": {
        "duties": _DUTIES,
        "ended": f"{_DUTIES} AND is_open = 0",
        "confirmed": f"{_DUTIES} AND status = 'confirmed'",
        "waiting": f"{_DUTIES} AND status IN ('ended', 'auto_closed')",
        "answered": (
            f"{_DUTIES} AND EXISTS (SELECT 1 FROM attendance_call AS c WHERE c.attendance_id = attendance.id "
            "AND c.gone = 0)"
        ),
        "guard": f"{_DUTIES} AND mode = 'school_guard'",
    },
    "certificate": {"issued": "status = 'issued' AND day BETWEEN {first} AND {last}"},
}
"""By table and name; `{room}`, `{first}` and `{last}` stand for the room and the days."""

_OF_TRAINING = (
    "(SELECT {what} FROM volunteer_training AS t WHERE t.volunteer_id IN (SELECT id FROM volunteer WHERE room_id = "
    f"{{room}} AND {_LIVING}) AND {_TRAINING})"
)

_AMOUNTS: Mapping[str, str] = {
    "credited": "sum(credited)",
    "present": hours.SPENT,
    "calls": (
        "sum((SELECT count(*) FROM attendance_call AS c WHERE c.attendance_id = attendance.id AND c.gone = 0))"
    ),
    "guard_days": "count(DISTINCT duty_day || '/' || coalesce(team_id, 0))",
    "trainings": _OF_TRAINING.replace(
        "{what}", "count(DISTINCT t.subject || '/' || t.on_day || '/' || t.teacher)"
    ),
    "training_times": _OF_TRAINING.replace("{what}", "count(*)"),
    "training_minutes": _OF_TRAINING.replace("{what}", "coalesce(sum(t.minutes), 0)"),
    "honours": (
        "(SELECT count(*) FROM volunteer_honour AS h WHERE h.volunteer_id IN (SELECT id FROM volunteer WHERE room_id = "
        f"{{room}} AND {_LIVING}) AND {_HONOUR})"
    ),
}


_NARROWED: Mapping[str, Mapping[str, str]] = {
    "volunteer": {"team": "team_id"}, "attendance": {"area": "area_id", "team": "team_id"}, "certificate": {},
}  # fmt: skip
"""The columns by which a register is narrowed to an area or a team."""


def _filled(text: str, room: Room, period: Period) -> str:
    # A number and two days that the program made itself: nothing that anybody typed.
    return text.format(room=room.id, first=f"'{period.first}'", last=f"'{period.last}'")


def where_of(room: Room, period: Period, register: str, name: str) -> str:
    """The condition of a set in a period, on the table of its register."""
    within = period.within(**_NARROWED[register]) or "0"
    return f"room_id = {room.id} AND {_filled(SETS[register][name], room, period)} AND {within}"


def _counts(period: Period, metric: Metric) -> bool:
    """Whether a figure can be narrowed to what the period asks for."""
    if not period.narrowed:
        return True
    whole = metric.register == "volunteer" and (metric.of_what or metric.by)
    return not whole and period.within(**_NARROWED[metric.register]) is not None


def records_of(
    connection: sqlite3.Connection, room: Room, period: Period, figure: Figure
) -> tuple[str, list[object]]:
    """The condition of the records behind a figure, and its parameters."""
    metric, key = figure.metric, figure.key
    where = where_of(room, period, metric.register, metric.n)
    if metric.by in ("role", "identity"):
        column = "roles" if metric.by == "role" else "identity"
        if not key:
            return f"{where} AND {column} = ''", []
        return f"{where} AND instr(',' || {column} || ',', ',' || ? || ',')", [key]
    if metric.by == "team":
        found = connection.execute(
            "SELECT id FROM team WHERE room_id = ? AND number = ?", (room.id, key)
        ).fetchone()
        inside, params = hours.where_of(
            connection, room.id, "team", str(found["id"] if found else hours.NO_TEAM), period
        )
        return f"{inside} AND status = 'confirmed'", params
    if metric.by:
        return hours.where_of(connection, room.id, metric.by, key, period)
    return where, []


def figures(connection: sqlite3.Connection, room: Room, period: Period) -> tuple[Figure, ...]:
    """Every figure of the period, in the order of the table."""
    duties = _duties(connection, room, period)
    return tuple(
        one
        for metric in VOLUNTEER_METRICS
        if _counts(period, metric)
        for one in (
            (duties[metric.code],) if metric.code in duties else _figures(connection, room, period, metric)
        )
    )


def _duties(connection: sqlite3.Connection, room: Room, period: Period) -> dict[str, Figure]:
    """All figures of duties that are not broken down, from one pass."""
    metrics = [one for one in VOLUNTEER_METRICS if one.register == "attendance" and not one.by]
    columns = []
    for metric in metrics:
        condition = f"FILTER (WHERE {_filled(SETS['attendance'][metric.n], room, period)})"
        columns.append(f"count(*) {condition}")
        columns.append(f"coalesce({_AMOUNTS[metric.of_what]} {condition}, 0)" if metric.of_what else "NULL")
        of = _filled(SETS["attendance"][metric.of], room, period) if metric.of else ""
        columns.append(f"count(*) FILTER (WHERE {of})" if of else "NULL")
    where = where_of(room, period, "attendance", "duties")
    row = tuple(connection.execute(f"SELECT {', '.join(columns)} FROM attendance WHERE {where}").fetchone())
    found = {}
    for at, metric in enumerate(metrics):
        count, amount, of = row[3 * at : 3 * at + 3]
        found[metric.code] = Figure(metric, count, of, None if amount is None else float(amount))
    return found


def _figures(
    connection: sqlite3.Connection, room: Room, period: Period, metric: Metric
) -> tuple[Figure, ...]:
    if metric.by in ("role", "identity"):
        return _by_codes(connection, room, period, metric)
    if metric.by:
        return _by_hours(connection, room, period, metric)
    where = where_of(room, period, metric.register, metric.n)
    amount = f"coalesce({_filled(_AMOUNTS[metric.of_what], room, period)}, 0)" if metric.of_what else "NULL"
    count, sum_ = connection.execute(
        f"SELECT count(*), {amount} FROM {metric.register} WHERE {where}"
    ).fetchone()
    of = None
    if metric.of:
        whole = where_of(room, period, metric.register, metric.of)
        of = int(connection.execute(f"SELECT count(*) FROM {metric.register} WHERE {whole}").fetchone()[0])
    return (Figure(metric, count, of, None if sum_ is None else float(sum_)),)


def _by_codes(
    connection: sqlite3.Connection, room: Room, period: Period, metric: Metric
) -> tuple[Figure, ...]:
    column = "roles" if metric.by == "role" else "identity"
    where = where_of(room, period, "volunteer", metric.n)
    counts: Counter[str] = Counter()
    for row in connection.execute(f"SELECT {column}, count(*) FROM volunteer WHERE {where} GROUP BY 1"):
        for code in row[0].split(","):
            counts[code] += row[1]
    return tuple(
        Figure(metric, count, key=code)
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )


def _by_hours(
    connection: sqlite3.Connection, room: Room, period: Period, metric: Metric
) -> tuple[Figure, ...]:
    numbers = {
        str(row["id"]): row["number"]
        for row in connection.execute("SELECT id, number FROM team WHERE room_id = ?", (room.id,))
    }
    return tuple(
        Figure(
            metric, one.times, amount=float(one.confirmed), name=one.name,
            key=numbers.get(one.key, "") if metric.by == "team" else one.key,
        )
        for one in hours.sums(connection, room.id, metric.by, period)
        if one.times
    )  # fmt: skip
