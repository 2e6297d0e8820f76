"""What a person can do with found things: receive, give notice, give out, hand up, link to what is looked for."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.custody import FIELDS, OPEN, PREFIX, FoundItem, notice_due
from deskapp.domain.custody_steps import move, refuse_final
from deskapp.domain.errors import DeskError, MovedError
from deskapp.domain.field_form import Around
from deskapp.domain.lost import OPEN as STILL_LOST
from deskapp.domain.lost_steps import move as lost_move
from deskapp.domain.officer import Actor
from deskapp.domain.rights import right_of_step
from deskapp.domain.search_keys import name_keys
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.field_records import item_by_id, report_by_id
from deskapp.services.field_book import CUSTODY, LOST, FieldBook, row_key
from deskapp.services.keeping import keep, refuse_moved
from deskapp.services.store import Writing
from deskapp.tables.field_records import CustodyRow, LostRow


class Custody(FieldBook):
    """The verbs of found things."""

    SUBJECT = CUSTODY
    ROW = CustodyRow

    def receive(
        self, given: Mapping[str, str], actor: Actor, t: Words, request: str = "", version: int | None = None
    ) -> str:
        """Take a thing into custody; a request that brings it is solved by that. Raises DeskError.

        `version` is that of the request as it was seen.
        """
        with self.store.write(actor) as writing:
            around = self.around(writing, t)
            columns = self.columns(writing, FIELDS, given, t, new=True)
            _refuse_coming(columns, around)
            if found := self.request(writing, request):
                _refuse_seen(found.version, version, found.number)
                columns.setdefault("area_id", found.area_id)
            row = CustodyRow(
                **(self.facts(writing, PREFIX) | columns), status="received",
                due_on=notice_due(around.today).isoformat(), request_id=found.id if found else None,
                sheltered=int(found is not None and found.is_sheltered(around.today)),
            )  # fmt: skip
            row.sounds = sounds_of(row.finder)
            self.write_new(writing, CUSTODY, row, "receive", _order(row))
            if found is not None and found.category == "found_item":
                self.settle_request(writing, row.request_id, row.number, t, on_spot=True)
            return row.number

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> FoundItem:
        """Take a step; what the owner fetches is not looked for any more. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self.of_number(writing, CustodyRow, number)
            refuse_moved(row, version)
            around = self.around(writing, t)
            done = move(self.item(writing, row), code, given, around)
            writing.journal(code, CUSTODY, row_key(row))
            changes = dict(done.changes)
            if code == "claim":
                changes["sounds"] = sounds_of(row.finder, str(changes["claimant"]))
            self.write_step(
                writing, CUSTODY, row, code, done.target, changes, OPEN.__contains__, _order, done.reason
            )
            if code == "claim":
                self._found(writing, row, around, t)
            return self.item(writing, row)

    def _found(self, writing: Writing, row: CustodyRow, around: Around, t: Words) -> None:
        """Close the lost report that the thing answers, and its request."""
        lost = writing.session.get(LostRow, row.lost_id) if row.lost_id is not None else None
        if lost is None or lost.status not in STILL_LOST:
            return
        report = report_by_id(self.read(writing), row_key(lost))
        assert report is not None
        given = {"text": row.number, "place": row.found_place}
        done = lost_move(report, "find", given, around)
        self.write_step(
            writing, LOST, lost, "find", done.target, done.changes, STILL_LOST.__contains__, lost_order, row.number
        )  # fmt: skip
        self.settle_request(writing, lost.request_id, lost.number, t)

    def link(self, number: str, lost: str, actor: Actor, t: Words, version: int | None = None) -> FoundItem:
        """Say that this is the thing that somebody looks for; no state is changed by that. Raises DeskError."""
        with self.store.write(actor) as writing:
            row, other = self.of_number(writing, CustodyRow, number), self.of_number(writing, LostRow, lost)
            refuse_moved(row, version)
            if row.lost_id is not None or other.found_id is not None:
                taken = row if row.lost_id is not None else other
                raise DeskError(
                    N_(
                        "{number} is linked already: take that link away first. Nothing is changed: open it, m."
                    ),
                    number=taken.number,
                )
            if not row.is_open or not other.is_open:
                closed = other if row.is_open else row
                raise DeskError(
                    N_("{number} is closed and is not linked any more: add an entry with 0."),
                    number=closed.number,
                )
            writing.journal("link", CUSTODY, row_key(row))
            self._tie(writing, row, other, "link", row_key(other), row_key(row))
            return self.item(writing, row)

    def unlink(self, number: str, actor: Actor, version: int | None = None) -> FoundItem:
        """Take the link to a lost report away. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.of_number(writing, CustodyRow, number)
            refuse_moved(row, version)
            other = writing.session.get(LostRow, row.lost_id) if row.lost_id is not None else None
            if other is None or not row.is_open:
                raise DeskError(
                    N_("There is no link of {number} to take away: look at it again."), number=row.number
                )
            writing.journal("unlink", CUSTODY, row_key(row))
            self._tie(writing, row, other, "unlink", None, None)
            return self.item(writing, row)

    def _tie(
        self,
        writing: Writing,
        row: CustodyRow,
        other: LostRow,
        step: str,
        lost: int | None,
        found: int | None,
    ) -> None:
        before, told = row.model_dump(), other.model_dump()
        row.lost_id, other.found_id = lost, found
        keep(writing, CUSTODY, row, before, step, other.number)
        keep(writing, LOST, other, told, step, row.number)

    def receipt_made(self, number: str, actor: Actor) -> FoundItem:
        """Keep that a receipt was set on paper. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.of_number(writing, CustodyRow, number)
            before = row.model_dump()
            row.receipts += 1
            keep(writing, CUSTODY, row, before, "receipt")
            return self.item(writing, row)

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> None:
        """Correct what was written of a thing that lies here; both values are kept. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.of_number(writing, CustodyRow, number)
            refuse_moved(row, version)
            refuse_final(self.item(writing, row))
            around = self.around(writing, t)
            columns = self.columns(writing, FIELDS, given, t, new=False)
            _refuse_coming(columns, around)
            sounds = sounds_of(str(columns.get("finder", row.finder)))
            self.write_correction(writing, CUSTODY, row, columns, reason, _order, sounds)

    def item(self, writing: Writing, row: CustodyRow) -> FoundItem:
        """The thing as this write sees it."""
        writing.session.flush()
        found = item_by_id(self.read(writing), row_key(row))
        assert found is not None
        return found


def sounds_of(*names: str) -> str:
    """How names are read, for the search index."""
    return " ".join(name_keys(name) for name in names if name)


def _order(row: CustodyRow) -> str:
    """The nearest due day first."""
    return row.due_on


def lost_order(row: LostRow) -> str:
    """The oldest first."""
    return row.last_at or row.entered_at


def _refuse_coming(columns: Mapping[str, object], around: Around) -> None:
    """Raise DeskError for a thing that was found in the future."""
    at = columns.get("found_at")
    if at and moment(str(at)) > around.now:
        raise not_yet("found_at")


def not_yet(field: str) -> DeskError:
    """The sentence for a time that is still to come."""
    return DeskError(
        N_("That time is still to come: type one that has been, like 14:30 or 11-20 9:00. What you typed is kept."),
        field=field,
    )  # fmt: skip


def _refuse_seen(version: int, seen: int | None, number: str) -> None:
    if seen is not None and version != seen:
        raise MovedError(
            N_("{number} was changed meanwhile. Look at it again, then decide; what you typed is kept."), number=number
        )  # fmt: skip


def check(_writing: Writing, row: CustodyRow) -> None:
    """Refuse to undo a thing for which the finder holds a receipt."""
    if row.status != "undone":
        return
    if row.lost_id is not None:
        raise DeskError(
            N_("{number} is linked to another record by now. Nothing is changed: void it instead, open it, 9."),
            number=row.number,
        )  # fmt: skip
    if row.receipts:
        raise DeskError(
            N_("A receipt of {number} was made and cannot be taken back. Void it: open it, 9."), number=row.number
        )  # fmt: skip
