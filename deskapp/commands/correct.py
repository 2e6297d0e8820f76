"""deskapp correct: one field of a record, with the reason."""

from __future__ import annotations

import typer

from deskapp.commands.activity_looks import correct_activity, is_activity
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import correct_dispute
from deskapp.commands.field_looks import is_hazard
from deskapp.commands.group import DeskCommand
from deskapp.commands.hazard import correct_hazard
from deskapp.commands.lead_looks import correct_field, register_of
from deskapp.commands.log import choices
from deskapp.commands.looks import eyes_of, facts_of, is_dispute, request_of
from deskapp.commands.volunteer import correct_volunteer
from deskapp.commands.volunteer_looks import is_volunteer
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.request_correct import LABELS, LISTS, read_correction
from deskapp.domain.request_draft import NARRATIVE_NOTICE
from deskapp.domain.words import N_
from deskapp.files.records import open_record
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    fields = ", ".join(f"{name} {t(label)}" if t.language != "en" else name for name, label in LABELS.items())

    @app.command(
        "correct",
        cls=DeskCommand,
        help=t("Correct one field of a record; old and new value, who, when and why are kept."),
        epilog=t('deskapp correct 3 phone 13800010009 --reason "One digit was misheard"\n'
                 'deskapp correct LF-20261121-003 category --reason "It is about noise" noise'),
    )  # fmt: skip
    def correct(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
        field: str = typer.Argument(..., metavar=t("FIELD"), help=fields),
        value: str | None = typer.Argument(
            None,
            metavar=t("VALUE"),
            help=t('the new value; "" empties the field, a wrong code lists the right ones'),
        ),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
    ) -> int:
        if is_dispute(number):
            return correct_dispute(call, number, field, value, reason)
        if value is None:
            raise _no_value(call, field)
        if register_of(number):
            with call.desk() as desk:
                return correct_field(call, desk, number, field, value, reason)
        if is_volunteer(number):
            with call.desk() as desk:
                correct_volunteer(call, desk, number, field, value, reason)
            return Exit.DONE
        if is_activity(number):
            with call.desk() as desk:
                correct_activity(call, desk, number, field, value, reason)
            return Exit.DONE
        if is_hazard(number):
            with call.desk() as desk:
                correct_hazard(call, desk, number, field, value, reason)
            return Exit.DONE
        with call.desk() as desk:
            return _correct(call, desk, number, {_name(call, field): value}, reason)


def _name(call: Call, said: str) -> str:
    """The name of a field, given as such or by its label."""
    wanted = said.strip().casefold().replace("-", "_")
    labels = ((name, {label.casefold(), call.t(label).casefold()}) for name, label in LABELS.items())
    return next((name for name, known in labels if wanted in known), wanted)


def _no_value(call: Call, field: str) -> DeskError:
    codes = LISTS.get(_name(call, field))
    if codes is None:
        return DeskError(
            N_("{name} is missing. See: deskapp {command} --help"),
            code=Exit.USAGE, name=call.t(N_("VALUE")), command="correct",
        )  # fmt: skip
    return DeskError(
        N_("“{name}” needs its value, one of: {choices}."),
        code=Exit.USAGE, name=call.t(codes.label), choices=choices(codes, call.t),
    )  # fmt: skip


def _correct(call: Call, desk: Desk, number: str, given: dict[str, str], reason: str) -> int:
    t = call.t
    request = request_of(desk, number)
    correction = read_correction(request, given, reason, facts_of(desk, t))
    if correction.changes.get("category") == CASE_REPORT:
        call.warn(NARRATIVE_NOTICE)
    if call.flags.dry_run:
        call.say(N_("All of it is right; nothing is written."))
        return Exit.DONE
    done = desk.requests.correct(request.number, given, reason, desk.actor, t, request.version)
    for warning in done.warnings:
        if warning != NARRATIVE_NOTICE:
            call.warn(warning)
    if call.flags.json:
        call.write_json(open_record(done.request, eyes_of(desk, t)))
    else:
        call.say(N_("Corrected: {number}. deskapp undo takes it back."), number=request.number)
    return Exit.DONE
