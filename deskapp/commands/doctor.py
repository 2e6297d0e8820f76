"""deskapp doctor: what the desk stands on, and what to do where it is wrong."""

from __future__ import annotations

import sys

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.doctor import BAD, GOOD, NOTE, examine, reindex
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
        help=t("Check file, engine, key, disk, fonts, printer, terminal and search index."),
        epilog="deskapp doctor\ndeskapp doctor --reindex",
    )
    def doctor(
        again: bool = typer.Option(False, "--reindex", help=t("make the search index anew, then look")),
    ) -> int:
        if again:
            _reindex(call)
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


def _reindex(call: Call) -> None:
    if call.flags.dry_run:
        call.say(N_("The search index would be made anew; nothing is written."))
        return
    shown = sys.stderr.isatty() and not call.flags.quiet

    def progress(done: int, of: int) -> None:
        if shown:
            print(f"\r{done}/{of}", end="" if done < of else "\n", file=sys.stderr, flush=True)

    reindex(call.settings, progress)
    call.say(N_("The search index is made anew."))
