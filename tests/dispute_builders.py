"""Disputes for tests; the people are plainly invented."""

from __future__ import annotations

from datetime import date

from deskapp.domain.dispute import File
from deskapp.domain.dispute_given import PartyGiven
from deskapp.services.dispute_undo import reversal
from deskapp.services.disputes import Disputes
from deskapp.services.undo import Undoing
from tests.builders import EN, NOON, TestDesk


def person(desk: TestDesk, name: str, *, born: date | None = None, minor: bool = False) -> int:
    """A card, written straight into the file."""
    with desk.store.write(desk.actor) as writing:
        number = writing.next_number("RY", NOON.date())
        found = writing.session.connection().exec_driver_sql(
            "INSERT INTO person (room_id, number, day, name, born, minor, entered_at, entered_by) "
            "VALUES (?, ?, '2026-11-21', ?, ?, ?, '2026-11-21T04:00:00.000000Z', 1) RETURNING id",
            (desk.room.id, number, name, born.isoformat() if born else None, int(minor)),
        )
        return int(found.scalar_one())


def disputes(desk: TestDesk) -> Disputes:
    return Disputes(desk.store, desk.room)


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(desk.store, desk.room, {"dispute": reversal()})


def quarrel(desk: TestDesk, *names: str, **given: str) -> File:
    """Two neighbours, or those named, and what is given beside."""
    people = [person(desk, name) for name in names or ("马玉兰", "赵铁柱")]
    roles = ["party_a", "party_b", "third", "third", "third"]
    values = {"type": "neighbor", "summary": "为楼道堆物争吵"} | given
    parties = [PartyGiven(one, role) for one, role in zip(people, roles, strict=False)]
    return disputes(desk).open(values, parties, desk.actor, EN)


def take(desk: TestDesk, file: File, code: str, **given: str) -> File:
    """One step; `from_` stands for `from`."""
    values = {name.rstrip("_"): text for name, text in given.items()}
    return disputes(desk).step(file.dispute.number, code, values, desk.actor, EN)
