"""deskapp doctor: what the desk stands on, and what to do where it is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.doctor import BAD, GOOD, NOTE, Finding, examine, head_on_paper, reindex, verify
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
        help=t("Check file, engine, chain, copies, key, disk, fonts, printer, terminal and search index."),
        epilog="deskapp doctor\ndeskapp doctor --verify\ndeskapp doctor --verify --head 1777eb4cc4b49e81\n"
        "deskapp doctor --reindex",
    )
    def doctor(
        again: bool = typer.Option(False, "--reindex", help=t("make the search index anew, then look")),
        every_row: bool = typer.Option(
            False,
            "--verify",
            help=t("compare every row with the audit chain as well; a large file takes minutes"),
        ),
        head: str = typer.Option(
            "", metavar="DIGITS", help=t("whether the chain came through the digits that a paper shows")
        ),
    ) -> int:
        if again:
            _reindex(call)
        found = tuple(_looked(call, every_row, head))
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


def _looked(call: Call, every_row: bool, head: str) -> Iterator[Finding]:
    yield from examine(call.settings)
    if every_row:
        yield from verify(call.settings, _progress(call))
    if head:
        yield head_on_paper(call.settings, head)


def _progress(call: Call) -> Callable[[int, int], None]:
    """How far the work is, on one line; said where somebody looks."""
    shown = sys.stderr.isatty() and not call.flags.quiet

    def progress(done: int, of: int) -> None:
        if shown:
            print(f"\r{done}/{of}", end="" if done < of else "\n", file=sys.stderr, flush=True)

    return progress


def _reindex(call: Call) -> None:
    if call.flags.dry_run:
        call.say(N_("The search index would be made anew; nothing is written."))
        return
    reindex(call.settings, _progress(call))
    call.say(N_("The search index is made anew."))
