"""A handover as the rows of one list, in the order of the sheet, each with what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from deskapp.domain.checklist import KIND
from deskapp.domain.handover import TEXTS, Check, Handover
from deskapp.domain.must_tell import number_of, with_all
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
    """All rows; `going` are the duties that go on now, of which somebody must say so before it is sent.

    Those of a sealed handover say what its sheet said, in its words.
    """
    if one.whole:
        return tuple(_sealed(one, t))
    said = {note.about: note.text for note in one.notes}
    found: list[Line] = []
    placed = False
    for section in with_all(one.sheet.sections, one.must_tell()):
        if section.id == LATER:
            found += [*_things(one, said, t), *_texts(one, said, t)]
            placed = True
        if section.kind != "tally":
            found += _section(section, one, t, said, frozenset(going))
    if not placed:
        found += [*_things(one, said, t), *_texts(one, said, t)]
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
        number = number_of(row)
        line = _row(section, row, number, t)
        if number in tell:
            line = replace(line, mark=_tells(number in heard, t), tone=line.tone or "urgent")
        if section.id == "volunteers":  # one that must be told says so in front of its words
            what = f"{line.mark} · {line.what}" if line.mark else line.what
            line = replace(line, kind="duty", mark=_stays(number, one, going, t), what=what)
        yield line
        yield from _note(number, said, t)


def _sealed(one: Handover, t: Words) -> Iterator[Line]:
    """The rows of a sealed sheet, section by section."""
    for section in one.sheet.sections:
        yield Line("section", section.id, what=say(section.heading, t))
        if not section.rows:
            yield Line("empty", section.id, what=say(section.empty, t), tone="muted")
        if section.kind == "tally":
            yield from _figures(section, t)
            continue
        for row in section.rows:
            line = _sealed_row(section, row, t)
            stays = row.facts.get("goes_on")
            if stays is not None:
                said = f"{t.marks.done} {t(N_('goes on'))}" if stays else t(N_("signed out"))
                line = replace(line, kind="duty", mark=said)
            yield line
        if section.note:
            yield Line("empty", section.id, what=say(section.note, t), tone="muted")


def _figures(section: Section, t: Words) -> Iterator[Line]:
    """The big figures in one row, then a row for each group."""
    big = [row.cells for row in section.rows if len(row.cells) == 2 and not row.cells[1].below]
    yield Line("empty", section.id, what="   ".join(f"{say(a.text, t)} {say(b.text, t)}" for a, b in big))
    for row in section.rows:
        if row.cells not in big:
            label, *counts = row.cells
            said = "   ".join(f"{say(c.text, t)} {say(c.below, t)}" for c in counts)
            yield Line("empty", section.id, what=f"{say(label.text, t)}  {said}")


def _sealed_row(section: Section, row: Row, t: Words) -> Line:
    line = _row(section, row, number_of(row), t)
    if not row.facts.get("must_tell"):
        return line
    return replace(line, mark=_tells(bool(row.facts.get("told")), t), tone=line.tone or "urgent")


def _tells(heard: bool, t: Words) -> str:
    sign = t.marks.tell
    return f"{sign}{t.marks.done} {t(N_('told'))}" if heard else f"{sign} {t(N_('to tell'))}"


def _stays(number: str, one: Handover, going: frozenset[str], t: Words) -> str:
    if number in one.here:
        return f"{t.marks.done} {t(N_('goes on'))}"
    if number in going:
        return asked(t)
    return "" if one.head.status == "open" else t(N_("signed out"))


def asked(t: Words) -> str:
    """The mark of a volunteer of whom nobody has said yet whether the duty goes on."""
    return f"{t.marks.other} {t(N_('here?'))}"


def _row(section: Section, row: Row, number: str, t: Words) -> Line:
    """The first column that is no box and no number is the time; the others follow one another."""
    when, parts, after = "", list[str](), list[str]()
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
            parts += [shown] if shown else []
            after += [below] if below else []  # a phone waits behind what it is about
    late = any(
        cell.strong and column.kind != "tick" and say(cell.text, t) != number
        for column, cell in zip(section.columns, row.cells, strict=False)
    )
    return Line("record", number, "", when, number, " · ".join((*parts, *after)), "overdue" if late else "")


def _things(one: Handover, said: Mapping[str, str], t: Words) -> Iterator[Line]:
    heading = Phrase(N_("Things counted ({count})"), {"count": len(one.checks)})
    yield Line("section", "checks", what=say(heading, t))
    yield from _note("checks", said, t)
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


def _texts(one: Handover, said: Mapping[str, str], t: Words) -> Iterator[Line]:
    yield Line("section", "room", what=t(N_("Room, orders, system, remarks")))
    yield from _note("room", said, t)
    for about, label in TEXTS.items():
        text = one_line(one.texts.get(about, ""))
        what = t(N_("{what}: {text}"), what=t(label), text=text or t(N_("none")))
        yield Line("text", about, "", "", "", what, "" if text else "muted")


def _note(about: str, said: Mapping[str, str], t: Words) -> Iterator[Line]:
    if text := said.get(about):
        yield Line("note", about, what=t(N_("{what}: {text}"), what=t(N_("Note")), text=one_line(text)))
