"""The code lists as a room keeps them: added, renamed, ordered, switched off, and put on digit keys.

Every verb takes a list and gives the changed one; a code is never taken away and never changes its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from deskapp.domain.activity_codes import (
    ASSIST,
    AUDIENCE,
    CERTIFICATE,
    DRILL,
    FORM,
    INFO,
    MECHANISM,
    PERSUASION,
    SCAM,
    SERVICES,
    TOPIC,
)
from deskapp.domain.activity_kinds import KIND as ACTIVITY
from deskapp.domain.appeal import CHANNEL as APPEAL_CHANNEL
from deskapp.domain.appeal import KIND as APPEAL_KIND
from deskapp.domain.area import PLACE_KIND
from deskapp.domain.attendance_codes import DIMENSION, SERVICE
from deskapp.domain.codes import KEYS, Code, CodeList
from deskapp.domain.equipment import KIND as EQUIPMENT
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.hazard_codes import CATEGORY as HAZARD
from deskapp.domain.hazard_codes import VENUE
from deskapp.domain.request_codes import (
    ACTION,
    CATEGORY,
    CHANNEL,
    DANGER,
    DEPARTMENT,
    FOLLOWUP,
    OUTCOME,
    STATUS,
    URGENCY,
)
from deskapp.domain.text import clean, one_line
from deskapp.domain.things import KIND as THING
from deskapp.domain.volunteer_codes import IDENTITY, ROLE, TRAINING
from deskapp.domain.words import N_, Term, Words

LISTS: Mapping[str, CodeList] = {
    "category": CATEGORY, "channel": CHANNEL, "outcome": OUTCOME, "department": DEPARTMENT, "danger": DANGER,
    "followup": FOLLOWUP, "action": ACTION, "volunteer_role": ROLE, "volunteer_identity": IDENTITY,
    "work_dimension": DIMENSION, "service_type": SERVICE, "training_subject": TRAINING,
    "equipment_kind": EQUIPMENT, "hazard_category": HAZARD, "small_venue": VENUE, "place_kind": PLACE_KIND,
    "activity_kind": ACTIVITY, "publicity_topic": TOPIC, "publicity_form": FORM, "publicity_audience": AUDIENCE,
    "scam_kind": SCAM, "persuasion_kind": PERSUASION, "info_kind": INFO, "outing_service": SERVICES,
    "certificate_kind": CERTIFICATE, "assist_kind": ASSIST, "drill_kind": DRILL, "mechanism": MECHANISM,
    "thing_kind": THING, "appeal_kind": APPEAL_KIND, "appeal_channel": APPEAL_CHANNEL,
}  # fmt: skip
"""The lists that a room can change, by their short names."""

FIXED: tuple[CodeList, ...] = (STATUS, URGENCY)
"""Lists that no room changes: the steps of the desk and the due dates are built on them."""

LABEL_LIMIT = 30
"""Characters of a label."""
ENTRIES_LIMIT = 99
"""Entries of a list: two digits choose among them."""

_CASE = N_("the rules for case reports are built on it")
_DEFAULT = N_("the desk takes it where nothing else is said")
_SHELTER = N_("it decides whose name is masked")
_STEP = N_("a step of the desk writes it")
_SIGNS = N_("the desk proposes it from the words of a matter")
_DUTY = N_("a kind of duty counts for it")
_LINK = N_("it leads into another register")

NEEDED: Mapping[str, Mapping[str, str]] = {
    "category": {"case_report": _CASE, "other": _DEFAULT, "violence_home": _SHELTER, "tip": _SHELTER,
                 "dispute": _LINK, "hazard": _LINK},
    "channel": {"walk_in": _DEFAULT, "other": _DEFAULT},
    "outcome": {"to_case": _CASE, "to_dispute": _LINK, "to_hazard": _LINK, "solved_on_spot": _STEP,
                "transferred": _STEP, "told_where": _STEP, "not_police": _STEP, "merged": _STEP,
                "withdrawn": _STEP},
    "department": {"other": _DEFAULT},
    "thing_kind": {"person": _SHELTER, "pet": _LINK, "other": _DEFAULT},
    "appeal_kind": {"lost_person": _LINK, "lost_pet": _LINK, "lost_thing": _LINK, "other": _DEFAULT},
    "appeal_channel": {"wechat_group": _DEFAULT},
    "danger": {"domestic_violence": _SHELTER, "minor": _SHELTER, "threat": _SIGNS, "self_harm": _SIGNS,
               "weapon": _SIGNS},
    "action": {"note": _DEFAULT},
    "work_dimension": {"patrol": _DUTY, "standby": _DUTY, "service": _DUTY, "training": _DUTY},
    "service_type": {"patrol": _DUTY, "school_guard": _DUTY, "call_answer": _DUTY, "training": _DUTY, "other": _DUTY},
}  # fmt: skip
"""Entries that cannot be switched off, and why."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SPACE = re.compile(r"[^a-z0-9]+")


def short_name(codes: CodeList) -> str:
    """The short name of a list that a room can change."""
    return next(name for name, one in LISTS.items() if one.name == codes.name)


def is_code(text: str) -> bool:
    """Whether `text` can be a code."""
    return _CODE.fullmatch(text) is not None


def rebuilt(codes: CodeList, entries: tuple[Code, ...], chosen: tuple[str, ...] | None = None) -> CodeList:
    """The list with other entries, and other codes on its keys where they are given."""
    return CodeList(codes.name, codes.label, *entries, most_used=codes.chosen if chosen is None else chosen)


def entry_of(codes: CodeList, said: str, t: Words) -> Code:
    """The entry that `said` names by code or label, offered or not. Raises DeskError."""
    wanted = one_line(clean(said)).casefold()
    for names in (lambda e: (e.code,), lambda e: (e.say(t),), lambda e: e.names(t)):
        for entry in codes:
            if wanted in (name.casefold() for name in names(entry)):
                return entry
    raise DeskError(
        N_("There is no “{said}” in the list “{name}”. There is: {known}."),
        code=Exit.USAGE, said=clean(said)[:40], name=Term(codes.label),
        known=", ".join(f"{entry.code} {entry.say(t)}" for entry in codes),
    )  # fmt: skip


def add(codes: CodeList, label: str, t: Words, *, code: str = "", group: str = "") -> CodeList:
    """The list with an entry more, at its end. Raises DeskError."""
    said = _label(codes, label, t)
    if len(codes.entries) >= ENTRIES_LIMIT:
        raise DeskError(
            N_("The list “{name}” has {limit} entries, that is the most. Give one that is not used another name."),
            name=Term(codes.label), limit=ENTRIES_LIMIT,
        )  # fmt: skip
    entry = Code(
        _new_code(codes, code or said, typed=bool(code)), said, _group(codes, group, t), said, own=True
    )
    return rebuilt(codes, (*codes.entries, entry))


def rename(codes: CodeList, code: str, label: str, t: Words) -> CodeList:
    """The list with another label for `code`; an empty one brings back the label of the program."""
    entry = codes[code]
    if not one_line(clean(label)):
        if entry.own:
            raise _nameless()
        return _changed(codes, replace(entry, local=""))
    said = _label(codes, label, t, code)
    if entry.own:
        return _changed(codes, replace(entry, label=said, local=said))
    return _changed(codes, replace(entry, local="" if said == t(entry.label) else said))


def regroup(codes: CodeList, code: str, group: str, t: Words) -> CodeList:
    """The list with an entry of the room under another head."""
    return _changed(codes, replace(codes[code], group=_group(codes, group, t)))


def switch(codes: CodeList, code: str, on: bool, t: Words) -> CodeList:
    """The list with `code` offered or not. Raises DeskError for what the desk needs and for the last one."""
    entry = codes[code]
    if not on:
        if reason := NEEDED.get(short_name(codes), {}).get(code):
            raise DeskError(
                N_("“{label}” cannot be switched off: {reason}. Rename it or move it down instead."),
                label=entry.say(t), reason=Term(reason),
            )  # fmt: skip
        if [one.code for one in codes if one.on] == [code]:
            raise DeskError(
                N_("“{label}” is the last one that is offered: leave it on, or switch another on first. "
                   "Nothing is changed."),
                label=entry.say(t),
            )  # fmt: skip
    changed = _changed(codes, replace(entry, on=on))
    if on or code not in codes.chosen:
        return changed
    # The keys of the others stay where hands expect them: the next entry without a key takes the free one.
    free = [one.code for one in changed if one.on and one.code not in codes.most_used]
    keys = [(free[0] if free else "") if one == code else one for one in codes.chosen]
    return rebuilt(changed, changed.entries, tuple(one for one in keys if one))


def move(codes: CodeList, code: str, place: int) -> CodeList:
    """The list with `code` at `place`, counted from 0; beyond the ends it stands at the end."""
    entries = [entry for entry in codes if entry.code != code]
    entries.insert(min(max(place, 0), len(entries)), codes[code])
    return rebuilt(codes, tuple(entries))


def put_on_key(codes: CodeList, code: str, digit: int, t: Words) -> CodeList:
    """The list with `code` on a digit key; the one that was there takes its old key, or none. Raises DeskError."""
    entry = codes[code]
    if not 1 <= digit <= KEYS:
        raise DeskError(
            N_("A key is a digit from 1 to 9: press one of them. Nothing is changed."), code=Exit.USAGE
        )
    if not entry.on:
        raise DeskError(
            N_("“{label}” is switched off: switch it on first, then give it a key. Nothing is changed."),
            code=Exit.USAGE, label=entry.say(t),
        )  # fmt: skip
    keys = list(codes.most_used)
    at = min(digit, len(keys)) - 1
    if code in keys:
        was = keys.index(code)
        keys[was], keys[at] = keys[at], keys[was]
    else:
        keys[at] = code
    return rebuilt(codes, codes.entries, tuple(keys))


def _changed(codes: CodeList, entry: Code) -> CodeList:
    return rebuilt(codes, tuple(entry if one.code == entry.code else one for one in codes))


def _label(codes: CodeList, text: str, t: Words, code: str = "") -> str:
    """A label that no other entry of the list is called. Raises DeskError."""
    said = one_line(clean(text))
    if not said:
        raise _nameless()
    if len(said) > LABEL_LIMIT:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="label", label=Term(N_("Label")), count=len(said), limit=LABEL_LIMIT,
        )  # fmt: skip
    for entry in codes:
        shown = {entry.say(t).casefold(), entry.code} | (
            {entry.label.casefold()} if not entry.local else set()
        )
        if entry.code != code and said.casefold() in shown:
            raise DeskError(
                N_("“{label}” stands in the list “{name}” already: choose another name. Nothing is changed."),
                code=Exit.USAGE, field="label", label=said, name=Term(codes.label),
            )  # fmt: skip
    return said


def _nameless() -> DeskError:
    return DeskError(
        N_("The entry has no name yet: type one. Nothing is changed."), code=Exit.USAGE, field="label"
    )


def _group(codes: CodeList, said: str, t: Words) -> str:
    """A head of the list, named in any language; where nothing is said, that of the last entry."""
    groups = tuple(dict.fromkeys(entry.group for entry in codes if entry.group))
    wanted = one_line(clean(said)).casefold()
    if not groups or not wanted:
        return groups[-1] if groups else ""
    for group in groups:
        if wanted in (group.casefold(), t(group).casefold()):
            return group
    raise DeskError(
        N_("There is no group “{said}” in the list “{name}”. There is: {known}."),
        code=Exit.USAGE, field="group", said=clean(said)[:40], name=Term(codes.label),
        known=", ".join(t(group) for group in groups),
    )  # fmt: skip


def _new_code(codes: CodeList, said: str, *, typed: bool) -> str:
    """A code that the list does not have: from ASCII words, else `local_1` and so on. Raises DeskError."""
    code = _SPACE.sub("_", said.casefold()).strip("_")[:40].rstrip("_")
    if typed and (not _CODE.fullmatch(said.strip()) or said.strip() in codes):
        raise DeskError(
            N_("“{said}” cannot be the code: a new one of small letters, digits and _ is needed, like square_dance. "
               "Leave it empty and the desk makes one."),
            code=Exit.USAGE, field="code", said=clean(said)[:40],
        )  # fmt: skip
    if typed:
        return said.strip()
    if said.isascii() and _CODE.fullmatch(code) and code not in codes:
        return code
    number = 1
    while f"local_{number}" in codes:
        number += 1
    return f"local_{number}"
