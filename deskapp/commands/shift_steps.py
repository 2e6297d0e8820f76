"""The steps of `deskapp shift`, one function each; every one gives the lines that it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from deskapp.commands.proving import Asking
from deskapp.domain.checklist import things_of
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.handover import TEXTS
from deskapp.domain.number import read_number
from deskapp.domain.rights import ACCEPT, RIGHTS
from deskapp.domain.shift import PREFIX, Proof, Shift
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.papers import handover_at
from deskapp.reading import shifts as reading
from deskapp.services.shift_book import LEADERS
from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed behind the verb; people as keys, 0 for nobody, None where nothing was said of them."""

    words: Sequence[str]
    leader: int | None
    officers: tuple[int, ...] | None
    auxiliaries: tuple[int, ...] | None
    who: int
    reason: str
    off: bool
    asking: Asking


Lines = Sequence[str]


def _open(desk: Desk, given: Given) -> Lines:
    shift = desk.shifts.open(desk.actor, given.leader or 0, given.officers or (), given.auxiliaries or ())
    return (shift.number,)


def _people(desk: Desk, given: Given) -> Lines:
    """Change the parts that were named; the others serve on."""
    shift = reading.open_shift(desk.reader, desk.room.id)
    here = shift.members if shift is not None else ()
    named = {*(given.officers or ()), *(given.auxiliaries or ()), given.leader or 0}

    def those(role: str, said: tuple[int, ...] | None) -> tuple[int, ...]:
        if said is not None:
            return said
        return tuple(one.officer_id for one in here if one.role == role and one.officer_id not in named)

    leader = those("leader", None) if given.leader is None else (given.leader,)
    officers, auxiliaries = those("officer", given.officers), those("auxiliary", given.auxiliaries)
    return (desk.shifts.change_people(desk.actor, next(iter(leader), 0), officers, auxiliaries).number,)


def _start(desk: Desk, given: Given) -> Lines:
    return (desk.shifts.start(desk.actor).number,)


def _cancel(desk: Desk, given: Given) -> Lines:
    return (desk.shifts.cancel(desk.actor).number,)


def _note(desk: Desk, given: Given) -> Lines:
    desk.shifts.note(_about(desk, given.words[0]), given.words[1], desk.actor)
    return ()


def _about(desk: Desk, typed: str) -> str:
    """A part by its name in either language, else a number."""
    t, said = desk.words, typed.strip().casefold()
    return next(
        (part for part, label in TEXTS.items() if said in (part, label.casefold(), t(label))), typed.strip()
    )


def _tell(desk: Desk, given: Given) -> Lines:
    desk.shifts.tell(given.words[0].strip().upper(), not given.off, desk.actor)
    return ()


def _check(desk: Desk, given: Given) -> Lines:
    name, count = given.words[0].strip(), given.words[1].strip()
    thing = next((one for one in things_of(desk.values.text("checklist")) if one.name == name), None)
    found = int(count) if count.isascii() and count.isdigit() and len(count) < 10 else -1
    desk.shifts.check(thing.kind if thing else "", name, found, given.reason, desk.actor)
    return ()


def _all_there(desk: Desk, given: Given) -> Lines:
    desk.shifts.all_there(desk.actor)
    return ()


def _goes_on(desk: Desk, given: Given) -> Lines:
    numbers = tuple(one.strip().upper() for one in given.words) or _going(desk)
    desk.shifts.goes_on(numbers, desk.actor)
    return numbers


def _under_way(desk: Desk) -> Shift:
    found = reading.frozen_shift(desk.reader, desk.room.id)
    if found is None:
        raise DeskError(
            N_("No handover is under way: begin one on the sheet, F9, or type deskapp shift start.")
        )
    return found


def _going(desk: Desk) -> tuple[str, ...]:
    return reading.open_duties(desk.reader, desk.room.id, _under_way(desk).cut_write)


def _proof(desk: Desk, given: Given, key: int) -> Proof:
    """The PIN of somebody, asked for where the room has PINs. Raises DeskError."""
    name = next((one.signature() for one in desk.officers if one.id == key), "—")
    return Proof(key, given.asking.secret(N_("PIN of {name}:"), name=name) if desk.has_pins else "")


def _send(desk: Desk, given: Given) -> Lines:
    proof = _proof(desk, given, given.who or desk.actor.officer_id)
    return (desk.shifts.send(proof, desk.via, desk.words).number,)


def _tick(desk: Desk, given: Given) -> Lines:
    """The numbers that were typed, or all that must be told, by the PIN of who has heard of them."""
    told = tuple(one.strip().upper() for one in given.words)
    if not told:
        told = handover_at(desk, _under_way(desk)).must_tell()
    if told:
        desk.shifts.hear(told, not given.off, _proof(desk, given, _taker(desk, given)), desk.via)
    return told


def _taker(desk: Desk, given: Given) -> int:
    """Who takes over: as typed, else the only one who can. Raises DeskError."""
    if given.who:
        return given.who
    out = _under_way(desk).outgoing
    able = [one for one in desk.officers if one.active and one.kind in RIGHTS[ACCEPT]]
    others = [one for one in able if one.id != out] or able
    if len(others) != 1:
        raise DeskError(
            N_("Say who takes over, with --as and one of these badge numbers: {people}"),
            code=Exit.USAGE, people=", ".join(one.signature() for one in others),
        )  # fmt: skip
    return others[0].id


def _return(desk: Desk, given: Given) -> Lines:
    return (desk.shifts.send_back(given.words[0], _proof(desk, given, _taker(desk, given)), desk.via).number,)


def _accept(desk: Desk, given: Given) -> Lines:
    proof = _proof(desk, given, _taker(desk, given))
    led = _proof(desk, given, given.leader) if given.leader else None
    shift, desk.room = desk.shifts.accept(proof, desk.via, given.reason, led)
    return (f"{shift.number} {shift.digest}",)


def _leader(desk: Desk, given: Given) -> int:
    here = [one for one in desk.officers if one.active and one.kind in LEADERS]
    return given.who or (here[0].id if len(here) == 1 else desk.actor.officer_id)


def _close(desk: Desk, given: Given) -> Lines:
    shift = desk.shifts.close(given.words[0], _proof(desk, given, _leader(desk, given)), desk.via)
    return (f"{shift.number} {shift.digest}",)


def _number(desk: Desk, typed: str) -> str:
    return read_number(clean(typed), PREFIX, desk.room.calendar.day(desk.clock()))


def _add(desk: Desk, given: Given) -> Lines:
    return (desk.shifts.add(_number(desk, given.words[0]), given.words[1], desk.actor).number,)


def _countersign(desk: Desk, given: Given) -> Lines:
    proof = _proof(desk, given, _leader(desk, given))
    return (desk.shifts.countersign(_number(desk, given.words[0]), proof, desk.via).number,)


STEPS: Mapping[str, Callable[[Desk, Given], Lines]] = {
    "open": _open, "people": _people, "start": _start, "cancel": _cancel, "note": _note, "tell": _tell,
    "check": _check, "all-there": _all_there, "goes-on": _goes_on, "send": _send, "tick": _tick, "return": _return,
    "accept": _accept, "close": _close, "add": _add, "countersign": _countersign,
}  # fmt: skip
"""By their verbs."""
