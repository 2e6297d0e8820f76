"""deskapp encrypt, decrypt and rekey: the desk file in another form, as a compared copy."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from deskapp import encryption
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from deskapp.encryption import Converted, Way
from deskapp.keyring import make_key_file, read_new_passphrase
from deskapp.swap import left_behind
from deskapp.wiring import open_desk

_MAKE_KEY = N_("make a random key and write it into this new file, in the place of a passphrase")
_DONE = N_("take the kept old files away, after the new one was tried")

_HELP = {
    "encrypt": N_(
        "Encrypt the desk file with a passphrase or a key file; the readable one is kept until --done."
    ),
    "decrypt": N_("Make an encrypted desk file readable again; the encrypted one is kept until --done."),
    "rekey": N_("Give an encrypted desk file another passphrase or key; the old one is kept until --done."),
}


def add(app: typer.Typer, call: Call) -> None:
    """Add the commands to the program."""
    t = call.t

    @app.command(
        "encrypt",
        cls=DeskCommand,
        help=t(_HELP["encrypt"]),
        epilog="deskapp encrypt\ndeskapp encrypt --make-key /media/usb/desk.key",
    )
    def encrypt(
        make_key: str = typer.Option("", "--make-key", metavar=t("FILE"), help=t(_MAKE_KEY)),
        done: bool = typer.Option(False, "--done", help=t(_DONE)),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        return _go(call, "encrypt", make_key, done, Asking(call, pin_stdin))

    @app.command(
        "decrypt", cls=DeskCommand, help=t(_HELP["decrypt"]), epilog="deskapp decrypt\ndeskapp decrypt --done"
    )
    def decrypt(
        done: bool = typer.Option(False, "--done", help=t(_DONE)),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        return _go(call, "decrypt", "", done, Asking(call, pin_stdin))

    @app.command(
        "rekey",
        cls=DeskCommand,
        help=t(_HELP["rekey"]),
        epilog="deskapp rekey\ndeskapp rekey --make-key /media/usb/new.key",
    )
    def rekey(
        make_key: str = typer.Option("", "--make-key", metavar=t("FILE"), help=t(_MAKE_KEY)),
        done: bool = typer.Option(False, "--done", help=t(_DONE)),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        return _go(call, "rekey", make_key, done, Asking(call, pin_stdin))


def _go(call: Call, way: Way, make_key: str, done: bool, asking: Asking) -> int:
    if done:
        return _clear_up(call, asking)
    target = encryption.check(call.settings, way)
    if call.flags.dry_run:
        call.say(N_("{path} would be replaced and kept; nothing is written."), path=target)
        return Exit.DONE
    _prove(call, asking)
    secret, key_file = "", Path(make_key).expanduser() if make_key else None
    if key_file is not None:
        secret = make_key_file(key_file)
    elif way != "decrypt":
        secret = _new_passphrase(asking)
    try:
        made = encryption.convert(call.settings, way, secret, _progress(call))
    except BaseException:
        if key_file is not None:
            key_file.unlink(missing_ok=True)  # a key of nothing
        raise
    _tell(call, way, made, key_file)
    return Exit.DONE


def _new_passphrase(asking: Asking) -> str:
    return read_new_passphrase(
        asking.secret(N_("New passphrase, at least 12 characters:")), asking.secret(N_("The same again:"))
    )


def _prove(call: Call, asking: Asking) -> None:
    desk = open_desk(call.settings, via="cli")
    try:
        asking.prove(desk)
    finally:
        desk.close()


def _progress(call: Call) -> encryption.Progress:
    def told(done: int, total: int) -> None:
        if sys.stderr.isatty() and not call.flags.quiet:
            print(f"\r{done}/{total} ", end="" if done + 1 < total else "\n", file=sys.stderr, flush=True)

    return told


def _tell(call: Call, way: Way, made: Converted, key_file: Path | None) -> None:
    if call.flags.json:
        call.write_json(
            {"path": str(made.path), "kept": str(made.kept) if made.kept else None, "rows": made.rows}
        )
    if way == "decrypt":
        call.say(N_("{path} can be read without a key again; {rows} rows were compared, all alike."),
                 path=made.path, rows=made.rows)  # fmt: skip
    else:
        call.say(N_("{path} is encrypted with the new key; {rows} rows were compared, all alike."),
                 path=made.path, rows=made.rows)  # fmt: skip
    if key_file is not None:
        call.warn(
            N_("The key lies in {path}. Copy it to a second place that is locked away: without it nobody can ever read "
               "the records. Open the desk with: deskapp --key-file {path}"),
            path=key_file.absolute(),
        )  # fmt: skip
    elif way != "decrypt":
        call.warn(
            N_("Nobody can ever read the records without this passphrase: write it down and lock it away.")
        )
    if made.kept:
        call.warn(
            N_("The file as it was is kept: {kept}. Open the desk once, then take it away: deskapp {way} --done"),
            kept=made.kept, way=way,
        )  # fmt: skip


def _clear_up(call: Call, asking: Asking) -> int:
    """Take the old files away, once the new one opens and somebody said yes."""
    _prove(call, asking)  # the desk opens, and by whom
    left = left_behind(call.settings.database)
    for path in left:
        call.write(str(path))
    if not left:
        call.say(N_("There is no older form of the desk file beside it: nothing to take away."))
        return Exit.DONE
    if call.flags.dry_run:
        call.say(N_("These files would be taken away; nothing is changed."))
        return Exit.DONE
    if not call.flags.yes:
        if not call.on_terminal:
            raise DeskError(
                N_("Taking the old files away needs a yes: add --yes. Nothing is changed."), code=Exit.USAGE
            )
        answer = call.ask(N_("Take these {count} files away for good? (y/n)"), count=len(left))
        if answer.casefold() not in ("y", "yes", "是", "好"):
            raise DeskError(N_("They stay: nothing is changed. Run it again when you are sure."))
    encryption.remove(left)
    call.say(
        N_("Written over and taken away: {count} files. A disk without moving parts may keep pieces of them all the "
           "same, and copies elsewhere stay as they are, in {folder} too: replace them by new ones, and destroy an old "
           "disk or stick when it is given away."),
        count=len(left), folder=call.settings.backups,
    )  # fmt: skip
    return Exit.DONE
