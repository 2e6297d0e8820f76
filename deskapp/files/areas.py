"""Areas as plain values for JSON and tables; what an export writes an import takes over."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.area import KIND, PLACE_KIND, STATUS, Area, level_of, path_text
from deskapp.domain.area_form import LABELS as FIELDS
from deskapp.domain.area_form import size_text
from deskapp.domain.masks import phone_tail
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "status": STATUS.label, "name": N_("Area"), "kind": KIND.label,
    "level": N_("Level in the tree"),
    "parent": N_("Under the area"), "beat": KIND["beat"].label, "code": N_("Own number"),
    "place_kind": PLACE_KIND.label, "address": FIELDS["address"], "contact": FIELDS["contact"],
    "phone": FIELDS["phone"], "people": FIELDS["people"], "size": FIELDS["size"], "stamped_on": FIELDS["stamped_on"],
    "notes": FIELDS["notes"], "entered_at": N_("Entered"), "entered_by": N_("Entered by"),
}  # fmt: skip
"""The fields of an area, in their order, and their column heads."""

_LISTS = {"status": STATUS, "kind": KIND, "place_kind": PLACE_KIND}


def heads(t: Words) -> list[str]:
    """The column heads of a table of areas."""
    return [t(label) for label in LABELS.values()]


def cells(one: Area, known: Mapping[int, Area], eyes: Eyes) -> list[str]:
    """An area as one line of a table: labels instead of codes."""
    values = area_record(one, known, eyes) | {
        "entered_at": eyes.room.calendar.local(one.entered_at).strftime("%Y-%m-%d %H:%M")
    }
    return [
        (_LISTS[name].label_of(str(value), eyes.t) if value else "")
        if name in _LISTS
        else "" if value is None else str(value)
        for name, value in values.items()
    ]  # fmt: skip


def area_record(one: Area, known: Mapping[int, Area], eyes: Eyes) -> dict[str, object]:
    """An area as lists and exports give it; `parent` is the path to the one above, `beat` its own one."""
    beat = known.get(one.beat_id or 0)
    return {
        "number": one.number, "status": one.status, "name": one.name, "kind": one.kind,
        "level": level_of(known, one.id) if one.kind == "grid" else None, "parent": path_text(known, one.parent_id),
        "beat": beat.name if beat is not None else "", "code": one.code, "place_kind": one.place_kind,
        "address": one.address, "contact": one.contact, "phone": phone_tail(one.phone), "people": one.people,
        "size": size_text(one.hectares) or None, "stamped_on": one.stamped_on.isoformat() if one.stamped_on else None,
        "notes": one.notes, "entered_at": eyes.iso(one.entered_at), "entered_by": eyes.who(one.entered_by),
    }  # fmt: skip
