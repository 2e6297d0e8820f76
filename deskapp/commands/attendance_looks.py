"""Duties as the command line shows them."""

from __future__ import annotations

from deskapp.commands.call import Call
from deskapp.commands.help import aligned
from deskapp.commands.looks import eyes_of
from deskapp.commands.volunteer_looks import table, view_of
from deskapp.domain.attendance import PREFIX, Duty
from deskapp.domain.attendance_card import card, state_text
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.attendance_trail import trail
from deskapp.domain.listing import Sorting
from deskapp.domain.number import read_number
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.text import narrow, one_line
from deskapp.domain.words import N_
from deskapp.files.attendances import attendance_record
from deskapp.reading import attendance_lists, attendances
from deskapp.reading import requests as reading
from deskapp.services.attendance_book import no_duty
from deskapp.wiring import Desk


def is_duty(typed: str) -> bool:
    """Whether a number as typed is that of a duty."""
    return narrow(typed).upper().startswith(f"{PREFIX}-")


def duty_of(desk: Desk, typed: str) -> Duty:
    """The duty of a number as typed; digits alone mean today's. Raises DeskError where there is none."""
    number = read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))
    found = attendances.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_duty(number)
    return found


def tell(call: Call, desk: Desk, duty: Duty) -> None:
    """Write number and state of a duty, or the whole of it as JSON."""
    if call.flags.json:
        call.write_json(attendance_record(duty, eyes_of(desk, call.t)))
    else:
        status = duty.attendance.status
        call.write(f"{duty.attendance.number} {status if call.flags.plain else state_text(duty, call.t)}")


def show_duty(call: Call, desk: Desk, typed: str) -> None:
    """Write one duty whole, its history and what is possible now; that it was opened is kept."""
    duty = duty_of(desk, typed)
    one, t = duty.attendance, call.t
    desk.viewed("attendance", one.id, one.number)
    history = reading.history(desk.reader, "attendance", one.id)
    actions = reading.actions(desk.reader, "attendance", one.id)
    if call.flags.json:
        eyes, gone = eyes_of(desk, t), undone_writes(history)
        call.write_json(attendance_record(duty, eyes) | {
            "name": duty.name(),
            "history": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
                 "to": row.target, "reason": row.why(eyes.t), "undone": row.write in gone}
                for row in history
            ],
            "allowed": [step.code for step in MACHINE.allowed(one.status)],
        })  # fmt: skip
        return
    view = view_of(call, desk)
    rows = [(t(N_("Number")), one.number), *((line.label, line.text) for line in card(duty, view))]
    lines = [*aligned(rows), "", t(N_("History")) + ":"]
    told = [(said.label, said.text) for said in trail(history, actions, view)]
    lines += [f"  {line}" for line in aligned(told)]
    if allowed := MACHINE.allowed(one.status):
        lines += ["", t(N_("Possible now")) + ":"]
        lines += [f"  {line}" for line in aligned([(step.code, t(step.label)) for step in allowed])]
    for line in lines:
        call.write(line)


def helpers(desk: Desk, register: str, key: int) -> list[dict[str, object]]:
    """Who of the volunteers answered a request or a dispute, for programs."""
    return [
        {"duty": duty.attendance.number, "member_no": duty.member_no}
        for duty in attendances.answering(desk.reader, register, key)
    ]


def list_attendances(
    call: Call, desk: Desk, chosen: attendance_lists.AttendanceFilter, sorting: Sorting, limit: int
) -> None:
    """Write the duties that `chosen` lets through."""
    source = attendance_lists.list_source(desk.connection, desk.room, chosen, desk.clock(), call.t, sorting)
    rows = source.first(limit if limit >= 0 else 10**9)
    duties = [duty for row in rows if (duty := attendances.by_id(desk.reader, row.id)) is not None]
    if call.flags.json:
        eyes = eyes_of(desk, call.t)
        call.write_json([attendance_record(duty, eyes) for duty in duties])
        return
    table(call, [
        (duty.attendance.number, *(one_line(cell) for cell in row.cells))
        for duty, row in zip(duties, rows, strict=True)
    ])  # fmt: skip
    if not rows:
        call.say(N_("Nobody was on duty. Sign somebody in with: deskapp checkin"))
