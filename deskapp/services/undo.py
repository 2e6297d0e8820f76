"""Undoing and redoing the last write of an officer: a compensating, audited step, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from deskapp.domain import rights
from deskapp.domain.errors import DeskError
from deskapp.domain.journal import Entry, Stacks, Undone, stacks
from deskapp.domain.officer import KIOSK, OFFICER_KIND, Actor, Room
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_, Term
from deskapp.services.on_paper import Stands, papers_since
from deskapp.services.store import Store, Writing

_AT_KIOSK = f"EXISTS (SELECT 1 FROM audit AS a WHERE a.seq = j.id AND a.via = '{KIOSK}')"
"""Whether the write `j` of the journal was made at the kiosk: its key is that of its first link."""

_LAST_CUT = "(SELECT coalesce(max(cut_write), 0) FROM shift WHERE room_id = ?)"
"""The first write after the last cut-off: what was handed over is corrected, not undone."""


class Reversal(Protocol):
    """How the writes of one register are taken back and brought back; both check what is theirs alone."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """What a sentence calls the record."""
        ...

    def label(self, action: str) -> str:
        """English text of the catalogue for what a write did."""
        ...

    def undo(self, writing: Writing, write: Entry) -> None:
        """Take the write back and keep that in history and audit. Raises DeskError."""
        ...

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Bring back what `undo` took. Raises DeskError."""
        ...


@dataclass
class Undoing:
    """Ctrl+Z and Ctrl+Y of one room."""

    store: Store
    room: Room
    reversals: Mapping[str, Reversal]
    """By the subject of the journal."""
    papers: Mapping[str, Stands] = field(default_factory=dict)
    """By the same: which records stand on a paper. For a subject that is not here, all may."""

    def undo(self, actor: Actor) -> Undone:
        """Take the officer's last write of this day back. Raises DeskError where something stands on it."""
        with self.store.write(actor, rights.LOOK) as writing:
            done = self._stacks(writing).done
            if not done:
                raise self._nothing(writing)
            write = done[-1]
            writing.need(rights.right_to_turn(write.subject, write.action))
            reversal = self.reversals[write.subject]
            name = reversal.name(writing, write.subject_id)
            _refuse_others(writing, write, write, name)
            self._refuse_papers(writing, write, write, name)
            writing.journal(write.action, write.subject, write.subject_id, "undo", write.id)
            reversal.undo(writing, write)
            return Undone(name, reversal.label(write.action), write.subject, write.subject_id)

    def redo(self, actor: Actor) -> Undone:
        """Bring back what was undone last, where nothing was written since. Raises DeskError."""
        with self.store.write(actor, rights.LOOK) as writing:
            undone = self._stacks(writing).undone
            if not undone:
                raise DeskError(
                    N_("There is nothing to redo: a new write ends that, and so does the end of the day.")
                )
            write, undo = undone[-1]
            writing.need(rights.right_to_turn(write.subject, write.action))
            reversal = self.reversals[write.subject]
            name = reversal.name(writing, write.subject_id)
            _refuse_others(writing, write, undo, name)
            self._refuse_papers(writing, write, undo, name)
            writing.journal(write.action, write.subject, write.subject_id, "redo", write.id)
            reversal.redo(writing, write, undo)
            return Undone(name, reversal.label(write.action), write.subject, write.subject_id)

    def _refuse_papers(self, writing: Writing, write: Entry, since: Entry, name: str) -> None:
        """Raise DeskError where the record stands on a sheet or an export that left the desk after `since`."""
        stands = self.papers.get(write.subject)
        for paper in papers_since(writing, since.id):
            if paper.only is not None:
                if paper.only == (write.subject, write.subject_id):
                    raise DeskError(
                        N_("The visitor has a slip of {name} since. Nothing is changed: correct the record instead, "
                           "Ctrl+E."),
                        name=name,
                    )  # fmt: skip
                continue
            if stands is None or stands(writing, write.subject_id, paper):
                raise DeskError(
                    N_("A sheet or an export was made since, and {name} may stand on it. Nothing is changed: "
                       "correct the record instead, Ctrl+E."),
                    name=name,
                )  # fmt: skip

    def _day_start(self, writing: Writing) -> str:
        calendar = self.room.calendar
        return stored(calendar.bounds(calendar.day(moment(writing.at)))[0])

    def _stacks(self, writing: Writing) -> Stacks:
        # What volunteers did at the kiosk stands under whoever opened it, and is no write of that officer's own.
        found = writing.session.connection().exec_driver_sql(
            "SELECT id, at, action, subject, subject_id, kind, of_id FROM journal AS j "
            f"WHERE room_id = ? AND officer_id = ? AND at >= ? AND NOT {_AT_KIOSK} AND id >= {_LAST_CUT} ORDER BY id",
            (
                writing.actor.room_id,
                writing.actor.officer_id,
                self._day_start(writing),
                writing.actor.room_id,
            ),
        )
        return stacks(Entry(*row) for row in found)

    def _nothing(self, writing: Writing) -> DeskError:
        handed_over = writing.session.connection().exec_driver_sql(
            f"SELECT 1 FROM journal WHERE room_id = ? AND officer_id = ? AND at >= ? AND id < {_LAST_CUT} LIMIT 1",
            (
                writing.actor.room_id,
                writing.actor.officer_id,
                self._day_start(writing),
                writing.actor.room_id,
            ),
        )
        if handed_over.first():
            return DeskError(
                N_("What you wrote before the handover stands on its sheet and is not undone. Correct the record "
                   "instead: Ctrl+E.")
            )  # fmt: skip
        older = writing.session.connection().exec_driver_sql(
            "SELECT 1 FROM journal WHERE room_id = ? AND officer_id = ? AND at < ? LIMIT 1",
            (writing.actor.room_id, writing.actor.officer_id, self._day_start(writing)),
        )
        if older.first():
            return DeskError(
                N_("Nothing of yours from this day is left to undo, and the cut-off of the last day has passed. "
                   "Correct the record instead: Ctrl+E.")
            )  # fmt: skip
        return DeskError(N_("There is nothing of yours to undo. Correct a record with Ctrl+E."))


def _refuse_others(writing: Writing, write: Entry, since: Entry, name: str) -> None:
    """Raise DeskError where somebody else's entry after `since` stands on the record.

    After a write, what others did and undid themselves does not count; after an undo anything does.
    """
    found = (
        writing.session.connection()
        .exec_driver_sql(
            f"SELECT CASE WHEN {_AT_KIOSK} THEN '' ELSE o.name END FROM journal AS j JOIN officer AS o "
            "ON o.id = j.officer_id WHERE j.id > ?1 AND j.subject = ?2 AND j.subject_id = ?3 "
            f"AND (j.officer_id <> ?4 OR {_AT_KIOSK}) AND (?5 OR "
            "j.kind = 'write' AND (SELECT coalesce(sum(CASE kind WHEN 'undo' THEN 1 ELSE -1 END), 0) "
            "FROM journal WHERE id > j.id AND of_id = j.id) <= 0) ORDER BY j.id DESC LIMIT 1",
            (since.id, write.subject, write.subject_id, writing.actor.officer_id, since.kind == "undo"),
        )
        .first()
    )
    if found:
        raise DeskError(
            N_("{other} has changed {name} since. Nothing is changed: take a step or correct it instead."),
            other=found[0] or Term(OFFICER_KIND.source_of(KIOSK)), name=name,
        )  # fmt: skip
