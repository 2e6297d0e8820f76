"""deskapp backup-key: a pair of keys for copies that the desk writes and cannot read."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from deskapp import envelope
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.words import N_
from deskapp.wiring import Desk

_LOST = N_(
    "Whoever has the secret key reads the copies; without it nobody ever does, not the desk either. Keep it in two "
    "places that are locked away, never on this machine and never beside the copies. If it is lost: make a new pair "
    "at once and a new copy; the copies of before are lost, the desk file is not."
)


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "backup-key",
        cls=DeskCommand,
        help=t(
            "Make a pair of keys: from then on copies are encrypted, and only the secret key reads them. It is shown "
            "this once, or written into a new file to take away."
        ),
        epilog="deskapp backup-key /media/usb/desk-copies.key\ndeskapp backup-key --off",
    )
    def backup_key(
        file: str = typer.Argument(
            "", metavar=t("FILE"), help=t("where the secret key goes: a new file, as on a stick")
        ),
        off: bool = typer.Option(False, "--off", help=t("copies are readable again from now on")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        with call.desk() as desk:
            if call.flags.dry_run:
                call.say(N_("A pair of keys would be made; nothing is written."))
                return Exit.DONE
            Asking(call, pin_stdin).prove(desk)
            if off:
                _set(desk, "")
                call.say(N_("Copies are readable from now on; those of before still need the secret key."))
                return Exit.DONE
            public, secret = envelope.make()
            place = Path(file).expanduser() if file else None
            if place is not None:
                _write(place, public, secret)
            try:
                _set(desk, public)
            except DeskError:
                if place is not None:
                    place.unlink(missing_ok=True)
                raise
        if call.flags.json:
            call.write_json({"public": public, "file": str(place.absolute()) if place else None,
                             **({} if place else {"secret": secret})})  # fmt: skip
        else:
            call.write(str(place.absolute()) if place else secret)
        if place:
            call.warn(N_("The secret key lies in {path}: take it away from this machine."), path=place)
        else:
            call.warn(
                N_("This is the secret key, shown this once: write it down, or print it, and lock it away.")
            )
        call.warn(_LOST)
        return Exit.DONE


def _set(desk: Desk, public: str) -> None:
    desk.configuring.change("backup_key", public, desk.actor, desk.words)


def _write(place: Path, public: str, secret: str) -> None:
    try:
        descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"# public key: {public}\n{secret}\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise DeskError(
            N_("{path} is there already and is left as it is. Choose another name."), path=place
        ) from error
    except OSError as error:
        raise DeskError(
            N_("{path} cannot be written: {why}. Nothing else is lost; choose another place."),
            path=place, why=reason(error),
        ) from error  # fmt: skip
