"""deskapp show: one record whole, its history and the steps that are possible now."""

from __future__ import annotations

from collections.abc import Callable

import typer

from deskapp.commands.activity_looks import is_activity, show_activity
from deskapp.commands.attendance_looks import helpers, is_duty, show_duty
from deskapp.commands.call import Call
from deskapp.commands.certificate import is_certificate, show_certificate
from deskapp.commands.dispute_looks import show_dispute
from deskapp.commands.field_looks import is_area, is_hazard, show_area, show_hazard
from deskapp.commands.group import DeskCommand
from deskapp.commands.handover_looks import is_handover, show_handover
from deskapp.commands.help import aligned
from deskapp.commands.lead_looks import register_of, show_field
from deskapp.commands.looks import eyes_of, is_dispute, request_of
from deskapp.commands.volunteer_looks import is_volunteer, show_volunteer, view_of
from deskapp.domain.attendance_card import on_record
from deskapp.domain.errors import Exit
from deskapp.domain.request import Action, HistoryRow, Request
from deskapp.domain.request_card import card
from deskapp.domain.request_steps import machine
from deskapp.domain.request_trail import changes, trail, undone_writes
from deskapp.domain.words import N_
from deskapp.files.records import Eyes, open_record
from deskapp.reading import attendances
from deskapp.reading import requests as reading
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "show",
        cls=DeskCommand,
        help=t("Show one record whole, its history and the steps possible now; that it was opened is kept."),
        epilog="deskapp show LF-20261121-003\ndeskapp show 3 --json",
    )
    def show(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
    ) -> int:
        with call.desk() as desk:
            if is_dispute(number):
                show_dispute(call, desk, number)
                return Exit.DONE
            if is_volunteer(number):
                show_volunteer(call, desk, number)
                return Exit.DONE
            if is_activity(number):
                show_activity(call, desk, number)
                return Exit.DONE
            if is_duty(number):
                show_duty(call, desk, number)
                return Exit.DONE
            if is_hazard(number):
                show_hazard(call, desk, number)
                return Exit.DONE
            if is_area(number):
                show_area(call, desk, number)
                return Exit.DONE
            if is_handover(number):
                show_handover(call, desk, number)
                return Exit.DONE
            if is_certificate(number):
                show_certificate(call, desk, number)
                return Exit.DONE
            if register_of(number):
                show_field(call, desk, number)
                return Exit.DONE
            request = request_of(desk, number)
            desk.viewed("request", request.id, request.number)
            history = reading.history(desk.reader, "request", request.id)
            actions = reading.actions(desk.reader, "request", request.id)
            if call.flags.json:
                helped = helpers(desk, "request", request.id)
                call.write_json(_facts(request, history, actions, eyes_of(desk, t)) | {"volunteers": helped})
            else:
                _write(call, desk, request, history, actions)
        return Exit.DONE


def _facts(
    request: Request, history: tuple[HistoryRow, ...], actions: tuple[Action, ...], eyes: Eyes
) -> dict[str, object]:
    gone = undone_writes(history)
    return open_record(request, eyes) | {
        "history": [
            {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
             "to": row.target, "reason": row.why(eyes.t), "changes": changes(row, request), "undone": row.write in gone}
            for row in history
        ],
        "actions": [
            {"at": eyes.iso(row.at), "by": eyes.who(row.by), "kind": row.kind, "text": row.text,
             "undone": row.write in gone}
            for row in actions
        ],
        "allowed": [step.code for step in machine().allowed(request.status)],
    }  # fmt: skip


def _write(
    call: Call, desk: Desk, request: Request, history: tuple[HistoryRow, ...], actions: tuple[Action, ...]
) -> None:
    t = call.t
    view = view_of(call, desk)
    rows = [(t("Number"), request.number)]
    rows += [(line.label, line.text) for line in card(request, view)]
    lines = aligned(rows)
    if helped := on_record(attendances.answering(desk.reader, "request", request.id), request.number, view):
        lines += ["", t(N_("Volunteers on this call")) + ":"]
        lines += [f"  {line}" for line in aligned([(said.label, said.text) for said in helped])]
    lines += ["", t("History") + ":"]
    lines += [
        f"  {line}"
        for line in aligned([(said.label, said.text) for said in trail(request, history, actions, view)])
    ]
    allowed = machine().allowed(request.status)
    if allowed:
        lines += ["", t("Possible now") + ":"]
        lines += [f"  {line}" for line in aligned([(step.code, t(step.label)) for step in allowed])]
    write: Callable[[str], None] = call.write
    for line in lines:
        write(line)
