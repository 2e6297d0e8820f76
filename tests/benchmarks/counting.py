"""The figures of a year: against plain grouped SQL over the same rows, and how the page that shows them answers."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from deskapp import db
from deskapp.domain.figures import Period
from deskapp.reading.figures import figures
from deskapp.reading.room import rooms
from tests.benchmarks.generate import UNTIL, generate
from tests.benchmarks.pouring import DAYS
from tests.benchmarks.report import Line, middle
from tests.benchmarks.terminal import Terminal, desk, environment

YEAR = Period(date(UNTIL.year, 1, 1), date(UNTIL.year, 12, 31))
PAGE_WAIT = 1000.0
"""Milliseconds that the page may take beyond the floor."""
DISPUTES = "\x1bOR"
"""F3, the page from which f leads to the figures."""
_NUMBER = re.compile(r"[0-9] +files")

_DAY = "room_id = 1 AND day BETWEEN :first AND :last AND status NOT IN ('voided', 'undone')"
_HELD = "room_id = 1 AND held_on BETWEEN :first AND :last AND status = 'done'"
_DUTY = "room_id = 1 AND duty_day BETWEEN :first AND :last AND status NOT IN ('voided', 'undone', 'rejected')"
_GOOD = (
    "agreed_at IS NOT NULL AND close_way = '' AND status IN ('agreed', 'performing', 'fulfilled', 'followed_up', "
    "'archived')"
)
_AMOUNTS = ", ".join(
    f"sum({name})"
    for name in (
        "volunteers + officers + others", "minutes", "people", "copies", "forwards", "items", "suspects", "served",
        "vehicles", "times", "refused", "opinions", "frauds", "money",
    )
)  # fmt: skip
_DONE = ("resolved", "followed_up", "archived")

FLOOR: tuple[str, ...] = (
    (
        f"SELECT category, count(*), sum(status IN {(*_DONE, 'transferred', 'declined', 'merged', 'withdrawn')}), "
        f"sum(outcome <> '' AND status IN {_DONE}), sum(outcome <> '' AND status IN {_DONE} AND pressing = 'yes'), "
        "sum(recovered), sum(followup IN ('satisfied', 'basic')), sum(followup NOT IN ('', 'no_answer')) "
        f"FROM request WHERE {_DAY} GROUP BY 1"
    ),
    (
        "SELECT category, count(*), sum(status IN ('fixed_on_spot', 'rechecked_ok')), sum(status = 'fixed_on_spot'), "
        f"sum(is_open) FROM hazard WHERE {_DAY} GROUP BY 1"
    ),
    (
        f"SELECT kind, officers > 0 AND volunteers + others > 0, count(*), {_AMOUNTS} FROM activity WHERE {_HELD} "
        "GROUP BY 1, 2"
    ),
    *(
        f"SELECT {by}, count(*) FROM activity WHERE {_HELD} GROUP BY 1"
        for by in ("dimension", "area_id", "team_id")
    ),
    (
        "SELECT p.volunteer_id, sum(a.times) FROM activity AS a JOIN activity_person AS p ON p.activity_id = a.id "
        f"WHERE {_HELD} AND kind = 'persuasion' AND p.volunteer_id IS NOT NULL AND p.gone = 0 GROUP BY 1"
    ),
    (
        "SELECT count(DISTINCT coalesce('c' || p.person_id, 'n' || p.name)) FROM activity AS a "
        f"JOIN activity_person AS p ON p.activity_id = a.id WHERE {_HELD} AND served > 0 "
        "AND p.role = 'served' AND p.gone = 0"
    ),
    f"SELECT kind, count(*), sum(status = 'found') FROM lost_report WHERE {_DAY} GROUP BY 1",
    (
        f"SELECT (julianday(found_at) - julianday(last_at)) * 1440 FROM lost_report WHERE {_DAY} AND status = 'found' "
        "ORDER BY 1"
    ),
    (
        f"SELECT count(DISTINCT a.id), count(r.id) FROM (SELECT * FROM lead_appeal WHERE {_DAY}) AS a "
        "LEFT JOIN appeal_reply AS r ON r.appeal_id = a.id AND r.gone = 0"
    ),
    f"SELECT count(*), sum(status = 'claimed') FROM custody WHERE {_DAY}",
    (
        "SELECT kind, parent_id IS NULL, count(*), count(stamped_on) FROM area WHERE room_id = 1 AND is_open = 1 "
        "GROUP BY 1, 2"
    ),
    (
        f"SELECT type, count(*), sum({_GOOD}), sum(receiver <> '' AND agreed_at IS NULL), "
        f"sum(fulfilled_at IS NOT NULL), sum(stage = 'bud' AND {_GOOD}), sum(kind = 'joint'), sum(petition_risk), "
        "sum(decline_reason <> ''), "
        f"sum(is_open), sum(breaches), sum(relapses) FROM dispute WHERE {_DAY} GROUP BY 1"
    ),
    *(f"SELECT {by}, count(*) FROM dispute WHERE {_DAY} GROUP BY 1" for by in ("source", "kind", "risk")),
    (
        f"SELECT place, count(*) FROM dispute WHERE {_DAY} AND domestic_violence = 0 AND sealed = 0 GROUP BY 1 "
        "ORDER BY 2 DESC LIMIT 20"
    ),
    f"SELECT m.officer_id, m.body, count(*) FROM dispute AS d JOIN dispute_mediator AS m ON m.dispute_id = d.id "
    f"WHERE {_DAY} AND {_GOOD} AND m.gone = 0 GROUP BY 1, 2".replace("kind", "d.kind"),
    f"SELECT julianday(agreed_at) - julianday(entered_at) FROM dispute WHERE {_DAY} AND {_GOOD} ORDER BY 1",
    (
        f"SELECT julianday(first_action_at) - julianday(first_sign_at) FROM dispute WHERE {_DAY} "
        "AND first_action_at IS NOT NULL ORDER BY 1"
    ),
    (
        "SELECT team_id, count(*), sum(is_open = 0), sum(status = 'confirmed'), "
        "sum(status IN ('ended', 'auto_closed')), sum(credited), "
        "sum((julianday(out_at) - julianday(in_at)) * 1440), sum(mode = 'school_guard'), "
        "count(DISTINCT CASE WHEN mode = 'school_guard' THEN duty_day END) "
        f"FROM attendance WHERE {_DUTY} GROUP BY 1"
    ),
    f"SELECT count(DISTINCT volunteer_id) FROM attendance WHERE {_DUTY}",
    *(
        f"SELECT c.{by}, sum(c.minutes), count(DISTINCT a.id) FROM attendance AS a JOIN attendance_credit AS c "
        f"ON c.attendance_id = a.id AND c.gone = 0 WHERE {_DUTY} AND status = 'confirmed' GROUP BY 1"
        for by in ("dimension", "service")
    ),
    (
        f"SELECT count(*), count(DISTINCT a.id) FROM attendance AS a JOIN attendance_call AS c "
        f"ON c.attendance_id = a.id WHERE {_DUTY} AND c.gone = 0"
    ),
    # the hours of patrol
    *(
        f"SELECT DISTINCT {day}, substr({start}, 12, 2), substr({end}, 1, 13) FROM {table} WHERE {where}"
        for table, day, start, end, where in (
            (
                "activity",
                "held_on",
                "start_at",
                "end_at",
                f"{_HELD} AND kind = 'patrol' AND end_at > start_at",
            ),
            ("attendance", "duty_day", "in_at", "out_at", f"{_DUTY} AND mode = 'patrol' AND out_at > in_at"),
        )
    ),
    (
        "SELECT verdict, count(DISTINCT area_id) FROM area_rating WHERE gone = 0 AND last BETWEEN :first AND :last "
        "GROUP BY 1"
    ),
    (
        "SELECT roles, identity, count(*), sum(status = 'left') FROM volunteer WHERE room_id = 1 AND status NOT IN "
        "('voided', 'undone') GROUP BY 1, 2"
    ),
)
"""The same numbers, one grouped query for each register and each thing by which it is broken down."""


def raw(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """The rows of the floor."""
    days = {"first": YEAR.first.isoformat(), "last": YEAR.last.isoformat()}
    return [[tuple(row) for row in connection.execute(sql, days)] for sql in FLOOR]


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def counted(file: Path, rounds: int) -> Line:
    """A year's figures, by turns with the floor."""
    with closing(db.connect(file, readonly=True)) as connection:
        room = rooms(connection)[0]
        floor, ours = [], []
        for _ in range(rounds + 1):
            floor.append(_took(lambda: raw(connection)))
            ours.append(_took(lambda: figures(connection, room, YEAR)))
        count = len(figures(connection, room, YEAR))
    return Line("a year's figures", middle(floor[1:]), middle(ours[1:]), 3.0, f"{count} figures")


def page(file: Path, home: Path, floor: float, rounds: int) -> Iterator[Line]:
    """The page of figures: a key while a year is counted and while nothing is; from the key to the numbers."""
    stands, busy, idle, numbers = [], [], [], []
    for _ in range(rounds):
        with Terminal(desk(str(file)), environment(str(home))) as shown:
            shown.until(lambda text: "F3" in text)
            shown.rest(0.5)
            shown.type(DISPUTES)
            shown.until(lambda text: "▶" in text)
            shown.rest(0.5)
            began = _press(shown, "f")
            stands.append(shown.until(lambda text: "2026-01-01" in text) - began)
            numbers.append(shown.until(lambda text: _NUMBER.search(text) is not None) - began)
            shown.rest(0.5)
            began = _press(shown, " ")
            idle.append(shown.until(lambda text: "2026-11-01" in text) - began)
            shown.until(lambda text: _NUMBER.search(text) is not None)
            shown.rest(0.5)
            for _ in range(3):  # week, day, and the year again: it is being counted when the next key comes
                _press(shown, " ")
            shown.until(lambda text: "2026-01-01" in text)
            began = _press(shown, " ")
            busy.append(shown.until(lambda text: "2026-11-01" in text) - began)
    yield Line(
        "a key while a year is counted", middle(idle), middle(busy), 2.0, "against the same key in a rest"
    )
    note = f"the floor and a second; the page stands after {middle(stands):.0f} ms"
    yield Line("figures on the page", floor + PAGE_WAIT, middle(numbers), 1.0, note)


def _press(shown: Terminal, key: str) -> float:
    """Look anew, press a key; gives the moment."""
    shown.forget()
    began = time.perf_counter()
    shown.type(key)
    return began


def measured(large: Path, home: Path, records: int, rounds: int) -> list[Line]:
    """Both, on the given file where it holds field work, else on one that is made for it."""
    file = large
    with closing(db.connect(large, readonly=True)) as connection:
        held = connection.execute("SELECT 1 FROM activity LIMIT 1").fetchone()
    if held is None:
        file = home / "field.db"
        requests = records * 2 // 5
        generate(file, requests, per_day=-(-requests // DAYS), field_work=records - requests)
    line = counted(file, rounds)
    return [line, *page(file, home, line.floor, max(2, rounds // 3))]
