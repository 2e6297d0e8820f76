"""deskapp step: any step that a record may take now."""

from __future__ import annotations

import typer

from deskapp.commands.activity_looks import is_activity, step_activity
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import pairs_of, step_of_dispute
from deskapp.commands.field_looks import is_hazard
from deskapp.commands.group import DeskCommand
from deskapp.commands.hazard import step_hazard
from deskapp.commands.lead_looks import register_of, step_field
from deskapp.commands.log import choices
from deskapp.commands.looks import eyes_of, facts_of, is_dispute, request_of
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.volunteer import step_volunteer
from deskapp.commands.volunteer_looks import is_volunteer
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.machine import Step
from deskapp.domain.request import Request
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP, OUTCOME, PRESSING, STATUS
from deskapp.domain.request_steps import machine, moves
from deskapp.domain.rights import VOID, right_of_step
from deskapp.domain.words import N_, Words
from deskapp.files.records import record
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    steps = ", ".join(f"{s.code} {t(s.label)}" if t.language != "en" else s.code for s in machine().steps)

    sets = typer.Option(None, "--set", metavar=t("FIELD=VALUE"), help=t("any field of a step of a dispute"))

    @app.command(
        "step",
        cls=DeskCommand,
        help=t("Take one step with a record; only what is possible now is done."),
        epilog=t('deskapp step 3 resolve --outcome solved --text "Both agreed on quiet after ten"\n'
                    'deskapp step LF-20261121-003 transfer --receiver fire --due +3d\n'
                    'deskapp step JF-20261121-001 accept --set kind=peoples --set willing=yes'),
    )  # fmt: skip
    def step(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
        step: str = typer.Argument(..., metavar=t("STEP"), help=steps),
        text: str | None = typer.Option(None, "--text", metavar="T", help=t("result, reason, reply or note")),
        outcome: str | None = typer.Option(None, "--outcome", metavar="O", help=choices(OUTCOME, t)),
        due: str | None = typer.Option(None, "--due", metavar=t("TIME"), help=t("due, like +3d or 11-24")),
        receiver: str | None = typer.Option(None, "--receiver", metavar="R", help=choices(DEPARTMENT, t)),
        told_where: str | None = typer.Option(
            None, "--told-where", metavar="W", help=t("where the person was sent: as --receiver")
        ),
        waiting_for: str | None = typer.Option(
            None, "--waiting-for", metavar="W", help=t("who owes a reply")
        ),
        into: str | None = typer.Option(
            None, "--into", metavar=t("NUMBER"), help=t("the request to merge into")
        ),
        receipt: str | None = typer.Option(
            None, "--receipt", metavar=t("NO"), help=t("receipt number of the case system")
        ),
        linked: str | None = typer.Option(
            None, "--linked", metavar=t("NUMBER"), help=t("the record of the other register")
        ),
        responsible: str | None = typer.Option(
            None, "--responsible", metavar="B", help=t("badge number or name of an officer")
        ),
        followup: str | None = typer.Option(None, "--followup", metavar="F", help=choices(FOLLOWUP, t)),
        recovered: str | None = typer.Option(
            None, "--recovered", metavar="S", help=t("money that came back, in yuan: 500 or 1200.50")
        ),
        pressing: str | None = typer.Option(None, "--pressing", metavar="Y", help=choices(PRESSING, t)),
        confirm: str | None = typer.Option(
            None, "--confirm", metavar=t("NUMBER"), help=t("the number again, to void")
        ),
        pairs: list[str] = sets,
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        given = dict(call.given(
            text=text, outcome=outcome, due=due, receiver=receiver, told_where=told_where,
            waiting_for=waiting_for, into=into, receipt=receipt, linked=linked, responsible=responsible,
            followup=followup, confirm=confirm, recovered=recovered, pressing=pressing,
        ))  # fmt: skip
        with call.desk() as desk:
            if right_of_step(_code(step, t)) == VOID and not call.flags.dry_run:
                Asking(call, pin_stdin).prove(desk)
            if is_dispute(number):
                return step_of_dispute(call, desk, number, step, given | pairs_of(pairs))
            if is_volunteer(number):
                step_volunteer(call, desk, number, step, given | pairs_of(pairs))
                return Exit.DONE
            if is_activity(number):
                fields = given | pairs_of(pairs)
                if "text" in fields and step in ("miss", "void"):
                    fields["reason"] = fields.pop("text")
                step_activity(call, desk, number, step, fields)
                return Exit.DONE
            if register_of(number):
                return step_field(call, desk, number, step, given | pairs_of(pairs))
            if is_hazard(number):
                step_hazard(call, desk, number, step, given | pairs_of(pairs))
                return Exit.DONE
            return _step(call, desk, request_of(desk, number), _code(step, t), given)


def _code(said: str, t: Words) -> str:
    """The code of a step, given as such or by its label."""
    wanted = said.strip().casefold()
    return next((s.code for s in machine().steps if wanted in (s.label.casefold(), t(s.label))), wanted)


def _step(call: Call, desk: Desk, request: Request, code: str, given: dict[str, str]) -> int:
    t = call.t
    known: Step = machine(frozenset(desk.requests.registers)).path(request.status, code)[-1]
    if known.typed and "confirm" not in given:
        given["confirm"] = _confirmed(call, request.number)
    if call.flags.dry_run:
        moves(request, code, given, facts_of(desk, t))
        call.say(N_("All of it is right; nothing is written."))
        return Exit.DONE
    done = desk.requests.step(request.number, code, given, desk.actor, t, request.version)
    if call.flags.json:
        call.write_json(record(done, eyes_of(desk, t)))
    else:
        call.write(f"{done.number} {done.status if call.flags.plain else STATUS.label_of(done.status, t)}")
    return Exit.DONE


def _confirmed(call: Call, number: str) -> str:
    if not call.on_terminal:
        raise DeskError(
            N_("This cannot be taken back: repeat the number, --confirm {number}. Nothing is changed."),
            code=Exit.USAGE, number=number,
        )  # fmt: skip
    return call.ask(N_("This cannot be taken back. Type the number {number} to confirm:"), number=number)
