"""Reading settings: what the file keeps, and who changed each when."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deskapp.domain.setting import setting
from deskapp.domain.times import moment

if TYPE_CHECKING:
    from deskapp.domain.setting_card import Change

SUBJECT = "setting"


@dataclass(frozen=True, slots=True)
class Values:
    """The settings of a room at one moment; what nobody has set is at its default."""

    kept: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    """How often each was changed, where it ever was."""

    def text(self, name: str) -> str:
        """The kept text of a setting that lies in the file, or its default. Raises DeskError for no setting."""
        return setting(name).effective(self.kept.get(name, ""))

    def number(self, name: str) -> int:
        """The value of a setting that is a whole number."""
        return int(self.text(name))

    def version(self, name: str) -> int:
        """The version of a setting; 0 for one that was never changed."""
        return self.versions.get(name, 0)


def kept(connection: sqlite3.Connection, room_id: int) -> dict[str, str]:
    """The texts that the file keeps, by the name of the setting; those at their default are left out."""
    return {
        row["name"]: row["value"]
        for row in connection.execute(
            "SELECT name, value FROM setting WHERE room_id = ? AND value <> ''", (room_id,)
        )
    }


def values(connection: sqlite3.Connection, room_id: int) -> Values:
    """All settings of a room, in one short read."""
    rows = connection.execute(
        "SELECT name, value, version FROM setting WHERE room_id = ?", (room_id,)
    ).fetchall()
    return Values(
        {row["name"]: row["value"] for row in rows if row["value"]},
        {row["name"]: row["version"] for row in rows},
    )


def changes(connection: sqlite3.Connection, room_id: int, name: str) -> tuple[Change, ...]:
    """The changes of one setting, the newest first."""
    return _trail(
        connection, SUBJECT, "SELECT id FROM setting WHERE room_id = ? AND name = ?", (room_id, name)
    )


def officer_changes(connection: sqlite3.Connection, officer_id: int) -> tuple[Change, ...]:
    """What was changed of an officer since the adding, the newest first; texts as the history keeps them."""
    return _trail(connection, "officer", "?", (officer_id,))


def name_of(connection: sqlite3.Connection, setting_id: int) -> str:
    """The name of the setting with this key."""
    found = connection.execute("SELECT name FROM setting WHERE id = ?", (setting_id,)).fetchone()
    return str(found[0]) if found else ""


def _trail(
    connection: sqlite3.Connection, subject: str, which: str, params: tuple[object, ...]
) -> tuple[Change, ...]:
    from deskapp.domain.setting_card import Change  # late: the first frame tells no history

    return tuple(
        Change(
            moment(row["at"]), f"{row['name']} {row['badge']}".strip(), row["step"], row["source"],
            row["target"], row["reason"],
        )
        for row in connection.execute(
            "SELECT h.at, h.step, h.source, h.target, h.reason, o.name, o.badge FROM history AS h "
            f"JOIN officer AS o ON o.id = h.by_id WHERE h.subject = ? AND h.subject_id IN ({which}) ORDER BY h.id DESC",
            (subject, *params),
        )
    )  # fmt: skip
