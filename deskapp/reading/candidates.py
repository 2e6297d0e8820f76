"""People who may be meant by what stands in a person field: by name, its sound, or the tail of a number."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain import search_keys
from deskapp.domain.person import Person
from deskapp.domain.search_keys import SOUND, TAIL, Word
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import moment
from deskapp.reading.people import value

LEAST = 3
"""Digits of a tail that are looked for; a document number may end in X."""

_LOOKED_AT = 60
"""Cards, the newest first, among which the best are chosen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A card that may be meant."""

    person: Person
    rank: int
    """How well it fits, 0 best; equals cannot be told apart by what was typed."""
    literal: bool
    """Whether the name is just what was typed."""
    last: datetime | None
    """The last visit."""


def candidates(connection: sqlite3.Connection, room_id: int, text: str, limit: int) -> tuple[Hit, ...]:
    """The best `limit` cards for what was typed; of equal ones who came last stands first."""
    said = one_line(clean(text[:200]))
    words = search_keys.words(said)
    if not words:
        return ()
    rows = {row["id"]: row for row in _named(connection, room_id, said, limit)}
    if wanted := _condition(words):
        found = connection.execute(
            "SELECT p.* FROM search_person AS s CROSS JOIN person AS p ON p.id = s.rowid "
            "WHERE s.search_person MATCH ? AND p.room_id = ? AND p.status = 'active' ORDER BY s.rowid DESC LIMIT ?",
            (wanted, room_id, _LOOKED_AT),
        )
        rows |= {row["id"]: row for row in found if row["id"] not in rows}
    ranked = sorted((_rank(row, said, words), -row["id"]) for row in rows.values())[: limit * 2]
    hits = []
    for rank, key in ranked:
        person = value(connection, rows[-key])
        literal = person.name.casefold() == said.casefold()
        hits.append(Hit(person, rank, literal, last_visit(connection, person.id)))
    hits.sort(key=lambda hit: (hit.rank, -(hit.last.timestamp() if hit.last else 0)))
    return tuple(hits[:limit])


def _named(connection: sqlite3.Connection, room_id: int, said: str, limit: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT * FROM person WHERE room_id = ? AND name = ? AND status = 'active' ORDER BY id DESC LIMIT ?",
        (room_id, said, limit * 2),
    ).fetchall()


def _condition(words: Sequence[Word]) -> str:
    """The MATCH of the index; empty where nothing can match."""
    parts = []
    for word in words:
        if word.kind == "digits":
            parts.append(_tail(word.text) if len(word.text) >= LEAST else "")
        elif word.kind == "number" and word.prefix not in ("", "RY"):
            return ""
        else:
            parts.append(search_keys.match(word, "name"))
    return " AND ".join(parts) if all(parts) else ""


def _tail(digits: str) -> str:
    """The condition that a phone or a document number ends in the digits."""
    return f'{{tails}} : "{TAIL}{digits[::-1]}" *'


def _rank(row: sqlite3.Row, said: str, words: Sequence[Word]) -> int:
    name = row["name"].casefold()
    if name == said.casefold():
        return 0
    if any(word.kind in ("digits", "number") for word in words):
        return 0
    if words[0].kind == "sound" and not name.startswith(words[0].text):
        return 0 if _whole(row, "".join(word.text for word in words)) else 1
    return 1 if name.startswith(said.casefold()) else 2


def _whole(row: sqlite3.Row, typed: str) -> bool:
    """Whether the letters are the initials of the whole name, or the whole of it."""
    keys = row["sounds"].split(" ")
    return SOUND + typed in keys and (len(typed) == len(row["name"]) or len(typed) > search_keys.EDGE)


def last_visit(connection: sqlite3.Connection, person_id: int) -> datetime | None:
    """When a request of this card, or of one that was merged into it, was entered last."""
    found = connection.execute(
        "SELECT max(r.entered_at) FROM request AS r WHERE r.status <> 'undone' AND r.person_id IN ("
        "WITH RECURSIVE down (id) AS (SELECT ?1 UNION SELECT p.id FROM person AS p JOIN down "
        "ON p.merged_into = down.id) SELECT id FROM down)",
        (person_id,),
    ).fetchone()
    return moment(found[0]) if found[0] else None
