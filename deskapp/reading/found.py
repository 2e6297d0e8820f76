"""What was found, as rows of one list: a few of each register, then the last one without end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from deskapp.domain.listing import Column, Row
from deskapp.domain.officer import Room
from deskapp.domain.search_hits import Reason
from deskapp.domain.search_keys import Word
from deskapp.domain.text import one_line
from deskapp.domain.words import N_, Words
from deskapp.reading import search
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.people import value
from deskapp.reading.pivots import Key
from deskapp.reading.request_lists import Connect, RequestFilter, short_number, state_cell, tone
from deskapp.reading.requests import request_of
from deskapp.reading.row_ids import REGISTERS, record_of, row_id

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
        Column("number", N_("Number"), 10, sortable=True, newest_first=True),
        Column("who", N_("Name"), 8, sortable=True),
        Column("state", N_("State"), 11 if t.language == "zh" else 13, min_screen=_WIDE, sortable=True),
        Column("why", N_("Found by")),
    )


def said(why: Reason, t: Words) -> str:
    """A reason on one line, what was typed between marks."""
    hit = f"{t.marks.open}{why.hit}{t.marks.close}" if why.hit else ""
    return f"{t(why.label)} {why.before}{hit}{why.after}"


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is held; its row is made when it is to be seen."""

    id: int
    make: Callable[[], Row]


class Found:
    """A source for the shared list: head rows that are held, then the last register by key."""

    def __init__(
        self,
        head: Sequence[Held],
        rest: KeysetQuery | None,
        register: str,
        columns: Sequence[Column],
    ) -> None:
        """`head` has no row of `rest`, whose records are of `register`."""
        self._register = register
        self._head = tuple(head)
        self._made: dict[int, Row] = {}
        self._rest = rest
        self._columns = tuple(columns)

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self._columns

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are; counting stops at `at_most`, which what is not held is taken to reach."""
        if at_most is not None and self._rest:
            return at_most  # each key would wait for a number that nobody reads before typing rests
        more = self._rest.count(at_most) if self._rest else 0
        return len(self._head) + more if at_most is None else min(at_most, len(self._head) + more)

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        rows = self._rows(0, limit)
        return rows + self._rest.first(limit - len(rows)) if self._rest and limit > len(rows) else rows

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        rows = self._rest.last(limit) if self._rest else []
        end = len(self._head)
        return [*self._rows(end - (limit - len(rows)), end), *rows] if limit > len(rows) else rows

    def after(self, key: Key, limit: int) -> list[Row]:
        """The rows that follow `key`."""
        at = _place(key)
        if at is None:
            return self._rest.after(key, limit) if self._rest else []
        rows = self._rows(at + 1, at + 1 + limit)
        return rows + self._rest.first(limit - len(rows)) if self._rest and limit > len(rows) else rows

    def before(self, key: Key, limit: int) -> list[Row]:
        """The rows just before `key`."""
        at, end = _place(key), len(self._head)
        if at is not None:
            return self._rows(at - limit, at)
        rows = self._rest.before(key, limit) if self._rest else []
        return [*self._rows(end - (limit - len(rows)), end), *rows] if limit > len(rows) else rows

    def rank(self, key: Key) -> int:
        """How many rows stand before `key`."""
        at = _place(key)
        if at is not None:
            return min(at, len(self._head))
        return len(self._head) + (self._rest.walked_before(key) if self._rest else 0)

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        if self._rest is None or index < len(self._head):
            rows = self._rows(index, len(self._head))
            return index, rows + (self._rest.first(limit) if self._rest else [])
        # Each start asks the index anew, for all that holds the words: one walk, however far, is cheaper.
        rows = self._rest.walked_to(index - len(self._head), limit)
        if rows:
            return index, rows
        rows = self.last(limit)
        return max(0, self.count() - len(rows)), rows

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        held = next((at for at, one in enumerate(self._head) if one.id == id), None)
        if held is not None:
            return self._rows(held, held + 1)[0]
        register, key = record_of(id)
        return self._rest.find(key) if self._rest and register == self._register else None

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        held = {one.id for one in self._head}.intersection(ids)
        return held | (self._rest.among(ids) if self._rest and self._register == "request" else set())

    def _rows(self, start: int, end: int) -> list[Row]:
        """The rows of held records; each is made once."""
        places = range(max(0, start), min(end, len(self._head)))
        for at in places:
            if at not in self._made:
                self._made[at] = replace(self._head[at].make(), key=("", at, self._head[at].id))
        return [self._made[at] for at in places]


def _place(key: Key) -> int | None:
    """The place of a row that is held, or None for one that is read by key."""
    return int(str(key[1])) if key[0] == "" else None


def found_source(asked: Asked) -> Found:
    """Where the rows come from."""
    head: list[Held] = []
    rest: KeysetQuery | None = None
    for register in asked.registers:
        group, rest = _group(asked, register, last=register == asked.registers[-1])
        head += group
    return Found(head, rest, asked.registers[-1] if asked.registers else "", columns(asked.t))


def _group(asked: Asked, register: str, *, last: bool) -> tuple[list[Held], KeysetQuery | None]:
    """The records of one register that are held, with its name and count in the first, and those behind them.

    The index is asked once for all that is counted: of a number it gathers all pieces, however few are wanted.
    """
    exact = _exact(asked, register, EXACT if last else GROUP)
    query = _query(asked, register, exact)
    more = [int(str(key[-1])) for key in query.keys(COUNTED + 1)] if query else []
    keys = [*exact, *more]
    told = str(len(keys)) if len(keys) <= COUNTED else f"{COUNTED}+"
    held = [
        Held(row_id(register, key), partial(_held_row, asked, register, key, "" if at else told))
        for at, key in enumerate(keys if last else keys[:GROUP])
    ]
    rest = _query(asked, register, exact, below=more[-1]) if last and len(more) > COUNTED else None
    return held, rest


def _exact(asked: Asked, register: str, limit: int) -> list[int]:
    """The records whose number was typed, or a number of whose ends in what was typed."""
    connection, room_id = asked.connect(), asked.room.id
    keys = [row["id"] for row in search.by_number(connection, room_id, register, asked.words)]
    match = search.condition(asked.words, register, exact=True)
    if match:
        where, params = where_of(asked, register)
        index = f"search_{register}"
        keys += [
            row["id"]
            for row in connection.execute(
                f"SELECT {register}.id FROM {index} CROSS JOIN {register} ON {register}.id = {index}.rowid "
                f"WHERE {index} MATCH ? AND {register}.room_id = ? AND {where} ORDER BY {index}.rowid DESC LIMIT ?",
                (match, room_id, *params, limit),
            )
        ]
    return keys[:limit]


def where_of(asked: Asked, register: str) -> tuple[str, list[object]]:
    """The condition of the filters on the records of a register."""
    return replace(asked.chosen, text="").where(asked.now) if register == "request" else ("1", [])


def _query(
    asked: Asked, register: str, without: Sequence[int], below: int | None = None
) -> KeysetQuery | None:
    """All records of a register that hold the words, but those that stand elsewhere already; older than `below`."""
    match = search.condition(asked.words, register)
    where, params = where_of(asked, register)
    index = f"search_{register}"
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
        where=(
            f"({held}) AND {register}.room_id = ? AND {where} AND {key} NOT IN ({', '.join('?' * len(without))})"
            + (f" AND {key} < ?" if below is not None else "")
        ),
        params=[match, asked.room.id, *params, *without, *([] if below is None else [below])],
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


def _held_row(asked: Asked, register: str, key: int, count: str) -> Row:
    found = asked.connect().execute(f"SELECT * FROM {register} WHERE id = ?", (key,)).fetchone()
    return _row(asked, register, found, count)


def _row(asked: Asked, register: str, row: sqlite3.Row, count: str = "") -> Row:
    """The line of a record; the first of a register tells how many there are."""
    t, now, connection = asked.t, asked.now, asked.connect()
    today = asked.room.calendar.day(now)
    kind = f"{t(search.SEARCHED[register].label)} {count}".rstrip()
    told = search.why(connection, register, row, asked.words, today, t)
    if register == "person":
        person = value(connection, row)
        open = not person.is_sheltered(today)
        phone = next(iter(person.shown_phones()), "") if open else ""
        why = _with(told, person.address if open else "", t)
        cells = (kind, short_number(person, today), person.shown_name(today, t, asked.room.masks), phone, why)
        return Row((), row_id(register, person.id), cells)
    if register == "dispute":
        return _dispute(asked, row["id"], kind, told)
    if register == "volunteer":
        return _volunteer(asked, row["id"], kind, told)
    if register == "activity":
        return _activity(asked, row["id"], kind, told)
    if register in ("lead_appeal", "custody", "lost_report"):
        return _field(asked, register, row["id"], kind, told)
    if register in ("area", "hazard"):
        from deskapp.reading.found_field import row_of  # late: few searches find one

        number, who, state, about, look = row_of(connection, register, row["id"], asked.room, now, t)
        return Row((), row_id(register, row["id"]), (kind, number, who, state, _with(told, about, t)), look)
    request = request_of(row)
    why = _with(told, request.told_outside(today, t), t)
    name, state = request.shown_name(today, t, asked.room.masks), state_cell(request, now, t)
    cells = (kind, short_number(request, today), name, state, why)
    return Row((), request.id, cells, tone(request, now))


def _dispute(asked: Asked, key: int, kind: str, told: Reason) -> Row:
    from deskapp.domain.dispute_shown import short_number as serial  # late, as below: few searches find one
    from deskapp.domain.dispute_shown import shown_names, shown_summary
    from deskapp.reading.dispute_lists import row_of
    from deskapp.reading.disputes import for_lists

    t, file = asked.t, for_lists(asked.connect(), key)
    assert file is not None
    listed = row_of(file, asked.room, asked.now, t)
    number = serial(file.dispute.number, file.dispute.day, asked.room.calendar.day(asked.now))
    why = _with(told, shown_summary(file, t), t)
    cells = (kind, number, shown_names(file, t, asked.room.masks), listed.cells[0], why)
    return Row((), row_id("dispute", key), cells, listed.tone)


def _volunteer(asked: Asked, key: int, kind: str, told: Reason) -> Row:
    from deskapp.domain.volunteer_card import state_text
    from deskapp.reading.volunteers import by_id

    t, member = asked.t, by_id(asked.connect(), key)
    assert member is not None
    name = member.person.shown_name(asked.room.calendar.day(asked.now), t, asked.room.masks)
    why = _with(told, " / ".join(held.team for held in member.teams), t)
    cells = (kind, member.volunteer.member_no, name, state_text(member.volunteer.status, t), why)
    return Row((), row_id("volunteer", key), cells)


def _activity(asked: Asked, key: int, kind: str, told: Reason) -> Row:
    from deskapp.domain.activity_card import short_text, state_text
    from deskapp.domain.activity_kinds import KIND
    from deskapp.domain.dispute_shown import short_number as serial
    from deskapp.reading.activities import by_id

    t, found = asked.t, by_id(asked.connect(), key)
    assert found is not None
    one = found.activity
    number = serial(one.number, one.day, asked.room.calendar.day(asked.now))
    cells = (kind, number, KIND.label_of(one.kind, t), state_text(one, t), _with(told, short_text(one, t), t))
    return Row((), row_id("activity", key), cells)


def _field(asked: Asked, register: str, key: int, kind: str, told: Reason) -> Row:
    from deskapp.reading.field_lists import found_cells  # late, as above

    number, who, state, about, tone = found_cells(
        asked.connect(), register, key, asked.room, asked.now, asked.t
    )
    return Row((), row_id(register, key), (kind, number, who, state, _with(told, about, asked.t)), tone)


def _with(why: Reason, about: str, t: Words) -> str:
    """The reason, and behind it what the record is about where that does not tell it already."""
    told = "" if not about or why.text in about else f" · {about[:_TEXT]}"
    return one_line(said(why, t) + told)
