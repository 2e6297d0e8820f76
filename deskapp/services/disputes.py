"""What a person can do with disputes: open, step, settle in one go, correct, note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from deskapp.domain.dispute import File
from deskapp.domain.dispute_correct import read_correction
from deskapp.domain.dispute_draft import read_dispute, read_risk_reason
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_moves import moves
from deskapp.domain.dispute_outcome import steps_to
from deskapp.domain.officer import Actor
from deskapp.domain.rights import right_of_step
from deskapp.domain.times import stored
from deskapp.domain.words import Words
from deskapp.services.area_book import key_of_area
from deskapp.services.dispute_book import SUBJECT, refuse_final
from deskapp.services.dispute_sides import DisputeSides
from deskapp.services.keeping import add_note, checked_entry, keep, key_of, refuse_moved, stored_value
from deskapp.services.requests import Requests


@dataclass
class Disputes(DisputeSides):
    """The verbs of the dispute register of one room."""

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
        said = read_risk_reason(given, draft.risk)
        with self.store.write(actor) as writing:
            area_id = key_of_area(writing, self.room.id, given.get("area"))
            return self.open_in(writing, asdict(draft), parties, now, t, request_id, said, area_id)

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
        # Records hold numbers, no sentences of the desk: those are said in the language of who reads.
        said = f"{number} {read_risk_reason(given, draft.risk)}".strip()
        with self.store.write(actor) as writing:
            request_id = requests.key_of(writing, number)
            area_id = key_of_area(writing, self.room.id, given.get("area"))
            file = self.open_in(writing, asdict(draft), parties, now, t, request_id, said, area_id)
            told = {
                "outcome": "to_dispute", "linked": file.dispute.number, "text": file.dispute.number,
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
            row = self.row(writing, number)
            refuse_moved(row, version)
            planned = plan(self.file(writing, row))
            for code, _ in planned:
                writing.need(right_of_step(code))
            writing.journal(planned[-1][0], SUBJECT, key_of(row))
            for code, given in planned:
                facts = self.facts(writing, actor, now, t)
                for move in moves(self.file(writing, row), code, given, facts):
                    self.apply(writing, row, move, now)
            self.warn(writing, row, now)
            return self.file(writing, row)

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> File:
        """Correct fields of the entry; old and new values are kept. Raises DeskError."""
        now = self.store.clock()
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            refuse_final(row)
            dispute = self.file(writing, row).dispute
            area = {"area_id": key_of_area(writing, self.room.id, given["area"])} if "area" in given else {}
            asked = {name: text for name, text in given.items() if name != "area"}
            changes, said = read_correction(dispute, asked, reason, now, self.room.calendar, t, area)
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            for name, value in changes.items():
                setattr(row, name, stored_value(value))
            row.corrected_at = stored(now)
            keep(writing, SUBJECT, row, before, "correct", said)
            self.warn(writing, row, now)
            return self.file(writing, row)

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add a call, visit, reply or note to the file's append-only log. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_final(row)
            add_note(writing, SUBJECT, row, kind, said, t)
