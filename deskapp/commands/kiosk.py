"""deskapp kiosk: straight into the check-in kiosk, with nothing behind it."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "kiosk",
        cls=DeskCommand,
        help=t(
            "Open the check-in kiosk and nothing else: volunteers sign in and out by badge or number. Only an "
            "officer's PIN leaves it, and that ends the program."
        ),
        epilog="deskapp kiosk\ndeskapp kiosk --db /srv/desk/desk.db --lang zh",
    )
    def kiosk() -> int:
        if call.flags.dry_run:
            from deskapp.kiosk import check

            with call.desk() as desk:
                check(desk, at_desk=False)
            call.say(N_("The kiosk would open; nothing is written."))
            return Exit.DONE
        from deskapp.app import run_kiosk

        return run_kiosk(call.settings)
