"""deskapp setup: the first run without questions."""

from __future__ import annotations

import shlex
from dataclasses import replace

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.pins import tell_code
from deskapp.commands.proving import Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.words import N_
from deskapp.settings import Settings, load, remember
from deskapp.wiring import Setup, set_up


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "setup",
        cls=DeskCommand,
        help=t("Make a new desk file: station, room and the first officer."),
        epilog=t('deskapp setup --station "Station One" --room "Room 3" --officer "Li Ping" --badge 012345\n'
                    'deskapp setup --db practice.db --practice --station S --room R --officer N --badge 1'),
    )  # fmt: skip
    def setup(
        station: str = typer.Option(..., "--station", metavar="S", help=t("the police station")),
        room: str = typer.Option(..., "--room", metavar="R", help=t("the police room")),
        officer: str = typer.Option(..., "--officer", metavar=t("NAME"), help=t("the officer who writes")),
        badge: str = typer.Option(..., "--badge", metavar=t("NO"), help=t("badge number")),
        pin_stdin: bool = typer.Option(
            False, "--pin-stdin", help=t("read the PIN from the first line typed")
        ),
        practice: bool = typer.Option(False, "--practice", help=t("a practice file, marked as one")),
    ) -> int:
        settings = call.settings
        pin = Asking(call, True).secret("") if pin_stdin else ""
        if call.flags.dry_run:
            _rehearse(call, station, room, officer, badge)
            return Exit.DONE
        answers = Setup(station, room, officer, badge, settings.language, practice, pin)
        desk = set_up(settings, answers, via="cli")
        try:
            if pin:
                call.say(N_("{name} has a new PIN."), name=officer)
                tell_code(call, desk)
        finally:
            desk.close()
        _remember(call, practice)
        call.say(
            N_("The desk is ready: {path}. Open it with: {command}"), path=settings.database, command=_opens(call)
        )  # fmt: skip
        return Exit.DONE


def _rehearse(call: Call, station: str, room: str, officer: str, badge: str) -> None:
    from deskapp.services.staff import check_setup

    check_setup(station, room, officer, badge)
    if call.settings.database.exists():
        raise DeskError(
            N_("{path} is there already and is left as it is. Choose another name."),
            path=call.settings.database,
        )
    call.say(N_("All of it is right; nothing is written."))


def _remember(call: Call, practice: bool) -> None:
    """Keep language and place; a practice file does not take the place of a desk that is there."""
    settings = call.settings
    changes = {"language": settings.language}
    if not practice or not _usual(settings).database.exists():
        changes["database"] = str(settings.database.absolute())
    try:
        remember(settings, **changes)
    except OSError as error:
        call.warn(
            N_("The desk is made, but {path} could not be written ({why}): give --db and --lang each time."),
            path=settings.config, why=reason(error),
        )  # fmt: skip


def _opens(call: Call) -> str:
    """What opens this very file; a bare `deskapp` where that does."""
    path = call.settings.database.absolute()
    if not call.flags.db and _usual(call.settings).database.absolute() == path:
        return "deskapp"
    return f"deskapp --db {shlex.quote(str(path))}"


def _usual(settings: Settings) -> Settings:
    """The settings as they are without flags and environment."""
    return replace(load({"DESKAPP_CONFIG": str(settings.config)}))
