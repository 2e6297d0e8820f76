"""A duty as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_codes import DIMENSION, FLAG, MODE, SERVICE, STATUS
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.equipment import KIND
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.request_card import Line, View
from deskapp.domain.words import N_, Words

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in MACHINE.steps} | {
    "check_in": N_("Signed in"), "check_out": N_("Signed out"), "correct": N_("Corrected"),
    "hand_out": N_("Equipment handed out"), "take_back": N_("Equipment taken back"),
    "note": N_("Entry added"), "undo": N_("Undone"),
    "redo": N_("Redone"),
    "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


def hours_text(minutes: int, t: Words) -> str:
    """Minutes as hours, with one digit behind the point at most."""
    return t(N_("{hours} h"), hours=f"{minutes / 60:.1f}".removesuffix(".0"))


def state_text(duty: Duty, t: Words) -> str:
    """Shape and word of the state."""
    status = duty.attendance.status
    return f"{t.marks.states[status]} {STATUS.label_of(status, t)}"


def flags_text(duty: Duty, t: Words) -> str:
    """What an officer should look at."""
    return " · ".join(t(FLAG.source_of(flag)) for flag in duty.attendance.flags)


def what_text(thing: str, t: Words) -> str:
    """Kind and name of equipment."""
    kind, _, name = thing.partition(" ")
    return f"{KIND.label_of(kind, t)} {name}".strip()


def board_text(duty: Duty, t: Words, *, late: bool, since: Callable[[datetime], str]) -> str:
    """What the duty board tells beside who it is: what must be looked at, call, team, place and equipment."""
    one, call = duty.attendance, duty.call_now
    parts = (
        f"! {t(FLAG.source_of('too_long'))}" if late else "",
        f"{call.told} {since(call.out_at)}" if call else "",
        duty.team,
        one.place,
        *(what_text(thing, t) for _, thing in duty.out_now),
    )
    return " · ".join(part for part in parts if part)


def on_record(duties: Sequence[Duty], number: str, view: View) -> tuple[Line, ...]:
    """Who of the volunteers answered the request or dispute of this number, with the time out and back."""
    t = view.words
    return tuple(
        Line(
            view.when(call.out_at),
            f"{duty.name()} {duty.member_no or t(N_('guest'))} · "
            + (t(N_("back {time}"), time=view.when(call.back_at)) if call.back_at else t(N_("still out"))),
        )
        for duty in duties
        for call in duty.calls
        if call.record == number
    )


def card(duty: Duty, view: View, *, beside: bool = False) -> tuple[Line, ...]:
    """The lines of a duty, empty ones left out; `beside` a list, its name is masked as the list has it."""
    t, one, when = view.words, duty.attendance, view.when
    who = duty.name() if duty.person else t(N_("{name} (guest)"), name=duty.name())
    if beside:
        who = duty.shown_name(view.calendar.day(view.now), t, view.masks)
    lines = (
        Line(t(N_("State")), state_text(duty, t)),
        Line(t(FLAG.label), f"! {flags_text(duty, t)}" if one.flags else "", "urgent"),
        Line(t(N_("Name")), f"{who} {duty.member_no}".strip()),
        Line(t(N_("Phone")), "" if beside else one.guest_phone),
        Line(t(N_("Team")), duty.team),
        Line(t(MODE.label), MODE.label_of(one.mode, t)),
        Line(t(N_("Place")), one.place),
        Line(t(N_("Area")), view.area(one.area_id)),
        Line(t(N_("On duty from")), when(one.in_at)),
        Line(t(N_("To")), when(one.out_at)),
        Line(t(N_("Lasted")), hours_text(one.minutes(view.now), t) if one.out_at or one.is_open else ""),
        Line(t(N_("Entered later because")), one.late_reason),
        *(
            Line(
                t(N_("Call answered")),
                f"{call.told}  {when(call.out_at)}–{when(call.back_at)}",
            )
            for call in duty.calls
        ),
        *(
            Line(t(N_("Counts")), " · ".join(filter(None, (
                DIMENSION.label_of(part.dimension, t), SERVICE.label_of(part.service, t), hours_text(part.minutes, t),
                part.note))))
            for part in duty.credits
        ),
        *(Line(t(N_("Equipment")), what_text(text, t)) for _, text in duty.out_now),
        Line(t(N_("Looked at")), f"{when(one.judged_at)}  {view.who(one.judged_by)}" if one.judged_by else ""),
        Line(t(N_("Entered")), f"{when(one.entered_at)}  {view.who(one.entered_by)}"),
    )  # fmt: skip
    return tuple(line for line in lines if line.text)
