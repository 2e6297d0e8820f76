"""What a person can do with disputes: open, step, settle in one go, add people, answer warnings, correct."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel, select

from deskapp.domain.clocks import Times, table
from deskapp.domain.dispute import PREFIX, File
from deskapp.domain.dispute_codes import MEDIATOR, OPEN, ROLE
from deskapp.domain.dispute_draft import read_dispute
from deskapp.domain.dispute_moves import DisputeFacts, FileMove, moves, next_due
from deskapp.domain.dispute_outcome import steps_to
from deskapp.domain.dispute_signals import Context, warnings
from deskapp.domain.dispute_steps import MACHINE
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.person_draft import Told
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.domain.workdays import Workdays
from deskapp.reading.disputes import file_of
from deskapp.services.cards import Cards
from deskapp.services.requests import Requests, closed_order
from deskapp.services.requests import reversal as requests_reversal
from deskapp.services.reversals import Records
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
from deskapp.tables.room import OfficerRow
from deskapp.tables.trail import HistoryRow

SUBJECT = "dispute"

CHILDREN: Mapping[str, type[SQLModel]] = {
    "party": PartyRow, "mediator": MediatorRow, "session": SessionRow, "instalment": InstalmentRow,
    "visit": VisitRow, "signal": SignalRow, "paper": PaperRow,
}  # fmt: skip
"""The rows beside a dispute, by the name that its history gives them."""


@dataclass(frozen=True, slots=True)
class PartyGiven:
    """Somebody who is to be added to a dispute: by the key of a card, or by what was told of them."""

    person_id: int
    role: str
    told: Told = field(default_factory=Told)
    chosen: str = ""
    """Number of a card that the officer picked."""
    stands_by: int = 0
    mandate: bool = False
    own_living: bool = False


@dataclass
class Disputes:
    """The verbs of the dispute register of one room."""

    store: Store
    room: Room
    clocks: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    """The room's own lengths of clocks; see domain.clocks.table."""
    own_days: Mapping[date, bool] = field(default_factory=dict)
    """The room's own table of working days."""

    @property
    def times(self) -> Times:
        """How the room counts."""
        return Times(self.room.calendar, table(self.clocks), Workdays(self.own_days))

    # -- verbs

    def open(
        self,
        given: Mapping[str, str],
        parties: Sequence[PartyGiven],
        actor: Actor,
        t: Words,
        request_id: int | None = None,
    ) -> File:
        """Write a new dispute with the parties known so far. Raises DeskError."""
        now = self.store.clock()
        draft = read_dispute(given, now, self.room.calendar, t)
        with self.store.write(actor) as writing:
            return self.open_in(writing, asdict(draft), parties, now, t, request_id)

    def open_in(
        self, writing: Writing, values: Mapping[str, object], parties: Sequence[PartyGiven], now: datetime, t: Words,
        request_id: int | None,
    ) -> File:  # fmt: skip
        """Like `open`, inside a transaction that is already open."""
        actor, day = writing.actor, self.room.calendar.day(now)
        texts = {k: stored(v) if isinstance(v, datetime) else v for k, v in values.items()}
        row = DisputeRow.model_validate(
            texts
            | {
                "room_id": self.room.id,
                "number": writing.next_number(PREFIX, day),
                "day": day.isoformat(),
                "request_id": request_id,
                "responsible": actor.officer_id,
                "entered_at": stored(now),
                "entered_by": actor.officer_id,
                "next_due": stored(now),
            }
        )
        writing.session.add(row)
        writing.session.flush()
        writing.journal("open", SUBJECT, _id(row))
        added = [self._add_party(writing, row, party) for party in parties]
        self._settle(writing, row, now, t)
        detail = _added("party", added)
        writing.history(SUBJECT, _id(row), "open", "", "registered", "", detail)
        self._warn(writing, row, now)
        writing.audit("open", SUBJECT, _id(row), row.model_dump())
        return self._file(writing, row)

    def open_from(
        self,
        requests: Requests,
        number: str,
        given: Mapping[str, str],
        parties: Sequence[PartyGiven],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> File:
        """Make a dispute of a request, which is resolved by that; both stay linked. Raises DeskError."""
        now = self.store.clock()
        draft = read_dispute(given, now, self.room.calendar, t)
        with self.store.write(actor) as writing:
            request_id = requests.key_of(writing, number)
            file = self.open_in(writing, asdict(draft), parties, now, t, request_id)
            told = {
                "outcome": "to_dispute", "linked": file.dispute.number,
                "text": t(N_("Goes on as dispute {number}."), number=file.dispute.number),
            }  # fmt: skip
            requests.step_in(writing, number, "resolve", told, t, version, {"disputes": file.dispute.number})
            return file

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> File:
        """Take the step `code`, and what follows from it; one history row a step. Raises DeskError."""
        return self._take(number, lambda file: [(code, dict(given))], actor, t, version)

    def outcome(
        self, number: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> File:
        """Take all steps that lead to an outcome, in one transaction, each with its guards. Raises DeskError."""
        return self._take(number, lambda file: steps_to(file, given), actor, t, version)

    def _take(
        self, number: str, plan: Callable[[File], list[tuple[str, dict[str, str]]]], actor: Actor, t: Words,
        version: int | None,
    ) -> File:  # fmt: skip
        now = self.store.clock()
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            _refuse_moved(row, version)
            planned = plan(self._file(writing, row))
            writing.journal(planned[-1][0], SUBJECT, _id(row))
            for code, given in planned:
                facts = self._facts(writing, actor, now, t)
                for move in moves(self._file(writing, row), code, given, facts):
                    self._apply(writing, row, move, now)
            self._warn(writing, row, now)
            return self._file(writing, row)

    def add_party(
        self, number: str, party: PartyGiven, actor: Actor, t: Words, version: int | None = None
    ) -> File:
        """Add somebody to a dispute that is open. Raises DeskError."""

        def add(writing: Writing, row: DisputeRow) -> dict[str, object]:
            return _added("party", [self._add_party(writing, row, party)])

        return self._beside(number, "add_party", add, actor, t, version)

    def remove_party(
        self, number: str, party_id: int, reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Take somebody out; the row stays, marked. Raises DeskError."""
        said = _reason(reason)

        def remove(writing: Writing, row: DisputeRow) -> dict[str, object]:
            party = writing.session.get(PartyRow, party_id)
            if party is None or party.dispute_id != row.id or party.gone:
                raise DeskError(
                    N_("That party is not in the file any more: look at it again."), code=Exit.NOT_FOUND
                )
            party.gone = 1
            writing.session.add(party)
            return {"rows": [["party", party_id, {"gone": [0, 1]}]]}

        return self._beside(number, "remove_party", remove, actor, t, version, said)

    def add_mediator(
        self, number: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Add somebody who mediates: kind, name or officer, body, task, contact. Raises DeskError."""
        kind = MEDIATOR.find(given.get("kind", "") or "officer", t)
        texts = {
            name: one_line(clean(given.get(name, "")))[:200] for name in ("name", "body", "task", "contact")
        }
        officer_id = int(given.get("officer_id") or 0)
        if not officer_id and not texts["name"] and not texts["body"]:
            raise DeskError(
                N_("Nobody is named: type who mediates, or from which body. What you typed is kept."),
                code=Exit.USAGE, field="name",
            )  # fmt: skip

        def add(writing: Writing, row: DisputeRow) -> dict[str, object]:
            one = MediatorRow(
                dispute_id=_id(row), kind=kind, officer_id=officer_id, name=texts["name"], body=texts["body"],
                task=texts["task"], contact=texts["contact"],
            )  # fmt: skip
            writing.session.add(one)
            writing.session.flush()
            return _added("mediator", [one.id or 0])

        return self._beside(number, "add_mediator", add, actor, t, version)

    def answer(
        self, number: str, signal_id: int, accept: bool, word: str, actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Accept or reject an early warning with a word; an accepted one raises the risk. Raises DeskError."""
        said = _reason(word)

        def answered(writing: Writing, row: DisputeRow) -> dict[str, object]:
            signal = writing.session.get(SignalRow, signal_id)
            if signal is None or signal.dispute_id != row.id or signal.answer or signal.gone:
                raise DeskError(
                    N_("That warning is answered already: look at the file again."), code=Exit.NOT_FOUND
                )
            new = {
                "answer": "accepted" if accept else "rejected", "word": said, "answered_at": writing.at,
                "answered_by": actor.officer_id,
            }  # fmt: skip
            changes = {name: [getattr(signal, name), value] for name, value in new.items()}
            for name, value in new.items():
                setattr(signal, name, value)
            writing.session.add(signal)
            detail: dict[str, object] = {"rows": [["signal", signal_id, changes]]}
            if accept and row.risk != signal.risk:
                detail["risk"] = [row.risk, signal.risk]
                row.risk = signal.risk
            if row.first_action_at is None:
                detail["first_action_at"] = [None, writing.at]
                row.first_action_at = writing.at
            return detail

        return self._beside(
            number, "accept_warning" if accept else "reject_warning", answered, actor, t, version, said
        )

    def paper_made(self, number: str, kind: str, paper_no: str, copies: int, actor: Actor, t: Words) -> File:
        """Keep that a paper was made. Raises DeskError."""

        def made(writing: Writing, row: DisputeRow) -> dict[str, object]:
            paper = PaperRow(dispute_id=_id(row), kind=kind, number=paper_no, at=writing.at, copies=copies)
            writing.session.add(paper)
            writing.session.flush()
            return _added("paper", [paper.id or 0])

        return self._beside(number, "paper", made, actor, t, None)

    # -- pieces

    def _beside(
        self,
        number: str,
        step: str,
        change: Callable[[Writing, DisputeRow], dict[str, object]],
        actor: Actor,
        t: Words,
        version: int | None,
        reason: str = "",
    ) -> File:
        """One change that is no step of the machine: its history keeps what it changed, so that it can be undone."""
        now = self.store.clock()
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            _refuse_moved(row, version)
            if row.status in ("archived", "voided", "undone"):
                raise DeskError(N_("{number} is closed for good: nothing is added to it."), number=row.number)
            writing.journal(step, SUBJECT, _id(row))
            detail = change(writing, row)
            row.version += 1
            writing.session.add(row)
            writing.session.flush()
            writing.history(SUBJECT, _id(row), step, row.status, row.status, reason, detail)
            self._warn(writing, row, now)
            writing.audit(step, SUBJECT, _id(row), row.model_dump() | {"detail": detail})
            return self._file(writing, row)

    def _add_party(self, writing: Writing, row: DisputeRow, party: PartyGiven) -> int:
        person = self._person(writing, row, party)
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
            dispute_id=_id(row), person_id=person.id or 0, role=party.role, stands_by=party.stands_by,
            mandate=int(party.mandate), own_living=int(party.own_living),
        )  # fmt: skip
        writing.session.add(one)
        writing.session.flush()
        return one.id or 0

    def _person(self, writing: Writing, row: DisputeRow, party: PartyGiven) -> PersonRow:
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

    def _apply(self, writing: Writing, row: DisputeRow, move: FileMove, now: datetime) -> None:
        changes = {name: _stored(value) for name, value in move.changes.items()}
        before = {name: getattr(row, name) for name in (*changes, "desk_order")}
        for name, value in changes.items():
            setattr(row, name, value)
        row.status = move.target
        self._place(row, now)
        row.version += 1
        rows = [self._child(writing, row, child.table, child.id, child.values) for child in move.children]
        writing.session.add(row)
        writing.session.flush()
        detail: dict[str, object] = {
            k: [was, getattr(row, k)] for k, was in before.items() if getattr(row, k) != was
        }
        if rows:
            detail["rows"] = rows
        writing.history(SUBJECT, _id(row), move.step, move.source, move.target, move.reason, detail)
        writing.audit(move.step, SUBJECT, _id(row), row.model_dump() | {"rows": rows})

    def _child(
        self, writing: Writing, row: DisputeRow, name: str, key: int, values: Mapping[str, object]
    ) -> list[object]:
        """Add (key 0) or change a row beside the dispute; gives what its history keeps."""
        new = {k: int(v) if isinstance(v, bool) else _stored(v) for k, v in values.items()}
        if not key:
            one = CHILDREN[name](dispute_id=_id(row), **new)
            writing.session.add(one)
            writing.session.flush()
            return [name, one.id, {"gone": [1, 0]}]  # type: ignore[attr-defined]
        found = writing.session.get_one(CHILDREN[name], key)
        changes = {k: [getattr(found, k), v] for k, v in new.items()}
        for k, v in new.items():
            setattr(found, k, v)
        writing.session.add(found)
        return [name, key, changes]

    def _warn(self, writing: Writing, row: DisputeRow, now: datetime) -> None:
        """Put up what speaks for a higher risk now; the warnings are the desk's own and belong to this write."""
        file = self._file(writing, row)
        found = warnings(file, self._context(writing, row, file))
        if not found:
            return
        rows = []
        for one in found:
            signal = SignalRow(
                dispute_id=_id(row), kind=one.kind, params=json.dumps(one.params, ensure_ascii=False),
                risk=one.risk, at=stored(now),
            )  # fmt: skip
            writing.session.add(signal)
            writing.session.flush()
            rows.append(signal.id or 0)
        writing.history(SUBJECT, _id(row), "warn", row.status, row.status, "", _added("signal", rows))
        writing.audit("warn", SUBJECT, _id(row), {"signals": rows})

    def _context(self, writing: Writing, row: DisputeRow, file: File) -> Context:
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

    def _settle(self, writing: Writing, row: DisputeRow, now: datetime, t: Words) -> None:
        """Set the clock of a dispute that was just written."""
        facts = self._facts(writing, writing.actor, now, t)
        nearest = next_due(self._file(writing, row), facts)
        if nearest is not None:
            row.next_due, row.next_clock = stored(nearest.at), nearest.clock
        self._place(row, now)
        writing.session.add(row)
        writing.session.flush()

    def _place(self, row: DisputeRow, now: datetime) -> None:
        row.is_open = int(row.status in OPEN)
        # A file with a planned visit stands among the open ones: something is still to be done.
        waits = row.is_open or (row.status in ("fulfilled", "followed_up") and row.next_clock)
        row.desk_order = "0" + row.next_due if waits else closed_order(self.room, now)

    def _facts(self, writing: Writing, actor: Actor, now: datetime, t: Words) -> DisputeFacts:
        officers = writing.session.exec(select(OfficerRow).where(OfficerRow.room_id == self.room.id))
        known = tuple(
            Officer(o.id or 0, o.room_id, o.name, o.badge, o.kind, bool(o.active)) for o in officers
        )
        day = self.room.calendar.day(now)
        return DisputeFacts(
            now, self.times, actor.officer_id, known, t, lambda: writing.next_number("XY", day)
        )

    def _file(self, writing: Writing, row: DisputeRow) -> File:
        connection = writing.session.connection()
        writing.session.flush()
        found = file_of(
            lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "id = ?", (row.id,)
        )
        assert found is not None
        return found

    def _row(self, writing: Writing, number: str) -> DisputeRow:
        found = writing.session.exec(
            select(DisputeRow).where(DisputeRow.room_id == self.room.id, DisputeRow.number == number)
        ).first()
        if found is None:
            raise DeskError(
                N_("There is no dispute {number}. Look it up: deskapp list disputes, or F3."),
                code=Exit.NOT_FOUND, number=clean(number),
            )  # fmt: skip
        return found


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return stored(value)
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _added(name: str, keys: Sequence[int]) -> dict[str, object]:
    """What history keeps of rows that were added: undoing takes them out again."""
    return {"rows": [[name, key, {"gone": [1, 0]}] for key in keys]} if keys else {}


def _reason(text: str) -> str:
    said = clean(text.strip(), lines=True)
    if not said:
        raise DeskError(
            N_("A word why is needed: type it. What you typed is kept."), code=Exit.USAGE, field="reason"
        )
    return said[:10_000]


def _refuse_moved(row: DisputeRow, version: int | None) -> None:
    if version is not None and row.version != version:
        raise DeskError(
            N_("{number} was changed meanwhile. Look at it again, then decide; what you typed is kept."),
            number=row.number,
        )


def _id(row: DisputeRow) -> int:
    return row.id or 0


STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in MACHINE.steps} | {
    "open": N_("Registered"), "outcome": N_("Outcome"), "add_party": N_("Party added"),
    "remove_party": N_("Party taken out"), "add_mediator": N_("Mediator added"), "warn": N_("Warning of the desk"),
    "accept_warning": N_("Warning accepted"), "reject_warning": N_("Warning rejected"), "paper": N_("Paper made"),
    "note": N_("Entry added"), "correct": N_("Corrected"), "undo": N_("Undone"), "redo": N_("Redone"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


def reversal() -> Records:
    """How writes of this register are undone."""
    return Records(SUBJECT, DisputeRow, OPEN, STEP_LABELS, beside=_take_beside_back, children=CHILDREN)


def _take_beside_back(
    writing: Writing, row: DisputeRow, before: Mapping[str, Any], taken: int, write: int, step: str
) -> None:
    """What the write did to a request and to cards goes with it."""
    found = writing.session.exec(
        select(HistoryRow.subject_id).where(HistoryRow.write_id == taken, HistoryRow.subject == "request")
    ).all()
    for request_id in dict.fromkeys(found):
        requests_reversal().take_along(writing, request_id, taken, write, step)
    people = writing.session.exec(select(PartyRow.person_id).where(PartyRow.dispute_id == row.id)).all()
    Cards(writing, row.room_id).take_back(taken, step, write, people)
