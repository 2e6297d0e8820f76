"""deskapp handover: the sheet of a shift or a day as text, JSON, PDF or on paper."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.printing import (
    PrintsCommand,
    asked_of,
    copies_option,
    paper_option,
    print_option,
    sides_option,
)
from deskapp.commands.sheets import Asked, hand_over


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "handover",
        cls=PrintsCommand,
        help=t("Make the sheet of the shift that is on, of another one, or of a day: as text, or as JSON, as PDF, or "
               "on the printer."),
        epilog="deskapp handover\ndeskapp handover --shift JB-20261121-001 --print\n"
        "deskapp handover --date 11-21 --pdf sheet.pdf",
    )  # fmt: skip
    def handover(
        date: str = typer.Option("", "--date", metavar="D", help=t("the day: today, 11-21, 2026-11-21")),
        shift: str = typer.Option("", "--shift", metavar="N", help=t("the handover with this number")),
        text: bool = typer.Option(False, "--text", help=t("as text, which is what it does by itself")),
        pdf: str = typer.Option("", "--pdf", metavar=t("FILE"), help=t("as PDF into this file")),
        to_print: str | None = print_option(t),
        copies: str = copies_option(t),
        sides: str = sides_option(t),
        paper: str = paper_option(t),
    ) -> int:
        press = asked_of(t, to_print or "", copies, sides, paper)
        return hand_over(call, Asked(date, text, pdf, shift, None if to_print is None else press))
