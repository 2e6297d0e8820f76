"""What volunteers give to the sheet: who is on duty, the day's hours, and what waits for an officer's word."""

from __future__ import annotations

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_codes import MODE, STATUS
from deskapp.domain.equipment import KIND
from deskapp.domain.must_tell import shown
from deskapp.domain.sheet import Cell, Column, DutyFigures, Label, Phrase, Row, Said, Section, SheetInput
from deskapp.domain.sheet_words import day_and_hour, iso, joined
from deskapp.domain.words import N_, Words

SHOWN = 12
"""People on duty whom the sheet lists; the others are a number, for they stand on the duty board."""


def volunteers(given: SheetInput) -> tuple[Section, ...]:
    """The section, where anybody served, serves now or waits to be confirmed."""
    figures, here = given.duty_figures, given.duties_here
    if not here and figures == DutyFigures():
        return ()
    listed = shown(here, SHOWN, given.told, lambda duty: duty.attendance.number)
    more = len(here) - len(listed)
    counts = {"here": len(here), "waiting": figures.ended + figures.closed}
    heading = Phrase(N_("Volunteers (on duty {here}, to be confirmed {waiting})"), counts)
    empty = Phrase(N_("Nobody is on duty. {told}"), {"told": _told(given)})
    if given.shift:
        rows = tuple(_beside(given, duty) for duty in listed)
        columns = Column("who"), Column("what", kind="long")
        return (Section("volunteers", heading, columns, rows, empty, kind="flow", note=_note(given, more)),)
    section = Section(
        "volunteers", heading,
        (
            Column("since", Phrase(N_("Since")), weight=6.2),
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("who", Phrase(N_("Who serves")), weight=9),
            Column("team", Phrase(N_("Team")), weight=9),
            Column("what", Phrase(N_("Where, call, equipment")), "long"),
        ),
        tuple(_row(given, duty) for duty in listed),
        empty,
        note=_note(given, more),
    )  # fmt: skip
    return (section,)


def _told(given: SheetInput) -> Phrase:
    """The day's figures as a sentence."""
    figures = given.duty_figures
    said = (
        N_("{came} came, {hours} h of presence, {credited} h confirmed; waiting: {ended} signed out, {closed} not.")
        if given.shift
        else N_("Today {came} came, {hours} h of presence, {credited} h confirmed; {ended} signed out wait, "
                "{closed} not signed out wait.")
    )  # fmt: skip
    return Phrase(
        said,
        {"came": figures.came, "hours": _hours(figures.minutes), "credited": _hours(figures.credited),
         "ended": figures.ended, "closed": figures.closed},
    )  # fmt: skip


def _note(given: SheetInput, more: int) -> Said:
    if more <= 0:
        return _told(given)
    return Phrase(N_("{count} more are on the duty board. {told}"), {"count": more, "told": _told(given)})


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def _row(given: SheetInput, duty: Duty) -> Row:
    local, one, call = given.calendar.local, duty.attendance, duty.call_now
    name = duty.shown_name(given.today, Words.plain(), given.room.masks, bare=True)
    who: Said = name if duty.person else Phrase(N_("{name} (guest)"), {"name": name})
    if duty.member_no:
        who = Phrase("{number} {name}", {"number": duty.member_no, "name": name})
    answered = call.told if call else ""
    things = tuple(_thing(text) for _, text in duty.out_now)
    what = joined(
        (Label(STATUS, one.status) if call else Label(MODE, one.mode), answered, one.place, *things)
    )
    cells = (
        Cell(day_and_hour(local(one.in_at), local(given.now))),
        Cell(one.number),
        Cell(who),
        Cell(duty.team),
        Cell(what),
    )
    return Row(cells, {
        "number": one.number, "status": one.status, "name": name, "member_no": duty.member_no, "team": duty.team,
        "mode": one.mode, "place": one.place, "in_at": iso(given, one.in_at), "call": answered,
        "equipment_out": tuple(text for _, text in duty.out_now),
    })  # fmt: skip


def _beside(given: SheetInput, duty: Duty) -> Row:
    """The row as one of several that share a line; who has no number of their own is told by that of the duty."""
    row = _row(given, duty)
    since, number, who, team, what = (cell.text for cell in row.cells)
    label: Said = who if duty.member_no else joined((who, number))
    at = given.calendar.local(duty.attendance.in_at)
    today = at.date() == given.calendar.local(given.end).date()
    return Row(
        (
            Cell(label),
            Cell(joined((Phrase(N_("since {at}"), {"at": f"{at:%H:%M}" if today else since}), team, what))),
        ),
        row.facts,
    )


def _thing(text: str) -> Said:
    kind, _, name = text.partition(" ")
    return joined((Label(KIND, kind), name))
