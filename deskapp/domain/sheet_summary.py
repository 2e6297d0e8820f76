"""One pure function makes the sheet of a day from its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from deskapp.domain import (
    sheet_activities,
    sheet_appeals,
    sheet_custody,
    sheet_disputes,
    sheet_duties,
    sheet_hazards,
)
from deskapp.domain.codes import CodeList
from deskapp.domain.request import Request
from deskapp.domain.request_codes import CATEGORY, FOLLOWUP, URGENCY
from deskapp.domain.sheet import Figures, Foot, Head, Phrase, Sheet, SheetInput
from deskapp.domain.sheet_sections import entries, figures_of_the_day, follow_ups_due, must_do
from deskapp.domain.words import N_

COUNTED_NOWHERE = frozenset({"voided", "undone"})
"""States that keep the row and the number, and are on no sheet."""

_STANDING = frozenset({"resolved", "declined", "withdrawn", "merged"})


def summarise(given: SheetInput) -> Sheet:
    """The sheet: head, must-do list, figures, disputes, follow-ups, volunteers, entries, signatures, foot."""
    known = {r.number: r for r in (*given.others, *given.open_then, *given.entered)}
    counted = {n: r for n, r in known.items() if r.status not in COUNTED_NOWHERE}
    still_open = _still_open(given)
    open_numbers = {r.number for r in still_open}
    entered = [r for r in given.entered if r.number in counted]
    quarrels = sheet_disputes.sorted_out(given)
    figures = replace(
        _figures(given, entered, still_open, known), disputes=sheet_disputes.figures_of(given, quarrels)
    )
    return Sheet(
        head=_head(given),
        figures=figures,
        sections=(
            must_do(given, still_open, quarrels.still_open),
            figures_of_the_day(figures, of_shift=given.shift is not None),
            sheet_disputes.closed_section(given, quarrels.closed),
            follow_ups_due(given, counted.values(), quarrels.visits),
            *sheet_hazards.hazards(given),
            *sheet_appeals.appeals(given),
            *sheet_duties.volunteers(given),
            *sheet_activities.activities(given),
            *sheet_custody.custody(given),
            entries(given, [r for r in entered if r.number not in open_numbers], len(entered)),
        ),
        signatures=(
            Phrase(N_("Outgoing officer")), Phrase(N_("Incoming officer")), Phrase(N_("Leading officer")),
        ),
        foot=_foot(given),
    )  # fmt: skip


def _still_open(given: SheetInput) -> list[Request]:
    found = {r.number: r for r in given.open_then if r.status not in COUNTED_NOWHERE}
    found.update((r.number, r) for r in given.entered if r.is_open)
    return sorted(found.values(), key=lambda r: (r.next_due, r.number))


def _head(given: SheetInput) -> Head:
    wrote = {r.entered_by for r in given.entered} | {
        s.by for s in (*given.steps, *given.dispute_steps, *given.hazard_steps)
    }
    wrote |= {file.dispute.entered_by for file in given.disputes_entered}
    local = given.calendar.local
    return Head(
        given.room.station, given.room.name, given.day, local(given.start), local(given.end),
        tuple(o.signature() for o in given.officers if o.id in wrote),
        number=given.shift.number if given.shift else "",
        practice=given.practice or given.room.practice,
        shift=given.shift,
    )  # fmt: skip


def _foot(given: SheetInput) -> Foot:
    local = given.calendar.local
    by = given.by.signature() if given.by else ""
    return Foot(local(given.end), given.chain_head[:16], local(given.now), by)


def _figures(
    given: SheetInput, entered: list[Request], still_open: list[Request], known: dict[str, Request]
) -> Figures:
    steps = sorted(
        (s for s in given.steps if s.number not in known
         or known[s.number].status not in COUNTED_NOWHERE),
        key=lambda s: s.at,
    )  # fmt: skip
    gone = {s.number for s in steps if s.target in COUNTED_NOWHERE}
    last: dict[str, str] = {}
    on_spot: set[str] = set()
    for step in steps:
        # A reopened request is not resolved any more; a follow-up or the archive leaves it resolved.
        if step.target in _STANDING or step.step == "reopen":
            last[step.number] = step.target
            on_spot.discard(step.number)
        if step.step == "solve":
            on_spot.add(step.number)
    ended = Counter(target for number, target in last.items() if number not in gone)
    transferred = {s.number for s in steps if s.target == "transferred"} - gone
    followed = {s.number for s in steps if s.target == "followed_up"} - gone
    return Figures(
        entered=len(entered),
        resolved=ended["resolved"],
        on_spot=len(on_spot - gone),
        transferred=len(transferred),
        declined=ended["declined"],
        withdrawn=ended["withdrawn"],
        merged=ended["merged"],
        still_open=len(still_open),
        overdue=sum(r.is_overdue(given.now) for r in still_open),
        by_category=_counts(CATEGORY, (r.category for r in entered)),
        by_urgency=_counts(URGENCY, (r.urgency for r in entered)),
        followups=_counts(FOLLOWUP, (known[n].followup for n in followed if n in known)),
    )


def _counts(codes: CodeList, seen: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Counts that are not 0, the most frequent first, in the order of the list where they are equal."""
    found = Counter(seen)
    found.pop("", None)
    order = [entry.code for entry in codes]
    return tuple(
        sorted(
            found.items(),
            key=lambda item: (-item[1], order.index(item[0]) if item[0] in order else 99, item[0]),
        )
    )
