"""deskapp note: a call, visit, reply or note in the log of a record."""

from __future__ import annotations

import typer

from deskapp.commands.activity_looks import is_activity, note_activity
from deskapp.commands.attendance_looks import duty_of, is_duty
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.field_looks import is_hazard
from deskapp.commands.group import DeskCommand
from deskapp.commands.hazard import note_hazard
from deskapp.commands.lead_looks import note_field, register_of
from deskapp.commands.log import choices
from deskapp.commands.looks import dispute_of, is_dispute, request_of
from deskapp.commands.volunteer import note_volunteer
from deskapp.commands.volunteer_looks import is_volunteer
from deskapp.domain.errors import Exit
from deskapp.domain.request_codes import ACTION
from deskapp.domain.words import N_

CASE_NOTICE = N_(
    "A case report: an entry says what was done here. The facts of the case belong in the case system."
)


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    words = typer.Argument(None, metavar=t("TEXT"), help=t("what was said or done"))

    @app.command(
        "note",
        cls=DeskCommand,
        help=t("Add a call, visit, reply or note to the log of a record; it cannot be changed later."),
        epilog=t('deskapp note 3 "The property office will send somebody"\n'
                    'deskapp note LF-20261121-003 --kind call "Nobody answered"'),
    )  # fmt: skip
    def note(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
        text: list[str] = words,
        kind: str = typer.Option("note", "--kind", metavar="K", help=choices(ACTION, t)),
    ) -> int:
        code = ACTION.find(kind, t)
        with call.desk() as desk:
            if is_dispute(number):
                told = dispute_of(desk, number).dispute.number
                if call.flags.dry_run:
                    call.say(N_("All of it is right; nothing is written."))
                    return Exit.DONE
                desk.disputes.note(told, code, " ".join(text or ()), desk.actor, t)
                call.say(N_("Added to {number}."), number=told)
                return Exit.DONE
            if is_volunteer(number):
                note_volunteer(call, desk, number, code, " ".join(text or ()))
                return Exit.DONE
            if is_activity(number):
                note_activity(call, desk, number, code, " ".join(text or ()))
                return Exit.DONE
            if is_hazard(number):
                note_hazard(call, desk, number, code, " ".join(text or ()))
                return Exit.DONE
            if is_duty(number):
                told = duty_of(desk, number).attendance.number
                if not dry(call):
                    desk.attendances.note(told, code, " ".join(text or ()), desk.actor, t)
                    call.say(N_("Added to {number}."), number=told)
                return Exit.DONE
            if register_of(number):
                note_field(call, desk, number, code, " ".join(text or ()))
                return Exit.DONE
            request = request_of(desk, number)
            if request.is_case:
                call.warn(CASE_NOTICE)
            if call.flags.dry_run:
                call.say(N_("All of it is right; nothing is written."))
                return Exit.DONE
            desk.requests.note(request.number, code, " ".join(text or ()), desk.actor, t)
            call.say(N_("Added to {number}."), number=request.number)
        return Exit.DONE
