"""What a person can do with lead appeals: write, put out, copy out, take replies, verify, void."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from deskapp.domain.appeal import FIELDS, OPEN, PREFIX, Appeal
from deskapp.domain.appeal_steps import AppealMove, move, refuse_long, refuse_said, refuse_uncopied
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.rights import ACCEPT, right_of_step
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.field_records import appeal_by_id, minors_in
from deskapp.services.field_book import APPEAL, FieldBook, row_key
from deskapp.services.keeping import keep, refuse_moved
from deskapp.services.store import Writing
from deskapp.tables.field_records import AppealRow, ReplyRow


class Appeals(FieldBook):
    """The verbs of lead appeals."""

    SUBJECT = APPEAL
    ROW = AppealRow

    def add(self, given: Mapping[str, str], actor: Actor, t: Words, request: str = "") -> str:
        """Write a draft, of a request where one is named; gives its number. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.add_in(writing, given, t, request)
            return row.number

    def add_in(
        self, writing: Writing, given: Mapping[str, str], t: Words, request: str = "", lost_id: int | None = None,
        reason: str = "", *, area_id: int | None = None, journal: bool = True,
    ) -> AppealRow:  # fmt: skip
        """Like `add`, inside a write; `lost_id` is the report for which it asks."""
        columns = self.columns(writing, FIELDS, given, t, new=True)
        refuse_long(str(columns["text"]))
        columns = {name: value for name, value in columns.items() if value}
        found = self.request(writing, request)
        columns.setdefault("area_id", area_id or (found.area_id if found else None))
        row = AppealRow(
            **(self.facts(writing, PREFIX) | columns), status="draft", lost_id=lost_id,
            request_id=found.id if found else None,
        )  # fmt: skip
        return self.write_new(writing, APPEAL, row, "add_appeal", _order(row), reason, journal=journal)

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Appeal:
        """Take a step; what was found in the text is confirmed by a police officer alone. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self.of_number(writing, AppealRow, number)
            refuse_moved(row, version)
            appeal = self.appeal(writing, row)
            done = move(
                appeal, code, given, self.around(writing, t), self.minors(writing, f"{row.text}\n{row.place}")
            )
            if done.needs_officer:
                writing.need(ACCEPT)
            writing.journal(code, APPEAL, row_key(row))
            self._apply(writing, row, done)
            return self.appeal(writing, row)

    def _apply(self, writing: Writing, row: AppealRow, done: AppealMove) -> None:
        rows: list[object] = []
        if done.reply:
            reply = ReplyRow(
                appeal_id=row_key(row), at=writing.at, by_id=writing.actor.officer_id, text=done.reply["text"],
                giver=done.reply["giver"], phone=done.reply["phone"],
            )  # fmt: skip
            writing.session.add(reply)
            writing.session.flush()
            rows.append(["reply", reply.id, {"gone": [1, 0]}])
        for key, verdict in done.verdicts.items():
            told = writing.session.get_one(ReplyRow, key)
            if told.verdict != verdict:
                rows.append(["reply", key, {"verdict": [told.verdict, verdict]}])
                told.verdict = verdict
                writing.session.add(told)
        changes = dict(done.changes)
        if done.step == "issue":
            changes["issued_by"] = writing.actor.officer_id
        self.write_step(
            writing, APPEAL, row, done.step, done.target, changes, OPEN.__contains__, _order, done.reason, rows
        )  # fmt: skip

    def copy_out(self, number: str, actor: Actor, t: Words) -> str:
        """The text as it may go into the group; that it was copied out is kept. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.of_number(writing, AppealRow, number)
            appeal = self.appeal(writing, row)
            refuse_uncopied(appeal, self.minors(writing, row.text), t)
            before = row.model_dump()
            row.copied += 1
            keep(writing, APPEAL, row, before, "copy_out")
            return row.text

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> None:
        """Correct a draft; what was put out stays as it was said. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.of_number(writing, AppealRow, number)
            refuse_moved(row, version)
            refuse_said(self.appeal(writing, row))
            columns = self.columns(writing, FIELDS, given, t, new=False)
            refuse_long(str(columns.get("text", "")))
            for name in ("kind", "channel"):
                if columns.get(name) == "":
                    del columns[name]
            self.write_correction(writing, APPEAL, row, columns, reason, _order)

    def appeal(self, writing: Writing, row: AppealRow) -> Appeal:
        """The appeal with its replies, as this write sees it."""
        writing.session.flush()
        found = appeal_by_id(self.read(writing), row_key(row))
        assert found is not None
        return found

    def minors(self, writing: Writing, text: str) -> tuple[str, ...]:
        """The names of minors that the desk knows and that stand in a text."""
        today: date = self.room.calendar.day(moment(writing.at))
        return minors_in(self.read(writing), self.room.id, text, today)


def _order(row: AppealRow) -> str:
    """A draft stands first, then the nearest end."""
    return row.expires_on or "" if row.status != "draft" else "0"


def check(_writing: Writing, row: AppealRow) -> None:
    """Refuse to undo what is in the hands of others."""
    if row.status == "undone" and row.issued_at and not row.copied:
        raise DeskError(
            N_("{number} was put out by now. Nothing is changed: void it instead, open it, 9."), number=row.number
        )  # fmt: skip
    if row.status in ("draft", "undone") and row.copied:
        raise DeskError(
            N_("The text of {number} was copied out and cannot be taken back. Void it: open it, 9."), number=row.number
        )  # fmt: skip
