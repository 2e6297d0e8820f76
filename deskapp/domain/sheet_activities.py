"""What activities give to the sheet: what is under way, overdue or planned next, and what was done, added up."""

from __future__ import annotations

from deskapp.domain.activity import Activity
from deskapp.domain.activity_codes import STATUS
from deskapp.domain.activity_kinds import CODES, KIND, MEASURE, YUAN, kind_of
from deskapp.domain.activity_sums import Sums
from deskapp.domain.money import show_money
from deskapp.domain.must_tell import shown
from deskapp.domain.sheet import Cell, Column, Fact, Label, Phrase, Row, Said, Section, SheetInput
from deskapp.domain.sheet_words import day_and_hour, iso, joined
from deskapp.domain.text import one_line
from deskapp.domain.words import N_

SHOWN = 8
"""Planned ones that the sheet lists; the others are a number, for they stand in the desk's list."""

_COUNTED = ("people", "copies", "forwards", "items", "opinions", "times", "refused", "vehicles", "rescued", "suspects",
            "households", "frauds", "money")  # fmt: skip


def activities(given: SheetInput) -> tuple[Section, ...]:
    """The section, where anything was done, is under way or is planned next."""
    if not given.activities_done and not given.activities_next:
        return ()
    listed = shown(given.activities_next, SHOWN, given.told, lambda one: one.number)
    counts = {"done": sum(one.sessions for one in given.activities_done), "next": len(given.activities_next)}
    section = Section(
        "activities", Phrase(N_("Activities (done {done}, to come {next})"), counts),
        (
            Column("done", "", "tick", 1.5),
            Column("when", Phrase(N_("Time")), weight=9.8),
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("kind", Phrase(N_("Activity")), weight=7.2),
            Column("what", Phrase(N_("What and where")), "long"),
            Column("state", Phrase(N_("State")), weight=6),
        ),
        tuple(_row(given, one) for one in listed),
        told(given) or Phrase(N_("Nothing is planned next.")),
        note=_note(given, len(given.activities_next) - len(listed)) if listed else "",
    )  # fmt: skip
    return (section,)


def _note(given: SheetInput, more: int) -> Said:
    left = Phrase(N_("{count} more are in the desk's list."), {"count": more}) if more > 0 else ""
    return joined((told(given), left))


def told(given: SheetInput) -> Said:
    """What was done as one sentence: patrols 4 times, 18 person-times, …; nothing where nothing was."""
    said: Said = ""
    for one in given.activities_done:
        part = _sum(one)
        said = Phrase(N_("{left}; {right}"), {"left": said, "right": part}) if said else part
    return Phrase(N_("Done: {all}."), {"all": said}) if said else ""


def _sum(one: Sums) -> Said:
    kind = kind_of(one.kind)
    count = getattr(one, kind.counted) if kind.counted else one.sessions
    head = Phrase(
        "{kind} {count} {unit}",
        {"kind": Label(KIND, one.kind), "count": f"{count:,}", "unit": Phrase(kind.unit)},
    )
    parts: list[Said] = [head]
    if one.together:
        parts.append(Phrase(N_("{count} person-times"), {"count": one.together}))
    for name in _COUNTED:
        amount = getattr(one, name)
        if not amount or name == kind.counted or (name in kind.ones and amount == one.sessions):
            continue
        unit = MEASURE[name].unit
        said = show_money(amount) if unit == YUAN else f"{amount:,}"
        label = Phrase(MEASURE[name].label)
        parts.append(Phrase("{what} {count} {unit}", {"what": label, "count": said, "unit": Phrase(unit)}))
    return _commas(parts)


def _commas(parts: list[Said]) -> Said:
    said = parts[0]
    for part in parts[1:]:
        said = Phrase(N_("{left}, {right}"), {"left": said, "right": part})
    return said


def _row(given: SheetInput, one: Activity) -> Row:
    local, late = given.calendar.local, one.is_overdue(given.now)
    at = one.begins or given.now
    until = one.end_at or one.plan_to
    when = day_and_hour(local(at), local(given.now)) + (f"–{local(until):%H:%M}" if until else "")
    facts = tuple(
        Label(CODES[name], code)
        for name in kind_of(one.kind).first if name in CODES
        for code in _codes(getattr(one, name))
    )  # fmt: skip
    what = joined((*facts, one.unit, one.place, one.team, one_line(one.text)))
    cells = (
        Cell(),
        Cell(when, strong=late),
        Cell(one.number),
        Cell(Label(KIND, one.kind)),
        Cell(what),
        Cell(Phrase(N_("overdue")) if late else Label(STATUS, one.status), strong=late),
    )
    known: dict[str, Fact] = {
        "number": one.number, "kind": one.kind, "status": one.status, "begins": iso(given, at),
        "ends": iso(given, until), "overdue": late, "place": one.place, "team": one.team,
    }  # fmt: skip
    return Row(cells, known)


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (str(value),) if value else ()
