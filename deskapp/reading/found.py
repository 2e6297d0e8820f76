"""What was found, as rows of one list: a few of each register, then the last one without end."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deskapp.domain.dispute_card import short_number as dispute_number
from deskapp.domain.dispute_card import shown_names, shown_summary
from deskapp.domain.listing import Column, Row
from deskapp.domain.officer import Room
from deskapp.domain.search_hits import Reason
from deskapp.domain.search_keys import Word
from deskapp.domain.text import one_line
from deskapp.domain.volunteer_card import state_text
from deskapp.domain.words import N_, Words
from deskapp.reading import dispute_lists, search, volunteers
from deskapp.reading.disputes import by_id
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.people import value
from deskapp.reading.pivots import Key
from deskapp.reading.request_lists import Connect, RequestFilter, short_number, state_cell, tone
from deskapp.reading.requests import request_of

REGISTERS = tuple(search.SEARCHED)
"""Every register, in the order in which they stand in the list."""
GROUP = 5
"""Records of a register that stand before the next register."""
EXACT = 20
"""Records of the last register that stand before the others because a number of theirs ends in what was typed."""
COUNTED = 99
"""A group is counted up to this."""
_FEW = 1000
"""Records that pass the other filters, up to which each is looked up in the index."""
_TEXT = 200
"""Characters of a text that a line may need behind the reason."""
_WIDE = 72
"""Cells from which the state has room."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, by whom and when."""

    connect: Connect
    room: Room
    words: tuple[Word, ...]
    chosen: RequestFilter
    """Narrows the requests; its text is in `words`."""
    now: datetime
    t: Words
    kinds: tuple[str, ...] = ()
    """The registers that are wanted, in this order; none means all that the filter speaks of."""

    @property
    def registers(self) -> tuple[str, ...]:
        """In which registers to look: a filter of requests leaves the others out."""
        if replace(self.chosen, text="") != RequestFilter():
            return tuple(kind for kind in self.kinds or REGISTERS if kind == "request")
        return self.kinds or REGISTERS


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of what was found."""
    return (
        Column("kind", N_("What"), 8 if t.language == "zh" else 12),
        Column("number", N_("Number"), 10),
        Column("who", N_("Name"), 8),
        Column("state", N_("State"), 11 if t.language == "zh" else 13, min_screen=_WIDE),
        Column("why", N_("Found by")),
    )


def said(reason: Reason, t: Words) -> str:
    """A reason on one line, what was typed between marks."""
    hit = f"{t.marks.open}{reason.hit}{t.marks.close}" if reason.hit else ""
    return f"{t(reason.label)} {reason.before}{hit}{reason.after}"


def row_id(register: str, key: int) -> int:
    """One number for a record of any register; a request has its own key."""
    return key if register == "request" else -(key * 64 + REGISTERS.index(register))


def record_of(row: int) -> tuple[str, int]:
    """Register and key for such a number."""
    return ("request", row) if row > 0 else (REGISTERS[-row % 64], -row // 64)


class Found:
    """A source for the shared list: head rows that are held, then the last register by key."""

    def __init__(
        self, head: Sequence[Row], rest: KeysetQuery | None, register: str, columns: Sequence[Column]
    ) -> None:
        """`head` has no row of `rest`, whose records are of `register`."""
        self._register = register
        self._head = [replace(row, key=("", at, row.id)) for at, row in enumerate(head)]
        self._rest = rest
        self._columns = tuple(columns)

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self._columns

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are; counting stops at `at_most`."""
        more = self._rest.count(at_most) if self._rest else 0
        return len(self._head) + more if at_most is None else min(at_most, len(self._head) + more)

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        rows = self._head[:limit]
        return rows + self._rest.first(limit - len(rows)) if self._rest and limit > len(rows) else rows

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        rows = self._rest.last(limit) if self._rest else []
        return [*self._head[-(limit - len(rows)) :], *rows] if limit > len(rows) else rows

    def after(self, key: Key, limit: int) -> list[Row]:
        """The rows that follow `key`."""
        at = _place(key)
        if at is None:
            return self._rest.after(key, limit) if self._rest else []
        rows = self._head[at + 1 : at + 1 + limit]
        return rows + self._rest.first(limit - len(rows)) if self._rest and limit > len(rows) else rows

    def before(self, key: Key, limit: int) -> list[Row]:
        """The rows just before `key`."""
        at = _place(key)
        if at is not None:
            return self._head[max(0, at - limit) : at]
        rows = self._rest.before(key, limit) if self._rest else []
        return [*self._head[-(limit - len(rows)) :], *rows] if limit > len(rows) else rows

    def rank(self, key: Key) -> int:
        """How many rows stand before `key`."""
        at = _place(key)
        if at is not None:
            return min(at, len(self._head))
        return len(self._head) + (self._rest.rank(key) if self._rest else 0)

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        if self._rest is None or index < len(self._head):
            return index, self._head[index:] + (self._rest.first(limit) if self._rest else [])
        at, rows = self._rest.near(index - len(self._head), limit)
        return at + len(self._head), rows

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        held = next((row for row in self._head if row.id == id), None)
        if held is not None or self._rest is None:
            return held
        register, key = record_of(id)
        return self._rest.find(key) if register == self._register else None

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        held = {row.id for row in self._head}.intersection(ids)
        return held | (self._rest.among(ids) if self._rest and self._register == "request" else set())


def _place(key: Key) -> int | None:
    """The place of a row that is held, or None for one that is read by key."""
    return int(str(key[1])) if key[0] == "" else None


def found_source(asked: Asked) -> Found:
    """Where the rows come from."""
    head: list[Row] = []
    rest: KeysetQuery | None = None
    for register in asked.registers:
        group, rest = _group(asked, register, last=register == asked.registers[-1])
        head += group
    return Found(head, rest, asked.registers[-1] if asked.registers else "", columns(asked.t))


def _group(asked: Asked, register: str, *, last: bool) -> tuple[list[Row], KeysetQuery | None]:
    """The rows of one register that are held, with its name and count in the first, and those behind them."""
    rows = [_row(asked, register, row) for row in _exact(asked, register, EXACT if last else GROUP)]
    rest = _query(asked, register, [row.id for row in rows])
    if rest is not None:
        rows += rest.first(1 if last and not rows else 0 if last else GROUP - len(rows))
    if not rows:
        return [], None
    behind = _query(asked, register, [row.id for row in rows])
    count = len(rows) + (behind.count(COUNTED + 1) if behind else 0)
    first = rows[0]
    told = f"{first.cells[0]} {count if count <= COUNTED else f'{COUNTED}+'}"
    rows[0] = replace(first, cells=(told, *first.cells[1:]))
    return rows, behind if last else None


def _exact(asked: Asked, register: str, limit: int) -> list[sqlite3.Row]:
    """The records whose number was typed, or a number of whose ends in what was typed."""
    connection, room_id = asked.connect(), asked.room.id
    rows = search.by_number(connection, room_id, register, asked.words)
    match = search.condition(asked.words, register, exact=True)
    if match:
        where, params = where_of(asked, register)
        index = f"search_{register}"
        rows += connection.execute(
            f"SELECT {register}.* FROM {index} CROSS JOIN {register} ON {register}.id = {index}.rowid "
            f"WHERE {index} MATCH ? AND {register}.room_id = ? AND {where} ORDER BY {index}.rowid DESC LIMIT ?",
            (match, room_id, *params, limit),
        )
    return rows[:limit]


def where_of(asked: Asked, register: str) -> tuple[str, list[object]]:
    """The condition of the filters on the records of a register."""
    return replace(asked.chosen, text="").where(asked.now) if register == "request" else ("1", [])


def _query(asked: Asked, register: str, without: Sequence[int]) -> KeysetQuery | None:
    """All records of a register that hold the words, but those that stand elsewhere already."""
    match = search.condition(asked.words, register)
    where, params = where_of(asked, register)
    index = f"search_{register}"
    keys = [record_of(row)[1] for row in without]
    if not asked.words and not asked.chosen.text.strip():  # one kind of record, all of it
        table, key, held, match = (
            register,
            f"{register}.id",
            f"? <> '' OR NOT {search.SEARCHED[register].gone}",
            "",
        )
    elif not match:
        return None
    elif register == "request" and _narrow(asked, where, params):
        table, key = register, f"+{register}.id"
        held = f"EXISTS (SELECT 1 FROM {index} WHERE {index} MATCH ? AND rowid = {register}.id)"
    else:
        table, key = f"{index} CROSS JOIN {register} ON {register}.id = {index}.rowid", f"{index}.rowid"
        held = f"{index} MATCH ?"
    return KeysetQuery(
        asked.connect,
        columns=columns(asked.t),
        select=f"{register}.*",
        table=table,
        order=(Order(key, desc=True),),
        row=lambda row: _row(asked, register, row),
        where=f"({held}) AND {register}.room_id = ? AND {where} AND {key} NOT IN ({', '.join('?' * len(keys))})",
        params=[match, asked.room.id, *params, *keys],
    )


def _narrow(asked: Asked, where: str, params: Sequence[object]) -> bool:
    """Whether an index finds the few requests that pass the other filters, whatever they say."""
    chosen = asked.chosen
    if not (chosen.open or chosen.overdue or chosen.from_day or chosen.to_day):
        return False
    plain = where.replace("likely", "")
    counted = f"SELECT count(*) FROM (SELECT 1 FROM request WHERE room_id = ? AND {plain} LIMIT ?)"
    found = asked.connect().execute(counted, (asked.room.id, *params, _FEW + 1)).fetchone()
    return int(found[0]) <= _FEW


def _row(asked: Asked, register: str, row: sqlite3.Row) -> Row:
    t, now = asked.t, asked.now
    today = asked.room.calendar.day(now)
    reason = search.why(asked.connect(), register, row, asked.words, today, t)
    kind = t(search.SEARCHED[register].label)
    if register == "person":
        person = value(asked.connect(), row)
        open = not person.is_sheltered(today)
        phone = next(iter(person.shown_phones()), "") if open else ""
        why = _with(reason, person.address if open else "", t)
        cells = (kind, short_number(person, today), person.shown_name(today, t, asked.room.masks), phone, why)
        return Row((), row_id(register, person.id), cells)
    if register == "volunteer":
        found = volunteers.by_id(asked.connect(), row["id"])
        assert found is not None
        one, person = found.volunteer, found.person
        why = _with(reason, " / ".join(held.team for held in found.teams), t)
        name = person.shown_name(today, t, asked.room.masks)
        return Row((), row_id(register, one.id), (kind, one.member_no, name, state_text(one.status, t), why))
    if register == "dispute":
        file = by_id(asked.connect(), row["id"])
        assert file is not None
        listed = dispute_lists.row_of(file, asked.room, now, t)
        number = dispute_number(file.dispute.number, file.dispute.day, today)
        why = _with(reason, shown_summary(file, t), t)
        cells = (kind, number, shown_names(file, t, asked.room.masks), listed.cells[0], why)
        return Row((), row_id(register, file.dispute.id), cells, listed.tone)
    request = request_of(row)
    why = _with(reason, request.told(t), t)
    name, state = request.shown_name(today, t, asked.room.masks), state_cell(request, now, t)
    cells = (kind, short_number(request, today), name, state, why)
    return Row((), request.id, cells, tone(request, now))


def _with(reason: Reason, about: str, t: Words) -> str:
    """The reason, and behind it what the record is about where that does not tell it already."""
    told = "" if not about or reason.text in about else f" · {about[:_TEXT]}"
    return one_line(said(reason, t) + told)
