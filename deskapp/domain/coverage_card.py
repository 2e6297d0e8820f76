"""The duty plan in words and signs: how an hour and a slot stand, for screen, paper and command line."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.coverage import AHEAD, EMPTY, EXTRA, FULL, NONE, SHORT, Served
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

STATE = CodeList(
    "slot_served", N_("How it is served"),
    Code(EMPTY, N_("nobody is here")),
    Code(SHORT, N_("people are missing")),
    Code(FULL, N_("served")),
    Code(AHEAD, N_("still to come")),
    Code(EXTRA, N_("here without a plan")),
    Code(NONE, N_("nothing planned")),
)  # fmt: skip


def state_text(one: Served, t: Words) -> str:
    """Shape, word and numbers of a slot."""
    said = f"{t.marks.states[one.state]} {STATE.label_of(one.state, t)}"
    return said if one.state == AHEAD else f"{said} {one.here}/{one.slot.people}"


def short_text(one: Served, t: Words) -> str:
    """Shape and numbers of a slot, where there is no room for the word."""
    sign = t.marks.states[one.state]
    return sign if one.state == AHEAD else f"{sign} {one.here}/{one.slot.people}"


def when_text(one: Served, calendar: Calendar) -> str:
    """From when to when on the clock."""
    start, end = calendar.local(one.start), calendar.local(one.end)
    last = "24:00" if end.hour == end.minute == 0 else f"{end:%H:%M}"
    return f"{start:%H:%M}–{last}"


def gap_text(one: Served, calendar: Calendar, t: Words) -> str:
    """A slot in one line: its sign, when, where, and how many of how many are here."""
    count = f"{one.slot.people}" if one.state == AHEAD else f"{one.here}/{one.slot.people}"
    word = f" {STATE.label_of(one.state, t)}" if one.state != AHEAD else ""
    return f"{t.marks.states[one.state]}{word} {when_text(one, calendar)} {one.slot.where_text(t)} {count}"
