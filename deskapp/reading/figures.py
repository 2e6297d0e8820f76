"""Counting the figures of a period: every set of records is one condition, for the number and for its list."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from deskapp.domain.figures import METRICS, Figure, Metric, Period
from deskapp.domain.officer import Room
from deskapp.reading import coverage_figures, field_figures, volunteer_figures

_AGREED = (
    "agreed_at IS NOT NULL AND close_way = '' AND status IN ('agreed', 'performing', 'fulfilled', 'followed_up', "
    "'archived')"
)
_GONE_OUT = (
    "receiver <> '' AND agreed_at IS NULL AND close_way = '' "
    "AND status IN ('transferred', 'closed_other', 'archived')"
)

SETS: Mapping[str, str] = {
    "registered": "1",
    "own": f"NOT ({_GONE_OUT})",
    "agreed": _AGREED,
    "performed": "fulfilled_at IS NOT NULL AND close_way = '' AND status IN ('fulfilled', 'followed_up', 'archived')",
    "bud": f"stage = 'bud' AND {_AGREED}",
    "joint": (
        "(kind = 'joint' OR EXISTS (SELECT 1 FROM dispute_mediator AS m WHERE m.dispute_id = dispute.id "
        "AND m.gone = 0 AND m.kind = 'department'))"
    ),
    "grave": "risk IN ('orange', 'red')",
    "petition": "petition_risk = 1",
    "transferred": _GONE_OUT,
    "declined": "decline_reason <> '' AND status IN ('declined', 'archived')",
    "open": "is_open = 1",
    "acted": "first_action_at IS NOT NULL",
    "breached": "breaches > 0",
    "relapsed": "relapses > 0",
}
"""The condition of each set on the table `dispute`."""

_NUMBERS: Mapping[str, str] = {
    "breaches": "breaches",
    "relapses": "relapses",
    "to_agree": "julianday(agreed_at) - julianday(entered_at)",
    "to_act": "julianday(first_action_at) - julianday(first_sign_at)",
}

SHELTERED = (
    "(sealed = 1 OR domestic_violence = 1 OR EXISTS (SELECT 1 FROM dispute_party AS p JOIN person AS c "
    "ON c.id = p.person_id WHERE p.dispute_id = dispute.id AND p.gone = 0 AND (c.minor = 1 OR "
    "coalesce(c.born, CASE WHEN length(c.id_number) = 18 THEN substr(c.id_number, 7, 4) || '-' || "
    "substr(c.id_number, 11, 2) || '-' || substr(c.id_number, 13, 2) END) > date(dispute.day, '-18 years'))))"
)
"""Files of which no place is told, as domain.dispute.File says it."""

_COLUMNS = {"type": "type", "source": "source", "mediation": "kind", "risk": "risk", "place": "place"}
_PLACES = 20

_MEDIATORS = (
    "(SELECT id AS dispute_id, 'o' || presider AS who FROM dispute WHERE presider > 0 UNION "
    "SELECT dispute_id, CASE WHEN officer_id > 0 THEN 'o' || officer_id ELSE 'n' || trim(name || ' ' || body) END "
    "FROM dispute_mediator WHERE gone = 0)"
)


def where_of(room: Room, period: Period, name: str) -> tuple[str, list[object]]:
    """The condition of a set in a period, and its parameters."""
    within = period.within(area="dispute.area_id") or "0"
    return (
        f"room_id = ? AND day >= ? AND day <= ? AND status NOT IN ('voided', 'undone') AND ({SETS[name]}) AND {within}",
        [room.id, period.first.isoformat(), period.last.isoformat()],
    )


def records_of(room: Room, period: Period, figure: Figure) -> tuple[str, list[object]]:
    """The condition of the records behind a figure, and its parameters."""
    where, params = where_of(room, period, figure.metric.n)
    by = figure.metric.by
    if by == "place":
        return f"{where} AND place = ? AND NOT {SHELTERED}", [*params, figure.key]
    if by in _COLUMNS:
        return f"{where} AND dispute.{_COLUMNS[by]} = ?", [*params, figure.key]
    if by == "mediator":
        return f"{where} AND id IN (SELECT dispute_id FROM {_MEDIATORS} WHERE who = ?)", [*params, figure.key]
    return where, params


def figures(connection: sqlite3.Connection, room: Room, period: Period) -> tuple[Figure, ...]:
    """Every figure of the period, in the order of the table; one moment of the file."""
    connection.execute("BEGIN")
    try:
        quarrels: tuple[Figure, ...] = ()
        if period.within(area="area_id") is not None:
            plain = _plain(connection, room, period)
            quarrels = tuple(
                one
                for metric in METRICS
                for one in (
                    (plain[metric.code],)
                    if metric.code in plain
                    else _grouped(connection, room, period, metric)
                )
            )
        return (
            *quarrels, *field_figures.figures(connection, room, period, quarrels),
            *coverage_figures.figures(connection, room, period),
            *volunteer_figures.figures(connection, room, period),
        )  # fmt: skip
    finally:
        connection.execute("COMMIT")


def _grouped(
    connection: sqlite3.Connection, room: Room, period: Period, metric: Metric
) -> tuple[Figure, ...]:
    where, params = where_of(room, period, metric.n)
    if metric.by in _COLUMNS:
        most = _PLACES if metric.by == "place" else -1
        empty = f"AND place <> '' AND NOT {SHELTERED}" if metric.by == "place" else ""
        rows = connection.execute(
            f"SELECT {_COLUMNS[metric.by]}, count(*) FROM dispute WHERE {where} {empty} GROUP BY 1 "
            "ORDER BY 2 DESC, 1 LIMIT ?",
            [*params, most],
        )
        return tuple(Figure(metric, row[1], key=row[0]) for row in rows)
    return _by_mediator(connection, metric, where, params)


def _plain(connection: sqlite3.Connection, room: Room, period: Period) -> dict[str, Figure]:
    """All figures that are not broken down, from one pass, with the middle ones after it."""
    metrics = [one for one in METRICS if not one.by]
    columns = []
    for metric in metrics:
        condition = f"FILTER (WHERE {SETS[metric.n]})"
        summed = metric.measure == "sum"
        columns += [
            f"count(*) {condition}",
            f"coalesce(sum({_NUMBERS[metric.of_what]}) {condition}, 0)" if summed else "NULL",
            f"count(*) FILTER (WHERE {SETS[metric.of]})" if metric.of else "NULL",
        ]
    where, params = where_of(room, period, "registered")
    row = tuple(
        connection.execute(f"SELECT {', '.join(columns)} FROM dispute WHERE {where}", params).fetchone()
    )
    found = {}
    for at, metric in enumerate(metrics):
        count, amount, of = row[3 * at : 3 * at + 3]
        if metric.measure == "median" and count:
            amount = _middle(connection, metric, *where_of(room, period, metric.n), count)
        found[metric.code] = Figure(metric, count, of, None if amount is None else float(amount))
    return found


def _middle(
    connection: sqlite3.Connection, metric: Metric, where: str, params: list[object], count: int
) -> float:
    sql = f"SELECT {_NUMBERS[metric.of_what]} FROM dispute WHERE {where} ORDER BY 1 LIMIT ? OFFSET ?"
    middle = connection.execute(sql, [*params, 2 - count % 2, (count - 1) // 2]).fetchall()
    return max(0.0, sum(float(row[0]) for row in middle) / len(middle))


def _by_mediator(
    connection: sqlite3.Connection, metric: Metric, where: str, params: list[object]
) -> tuple[Figure, ...]:
    names = {f"o{row[0]}": row[1] for row in connection.execute("SELECT id, name FROM officer")}
    rows = connection.execute(
        f"SELECT m.who, count(*) FROM {_MEDIATORS} AS m JOIN dispute ON dispute.id = m.dispute_id WHERE {where} "
        "GROUP BY 1 ORDER BY 2 DESC, 1",
        params,
    )
    return tuple(
        Figure(metric, row[1], key=row[0], name=names.get(row[0], row[0].removeprefix("n"))) for row in rows
    )
