"""Cards for the applicants of requests that were logged before there were cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from deskapp.domain.number import number_of
from deskapp.domain.person import PHONES, PREFIX
from deskapp.domain.person_draft import Document, read_document

_PAGE = 500

_COLUMNS = (
    "room_id", "number", "day", "name", "phones", "id_kind", "id_number", "sex", "born", "minor", "address",
    "entered_at", "entered_by", "status",
)  # fmt: skip
_ADD = f"INSERT INTO person ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) RETURNING id"


def fill(execute: Callable[..., Any]) -> None:
    """Make the cards and link each request to its own.

    The same document, or the same name and phone, is one card; a name alone is a card of its own. What later
    requests tell goes to the card, too. Nothing that an undone request told becomes a fact: it has an undone card.
    """
    execute("CREATE TEMP TABLE told (room_id, name, phone, person_id, PRIMARY KEY (room_id, name, phone))")
    serials: Counter[tuple[int, str]] = Counter()
    for request in _requests(execute):
        card = _card_of(execute, request)
        if card is None:
            card = _make(execute, request, serials)
        execute("UPDATE request SET person_id = ? WHERE id = ?", (card, request.id))
        if request.phone and request.status != "undone":
            execute(
                "INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)",
                (request.room_id, request.applicant, request.phone, card),
            )
    for (room_id, day), last in serials.items():
        execute(
            "INSERT INTO serial (room_id, prefix, day, last) VALUES (?, ?, ?, ?)",
            (room_id, PREFIX, day, last),
        )
    execute("DROP TABLE told")


def _requests(execute: Callable[..., Any]) -> Iterator[Any]:
    """Requests that tell of somebody, the oldest first, never all at once."""
    last = 0
    while True:
        page = execute(
            "SELECT id, room_id, number, day, applicant, phone, id_number, address, dangers, entered_at, entered_by, "
            "status FROM request WHERE id > ? ORDER BY id LIMIT ?",
            (last, _PAGE),
        ).fetchall()
        if not page:
            return
        last = page[-1].id
        for row in page:
            if row.applicant or row.phone or read_document(row.id_number).number:
                yield row


def _card_of(execute: Callable[..., Any], request: Any) -> int | None:
    """The card of this applicant with what this request adds to it, or None."""
    document = read_document(request.id_number)
    found = None
    if document.number:
        found = execute(
            "SELECT * FROM person WHERE room_id = ? AND id_number = ? AND id_number <> '' "
            "AND status = 'active' ORDER BY id LIMIT 1",
            (request.room_id, document.number),
        ).fetchone()
    if found is None and request.phone:
        found = execute(
            "SELECT p.* FROM told JOIN person AS p ON p.id = told.person_id "
            "WHERE told.room_id = ? AND told.name = ? AND told.phone = ?",
            (request.room_id, request.applicant, request.phone),
        ).fetchone()
        if found and document.number and found.id_number:
            return None  # one name, one phone, two documents: two people
    if found is None:
        return None
    # what an undone request told is nobody's fact
    changes = {} if request.status == "undone" else _news(request, document, found)
    if changes:
        execute(
            f"UPDATE person SET {', '.join(f'{name} = ?' for name in changes)} WHERE id = ?",
            (*changes.values(), found.id),
        )
    return int(found.id)


def _news(request: Any, document: Document, card: Any) -> dict[str, object]:
    changes: dict[str, object] = {}
    phones = card.phones.split(",") if card.phones else []
    if request.phone and request.phone not in phones and len(phones) < PHONES:
        changes["phones"] = ",".join((*phones, request.phone))
    if request.applicant and not card.name:
        changes["name"] = request.applicant
    if request.address and request.address != card.address:
        changes["address"] = request.address
    if document.kind and not card.id_number and document.kind != card.id_kind:
        born = document.born.isoformat() if document.born else None
        changes |= {"id_kind": document.kind, "id_number": document.number, "sex": document.sex, "born": born}
    if _is_minor(request) and not card.minor:
        changes["minor"] = 1
    return changes


def _is_minor(request: Any) -> bool:
    return "minor" in request.dangers.split(",")


def _make(execute: Callable[..., Any], request: Any, serials: Counter[tuple[int, str]]) -> int:
    document = read_document(request.id_number)
    serials[request.room_id, request.day] += 1
    number = number_of(PREFIX, date.fromisoformat(request.day), serials[request.room_id, request.day])
    status = "undone" if request.status == "undone" else "active"
    made = execute(
        _ADD,
        (
            request.room_id, number, request.day, request.applicant, request.phone, document.kind, document.number,
            document.sex, document.born.isoformat() if document.born else None, int(_is_minor(request)),
            request.address, request.entered_at, request.entered_by, status,
        ),
    ).scalar_one()  # fmt: skip
    execute(
        "INSERT INTO history (room_id, subject, subject_id, at, by_id, step, source, target, reason) "
        "VALUES (?, 'person', ?, ?, ?, 'log', '', 'active', ?)",
        (request.room_id, made, request.entered_at, request.entered_by, request.number),
    )
    return int(made)
