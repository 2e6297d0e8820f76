"""What disputes give to the sheet: rows of the must-do list, figures, follow-ups, and what was closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from deskapp.domain.clocks import label_of
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import CLOSE_WAY, OUTCOME, RISK, STATUS, TYPE
from deskapp.domain.masks import HIDDEN, hide_told, outside_name
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP
from deskapp.domain.sheet import (
    Cell,
    Column,
    DisputeFigures,
    Fact,
    Label,
    Phrase,
    Row,
    Said,
    Section,
    SheetInput,
)
from deskapp.domain.sheet_words import age_of, day_and_hour, iso, joined, officer_of
from deskapp.domain.text import one_line
from deskapp.domain.words import N_

FEW = 3
"""Ended disputes that a shift's sheet says behind the heading; more make a table."""

_GRAVE = ("orange", "red")
_FIGURES: tuple[tuple[str, str], ...] = (
    ("registered", N_("Registered")), ("sittings", N_("Sittings")), ("agreed", N_("Agreed")),
    ("fulfilled", N_("Fulfilled")), ("not_agreed", N_("Not agreed")), ("breached", N_("Breached")),
    ("declined", N_("Not mediated")), ("transferred", N_("Transferred")), ("closed_other", N_("Closed by law")),
    ("followed_up", N_("Followed up")), ("still_open", N_("Still open")), ("overdue", N_("– overdue")),
)  # fmt: skip
_TARGETS = {
    "agreed": "agreed", "fulfilled": "fulfilled", "not_agreed": "not_agreed", "breached": "breached",
    "declined": "declined", "transferred": "transferred", "closed_other": "closed_other",
}  # fmt: skip
_NOWHERE = frozenset({"voided", "undone"})


@dataclass(frozen=True, slots=True)
class Quarrels:
    """The disputes of a sheet, each in the one place where it stands."""

    still_open: tuple[File, ...]
    """By the clock that runs out next."""
    visits: tuple[File, ...]
    """Fulfilled ones whose follow-up is due by the end of the next day, the earliest first."""
    closed: tuple[File, ...]
    """What took a step in the period and stands nowhere else."""


def sorted_out(given: SheetInput) -> Quarrels:
    """Give each dispute its place; what is voided or undone has none."""
    known = {
        file.dispute.number: file
        for file in (*given.disputes_stepped, *given.disputes_open, *given.disputes_entered)
        if file.dispute.status not in _NOWHERE
    }
    by_clock = sorted(known.values(), key=lambda file: (file.dispute.next_due, file.dispute.number))
    soon = given.end + timedelta(days=1)
    still_open = tuple(file for file in by_clock if file.dispute.is_open)
    visits = tuple(
        file
        for file in by_clock
        if not file.dispute.is_open and file.dispute.next_clock and file.dispute.next_due <= soon
    )
    placed = {file.dispute.number for file in (*still_open, *visits)}
    stepped = {step.number for step in given.dispute_steps}
    entered = {file.dispute.number for file in given.disputes_entered}
    closed = tuple(
        file
        for number, file in sorted(known.items())
        if number not in placed and (number in stepped or number in entered)
    )
    return Quarrels(still_open, visits, closed)


def figures_of(given: SheetInput, found: Quarrels) -> DisputeFigures:
    """Count what happened to disputes in the period; a file counts once under each head."""
    gone = {step.number for step in given.dispute_steps if step.target in _NOWHERE}
    gone |= {file.dispute.number for file in given.disputes_entered if file.dispute.status in _NOWHERE}
    steps = [step for step in given.dispute_steps if step.number not in gone]
    counts = {
        name: len({step.number for step in steps if step.target == target and step.source != target})
        for name, target in _TARGETS.items()
    }
    return DisputeFigures(
        registered=sum(file.dispute.number not in gone for file in given.disputes_entered),
        followed_up=len({step.number for step in steps if step.step == "follow_up"}),
        sittings=sum(step.step == "session" for step in steps),
        still_open=len(found.still_open),
        overdue=sum(is_late(given, file) for file in found.still_open),
        **counts,
    )


def tally(figures: DisputeFigures) -> Row | None:
    """The line of the figures; none on a day without disputes."""
    counts = [(name, label, getattr(figures, name)) for name, label in _FIGURES]
    if not any(count for _, _, count in counts):
        return None
    cells = (
        Cell(Phrase(label), str(count)) for name, label, count in counts if count or name == "registered"
    )
    return Row(
        (Cell(Phrase(N_("Disputes"))), *cells),
        {"id": "disputes", "counts": {name: count for name, _, count in counts}},
    )


def is_late(given: SheetInput, file: File) -> bool:
    """Whether its nearest clock has run out."""
    return bool(file.dispute.next_clock) and file.dispute.next_due < given.now


def open_row(given: SheetInput, file: File) -> Row:
    """A line of the must-do list: the nearest clock is what is to be done."""
    local, dispute = given.calendar.local, file.dispute
    late = is_late(given, file)
    age = age_of(given.now - dispute.next_due) if late else ""
    first, rest = _who(given, file)
    cells = (
        Cell(),
        Cell(day_and_hour(local(dispute.next_due), local(given.now)),
             Phrase(N_("overdue {age}"), {"age": age}) if late else "", strong=late),
        Cell(dispute.number, Label(TYPE, dispute.type)),
        Cell(first, rest),
        Cell(_what(file), mark=joined(_marks(file))),
        Cell(officer_of(given, dispute.responsible), Phrase(label_of(dispute.next_clock))),
    )  # fmt: skip
    return Row(cells, _facts(given, file))


def visit_row(given: SheetInput, file: File) -> Row:
    """A line of the follow-ups due."""
    local, dispute = given.calendar.local, file.dispute
    ended, due = local(dispute.fulfilled_at or dispute.entered_at), local(dispute.next_due)
    until = Phrase(
        N_("{clock} until {day}"), {"clock": Phrase(label_of(dispute.next_clock)), "day": f"{due:%m-%d}"}
    )
    first, rest = _who(given, file)
    told: Said = "" if file.sheltered else one_line(hide_told(dispute.agreement))
    cells = (
        Cell(),
        Cell(day_and_hour(ended, local(given.now))),
        Cell(dispute.number),
        Cell(Label(TYPE, dispute.type)),
        Cell(Phrase(N_("{name} / {other}"), {"name": first, "other": rest}) if rest else first),
        Cell(told or _what(file), mark=until),
    )
    return Row(cells, _facts(given, file))


def closed_section(given: SheetInput, closed: Sequence[File]) -> Section:
    """What was brought to an end in the period, one line each."""
    heading, empty = (
        (N_("Disputes ended ({count})"), N_("No dispute came to an end in the shift."))
        if given.shift
        else (N_("Disputes brought to an end ({count})"), N_("No dispute came to an end."))
    )
    if given.shift and len(closed) <= FEW:
        columns = Column("number"), Column("what", kind="long")
        rows = tuple(_beside(_closed_row(given, file)) for file in closed)
        return Section(
            "disputes", Phrase(heading, {"count": len(closed)}), columns, rows, Phrase(empty), kind="flow"
        )
    return Section(
        "disputes", Phrase(heading, {"count": len(closed)}),
        (
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("type", Phrase(N_("Matter")), weight=7.2),
            Column("who", Phrase(N_("Parties")), weight=12),
            Column("what", Phrase(N_("What it is")), "long"),
            Column("outcome", Phrase(N_("Outcome")), weight=11.4),
        ),
        tuple(_closed_row(given, file) for file in closed),
        Phrase(empty),
        lines=2,
    )  # fmt: skip


def _closed_row(given: SheetInput, file: File) -> Row:
    first, rest = _who(given, file)
    who: Said = Phrase(N_("{name} / {other}"), {"name": first, "other": rest}) if rest else first
    cells = (
        Cell(file.dispute.number),
        Cell(Label(TYPE, file.dispute.type)),
        Cell(who),
        Cell(_what(file)),
        Cell(_outcome(file)),
    )
    return Row(cells, _facts(given, file))


def _beside(row: Row) -> Row:
    """The row as one that stands behind the heading."""
    number, kind, who, what, outcome = (cell.text for cell in row.cells)
    said = Phrase(
        "{kind} · {who} · {what} · {outcome}", {"kind": kind, "who": who, "what": what, "outcome": outcome}
    )
    return Row((Cell(number), Cell(said)), row.facts)


def _outcome(file: File) -> Said:
    dispute = file.dispute
    state: Said = Label(STATUS, dispute.status)
    more: Said = ""
    if dispute.status == "closed_other" and dispute.close_way:
        more = Label(CLOSE_WAY, dispute.close_way)
    elif dispute.status == "closed_other" and dispute.receiver:
        more = Label(DEPARTMENT, dispute.receiver)
    elif dispute.status == "followed_up":
        done = [visit for visit in file.visits if visit.done_at]
        more = Label(FOLLOWUP, done[-1].result) if done else ""
    elif dispute.outcome:
        more = Label(OUTCOME, dispute.outcome)
    return Phrase("{state} · {more}", {"state": state, "more": more}) if more else state


def _marks(file: File) -> Iterable[Said]:
    dispute = file.dispute
    if dispute.risk in _GRAVE:
        yield Phrase("{mark}{risk}", {"mark": "!!" if dispute.risk == "red" else "!",
                                      "risk": Label(RISK, dispute.risk)})  # fmt: skip
    for word, on in (
        (N_("Threat"), dispute.threat), (N_("Domestic violence"), dispute.domestic_violence),
        (N_("Petition looming"), dispute.petition_risk),
    ):  # fmt: skip
        if on:
            yield Phrase(word)


def _what(file: File) -> Said:
    if file.sheltered:
        return Phrase(HIDDEN, {"kind": Label(TYPE, file.dispute.type)})
    return one_line(hide_told(file.dispute.summary))


def _names(given: SheetInput, file: File) -> list[str]:
    """The parties as a paper may name them; empty where a card has no name."""
    return [outside_name(p.name, sheltered=file.sheltered, style=given.room.masks) for p in file.sides]


def _who(given: SheetInput, file: File) -> tuple[Said, Said]:
    """The first party, and the other one."""
    names: list[Said] = [name or Phrase(N_("Unnamed")) for name in _names(given, file)]
    if len(names) < 2:
        return (names[0] if names else Phrase(N_("Unnamed"))), ""
    more = len(names) - 2
    if more:
        return names[0], Phrase(N_("{name}, {count} more"), {"name": names[1], "count": more})
    return names[0], names[1]


def _facts(given: SheetInput, file: File) -> Mapping[str, Fact]:
    dispute = file.dispute
    clocked = bool(dispute.next_clock)
    return {
        "number": dispute.number, "type": dispute.type, "kind": dispute.kind, "status": dispute.status,
        "risk": dispute.risk, "parties": tuple(_names(given, file)),
        "summary": "" if file.sheltered else hide_told(dispute.summary), "sealed": dispute.sealed,
        "clock": dispute.next_clock, "due_at": iso(given, dispute.next_due) if clocked else None,
        "overdue": is_late(given, file), "outcome": dispute.outcome,
        "responsible": officer_of(given, dispute.responsible), "entered_at": iso(given, dispute.entered_at),
    }  # fmt: skip
