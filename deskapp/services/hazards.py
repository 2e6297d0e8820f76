"""What a person can do with hazards: enter them, order, recheck, transfer, correct, note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from deskapp.domain.asking import find_officer
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_codes import OPEN, PREFIX
from deskapp.domain.hazard_form import LOOKED_UP, end_of, read_deadline, read_hazard, read_measure
from deskapp.domain.hazard_steps import STEP_LABELS, HazardFacts, HazardMove, first_due, first_move, moves
from deskapp.domain.officer import Actor, Room
from deskapp.domain.rights import right_of_step
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.reading import hazards as reading
from deskapp.services.area_book import key_of_area
from deskapp.services.keeping import (
    add_note,
    added,
    checked_entry,
    keep,
    key_of,
    officers,
    read_reason,
    refuse_moved,
    stored_value,
)
from deskapp.services.requests import Requests, closed_order
from deskapp.services.requests import reversal as requests_reversal
from deskapp.services.reversals import Records
from deskapp.services.store import Store, Writing
from deskapp.tables.hazard import HazardRow, RecheckRow
from deskapp.tables.trail import HistoryRow
from deskapp.tables.volunteer import VolunteerRow

SUBJECT = "hazard"


@dataclass
class Hazards:
    """The verbs of the register of hazards of one room."""

    store: Store
    room: Room

    def add(self, given: Mapping[str, str], actor: Actor, t: Words, activity_id: int | None = None) -> Hazard:
        """Enter a hazard, with what was done on the spot or ordered; see domain.hazard_form.

        `activity_id` is the key of the patrol or visit on which it was found. Raises DeskError.
        """
        with self.store.write(actor) as writing:
            return self._add(writing, given, t, activity_id=activity_id)

    def add_from(
        self, requests: Requests, number: str, given: Mapping[str, str], actor: Actor, t: Words,
        version: int | None = None,
    ) -> Hazard:  # fmt: skip
        """Make a hazard of a request, which is resolved by that; both stay linked. Raises DeskError."""
        with self.store.write(actor) as writing:
            request_id = requests.key_of(writing, number)
            made = self._add(writing, {"source": "request"} | dict(given), t, request_id=request_id)
            told = {"outcome": "to_hazard", "linked": made.number, "text": made.number}
            requests.step_in(writing, number, "resolve", told, t, version, {"hazards": made.number})
            return made

    def _add(
        self, writing: Writing, given: Mapping[str, str], t: Words, *, request_id: int | None = None,
        activity_id: int | None = None,
    ) -> Hazard:  # fmt: skip
        facts = self._facts(writing, t)
        columns = read_hazard(given, facts.now, self.room.calendar, t, new=True)
        measure = read_measure(given, t)
        then = first_move(measure, given, str(columns["level"]), facts)
        columns |= self._looked_up(writing, given, facts, new=True)
        found_at = columns["found_at"]
        assert isinstance(found_at, datetime)
        day = self.room.calendar.day(facts.now)
        row = HazardRow(
            room_id=self.room.id, number=writing.next_number(PREFIX, day), day=day.isoformat(), category="",
            level="", summary="", source="", found_at="", next_due=stored(first_due(found_at, facts)),
            request_id=request_id, activity_id=activity_id, entered_at=writing.at, entered_by=writing.actor.officer_id,
        )  # fmt: skip
        for name, value in columns.items():
            setattr(row, name, stored_value(value))
        self._place(row, facts.now)
        writing.session.add(row)
        writing.session.flush()
        writing.journal("find", SUBJECT, key_of(row))
        keep(writing, SUBJECT, row, {}, "find", fresh=True)
        if then is not None:
            self._apply(writing, row, then, facts.now)
        return self._value(writing, row)

    def step(
        self, number: str, code: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> Hazard:  # fmt: skip
        """Take the step `code`; one history row a step. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self._row(writing, number)
            refuse_moved(row, version)
            facts = self._facts(writing, t)
            planned = moves(self._value(writing, row), code, given, facts)
            writing.journal(code, SUBJECT, key_of(row))
            for move in planned:
                self._apply(writing, row, move, facts.now)
            return self._value(writing, row)

    def correct(
        self, number: str, given: Mapping[str, str], reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> Hazard:  # fmt: skip
        """Correct fields of the entry; old and new values are kept. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            refuse_moved(row, version)
            refuse_final(row)
            facts = self._facts(writing, t)
            columns = read_hazard(given, facts.now, self.room.calendar, t, new=False)
            columns |= self._looked_up(writing, given, facts, new=False)
            if "deadline" in given:
                columns |= self._deadline(row, given["deadline"], facts)
            changed = {
                name: new
                for name, value in columns.items()
                if (new := stored_value(value)) != getattr(row, name)
            }
            if not changed:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            said = read_reason(reason)
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            for name, value in changed.items():
                setattr(row, name, value)
            if row.is_open:
                self._place(row, facts.now)
            row.corrected_at = writing.at
            keep(writing, SUBJECT, row, before, "correct", said)
            return self._value(writing, row)

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add a call, visit, reply or note to the append-only log of a hazard. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            refuse_final(row)
            add_note(writing, SUBJECT, row, kind, said, t)

    # -- inside a write

    def _facts(self, writing: Writing, t: Words) -> HazardFacts:
        known = officers(writing, self.room.id)
        return HazardFacts(self.store.clock(), self.room.calendar, writing.actor.officer_id, known, t)

    def _looked_up(
        self, writing: Writing, given: Mapping[str, str], facts: HazardFacts, *, new: bool
    ) -> dict[str, object]:
        """The keys of the area and of who found it; without a word it was who writes."""
        found: dict[str, object] = {}
        area, finder = LOOKED_UP
        if new or area in given:
            found["area_id"] = key_of_area(writing, self.room.id, given.get(area))
        if new or finder in given:
            found |= self._finder(writing, given.get(finder, ""), facts)
        return found

    def _finder(self, writing: Writing, typed: str, facts: HazardFacts) -> dict[str, object]:
        said = narrow(clean(typed)).strip()
        if not said:
            return {"found_by": facts.actor, "volunteer_id": None}
        member = writing.session.exec(
            select(VolunteerRow).where(
                VolunteerRow.room_id == self.room.id,
                (VolunteerRow.number == said.upper()) | (VolunteerRow.member_no == said.upper()),
                VolunteerRow.status.notin_(("voided", "undone")),  # type: ignore[attr-defined]
            )
        ).first()
        if member is not None:
            return {"found_by": None, "volunteer_id": key_of(member)}
        try:
            return {"found_by": find_officer(typed, facts, "finder"), "volunteer_id": None}
        except DeskError as error:
            raise DeskError(
                N_("“{text}” is neither an officer of this room nor a member of the volunteers: type a badge number or "
                   "a member number. What you typed is kept."),
                code=Exit.NOT_FOUND, field="finder", text=clean(typed)[:40],
            ) from error  # fmt: skip

    def _deadline(self, row: HazardRow, typed: str, facts: HazardFacts) -> dict[str, object]:
        if row.status != "ordered":
            raise DeskError(
                N_("{number} is under no order now: take the step “Order with a deadline” instead."),
                field="deadline",
                number=row.number,
            )
        day = read_deadline(typed, self.room.calendar.day(facts.now))
        return {"deadline": day, "next_due": end_of(day, self.room.calendar)}

    def _apply(self, writing: Writing, row: HazardRow, move: HazardMove, now: datetime) -> None:
        before = row.model_dump()
        for name, value in move.changes.items():
            setattr(row, name, stored_value(value))
        row.status = move.target
        self._place(row, now)
        rows: list[Any] = []
        if move.recheck is not None:
            recheck = RecheckRow(
                hazard_id=key_of(row), at=writing.at, by_id=writing.actor.officer_id, passed=int(move.recheck),
                text=move.reason,
            )  # fmt: skip
            writing.session.add(recheck)
            writing.session.flush()
            rows = list(added("recheck", [recheck.id or 0])["rows"])  # type: ignore[call-overload]
        keep(writing, SUBJECT, row, before, move.step, move.reason, rows)

    def _place(self, row: HazardRow, now: datetime) -> None:
        """Put the row where it stands in the list: what is due first on top, what is closed behind."""
        row.is_open = int(row.status in OPEN)
        row.desk_order = f"0{row.next_due}" if row.is_open else closed_order(self.room, now)

    def _row(self, writing: Writing, number: str) -> HazardRow:
        found = writing.session.exec(
            select(HazardRow).where(HazardRow.room_id == self.room.id, HazardRow.number == number)
        ).first()
        if found is None:
            raise no_hazard(number)
        return found

    def _value(self, writing: Writing, row: HazardRow) -> Hazard:
        """The hazard as this write sees it."""
        connection = writing.session.connection()
        writing.session.flush()
        found = reading.one(
            lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "h.id = ?", (row.id,)
        )
        assert found is not None
        return found


def no_hazard(number: str) -> DeskError:
    """The sentence for a number that no hazard has."""
    return DeskError(
        N_("There is no hazard {number}. Look it up: deskapp list hazards, or F5."),
        code=Exit.NOT_FOUND, number=clean(number)[:40],
    )  # fmt: skip


def refuse_final(row: HazardRow) -> None:
    """Raise DeskError for a hazard that was voided or undone."""
    if row.status in ("voided", "undone"):
        raise DeskError(
            N_("{number} is void: nothing is added to it. Enter the hazard anew: deskapp hazard add"),
            number=row.number,
        )


def reversal() -> Records:
    """How writes of this register are undone, with what they did to a request."""
    return Records(
        SUBJECT, HazardRow, OPEN, STEP_LABELS, beside=_take_request_back, children={"recheck": RecheckRow}
    )


def _take_request_back(
    writing: Writing, row: HazardRow, before: Mapping[str, Any], taken: int, write: int, step: str
) -> None:
    found = writing.session.exec(
        select(HistoryRow.subject_id).where(HistoryRow.write_id == taken, HistoryRow.subject == "request")
    ).all()
    for request_id in dict.fromkeys(found):
        requests_reversal().take_along(writing, request_id, taken, write, step)
