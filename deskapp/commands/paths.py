"""deskapp paths: where everything lies."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "paths",
        cls=DeskCommand,
        help=t("Show where the desk file, the settings and the kept papers lie."),
        epilog="deskapp paths\ndeskapp paths --json",
    )
    def paths() -> int:
        s = call.settings
        places = {"database": s.database, "config": s.config, "key": s.key_file, "papers": s.papers,
                  "exports": s.exports, "backups": s.backups, "crash_log": s.crash_log}  # fmt: skip
        labels = {"database": N_("Desk file"), "config": N_("Settings"), "key": N_("Key of the audit chain"),
                  "papers": N_("Kept papers"), "exports": N_("Written tables"), "backups": N_("Copies"),
                  "crash_log": N_("Crash log")}  # fmt: skip
        if call.flags.json:
            call.write_json({name: str(path.absolute()) for name, path in places.items()})
        elif call.flags.plain:
            for name, path in places.items():
                call.write(f"{name}\t{path.absolute()}")
        else:
            for line in aligned([(t(labels[name]), str(path.absolute())) for name, path in places.items()]):
                call.write(line)
        return Exit.DONE
