"""What taking a change of a code list back may not take: entries that something names by now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from deskapp.domain.codebook import LISTS, rebuilt
from deskapp.domain.codebook_kept import kept, overlaid
from deskapp.domain.errors import DeskError
from deskapp.domain.roomwords import CODES

Execute = Callable[..., Any]
"""Runs one statement with a tuple of parameters and gives a cursor."""

_COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "category": (("request", "category"),),
    "channel": (("request", "channel"),),
    "outcome": (("request", "outcome"),),
    "followup": (("request", "followup"),),
    "danger": (("request", "dangers"),),
    "department": (
        ("request", "receiver"), ("request", "told_where"), ("dispute", "receiver"), ("hazard", "receiver"),
        ("activity", "bodies"), ("custody", "receiver"),
    ),
    "hazard_category": (("hazard", "category"),), "small_venue": (("hazard", "venue"),),
    "place_kind": (("area", "place_kind"), ("activity", "place_type")),
    "activity_kind": (("activity", "kind"),), "publicity_topic": (("activity", "topic"),),
    "publicity_form": (("activity", "form"),), "publicity_audience": (("activity", "audience"),),
    "scam_kind": (("activity", "scam"),), "persuasion_kind": (("activity", "persuasion"),),
    "info_kind": (("activity", "info"),), "outing_service": (("activity", "services"),),
    "certificate_kind": (("activity", "certificate"),), "assist_kind": (("activity", "assist"),),
    "drill_kind": (("activity", "drill"),), "mechanism": (("activity", "mechanism"),),
    "thing_kind": (("custody", "kind"), ("lost_report", "kind")), "appeal_kind": (("lead_appeal", "kind"),),
    "appeal_channel": (("lead_appeal", "channel"),),
}  # fmt: skip
"""Where the codes of a list stand, by its short name: register and column."""


def with_named(execute: Execute, room_id: int, name: str, text: str, now: str, since: int) -> str:
    """The value `text` of the setting `name`, with those of the room's own entries in `now` that are named.

    They stand at the end and are not offered; a record that has one goes on saying its label. `since` is the
    key of a row of the history: what was written before it is not looked at. Any other setting stays `text`.
    """
    shipped = LISTS.get(name.removeprefix(CODES)) if name.startswith(CODES) else None
    if shipped is None:
        return text
    with suppress(DeskError):  # a list that cannot be read has nothing that could be kept
        codes, standing = overlaid(shipped, text), overlaid(shipped, now)
        short = name.removeprefix(CODES)
        lost = [entry for entry in standing if entry.own and entry.code not in codes]
        named = [
            replace(entry, on=False) for entry in lost if is_named(execute, room_id, short, entry.code, since)
        ]
        if named:
            return kept(rebuilt(codes, (*codes.entries, *named)))
    return text


def is_named(execute: Execute, room_id: int, name: str, code: str, since: int) -> bool:
    """Whether a record, its history, a draft or another setting names `code` of the list `name`."""
    escaped = code.replace("_", "\\_")
    inside = f"%,{escaped},%"
    alone, listed = f'%"{escaped}%', f"%,{escaped}%"  # in JSON, alone or behind others; too much does no harm
    asked: list[tuple[str, tuple[object, ...]]] = [
        (
            (
                f"SELECT 1 FROM {register} WHERE id IN (SELECT subject_id FROM history WHERE id > ? AND "
                f"subject = '{register}') AND (',' || {column} || ',') LIKE ? ESCAPE '\\' LIMIT 1"
            ),
            (since, inside),
        )
        for register, column in _COLUMNS.get(name, ())
    ]
    asked += [
        (
            (
                "SELECT 1 FROM history WHERE id > ? AND subject IN ('request', 'dispute', 'hazard', 'area', "
                "'activity', 'custody', 'lost_report', 'lead_appeal') "
                "AND (detail LIKE ? ESCAPE '\\' OR detail LIKE ? ESCAPE '\\') LIMIT 1"
            ),
            (since, alone, listed),
        ),
        (
            (
                "SELECT 1 FROM draft WHERE room_id = ? AND (typed LIKE ? ESCAPE '\\' OR typed LIKE ? ESCAPE '\\') "
                "LIMIT 1"
            ),
            (room_id, alone, listed),
        ),
        (
            "SELECT 1 FROM setting WHERE room_id = ? AND name IN ('due', 'words') AND value LIKE ? ESCAPE '\\'",
            (room_id, alone),
        ),
    ]
    if name == "action":
        asked.append(("SELECT 1 FROM action_log WHERE room_id = ? AND kind = ? LIMIT 1", (room_id, code)))
    if name == "department":
        asked.append(("SELECT 1 FROM dispute_mediator WHERE body = ? LIMIT 1", (code,)))
    return any(execute(*one).first() is not None for one in asked)
