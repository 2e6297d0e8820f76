"""deskapp badges: a sheet of badges to cut out, by team."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import badges
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(None, metavar=t("[NUMBER…] FILE"), help=t("whose, then the PDF to write"))

    @app.command(
        "badges",
        cls=DeskCommand,
        help=t("Set badges to cut out as PDF: of everybody, of a team, or of the numbers that are named."),
        epilog=t('deskapp badges badges.pdf\ndeskapp badges --team "Mingzhu Team" badges.pdf\n'
                 "deskapp badges 0012 0015 two.pdf"),
    )  # fmt: skip
    def make_badges(
        words: list[str] = rest,
        team: str = typer.Option("", "--team", metavar="T", help=t("of this team and those under it")),
    ) -> int:  # fmt: skip
        *numbers, name = words or [""]
        path = Path(name).expanduser()
        if path.suffix.lower() != ".pdf":
            raise DeskError(
                N_("“{name}” is no name of a PDF: put it last, with the ending .pdf. Nothing is written."),
                code=Exit.USAGE, name=clean(name)[:60],
            )  # fmt: skip
        with call.desk() as desk:
            sheet = badges.badges_for(desk, numbers, team)
            if call.flags.dry_run:
                call.say(N_("{path} would be written; nothing is written."), path=path)
                return Exit.DONE
            call.may_replace(path)
            made = badges.keep(desk, sheet, path)
            for warning in made.warnings:
                call.warn("{sentence}", sentence=warning.say(t))
            call.say(
                N_("{count} badges kept: {path}, {pages} page(s)."),
                count=made.count,
                path=path,
                pages=made.pages,
            )
        return Exit.DONE
