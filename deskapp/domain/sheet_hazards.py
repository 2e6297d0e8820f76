"""What hazards give to the sheet: those that are open, what is overdue first, and the figures of the period."""

from __future__ import annotations

from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_codes import CATEGORY, LEVEL, STATUS
from deskapp.domain.masks import hide_told
from deskapp.domain.must_tell import shown
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.sheet import Cell, Column, Label, Phrase, Row, Said, Section, SheetInput
from deskapp.domain.sheet_words import age_of, day_and_hour, iso, joined
from deskapp.domain.text import one_line
from deskapp.domain.words import N_

SHOWN = 12
"""Open hazards that the sheet lists; the others are a number, for they stand in the desk's list."""


def hazards(given: SheetInput) -> tuple[Section, ...]:
    """The section, where a hazard is open or one was worked on in the period."""
    found = sorted(given.hazards_open, key=lambda one: (one.next_due, one.number))
    if not found and not given.hazard_steps:
        return ()
    late = sum(one.is_overdue(given.now) for one in found)
    listed = shown(found, SHOWN, given.told, lambda one: one.number)
    section = Section(
        "hazards", Phrase(N_("Hazards (open {count}, overdue {overdue})"), {"count": len(found), "overdue": late}),
        (
            Column("due", Phrase(N_("Due")), weight=6.2),
            Column("number", Phrase(N_("Number, kind")), weight=8.6),
            Column("where", Phrase(N_("Where")), weight=9),
            Column("what", Phrase(N_("What it is")), "long"),
            Column("state", Phrase(N_("State, who fixes it")), weight=9.5),
        ),
        tuple(_row(given, one) for one in listed),
        Phrase(N_("No hazard is open. {told}"), {"told": _told(given)}),
        lines=2,
        note=_note(given, len(found) - len(listed)),
    )  # fmt: skip
    return (section,)


def _told(given: SheetInput) -> Phrase:
    """The figures of the period as a sentence; each counts hazards, save rechecks."""

    def numbers(*steps: str) -> int:
        return len({step.number for step in given.hazard_steps if step.step in steps})

    return Phrase(
        N_("Found {found}, fixed on the spot {fixed}, ordered {ordered}, rechecks {rechecks}, cleared {cleared}, "
           "transferred {transferred}."),
        {"found": numbers("find"), "fixed": numbers("fix"), "ordered": numbers("order"),
         "rechecks": sum(step.step in ("clear", "fail") for step in given.hazard_steps),
         "cleared": numbers("clear"), "transferred": numbers("transfer")},
    )  # fmt: skip


def _note(given: SheetInput, more: int) -> Said:
    if more <= 0:
        return _told(given)
    return Phrase(
        N_("{count} more stand in the list of hazards. {told}"), {"count": more, "told": _told(given)}
    )


def _row(given: SheetInput, one: Hazard) -> Row:
    local, late = given.calendar.local, one.is_overdue(given.now)
    day = one.last_day(given.calendar)
    until = f"{day:%m-%d}" if day is not None else day_and_hour(local(one.next_due), local(given.now))
    age = Phrase(N_("overdue {age}"), {"age": age_of(given.now - one.next_due)}) if late else ""
    whose: Said = Label(DEPARTMENT, one.receiver) if one.receiver else one.owner
    cells = (
        Cell(until, age, strong=late),
        Cell(one.number, Label(CATEGORY, one.category)),
        Cell(one.place or one.area, one.area if one.place else ""),
        Cell(one_line(hide_told(one.summary)), mark=Label(LEVEL, one.level) if one.level == "major" else ""),
        Cell(Label(STATUS, one.status), joined((whose,))),
    )
    return Row(cells, {
        "number": one.number, "status": one.status, "category": one.category, "level": one.level,
        "place": one.place, "area": one.area, "summary": hide_told(one.summary), "owner": one.owner,
        "receiver": one.receiver,
        "deadline": one.deadline.isoformat() if one.deadline else None, "due_at": iso(given, one.next_due),
        "overdue": late, "rechecks": one.rechecks, "found_at": iso(given, one.found_at),
    })  # fmt: skip
