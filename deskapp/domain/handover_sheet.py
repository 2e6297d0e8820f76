"""The whole sheet of a handover: what the desk wrote, with what people said put into its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from deskapp.domain.checklist import KIND
from deskapp.domain.handover import TEXTS, Check, Handover, Said
from deskapp.domain.must_tell import marked, number_of
from deskapp.domain.sheet import Cell, Column, Foot, Label, Phrase, Row, Section, Sheet, ShiftHead
from deskapp.domain.sheet import Said as Words_
from deskapp.domain.text import one_line
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_

SENT = frozenset({"pending_accept", "accepted"})
"""States in which each volunteer on duty was resolved: goes on, or signed out."""

NOTE_LINES = 6
"""Lines that a note may take on paper: what a person wrote is cut last."""


def whole_sheet(
    one: Handover,
    calendar: Calendar,
    *,
    copies: int = 0,
    printed_at: datetime | None = None,
    printed_by: str = "",
) -> Sheet:
    """The sheet as it is shown and printed; `copies` is how many left the desk before.

    `printed_at` and `printed_by` say the paper at hand; without them those of the sheet stand. Of a sealed one only
    the seal, the paper at hand and what came after the seal are put to what was sealed.
    """
    if one.whole:
        calendar = replace(calendar, zone=one.zone)
    base = one.sheet
    foot = base.foot
    if one.head.seal:
        foot = numbered(foot, copies)
    if printed_at is not None:
        foot = replace(foot, printed_at=calendar.local(printed_at), printed_by=printed_by)
    head = replace(base.head, number=one.head.number, shift=_local(one, calendar))
    sections = base.sections if one.whole else _sections(one)
    return replace(base, head=head, sections=(*sections, *_addenda(one, calendar)), foot=foot)


def numbered(foot: Foot, copies: int) -> Foot:
    """The foot of the next paper after `copies` others: the first is the original, every other one a copy."""
    return replace(foot, copy="duplicate" if copies else "original", copies=copies)


def to_read(sheet: Sheet) -> Sheet:
    """The sheet as a text to read: neither original nor numbered copy, however often it is written out."""
    if sheet.foot.copy == "preview":
        return sheet
    return replace(sheet, foot=replace(sheet.foot, copy="reading"))


def _sections(one: Handover) -> tuple[Section, ...]:
    """What the desk wrote, with what people said in its places and the sign at what must be told."""
    sections = [_settled(section, one) for section in one.sheet.sections]
    at = next((i for i, section in enumerate(sections) if section.id == "entries"), len(sections))
    parts = [*_checks(one), _texts(one)]
    sections[at:at] = [*parts, *_notes(one, (*sections, *parts))]
    return marked(sections, one.must_tell(), frozenset(one.ticks))


def _local(one: Handover, calendar: Calendar) -> ShiftHead:
    head = one.head
    return replace(
        head,
        sent_at=calendar.local(head.sent_at) if head.sent_at else None,
        accepted_at=calendar.local(head.accepted_at) if head.accepted_at else None,
    )


def _settled(section: Section, one: Handover) -> Section:
    """With a word at volunteers' duties that go on, or were signed out."""
    if section.id != "volunteers":
        return section
    here, settled = set(one.here), one.head.status in SENT
    return replace(section, rows=tuple(_stays(row, here, settled) for row in section.rows))


def _stays(row: Row, here: set[str], settled: bool) -> Row:
    *cells, last = row.cells
    if number_of(row) not in here:
        if not settled:
            return row
        gone = replace(last, mark=Phrase(N_("signed out")))
        return Row((*cells, gone), {**row.facts, "goes_on": False})
    return Row((*cells, replace(last, mark=Phrase(N_("goes on")))), {**row.facts, "goes_on": True})


def _checks(one: Handover) -> Iterable[Section]:
    """Equipment, keys, seals, vehicles: a line a kind; found / expected, and the words of a difference."""
    if not one.checks:
        return
    kinds = [entry.code for entry in KIND if any(c.kind == entry.code for c in one.checks)]
    wrong = sum(c.found is not None and c.found != c.expected for c in one.checks)
    heading = (
        N_("Counted, found / expected ({count}, {wrong} differ)") if wrong
        else N_("Counted, found / expected ({count})")
    )  # fmt: skip
    yield Section(
        "checks", Phrase(heading, {"count": len(one.checks), "wrong": wrong}),
        (Column("kind", weight=5), Column("found", kind="long")),
        tuple(_counted(kind, [c for c in one.checks if c.kind == kind]) for kind in kinds),
        "", kind="flow", lines=NOTE_LINES,
    )  # fmt: skip


def _counted(kind: str, checks: list[Check]) -> Row:
    wrong = [c for c in checks if c.found is not None and c.found != c.expected]
    said = " · ".join(_count(c) for c in checks)
    facts = [{"name": c.name, "expected": c.expected, "found": c.found, "difference": c.text} for c in checks]
    mark: Words_ = Phrase(N_("differs")) if wrong else ""
    return Row((Cell(Label(KIND, kind)), Cell(said, mark=mark)), {"kind": kind, "things": tuple(facts)})


def _count(check: Check) -> str:
    found = "—" if check.found is None else str(check.found)
    told = f" ({one_line(check.text)})" if check.text and check.found != check.expected else ""
    return f"{check.name} {found}/{check.expected}{told}"


def _texts(one: Handover) -> Section:
    rows = []
    for about, label in TEXTS.items():
        text = one_line(one.texts.get(about, ""))
        said: Words_ = text or Phrase(N_("none"))
        rows.append(Row((Cell(Phrase(label)), Cell(said)), {"id": about, "text": text}))
    return Section(
        "room", Phrase(N_("Other matters")),
        (Column("part", weight=8), Column("text", kind="long")), tuple(rows), "", kind="flow", lines=NOTE_LINES,
    )  # fmt: skip


def _notes(one: Handover, sections: Iterable[Section]) -> Iterable[Section]:
    said = [*one.notes, *(Said("question", q.text, q.by) for q in one.questions)]
    if not said:
        return
    headings = {section.id: section.heading for section in sections}
    yield Section(
        "notes", Phrase(N_("Notes of the handover ({count})"), {"count": len(said)}),
        (Column("about", weight=10), Column("text", kind="long")),
        tuple(
            Row((Cell(_about(note, headings)), Cell(one_line(note.text))),
                {"about": note.about, "text": note.text, "by": note.by})
            for note in said
        ),
        "", kind="flow", lines=NOTE_LINES,
    )  # fmt: skip


def _about(note: Said, headings: dict[str, Words_]) -> Words_:
    if note.about == "question":
        return Phrase(N_("Asked by {who}"), {"who": note.by})
    return headings.get(note.about, note.about)


def _addenda(one: Handover, calendar: Calendar) -> Iterable[Section]:
    """What came after the seal, each with author and time."""
    said = [*one.addenda]
    if one.countersigned is not None:
        said.append(replace(one.countersigned, about="countersign"))
    if not said:
        return
    yield Section(
        "addenda", Phrase(N_("Addenda after the seal ({count})"), {"count": len(said)}),
        (Column("by"), Column("text", kind="long")),
        tuple(_addendum(note, calendar) for note in said),
        "", kind="flow", lines=NOTE_LINES,
    )  # fmt: skip


def _addendum(note: Said, calendar: Calendar) -> Row:
    at = f"{calendar.local(note.at):%Y-%m-%d %H:%M}" if note.at else ""
    mark: Words_ = Phrase(N_("Countersigned")) if note.about == "countersign" else ""
    facts = {"at": calendar.local(note.at).isoformat(timespec="seconds") if note.at else None, "by": note.by,
             "text": note.text, "kind": note.about or "addendum"}  # fmt: skip
    return Row((Cell(f"{at} {note.by}"), Cell(one_line(note.text), mark=mark)), facts)
