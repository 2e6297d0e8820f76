"""Activities as the command line shows them, and the verbs that other commands share with them."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import confirmed, dry
from deskapp.commands.help import aligned
from deskapp.commands.looks import eyes_of
from deskapp.commands.proving import Asking
from deskapp.commands.volunteer_looks import table, view_of
from deskapp.domain.activity import Told
from deskapp.domain.activity_card import card, changes, state_text
from deskapp.domain.activity_codes import PREFIX
from deskapp.domain.activity_kinds import LABELS
from deskapp.domain.activity_steps import STEP_LABELS, STEPS, machine_of
from deskapp.domain.listing import Sorting
from deskapp.domain.number import read_number
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.rights import VOID, right_of_step
from deskapp.domain.text import narrow, one_line
from deskapp.domain.volunteer_card import trail
from deskapp.domain.words import N_, Words
from deskapp.files.activities import activity_record, open_activity
from deskapp.reading import activities, activity_lists
from deskapp.reading import requests as reading
from deskapp.services.activity_book import no_activity
from deskapp.wiring import Desk


def is_activity(typed: str) -> bool:
    """Whether a number as typed is that of an activity."""
    return narrow(typed).upper().startswith(f"{PREFIX}-")


def activity_of(desk: Desk, typed: str) -> Told:
    """The activity of a number as typed; digits alone mean today's. Raises DeskError where there is none."""
    number = read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))
    found = activities.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_activity(number)
    return found


def tell(call: Call, desk: Desk, told: Told) -> None:
    """Write number and state of an activity, or the whole of it as JSON."""
    one = told.activity
    if call.flags.json:
        call.write_json(open_activity(told, eyes_of(desk, call.t)))
    else:
        call.write(f"{one.number} {one.status if call.flags.plain else state_text(one, call.t)}")


def show_activity(call: Call, desk: Desk, typed: str) -> None:
    """Write one activity whole, its history and what is possible now; that it was opened is kept."""
    told = activity_of(desk, typed)
    one, t = told.activity, call.t
    desk.viewed("activity", one.id, one.number)
    history = reading.history(desk.reader, "activity", one.id)
    actions = reading.actions(desk.reader, "activity", one.id)
    allowed = machine_of(one.kind).allowed(one.status)
    if call.flags.json:
        eyes, gone = eyes_of(desk, t), undone_writes(history)
        call.write_json(open_activity(told, eyes) | {
            "history": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
                 "to": row.target, "reason": row.why(eyes.t), "undone": row.write in gone}
                for row in history
            ],
            "actions": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "kind": row.kind, "text": row.text,
                 "undone": row.write in gone}
                for row in actions
            ],
            "allowed": [step.code for step in allowed],
        })  # fmt: skip
        return
    view = view_of(call, desk)
    rows = [(t(N_("Number")), one.number), *((line.label, line.text) for line in card(told, view))]
    lines = [*aligned(rows), "", t(N_("History")) + ":"]
    said = trail(history, actions, view, STEP_LABELS, lambda row, t: changes(row, t, view.calendar))
    lines += [f"  {line}" for line in aligned([(line.label, line.text) for line in said])]
    if allowed:
        lines += ["", t(N_("Possible now")) + ":"]
        lines += [f"  {line}" for line in aligned([(step.code, t(step.label)) for step in allowed])]
    for line in lines:
        call.write(line)


def list_activities(
    call: Call, desk: Desk, chosen: activity_lists.ActivityFilter, sorting: Sorting, limit: int
) -> None:
    """Write the activities that `chosen` lets through."""
    source = activity_lists.list_source(desk.connection, desk.room, chosen, desk.clock(), call.t, sorting)
    rows = source.first(limit if limit >= 0 else 10**9)
    if call.flags.json:
        eyes = eyes_of(desk, call.t)
        found = (activities.by_id(desk.reader, row.id) for row in rows)
        call.write_json([activity_record(told, eyes) for told in found if told is not None])
        return
    numbers = (activities.number_of(desk.reader, row.id) for row in rows)
    table(call, [
        (number, *(one_line(cell) for at, cell in enumerate(row.cells) if at != 1))
        for number, row in zip(numbers, rows, strict=True)
    ])  # fmt: skip
    if not rows:
        call.say(N_("No activity yet. Enter one with: deskapp activity add KIND"))


def field_name(said: str, t: Words) -> str:
    """The name of a field, given as such or by its label."""
    wanted = said.strip().casefold().replace("-", "_")
    if wanted in LABELS:
        return wanted
    named = (name for name, label in LABELS.items() if wanted in (label.casefold(), t(label).casefold()))
    return next(named, wanted)


def named(given: Mapping[str, str], t: Words) -> dict[str, str]:
    """Fields as typed, by their names."""
    return {field_name(name, t): text for name, text in given.items()}


def step_code(said: str, t: Words) -> str:
    """The code of a step, given as such or by its label."""
    wanted = said.strip().casefold()
    return next((s.code for s in STEPS if wanted in (s.label.casefold(), t(s.label))), wanted)


def step_activity(
    call: Call, desk: Desk, typed: str, said: str, given: Mapping[str, str], asking: Asking | None = None
) -> None:
    """Take one step with an activity; without `asking` whoever needs a PIN for it has given it already."""
    one, code = activity_of(desk, typed).activity, step_code(said, call.t)
    fields = named(given, call.t)
    known = machine_of(one.kind).path(one.status, code)[-1]
    if known.typed and "confirm" not in fields:
        fields["confirm"] = confirmed(call, one.number)
    if not dry(call):
        if asking is not None and right_of_step(code) == VOID:
            asking.prove(desk)
        if code == "plus":
            tell(call, desk, desk.activities.plus(one.number, desk.actor, call.t))
        else:
            tell(call, desk, desk.activities.step(one.number, code, fields, desk.actor, call.t, one.version))


def correct_activity(call: Call, desk: Desk, typed: str, field: str, value: str, reason: str) -> None:
    """Correct one field of an activity, with the reason."""
    one = activity_of(desk, typed).activity
    given = {field_name(field, call.t): value}
    if not dry(call):
        tell(call, desk, desk.activities.correct(one.number, given, reason, desk.actor, call.t, one.version))


def note_activity(call: Call, desk: Desk, typed: str, kind: str, text: str) -> None:
    """Add an entry to the log of an activity."""
    one = activity_of(desk, typed).activity
    if not dry(call):
        desk.activities.note(one.number, kind, text, desk.actor, call.t)
        call.say(N_("Added to {number}."), number=one.number)
