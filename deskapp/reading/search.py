"""Searching people and requests by what was typed, through the index, with the reason for each hit."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain import search_keys
from deskapp.domain.masks import initial
from deskapp.domain.request import Request
from deskapp.domain.search_hits import Facts, Reason, reason
from deskapp.domain.search_keys import Word
from deskapp.domain.words import N_
from deskapp.reading.request_lists import RequestFilter
from deskapp.reading.requests import request_of

_REQUEST_TEXTS = "name place words log"
_PERSON_TEXTS = "name place words"


@dataclass(frozen=True, slots=True)
class RequestHit:
    """A request that was found."""

    request: Request
    reason: Reason


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A card that was found."""

    id: int
    number: str
    name: str
    phones: tuple[str, ...]
    address: str
    minor: bool
    reason: Reason


def condition(words: Sequence[Word], texts: str, prefix: str, *, exact: bool = False) -> str:
    """The MATCH of the index for all words, or empty where nothing can match.

    With `exact` each run of digits must be the tail of a phone or document number.
    """
    if not words or any(word.prefix not in ("", prefix) for word in words):
        return ""
    tails = [search_keys.tail(word) if exact else "" for word in words]
    if exact and not any(tails):
        return ""
    return " AND ".join(
        tail or search_keys.match(word, texts) for tail, word in zip(tails, words, strict=True)
    )


def people(connection: sqlite3.Connection, room_id: int, text: str, limit: int) -> tuple[PersonHit, ...]:
    """The cards that hold every word of `text`: tails of numbers before what else holds them, the newest first."""
    words = search_keys.words(text)
    rows: dict[int, sqlite3.Row] = {}
    for exact in (True, False):
        wanted = condition(words, _PERSON_TEXTS, "RY", exact=exact)
        if wanted and len(rows) < limit:
            found = connection.execute(
                "SELECT p.* FROM search_person AS s CROSS JOIN person AS p ON p.id = s.rowid "
                "WHERE s.search_person MATCH ? AND p.room_id = ? AND p.status = 'active' "
                "ORDER BY s.rowid DESC LIMIT ?",
                (wanted, room_id, limit),
            )
            rows |= {row["id"]: row for row in found if row["id"] not in rows}
    return tuple(_person(row, words) for row in list(rows.values())[:limit])


def _person(row: sqlite3.Row, words: Sequence[Word]) -> PersonHit:
    phones = tuple(row["phones"].split(",")) if row["phones"] else ()
    shown = initial(row["name"]) if row["minor"] else row["name"]
    texts = ((N_("Address"), row["address"]), (N_("Notes"), row["notes"]))
    facts = Facts(row["number"], row["name"], shown, row["sounds"], phones, row["id_number"], texts)
    return PersonHit(
        row["id"],
        row["number"],
        row["name"],
        phones,
        row["address"],
        bool(row["minor"]),
        reason(facts, words),
    )


def requests(
    connection: sqlite3.Connection, room_id: int, text: str, chosen: RequestFilter, now: datetime, limit: int
) -> tuple[RequestHit, ...]:
    """The requests that hold every word of `text`: its number, then tails of numbers, then the newest first."""
    words = search_keys.words(text)
    rows: dict[int, sqlite3.Row] = {}
    where, params = chosen.where(now)
    for row in _by_number(connection, room_id, words):
        rows[row["id"]] = row
    for exact in (True, False):
        wanted = condition(words, _REQUEST_TEXTS, "LF", exact=exact)
        if wanted and len(rows) < limit:
            found = connection.execute(
                "SELECT request.* FROM search_request CROSS JOIN request ON request.id = search_request.rowid "
                f"WHERE search_request MATCH ? AND room_id = ? AND {where} "
                "ORDER BY search_request.rowid DESC LIMIT ?",
                (wanted, room_id, *params, limit),
            )
            rows |= {row["id"]: row for row in found if row["id"] not in rows}
    return tuple(explain(connection, row, words, now) for row in list(rows.values())[:limit])


def _by_number(connection: sqlite3.Connection, room_id: int, words: Sequence[Word]) -> list[sqlite3.Row]:
    """The request whose whole number was typed, also where it was undone."""
    if len(words) != 1 or len(words[0].date) != 8 or len(words[0].serial) < 3:
        return []
    number = f"{words[0].prefix or 'LF'}-{words[0].date}-{words[0].serial}"
    return connection.execute(
        "SELECT * FROM request WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchall()


def explain(
    connection: sqlite3.Connection, row: sqlite3.Row, words: Sequence[Word], now: datetime
) -> RequestHit:
    """Why this request was found; reads its log where nothing else tells."""
    request = request_of(row)
    texts = [
        (N_("What is it"), request.summary), (N_("Place"), request.place), (N_("Address"), request.address),
        (N_("Result"), request.result), (N_("Receipt number of the case system"), request.receipt),
        (N_("Waiting for whom"), request.waiting_for),
    ]  # fmt: skip
    if not request.is_case:
        log = connection.execute(
            "SELECT text FROM action_log WHERE subject = 'request' AND subject_id = ? ORDER BY id DESC",
            (request.id,),
        )
        texts += [(N_("Log"), entry[0]) for entry in log]
    shown = initial(request.applicant) if request.is_sheltered(now.date()) else request.applicant
    facts = Facts(
        request.number, request.applicant, shown, row["sounds"], (request.phone,), request.id_number,
        tuple((label, text) for label, text in texts if text),
    )  # fmt: skip
    return RequestHit(request, reason(facts, words))
