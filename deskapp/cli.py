"""The desk without the screen: finds the command that was asked for and runs it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import typer

from deskapp.commands.call import Call
from deskapp.commands.flags import Flags
from deskapp.commands.group import DeskGroup
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from deskapp.settings import Settings
from deskapp.wiring import words_of

COMMANDS = {
    "log": "log", "find": "find", "list": "lists", "repeats": "repeats", "show": "show", "step": "step", "note": "note",
    "correct": "correct", "dispute": "dispute", "outcome": "outcome", "paper": "paper",
    "people": "people", "person": "person",
    "volunteer": "volunteer", "team": "team", "equipment": "equipment", "roster": "roster",
    "activity": "activity", "hazard": "hazard", "area": "area",
    "import": "importing", "badges": "badges", "certificate": "certificate",
    "checkin": "checkin", "checkout": "checkout", "attendance": "attendance", "kiosk": "kiosk",
    "appeal": "appeal", "custody": "custody", "lost": "lost",
    "undo": "undo", "shift": "shift", "handover": "handover", "slip": "slip", "printers": "printers",
    "figures": "figures", "patrol-plan": "patrol_plan", "export": "export",
    "config": "config", "officers": "officers", "setup": "setup", "demo": "demo", "backup": "backup",
    "restore": "restore", "backup-key": "backup_key", "encrypt": "encrypting", "decrypt": "encrypting",
    "rekey": "encrypting", "purge": "purge",
    "doctor": "doctor", "paths": "paths", "completion": "completion", "help": "topics",
}  # fmt: skip
"""Each command and the module that adds it, in the order of the help."""

_OF_ALL = frozenset({"completion", "help"})
"""Commands that speak of all others."""


def run(settings: Settings, flags: Flags, words: list[str]) -> int:
    """Run the command in `words` and give its exit code. Raises DeskError."""
    call = Call(settings, words_of(settings), flags)
    if not words:
        raise DeskError(
            N_("Say what to do: {every}. See: deskapp --help"), code=Exit.USAGE, every=", ".join(COMMANDS)
        )
    only = words[0] if words[0] in COMMANDS and words[0] not in _OF_ALL else ""
    command = typer.main.get_command(build(call, only))
    code = command.main(args=words, prog_name="deskapp", standalone_mode=False, obj=call)
    return int(code or Exit.DONE)


def build(call: Call, only: str = "") -> typer.Typer:
    """The program in the language of `call`; with `only` just that command, which is quicker to build."""
    app = typer.Typer(
        cls=DeskGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_nothing)  # with it one command alone is a group too
    for module in dict.fromkeys(module for name, module in COMMANDS.items() if only in ("", name)):
        add: Callable[[typer.Typer, Call], None] = import_module(f"deskapp.commands.{module}").add
        add(app, call)
    return app


def _nothing() -> None:
    """Only holds the commands together."""
