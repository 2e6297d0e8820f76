"""The strip under the one big line: how this duty is served, the own hours, and equipment."""

from __future__ import annotations

from deskapp.domain.attendance_card import hours_text, what_text
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.kiosk import IN, OUT, Told
from deskapp.domain.words import N_, Words
from deskapp.screens.kiosk.keys import MODE_KEYS, THING_KEYS
from deskapp.widgets.key_rows import KeyItem


def modes(told: Told, t: Words) -> tuple[KeyItem, ...]:
    """The kinds of duty while the person is here; the one that counts is marked."""
    if not told.here:
        return ()
    return tuple(
        KeyItem(key.upper(), MODE.label_of(code, t), f"mode('{code}')", code == told.mode)
        for key, code in zip(MODE_KEYS, (one.code for one in MODE), strict=True)
    )


def things(told: Told, t: Words) -> tuple[KeyItem, ...]:
    """What can be handed out, or is to be given back; what is done is marked."""
    said = {IN: N_("take: {what}"), OUT: N_("given back: {what}")}.get(told.way, "")
    return tuple(
        KeyItem(
            THING_KEYS[place].upper() if place < len(THING_KEYS) else t.marks.other,
            t(said, what=what_text(thing.what, t)), f"thing({place})", thing.done,
        )
        for place, thing in enumerate(told.things)
    )  # fmt: skip


def own(told: Told, t: Words) -> str:
    """The hours of this one person, or what is asked of that person."""
    if told.way == OUT and any(not thing.done for thing in told.things):
        return t(N_("Please give back what you were handed, then press its key."))
    month, total = hours_text(told.month, t), hours_text(told.total, t)
    if told.way == OUT:
        lasted = hours_text(told.presence, t)
        return t(
            N_("This time {lasted} · confirmed this month {month}, in all {total}"),
            lasted=lasted, month=month, total=total,
        )  # fmt: skip
    return t(N_("Confirmed this month {month}, in all {total}"), month=month, total=total)
