"""deskapp attendance: calls, confirming, correcting, roll-calls, forgotten duties, hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

from deskapp.commands.attendance_hours import add_up
from deskapp.commands.attendance_looks import duty_of, show_duty, tell
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import dispute_of, number_of
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.volunteer_looks import volunteer_of
from deskapp.domain.attendance_codes import DIMENSION, MODE, SERVICE
from deskapp.domain.attendance_given import Given
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.rights import VOID, right_of_step
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.reading import attendance_lists, attendances, certificates, volunteer_lists
from deskapp.reading.volunteers import by_id, find_team
from deskapp.wiring import Desk

VERBS = ("show", "answer", "back", "stay", "confirm", "reject", "reopen", "void", "correct", "forgotten", "roll",
         "rollout", "hours")  # fmt: skip
"""What can be done, in the order of the help."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the verb."""

    words: Sequence[str]
    text: str
    request: str
    dispute: str
    incident: str
    until: str
    dimension: str
    service: str
    hours: str
    parts: str
    mode: str
    at: str
    reason: str
    first: str
    last: str
    by: str
    every: bool
    asking: Asking


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(None, metavar=t("NUMBER"), help=t("numbers of duties, or what else the verb needs"))

    @app.command(
        "attendance",
        cls=DeskCommand,
        help=t("Duties: answer calls, confirm and correct hours, call a roll, close what was forgotten, add hours up."),
        epilog=t('deskapp attendance answer QD-20261121-003 --request LF-20261121-001\n'
                    'deskapp attendance answer QD-20261121-003 --dispute JF-20261121-001\n'
                    'deskapp attendance confirm QD-20261121-003 QD-20261121-004 --dimension patrol\n'
                    'deskapp attendance confirm QD-20261121-003 --parts "patrol/patrol 1.5; dispute/mediation 0.5"\n'
                    'deskapp attendance confirm QD-20261120-009 --until "yesterday 20:00" --text "Seen by Li"\n'
                    'deskapp attendance roll "Mingzhu Team" 0012 0013\n'
                    'deskapp attendance forgotten\n'
                    'deskapp attendance hours --by team --from 11-01'),
    )  # fmt: skip
    def attendance(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        text: str = typer.Option("", "--text", metavar="T", help=t("reason or note of a step")),
        request: str = typer.Option("", "--request", metavar=t("NUMBER"), help=t("the request that is answered")),
        dispute: str = typer.Option("", "--dispute", metavar=t("NUMBER"), help=t("the dispute that is answered")),
        incident: str = typer.Option("", "--incident", metavar=t("NO"), help=t("number of the 110 incident")),
        until: str = typer.Option("", "--until", metavar=t("TIME"), help=t("confirm: when a forgotten one ended")),
        dimension: str = typer.Option("", "--dimension", metavar="D", help=choices(DIMENSION, t)),
        service: str = typer.Option("", "--service", metavar="S", help=choices(SERVICE, t)),
        hours: str = typer.Option("", "--hours", metavar="H", help=t("confirm: hours that count; else all of it")),
        parts: str = typer.Option("", "--parts", metavar="P", help=t("confirm: dimension/service hours; and so on")),
        mode: str = typer.Option("", "--mode", metavar="M", help=choices(MODE, t)),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("when it really was; needs --reason")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
        first: str = typer.Option("", "--from", metavar="D", help=t("hours: from this day; else that of the month")),
        last: str = typer.Option("", "--to", metavar="D", help=t("hours: to this day; else today")),
        by: str = typer.Option("member", "--by", metavar="B", help=", ".join(attendances.BY)),
        every: bool = typer.Option(False, "--all", help=t("roll: the whole team; confirm: all that waits")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        asked = Asked(
            tuple(words or ()), text, request, dispute, incident, until, dimension, service, hours, parts, mode, at,
            reason, first, last, by, every, Asking(call, pin_stdin),
        )  # fmt: skip
        verbs: dict[str, Callable[[Call, Desk, Asked], None]] = {
            "show": _show, "confirm": _confirm, "correct": _correct, "forgotten": _forgotten, "roll": _roll,
            "rollout": _roll_out, "hours": _hours,
        }  # fmt: skip
        if verb not in VERBS:
            raise DeskError(
                N_("There is no “{verb}” for duties. Choose one of: {every}. See: deskapp attendance --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        with call.desk() as desk:
            if verb in verbs:
                verbs[verb](call, desk, asked)
            else:
                _step(call, desk, verb, asked)
        return Exit.DONE


def _need(asked: Asked, verb: str, *names: str) -> Sequence[str]:
    if len(asked.words) != len(names):
        raise DeskError(
            N_("“attendance {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(names),
        )  # fmt: skip
    return asked.words


def _show(call: Call, desk: Desk, asked: Asked) -> None:
    show_duty(call, desk, *_need(asked, "show", "NUMBER"))


def _step(call: Call, desk: Desk, verb: str, asked: Asked) -> None:
    one = duty_of(desk, *_need(asked, verb, "NUMBER")).attendance
    given = {"text": asked.text or asked.reason}
    if verb == "back":
        given["at"] = asked.at
    if verb == "answer":
        given = {
            "at": asked.at,
            "request": _answered(desk, asked),
            "incident": asked.incident,
        }
    if not dry(call):
        if right_of_step(verb) == VOID:
            asked.asking.prove(desk)
        if verb == "reopen":
            for paper in certificates.covering(desk.reader, one.volunteer_id, one.duty_day):
                call.warn(
                    N_(
                        "{number} counts this duty and stays as it is: void it and issue a new one if hours change."
                    ),
                    number=paper.number,
                )
        tell(call, desk, desk.attendances.step(one.number, verb, given, desk.actor, call.t, one.version))


def _answered(desk: Desk, asked: Asked) -> str:
    """The number of the request or dispute that is answered; digits alone mean one of today. Raises DeskError."""
    if asked.request and asked.dispute:
        raise DeskError(
            N_("One call is answered at a time: take --request or --dispute. Nothing is changed."),
            code=Exit.USAGE,
        )
    return (
        dispute_of(desk, asked.dispute).dispute.number
        if asked.dispute
        else (number_of(desk, asked.request) if asked.request else "")
    )


def _confirm(call: Call, desk: Desk, asked: Asked) -> None:
    given = {
        "until": asked.until, "parts": asked.parts, "dimension": asked.dimension, "service": asked.service,
        "hours": asked.hours, "text": asked.text or asked.reason,
    }  # fmt: skip
    given = {name: text for name, text in given.items() if text}
    found = [duty_of(desk, number) for number in asked.words]
    if asked.every:
        source = attendance_lists.list_source(
            desk.connection,
            desk.room,
            attendance_lists.AttendanceFilter(status="ended"),
            desk.clock(),
            call.t,
        )
        rows = (attendances.by_id(desk.reader, row.id) for row in source.first(10_000))
        found = [duty for duty in rows if duty is not None]
    if not found:
        raise DeskError(N_("Nothing is named: type numbers of duties, or --all."), code=Exit.USAGE)
    if dry(call):
        return
    if len(found) == 1:
        one = found[0].attendance
        tell(call, desk, desk.attendances.step(one.number, "confirm", given, desk.actor, call.t, one.version))
        return
    count = desk.attendances.confirm_many(
        [duty.attendance.number for duty in found], given, desk.actor, call.t
    )
    call.say(N_("Confirmed: {count} duties. deskapp undo takes all of it back."), count=count)


def _correct(call: Call, desk: Desk, asked: Asked) -> None:
    number, field, value = _need(asked, "correct", "NUMBER", "FIELD", "VALUE")
    one = duty_of(desk, number).attendance
    if not dry(call):
        given = {field.strip().casefold().replace("-", "_"): value}
        tell(
            call,
            desk,
            desk.attendances.correct(one.number, given, asked.reason, desk.actor, call.t, one.version),
        )


def _forgotten(call: Call, desk: Desk, asked: Asked) -> None:
    _need(asked, "forgotten")
    if dry(call):
        return
    closed = desk.attendances.close_forgotten(desk.actor, call.t)
    for number in closed:
        call.write(number)
    call.say(
        N_("Closed without credit: {count}. They wait for a look: deskapp list attendances --review"),
        count=len(closed),
    )


def _roll(call: Call, desk: Desk, asked: Asked) -> None:
    if not asked.words:
        _need(asked, "roll", "TEAM", "MEMBER…")
    team, *who = asked.words
    numbers = [volunteer_of(desk, number).volunteer.number for number in who]
    if asked.every:
        found = find_team(desk.reader, desk.room.id, team)
        chosen = volunteer_lists.VolunteerFilter(status="active", team_id=found.id if found else -1)
        source = volunteer_lists.list_source(
            desk.connection, desk.room, desk.limits, chosen, desk.clock(), call.t
        )
        rows = (by_id(desk.reader, row.id) for row in source.first(10_000))
        numbers = [one.volunteer.number for one in rows if one is not None]
    if not numbers:
        raise DeskError(
            N_("Nobody is named: type member numbers, or --all for the whole team."), code=Exit.USAGE
        )
    if not dry(call):
        given = Given(mode=asked.mode, at=asked.at, reason=asked.reason)
        for number in desk.attendances.roll_in(team, numbers, desk.actor, call.t, given):
            call.write(number)


def _roll_out(call: Call, desk: Desk, asked: Asked) -> None:
    numbers = list(asked.words)
    if asked.every:
        numbers = [duty.attendance.number for duty in attendances.here(desk.reader, desk.room.id)]
    if not dry(call):
        count = desk.attendances.roll_out(
            numbers, desk.actor, call.t, Given(at=asked.at, reason=asked.reason)
        )
        call.say(N_("Signed out: {count}. deskapp undo takes all of it back."), count=count)


def _hours(call: Call, desk: Desk, asked: Asked) -> None:
    add_up(call, desk, asked.by, asked.words, asked.first, asked.last)
