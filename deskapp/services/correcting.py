"""A wrong fact of a person put right everywhere: on the card, then on each record that says the same, step by step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor, Room
from deskapp.domain.person import Person
from deskapp.domain.words import Words
from deskapp.reading import people as reading
from deskapp.services.cards import no_card
from deskapp.services.people import People


class Corrects(Protocol):
    """The service of a register with its verb of correcting."""

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> object:
        """Correct fields of a record, old values kept. Raises DeskError."""
        ...


_SAME: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "name": (
        ("request", "applicant", "phone"), ("custody", "finder", "phone"), ("lost_report", "owner", "phone"),
        ("hazard", "owner", "owner_phone"),
    ),
    "phones": (
        ("request", "phone", "applicant"), ("custody", "phone", "finder"), ("lost_report", "phone", "owner"),
        ("hazard", "owner_phone", "owner"),
    ),
    "id_number": (("request", "id_number", ""),),
    "address": (("request", "address", ""),),
}  # fmt: skip
"""By the field of the card: register and column that say the same, and the other fact by which a record that stands
on no card is known to be of this person."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right."""

    number: str
    records: tuple[str, ...] = ()
    """Numbers of the records that said the same and were corrected with the card."""
    left: tuple[tuple[str, DeskError], ...] = ()
    """Those that stay, and why."""


@dataclass
class Correcting:
    """Corrects a person's fact wherever it stands; each record takes its own step, with its own history and undo."""

    room: Room
    people: People
    registers: Mapping[str, Corrects]
    """By their tables."""
    connect: Callable[[], sqlite3.Connection]

    def everywhere(
        self, number: str, field: str, value: str, reason: str, actor: Actor, t: Words
    ) -> Corrected:
        """Correct the card, then every record that had the old value. Raises DeskError where the card refuses."""
        connection = self.connect()
        card = reading.find(connection, self.room.id, number)
        if card is None:
            raise no_card(number)
        held = {old: self._same(connection, card, field, old) for old in _old(card, field)}
        done = self.people.correct(card.number, {field: value}, reason, actor, t, card.version).person
        new = _new(card, done, field)
        gone = [old for old in held if old not in _old(done, field)]
        records: list[str] = []
        left: list[tuple[str, DeskError]] = []
        for register, column, key in (one for old in gone for one in held[old]):
            try:
                self.registers[register].correct(key, {column: new}, reason, actor, t)
            except DeskError as error:
                left.append((key, error))
            else:
                records.append(key)
        return Corrected(card.number, tuple(records), tuple(left))

    def _same(
        self, connection: sqlite3.Connection, card: Person, field: str, old: str
    ) -> list[tuple[str, str, str]]:
        """Register, field and number of what says the same `old` value as the card does now."""
        found: list[tuple[str, str, str]] = []
        keys = [one.id for one in reading.family(connection, card.id)]
        for register, column, other in _SAME.get(field, ()):
            known: list[object] = (
                [*keys] if register == "request" else [*card.phones] if field == "name" else [card.name]
            )
            where = f"{other if register != 'request' else 'person_id'} IN ({', '.join('?' * len(known))})"
            found += [
                (register, column, row[0])
                for row in connection.execute(
                    f"SELECT number FROM {register} WHERE room_id = ? AND {column} = ? AND status <> 'undone' "
                    f"AND {where} ORDER BY id",
                    (self.room.id, old, *known),
                )
                if all(known)
            ]
        return found


def _old(card: Person, field: str) -> tuple[str, ...]:
    if field == "phones":
        return card.phones
    said = str(getattr(card, field, ""))
    return (said,) if said else ()


def _new(card: Person, done: Person, field: str) -> str:
    """The value that takes the place of the old one; of phones the one that came in."""
    if field != "phones":
        return str(getattr(done, field, ""))
    return next((phone for phone in done.phones if phone not in card.phones), next(iter(done.phones), ""))
