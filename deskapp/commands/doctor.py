"""deskapp doctor: what the desk stands on, and what to do where it is wrong."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.doctor import BAD, GOOD, NOTE, examine
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_

_MARKS = {GOOD: "●", NOTE: "○", BAD: "!"}
_ASCII_MARKS = {GOOD: "*", NOTE: "o", BAD: "!"}
_WORDS = {GOOD: N_("good"), NOTE: N_("note"), BAD: N_("wrong")}


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "doctor",
        cls=DeskCommand,
        help=t("Check file, engine, key, disk, fonts, printer and terminal; it changes nothing."),
        epilog="deskapp doctor\ndeskapp doctor --json",
    )
    def doctor() -> int:
        found = tuple(examine(call.settings))
        marks = _ASCII_MARKS if call.flags.ascii else _MARKS
        if call.flags.json:
            call.write_json([
                {"name": f.name, "state": f.state, "text": f.say(t)} for f in found
            ])  # fmt: skip
        elif call.flags.plain:
            for f in found:
                call.write(f"{f.state}\t{t(f.name)}\t{f.say(t)}")
        else:
            rows = [(f"{marks[f.state]} {t(_WORDS[f.state])}  {t(f.name)}", f.say(t)) for f in found]
            for line in aligned(rows):
                call.write(line)
        return Exit.REFUSED if any(f.state == BAD for f in found) else Exit.DONE
