"""Reading what came before: earlier matters of a person, a place, and the same matter told again.

What a read costs depends on the days it looks at and on LOOKED_AT, never on how many records there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from deskapp.domain.masks import is_sheltered
from deskapp.domain.repeat_list import Entered
from deskapp.domain.repeats import COUNTED, LISTED, Earlier, Forerunner, Matter, Tie, rank, since, tie
from deskapp.domain.request import Request
from deskapp.domain.times import moment
from deskapp.reading.requests import by_id
from deskapp.tables.sheltered import SEALED_REQUEST

LOOKED_AT = 2_000
"""Requests within the days that are compared at most, the newest."""

COMPARED = "id, day, category, person_id, place, address, dangers, id_number, summary, is_open, status"
"""Columns that the comparison needs."""

_CARDS_UP = (
    "WITH RECURSIVE up (id, merged_into) AS (SELECT id, merged_into FROM person WHERE id = ? "
    "UNION SELECT p.id, p.merged_into FROM up CROSS JOIN person AS p ON p.id = up.merged_into) "
    "SELECT id FROM up WHERE merged_into IS NULL"
)
_CARDS_DOWN = (
    "WITH RECURSIVE down (id) AS (VALUES (?) "
    "UNION SELECT p.id FROM down CROSS JOIN person AS p ON p.merged_into = down.id) SELECT id FROM down"
)
_OPEN_TO_ALL = f"NOT {SEALED_REQUEST}"
"""That its file is not sealed: what is sealed is nobody's forerunner, and no repeat."""
_OF_CARD = (
    f"SELECT {COMPARED} FROM request WHERE person_id = ? AND status NOT IN ('undone', 'voided') AND {_OPEN_TO_ALL} "
    "ORDER BY id DESC LIMIT ?"
)
_WITHIN = (
    f"SELECT {COMPARED} FROM (SELECT {COMPARED} FROM request WHERE room_id = ? AND day BETWEEN ? AND ? "
    f"AND {_OPEN_TO_ALL} ORDER BY day DESC, id DESC LIMIT ?) "
    "WHERE status NOT IN ('undone', 'voided') AND (category = ? OR ? AND (place <> '' OR address <> ''))"
)
_OF_DAYS = (
    "SELECT r.id, r.number, r.day, r.category, r.person_id, r.place, r.address, r.dangers, r.id_number, r.summary, "
    "r.is_open, r.entered_at, r.applicant, r.phone, r.merged_into, p.merged_into AS linked_to, p.minor, "
    "r.outcome = 'to_dispute' AND r.linked <> '' AS in_file "
    "FROM request AS r LEFT JOIN person AS p ON p.id = r.person_id "
    "WHERE r.room_id = ? AND r.day BETWEEN ? AND ? AND r.status NOT IN ('undone', 'voided') "
    f"AND {_OPEN_TO_ALL.replace('request.id', 'r.id')} ORDER BY r.day, r.id"
)


def head_card(connection: sqlite3.Connection, person: int) -> int:
    """The card that `person` was linked to in the end, or itself; 0 where there is no such card."""
    found = connection.execute(_CARDS_UP, (person,)).fetchone()
    return int(found[0]) if found else 0


def cards_of(connection: sqlite3.Connection, person: int) -> tuple[int, ...]:
    """All cards of one person: the one that others were linked to first; none where there is no such card."""
    head = head_card(connection, person)
    return tuple(int(row[0]) for row in connection.execute(_CARDS_DOWN, (head,))) if head else ()


def matter_of(row: sqlite3.Row, head: int = 0) -> Matter:
    """What of a row of `request` is compared; `head` is the card that its own was linked to."""
    return Matter(
        date.fromisoformat(row["day"]), row["category"], head,
        where(row["place"], row["address"], row["category"], row["dangers"], row["id_number"], row["day"]),
        row["summary"],
    )  # fmt: skip


def where(place: str, address: str, category: str, dangers: str, id_number: str, day: str) -> str:
    """The place of a matter, or the address where none is told; where a sheltered person lives is nobody's place."""
    if place or not address:
        return place
    sheltered = is_sheltered(category, tuple(dangers.split(",")), id_number, date.fromisoformat(day))
    return "" if sheltered else address


def matter_at_hand(request: Request, head: int = 0) -> Matter:
    """What of a request is compared."""
    dangers = ",".join(request.dangers)
    place = where(
        request.place, request.address, request.category, dangers, request.id_number, request.day.isoformat()
    )
    return Matter(request.day, request.category, head, place, request.summary)


def earlier_of(connection: sqlite3.Connection, request: Request, days: int) -> Earlier:
    """What else has to do with the person, the place or the matter of a request."""
    new = matter_at_hand(request, request.person_id or 0)
    return earlier_than(connection, request.room_id, new, days, request.id)


def earlier_than(
    connection: sqlite3.Connection, room_id: int, new: Matter, days: int, beside: int = 0
) -> Earlier:
    """What has to do with the matter `new`, whose person is a card; `beside` is the key of its own request."""
    cards = cards_of(connection, new.person) if new.person else ()
    head = cards[0] if cards else 0
    new = Matter(new.day, new.category, head, new.place, new.told)
    ties: dict[int, Tie] = {}
    open_ones: set[int] = set()
    for row in _rows(connection, room_id, new, cards, days):
        key = int(row["id"])
        if key in ties or key == beside:
            continue
        found = tie(new, matter_of(row, head if row["person_id"] in cards else 0), days)
        if found:
            ties[key] = found
            if row["is_open"]:
                open_ones.add(key)
    return Earlier(
        tuple(_shown(connection, ties, open_ones)),
        visits=min(COUNTED, sum(one.person for one in ties.values())),
        places=sum(one.place for one in ties.values()),
        same=sum(one.matter for one in ties.values()),
    )


def _rows(
    connection: sqlite3.Connection, room_id: int, new: Matter, cards: Iterable[int], days: int
) -> Iterator[sqlite3.Row]:
    for card in cards:
        yield from connection.execute(_OF_CARD, (card, COUNTED))
    if new.words or new.spot:
        first, last = since(new.day, days), since(new.day, -days)
        yield from connection.execute(
            _WITHIN,
            (room_id, first.isoformat(), last.isoformat(), LOOKED_AT, new.category, bool(new.spot)),
        )


def _shown(connection: sqlite3.Connection, ties: dict[int, Tie], open_ones: set[int]) -> Iterator[Forerunner]:
    order = sorted(ties, key=lambda key: rank((key in open_ones, ties[key], key)))
    for key in order[:LISTED]:
        request = by_id(connection, key)
        if request is not None:
            yield Forerunner(request, ties[key])


def entered_in(connection: sqlite3.Connection, room_id: int, first: date, last: date) -> tuple[Entered, ...]:
    """The requests that were entered from `first` to `last`, both included, undone and voided ones left out."""
    heads: dict[int, int] = {}

    def head(row: sqlite3.Row) -> int:
        card = row["person_id"] or 0
        if row["linked_to"] is None:
            return int(card)
        if card not in heads:
            heads[card] = head_card(connection, card)
        return heads[card]

    rows = connection.execute(_OF_DAYS, (room_id, first.isoformat(), last.isoformat()))
    return tuple(
        Entered(
            row["id"], row["number"], matter_of(row, head(row)), moment(row["entered_at"]), bool(row["is_open"]),
            row["applicant"], row["phone"], bool(row["minor"]) or _is_sheltered(row), row["merged_into"],
            bool(row["in_file"]),
        )
        for row in rows
    )  # fmt: skip


def _is_sheltered(row: sqlite3.Row) -> bool:
    dangers = tuple(row["dangers"].split(","))
    return is_sheltered(row["category"], dangers, row["id_number"], date.fromisoformat(row["day"]))
