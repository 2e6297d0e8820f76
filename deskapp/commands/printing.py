"""The options that all commands share which print: queue, copies, sides and paper."""

from __future__ import annotations

from typing import Any

import typer

from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.print_options import MEDIA, MOST_COPIES, SIDES
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_, Words
from deskapp.press import Asked

_ALONE = frozenset({"--print", "--test"})
"""Options that take the name of a queue, and stand alone for the usual one."""


class PrintsCommand(DeskCommand):
    """Takes --print with and without the name of a queue."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a --print that stands alone an empty name."""
        following = [*args[1:], "-"][: len(args)]
        words = [
            f"{word}=" if word in _ALONE and after.startswith("-") else word
            for word, after in zip(args, following, strict=True)
        ]
        return super().parse_args(ctx, words)


def print_option(t: Words) -> Any:
    """--print [Q]."""
    return typer.Option(None, "--print", metavar="[Q]", help=t("on this print queue, or on the usual one"))


def copies_option(t: Words) -> Any:
    """--copies N."""
    return typer.Option("", "--copies", metavar="N", help=t("so often; else by the settings"))


def sides_option(t: Words) -> Any:
    """--sides S."""
    return typer.Option("", "--sides", metavar="S", help=choices(SIDES, t))


def paper_option(t: Words) -> Any:
    """--paper P."""
    return typer.Option("", "--paper", metavar="P", help=choices(MEDIA, t))


def asked_of(t: Words, queue: str, copies: str, sides: str, media: str) -> Asked:
    """How the paper is wanted this once. Raises DeskError."""
    said = narrow(copies)
    if said and not (said.isascii() and said.isdigit() and 0 < int(said[:9]) <= MOST_COPIES):
        raise DeskError(
            N_("--copies takes a whole number from 1 to {most}, not “{said}”: type it again."),
            code=Exit.USAGE, most=MOST_COPIES, said=clean(copies)[:40],
        )  # fmt: skip
    return Asked(
        queue.strip(), int(said or 0), SIDES.find(sides, t) if sides.strip() else "",
        MEDIA.find(media, t) if media.strip() else "",
    )  # fmt: skip
