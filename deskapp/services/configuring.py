"""Changing settings: the value, its history, its link in the audit chain and its undo, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import select

from deskapp.domain.errors import MovedError, about
from deskapp.domain.journal import Entry
from deskapp.domain.officer import Actor, Room
from deskapp.domain.rights import LOOK, SETTINGS
from deskapp.domain.setting import setting
from deskapp.domain.setting_entry import Setting
from deskapp.domain.words import N_, Term, Words
from deskapp.services.code_traces import with_named
from deskapp.services.store import Store, Writing
from deskapp.tables.room import RoomRow
from deskapp.tables.setting import SettingRow
from deskapp.tables.trail import HistoryRow

SUBJECT = "setting"


class ConfigFile(Protocol):
    """The settings file beside the program."""

    def value(self, name: str) -> str:
        """What stands in it under `name`; nothing where nothing does. Raises DeskError."""
        ...

    def check(self, name: str, text: str) -> None:
        """See that what `text` names can be used. Raises DeskError."""
        ...

    def put(self, name: str, text: str) -> None:
        """Write `name`, or take it out where `text` is nothing; whole or not at all. Raises DeskError."""
        ...


Follow = Callable[[Writing, str, str], None]
"""Does what follows from a changed setting in the same transaction: handed its name and its new value."""


def nothing_follows(_writing: Writing, _name: str, _value: str) -> None:
    """For a setting from which nothing in the file follows."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A setting that was changed; nothing was written where `old` and `new` are the same."""

    setting: Setting
    old: str
    new: str


@dataclass
class Configuring:
    """Changes the settings of one room."""

    store: Store
    room: Room
    config: ConfigFile
    follow: Follow = nothing_follows

    def check(self, name: str, text: str, t: Words) -> str:
        """Read a typed value and see that it can be used; nothing is written. Raises DeskError."""
        entry = setting(name)
        with about(entry.name):
            new = self._read(entry, text, t)
            if entry.where == "config":
                self.config.check(entry.name, entry.kept(new))
        return new

    def change(
        self, name: str, text: str, actor: Actor, t: Words, version: int | None = None, reason: str = "",
        *, in_passing: bool = False,
    ) -> Changed:  # fmt: skip
        """Set `name` to the typed `text`. Raises DeskError for a bad value, and where nothing could be written.

        With `version` it is refused where the setting was changed since that version was read. A change
        `in_passing` has its history and audit, but undo and redo step over it.
        """
        entry = setting(name)
        with about(entry.name):
            new = self._read(entry, text, t)
        with about(entry.name), self.store.write(actor, _right(entry)) as writing:
            row = _row(writing, entry)
            if version is not None and version != row.version:
                raise _changed_since(entry)
            place = _Place(writing, entry, row, self.config)
            old = place.value()
            if old == new:
                return Changed(entry, old, new)
            _save(writing, row)
            if not in_passing:
                writing.journal("set", SUBJECT, row.id or 0)
            place.put(new)
            _keep(writing, entry, row, "set", old, new, reason.strip())
            self.follow(writing, entry.name, new)
        return Changed(entry, old, new)

    def _read(self, entry: Setting, text: str, t: Words) -> str:
        if not text.strip() and not entry.needed:
            return entry.default
        return entry.read(text, t)


@dataclass
class _Place:
    """Where the value of one setting lies, within one transaction."""

    writing: Writing
    entry: Setting
    row: SettingRow
    config: ConfigFile

    def value(self) -> str:
        """The value that counts now."""
        if self.entry.where == "config":
            return self.entry.effective(self.config.value(self.entry.name))
        if self.entry.where == "room":
            return _of_room(self._room(), self.entry.name)
        return self.entry.effective(self.row.value)

    def put(self, value: str) -> None:
        """Let `value` count; what lies outside the file goes back to what it was if the transaction fails."""
        self.row.value = self.entry.kept(value)
        self.row.version += 1
        self.writing.session.add(self.row)
        if self.entry.where == "room":
            room = self._room()
            _into_room(room, self.entry.name, value)
            self.writing.session.add(room)
        self.writing.session.flush()
        if self.entry.where == "config":
            name, config, kept = self.entry.name, self.config, self.entry.kept(value)
            before = config.value(name)
            config.check(name, kept)
            config.put(name, kept)
            self.writing.if_it_fails(lambda: config.put(name, before))

    def _room(self) -> RoomRow:
        return self.writing.session.get_one(RoomRow, self.writing.actor.room_id)


def _of_room(row: RoomRow, name: str) -> str:
    if name == "cutoff":
        return f"{row.cutoff_minutes // 60:02}:{row.cutoff_minutes % 60:02}"
    return str({"station": row.station, "room": row.name, "zone": row.zone}[name])


def _into_room(row: RoomRow, name: str, value: str) -> None:
    if name == "cutoff":
        hours, _, minutes = value.partition(":")
        row.cutoff_minutes = int(hours) * 60 + int(minutes)
    else:
        setattr(row, {"station": "station", "room": "name", "zone": "zone"}[name], value)


def _row(writing: Writing, entry: Setting) -> SettingRow:
    """The row of a setting, or a new one that is not in the file yet."""
    found = writing.session.exec(
        select(SettingRow).where(SettingRow.room_id == writing.actor.room_id, SettingRow.name == entry.name)
    ).first()
    return found or SettingRow(room_id=writing.actor.room_id, name=entry.name, value="", version=0)


def _save(writing: Writing, row: SettingRow) -> None:
    """Give a new row its key."""
    if row.id is None:
        row.version = 1
        writing.session.add(row)
        writing.session.flush()
        row.version = 0


def _keep(
    writing: Writing, entry: Setting, row: SettingRow, step: str, old: str, new: str, reason: str = ""
) -> None:
    """The history and the audit row of a change."""
    writing.history(SUBJECT, row.id or 0, step, old, new, reason)
    writing.audit(step, SUBJECT, row.id or 0, row.model_dump() | {"counts": new, "where": entry.where})


def _right(entry: Setting) -> str:
    """Language, colours and bell are for the eyes of whoever sits there; all else is for everybody."""
    return LOOK if entry.name in ("language", "theme", "bell") else SETTINGS


def _changed_since(entry: Setting) -> MovedError:
    return MovedError(
        N_("“{label}” was changed since you looked at it. Nothing is changed: look again, then choose."),
        label=Term(entry.label),
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """Takes the change of a setting back, where it still stands as that change left it."""

    config: ConfigFile
    follow: Follow = nothing_follows

    def name(self, writing: Writing, subject_id: int) -> str:
        """The label of the setting."""
        return Term(setting(writing.session.get_one(SettingRow, subject_id).name).label)

    def label(self, action: str) -> str:
        """All there is to undo is a change."""
        return N_("Setting changed")

    def undo(self, writing: Writing, write: Entry) -> None:
        """Let the old value count again; entries of a code list that are named since stay, switched off."""
        kept = self._step(writing, write)
        self._turn(writing, write, "undo", kept.target, kept.source)

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Let the new value count again."""
        self._turn(
            writing, write, "redo", self._step(writing, undo).target, self._step(writing, write).target
        )

    def _step(self, writing: Writing, write: Entry) -> HistoryRow:
        return writing.session.exec(
            select(HistoryRow).where(HistoryRow.write_id == write.id, HistoryRow.subject == SUBJECT)
        ).one()

    def _turn(self, writing: Writing, write: Entry, step: str, there: str, back: str) -> None:
        row = writing.session.get_one(SettingRow, write.subject_id)
        entry = setting(row.name)
        writing.need(_right(entry))
        place = _Place(writing, entry, row, self.config)
        now = place.value()
        since = self._step(writing, write).id or 0

        def whole(text: str) -> str:
            execute = writing.session.connection().exec_driver_sql
            return with_named(execute, row.room_id, row.name, text, now, since)

        if now != whole(there) and not entry.look:
            raise _changed_since(entry)
        back = whole(back)
        place.put(back)
        _keep(writing, entry, row, step, now, back)
        self.follow(writing, entry.name, back)
