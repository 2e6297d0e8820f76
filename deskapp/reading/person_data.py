"""Reading everything that the file keeps of one person, over all cards of that person."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.activity import Told
from deskapp.domain.attendance import Duty
from deskapp.domain.certificate import Certificate
from deskapp.domain.custody import FoundItem
from deskapp.domain.dispute import File
from deskapp.domain.hazard import Hazard
from deskapp.domain.lost import LostReport
from deskapp.domain.person import Person
from deskapp.domain.request import HistoryRow, Request
from deskapp.domain.times import moment
from deskapp.domain.volunteer import Dossier
from deskapp.reading import (
    activities,
    attendances,
    certificates,
    disputes,
    field_records,
    hazards,
    people,
    requests,
    volunteers,
)

LOOKS = ("view", "reveal", "hand_out")
"""Actions of the audit chain by which somebody looked at a card."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at the card."""

    at: datetime
    by: int
    action: str


@dataclass(frozen=True, slots=True)
class PersonData:
    """All that is kept of one person."""

    cards: tuple[Person, ...]
    """The card, then those that were merged into it."""
    requests: tuple[Request, ...]
    disputes: tuple[tuple[File, str], ...]
    """Each with the role of the person."""
    volunteers: tuple[Dossier, ...]
    duties: tuple[Duty, ...]
    certificates: tuple[tuple[Certificate, Dossier], ...]
    activities: tuple[Told, ...]
    custody: tuple[FoundItem, ...]
    lost: tuple[LostReport, ...]
    hazards: tuple[Hazard, ...]
    history: tuple[HistoryRow, ...]
    looks: tuple[Look, ...]

    @property
    def keys(self) -> frozenset[int]:
        """The keys of the cards."""
        return frozenset(one.id for one in self.cards)

    @property
    def phones(self) -> tuple[str, ...]:
        """Every phone of the person."""
        return tuple(dict.fromkeys(phone for one in self.cards for phone in one.phones))

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document number of the person."""
        return tuple(dict.fromkeys(one.id_number for one in self.cards if one.id_number))


def data_of(connection: sqlite3.Connection, room_id: int, person: Person) -> PersonData:
    """All of it. Found things, lost reports and hazards name nobody by a card: they are found by phone or document."""
    cards = people.family(connection, person.id)
    keys = tuple(one.id for one in cards)
    phones = [phone for one in cards for phone in one.phones]
    documents = [one.id_number for one in cards if one.id_number]
    members = _members(connection, keys)
    marks = ", ".join("?" * len(keys))
    return PersonData(
        cards=cards,
        requests=people.requests_of(connection, keys),
        disputes=disputes.parts_of(connection, keys),
        volunteers=members,
        duties=_duties(connection, room_id, members, phones),
        certificates=tuple(
            (one, who)
            for who in members
            for one in certificates.of_volunteer(connection.execute, who.volunteer.id)
        ),
        activities=_activities(connection, keys, members),
        custody=tuple(
            found
            for key in _by(connection, room_id, "custody", ("phone", "claimant_phone"), phones)
            | _by(connection, room_id, "custody", ("id_number",), documents)
            if (found := field_records.item_by_id(connection.execute, key)) is not None
        ),
        lost=tuple(
            report
            for key in _by(connection, room_id, "lost_report", ("phone",), phones)
            if (report := field_records.report_by_id(connection.execute, key)) is not None
        ),
        hazards=tuple(
            hazard
            for key in _by(connection, room_id, "hazard", ("owner_phone",), phones)
            if (hazard := hazards.by_id(connection, key)) is not None
        ),
        history=tuple(row for key in keys for row in requests.history(connection, "person", key)),
        looks=tuple(
            Look(moment(row["at"]), row["officer_id"], row["action"])
            for row in connection.execute(
                f"SELECT at, officer_id, action FROM audit WHERE subject = 'person' AND subject_id IN ({marks}) "
                f"AND action IN ({', '.join('?' * len(LOOKS))}) ORDER BY seq",
                (*keys, *LOOKS),
            )
        ),
    )


def _members(connection: sqlite3.Connection, keys: tuple[int, ...]) -> tuple[Dossier, ...]:
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT id FROM volunteer WHERE person_id IN ({marks}) AND status <> 'undone' ORDER BY id", keys
    ).fetchall()
    found = (volunteers.by_id(connection, row[0]) for row in rows)
    return tuple(one for one in found if one is not None)


def _duties(
    connection: sqlite3.Connection, room_id: int, members: tuple[Dossier, ...], phones: list[str]
) -> tuple[Duty, ...]:
    keys = _by(connection, room_id, "attendance", ("guest_phone",), phones)
    for who in members:
        keys |= dict.fromkeys(
            row[0]
            for row in connection.execute(
                "SELECT id FROM attendance WHERE volunteer_id = ? AND status <> 'undone' ORDER BY id",
                (who.volunteer.id,),
            )
        )
    found = (attendances.by_id(connection, key) for key in sorted(keys))
    return tuple(one for one in found if one is not None)


def _activities(
    connection: sqlite3.Connection, keys: tuple[int, ...], members: tuple[Dossier, ...]
) -> tuple[Told, ...]:
    others = tuple(who.volunteer.id for who in members)
    rows = connection.execute(
        "SELECT DISTINCT activity_id FROM activity_person WHERE gone = 0 AND "
        f"(person_id IN ({', '.join('?' * len(keys))}) OR volunteer_id IN ({', '.join('?' * len(others))})) "
        "ORDER BY activity_id",
        (*keys, *others),
    ).fetchall()
    found = (activities.by_id(connection, row[0]) for row in rows)
    return tuple(one for one in found if one is not None and one.activity.status != "undone")


def _by(
    connection: sqlite3.Connection, room_id: int, table: str, columns: tuple[str, ...], values: list[str]
) -> dict[int, None]:
    """The keys of records of which one of `columns` holds one of `values`."""
    if not values:
        return {}
    marks = ", ".join("?" * len(values))
    held = " OR ".join(f"{column} IN ({marks})" for column in columns)
    rows = connection.execute(
        f"SELECT id FROM {table} WHERE room_id = ? AND status <> 'undone' AND ({held}) ORDER BY id",
        (room_id, *values * len(columns)),
    )
    return dict.fromkeys(row[0] for row in rows)
