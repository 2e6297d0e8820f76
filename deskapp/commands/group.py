"""Typer's group and command with our help and our sentences in the place of its own."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from deskapp.commands import help as pages
from deskapp.commands.flags import NAMES
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_


class DeskCommand(TyperCommand):
    """One command; a word too many is refused with a sentence."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write our page."""
        formatter.write(pages.of_command(self, ctx.command_path, ctx.find_root().obj.t))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart, saying in our words what does not fit."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise said(error, self) from error


class DeskGroup(TyperGroup):
    """The program itself; it names the command that was probably meant."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write our page."""
        formatter.write(pages.of_program(self, ctx.obj.t))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart, saying in our words what does not fit."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise said(error, self) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of that name. Raises DeskError with the near ones and all of them."""
        name = args[0]
        if name in self.commands:
            return name, self.commands[name], args[1:]
        near = get_close_matches(name, self.commands, cutoff=0.5)
        every = ", ".join(self.commands)
        if near:
            raise DeskError(
                N_("There is no command “{name}”. Did you mean {near}? The commands are: {every}."),
                code=Exit.USAGE, name=clean(name), near=", ".join(near), every=every,
            )  # fmt: skip
        raise DeskError(
            N_("There is no command “{name}”. The commands are: {every}."),
            code=Exit.USAGE, name=clean(name), every=every,
        )  # fmt: skip


def said(error: typer.TyperException, command: Any) -> DeskError:
    """Our sentence for what Typer refuses."""
    kind = type(error).__name__
    name = getattr(error, "option_name", "")
    options = {opt: param for param in command.params for opt in param.opts}
    if kind == "MissingParameter":
        return DeskError(
            N_("{name} is missing. See: deskapp {command} --help"),
            code=Exit.USAGE, name=_name(getattr(error, "param", None)), command=command.name or "",
        )  # fmt: skip
    if kind == "NoSuchOption":
        known = sorted({*options, *NAMES})
        near = get_close_matches(name, known, n=3, cutoff=0.5) or known
        return DeskError(
            N_("There is no option {name}. There is: {near}"),
            code=Exit.USAGE, name=clean(name), near=", ".join(near),
        )  # fmt: skip
    if kind == "BadOptionUsage" and name in options:
        text = (
            N_("{option} takes no value.")
            if options[name].is_flag
            else N_("{option} needs a value after it.")
        )
        return DeskError(text, code=Exit.USAGE, option=name)
    return DeskError(
        N_("There is a word too many in “{command}”. Put a text with blanks in quotation marks; "
           "see: deskapp {command} --help"),
        code=Exit.USAGE, command=command.name or "deskapp",
    )  # fmt: skip


def _name(param: Any) -> str:
    if param is None:
        return "?"
    return param.opts[0] if param.param_type_name == "option" else param.metavar or param.name.upper()
