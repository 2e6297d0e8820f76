"""Reading lead appeals, found things and lost reports, from the screen's connection or inside a write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from deskapp.domain.appeal import Appeal, Reply
from deskapp.domain.custody import FoundItem
from deskapp.domain.identity import years_before
from deskapp.domain.lost import LostReport
from deskapp.domain.matches import Match, best, match
from deskapp.domain.times import moment, stored

Read = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Runs one SELECT and gives rows that are read by name."""

_REQUEST = "coalesce((SELECT number FROM request WHERE id = r.request_id), '') AS request"
_LOST = "coalesce((SELECT number FROM lost_report WHERE id = r.lost_id), '') AS lost"
_FOUND = "coalesce((SELECT number FROM custody WHERE id = r.found_id), '') AS found"

_APPEAL = f"SELECT r.*, {_REQUEST}, {_LOST} FROM lead_appeal AS r WHERE"
_CUSTODY = f"SELECT r.*, {_REQUEST}, {_LOST} FROM custody AS r WHERE"
_REPORT = f"SELECT r.*, {_REQUEST}, {_FOUND} FROM lost_report AS r WHERE"

_DAYS = ("day", "expires_on", "due_on", "noticed_on")
_MOMENTS = (
    "entered_at", "corrected_at", "closed_at", "issued_at", "found_at", "last_at", "public_at",
)  # fmt: skip
_UNREAD = ("is_open", "desk_order", "sounds")


def _values(row: Mapping[str, Any], without: Sequence[str] = ()) -> dict[str, Any]:
    found = {name: row[name] for name in row.keys() if name not in (*_UNREAD, *without)}  # noqa: SIM118
    for name in _DAYS:
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    for name in _MOMENTS:
        if found.get(name):
            found[name] = moment(found[name])
    if "sheltered" in found:
        found["sheltered"] = bool(found["sheltered"])
    return found


def _appeal(read: Read, row: Mapping[str, Any]) -> Appeal:
    replies = tuple(
        Reply(
            one["id"],
            moment(one["at"]),
            one["by_id"],
            one["giver"],
            one["phone"],
            one["text"],
            one["verdict"],
        )
        for one in read(
            "SELECT * FROM appeal_reply WHERE appeal_id = ? AND gone = 0 ORDER BY id", (row["id"],)
        )
    )
    return Appeal(**_values(row, ("closed_at",)), replies=replies)


def appeal_by_id(read: Read, key: int) -> Appeal | None:
    """The appeal with this key, or None."""
    return next((_appeal(read, row) for row in read(f"{_APPEAL} r.id = ?", (key,))), None)


def find_appeal(read: Read, room_id: int, number: str) -> Appeal | None:
    """The appeal with this number, or None."""
    rows = read(f"{_APPEAL} r.room_id = ? AND r.number = ?", (room_id, number))
    return next((_appeal(read, row) for row in rows), None)


def item_by_id(read: Read, key: int) -> FoundItem | None:
    """The found thing with this key, or None."""
    return next((FoundItem(**_values(row)) for row in read(f"{_CUSTODY} r.id = ?", (key,))), None)


def find_item(read: Read, room_id: int, number: str) -> FoundItem | None:
    """The found thing with this number, or None."""
    rows = read(f"{_CUSTODY} r.room_id = ? AND r.number = ?", (room_id, number))
    return next((FoundItem(**_values(row)) for row in rows), None)


def report_by_id(read: Read, key: int) -> LostReport | None:
    """The lost report with this key, or None."""
    return next((LostReport(**_values(row)) for row in read(f"{_REPORT} r.id = ?", (key,))), None)


def find_report(read: Read, room_id: int, number: str) -> LostReport | None:
    """The lost report with this number, or None."""
    rows = read(f"{_REPORT} r.room_id = ? AND r.number = ?", (room_id, number))
    return next((LostReport(**_values(row)) for row in rows), None)


def every_appeal(read: Read, room_id: int) -> Iterator[Appeal]:
    """All appeals of the room, in the order of entry."""
    return (_appeal(read, row) for row in list(read(f"{_APPEAL} r.room_id = ? ORDER BY r.id", (room_id,))))


def every_item(read: Read, room_id: int) -> Iterator[FoundItem]:
    """All found things of the room, in the order of entry."""
    rows = list(read(f"{_CUSTODY} r.room_id = ? ORDER BY r.id", (room_id,)))
    return (FoundItem(**_values(row)) for row in rows)


def every_report(read: Read, room_id: int) -> Iterator[LostReport]:
    """All lost reports of the room, in the order of entry."""
    rows = list(read(f"{_REPORT} r.room_id = ? ORDER BY r.id", (room_id,)))
    return (LostReport(**_values(row)) for row in rows)


_STANDING = "r.room_id = ? AND r.desk_order < '1' AND r.is_open = 1 ORDER BY r.desk_order, r.id"
"""The open ones stand in front of the index, so that nothing else is read."""

_LOOKED_AT = 2000
"""Open records of a kind that are compared; the newest of them."""


def open_appeals(read: Read, room_id: int) -> tuple[Appeal, ...]:
    """The appeals with which something is still to be done, the nearest end first."""
    return tuple(_appeal(read, row) for row in list(read(f"{_APPEAL} {_STANDING}", (room_id,))))


def open_items(read: Read, room_id: int) -> tuple[FoundItem, ...]:
    """The things that lie here, the nearest due day first."""
    return tuple(FoundItem(**_values(row)) for row in read(f"{_CUSTODY} {_STANDING}", (room_id,)))


def open_reports(
    read: Read, room_id: int, most: int, before: datetime | None = None
) -> tuple[tuple[LostReport, ...], int]:
    """The first of what is still looked for, the oldest first, and how many more there are; entered `before`."""
    since = "r.entered_at < ? AND " if before else ""
    params = (*((stored(before),) if before else ()), room_id)
    rows = read(f"{_REPORT} {since}{_STANDING} LIMIT {most}", params)
    found = tuple(LostReport(**_values(row)) for row in rows)
    if len(found) < most:
        return found, 0
    where = f"{since}{_STANDING.partition(' ORDER')[0]}"
    count = next(iter(read(f"SELECT count(*) FROM lost_report AS r WHERE {where}", params)))[0]
    return found, int(count) - len(found)


def of_request(read: Read, request_id: int) -> tuple[str, ...]:
    """The numbers of the records that were made of a request."""
    parts = (
        f"SELECT number, entered_at FROM {table} WHERE request_id = ?1 AND status <> 'undone'"
        for table in ("lead_appeal", "custody", "lost_report")
    )
    return tuple(row["number"] for row in read(f"{' UNION ALL '.join(parts)} ORDER BY 2", (request_id,)))


_ALIKE = "r.room_id = ? AND r.desk_order < '1' AND r.is_open = 1 AND (r.kind IN (?, 'other') OR ? = 'other')"
_NEWEST = f"ORDER BY r.id DESC LIMIT {_LOOKED_AT}"


def matches_of_item(read: Read, item: FoundItem) -> tuple[Match, ...]:
    """The open reports that fit a found thing."""
    if item.lost_id is not None:
        return ()
    rows = read(f"{_REPORT} {_ALIKE} AND r.found_id IS NULL {_NEWEST}", (item.room_id, *[item.kind] * 2))
    return best(match(item, LostReport(**_values(row))) for row in rows)


def matches_of_report(read: Read, report: LostReport) -> tuple[Match, ...]:
    """The things lying here that fit a report."""
    if report.found_id is not None:
        return ()
    rows = read(f"{_CUSTODY} {_ALIKE} AND r.lost_id IS NULL {_NEWEST}", (report.room_id, *[report.kind] * 2))
    return best(match(FoundItem(**_values(row)), report) for row in rows)


def minors_in(read: Read, room_id: int, text: str, today: date) -> tuple[str, ...]:
    """The names of minors that the desk knows and that stand in `text`."""
    rows = read(
        "SELECT name FROM person WHERE room_id = ?1 AND status = 'active' AND (minor = 1 OR born > ?3) "
        "AND length(name) > 1 AND instr(?2, name) > 0 UNION SELECT name FROM lost_report WHERE room_id = ?1 "
        "AND kind = 'person' AND age < 18 AND status <> 'undone' AND length(name) > 1 AND instr(?2, name) > 0",
        (room_id, text, years_before(today, 18).isoformat()),
    )
    return tuple(row["name"] for row in rows)


def minors(read: Read, room_id: int, today: date) -> tuple[str, ...]:
    """The names of all minors that the desk knows, for many texts at once; see `minors_in` for one."""
    rows = read(
        "SELECT name FROM person WHERE room_id = ?1 AND status = 'active' AND (minor = 1 OR born > ?2) "
        "AND length(name) > 1 UNION SELECT name FROM lost_report WHERE room_id = ?1 AND kind = 'person' "
        "AND age < 18 AND status <> 'undone' AND length(name) > 1",
        (room_id, years_before(today, 18).isoformat()),
    )
    return tuple(row["name"] for row in rows)


def number_at(read: Read, table: str, key: int) -> str:
    """The number of a record of any of these tables."""
    return next((row["number"] for row in read(f"SELECT number FROM {table} WHERE id = ?", (key,))), "")


def key_of(read: Read, room_id: int, table: str, number: str) -> int:
    """The key of a number; 0 where there is none."""
    rows = read(f"SELECT id FROM {table} WHERE room_id = ? AND number = ?", (room_id, number))
    return next((row["id"] for row in rows), 0)


def made_of(read: Read, room_id: int, table: str, request: str) -> str:
    """The number of the record of a table that was made of a request last; nothing where there is none."""
    rows = read(
        f"SELECT f.number FROM {table} AS f JOIN request AS r ON r.id = f.request_id "
        "WHERE r.room_id = ? AND r.number = ? AND f.status NOT IN ('undone', 'voided') ORDER BY f.id DESC LIMIT 1",
        (room_id, request),
    )
    return next((row["number"] for row in rows), "")


def appeals_of(read: Read, report_id: int) -> tuple[str, ...]:
    """The numbers of the appeals that ask for what a report looks for."""
    rows = read(
        "SELECT number FROM lead_appeal WHERE lost_id = ? AND status <> 'undone' ORDER BY id", (report_id,)
    )
    return tuple(row["number"] for row in rows)
