"""The sections that requests give to the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from deskapp.domain import sheet_disputes
from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import File
from deskapp.domain.masks import hide_told, outside_name
from deskapp.domain.must_tell import shown
from deskapp.domain.request import IN_FILE, WITHHELD, Request
from deskapp.domain.request_codes import (
    CATEGORY,
    DANGER,
    DEPARTMENT,
    FOLLOWUP,
    NO_FOLLOWUP,
    OUTCOME,
    STATUS,
    URGENCY,
)
from deskapp.domain.sheet import Cell, Column, Fact, Figures, Label, Phrase, Row, Said, Section, SheetInput
from deskapp.domain.sheet_words import age_of, day_and_hour, iso, joined, officer_of
from deskapp.domain.text import one_line
from deskapp.domain.words import N_

FOLLOWUPS_SHOWN = 12
"""Follow-ups that the sheet lists; the others are a number, for they stand in the desk's list."""

_MARKS = {"urgent": "!", "critical": "!!"}


def must_do(given: SheetInput, still_open: list[Request], quarrels: Sequence[File] = ()) -> Section:
    """Every open request and dispute once, the earliest due first."""
    overdue = sum(r.is_overdue(given.now) for r in still_open)
    overdue += sum(sheet_disputes.is_late(given, file) for file in quarrels)
    counts = {"count": len(still_open) + len(quarrels), "overdue": overdue}
    rows = [(r.next_due, r.number, _open_row(given, r)) for r in still_open]
    rows += [
        (file.dispute.next_due, file.dispute.number, sheet_disputes.open_row(given, file))
        for file in quarrels
    ]
    heading = N_("Must do ({count}, {overdue} overdue)") if overdue else N_("Must do ({count})")
    return Section(
        "must_do", Phrase(heading, counts),
        (
            Column("done", "", "tick", 1.5),
            Column("due", Phrase(N_("Due")), weight=6.2),
            Column("number", Phrase(N_("Number, category")), weight=8.6),
            Column("who", Phrase(N_("Who")), weight=9),
            Column("what", Phrase(N_("What it is")), "long"),
            Column("next", Phrase(N_("Officer, next step")), weight=9.5),
        ),
        tuple(row for *_, row in sorted(rows, key=lambda one: one[:2])),
        Phrase(N_("Nothing is left open.")),
        lines=2,
    )  # fmt: skip


def _open_row(given: SheetInput, r: Request) -> Row:
    local, told = given.calendar.local, _told(given, r)
    due = local(r.next_due)
    late = r.is_overdue(given.now)
    age = age_of(given.now - r.next_due) if late else ""
    mark: Said = ""
    if r.urgency in _MARKS:
        mark = Phrase("{mark}{urgency}", {"mark": _MARKS[r.urgency], "urgency": _label(URGENCY, r.urgency)})
    cells = (
        Cell(),
        Cell(day_and_hour(due, local(given.now)), Phrase(N_("overdue {age}"), {"age": age}) if late else "",
             strong=late),
        Cell(r.number, _label(CATEGORY, r.category)),
        Cell(told.who, told.phone),
        Cell(_what(r, told), mark=joined((mark, *(_label(DANGER, code) for code in r.dangers), told.corrected))),
        Cell(officer_of(given, r.responsible), _next(r)),
    )  # fmt: skip
    facts: dict[str, Fact] = {
        **_facts(given, r, told), "due_at": iso(given, r.next_due), "overdue": late,
        "responsible": officer_of(given, r.responsible), "waiting_for": hide_told(r.waiting_for),
        "receiver": r.receiver, "dangers": r.dangers,
    }  # fmt: skip
    return Row(cells, facts)


def _corrected(given: SheetInput, r: Request) -> Said:
    """Words where a field was corrected after a cut-off, and where it was entered late or outside a shift."""
    here = r.entered_at >= given.start
    corrected = r.corrected_at and (
        (given.shift is not None and not here) or r.corrected_at >= given.calendar.bounds(r.day)[1]
    )
    late = here and r.occurred_at < given.start
    return joined((
        Phrase(N_("corrected")) if corrected else "",
        Phrase(N_("late entry")) if late else "",
        Phrase(N_("outside a shift")) if r.number in given.outside else "",
    ))  # fmt: skip


def _next(r: Request) -> Said:
    if r.status == "waiting" and r.waiting_for:
        return Phrase(N_("waits for {whom}"), {"whom": one_line(hide_told(r.waiting_for))})
    if r.status == "transferred" and r.receiver:
        return Phrase(N_("with {receiver}"), {"receiver": _label(DEPARTMENT, r.receiver)})
    if r.status == "registered":
        return Phrase(N_("to be taken up"))
    return _label(STATUS, r.status)


def figures_of_the_day(figures: Figures, *, of_shift: bool = False) -> Section:
    """The counted figures: the big numbers first, then categories, urgencies and follow-ups."""
    main: tuple[tuple[str, Said, int], ...] = (
        ("entered", Phrase(N_("Came in")), figures.entered),
        ("resolved", Phrase(N_("Resolved")), figures.resolved),
        ("on_spot", Phrase(N_("– at once")), figures.on_spot),
        ("transferred", Phrase(N_("Transferred")), figures.transferred),
        ("declined", Phrase(N_("Told where")), figures.declined),
        ("withdrawn", Phrase(N_("Withdrawn")), figures.withdrawn),
        ("merged", Phrase(N_("Merged")), figures.merged),
        ("still_open", Phrase(N_("Still open")), figures.still_open),
        ("overdue", Phrase(N_("– overdue")), figures.overdue),
    )
    rows = [Row((Cell(label), Cell(str(count))), {"id": id, "count": count}) for id, label, count in main]
    groups: tuple[tuple[str, Said, CodeList, tuple[tuple[str, int], ...]], ...] = (
        ("by_category", Phrase(N_("By category")), CATEGORY, figures.by_category),
        ("by_urgency", Phrase(N_("By urgency")), URGENCY, figures.by_urgency),
        ("followups", Phrase(N_("Followed up")), FOLLOWUP, figures.followups),
    )
    for id, label, codes, counts in groups:
        if counts:
            cells = (Cell(label), *(Cell(_label(codes, code), str(count)) for code, count in counts))
            rows.append(Row(cells, {"id": id, "counts": dict(counts)}))
    quarrels = sheet_disputes.tally(figures.disputes)
    if quarrels is not None:
        rows.append(quarrels)
    columns = (Column("label"), Column("count", align="right"))
    heading = N_("Figures of the shift") if of_shift else N_("The day's figures")
    return Section("figures", Phrase(heading), columns, tuple(rows), "", kind="tally")


def follow_ups_due(given: SheetInput, known: Iterable[Request], visits: Sequence[File] = ()) -> Section:
    """Visits to settled quarrels by their clock, then resolved requests that nobody has asked about yet."""
    every = sorted((r for r in known if _is_due(r)), key=lambda r: (r.closed_at or r.entered_at, r.number))
    below = {r.number for r in given.entered} if given.shift else set()
    waiting = [r for r in every if r.number not in below]
    seen = shown(visits, FOLLOWUPS_SHOWN, given.told, lambda file: file.dispute.number)
    rows = [sheet_disputes.visit_row(given, file) for file in seen]
    asked = shown(waiting, max(0, FOLLOWUPS_SHOWN - len(rows)), given.told, lambda r: r.number)
    rows += [_resolved_row(given, r) for r in asked]
    count = len(every) + len(visits)
    more = len(waiting) + len(visits) - len(rows)
    also = _of_this_shift([r.number for r in every if r.number in below])
    note = Phrase(N_("{count} more are in the desk's list."), {"count": more}) if more > 0 else ""
    return Section(
        "followups_due", Phrase(N_("Follow-ups due ({count})"), {"count": count}),
        (
            Column("done", "", "tick", 1.5),
            Column("resolved", Phrase(N_("Resolved at")), weight=6.2),
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("category", Phrase(N_("Category")), weight=7.2),
            Column("who", Phrase(N_("Who")), weight=15),
            Column("result", Phrase(N_("Result")), "long"),
        ),
        tuple(rows),
        also or Phrase(N_("No follow-up is due.")),
        note=joined((note, also if rows else "")),
    )  # fmt: skip


def _of_this_shift(numbers: Sequence[str]) -> Said:
    """Those that stand among the entries with all that is known of them."""
    if not numbers:
        return ""
    shown, more = numbers[:FOLLOWUPS_SHOWN], len(numbers) - FOLLOWUPS_SHOWN
    days = ["", *(number.rpartition("-")[0] for number in shown)]
    listed = " ".join(
        number.removeprefix(before) if before else number for before, number in zip(days, shown, strict=False)
    )
    return Phrase(
        N_("In the last list: {numbers}"), {"numbers": f"{listed} … +{more}" if more > 0 else listed}
    )


def _is_due(r: Request) -> bool:
    """Whether somebody is still asked about it; of one that became a dispute the dispute's own follow-ups ask."""
    if r.status != "resolved" or r.followup:
        return False
    return r.category not in NO_FOLLOWUP and r.outcome != "to_dispute"


def _resolved_row(given: SheetInput, r: Request) -> Row:
    local, told = given.calendar.local, _told(given, r)
    closed = local(r.closed_at or r.entered_at)
    who: Said = Phrase("{who} {phone}", {"who": told.who, "phone": told.phone}) if told.phone else told.who
    cells = (
        Cell(),
        Cell(day_and_hour(closed, local(given.now))),
        Cell(r.number),
        Cell(_label(CATEGORY, r.category)),
        Cell(who),
        Cell(one_line(hide_told(r.result)) or _what(r, told), mark=told.corrected),
    )
    facts: dict[str, Fact] = {**_facts(given, r, told), "resolved_at": iso(given, r.closed_at)}
    return Row(cells, facts)


def entries(given: SheetInput, closed: list[Request], entered: int) -> Section:
    """What came in and is not open any more, one line each, in the order of entry."""
    one_day = given.end - given.start <= timedelta(days=1, hours=1)
    heading = (
        N_("Came in and closed in the shift ({count})") if given.shift else N_("Came in and closed ({count})")
    )
    return Section(
        "entries", Phrase(heading, {"count": len(closed)}),
        (
            Column("time", Phrase(N_("Time")), weight=3.0 if one_day else 6.2),
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("category", Phrase(N_("Category")), weight=7.2),
            Column("who", Phrase(N_("Who")), weight=9),
            Column("what", Phrase(N_("What it is")), "long"),
            Column("outcome", Phrase(N_("Outcome")), weight=11.4),
        ),
        tuple(_closed_row(given, r, one_day) for r in sorted(closed, key=lambda r: (r.entered_at, r.number))),
        Phrase(N_("All that came in is still open: see the first list.") if entered
               else N_("Nobody came to the desk in this time.")),
        lines=2,
    )  # fmt: skip


def _closed_row(given: SheetInput, r: Request, one_day: bool) -> Row:
    local, told = given.calendar.local, _told(given, r)
    at = local(r.entered_at)
    due = given.shift is not None and _is_due(r)
    cells = (
        Cell(f"{at:%H:%M}" if one_day else day_and_hour(at, local(given.now))),
        Cell(r.number),
        Cell(_label(CATEGORY, r.category)),
        Cell(told.who),
        Cell(_what(r, told), mark=told.corrected),
        Cell(_outcome(r)),
    )
    facts: dict[str, Fact] = {
        **_facts(given, r, told), "outcome": r.outcome, "told_where": r.told_where, "merged_into": r.merged_into,
        "followup": r.followup,
    }  # fmt: skip
    if given.shift:
        facts["followup_due"] = due
    return Row(cells, facts)


def _outcome(r: Request) -> Said:
    if r.status == "merged":
        return Phrase(N_("Into {number}"), {"number": r.merged_into})
    if r.status == "declined" and r.told_where:
        return Phrase(N_("Told: {where}"), {"where": _label(DEPARTMENT, r.told_where)})
    ended: Said = _label(OUTCOME, r.outcome) if r.outcome else _label(STATUS, r.status)
    if r.followup:
        return Phrase("{outcome} · {followup}", {"outcome": ended, "followup": _label(FOLLOWUP, r.followup)})
    return ended


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sheet tells of a request, found once for its cells and its facts."""

    name: str
    """Of who came, as it may stand outside the record; empty where nobody said it."""
    phone: str
    words: str
    corrected: Said

    @property
    def who(self) -> Said:
        """The name, or the word that there is none."""
        return self.name or Phrase(N_("Unnamed"))


def _told(given: SheetInput, r: Request) -> _Told:
    sheltered = r.is_sheltered(given.today)
    name = outside_name(r.applicant, sheltered=sheltered, style=given.room.masks)
    words = r.words_outside(given.today) if sheltered else hide_told(r.summary)
    # A sheltered person is an initial alone; a phone would name them.
    return _Told(name, "" if sheltered else r.shown_phone(), words, _corrected(given, r))


def _facts(given: SheetInput, r: Request, told: _Told) -> Mapping[str, Fact]:
    return {
        "number": r.number, "category": r.category, "urgency": r.urgency, "status": r.status,
        "applicant": told.name, "phone": told.phone, "summary": "" if r.in_file else told.words,
        "entered_at": iso(given, r.entered_at), "corrected": bool(told.corrected),
    }  # fmt: skip


def _label(codes: CodeList, code: str) -> Said:
    return Label(codes, code)


def _what(r: Request, told: _Told) -> Said:
    if r.in_file:
        return Phrase(IN_FILE, {"number": r.linked})
    return Phrase(WITHHELD) if r.is_case else one_line(told.words)
