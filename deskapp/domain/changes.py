"""What happened since an officer was here last, as words: one group a register, one line a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain import (
    activity_codes,
    activity_kinds,
    activity_steps,
    appeal,
    appeal_steps,
    area,
    area_card,
    attendance_card,
    attendance_codes,
    certificate,
    custody,
    dispute_codes,
    dispute_trail,
    equipment,
    hazard_codes,
    hazard_steps,
    lost,
    person_card,
    person_codes,
    request_card,
    request_codes,
    setting_all,
    shift,
    slot,
    team_steps,
    things,
    volunteer_card,
    volunteer_codes,
)
from deskapp.domain.codes import CodeList
from deskapp.domain.words import N_, Words

STEPS_SAID = 4
"""Steps of a record that one line names; the others are a number."""


@dataclass(frozen=True, slots=True)
class Register:
    """How the changes of a register are said."""

    label: str
    """English text of its group."""
    steps: Mapping[str, str]
    """English texts by step."""
    status: CodeList | None = None
    kinds: CodeList | None = None
    """What the records are about, where a code says it."""
    main: bool = True
    """Whether the page of the handover names records of it, or their count alone."""


_PEOPLE = {
    "correct_officer": N_("Officer corrected"), "retire_officer": N_("Officer deactivated"),
    "return_officer": N_("Officer reactivated"), "set_pin": N_("PIN set"), "recover_pin": N_("PIN set"),
    "undo": N_("Undone"), "redo": N_("Redone"),
}  # fmt: skip
_PURGE = {
    "propose": N_("Purge proposed"), "withdraw": N_("Purge withdrawn"), "agree": N_("Purge done by two people"),
    "undo": N_("Purge withdrawn"),
}  # fmt: skip
_SETTING = {"set": N_("Setting changed"), "undo": N_("Undone"), "redo": N_("Redone")}

REGISTERS: Mapping[str, Register] = {
    "request": Register(
        N_("Requests"), request_card.STEP_LABELS, request_codes.STATUS, request_codes.CATEGORY
    ),
    "dispute": Register(N_("Disputes"), dispute_trail.STEP_LABELS, dispute_codes.STATUS, dispute_codes.TYPE),
    "hazard": Register(N_("Hazards"), hazard_steps.STEP_LABELS, hazard_codes.STATUS, hazard_codes.CATEGORY),
    "activity": Register(
        N_("Activities"), activity_steps.STEP_LABELS, activity_codes.STATUS, activity_kinds.KIND
    ),
    "lead_appeal": Register(N_("Lead appeals"), appeal_steps.STEP_LABELS, appeal.STATUS, appeal.KIND),
    "custody": Register(N_("Found things"), custody.STEP_LABELS, custody.STATUS, things.KIND),
    "lost_report": Register(N_("Missing"), lost.STEP_LABELS, lost.STATUS, things.KIND),
    "attendance": Register(
        N_("Volunteers' duties"), attendance_card.STEP_LABELS, attendance_codes.STATUS, attendance_codes.MODE
    ),
    "shift": Register(N_("Handovers"), shift.STEP_LABELS, shift.STATUS),
    "volunteer": Register(N_("Volunteers"), volunteer_card.STEP_LABELS, volunteer_codes.STATUS, main=False),
    "slot": Register(N_("Duty plan"), slot.STEP_LABELS, slot.STATUS, main=False),
    "certificate": Register(N_("Certificates"), certificate.STEP_LABELS, certificate.STATUS, main=False),
    "team": Register(N_("Teams"), volunteer_card.STEP_LABELS, volunteer_codes.TEAM_STATUS, main=False),
    "equipment": Register(
        N_("Equipment"), volunteer_card.STEP_LABELS, team_steps.EQUIPMENT_STATUS, equipment.KIND, main=False
    ),
    "area": Register(N_("Areas"), area_card.STEP_LABELS, area.STATUS, area.KIND, main=False),
    "person": Register(
        N_("Cards of people"), person_card.STEP_LABELS, person_codes.PERSON_STATUS, main=False
    ),
    "officer": Register(N_("People of the room"), _PEOPLE, main=False),
    "setting": Register(N_("Settings"), _SETTING, main=False),
    "purge": Register(N_("Purge"), _PURGE, main=False),
}
"""By the subject of the history, in the order in which an officer asks for them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record since a write."""

    subject: str
    number: str
    """Empty where the record has none."""
    steps: tuple[str, ...]
    """Codes of the steps, in order."""
    status: str
    """The state it is in now."""
    at: datetime
    """When the last one was taken."""
    name: str = ""
    """What it is called where it has no number."""
    kind: str = ""
    """The code of what it is about; empty where that stands nowhere but in the record."""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one register."""

    subject: str
    count: int
    """Records that were changed."""
    newest: tuple[Change, ...] = ()
    """As many as were asked for, the newest first."""

    @property
    def more(self) -> int:
        """Records that are not among the newest."""
        return self.count - len(self.newest)


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in a stretch of writes, looked through from its end."""

    groups: tuple[Group, ...] = ()
    before: tuple[int, int] | None = None
    """Where to read on, where older writes were not looked at any more."""
    since: datetime | None = None
    """When the oldest step was taken that was looked at."""

    @property
    def count(self) -> int:
        """Records that were changed."""
        return sum(group.count for group in self.groups)


NOTHING = Changes()
"""Where nothing was done, or nothing was looked at yet."""


def label_of(subject: str, t: Words) -> str:
    """What a register is called; one that is not known here yet by its own name."""
    known = REGISTERS.get(subject)
    return t(known.label) if known else subject


def called(change: Change, t: Words) -> str:
    """What has no number, by its name."""
    if change.subject != "setting":
        return change.name
    known = next((entry.label for entry in setting_all.SETTINGS if entry.name == change.name), "")
    return t(known) if known else change.name


def told(change: Change, t: Words) -> str:
    """What it is about, its last steps, and the state it is in now."""
    known = REGISTERS.get(change.subject)
    labels = known.steps if known else {}
    steps = [t(labels.get(code, code)) for code in change.steps[-STEPS_SAID:]]
    more = f"+{len(change.steps) - STEPS_SAID} " if len(change.steps) > STEPS_SAID else ""
    about = known.kinds.label_of(change.kind, t) if known and known.kinds and change.kind else ""
    state = known.status.label_of(change.status, t) if known and known.status and change.status else ""
    said = f"{more}{' · '.join(steps)}" + (f" → {state}" if state not in ("", steps[-1]) else "")
    return " · ".join(part for part in (called(change, t), about, said) if part)
