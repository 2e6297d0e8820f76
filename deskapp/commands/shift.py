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
from deskapp.commands.help import said_name
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.shift_steps import STEPS, Given
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.wiring import Desk

LOOKS = ("show", "changes", "compare")
"""What changes nothing."""

NAMES = (
    N_("ABOUT"), N_("TEXT"), N_("NUMBER"), N_("THING"), N_("COUNT"), N_("QUESTION"), N_("REASON"),
)  # fmt: skip
"""What the words behind a verb are called."""

VERBS: Mapping[str, tuple[str, str]] = {
    "open": ("", N_("open the shift; without names whoever writes serves in it")),
    "people": ("", N_("who serves; with --leader, --officers, --auxiliaries change that part")),
    "start": ("", N_("begin the handover: fix the cut-off")),
    "cancel": ("", N_("take the handover back before it is sent; the shift goes on")),
    "note": ("ABOUT TEXT", N_("say something of a record, or of in_room, orders, system, remarks; \"\" takes it back")),
    "tell": ("NUMBER", N_("mark a record to be told by mouth; --off takes the mark away")),
    "check": ("THING COUNT", N_("how many of a thing there are; --reason says why it differs")),
    "all-there": ("", N_("all that was not counted yet is there")),
    "goes-on": ("[NUMBER …]", N_("these volunteers' duties go on; without numbers all of them")),
    "send": ("", N_("hand it to the next shift, by the outgoing officer's PIN")),
    "changes": ("", N_("what changed since the last shift of --as, or of whoever the command line writes as")),
    "tick": ("[NUMBER …]", N_("--as NO has heard of these, by PIN; without numbers all that must be told")),
    "return": ("QUESTION", N_("return it with a question, by the incoming officer's PIN")),
    "accept": ("", N_("take it over, by the incoming officer's PIN; it is sealed")),
    "close": ("REASON", N_("seal it where nobody takes over, by a leader's PIN")),
    "add": ("NUMBER TEXT", N_("an addendum to a sealed handover")),
    "countersign": ("NUMBER", N_("a leader signs for one without a second officer, by PIN")),
    "show": ("[NUMBER]", N_("the sheet of one; without a number that of now")),
    "compare": ("NUMBER NUMBER", N_("two handovers side by side")),
}  # fmt: skip
"""What can be done, in the order of a shift: the words that it takes, and what it does."""


class ShiftCommand(DeskCommand):
    """The command of shifts, whose help tells each verb."""

    verbs = VERBS


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(None, metavar=t("WORDS"), help=t("what the verb needs"))

    @app.command(
        "shift",
        cls=ShiftCommand,
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
        verb: str = typer.Argument(..., metavar=t("VERB"), help=t("one of those above")),
        words: list[str] = rest,
        leader: str | None = typer.Option(
            None, "--leader", metavar=t("NO"), help=t("badge number of the leader; at an acceptance who signs it too")
        ),
        officers: str | None = typer.Option(
            None, "--officers", metavar=t("NO,NO"), help=t("badge numbers of the officers; \"\" for none")
        ),
        auxiliaries: str | None = typer.Option(
            None, "--auxiliaries", metavar=t("NO,NO"), help=t("badge numbers of the auxiliaries; \"\" for none")
        ),
        who: str = typer.Option("", "--as", metavar=t("NO"), help=t("badge number of who takes this step")),
        reason: str = typer.Option(
            "", "--reason", metavar="R", help=t("why a count differs, or why one takes over from oneself")
        ),
        off: bool = typer.Option(False, "--off", help=t("tell, tick: take the mark away")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        said = _words(verb, list(words or ()), t)
        with call.desk() as desk:
            if verb == "show":
                number = said[0] if said else _here(desk)
                looks.show_handover(call, desk, number)
            elif verb == "compare":
                looks.compare_handovers(call, desk, said)
            elif verb == "changes":
                looks.show_changes(call, desk, _one(desk, who))
            elif verb == "people" and leader is officers is auxiliaries is None:
                looks.show_people(call, desk)
            elif not dry(call):
                given = Given(
                    said, None if leader is None else _one(desk, leader), _many(desk, officers),
                    _many(desk, auxiliaries), _one(desk, who), reason, off, Asking(call, pin_stdin),
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


def _words(verb: str, said: list[str], t: Words) -> list[str]:
    if verb not in VERBS:
        raise DeskError(
            N_("There is no “{verb}” for shifts. Choose one of: {every}. See: deskapp shift --help"),
            code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
        )  # fmt: skip
    needs = VERBS[verb][0]
    names = needs.split()
    least = sum(not name.startswith(("[", "…")) for name in names)
    if len(said) < least or ("…" not in needs and len(said) > len(names)):
        raise DeskError(
            N_("“shift {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(said_name(name, t) for name in names) or "—",
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


def _many(desk: Desk, badges: str | None) -> tuple[int, ...] | None:
    if badges is None:
        return None
    return tuple(_one(desk, one) for one in badges.replace("，", ",").split(",") if one.strip())
