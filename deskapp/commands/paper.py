"""deskapp paper: the forms of a dispute, as text to look at or as PDF that is kept in its file."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import forms
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import dispute_of
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_
from deskapp.printing.form_text import form_text


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "paper",
        cls=DeskCommand,
        help=t("Make a form of a dispute: as text to look at, or as PDF to print and sign."),
        epilog="deskapp paper JF-20261121-001 rights\ndeskapp paper JF-20261121-001 record --pdf record.pdf",
    )
    def paper(
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
    ) -> int:
        code = PAPER.find(kind, t)
        with call.desk() as desk:
            words = t if call.flags.lang else desk.paper_words
            file = dispute_of(desk, number)
            if not pdf:
                desk.looked_into(file)
                for line in form_text(forms.lay_out(desk, file, code, words)).splitlines():
                    call.write(line)
                return Exit.DONE
            path = Path(pdf).expanduser()
            forms.lay_out(desk, file, code, words)
            if call.flags.dry_run:
                call.say(N_("{path} would be written; nothing is written."), path=path)
                return Exit.DONE
            call.may_replace(path)
            pages = forms.keep(desk, file, code, path, words)
            call.say(N_("PDF kept: {path}, {pages} page(s)."), path=path, pages=pages)
        return Exit.DONE
