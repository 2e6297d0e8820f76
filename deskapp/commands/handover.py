"""deskapp handover: the sheet of a shift or a day as text, JSON, PDF or on paper."""

from __future__ import annotations

from typing import Any

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.sheets import Asked, hand_over


class HandoverCommand(DeskCommand):
    """Takes --print with and without the name of a queue."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a --print that stands alone an empty name."""
        following = [*args[1:], "-"][: len(args)]
        words = [
            f"{word}=" if word == "--print" and after.startswith("-") else word
            for word, after in zip(args, following, strict=True)
        ]
        return super().parse_args(ctx, words)


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "handover",
        cls=HandoverCommand,
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
        to_print: str | None = typer.Option(
            None, "--print", metavar="[Q]", help=t("on this print queue, or on the usual one")
        ),
    ) -> int:
        return hand_over(call, Asked(date, text, pdf, shift, to_print))
