"""deskapp shift: open one, say who serves, hand it over, take it over, add to what is sealed."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import typer

from deskapp.commands import handover_looks as looks
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.finding import find
from deskapp.commands.group import DeskCommand
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.shift_steps import STEPS, Given
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.wiring import Desk

LOOKS = {"show": "[NUMBER]", "compare": "NUMBER NUMBER"}
"""What changes nothing, and the words that it takes."""

NEEDS: Mapping[str, str] = {
    "open": "", "people": "", "start": "", "cancel": "", "note": "ABOUT TEXT", "tell": "NUMBER", "check": "NAME COUNT",
    "all-there": "", "goes-on": "[NUMBER …]", "send": "", "tick": "[NUMBER …]", "return": "QUESTION", "accept": "",
    "close": "REASON", "add": "NUMBER TEXT", "countersign": "NUMBER", **LOOKS,
}  # fmt: skip
"""What can be done, in the order of a shift, and the words that it takes."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(None, metavar=t("WORDS"), help=t("what the verb needs"))

    @app.command(
        "shift",
        cls=DeskCommand,
        help=t("Shifts and their handovers: open one, say who serves, hand it over and take it over, each with the PIN "
               "of who does it; add to a sealed one, or compare two."),
        epilog=t('deskapp shift open --officers 012345 --auxiliaries F0721\n'
                    'deskapp shift note LF-20261121-003 "Call again at 8"\n'
                    'deskapp shift start\n'
                    'deskapp shift check radio 3 --reason "One is being repaired"\n'
                    'deskapp shift all-there\n'
                    'deskapp shift send\n'
                    'deskapp shift accept --as 012346\n'
                    'deskapp shift compare JB-20261120-002 JB-20261121-001'),
    )  # fmt: skip
    def shift(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(NEEDS)),
        words: list[str] = rest,
        leader: str = typer.Option(
            "", "--leader", metavar=t("NO"), help=t("badge number of the leader; at an acceptance who signs it too")
        ),
        officers: str = typer.Option("", "--officers", metavar=t("NO,NO"), help=t("badge numbers of the officers")),
        auxiliaries: str = typer.Option(
            "", "--auxiliaries", metavar=t("NO,NO"), help=t("badge numbers of the auxiliaries")
        ),
        who: str = typer.Option("", "--as", metavar=t("NO"), help=t("badge number of who takes this step")),
        reason: str = typer.Option(
            "", "--reason", metavar="R", help=t("why a count differs, or why one takes over from oneself")
        ),
        off: bool = typer.Option(False, "--off", help=t("tell, tick: take the mark away")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        said = _words(verb, list(words or ()))
        with call.desk() as desk:
            if verb == "show":
                number = said[0] if said else _here(desk)
                looks.show_handover(call, desk, number)
            elif verb == "compare":
                looks.compare_handovers(call, desk, said)
            elif not dry(call):
                given = Given(
                    said, _one(desk, leader), _many(desk, officers), _many(desk, auxiliaries), _one(desk, who), reason,
                    off, Asking(call, pin_stdin),
                )  # fmt: skip
                for line in STEPS[verb](desk, given):
                    call.write(line)
                if verb in ("accept", "close"):
                    _copy(call, desk)
        return Exit.DONE


def _copy(call: Call, desk: Desk) -> None:
    """Copy the file after a handover, when all is said; the handover stands whatever comes of it."""
    from deskapp import backup

    sys.stdout.flush()
    try:
        backup.daily(desk)
    except DeskError as error:
        call.warn(
            N_("The handover is sealed, but no copy of the file was made: {why}"), why=error.say(call.t)
        )


def _words(verb: str, said: list[str]) -> list[str]:
    if verb not in NEEDS:
        raise DeskError(
            N_("There is no “{verb}” for shifts. Choose one of: {every}. See: deskapp shift --help"),
            code=Exit.USAGE, verb=clean(verb), every=", ".join(NEEDS),
        )  # fmt: skip
    names = NEEDS[verb].split()
    least = sum(not name.startswith(("[", "…")) for name in names)
    if len(said) < least or ("…" not in NEEDS[verb] and len(said) > len(names)):
        raise DeskError(
            N_("“shift {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=NEEDS[verb] or "—",
        )  # fmt: skip
    return said


def _here(desk: Desk) -> str:
    """The handover under way, else the open shift. Raises DeskError."""
    from deskapp.reading import shifts as reading
    from deskapp.services.shifts import no_shift

    found = reading.frozen_shift(desk.reader, desk.room.id) or reading.open_shift(desk.reader, desk.room.id)
    if found is None:
        raise no_shift()
    return found.number


def _one(desk: Desk, badge: str) -> int:
    return find(desk, badge, [one for one in desk.officers if one.active]).id if badge.strip() else 0


def _many(desk: Desk, badges: str) -> tuple[int, ...]:
    return tuple(_one(desk, one) for one in badges.replace("，", ",").split(",") if one.strip())
