"""deskapp checkout: a volunteer leaves, and equipment is asked for."""

from __future__ import annotations

from dataclasses import replace

import typer

from deskapp.commands.call import Call
from deskapp.commands.checkin import number_of, tell, things_of
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.domain.attendance import PREFIX
from deskapp.domain.attendance_given import Given
from deskapp.domain.equipment import RESULT
from deskapp.domain.errors import Exit
from deskapp.domain.text import narrow
from deskapp.domain.words import N_


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    whom = typer.Argument(
        ..., metavar=t("WHO"), help=t("member number, phone tail and name, or the number of the duty")
    )

    @app.command(
        "checkout",
        cls=DeskCommand,
        help=t("Sign a volunteer out; equipment that was handed out is asked for."),
        epilog=t('deskapp checkout 0012 --equipment returned\n'
                    'deskapp checkout QD-20261121-003 --at 17:30 --reason "Forgot to sign out"'),
    )  # fmt: skip
    def checkout(
        whom: list[str] = whom,
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("when it really was; needs --reason")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why it is entered later")),
        equipment: str = typer.Option("", "--equipment", metavar="E", help=choices(RESULT, t)),
        note: str = typer.Option("", "--note", metavar="T", help=t("what is to be said of it")),
    ) -> int:
        back = RESULT.find(equipment, t) if equipment.strip() else ""
        said = Given(at=at, reason=reason, back=back, note=note)
        with call.desk() as desk:
            typed = narrow(" ".join(whom)).upper()
            number = typed if typed.startswith(f"{PREFIX}-") else number_of(desk, whom)
            if dry(call):
                return Exit.DONE
            if not back and call.on_terminal and (things := things_of(call, desk, number)):
                answer = call.ask(N_("Brought back: {things}? (y/n)"), things=things)
                if answer.casefold() in ("y", "yes", "是", "好"):
                    said = replace(said, back="returned")
            tell(call, desk, desk.attendances.check_out(number, desk.actor, t, said))
        return Exit.DONE
