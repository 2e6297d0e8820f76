"""deskapp restore: bring a copy back in the place of the desk file, which is kept."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from deskapp import db
from deskapp import restore as copies
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_
from deskapp.keyring import is_encrypted
from deskapp.restore import Held
from deskapp.swap import refuse_open
from deskapp.wiring import open_desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "restore",
        cls=DeskCommand,
        help=t(
            "Put a copy in the place of the desk file, after showing what it holds; the replaced file is kept."
        ),
        epilog="deskapp restore backups/desk-20261121-180000.db\n"
               "deskapp restore --identity copies.key backups/20261121-180000.age",
    )  # fmt: skip
    def restore(
        file: str = typer.Argument(..., metavar=t("FILE"), help=t("the copy; it stays as it is")),
        identity: str = typer.Option(
            "", "--identity", metavar=t("FILE"), help=t("the file with the secret key of an encrypted copy")
        ),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        source = Path(file).expanduser()
        key = Path(identity).expanduser() if identity else None
        with copies.readable(call.settings, source, key) as plain:
            return _bring_back(call, source, plain, Asking(call, pin_stdin))


def _bring_back(call: Call, source: Path, plain: Path, asking: Asking) -> int:
    """Show what the copy `source` holds, which can be read at `plain`, ask, and let it take the place."""
    held = replace(copies.check(call.settings, plain), path=source)
    asks = not (call.flags.dry_run or call.flags.yes)
    if not call.flags.json:
        for line in _lines(call, held):
            call.write(line)
    elif asks:
        print(clean("\n".join(_lines(call, held)), lines=True), file=sys.stderr)
    if foreign := copies.other_keys(call.settings, held):
        call.warn(
            N_("The key of this machine is not the one that sealed this copy ({keys}). All its records are "
               "there; the audit rows before now cannot be checked here until {file} is that key again."),
            keys=", ".join(foreign), file=call.settings.key_file,
        )  # fmt: skip
    if call.flags.dry_run:
        if call.flags.json:
            call.write_json(copies.facts(held))
        call.say(N_("{path} would be replaced and kept; nothing is written."),
                 path=call.settings.database)  # fmt: skip
        return Exit.DONE
    refuse_open(call.settings.database)  # before anything is asked
    _prove(asking)
    if asks:
        _confirm(call, held)
    was_encrypted = _is_encrypted(call.settings.database)
    done = copies.restore(call.settings, plain, name=source.name)
    if call.flags.json:
        call.write_json({**copies.facts(held), "restored": str(done.path.absolute()),
                         "kept": str(done.kept.absolute()) if done.kept else None})  # fmt: skip
    if done.kept:
        call.say(N_("The copy is now the desk: {path}. The file that it replaced is kept: {kept}"),
                 path=done.path, kept=done.kept)  # fmt: skip
    else:
        call.say(N_("The copy is now the desk: {path}. There was no file to replace."), path=done.path)
    if was_encrypted and not _is_encrypted(done.path):
        call.warn(
            N_("The replaced desk file was encrypted, this copy is not: encrypt it now, deskapp encrypt.")
        )
    return Exit.DONE


def _is_encrypted(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file() and is_encrypted(path)
    return False


def _prove(asking: Asking) -> None:
    """Ask who sits at the desk that is replaced for the PIN; one that cannot be opened asks nobody."""
    settings = asking.call.settings
    if not settings.database.is_file():
        return
    try:
        if db.check(settings.database) != db.HEAD:
            return
        desk = open_desk(settings, via="cli")
    except DeskError:  # damaged: it is what the copy is for
        return
    try:
        asking.prove(desk)
    finally:
        desk.close()


def _confirm(call: Call, held: Held) -> None:
    if not call.on_terminal:
        raise DeskError(
            N_("Bringing a copy back needs a yes: add --yes. Nothing is changed."), code=Exit.USAGE
        )
    answer = call.ask(
        N_("This copy takes the place of {path}. Type its number of records, {records}, to confirm:"),
        path=call.settings.database, records=held.records,
    )  # fmt: skip
    if narrow(answer) != str(held.records):
        raise DeskError(
            N_("That was not the number: nothing is changed. Run it again to try once more."), code=Exit.USAGE
        )


def _lines(call: Call, held: Held) -> list[str]:
    t, calendar = call.t, held.room.calendar
    if call.flags.plain:
        return [f"{name}\t{value}" for name, value in copies.facts(held).items()]
    days = f"{held.first} – {held.last}" if held.first else t("no records")
    practice = "  " + t("[Practice]") if held.room.practice else ""
    return aligned([
        (t("Copy"), str(held.path)),
        (t("Station"), held.room.station),
        (t("Room"), held.room.name + practice),
        (t("Days"), days),
        (t("Records"), str(held.records)),
        (t("Last entry"), calendar.show(held.written) if held.written else ""),
        (t("End of the audit chain"), held.chain_head),
        (t("Schema"), held.step),
    ])  # fmt: skip
