"""deskapp paper: the forms of a dispute, as text to look at or as PDF that is kept in its file."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import forms
from deskapp.commands.call import Call
from deskapp.commands.log import choices
from deskapp.commands.looks import dispute_of
from deskapp.commands.printed import told
from deskapp.commands.printing import (
    PrintsCommand,
    asked_of,
    copies_option,
    paper_option,
    print_option,
    sides_option,
)
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_
from deskapp.printing.form_text import form_text


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "paper",
        cls=PrintsCommand,
        help=t("Make a form of a dispute: as text to look at, or as PDF to print and sign."),
        epilog="deskapp paper JF-20261121-001 rights\ndeskapp paper JF-20261121-001 record --pdf record.pdf\n"
        "deskapp paper JF-20261121-001 record --print --copies 2",
    )
    def make_paper(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
        kind: str = typer.Argument(..., metavar=t("KIND"), help=choices(PAPER, t)),
        pdf: str = typer.Option(
            "",
            "--pdf",
            metavar=t("FILE"),
            help=t("as PDF into this file; the dispute keeps that it was made"),
        ),
        to_print: str | None = print_option(t),
        copies: str = copies_option(t),
        sides: str = sides_option(t),
        paper: str = paper_option(t),
    ) -> int:
        code = PAPER.find(kind, t)
        press = asked_of(t, to_print or "", copies, sides, paper)
        with call.desk() as desk:
            words = t if call.flags.lang else desk.paper_words
            file = dispute_of(desk, number)
            if not pdf and to_print is None:
                desk.looked_into(file)
                for line in form_text(forms.lay_out(desk, file, code, words)).splitlines():
                    call.write(line)
                return Exit.DONE
            path = Path(pdf).expanduser() if pdf else None
            forms.lay_out(desk, file, code, words)
            if call.flags.dry_run:
                if path is None:
                    call.say(N_("The sheet would be printed; nothing is printed."))
                else:
                    call.say(N_("{path} would be written; nothing is written."), path=path)
                return Exit.DONE
            if path is not None:
                call.may_replace(path)
            made = forms.keep(desk, file, code, path, words)
            if to_print is not None:
                return told(call, forms.print_made(desk, made, press), made.path, made.pages, made.warnings)
            call.say(N_("PDF kept: {path}, {pages} page(s)."), path=made.path, pages=made.pages)
        return Exit.DONE
