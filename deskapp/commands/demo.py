"""deskapp demo: a practice desk with a fortnight of invented records."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from deskapp.settings import Settings
from deskapp.wiring import open_desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "demo",
        cls=DeskCommand,
        help=t(
            "Open a practice desk with a fortnight of invented records; an existing file is never touched."
        ),
        epilog="deskapp demo\ndeskapp demo practice.db --no-input",
    )
    def demo(
        file: str = typer.Argument("", metavar=t("FILE"), help=t("where the practice file stands")),
    ) -> int:
        path = Path(file).expanduser() if file else call.settings.database.with_name("practice.db")
        settings = replace(call.settings, database=path)
        if path.exists():
            _must_be_practice(settings)
        elif call.flags.dry_run:
            call.say(N_("{path} would be made; nothing is written."), path=path)
            return Exit.DONE
        else:
            _build(call, settings)
        call.write(str(path.absolute()))
        if sys.stdout.isatty() and not call.flags.no_input:
            from deskapp.app import run

            return run(settings)
        return Exit.DONE


def _must_be_practice(settings: Settings) -> None:
    desk = open_desk(replace(settings, now=""), via="cli")
    practice = desk.room.practice
    desk.close()
    if not practice:
        raise DeskError(
            N_("{path} is a real desk and is left as it is. Choose another name for practice."),
            path=settings.database,
        )


def _build(call: Call, settings: Settings) -> None:
    from deskapp.demo import build

    shown = sys.stderr.isatty() and not call.flags.quiet

    def progress(done: int, of: int) -> None:
        if shown:
            print(f"\r{done}/{of}", end="" if done < of else "\n", file=sys.stderr, flush=True)

    build(settings, settings.database, call.t, progress).close()
    call.say(N_("The practice desk is ready; every record in it is invented."))
