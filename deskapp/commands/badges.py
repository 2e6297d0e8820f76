"""deskapp badges: a sheet of badges to cut out, by team."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import badges
from deskapp.commands.call import Call
from deskapp.commands.printed import told
from deskapp.commands.printing import (
    PrintsCommand,
    asked_of,
    copies_option,
    paper_option,
    print_option,
    sides_option,
)
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None,
        metavar=t("[NUMBER…] FILE"),
        help=t("whose, then the PDF to write; with --print no PDF is needed"),
    )

    @app.command(
        "badges",
        cls=PrintsCommand,
        help=t("Set badges to cut out as PDF: of everybody, of a team, or of the numbers that are named."),
        epilog=t('deskapp badges badges.pdf\ndeskapp badges --team "Mingzhu Team" badges.pdf\n'
                 "deskapp badges 0012 0015 two.pdf\ndeskapp badges 0012 --print"),
    )  # fmt: skip
    def make_badges(
        words: list[str] = rest,
        team: str = typer.Option("", "--team", metavar="T", help=t("of this team and those under it")),
        to_print: str | None = print_option(t),
        copies: str = copies_option(t),
        sides: str = sides_option(t),
        paper: str = paper_option(t),
    ) -> int:  # fmt: skip
        press = asked_of(t, to_print or "", copies, sides, paper)
        numbers = list(words or ())
        name = numbers.pop() if numbers and (to_print is None or numbers[-1].lower().endswith(".pdf")) else ""
        path = Path(name).expanduser() if name else None
        if to_print is None and (path is None or path.suffix.lower() != ".pdf"):
            raise DeskError(
                N_("“{name}” is no name of a PDF: put it last, with the ending .pdf. Nothing is written."),
                code=Exit.USAGE, name=clean(name)[:60],
            )  # fmt: skip
        with call.desk() as desk:
            sheet = badges.badges_for(desk, numbers, team)
            if call.flags.dry_run:
                if path is None:
                    call.say(N_("The sheet would be printed; nothing is printed."))
                else:
                    call.say(N_("{path} would be written; nothing is written."), path=path)
                return Exit.DONE
            if path is not None:
                call.may_replace(path)
            made = badges.keep(desk, sheet, path)
            if to_print is not None:
                return told(call, badges.print_made(desk, made, press), made.path, made.pages, made.warnings)
            for warning in made.warnings:
                call.warn("{sentence}", sentence=warning.say(t))
            call.say(
                N_("{count} badges kept: {path}, {pages} page(s)."),
                count=made.count,
                path=made.path,
                pages=made.pages,
            )
        return Exit.DONE
