"""A room that works in shifts: officers with PINs, a check list, matters entered."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from deskapp.domain.officer import Actor
from deskapp.domain.sheet import Sheet
from deskapp.domain.shift import Proof, Shift
from deskapp.reading import shifts as reading
from deskapp.services.hashing import Argon
from deskapp.wiring import Desk, open_desk
from tests.app_builders import log, new_desk, turn
from tests.builders import Hand, settings_in

PIN = {"012345": "246810", "054321": "135790", "000007": "112358"}
"""By badge number."""


def shift_desk(folder: Path, language: str = "en", *, pins: bool = True, alone: bool = False) -> Desk:
    """A desk at noon with an officer, a second one and a duty leader; the first one sits there.

    It is a copy of one that is made once: new tables and PINs take most of a second.
    """
    shutil.copytree(_made(language, pins, alone), folder, dirs_exist_ok=True)
    desk = open_desk(replace(settings_in(folder), language=language))
    desk.clock = Hand()
    desk.hashing = Argon(1, 8, 1)
    return desk


@cache
def _made(language: str, pins: bool, alone: bool) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="deskapp-shifts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = new_desk(folder, language=language)
    desk.hashing = Argon(1, 8, 1)
    if not alone:
        for name, badge, kind in (("王芳", "054321", "officer"), ("赵建国", "000007", "duty_leader")):
            desk.staff.add(desk.room, name, badge, kind, desk.actor, desk.words)
    if pins:
        for one in desk.officers:
            own = PIN["012345"] if one.badge != "012345" and desk.has_pins else ""
            desk.pins.set(one.id, PIN[one.badge], PIN[one.badge], desk.actor, own)
    desk.close()
    return folder


def key(desk: Desk, badge: str) -> int:
    """The key of an officer."""
    return next(one.id for one in desk.officers if one.badge == badge)


def proof(desk: Desk, badge: str) -> Proof:
    """The PIN of an officer."""
    return Proof(key(desk, badge), PIN[badge] if desk.has_pins else "")


def second_leader(desk: Desk) -> Proof:
    """One more duty leader, with a PIN where the room has them."""
    one = desk.staff.add(desk.room, "孙立", "000009", "duty_leader", desk.actor, desk.words)
    if not desk.has_pins:
        return Proof(one.id)
    desk.pins.set(one.id, "223344", "223344", as_officer(desk, "000007"), PIN["000007"])
    return Proof(one.id, "223344")


def as_officer(desk: Desk, badge: str) -> Actor:
    """Who writes."""
    return Actor(key(desk, badge), desk.room.id)


def sit(desk: Desk, badge: str) -> None:
    """Let an officer sit at the desk."""
    desk.room = replace(desk.room, signed_in=key(desk, badge))


def handed_over(desk: Desk, outgoing: str = "012345", incoming: str = "054321") -> Shift:
    """Hand the open shift over, with everything told."""
    desk.shifts.start(as_officer(desk, outgoing))
    desk.shifts.all_there(as_officer(desk, outgoing))
    going = reading.frozen_shift(desk.reader, desk.room.id)
    assert going is not None
    desk.shifts.goes_on(
        reading.open_duties(desk.reader, desk.room.id, going.cut_write), as_officer(desk, outgoing)
    )
    desk.shifts.send(proof(desk, outgoing), "desk", desk.words)
    for number in told(desk):
        desk.shifts.tick(number, True, as_officer(desk, incoming))
    shift, desk.room = desk.shifts.accept(proof(desk, incoming), "desk")
    return shift


def told(desk: Desk) -> tuple[str, ...]:
    """Numbers that must be told in the handover under way."""
    from deskapp.papers import handover_at

    going = reading.frozen_shift(desk.reader, desk.room.id)
    assert going is not None
    return handover_at(desk, going).must_tell()


def sheet_of(desk: Desk, shift: Shift) -> Sheet:
    """The sheet of a shift."""
    from deskapp.papers import shift_sheet

    return shift_sheet(desk, shift)


__all__ = [
    "PIN",
    "as_officer",
    "handed_over",
    "key",
    "log",
    "proof",
    "second_leader",
    "sheet_of",
    "shift_desk",
    "sit",
    "told",
    "turn",
]
