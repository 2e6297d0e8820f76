"""A handover as the rows of one list, in the order of the sheet, each with what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from deskapp.domain.checklist import KIND
from deskapp.domain.handover import TEXTS, Check, Handover
from deskapp.domain.sheet import Label, Phrase, Row, Said, Section, say
from deskapp.domain.text import one_line
from deskapp.domain.words import N_, Words

LATER = "entries"
"""The section before which things and the parts that a person writes stand, as on the sheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list; its texts are in the language of whoever reads."""

    kind: str
    """`section`, `record`, `duty`, `thing`, `text`, `note`, `empty`, `change` or `register`."""
    about: str
    """What notes and marks call it: a number, the id of a section, the name of a thing."""
    mark: str = ""
    """To be told, told, goes on, counted."""
    when: str = ""
    number: str = ""
    what: str = ""
    tone: str = ""
    check: Check | None = None


def lines_of(one: Handover, t: Words, *, going: Iterable[str] = ()) -> tuple[Line, ...]:
    """All rows; `going` are the duties that go on now, of which somebody must say so before it is sent."""
    said = {note.about: note.text for note in one.notes}
    found: list[Line] = []
    placed = False
    for section in one.sheet.sections:
        if section.id == LATER:
            found += [*_things(one, t), *_texts(one, t)]
            placed = True
        if section.kind != "tally":
            found += _section(section, one, t, said, frozenset(going))
    if not placed:
        found += [*_things(one, t), *_texts(one, t)]
    return tuple(found)


def _section(
    section: Section, one: Handover, t: Words, said: Mapping[str, str], going: frozenset[str]
) -> Iterator[Line]:
    yield Line("section", section.id, what=say(section.heading, t))
    yield from _note(section.id, said, t)
    if not section.rows:
        yield Line("empty", section.id, what=say(section.empty, t), tone="muted")
    tell, heard = frozenset(one.must_tell()), frozenset(one.ticks)
    for row in section.rows:
        number = str(row.facts.get("number") or "")
        line = _row(section, row, number, t)
        if section.id == "volunteers":
            line = replace(line, kind="duty", mark=_stays(number, one, going, t))
        elif number in tell:
            line = replace(line, mark=_tells(number in heard, t), tone=line.tone or "urgent")
        yield line
        yield from _note(number, said, t)


def _tells(heard: bool, t: Words) -> str:
    return f"{t.marks.done} {t(N_('told'))}" if heard else f"{t.marks.other} {t(N_('to tell'))}"


def _stays(number: str, one: Handover, going: frozenset[str], t: Words) -> str:
    if number in one.here:
        return f"{t.marks.done} {t(N_('goes on'))}"
    return f"{t.marks.other} {t(N_('still here?'))}" if number in going else t(N_("signed out"))


def _row(section: Section, row: Row, number: str, t: Words) -> Line:
    """The first column that is no box and no number is the time; the others follow one another."""
    when, parts = "", list[str]()
    for column, cell in zip(section.columns, row.cells, strict=False):
        text, below, mark = (one_line(say(part, t)) for part in (cell.text, cell.below, cell.mark))
        if column.kind == "tick":
            continue
        if number and text == number:
            parts += [part for part in (below, mark) if part]
        elif not when and not parts and number:
            when = text
            parts += [f"! {part}" if cell.strong else part for part in (below, mark) if part]
        else:
            shown = f"{mark} {text}".strip() if mark else text
            parts += [part for part in (shown, below) if part]
    late = any(cell.strong for cell in row.cells)
    return Line("record", number, "", when, number, " · ".join(parts), "overdue" if late else "")


def _things(one: Handover, t: Words) -> Iterator[Line]:
    heading = Phrase(N_("Things counted ({count})"), {"count": len(one.checks)})
    yield Line("section", "checks", what=say(heading, t))
    if not one.checks:
        yield Line("empty", "checks", what=t(N_("Nothing is on the check list of this room.")), tone="muted")
    for check in one.checks:
        yield _thing(check, t)
        if check.text:
            yield Line("note", check.about, what=one_line(check.text), check=check)


def _thing(check: Check, t: Words) -> Line:
    kind: Said = Label(KIND, check.kind)
    if check.found is None:
        mark, tone = f"{t.marks.other} {t(N_('count'))}", ""
    elif check.found == check.expected:
        mark, tone = f"{t.marks.done} {check.found}/{check.expected}", ""
    else:
        mark, tone = f"! {check.found}/{check.expected}", "overdue" if not check.text else "urgent"
    what = t(N_("{name}, {count} there must be"), name=check.name, count=check.expected)
    return Line("thing", check.about, mark, "", say(kind, t), what, tone, check)


def _texts(one: Handover, t: Words) -> Iterator[Line]:
    yield Line("section", "room", what=t(N_("Room, orders, system, remarks")))
    for about, label in TEXTS.items():
        text = one_line(one.texts.get(about, ""))
        yield Line("text", about, "", "", "", f"{t(label)}: {text or t(N_('none'))}", "" if text else "muted")


def _note(about: str, said: Mapping[str, str], t: Words) -> Iterator[Line]:
    if text := said.get(about):
        yield Line("note", about, what=f"{t(N_('Note'))}: {one_line(text)}")
