"""What a person can do with requests: log, step, correct, note, open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import select

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.identity import refuse_masked
from deskapp.domain.machine import Move
from deskapp.domain.officer import Actor, Room
from deskapp.domain.person_draft import Told, read_document
from deskapp.domain.request import PREFIX, Request
from deskapp.domain.request_card import STEP_LABELS
from deskapp.domain.request_codes import CASE_REPORT, OPEN
from deskapp.domain.request_correct import Correction, read_correction
from deskapp.domain.request_draft import Draft, read_draft
from deskapp.domain.request_link import LOG_INTO, refuse_link
from deskapp.domain.request_steps import Facts, moves
from deskapp.domain.rights import right_of_step
from deskapp.domain.search_keys import name_keys
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.reading.requests import request_of
from deskapp.services.area_book import key_of_area
from deskapp.services.cards import Cards, Linked
from deskapp.services.keeping import add_note, checked_entry, key_of, officers, refuse_moved
from deskapp.services.reversals import Records
from deskapp.services.store import Store, Writing
from deskapp.tables.request import RequestRow

SUBJECT = "request"


@dataclass(frozen=True, slots=True)
class Logged:
    """A request that was written, with what was odd about it."""

    request: Request
    warnings: tuple[str, ...] = ()


@dataclass
class Requests:
    """The verbs of the request register of one room."""

    store: Store
    room: Room
    registers: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    """Registers beside this one; see domain.request_steps.Facts."""

    def log(self, given: Mapping[str, str], actor: Actor, t: Words) -> Logged:
        """Write a new request from what was typed, and the applicant's card; see domain.request_draft.

        `person` is the number of a card that was chosen. Raises DeskError.
        """
        now = self.store.clock()
        refuse_masked(given.get("id_number", ""))
        draft = read_draft(given, now, self.room.calendar, t, self.room.rules)
        with self.store.write(actor) as writing:
            row, warnings = self._log(writing, draft, given, now, "log")
        return Logged(request_of(row.model_dump()), warnings)

    def log_into(self, given: Mapping[str, str], into: str, actor: Actor, t: Words) -> Logged:
        """Write a new request and merge it into the open one with the number `into`, in one transaction.

        One undo takes both back. Raises DeskError as `log` does, and where `into` takes no new request.
        """
        now = self.store.clock()
        draft = read_draft(given, now, self.room.calendar, t, self.room.rules)
        with self.store.write(actor) as writing:
            refuse_link(request_of(self._row(writing, into).model_dump()))
            row, warnings = self._log(writing, draft, given, now, LOG_INTO)
            facts = self._facts(writing, actor, now, t)
            for move in moves(request_of(row.model_dump()), "merge", {"into": into}, facts):
                self._apply(writing, row, move, now)
        return Logged(request_of(row.model_dump()), warnings)

    def _log(
        self, writing: Writing, draft: Draft, given: Mapping[str, str], now: datetime, action: str
    ) -> tuple[RequestRow, tuple[str, ...]]:
        row = self._new_row(writing, draft, writing.actor, now)
        told = told_by(request_of(row.model_dump() | {"id": 0}))
        linked = Cards(writing, self.room.id).link(
            told, self.room.calendar.day(now), row.number, narrow(given.get("person", "")).upper()
        )
        row.person_id = linked.person_id
        row.area_id = key_of_area(writing, self.room.id, given.get("area"))
        writing.session.add(row)
        writing.session.flush()
        writing.journal(action, SUBJECT, key_of(row))
        writing.history(SUBJECT, key_of(row), "log", "", "registered")
        writing.audit("log", SUBJECT, key_of(row), row.model_dump())
        return row, (*draft.warnings, *linked.warnings)

    def _new_row(self, writing: Writing, draft: Draft, actor: Actor, now: datetime) -> RequestRow:
        day = self.room.calendar.day(now)
        values = asdict(draft) | {
            "room_id": self.room.id,
            "sounds": name_keys(draft.applicant),
            "number": writing.next_number(PREFIX, day),
            "day": day.isoformat(),
            "dangers": ",".join(draft.dangers),
            "occurred_at": stored(draft.occurred_at),
            "entered_at": stored(now),
            "due_at": stored(draft.due_at),
            "next_due": stored(draft.due_at),
            "entered_by": actor.officer_id,
            "first_receiver": actor.officer_id,
            "responsible": actor.officer_id,
            "status": "registered",
            "desk_order": "0" + stored(draft.due_at),
        }
        values.pop("warnings")
        return RequestRow.model_validate(values)

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Request:
        """Take the step `code`; all its history rows and the change are one transaction. Raises DeskError.

        `version` is the one that the person saw: where the record has moved on since, the step is refused.
        """
        with self.store.write(actor, right_of_step(code)) as writing:
            writing.journal(code, SUBJECT, self.key_of(writing, number))
            return self.step_in(writing, number, code, given, t, version)

    def key_of(self, writing: Writing, number: str) -> int:
        """The key of the request with `number`, inside a transaction. Raises DeskError."""
        return key_of(self._row(writing, number))

    def step_in(
        self, writing: Writing, number: str, code: str, given: Mapping[str, str], t: Words,
        version: int | None = None, linked: Mapping[str, str] | None = None,
    ) -> Request:  # fmt: skip
        """Like `step`, inside the transaction of another register, whose journal it is.

        `linked` names by register the record that was just written there.
        """
        now = self.store.clock()
        row = self._row(writing, number)
        refuse_moved(row, version)
        facts = self._facts(writing, writing.actor, now, t)
        fresh = {register: fresh_number.__eq__ for register, fresh_number in (linked or {}).items()}
        facts = replace(facts, registers={**facts.registers, **fresh})
        for move in moves(request_of(row.model_dump()), code, given, facts):
            self._apply(writing, row, move, now)
        return request_of(row.model_dump())

    def _facts(self, writing: Writing, actor: Actor, now: datetime, t: Words) -> Facts:
        def target(number: str) -> Request | None:
            found = writing.session.exec(
                select(RequestRow).where(RequestRow.room_id == self.room.id, RequestRow.number == number)
            ).first()
            return request_of(found.model_dump()) if found else None

        def area(typed: str) -> int | None:
            return key_of_area(writing, self.room.id, typed)

        known = officers(writing, self.room.id)
        return Facts(
            now, self.room.calendar, actor.officer_id, known, target, self.registers, t, self.room.rules, area
        )

    def _apply(self, writing: Writing, row: RequestRow, move: Move, now: datetime) -> None:
        changes = {k: stored(v) if isinstance(v, datetime) else v for k, v in move.changes.items()}
        before = {k: getattr(row, k) for k in (*changes, "desk_order")}
        for name, value in changes.items():
            setattr(row, name, value)
        row.status = move.target
        row.is_open = int(move.target in OPEN)
        row.desk_order = self._desk_order(row, now)
        row.version += 1
        writing.session.add(row)
        writing.session.flush()
        changed = {k: [was, getattr(row, k)] for k, was in before.items() if getattr(row, k) != was}
        writing.history(SUBJECT, key_of(row), move.step, move.source, move.target, move.reason, changed)
        writing.audit(move.step, SUBJECT, key_of(row), row.model_dump())

    def _desk_order(self, row: RequestRow, now: datetime) -> str:
        if row.is_open:
            return "0" + row.next_due
        return closed_order(self.room, now)

    def correct(
        self, number: str, given: Mapping[str, str], reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> Logged:  # fmt: skip
        """Correct the fields in `given`; see domain.request_correct. Raises DeskError.

        `version` is as in `step`.
        """
        now = self.store.clock()
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            refuse_moved(row, version)
            request = request_of(row.model_dump())
            correction = read_correction(request, given, reason, self._facts(writing, actor, now, t))
            writing.journal("correct", SUBJECT, key_of(row))
            relinked = self._relink(writing, row, correction)
            changed = self._write_correction(row, correction, now, relinked.person_id)
            if correction.lost:
                for (
                    name
                ) in correction.lost:  # what was told of a case stays nowhere, not in the history either
                    changed.pop(name, None)
                changed["lost"] = list(correction.lost)
                writing.forgets.add(SUBJECT)
            writing.session.add(row)
            writing.session.flush()
            writing.history(
                SUBJECT, key_of(row), "correct", row.status, row.status, correction.reason, changed
            )
            _wipe_case(writing, row)
            writing.audit("correct", SUBJECT, key_of(row), row.model_dump())
            if "person_id" in changed:
                Cards(writing, self.room.id).settle((relinked.left, relinked.person_id))
            return Logged(request_of(row.model_dump()), (*correction.warnings, *relinked.warnings))

    def _relink(self, writing: Writing, row: RequestRow, correction: Correction) -> Linked:
        """The card of the applicant that the correction tells of; no card is edited for it."""
        if not {"applicant", "phone", "id_number"} & set(correction.changes):
            return Linked(row.person_id)
        values = row.model_dump()
        plain = {
            k: v for k, v in correction.changes.items() if k in ("applicant", "phone", "id_number", "address")
        }
        told = told_by(request_of(values | plain))
        return Cards(writing, self.room.id).relink(
            told, key_of(row), row.person_id, date.fromisoformat(row.day), row.number
        )

    def _write_correction(
        self, row: RequestRow, correction: Correction, now: datetime, person_id: int | None
    ) -> dict[str, object]:
        before = row.model_dump()
        row.person_id = person_id
        for name, value in correction.changes.items():
            if isinstance(value, tuple):
                value = ",".join(value)
            setattr(row, name, stored(value) if isinstance(value, datetime) else value)
        if row.is_open:
            row.desk_order = self._desk_order(row, now)
        if row.applicant != before["applicant"]:
            row.sounds = name_keys(row.applicant)
        row.corrected_at = stored(now)
        changed: dict[str, object] = {
            name: [before[name], value] for name, value in row.model_dump().items() if value != before[name]
        }
        row.version += 1
        return changed

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add a call, visit, reply or note to the record's append-only log. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            refuse_undone(row)
            add_note(writing, SUBJECT, row, kind, said, t)

    def _row(self, writing: Writing, number: str) -> RequestRow:
        found = writing.session.exec(
            select(RequestRow).where(RequestRow.room_id == self.room.id, RequestRow.number == number)
        ).first()
        if found is None:
            raise not_found(number)
        return found


def not_found(number: str) -> DeskError:
    """The sentence for a number that nothing has."""
    return DeskError(
        N_("There is no record {number}. Look it up: deskapp list requests, or F5."),
        code=Exit.NOT_FOUND, number=clean(number),
    )  # fmt: skip


def refuse_undone(row: RequestRow) -> None:
    """Raise DeskError for a record whose logging was undone."""
    if row.status == "undone":
        raise DeskError(
            N_("{number} was undone: nothing is added to it. Its officer brings it back with Ctrl+Y."),
            number=row.number,
        )


def closed_order(room: Room, at: datetime) -> str:
    """Where a closed record stands on the board: behind the open ones, the latest day and moment first."""
    day = room.calendar.day(at)
    return f"1{99_999_999 - int(day.strftime('%Y%m%d')):08d}{9_999_999_999 - int(at.astimezone(UTC).timestamp())}"


def reversal() -> Records:
    """How writes of this register are undone."""
    return Records(
        SUBJECT, RequestRow, OPEN, STEP_LABELS, _check_links, settle=_wipe_case, beside=_take_cards_back
    )


def _take_cards_back(
    writing: Writing, row: RequestRow, before: Mapping[str, Any], taken: int, write: int, step: str
) -> None:
    """What the write did to cards goes with it; a card that nothing uses any more goes out of sight."""
    Cards(writing, row.room_id).take_back(taken, step, write, (before["person_id"], row.person_id))


def told_by(request: Request) -> Told:
    """What a request tells of its applicant."""
    return Told(
        request.applicant, request.phone, read_document(request.id_number), request.address,
        "minor" in request.dangers,
    )  # fmt: skip


def _wipe_case(writing: Writing, row: RequestRow) -> None:
    """What was told of a case belongs to the case system: no earlier wording of it stays here."""
    if row.category == CASE_REPORT:
        writing.wipe(SUBJECT, key_of(row))
        writing.forgets.add(SUBJECT)


def _check_links(writing: Writing, row: RequestRow) -> None:
    """Refuse what would leave a merged request without the one that it was merged into."""
    if row.status == "undone":
        merged = writing.session.exec(
            select(RequestRow).where(
                RequestRow.room_id == row.room_id, RequestRow.status == "merged",
                RequestRow.merged_into == row.number,
            )
        ).first()  # fmt: skip
        if merged is not None:
            raise DeskError(
                N_("{other} was merged into {number}. Nothing is changed: take a step to void it instead."),
                other=merged.number, number=row.number,
            )  # fmt: skip
    if row.status == "merged":
        target = writing.session.exec(
            select(RequestRow).where(RequestRow.room_id == row.room_id, RequestRow.number == row.merged_into)
        ).first()
        if target is None or target.status in ("merged", "voided", "undone"):
            raise DeskError(
                N_("{other} cannot take {number} any more: it is merged, voided or undone. Nothing is changed."),
                other=row.merged_into, number=row.number,
            )  # fmt: skip
