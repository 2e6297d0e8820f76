"""Searching every register by what was typed, through its index, with the reason for each hit."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from deskapp.domain import search_keys
from deskapp.domain.activity_codes import PREFIX as ACTIVITY_PREFIX
from deskapp.domain.dispute import PREFIX as DISPUTE_PREFIX
from deskapp.domain.numbers import AREA as AREA_PREFIX
from deskapp.domain.numbers import HAZARD as HAZARD_PREFIX
from deskapp.domain.person import PREFIX as PERSON_PREFIX
from deskapp.domain.person import Person
from deskapp.domain.request import PREFIX as REQUEST_PREFIX
from deskapp.domain.request import Request
from deskapp.domain.search_hits import Reason, reason
from deskapp.domain.search_keys import Word
from deskapp.domain.volunteer_codes import PREFIX as VOLUNTEER_PREFIX
from deskapp.domain.words import N_, Words
from deskapp.reading.people import value
from deskapp.reading.requests import request_of


@dataclass(frozen=True, slots=True)
class Searched:
    """How one register is searched; a later one stands here, in reading.search_facts and tables.search.REGISTERS."""

    plural: str
    """What its records are called on the command line."""
    label: str
    """English text of the catalogue: what they are called on the screen."""
    prefix: str
    """Of the numbers of its records."""
    bare: bool
    """Whether its numbers are known without these letters: 003 is a request."""
    texts: str
    """The columns of the index that hold texts."""
    gone: str
    """Condition on records that are in no list."""


SEARCHED: Mapping[str, Searched] = {
    "person": Searched(
        "people",
        N_("People"),
        PERSON_PREFIX,
        False,
        "name place words",
        "person.status <> 'active'",
    ),
    "volunteer": Searched(
        "volunteers",
        N_("Volunteers"),
        VOLUNTEER_PREFIX,
        False,
        "name place words log",
        "volunteer.status = 'undone'",
    ),
    "area": Searched(
        "areas",
        N_("Areas"),
        AREA_PREFIX,
        False,
        "name place words",
        "area.status = 'undone'",
    ),
    "hazard": Searched(
        "hazards",
        N_("Hazards"),
        HAZARD_PREFIX,
        False,
        "name place words log",
        "hazard.status = 'undone'",
    ),
    "dispute": Searched(
        "disputes",
        N_("Disputes"),
        DISPUTE_PREFIX,
        False,
        "name place words log",
        "dispute.status = 'undone'",
    ),
    "activity": Searched(
        "activities",
        N_("Activities"),
        ACTIVITY_PREFIX,
        False,
        "place words log",
        "activity.status = 'undone'",
    ),
    "lost_report": Searched(
        "lost", N_("Lost reports"), "ZX", False, "name place words log", "lost_report.status = 'undone'"
    ),
    "custody": Searched(
        "custody", N_("Found things"), "ZC", False, "name place words log", "custody.status = 'undone'"
    ),
    "lead_appeal": Searched(
        "appeals", N_("Lead appeals"), "XS", False, "place words log", "lead_appeal.status = 'undone'"
    ),
    "request": Searched(
        "requests",
        N_("Requests"),
        REQUEST_PREFIX,
        True,
        "name place words log",
        "request.status = 'undone'",
    ),
}
"""By the table of the records; in this order they stand in what was found."""

KINDS: Mapping[str, str] = {searched.plural: register for register, searched in SEARCHED.items()}
"""The registers by their names on the command line."""


def condition(words: Sequence[Word], register: str, *, exact: bool = False) -> str:
    """The MATCH of the index for all words, or empty where nothing can match.

    With `exact` every number must be the end of a phone, a document or a record number.
    """
    searched = SEARCHED[register]
    if not words or any(word.prefix not in ("", searched.prefix) for word in words):
        return ""
    ends = [search_keys.ends(word, bare=searched.bare) if exact else "" for word in words]
    if exact and not any(ends):
        return ""
    found = [
        end or search_keys.match(word, searched.texts, bare=searched.bare)
        for end, word in zip(ends, words, strict=True)
    ]
    return "" if "" in found else " AND ".join(found)


def found(
    connection: sqlite3.Connection, room_id: int, register: str, words: Sequence[Word], limit: int,
    where: tuple[str, Sequence[object]] = ("1", ()),
) -> list[sqlite3.Row]:  # fmt: skip
    """The rows that hold every word: by number, by the end of a number, then all others, the newest first."""
    rows = {row["id"]: row for row in by_number(connection, room_id, register, words)}
    index, (wanted, params) = f"search_{register}", where
    for exact in (True, False):
        match = condition(words, register, exact=exact)
        if match and len(rows) < limit:
            for row in connection.execute(
                f"SELECT {register}.* FROM {index} CROSS JOIN {register} ON {register}.id = {index}.rowid "
                f"WHERE {index} MATCH ? AND {register}.room_id = ? AND {wanted} ORDER BY {index}.rowid DESC LIMIT ?",
                (match, room_id, *params, limit),
            ):
                rows.setdefault(row["id"], row)
    return list(rows.values())[:limit]


def count(
    connection: sqlite3.Connection, room_id: int, register: str, words: Sequence[Word],
    where: tuple[str, Sequence[object]] = ("1", ()),
) -> int:  # fmt: skip
    """How many records hold every word."""
    index, (wanted, params), match = f"search_{register}", where, condition(words, register)
    if not match:
        return 0
    found = connection.execute(
        f"SELECT count(*) FROM {index} CROSS JOIN {register} ON {register}.id = {index}.rowid "
        f"WHERE {index} MATCH ? AND {register}.room_id = ? AND {wanted}",
        (match, room_id, *params),
    ).fetchone()
    return int(found[0])


def by_number(
    connection: sqlite3.Connection, room_id: int, register: str, words: Sequence[Word]
) -> list[sqlite3.Row]:
    """The record whose whole number was typed, and that is in no index any more: an undone one."""
    searched = SEARCHED[register]
    if len(words) != 1 or len(words[0].date) != 8 or words[0].prefix not in ("", searched.prefix):
        return []
    number = f"{searched.prefix}-{words[0].date}-{words[0].serial}"
    return connection.execute(
        f"SELECT * FROM {register} WHERE room_id = ? AND number = ? AND {searched.gone}", (room_id, number)
    ).fetchall()


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A card that was found."""

    person: Person
    reason: Reason


@dataclass(frozen=True, slots=True)
class RequestHit:
    """A request that was found."""

    request: Request
    reason: Reason


def people(
    connection: sqlite3.Connection, room_id: int, text: str, limit: int, today: date, t: Words
) -> tuple[PersonHit, ...]:
    """The cards that hold every word of `text`."""
    words = search_keys.words(text)
    return tuple(
        PersonHit(value(connection, row), why(connection, "person", row, words, today, t))
        for row in found(connection, room_id, "person", words, limit)
    )


def requests(
    connection: sqlite3.Connection, room_id: int, text: str, limit: int, today: date, t: Words,
    where: tuple[str, Sequence[object]] = ("1", ()),
) -> tuple[RequestHit, ...]:  # fmt: skip
    """The requests that hold every word of `text` and fulfil `where`, a condition on the table `request`."""
    words = search_keys.words(text)
    return tuple(
        RequestHit(request_of(row), why(connection, "request", row, words, today, t))
        for row in found(connection, room_id, "request", words, limit, where)
    )


def why(
    connection: sqlite3.Connection, register: str, row: sqlite3.Row, words: Sequence[Word], today: date, t: Words
) -> Reason:  # fmt: skip
    """Why this row was found; its log is read where nothing else tells."""
    from deskapp.reading.search_facts import FACTS  # late: a list that nobody searches needs none

    return reason(FACTS[register](connection, row, today, t), words)
