"""deskapp undo: take back the last write of the officer at this desk, or bring it back."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_, Term


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "undo",
        cls=DeskCommand,
        help=t("Undo your last write of today; what others changed or a sheet shows since is left as it is."),
        epilog="deskapp undo\ndeskapp undo --redo",
    )
    def undo(
        redo: bool = typer.Option(False, "--redo", help=t("bring back what was undone last")),
    ) -> int:
        with call.desk() as desk:
            verb = desk.undoing.redo if redo else desk.undoing.undo
            if call.flags.dry_run:
                call.say(N_("Nothing is written; without --dry-run it is tried."))
                return Exit.DONE
            done = verb(desk.actor)
        if call.flags.json:
            call.write_json({"name": done.name, "subject": done.subject, "redo": redo})
        elif redo:
            call.say(N_("Redone: {name} · {what}"), name=done.name, what=Term(done.label))
        else:
            call.say(
                N_("Undone: {name} · {what}. deskapp undo --redo brings it back."),
                name=done.name, what=Term(done.label),
            )  # fmt: skip
        return Exit.DONE
