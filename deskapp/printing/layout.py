"""One layout: a sheet becomes words on paper, the same for preview, PDF and text."""

from __future__ import annotations

from datetime import date

from deskapp.domain.sheet import Cell, Foot, Head, Section, Sheet, say
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words
from deskapp.printing.paper import Block, Column, Paper, Spot

_NUMERALS = "一二三四五六七八九十"
_DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_COPIES = {
    "preview": N_("Preview, not handed over"), "original": N_("Original"), "duplicate": N_("Duplicate"),
}  # fmt: skip
_MOMENT = "%Y-%m-%d %H:%M"


def lay_out(sheet: Sheet, t: Words) -> Paper:
    """The sheet in the language of `t`."""
    head = sheet.head
    room = _put(t("{station} {room}"), station=head.station, room=head.room)
    day = _day(head.day, t)
    return Paper(
        language=t.language,
        banner=t("Practice: invented records") if head.practice else "",
        station=room,
        title=t("Day sheet for handover"),
        facts=_facts(head, day, t),
        blocks=tuple(_block(section, index, t) for index, section in enumerate(sheet.sections)),
        signatures=tuple(_line(say(signature, t)) for signature in sheet.signatures),
        signed_at=t("Time"),
        foot=_foot(sheet.foot, t),
        running=f"{room} · {head.day:%Y-%m-%d}",
        page=t("Page {page} of {pages}"),
        made_at=sheet.foot.printed_at,
    )


def _facts(head: Head, day: str, t: Words) -> tuple[tuple[str, str], ...]:
    between = "、" if t.language == "zh" else ", "
    facts = [
        (t("Day"), day),
        (t("Entries"), f"{head.start:{_MOMENT}} – {head.end:{_MOMENT}}"),
        (t("On duty"), _line(between.join(head.officers)) or "—"),
    ]
    if head.number:
        facts.insert(0, (t("Number"), head.number))
    return tuple(facts)


def _foot(foot: Foot, t: Words) -> tuple[tuple[str, str], ...]:
    cutoff = t("Cut-off {at}", at=f"{foot.cutoff:{_MOMENT}}")
    chain = t("Chain {digits}", digits=foot.chain_head) if foot.chain_head else ""
    printed = t("Printed {at} {by}", at=f"{foot.printed_at:{_MOMENT}}", by=foot.printed_by)
    return (
        (_line(f"{cutoff} · {chain}" if chain else cutoff), t(_COPIES[foot.copy])),
        (_line(printed), t("Personal data masked")),
    )


def _block(section: Section, index: int, t: Words) -> Block:
    numeral = f"{_NUMERALS[index % 10]}、" if t.language == "zh" else f"{index + 1}  "
    return Block(
        id=section.id,
        kind=section.kind,
        heading=numeral + _line(say(section.heading, t)),
        columns=tuple(Column(_line(say(c.label, t)), c.kind, c.weight, c.align) for c in section.columns),
        rows=tuple(tuple(_spot(cell, t) for cell in row.cells) for row in section.rows),
        empty=_line(say(section.empty, t)),
        note=_line(say(section.note, t)),
        lines=section.lines,
    )


def _spot(cell: Cell, t: Words) -> Spot:
    return Spot(_line(say(cell.text, t)), _line(say(cell.below, t)), _line(say(cell.mark, t)), cell.strong)


def _day(day: date, t: Words) -> str:
    return f"{day:%Y-%m-%d} {t(_DAYS[day.weekday()])}"


def _put(pattern: str, **parts: str) -> str:
    return _line(pattern.format(**parts))


def _line(text: str) -> str:
    # The second gate: whatever came past the first, no hidden character reaches paper, pipe or terminal.
    return clean(one_line(text))
