"""What found things and lost reports give to the sheet: what lies here and until when, and what is looked for."""

from __future__ import annotations

from deskapp.domain.custody import STATUS, FoundItem
from deskapp.domain.custody_card import due_label, late_text, shown_finder
from deskapp.domain.lost import LostReport
from deskapp.domain.must_tell import shown
from deskapp.domain.sheet import Cell, Column, Label, Phrase, Row, Said, Section, SheetInput
from deskapp.domain.sheet_words import day_and_hour, iso, joined
from deskapp.domain.text import one_line
from deskapp.domain.things import KIND, OTHER
from deskapp.domain.words import N_

SHOWN = 15
"""Records that each section lists; the others are a number, for they stand in the desk's list."""


def custody(given: SheetInput) -> tuple[Section, ...]:
    """What lies here, the nearest due day first; then what is still looked for."""
    return (*_things(given), *_lost(given))


def _things(given: SheetInput) -> tuple[Section, ...]:
    held = given.custody_open
    if not held:
        return ()
    late = sum(one.is_late(given.today) for one in held)
    listed = shown(held, SHOWN, given.told, lambda one: one.number)
    heading = N_("Found things ({count}, {late} overdue)") if late else N_("Found things ({count})")
    section = Section(
        "custody", Phrase(heading, {"count": len(held), "late": late}),
        (
            Column("done", "", "tick", 1.5),
            Column("due", Phrase(N_("Due day")), weight=6.2),
            Column("number", Phrase(N_("Number, state")), weight=8.6),
            Column("locker", Phrase(N_("Locker")), weight=6),
            Column("what", Phrase(N_("What thing it is")), "long"),
            Column("who", Phrase(N_("Finder")), weight=7),
        ),
        tuple(_thing(given, one) for one in listed),
        "",
        note=_more(len(held) - len(listed)),
    )  # fmt: skip
    return (section,)


def _thing(given: SheetInput, one: FoundItem) -> Row:
    late = one.is_late(given.today)
    kind: Said = "" if one.kind == OTHER else Label(KIND, one.kind)
    count = f"× {one.pieces}" if one.pieces > 1 else ""
    what = joined((kind, one.name, count, one_line(one.features)))
    cells = (
        Cell(),
        Cell(one.due_on.isoformat(), Phrase(late_text(one) if late else due_label(one)), strong=late),
        Cell(one.number, Label(STATUS, one.status)),
        Cell(one.locker or "—"),
        Cell(what),
        Cell(shown_finder(one, given.room.masks)),
    )
    return Row(cells, {
        "number": one.number, "status": one.status, "kind": one.kind, "name": one.name, "pieces": one.pieces,
        "locker": one.locker, "due_on": one.due_on.isoformat(), "overdue": late, "lost": one.lost,
    })  # fmt: skip


def _lost(given: SheetInput) -> tuple[Section, ...]:
    held = given.lost_open
    if not held:
        return ()
    listed = shown(held, SHOWN, given.told, lambda one: one.number)
    section = Section(
        "lost", Phrase(N_("Still looked for ({count})"), {"count": len(held) + given.lost_more}),
        (
            Column("done", "", "tick", 1.5),
            Column("seen", Phrase(N_("Last seen")), weight=6.2),
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("what", Phrase(N_("Who or what")), "long"),
            Column("where", Phrase(N_("Last seen where")), weight=10),
            Column("who", Phrase(N_("Who looks for it")), weight=9),
        ),
        tuple(_report(given, one) for one in listed),
        "",
        note=_more(len(held) - len(listed) + given.lost_more),
    )  # fmt: skip
    return (section,)


def _report(given: SheetInput, one: LostReport) -> Row:
    local, masks = given.calendar.local, given.room.masks
    mark: Said = Phrase(N_("minor")) if one.is_minor else ""
    what = joined((Label(KIND, one.kind), one.shown_name(masks), one_line(one.shown_features())))
    cells = (
        Cell(),
        Cell(day_and_hour(local(one.last_at or one.entered_at), local(given.now))),
        Cell(one.number),
        Cell(what, mark=mark),
        Cell(one.shown_place()),
        Cell(one.shown_owner(masks), one.shown_phone()),
    )
    return Row(cells, {
        "number": one.number, "status": one.status, "kind": one.kind, "name": one.shown_name(masks),
        "minor": one.is_minor, "last_at": iso(given, one.last_at), "last_place": one.shown_place(),
        "found": one.found,
    })  # fmt: skip


def _more(more: int) -> Said:
    return Phrase(N_("{count} more are in the desk's list."), {"count": more}) if more > 0 else ""
