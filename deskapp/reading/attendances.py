"""Reading duties: one with all that belongs to it, who is here now, hours that count, who is meant at a check-in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from deskapp.domain import search_keys
from deskapp.domain.attendance import Attendance, Call, Credit, Duty
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.search_keys import SOUND
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import moment
from deskapp.domain.words import N_
from deskapp.reading.people import person_of
from deskapp.reading.volunteers import SURVIVOR

Read = Callable[..., Any]
"""Runs one SELECT with a tuple of parameters and gives rows that are indexed by name."""

_MOMENTS = ("in_at", "seen_at", "entered_at")
_LATE = ("out_at", "judged_at", "corrected_at")


def attendance_of(row: Mapping[str, Any] | sqlite3.Row) -> Attendance:
    """The value of a row of the table `attendance`."""
    values = {name: row[name] for name in row.keys() if name not in ("is_open", "desk_order")}  # noqa: SIM118
    for name in _MOMENTS:
        values[name] = moment(values[name])
    for name in _LATE:
        values[name] = moment(values[name]) if values[name] else None
    for name in ("day", "duty_day"):
        values[name] = date.fromisoformat(values[name])
    values["flags"] = tuple(values["flags"].split(",")) if values["flags"] else ()
    return Attendance(**values)


def duty_of(read: Read, where: str, params: tuple[object, ...]) -> Duty | None:
    """The duty for which `where` holds, with all that belongs to it; None where there is none."""
    found = read(f"SELECT * FROM attendance WHERE {where}", params).fetchone()
    if found is None:
        return None
    one = attendance_of(found)
    person, number, member, team = None, "", "", ""
    if one.volunteer_id is not None:
        who = read(
            "SELECT number, member_no, person_id FROM volunteer WHERE id = ?", (one.volunteer_id,)
        ).fetchone()
        number, member = who["number"], who["member_no"]
        person = person_of(read(SURVIVOR, (who["person_id"],)).fetchone())
    if one.team_id is not None:
        team = read("SELECT name FROM team WHERE id = ?", (one.team_id,)).fetchone()["name"]
    key = (one.id,)
    calls = read(
        "SELECT c.*, r.number AS request, d.number AS dispute FROM attendance_call AS c "
        "LEFT JOIN request AS r ON r.id = c.request_id LEFT JOIN dispute AS d ON d.id = c.dispute_id "
        "WHERE c.attendance_id = ? AND c.gone = 0 ORDER BY c.id",
        key,
    ).fetchall()
    credits = read(
        "SELECT * FROM attendance_credit WHERE attendance_id = ? AND gone = 0 ORDER BY id", key
    ).fetchall()
    loans = read(
        "SELECT l.id, e.kind, e.name FROM equipment_loan AS l JOIN equipment AS e ON e.id = l.equipment_id "
        "WHERE l.attendance_id = ? AND l.gone = 0 AND l.back_at IS NULL ORDER BY l.id",
        key,
    ).fetchall()
    return Duty(
        one, person, number, member, team,
        tuple(
            Call(row["id"], row["request_id"], row["request"] or "", row["incident_no"], moment(row["out_at"]),
                 moment(row["back_at"]) if row["back_at"] else None, row["dispute"] or "")
            for row in calls
        ),
        tuple(Credit(row["dimension"], row["service"], row["minutes"], row["note"]) for row in credits),
        tuple((row["id"], f"{row['kind']} {row['name']}".strip()) for row in loans),
    )  # fmt: skip


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Duty | None:
    """The duty with `number`, or None."""
    return duty_of(connection.execute, "room_id = ? AND number = ?", (room_id, number))


def by_id(connection: sqlite3.Connection, attendance_id: int) -> Duty | None:
    """The duty with this key, or None."""
    return duty_of(connection.execute, "id = ?", (attendance_id,))


def open_of(connection: sqlite3.Connection, volunteer_id: int) -> Duty | None:
    """The duty that somebody is on now."""
    return duty_of(connection.execute, "volunteer_id = ? AND is_open = 1", (volunteer_id,))


def here(connection: sqlite3.Connection, room_id: int) -> tuple[Duty, ...]:
    """Everybody who is here now, who came first on top."""
    keys = connection.execute(
        "SELECT id FROM attendance WHERE room_id = ? AND is_open = 1 ORDER BY in_at, id", (room_id,)
    ).fetchall()
    return tuple(found for row in keys if (found := by_id(connection, row["id"])) is not None)


def answering(connection: sqlite3.Connection, register: str, key: int) -> tuple[Duty, ...]:
    """The duties from which a request or a dispute was answered, in the order of the calls."""
    column = {"request": "request_id", "dispute": "dispute_id"}[register]
    keys = connection.execute(
        "SELECT DISTINCT c.attendance_id FROM attendance_call AS c JOIN attendance AS a ON a.id = c.attendance_id "
        f"WHERE c.{column} = ? AND c.gone = 0 AND a.status NOT IN ('voided', 'undone') ORDER BY c.id",
        (key,),
    ).fetchall()
    return tuple(found for row in keys if (found := by_id(connection, row[0])) is not None)


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[Duty]:
    """All duties of the room, in the order of entry."""
    keys = connection.execute(
        "SELECT id FROM attendance WHERE room_id = ? ORDER BY id", (room_id,)
    ).fetchall()
    return (found for row in keys if (found := by_id(connection, row["id"])) is not None)


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes that count, of one member, team, dimension or type of service."""

    key: str
    """Member number, team, or code."""
    name: str
    minutes: int
    times: int


_BY = {
    "member": ("v.member_no", "p.name"),
    "team": ("coalesce(t.name, '')", "coalesce(t.name, '')"),
    "dimension": ("c.dimension", "c.dimension"),
    "service": ("c.service", "c.service"),
}

BY = tuple(_BY)
"""By what hours can be added up."""


def hours(
    connection: sqlite3.Connection, room_id: int, by: str, first: date, last: date, volunteer_id: int = 0
) -> tuple[Hours, ...]:
    """Confirmed minutes of the duties that began on the days from `first` to `last`, the most first.

    A guest's minutes count for team, dimension and service, and for no member.
    """
    key, name = _BY[by]
    rows = connection.execute(
        f"SELECT {key} AS key, {name} AS name, sum(c.minutes) AS minutes, count(DISTINCT a.id) AS times "
        "FROM attendance AS a JOIN attendance_credit AS c ON c.attendance_id = a.id AND c.gone = 0 "
        "LEFT JOIN volunteer AS v ON v.id = a.volunteer_id LEFT JOIN person AS p ON p.id = v.person_id "
        "LEFT JOIN team AS t ON t.id = a.team_id "
        "WHERE a.room_id = ?1 AND a.status = 'confirmed' AND a.duty_day BETWEEN ?2 AND ?3 "
        "AND (?4 = 0 OR a.volunteer_id = ?4) AND (?5 <> 'member' OR v.id IS NOT NULL) "
        "GROUP BY 1 ORDER BY minutes DESC, 1",
        (room_id, first.isoformat(), last.isoformat(), volunteer_id, by),
    )
    return tuple(Hours(row["key"], row["name"], row["minutes"], row["times"]) for row in rows.fetchall())


# -- who is meant


def who(connection: sqlite3.Connection, room_id: int, typed: str) -> int:
    """The key of the volunteer of a member number, or of two facts that fit one person alone.

    Facts are the tail of a phone or an ID (four characters or more) and the name or its pinyin. Raises DeskError,
    which says nothing of anybody.
    """
    said = narrow(clean(typed)).upper()
    exact = connection.execute(
        "SELECT id FROM volunteer WHERE room_id = ? AND (member_no = ? OR number = ?) "
        "AND status NOT IN ('voided', 'undone')",
        (room_id, said, said),
    ).fetchall()
    if len(exact) == 1:
        return int(exact[0][0])
    words = clean(typed).split()
    if len(words) < 2:
        raise DeskError(
            N_("One more fact is needed: type the member number, or a phone tail and the name or its pinyin."),
            code=Exit.NOT_FOUND, field="who",
        )  # fmt: skip
    found = connection.execute(
        "SELECT v.id, p.name, p.sounds, p.phones, p.id_number FROM volunteer AS v JOIN person AS p "
        "ON p.id = v.person_id WHERE v.room_id = ? AND v.is_open = 1",
        (room_id,),
    ).fetchall()
    fits = [row["id"] for row in found if _fits(row, words)]
    if len(fits) != 1:
        raise DeskError(
            N_("Nobody fits, or more than one does: type the member number, or ask an officer."),
            code=Exit.NOT_FOUND, field="who",
        )  # fmt: skip
    return int(fits[0])


def _fits(row: sqlite3.Row, words: list[str]) -> bool:
    """Whether every word is a fact of this person, and they are facts of two kinds."""
    kinds: set[str] = set()
    for word in words:
        said = narrow(word).upper()
        if len(said) >= 4 and said.rstrip("X").isdigit():
            if any(phone.endswith(said) for phone in row["phones"].split(",")):
                kinds.add("phone")
            elif row["id_number"] and row["id_number"].endswith(said):
                kinds.add("document")
            else:
                return False
        elif word == row["name"] or _sounds(row, word):
            kinds.add("name")
        else:
            return False
    return len(kinds) > 1


def _sounds(row: sqlite3.Row, word: str) -> bool:
    """Whether the letters are the initials of the whole name, or the whole of it."""
    said = "".join(search_keys.runs(word)).replace("ü", "v")
    if not said.isascii() or not said.isalpha() or f"{SOUND}{said}" not in row["sounds"].split(" "):
        return False
    return len(said) == len(row["name"]) or len(said) > search_keys.EDGE
