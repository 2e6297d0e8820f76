"""deskapp officers pin, recovery, recover: PINs and the way back, never as an argument."""

from __future__ import annotations

from pathlib import Path

from deskapp import recovery
from deskapp.commands.call import Call
from deskapp.commands.finding import find
from deskapp.commands.proving import Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.press import Asked
from deskapp.wiring import Desk

_WORDS = ("pin", "recovery", "recover")


def about_pins(asking: Asking, desk: Desk, what: str, whom: str, pdf: str, press: Asked | None = None) -> int:
    """Do what the first word says. Raises DeskError."""
    if what not in _WORDS:
        raise DeskError(
            N_("“{what}” is no word of this command. Take one of: {choices}."),
            code=Exit.USAGE, what=clean(what), choices=", ".join(_WORDS),
        )  # fmt: skip
    if what == "recovery":
        asking.prove(desk)
        return _tell_code(asking.call, desk, pdf, press)
    if not whom:
        raise DeskError(
            N_("Say whose PIN: deskapp officers {what} with the badge number."), code=Exit.USAGE, what=what
        )
    (_set if what == "pin" else _recover)(asking, desk, whom, pdf)
    return Exit.DONE


def _set(asking: Asking, desk: Desk, whom: str, pdf: str) -> None:
    call, actor = asking.call, desk.actor
    officer = find(desk, whom, [one for one in desk.officers if one.active])
    old = ""
    if desk.pins.proves(officer.id, actor) and (sits := desk.officer) is not None:
        old = asking.secret(N_("PIN of {name} now:"), name=sits.signature())
    new = asking.secret(N_("New PIN of {name}:"), name=officer.signature())
    again = asking.secret(N_("The same again:"))
    if call.flags.dry_run:
        call.say(N_("Nothing is written; without --dry-run it is tried."))
        return
    desk.pins.set(officer.id, new, again, actor, old)
    call.say(N_("{name} has a new PIN."), name=officer.signature())
    if not desk.has_recovery:
        tell_code(call, desk, pdf)


def _recover(asking: Asking, desk: Desk, whom: str, pdf: str) -> None:
    code = asking.secret(N_("Recovery code:"))
    new = asking.secret(N_("New PIN:"))
    again = asking.secret(N_("The same again:"))
    if asking.call.flags.dry_run:
        asking.call.say(N_("Nothing is written; without --dry-run it is tried."))
        return
    officer = desk.pins.recover(whom, code, new, again, desk.via)
    asking.call.say(
        N_("{name} has a new PIN. The code is spent: deskapp officers recovery makes another one."),
        name=officer.signature(),
    )


def _tell_code(call: Call, desk: Desk, pdf: str, press: Asked | None) -> int:
    if call.flags.dry_run:
        call.say(N_("Nothing is written; without --dry-run it is tried."))
        return Exit.DONE
    path = Path(pdf).expanduser() if pdf else None
    if path is not None:
        call.may_replace(path)
    if press is None:
        tell_code(call, desk, pdf)
        return Exit.DONE
    code = desk.pins.make_recovery(desk.actor)
    if pdf:
        recovery.keep(desk, code, call.t, path)
    try:
        said, tone, _ = recovery.print_code(desk, code, call.t, press)
    except DeskError:
        call.write(code)  # it counts already and is told this once
        raise
    if tone != "good":
        call.write(code)
    call.warn(said)
    return Exit.DONE if tone == "good" else Exit.PRINTER


def tell_code(call: Call, desk: Desk, pdf: str = "") -> None:
    """Make a recovery code and write it out, as PDF where `pdf` names a file. Raises DeskError."""
    code = desk.pins.make_recovery(desk.actor)
    if pdf:
        path = recovery.keep(desk, code, call.t, Path(pdf).expanduser())
        call.say(N_("PDF kept: {path} Print it, then delete the file."), path=path)
    elif call.flags.json:
        call.write_json({"recovery_code": code})
    elif call.flags.plain:
        call.write(code)
    else:
        call.write(recovery.text(desk, code, call.t).rstrip())
        call.say(N_("Print these lines and lock them away: the code is told this once."))
