"""Which shift is on now, for the head row and the board, and in words: a glance that needs nothing of the sheets."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.times import Calendar, moment
from deskapp.domain.words import N_, Words


@dataclass(frozen=True, slots=True)
class OnShift:
    """One shift as a glance sees it."""

    number: str
    starts_at: datetime
    ends_at: datetime | None
    """The cut-off, else when it is to end."""
    outgoing: int
    incoming: int
    people: tuple[int, ...] = ()

    def hours(self, calendar: Calendar) -> str:
        """From when to when, on the room's clock."""
        end = f"{calendar.local(self.ends_at):%H:%M}" if self.ends_at else ""
        return f"{calendar.local(self.starts_at):%H:%M}–{end}"


@dataclass(frozen=True, slots=True)
class Now:
    """How a room stands with its shifts."""

    open: OnShift | None = None
    frozen: OnShift | None = None
    """The one whose handover is under way."""
    waits: bool = False
    """Whether that one waits to be accepted."""
    last: OnShift | None = None
    """The one that was sealed last."""


_SQL = "SELECT * FROM shift WHERE room_id = ? AND "


def look(connection: sqlite3.Connection, room_id: int) -> Now:
    """How the room stands with its shifts now."""
    running = connection.execute(
        f"{_SQL} is_open = 1 AND status IN ('open', 'handing_over', 'pending_accept')", (room_id,)
    ).fetchall()
    last = connection.execute(
        f"{_SQL} is_open = 0 AND digest <> '' ORDER BY cut_write DESC LIMIT 1", (room_id,)
    ).fetchone()
    going = next((row for row in running if row["status"] == "open"), None)
    frozen = next((row for row in running if row["status"] != "open"), None)
    return Now(
        _shift(connection, going), _shift(connection, frozen),
        frozen is not None and frozen["status"] == "pending_accept", _shift(connection, last),
    )  # fmt: skip


def _shift(connection: sqlite3.Connection, row: sqlite3.Row | None) -> OnShift | None:
    if row is None:
        return None
    end = row["cutoff_at"] or row["ends_at"]
    people = connection.execute(
        "SELECT officer_id FROM shift_member WHERE shift_id = ? AND gone = 0 ORDER BY id", (row["id"],)
    )
    return OnShift(
        row["number"], moment(row["starts_at"]), moment(end) if end else None, row["outgoing"], row["incoming"],
        tuple(one[0] for one in people),
    )  # fmt: skip


def told(now: Now, calendar: Calendar, people: Mapping[int, str], at: datetime, t: Words) -> str:
    """What the board says: what waits first, then what is on, then what was handed over last."""
    parts = []
    if now.frozen is not None:
        text = (
            N_("{number} waits to be accepted: Ctrl+A")
            if now.waits
            else N_("{number} is being handed over: Ctrl+A")
        )
        parts.append(t(text, number=now.frozen.number))
    if now.open is not None:
        who = ", ".join(people.get(one, "—") for one in now.open.people)
        end = _end(now.open, calendar)
        parts.append(t(N_("{number} until {end} · {who}"), number=now.open.number, end=end, who=who))
    elif now.frozen is None:
        parts.append(t(N_("No shift is open: Ctrl+A opens one")))
    if now.last is not None:
        parts.append(_last(now.last, calendar, people, at, t))
    return " · ".join(parts)


def _end(one: OnShift, calendar: Calendar) -> str:
    return f"{calendar.local(one.ends_at):%H:%M}" if one.ends_at else "—"


def _last(one: OnShift, calendar: Calendar, people: Mapping[int, str], at: datetime, t: Words) -> str:
    when = calendar.show(one.ends_at, at) if one.ends_at else ""
    to = people.get(one.incoming, "") if one.incoming else t(N_("nobody"))
    return t(
        N_("last {number} {when} {out} → {to}"),
        number=one.number,
        when=when,
        out=people.get(one.outgoing, "—"),
        to=to,
    )


def entered_in(
    connection: sqlite3.Connection,
    room_id: int,
    subject: str,
    subject_id: int,
    occurred_at: datetime,
    t: Words,
) -> str:
    """The shift in which a record was entered, and whether late or outside of it; empty where none holds it."""
    first = connection.execute(
        "SELECT write_id FROM history WHERE subject = ? AND subject_id = ? ORDER BY id LIMIT 1",
        (subject, subject_id),
    ).fetchone()
    if first is None:
        return ""
    found = connection.execute(
        "SELECT number, starts_at, open_write FROM shift WHERE room_id = ? AND from_write <= ? "
        "AND (cut_write IS NULL OR cut_write > ?)", (room_id, first[0], first[0]),
    ).fetchone()  # fmt: skip
    if found is None:
        return ""
    parts = [str(found["number"])]
    if found["open_write"] is None or first[0] < found["open_write"]:
        parts.append(t(N_("outside a shift")))
    elif occurred_at < moment(found["starts_at"]):
        parts.append(t(N_("late entry")))
    return " · ".join(parts)


def last_sealed(connection: sqlite3.Connection, room_id: int) -> datetime | None:
    """When a handover was sealed last, by whoever took over or by a leader; None where none ever was."""
    found = connection.execute(
        "SELECT at FROM history WHERE room_id = ? AND subject = 'shift' AND step IN ('accept', 'close') "
        "ORDER BY at DESC LIMIT 1",
        (room_id,),
    ).fetchone()
    return moment(found[0]) if found is not None else None
