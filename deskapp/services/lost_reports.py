"""What a person can do with lost reports: take one, ask the public, close it as found or not."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.errors import DeskError
from deskapp.domain.field_form import Around
from deskapp.domain.lost import FIELDS, OPEN, PREFIX, LostReport
from deskapp.domain.lost_steps import move, refuse_final
from deskapp.domain.officer import Actor
from deskapp.domain.rights import ACCEPT, right_of_step
from deskapp.domain.things import PERSON
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.field_records import report_by_id
from deskapp.services.appeals import Appeals
from deskapp.services.custody import lost_order, not_yet, sounds_of
from deskapp.services.field_book import LOST, FieldBook, row_key
from deskapp.services.keeping import refuse_moved
from deskapp.services.store import Writing
from deskapp.tables.field_records import LostRow


class LostReports(FieldBook):
    """The verbs of lost reports."""

    SUBJECT = LOST
    ROW = LostRow

    def report(self, given: Mapping[str, str], actor: Actor, t: Words, request: str = "") -> str:
        """Take a report, of a request where one is named, which stays open until it is found. Raises DeskError."""
        with self.store.write(actor) as writing:
            around = self.around(writing, t)
            columns = self.columns(writing, FIELDS, given, t, new=True)
            _refuse_coming(columns, around)
            if found := self.request(writing, request):
                columns.setdefault("area_id", found.area_id)
            row = LostRow(
                **(self.facts(writing, PREFIX) | columns), status="open", request_id=found.id if found else None,
                sheltered=int(found is not None and found.is_sheltered(around.today)),
            )  # fmt: skip
            row.sounds = lost_sounds(row.kind, row.name, row.owner)
            return self.write_new(writing, LOST, row, "report", lost_order(row)).number

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> LostReport:
        """Take a step; a minor is shown to the public by a police officer alone, with a reason. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self.of_number(writing, LostRow, number)
            refuse_moved(row, version)
            report = self.one(writing, row)
            done = move(report, code, given, self.around(writing, t))
            if code == "appeal" and report.is_minor:
                writing.need(ACCEPT)
            writing.journal(code, LOST, row_key(row))
            reason = done.reason
            if code == "appeal":
                made = self._appeal(writing, report, given.get("text", ""), done.reason, t)
                reason = f"{made} {done.reason}".strip()
            self.write_step(
                writing, LOST, row, code, done.target, done.changes, OPEN.__contains__, lost_order, reason
            )
            if code == "find":
                self.settle_request(writing, row.request_id, row.number, t)
            return self.one(writing, row)

    def _appeal(self, writing: Writing, report: LostReport, text: str, reason: str, t: Words) -> str:
        """Write the draft of the appeal; it is checked when it is put out."""
        kind = {PERSON: "lost_person", "pet": "lost_pet"}.get(report.kind, "lost_thing")
        given = {"text": text, "kind": kind, "place": report.last_place}
        appeals = Appeals(self.store, self.room, self.requests)
        row = appeals.add_in(
            writing, given, t, report.request, report.id, reason, area_id=report.area_id, journal=False
        )
        return row.number

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> None:
        """Correct a report that is open; both values are kept. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.of_number(writing, LostRow, number)
            refuse_moved(row, version)
            refuse_final(self.one(writing, row))
            around = self.around(writing, t)
            columns = self.columns(writing, FIELDS, given, t, new=False)
            _refuse_coming(columns, around)
            told = {name: str(columns.get(name, getattr(row, name))) for name in ("kind", "name", "owner")}
            self.write_correction(writing, LOST, row, columns, reason, lost_order, lost_sounds(**told))

    def one(self, writing: Writing, row: LostRow) -> LostReport:
        """The report as this write sees it."""
        writing.session.flush()
        found = report_by_id(self.read(writing), row_key(row))
        assert found is not None
        return found


def lost_sounds(kind: str, name: str, owner: str) -> str:
    """How the names of a report are read; what a thing is called is no name."""
    return sounds_of(*((name,) if kind in (PERSON, "pet") else ()), owner)


def _refuse_coming(columns: Mapping[str, object], around: Around) -> None:
    """Raise DeskError for somebody who was last seen in the future."""
    at = columns.get("last_at")
    if at and moment(str(at)) > around.now:
        raise not_yet("last_at")


def check(writing: Writing, row: LostRow) -> None:
    """Refuse to undo a report on which something stands."""
    if row.status != "undone":
        return
    execute = writing.session.connection().exec_driver_sql
    asked = execute(
        "SELECT number FROM lead_appeal WHERE lost_id = ? AND status <> 'undone' LIMIT 1", (row.id,)
    ).scalar()
    if row.found_id is not None or asked:
        raise DeskError(
            N_("{number} is linked to another record by now. Nothing is changed: void it instead, open it, 9."),
            number=row.number,
        )  # fmt: skip
