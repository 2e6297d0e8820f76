"""Taking what is written of people out of records, inside the transaction of a purge; counts and codes stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from deskapp.domain.certificate import digest_of as certificate_digest
from deskapp.domain.certificate import statement_of
from deskapp.domain.handover import digest_of
from deskapp.domain.purged_sheet import without_records, without_words
from deskapp.domain.retention import GONE, Blank, Kind
from deskapp.reading.figures import SHELTERED

Execute = Callable[..., Any]
"""Runs one statement with a tuple of parameters and gives a cursor."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "request": ("SELECT applicant FROM request WHERE id = ?",),
    "dispute": (
        "SELECT c.name FROM dispute_party AS p JOIN person AS c ON c.id = p.person_id WHERE p.dispute_id = ?",
    ),
    "activity": ("SELECT name FROM activity_person WHERE activity_id = ?",),
    "lead_appeal": ("SELECT giver FROM appeal_reply WHERE appeal_id = ?",),
    "custody": ("SELECT finder FROM custody WHERE id = ?", "SELECT claimant FROM custody WHERE id = ?"),
    "lost_report": (
        "SELECT name FROM lost_report WHERE id = ?",
        "SELECT owner FROM lost_report WHERE id = ?",
    ),
    "hazard": ("SELECT owner FROM hazard WHERE id = ?",),
}
"""Who is named in a record, for the places in it."""


@dataclass
class Eraser:
    """Blanks records one after the other; equal names become equal signs as long as it lives."""

    execute: Execute
    purge_id: int
    signs: dict[str, str] = field(default_factory=dict)

    def record(self, kind: Kind, key: int) -> None:
        """Take everything that is written of people out of one record, its history and its log."""
        names = self._names(kind.register, key)
        if kind.register == "dispute":  # its file may shelter a minor by a date that goes with the card
            self.execute(f"UPDATE dispute SET sealed = 1 WHERE id = ? AND {SHELTERED}", (key,))
        self._places(kind, key, names)
        for blank in kind.blanks:
            self._blank(blank, key)
        if kind.register == "person":
            self.execute("UPDATE person SET born = NULL WHERE id = ?", (key,))
        if kind.register == "certificate":
            self._certificate(key)
        if kind.register == "shift":
            self.shift(key, without_words)
        self._trail(kind.register, key)
        self.execute(
            "DELETE FROM draft WHERE subject <> '' AND subject = "
            f"(SELECT number FROM {kind.register} WHERE id = ?)",
            (key,),
        )

    def _names(self, register: str, key: int) -> tuple[str, ...]:
        found = [
            str(row[0]) for sql in _NAMES.get(register, ()) for row in self.execute(sql, (key,)).fetchall()
        ]
        return tuple(sorted({name for name in found if len(name) > 1}, key=len, reverse=True))

    def _places(self, kind: Kind, key: int, names: Sequence[str]) -> None:
        for column in kind.places:
            place = self.execute(f"SELECT {column} FROM {kind.register} WHERE id = ?", (key,)).fetchone()[0]
            said = place
            for name in names:
                said = said.replace(name, "＊")
            if said != place:
                self.execute(f"UPDATE {kind.register} SET {column} = ? WHERE id = ?", (said, key))

    def _blank(self, blank: Blank, key: int) -> None:
        parts = [f"\"{column}\" = ''" for column in blank.columns]
        parts += [
            f"\"{column}\" = CASE \"{column}\" WHEN '' THEN '' ELSE '{GONE}' END" for column in blank.needed
        ]
        if parts:
            self.execute(f"UPDATE {blank.table} SET {', '.join(parts)} WHERE {blank.parent} = ?", (key,))
        for column in blank.names:
            rows = self.execute(
                f"SELECT id, {column} FROM {blank.table} WHERE {blank.parent} = ? AND {column} <> ''", (key,)
            ).fetchall()
            for row in rows:
                self.execute(
                    f"UPDATE {blank.table} SET {column} = ? WHERE id = ?", (self._sign(str(row[1])), row[0])
                )

    def _sign(self, name: str) -> str:
        return self.signs.setdefault(name, f"＊{self.purge_id}.{len(self.signs) + 1}")

    def _certificate(self, key: int) -> None:
        content = self.execute("SELECT content FROM certificate WHERE id = ?", (key,)).fetchone()[0]
        said = statement_of(content)
        bare = replace(said, name="", sex="", id_kind="", id_number="", trainings=(), honours=()).text()
        self.execute(
            "UPDATE certificate SET content = ?, digest = ? WHERE id = ?",
            (bare, certificate_digest(bare), key),
        )

    def _trail(self, register: str, key: int) -> None:
        rows = self.execute(
            "SELECT id, step, detail, reason FROM history WHERE subject = ? AND subject_id = ?",
            (register, key),
        ).fetchall()
        for row in rows:
            write = json.loads(row[2]).get("write") if row[1] in ("undo", "redo") and row[2] else None
            detail = f'{{"write": {int(write)}}}' if write else ""
            if (detail, "") != (row[2], row[3]):
                self.execute("UPDATE history SET reason = '', detail = ? WHERE id = ?", (detail, row[0]))
        self.execute(
            f"UPDATE action_log SET text = '{GONE}' WHERE subject = ? AND subject_id = ?",
            (register, key),
        )
        self.execute(
            "UPDATE kept_text SET text = NULL WHERE subject = ? AND subject_id = ? AND text IS NOT NULL",
            (register, key),
        )

    # -- sealed sheets

    def sheets(self, numbers: Iterable[str], spared: Iterable[int]) -> list[int]:
        """Take purged records out of the sealed sheets on which they stand; gives the keys of those sheets.

        Handovers in `spared` are purged themselves.
        """
        wanted = frozenset(numbers)
        done, skipped = [], frozenset(spared)
        rows = self.execute(
            "SELECT id, content, snapshot FROM shift WHERE content <> '' OR snapshot <> ''"
        ).fetchall()
        for row in rows:
            text = f"{row[1]}{row[2]}"
            here = frozenset(number for number in wanted if number in text)
            if here and row[0] not in skipped:
                self.shift(row[0], partial(without_records, numbers=here))
                self.execute(
                    "UPDATE handover_entry SET text = '' WHERE shift_id = ? AND text <> '' AND kind = 'note' "
                    f"AND about IN ({', '.join('?' * len(here))})",
                    (row[0], *sorted(here)),
                )
                done.append(int(row[0]))
        return done

    def shift(self, key: int, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change the sealed content of a handover, its frozen sheet and its digest."""
        content, snapshot = self.execute(
            "SELECT content, snapshot FROM shift WHERE id = ?", (key,)
        ).fetchone()
        new = _changed(content, change)
        self.execute(
            "UPDATE shift SET content = ?, snapshot = ?, digest = CASE digest WHEN '' THEN '' ELSE ? END WHERE id = ?",
            (new, _changed(snapshot, change), digest_of(new), key),
        )


def _changed(text: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    if not text:
        return text
    from deskapp.domain.audit import canonical

    return canonical(change(json.loads(text))).decode("utf-8", "backslashreplace")
