"""A sheet as it was at the cut-off, as plain values: every word in both languages, every fact as a code.

What is frozen is rendered from these words alone, so that a reprint after years says what was signed, whatever
the catalogue and the room's own words have become.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from deskapp.domain.checklist import Thing, frozen_things
from deskapp.domain.sheet import (
    Both,
    Cell,
    Column,
    DisputeFigures,
    Figures,
    Foot,
    Head,
    Row,
    Said,
    Section,
    Sheet,
    ShiftHead,
    say,
)
from deskapp.domain.wording import Wording
from deskapp.domain.words import Words

Plain = dict[str, Any]
"""Values that JSON has."""


class Freezing:
    """Turns a sheet into plain values, in the words of both languages."""

    def __init__(self, zh: Words, en: Words) -> None:
        self._zh, self._en = zh, en

    def sheet(self, one: Sheet) -> Plain:
        """The whole sheet."""
        return {
            "head": _plain(one.head), "figures": asdict(one.figures), "foot": _plain(one.foot),
            "sections": [self._section(section) for section in one.sections],
            "signatures": [self._said(said) for said in one.signatures],
            "wordings": [asdict(wording) for wording in one.wordings],
        }  # fmt: skip

    def _said(self, said: Said) -> object:
        """Words in both languages; a person's own words, and what both say alike, once."""
        zh, en = say(said, self._zh), say(said, self._en)
        return zh if zh == en else [zh, en]

    def _section(self, one: Section) -> Plain:
        return {
            "id": one.id, "kind": one.kind, "lines": one.lines, "heading": self._said(one.heading),
            "empty": self._said(one.empty), "note": self._said(one.note),
            "columns": [[c.id, self._said(c.label), c.kind, c.weight, c.align] for c in one.columns],
            "rows": [self._row(row) for row in one.rows],
        }  # fmt: skip

    def _row(self, row: Row) -> Plain:
        cells = [
            [self._said(c.text), self._said(c.below), self._said(c.mark), int(c.strong)] for c in row.cells
        ]
        return {"cells": cells, "facts": dict(row.facts)}


def _plain(one: object) -> object:
    if isinstance(one, datetime | date):
        return one.isoformat()
    if isinstance(one, tuple | list):
        return [_plain(item) for item in one]
    if hasattr(one, "__dataclass_fields__"):
        return {f.name: _plain(getattr(one, f.name)) for f in fields(one)}  # type: ignore[arg-type]
    return one


def frozen_sheet(snapshot: str) -> Sheet:
    """The sheet of a snapshot as the file keeps it."""
    return thawed(json.loads(snapshot))


def things_frozen(snapshot: str) -> tuple[Thing, ...]:
    """What was to be counted when the snapshot was made, whatever the setting says now."""
    return frozen_things(json.loads(snapshot).get("things", ()))


def thawed(plain: Mapping[str, Any]) -> Sheet:
    """The sheet of plain values."""
    return Sheet(
        _head(plain["head"]),
        _figures(plain["figures"]),
        tuple(_section(section) for section in plain["sections"]),
        tuple(_said(said) for said in plain["signatures"]),
        Foot(**plain["foot"] | {
            name: datetime.fromisoformat(plain["foot"][name]) for name in ("cutoff", "printed_at")}),
        tuple(_wording(one) for one in plain.get("wordings", ())),
    )  # fmt: skip


def _said(plain: object) -> Said:
    return Both(str(plain[0]), str(plain[1])) if isinstance(plain, list) else str(plain)


def _head(plain: Mapping[str, Any]) -> Head:
    said = dict(plain)
    for name in ("start", "end"):
        said[name] = datetime.fromisoformat(said[name])
    said["day"] = date.fromisoformat(said["day"])
    said["officers"] = tuple(said["officers"])
    said["shift"] = shift_head(said["shift"]) if said["shift"] else None
    return Head(**said)


def shift_head(plain: Mapping[str, Any]) -> ShiftHead:
    """The head of a shift of plain values."""
    said = dict(plain)
    for name in ("sent_at", "accepted_at"):
        said[name] = datetime.fromisoformat(said[name]) if said[name] else None
    for name in ("officers", "auxiliaries"):
        said[name] = tuple(said[name])
    return ShiftHead(**said)


def plain_head(head: ShiftHead) -> object:
    """The head of a shift as plain values."""
    return _plain(head)


def _figures(plain: Mapping[str, Any]) -> Figures:
    said = dict(plain)
    for name in ("by_category", "by_urgency", "followups"):
        said[name] = tuple((str(code), int(count)) for code, count in said[name])
    return Figures(**said | {"disputes": DisputeFigures(**said["disputes"])})


def _wording(plain: Mapping[str, Any]) -> Wording:
    facts = tuple((str(label), str(value)) for label, value in plain["facts"])
    rows, signers = tuple(map(int, plain["fact_rows"])), tuple(map(str, plain["signers"]))
    return Wording(**{**plain, "facts": facts, "fact_rows": rows, "signers": signers})


def _section(plain: Mapping[str, Any]) -> Section:
    return Section(
        plain["id"],
        _said(plain["heading"]),
        tuple(Column(id, _said(label), kind, weight, align) for id, label, kind, weight, align in plain["columns"]),
        tuple(Row(tuple(_cell(cell) for cell in row["cells"]), _fact(row["facts"])) for row in plain["rows"]),
        _said(plain["empty"]),
        plain["kind"],
        plain["lines"],
        _said(plain["note"]),
    )  # fmt: skip


def _fact(plain: Any) -> Any:
    """A fact as it was before JSON made a list of it."""
    if isinstance(plain, list):
        return tuple(map(_fact, plain))
    return {name: _fact(value) for name, value in plain.items()} if isinstance(plain, dict) else plain


def _cell(plain: list[Any]) -> Cell:
    text, below, mark, strong = plain
    return Cell(_said(text), _said(below), _said(mark), bool(strong))
