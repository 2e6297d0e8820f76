"""Typer's group and command with our help and our sentences in the place of its own."""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from deskapp.commands import help as pages
from deskapp.commands.flags import NAMES
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_

_HELP = frozenset({"--help", "-h"})


class DeskCommand(TyperCommand):
    """One command; a word too many is refused with a sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"add_help_option": False})
        for param in self.params:
            # All that we take are texts and flags; Typer would load pydantic to see that a text is one.
            param.process_value = partial(_taken, param)  # type: ignore[method-assign]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart, saying in our words what does not fit; `--help` prints our page."""
        if not _HELP.isdisjoint(args[: args.index("--")] if "--" in args else args):
            call = ctx.find_root().obj
            call.write(pages.of_command(self, ctx.command_path, call.t))
            raise typer.Exit
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise said(error, self) from error


def _taken(param: Any, ctx: Any, value: Any) -> Any:
    if param.required and value in (None, "", (), []):
        raise DeskError(
            N_("{name} is missing. See: deskapp {command} --help"),
            code=Exit.USAGE, name=_name(param), command=ctx.info_name,
        )  # fmt: skip
    return value


class DeskGroup(TyperGroup):
    """The program itself; it names the command that was probably meant."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"add_help_option": False})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart, saying in our words what does not fit; `--help` prints our page."""
        if args[0] in _HELP:
            ctx.obj.write(pages.of_program(self, ctx.obj.t))
            raise typer.Exit
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
    if kind == "NoSuchOption":
        known = sorted({*options, *NAMES})
        near = get_close_matches(name, known, n=3, cutoff=0.5) or known
        return DeskError(
            N_("There is no option {name}. There is: {near}"),
            code=Exit.USAGE, name=clean(name), near=", ".join(near),
        )  # fmt: skip
    if kind == "BadOptionUsage" and name in options:
        text = (
            N_("{option} takes no value: leave out what stands behind it.")
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
    if param.param_type_name == "option":
        return str(param.opts[0])
    return str(param.metavar or param.name.upper())
