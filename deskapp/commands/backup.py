"""deskapp backup: a copy of the desk file that was looked at."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import backup as copies
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "backup",
        cls=DeskCommand,
        help=t("Copy the desk file whole and check the copy; an existing file is never replaced."),
        epilog="deskapp backup\ndeskapp backup /media/usb/desk-2026-11.db",
    )
    def backup(
        file: str = typer.Argument(
            "", metavar=t("FILE"), help=t("where the copy goes: a new file or a folder")
        ),
    ) -> int:
        path = Path(file).expanduser() if file else None
        with call.desk() as desk:
            if call.flags.dry_run:
                place = copies.place_of(desk, path)
                if path is not None:
                    copies.check_place(call.settings.database, place)
                call.say(N_("{path} would be written; nothing is written."), path=place)
                return Exit.DONE
            made = copies.make(desk, path)
        if made.unnoted:
            call.warn(N_("The copy is made and whole, but the desk could not note it: {why}"),
                      why=made.unnoted.say(t))  # fmt: skip
        if call.flags.json:
            call.write_json({"path": str(made.path.absolute()), "size": made.size,
                             "chain_head": made.chain_head, "rows": dict(made.counts)})  # fmt: skip
        else:
            call.write(str(made.path.absolute()))
            call.say(N_("The copy is whole: {size} KB, end of the audit chain {head}…"),
                     size=-(-made.size // 1024), head=made.chain_head[:8])  # fmt: skip
        return Exit.DONE
