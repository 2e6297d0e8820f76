"""The write side of the file: one short transaction a verb, its history and audit rows inside it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

from sqlalchemy import Engine, event, inspect
from sqlmodel import Session

from deskapp import db, disk
from deskapp.domain import kept, rights
from deskapp.domain.audit import is_bound, seal
from deskapp.domain.errors import DeskError
from deskapp.domain.number import number_of
from deskapp.domain.officer import Actor
from deskapp.domain.times import Clock, stored
from deskapp.domain.words import N_
from deskapp.reading.shapes import Shapes
from deskapp.services import may
from deskapp.services.audit import Link, extend
from deskapp.tables.search import REGISTERS, forget, index
from deskapp.tables.trail import HistoryRow, KeptTextRow


@dataclass
class Store:
    """Hands out write transactions on one file; safe to use from several threads."""

    path: Path
    key: bytes
    """The key of the audit chain."""
    clock: Clock
    durable: bool = True
    """False for a file that nobody has yet; see db.connect."""

    def __post_init__(self) -> None:
        self._turn = threading.Lock()
        self._shapes = Shapes()

    @cached_property
    def _engine(self) -> Engine:
        return db.write_engine(self.path, durable=self.durable)

    @contextmanager
    def write(self, actor: Actor, right: str = rights.LOG) -> Iterator[Writing]:
        """One transaction; it is rolled back whole where anything in it fails.

        Raises DeskError in words where the file is locked, full, read-only or damaged, where the actor works
        here no more, and where the actor has not the `right` that the verb needs. What needs no right, handing
        the desk over, is left to somebody who was sent away, too.
        """
        disk.make_way(self.path)
        with (
            self._turn,
            db.told_by_engine(self.path),
            Session(self._engine, expire_on_commit=False) as session,
        ):
            writing = Writing(session, actor, self.key, stored(self.clock()), self._shapes)
            event.listen(session, "after_flush", writing.flushed)
            try:
                if right:
                    _refuse_gone(writing)
                writing.need(right)
                yield writing
                writing.index()
                writing.bind()
                session.commit()
            except BaseException:
                for put_back in reversed(writing.outside):
                    put_back()
                raise

    def close(self) -> None:
        """Close the connection, if one was opened; what another thread is writing is finished first."""
        if "_engine" in self.__dict__:
            with self._turn:
                self._engine.dispose()


def _refuse_gone(writing: Writing) -> None:
    """Raise DeskError where the actor was sent away meanwhile, from another window or the command line."""
    found = writing.session.connection().exec_driver_sql(
        "SELECT name FROM officer WHERE id = ? AND active = 0", (writing.actor.officer_id,)
    )
    if gone := found.first():
        raise DeskError(
            N_("{name} works in this room no more: nothing was saved. What you typed is kept: press Ctrl+O, choose "
               "who writes now, and save again."),
            name=gone[0],
        )  # fmt: skip


@dataclass
class Writing:
    """What a verb can do inside its transaction."""

    session: Session
    actor: Actor
    key: bytes
    at: str
    """The moment of this transaction, as stored."""
    shapes: Shapes = field(default_factory=Shapes)
    changed: dict[tuple[str, int], None] = field(default_factory=dict)
    """Table and key of every row that was written, in order."""
    links: list[Link] = field(default_factory=list)
    """What the audit chain gets at the end, so that the last link can bind all that was written."""
    touched: dict[tuple[str, int], None] = field(default_factory=dict)
    """Subject and key of the records that were changed, in order."""
    forgets: set[str] = field(default_factory=set)
    """Subjects of which a text is taken out for good."""
    outside: list[Callable[[], None]] = field(default_factory=list)
    """How to put back what was changed outside the file, where the transaction fails."""

    def need(self, right: str) -> None:
        """Raise DeskError where the actor of this write has not the `right`; see domain.rights."""
        may.refuse(self.session.connection().exec_driver_sql, self.actor, right)

    def if_it_fails(self, put_back: Callable[[], None]) -> None:
        """Have `put_back` called where this transaction is rolled back."""
        self.outside.append(put_back)

    @cached_property
    def id(self) -> int:
        """The key of this write: the number of its first link in the audit chain."""
        found = self.session.connection().exec_driver_sql("SELECT coalesce(max(seq), 0) + 1 FROM audit")
        return int(found.scalar_one())

    def journal(
        self, action: str, subject: str, subject_id: int, kind: Literal["write", "undo", "redo"] = "write", of: int = 0
    ) -> None:  # fmt: skip
        """Make this write one that its officer can undo; once, and before the first `audit`."""
        self.session.connection().exec_driver_sql(
            "INSERT INTO journal (id, room_id, officer_id, at, action, subject, subject_id, kind, of_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.id,
                self.actor.room_id,
                self.actor.officer_id,
                self.at,
                action,
                subject,
                subject_id,
                kind,
                of,
            ),
        )
        self.changed["journal", self.id] = None

    def next_number(self, prefix: str, day: date) -> str:
        """The next number of the day; a number is never given twice."""
        found = self.session.connection().exec_driver_sql(
            "INSERT INTO serial (room_id, prefix, day, last) VALUES (?, ?, ?, 1) "
            "ON CONFLICT (room_id, prefix, day) DO UPDATE SET last = last + 1 RETURNING last",
            (self.actor.room_id, prefix, day.isoformat()),
        )
        return number_of(prefix, day, int(found.scalar_one()))

    def history(
        self, subject: str, subject_id: int, step: str, source: str, target: str, reason: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Keep a step of a record: from, to, who, when, why; see domain.kept for what stands apart."""
        apart = kept.point(subject, detail or {}, lambda text: self._keep_apart(subject, subject_id, text))
        self.session.add(
            HistoryRow(
                room_id=self.actor.room_id,
                subject=subject,
                subject_id=subject_id,
                at=self.at,
                by_id=self.actor.officer_id,
                step=step,
                source=source,
                target=target,
                reason=reason,
                detail=json.dumps(apart, ensure_ascii=False, sort_keys=True) if apart else "",
                write_id=self.id,
            )
        )

    def _keep_apart(self, subject: str, subject_id: int, text: str) -> int:
        row = KeptTextRow(room_id=self.actor.room_id, subject=subject, subject_id=subject_id, text=text)
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def detail_of(self, step: HistoryRow) -> dict[str, Any]:
        """What a step changed, with the texts that stand apart; None for one that was wiped."""

        def text_of(key: int) -> str | None:
            found = self.session.connection().exec_driver_sql(
                "SELECT text FROM kept_text WHERE id = ?", (key,)
            )
            return cast("str | None", found.scalar_one())

        return kept.resolve(json.loads(step.detail), text_of) if step.detail else {}

    def wipe(self, subject: str, subject_id: int) -> None:
        """Forget the words of a record that stand apart from its history."""
        wiped = self.session.connection().exec_driver_sql(
            "UPDATE kept_text SET text = NULL WHERE subject = ? AND subject_id = ? AND text IS NOT NULL RETURNING id",
            (subject, subject_id),
        )
        self.changed.update({("kept_text", row[0]): None for row in wiped})

    def rewriting(self, sql: str, params: tuple[object, ...] = ()) -> Any:
        """Run a statement past the session; which rows an UPDATE has changed is noted, so that they are bound anew."""
        execute = self.session.connection().exec_driver_sql
        verb, table = (*sql.split(maxsplit=2), "")[:2]
        if verb != "UPDATE" or not is_bound(table):
            return execute(sql, params)
        changed = execute(f"{sql} RETURNING rowid", params).fetchall()
        self.changed.update({(table, row[0]): None for row in changed})
        return changed

    def audit(self, action: str, subject: str, subject_id: int, content: Mapping[str, object]) -> None:
        """Bind this change to the chain; `content` is the changed row, whole, as it is at this moment."""
        self.session.flush()
        self.touched[subject, subject_id] = None
        self.links.append(Link(action, subject, subject_id, seal(self.key, content)))

    def flushed(self, session: Session, _context: object) -> None:
        """Note which rows the session has just written or taken out."""
        for row in (*session.new, *session.dirty, *session.deleted):
            table = str(row.__tablename__)
            if is_bound(table):
                self.changed[table, int(inspect(row).mapper.primary_key_from_instance(row)[0])] = None

    def bind(self) -> None:
        """Write the links of this transaction; the last one binds every row that it wrote."""
        self.session.flush()
        if not self.links and self.changed:
            raise RuntimeError(f"written without a word in the audit chain: {sorted(self.changed)}")
        if self.links:
            execute = self.session.connection().exec_driver_sql
            extend(execute, self.key, self.actor, self.at, self.links, self.changed, self.shapes)

    def index(self) -> None:
        """Bring the search index up to the changed records."""
        execute = self.session.connection().exec_driver_sql
        self.session.flush()
        for subject, subject_id in self.touched:
            if subject in REGISTERS:
                index(execute, subject, subject_id)
        for subject in self.forgets:
            forget(execute, subject)
