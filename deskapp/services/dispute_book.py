"""The dispute register inside one write: its rows read, changed and kept with history and audit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import SQLModel, select

from deskapp.domain.clocks import Times
from deskapp.domain.dispute import PREFIX, File
from deskapp.domain.dispute_codes import OPEN, ROLE
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_moves import DisputeFacts, FileMove, next_due
from deskapp.domain.dispute_signals import Context, warnings
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Room
from deskapp.domain.rights import right_of_step
from deskapp.domain.text import clean
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Way, Words
from deskapp.reading.disputes import file_of
from deskapp.services.cards import Cards
from deskapp.services.keeping import added, key_of, officers, refuse_moved, stored_value
from deskapp.services.requests import closed_order
from deskapp.services.store import Store, Writing
from deskapp.tables.dispute import (
    DisputeRow,
    InstalmentRow,
    MediatorRow,
    PaperRow,
    PartyRow,
    SessionRow,
    SignalRow,
    VisitRow,
)
from deskapp.tables.person import PersonRow

SUBJECT = "dispute"

CHILDREN: Mapping[str, type[SQLModel]] = {
    "party": PartyRow, "mediator": MediatorRow, "session": SessionRow, "instalment": InstalmentRow,
    "visit": VisitRow, "signal": SignalRow, "paper": PaperRow,
}  # fmt: skip
"""The rows beside a dispute, by the name that its history gives them."""


@dataclass
class DisputeBook:
    """What the verbs of disputes stand on."""

    store: Store
    room: Room

    @property
    def times(self) -> Times:
        """How the room counts."""
        return self.room.times

    def open_in(
        self, writing: Writing, values: Mapping[str, object], parties: Sequence[PartyGiven], now: datetime, t: Words,
        request_id: int | None, said: str = "", area_id: int | None = None,
    ) -> File:  # fmt: skip
        """Like `open`, inside a transaction that is already open; `said` stands in the history beside it."""
        actor, day = writing.actor, self.room.calendar.day(now)
        texts = {k: stored(v) if isinstance(v, datetime) else v for k, v in values.items()}
        row = DisputeRow.model_validate(
            texts
            | {
                "room_id": self.room.id,
                "number": writing.next_number(PREFIX, day),
                "day": day.isoformat(),
                "request_id": request_id,
                "area_id": area_id,
                "responsible": actor.officer_id,
                "entered_at": stored(now),
                "entered_by": actor.officer_id,
                "next_due": stored(now),
            }
        )
        writing.session.add(row)
        writing.session.flush()
        writing.journal("open", SUBJECT, key_of(row))
        keys = [self.put_party(writing, row, party) for party in parties]
        self.settle(writing, row, now, t)
        detail = added("party", keys)
        writing.history(SUBJECT, key_of(row), "open", "", "registered", said, detail)
        self.warn(writing, row, now)
        writing.audit("open", SUBJECT, key_of(row), row.model_dump())
        return self.file(writing, row)

    def beside(
        self,
        number: str,
        step: str,
        change: Callable[[Writing, DisputeRow], dict[str, object]],
        actor: Actor,
        t: Words,
        version: int | None,
        reason: str = "",
        *,
        final: bool = False,
    ) -> File:
        """One change that is no step of the machine: its history keeps what it changed, so that it can be undone."""
        now = self.store.clock()
        with self.store.write(actor, right_of_step(step)) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            if not (final and row.status == "archived"):
                refuse_final(row)
            writing.journal(step, SUBJECT, key_of(row))
            detail = change(writing, row)
            row.version += 1
            writing.session.add(row)
            writing.session.flush()
            writing.history(SUBJECT, key_of(row), step, row.status, row.status, reason, detail)
            self.warn(writing, row, now)
            writing.audit(step, SUBJECT, key_of(row), row.model_dump() | {"detail": detail})
            return self.file(writing, row)

    def put_party(self, writing: Writing, row: DisputeRow, party: PartyGiven) -> int:
        """Write somebody into the dispute and give the key of the row. Raises DeskError."""
        person = self.person(writing, row, party)
        if party.role not in ROLE:
            raise DeskError(
                N_("The role of {name} is not chosen: press a digit."), field="role", name=person.name
            )
        taken = writing.session.exec(
            select(PartyRow).where(
                PartyRow.dispute_id == row.id, PartyRow.person_id == person.id, PartyRow.gone == 0
            )
        ).first()
        if taken is not None:
            raise DeskError(
                N_("{name} is in this file already, once is enough: choose somebody else, or take them out first."),
                field="parties", name=person.name,
            )  # fmt: skip
        one = PartyRow(
            dispute_id=key_of(row), person_id=person.id or 0, role=party.role, stands_by=party.stands_by,
            mandate=int(party.mandate), own_living=int(party.own_living),
        )  # fmt: skip
        writing.session.add(one)
        writing.session.flush()
        return one.id or 0

    def person(self, writing: Writing, row: DisputeRow, party: PartyGiven) -> PersonRow:
        """The card of a party, found or made. Raises DeskError where nothing is told or the card is gone."""
        cards = Cards(writing, self.room.id)
        if not party.person_id:
            linked = cards.link(party.told, date.fromisoformat(row.day), row.number, party.chosen)
            if linked.person_id is None:
                raise DeskError(
                    N_("Nothing is told of the party: type a name or a phone. What you typed is kept."),
                    code=Exit.USAGE, field="parties",
                )  # fmt: skip
            return cards.row(linked.person_id)
        person = writing.session.get(PersonRow, party.person_id)
        if person is None or person.room_id != self.room.id or person.status == "undone":
            raise DeskError(
                N_("There is no such card any more: look the person up with F5."), code=Exit.NOT_FOUND
            )
        return cards.survivor(person)

    def apply(self, writing: Writing, row: DisputeRow, move: FileMove, now: datetime) -> None:
        """Write one checked step: the row, what stands beside it, history and audit."""
        changes = {name: stored_value(value) for name, value in move.changes.items()}
        before = {name: getattr(row, name) for name in (*changes, "desk_order")}
        for name, value in changes.items():
            setattr(row, name, value)
        row.status = move.target
        self.place(row, now)
        row.version += 1
        rows = [self.child(writing, row, child.table, child.id, child.values) for child in move.children]
        writing.session.add(row)
        writing.session.flush()
        detail: dict[str, object] = {
            k: [was, getattr(row, k)] for k, was in before.items() if getattr(row, k) != was
        }
        if rows:
            detail["rows"] = rows
        writing.history(SUBJECT, key_of(row), move.step, move.source, move.target, move.reason, detail)
        writing.audit(move.step, SUBJECT, key_of(row), row.model_dump() | {"rows": rows})

    def child(
        self, writing: Writing, row: DisputeRow, name: str, key: int, values: Mapping[str, object]
    ) -> list[object]:
        """Add (key 0) or change a row beside the dispute; gives what its history keeps."""
        new = {k: int(v) if isinstance(v, bool) else stored_value(v) for k, v in values.items()}
        if not key:
            one = CHILDREN[name](dispute_id=key_of(row), **new)
            writing.session.add(one)
            writing.session.flush()
            return [name, one.id, {"gone": [1, 0]}]  # type: ignore[attr-defined]
        found = writing.session.get_one(CHILDREN[name], key)
        changes = {k: [getattr(found, k), v] for k, v in new.items()}
        for k, v in new.items():
            setattr(found, k, v)
        writing.session.add(found)
        return [name, key, changes]

    def warn(self, writing: Writing, row: DisputeRow, now: datetime) -> None:
        """Put up what speaks for a higher risk now; the warnings are the desk's own and belong to this write."""
        file = self.file(writing, row)
        found = warnings(file, self.context(writing, row, file))
        if not found:
            return
        rows = []
        for one in found:
            signal = SignalRow(
                dispute_id=key_of(row), kind=one.kind, params=json.dumps(one.params, ensure_ascii=False),
                risk=one.risk, at=stored(now),
            )  # fmt: skip
            writing.session.add(signal)
            writing.session.flush()
            rows.append(signal.id or 0)
        writing.history(SUBJECT, key_of(row), "warn", row.status, row.status, "", added("signal", rows))
        writing.audit("warn", SUBJECT, key_of(row), {"signals": rows})

    def context(self, writing: Writing, row: DisputeRow, file: File) -> Context:
        """What else the file knows of the people and the place."""
        read = writing.session.connection().exec_driver_sql
        people = tuple(party.person_id for party in file.sides)
        marks = ", ".join("?" * len(people))
        earlier = (
            read(
                f"SELECT d.number FROM dispute AS d WHERE d.id <> ? AND d.status NOT IN ('voided', 'undone') AND "
                f"(SELECT count(DISTINCT p.person_id) FROM dispute_party AS p WHERE p.dispute_id = d.id "
                f"AND p.gone = 0 AND p.person_id IN ({marks})) >= 2 ORDER BY d.id DESC LIMIT 3",
                (row.id, *people),
            ).fetchall()
            if len(people) >= 2
            else ()
        )
        at_place = 0
        if row.place:
            since = row.entered_at[:10]
            at_place = int(
                read(
                    "SELECT (SELECT count(*) FROM dispute WHERE room_id = ?1 AND place = ?2 AND status <> 'undone' "
                    "AND entered_at >= date(?3, '-30 days')) + (SELECT count(*) FROM request WHERE room_id = ?1 AND "
                    "place = ?2 AND status <> 'undone' AND entered_at >= date(?3, '-30 days'))",
                    (self.room.id, row.place, since),
                ).scalar_one()
            )
        return Context(tuple(found[0] for found in earlier), at_place)

    def settle(self, writing: Writing, row: DisputeRow, now: datetime, t: Words) -> None:
        """Set the clock of a dispute that was just written."""
        facts = self.facts(writing, writing.actor, now, t)
        nearest = next_due(self.file(writing, row), facts)
        if nearest is not None:
            row.next_due, row.next_clock = stored(nearest.at), nearest.clock
        self.place(row, now)
        writing.session.add(row)
        writing.session.flush()

    def place(self, row: DisputeRow, now: datetime) -> None:
        """Put the row where it stands in the order of the board."""
        row.is_open = int(row.status in OPEN)
        # A file with a planned visit stands among the open ones: something is still to be done.
        waits = row.is_open or (row.status in ("fulfilled", "followed_up") and row.next_clock)
        row.desk_order = "0" + row.next_due if waits else closed_order(self.room, now)

    def facts(self, writing: Writing, actor: Actor, now: datetime, t: Words) -> DisputeFacts:
        """What the guards need to know."""
        known = officers(writing, self.room.id)
        day = self.room.calendar.day(now)
        return DisputeFacts(
            now, self.times, actor.officer_id, known, t, lambda: writing.next_number("XY", day)
        )

    def file(self, writing: Writing, row: DisputeRow) -> File:
        """The dispute with all that belongs to it, as this write sees it."""
        connection = writing.session.connection()
        writing.session.flush()
        found = file_of(
            lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "id = ?", (row.id,)
        )
        assert found is not None
        return found

    def row(self, writing: Writing, number: str) -> DisputeRow:
        """The row of a number. Raises DeskError where there is none."""
        found = writing.session.exec(
            select(DisputeRow).where(DisputeRow.room_id == self.room.id, DisputeRow.number == number)
        ).first()
        if found is None:
            raise DeskError(
                N_("There is no dispute {number}. Look it up: deskapp list disputes, or F5."),
                code=Exit.NOT_FOUND, number=clean(number),
            )  # fmt: skip
        return found


def refuse_final(row: DisputeRow) -> None:
    """Raise DeskError for a file that is closed for good."""
    if row.status in ("archived", "voided", "undone"):
        raise DeskError(
            N_("{number} is closed for good: nothing is added to it. Open another one: {way}"),
            number=row.number, way=Way(N_("F3, then Insert"), "deskapp dispute open"),
        )  # fmt: skip
