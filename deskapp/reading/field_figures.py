"""Counting the figures of requests and field work: one pass over each register, however many figures it gives.

Every set of records is one condition, for the number and for its list.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from deskapp.domain.field_figures import FIELD_METRICS
from deskapp.domain.figures import Figure, Metric, Period
from deskapp.domain.officer import Room


@dataclass(frozen=True, slots=True)
class Ground:
    """A register as figures see it; `{first}` and `{last}` stand for the days."""

    table: str
    counted: str
    """What is counted at all."""
    sets: Mapping[str, str]
    """The condition of each set of records."""
    amounts: Mapping[str, str] = field(default_factory=dict)
    """The number of a record that is summed, or of which the middle is taken."""
    area: str = "area_id"
    team: str = ""

    def where(self, room: Room, period: Period) -> str | None:
        """The condition of a record that may be counted; None where it cannot be narrowed as asked."""
        within = period.within(self.area, self.team)
        if within is None:
            return None
        # A number and two days that the program made itself: nothing that anybody typed.
        return f"room_id = {room.id} AND {_dated(self.counted, period)} AND {within}"


def _dated(condition: str, period: Period) -> str:
    """A condition with the first and the last day in it."""
    return condition.format(first=f"'{period.first}'", last=f"'{period.last}'")


_DAY = "day BETWEEN {first} AND {last} AND status NOT IN ('voided', 'undone')"
_STANDING = "day <= {last} AND is_open = 1"
_JOINT = "officers > 0 AND volunteers + others > 0"
_TOGETHER = "volunteers + officers + others"
_KINDS = (
    "patrol", "school_guard", "training", "class", "drill", "publicity", "info", "incident", "case", "arrest",
    "service", "delivery", "rescue", "persuasion", "outing", "visit", "care",
)  # fmt: skip
_LEVEL_1 = "kind = 'grid' AND (parent_id IS NULL OR parent_id IN (SELECT id FROM area WHERE kind <> 'grid'))"
_UNDER = "kind = 'grid' AND parent_id IN (SELECT id FROM area WHERE {})"
_RATED = (
    "EXISTS (SELECT 1 FROM area_rating AS g WHERE g.area_id = area.id AND g.gone = 0 "
    "AND g.last BETWEEN {{first}} AND {{last}} AND {})"
)
_LATEST = (
    "g.verdict = 'safe' AND g.id = (SELECT o.id FROM area_rating AS o WHERE o.area_id = area.id AND o.gone = 0 "
    "AND o.last BETWEEN {first} AND {last} ORDER BY o.last DESC, o.id DESC LIMIT 1)"
)
_RIGHT = "status IN ('fixed_on_spot', 'rechecked_ok')"

_PLACES: Mapping[str, str] = {
    "shop_alliance": "kind = 'alliance'", "station": "kind = 'station'", "sentinel": "kind = 'sentinel'",
    "beat": "kind = 'beat'", "level_1": _LEVEL_1, "level_2": _UNDER.format(_LEVEL_1),
    "level_3": _UNDER.format(_UNDER.format(_LEVEL_1)), "stamped": "stamped_on <= {last}",
}  # fmt: skip
"""What stands on the last day of a period."""

GROUNDS: Mapping[str, Ground] = {
    "request": Ground("request", _DAY, {
        "received": "1",
        "handled": (
            "status IN ('resolved', 'followed_up', 'archived', 'transferred', 'declined', 'merged', 'withdrawn')"
        ),
        "resolved": "outcome <> '' AND status IN ('resolved', 'followed_up', 'archived')",
        "pressing": "outcome <> '' AND status IN ('resolved', 'followed_up', 'archived') AND pressing = 'yes'",
        "recovered": "recovered > 0",
        "satisfied": "followup IN ('satisfied', 'basic')",
        "answered": "followup NOT IN ('', 'no_answer')",
    }, {"recovered": "recovered / 100"}),
    "hazard": Ground("hazard", _DAY, {
        "found": "1", "right": _RIGHT, "on_spot": "status = 'fixed_on_spot'", "open": "is_open = 1",
    }),
    "activity": Ground(
        "activity", "held_on BETWEEN {first} AND {last} AND status = 'done'",
        {
            **{kind: f"kind = '{kind}'" for kind in _KINDS},
            "any": "1", "joint_patrol": f"kind = 'patrol' AND {_JOINT}",
            "audience": "kind IN ('publicity', 'class')", "copied": "copies > 0", "forwarded": "forwards > 0",
            "spread": "copies + forwards > 0", "served": "served > 0", "heard": "opinions > 0",
            "stopped": "frauds > 0", "saved": "money > 0", "kept_from_fraud": "frauds > 0 AND money > 0",
        },
        {
            **{name: name for name in ("people", "copies", "forwards", "items", "suspects", "served", "vehicles",
                                       "times", "refused", "opinions", "frauds", "minutes")},
            "money": "money / 100", "together": _TOGETHER, "spread": "copies + forwards",
        },
        team="team_id",
    ),
    "lost_report": Ground("lost_report", _DAY, {"reported": "1", "found": "status = 'found'"},
                          {"to_find": "(julianday(found_at) - julianday(coalesce(last_at, entered_at))) * 1440"}),
    "lead_appeal": Ground("lead_appeal", _DAY, {
        "issued": "issued_at IS NOT NULL", "useful": "status = 'verified_useful'",
        "replied": "EXISTS (SELECT 1 FROM appeal_reply AS r WHERE r.appeal_id = lead_appeal.id AND r.gone = 0)",
    }, {"replies": "(SELECT count(*) FROM appeal_reply AS r WHERE r.appeal_id = lead_appeal.id AND r.gone = 0)"}),
    "custody": Ground("custody", _DAY, {"received": "1", "claimed": "status = 'claimed'"}),
    "team": Ground("team", _STANDING, {"standing": "1"}, area="", team="id"),
    "area": Ground("area", "is_open = 1", {
        **{name: f"day <= {{last}} AND {said}" for name, said in _PLACES.items()},
        "rated": _RATED.format("1"), "safe": _RATED.format(_LATEST),
    }, area="id"),
}  # fmt: skip
"""By register."""

_MEMBERS = "volunteer AS v ON v.id = p.volunteer_id JOIN person AS c ON c.id = v.person_id"


def where_of(room: Room, period: Period, register: str, name: str) -> str:
    """The condition of a set in a period, on the table of its register."""
    ground = GROUNDS[register]
    said = _dated(ground.sets[name], period)
    return f"{ground.where(room, period) or '0'} AND {said}"


def records_of(room: Room, period: Period, figure: Figure) -> tuple[str, list[object]]:
    """The condition of the records behind a figure, and its parameters."""
    metric, key = figure.metric, figure.key
    where = where_of(room, period, metric.register, metric.n)
    if metric.by in ("area", "team"):
        column = f"{metric.by}_id"
        return (f"{where} AND {column} = ?", [int(key)]) if key else (f"{where} AND {column} IS NULL", [])
    if metric.by == "member":
        behind = "id IN (SELECT activity_id FROM activity_person WHERE volunteer_id = ? AND gone = 0)"
        return f"{where} AND {behind}", [int(key)]
    if metric.by:
        return f"{where} AND {metric.by} = ?", [key]
    return where, []


def figures(
    connection: sqlite3.Connection, room: Room, period: Period, quarrels: Sequence[Figure]
) -> tuple[Figure, ...]:
    """Every figure of the period, in the order of the table; `quarrels` are those of disputes."""
    found: dict[str, Figure] = {one.metric.code: one for one in quarrels if not one.metric.by}
    broken_down: dict[str, tuple[Figure, ...]] = {}
    for register in GROUNDS:
        plain, parts = _plain(connection, room, period, register)
        found |= plain
        broken_down |= parts
    return tuple(
        one
        for metric in FIELD_METRICS
        for one in (
            broken_down[metric.code]
            if metric.code in broken_down
            else _figures(connection, room, period, metric, found)
        )
    )


def _figures(
    connection: sqlite3.Connection, room: Room, period: Period, metric: Metric, found: Mapping[str, Figure]
) -> tuple[Figure, ...]:
    if metric.register == "coverage":
        return ()  # counted apart
    if metric.register == "both":
        return _both(metric, found)
    if not metric.by:
        return (found[metric.code],) if metric.code in found else ()
    if GROUNDS[metric.register].where(room, period) is None:
        return ()
    return _grouped(connection, room, period, metric)


_ALONG: Mapping[str, str] = {"request": "category", "hazard": "category"}
"""The column by which a register is broken down in the same pass."""


def _plain(
    connection: sqlite3.Connection, room: Room, period: Period, register: str
) -> tuple[dict[str, Figure], dict[str, tuple[Figure, ...]]]:
    """All figures of a register that are not broken down, and those by one of its columns, from one pass."""
    ground = GROUNDS[register]
    where = ground.where(room, period)
    metrics = [one for one in FIELD_METRICS if one.register == register and not one.by]
    if where is None:
        return {}, {}
    columns: list[str] = []
    for metric in metrics:
        condition = _dated(ground.sets[metric.n], period)
        columns.append(f"count(*) FILTER (WHERE {condition})")
        summed = metric.measure == "sum" and metric.of_what != "persons"
        said = (
            f"coalesce(sum({ground.amounts[metric.of_what]}) FILTER (WHERE {condition}), 0)"
            if summed
            else "0"
        )
        whole = f"count(*) FILTER (WHERE {_dated(ground.sets[metric.of], period)})" if metric.of else "NULL"
        columns += [said, whole]
    key = _ALONG.get(register, "")
    rows = connection.execute(
        f"SELECT {key or 'NULL'}, {', '.join(columns)} FROM {ground.table} WHERE {where} "
        + ("GROUP BY 1" if key else "")
    ).fetchall()
    row: list[Any] = [
        None if column == "NULL" else sum(one[at] for one in rows) for at, column in enumerate(columns, 1)
    ]
    found = {}
    for at, metric in enumerate(metrics):
        n, amount, of = row[3 * at : 3 * at + 3]
        figure = Figure(metric, n, of, float(amount) if metric.measure == "sum" else None)
        if metric.of_what == "persons":
            figure = replace(figure, amount=float(_persons(connection, where)))
        elif metric.measure == "median" and n:
            figure = replace(
                figure, amount=_middle(connection, ground, f"{where} AND {ground.sets[metric.n]}", metric)
            )
        found[metric.code] = figure
    return found, {
        other.code: _parts(other, [(one[0], one[1 + 3 * at]) for one in rows])
        for other in FIELD_METRICS
        if other.register == register and other.by and other.by == key
        for at, metric in enumerate(metrics)
        if metric.n == other.n and metric.measure == "count"
    }


def _parts(metric: Metric, counts: Sequence[tuple[str, int]]) -> tuple[Figure, ...]:
    """The lines of a figure that is broken down, the most first."""
    held = sorted(((key or "", count) for key, count in counts if count), key=lambda one: (-one[1], one[0]))
    return tuple(Figure(metric, count, key=key) for key, count in held)


def _persons(connection: sqlite3.Connection, where: str) -> int:
    """How many people were served, each once."""
    found = connection.execute(
        "SELECT count(DISTINCT coalesce('c' || p.person_id, 'n' || p.name)) FROM activity_person AS p "
        f"WHERE p.role = 'served' AND p.gone = 0 AND p.activity_id IN (SELECT id FROM activity WHERE {where} "
        "AND served > 0)"
    )
    return int(found.fetchone()[0])


def _middle(connection: sqlite3.Connection, ground: Ground, where: str, metric: Metric) -> float | None:
    number = ground.amounts[metric.of_what]
    known = f"{where} AND {number} IS NOT NULL"
    count = int(connection.execute(f"SELECT count(*) FROM {ground.table} WHERE {known}").fetchone()[0])
    if not count:
        return None
    rows = connection.execute(
        f"SELECT {number} FROM {ground.table} WHERE {known} ORDER BY 1 LIMIT ? OFFSET ?",
        (2 - count % 2, (count - 1) // 2),
    ).fetchall()
    return max(0.0, sum(float(row[0]) for row in rows) / len(rows))


def _grouped(
    connection: sqlite3.Connection, room: Room, period: Period, metric: Metric
) -> tuple[Figure, ...]:
    where = where_of(room, period, metric.register, metric.n)
    summed = GROUNDS[metric.register].amounts.get(metric.of_what, "0")
    if metric.by == "member":
        rows = connection.execute(
            f"SELECT p.volunteer_id, c.name, count(*), sum(a.amount) FROM (SELECT id, {summed} AS amount "
            f"FROM activity WHERE {where}) AS a JOIN activity_person AS p ON p.activity_id = a.id "
            f"AND p.gone = 0 JOIN {_MEMBERS} "
            "GROUP BY p.volunteer_id ORDER BY 4 DESC, 1"
        )
        return tuple(
            Figure(metric, row[2], amount=float(row[3]), key=str(row[0]), name=row[1])
            for row in rows.fetchall()
        )
    column = f"{metric.by}_id" if metric.by in ("area", "team") else metric.by
    names: dict[object, str] = {}
    if metric.by in ("area", "team"):
        found = connection.execute(f"SELECT id, name FROM {metric.by} WHERE room_id = ?", (room.id,))
        names = {row[0]: row[1] for row in found.fetchall()}
    rows = connection.execute(
        f"SELECT {column}, count(*), sum({summed}) FROM {GROUNDS[metric.register].table} WHERE {where} GROUP BY 1 "
        "ORDER BY 2 DESC, 1"
    )
    return tuple(
        Figure(
            metric, row[1], amount=float(row[2] or 0) if metric.of_what else None,
            key="" if row[0] is None else str(row[0]), name=names.get(row[0], ""),
        )
        for row in rows.fetchall()
    )  # fmt: skip


_TOGETHER_N = {
    "both": ("disputes_registered", "hazards_found"), "both_good": ("disputes_settled", "hazards_rectified"),
}  # fmt: skip


def _both(metric: Metric, found: Mapping[str, Figure]) -> tuple[Figure, ...]:
    """What is counted from disputes and hazards together."""
    parts = _TOGETHER_N[metric.n]
    if any(code not in found for code in (*parts, "settle_rate", "hazards_found")):
        return ()
    n = sum(found[code].n for code in parts)
    of = (found["settle_rate"].of or 0) + found["hazards_found"].n if metric.of else None
    return (Figure(metric, n, of),)
