"""One layout: a sheet becomes words on paper, the same for preview, PDF and text."""

from __future__ import annotations

from datetime import date
from typing import Any

from deskapp.domain.sheet import Cell, Head, Section, Sheet, ShiftHead, say
from deskapp.domain.shift_wording import foot_lines, wording_of
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words
from deskapp.printing.paper import Block, Column, Paper, Spot

_NUMERALS = "一二三四五六七八九十"
_DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_MOMENT = "%Y-%m-%d %H:%M"


def lay_out(sheet: Sheet, t: Words) -> Paper:
    """The sheet in the language of `t`."""
    shift = sheet.head.shift
    return _of_day(sheet, t) if shift is None else _of_shift(sheet, shift, t)


def _of_shift(sheet: Sheet, shift: ShiftHead, t: Words) -> Paper:
    said = wording_of(sheet, shift, t)
    return Paper(
        **_body(sheet, said.place, t),
        banner=_line(said.banner),
        station=_line(said.place),
        title=_line(said.title),
        facts=tuple((_line(label), _line(value)) for label, value in said.facts),
        fact_rows=said.fact_rows,
        signers=tuple(map(_line, said.signers)),
        signed_at=_line(said.signed_at),
        foot=tuple((_line(left), _line(right)) for left, right in foot_lines(sheet.foot, shift.seal, said)),
        page=_line(said.page),
    )


def _of_day(sheet: Sheet, t: Words) -> Paper:
    head, foot = sheet.head, sheet.foot
    room = _put(t("{station} {room}"), station=head.station, room=head.room)
    facts, fact_rows = _facts(head, t)
    cutoff = t(N_("Cut-off {at}"), at=f"{foot.cutoff:{_MOMENT}}")
    chain = t(N_("Chain {digits}"), digits=foot.chain_head) if foot.chain_head else ""
    printed = t(N_("Printed {at} {by}"), at=f"{foot.printed_at:{_MOMENT}}", by=foot.printed_by)
    left = _line(" · ".join(filter(None, (cutoff, chain))))
    return Paper(
        **_body(sheet, room, t),
        banner=t("Practice: invented records") if head.practice else "",
        station=room,
        title=t("Day sheet for handover"),
        facts=tuple((label, _line(value)) for label, value in facts),
        fact_rows=fact_rows,
        signers=("",) * len(sheet.signatures),
        signed_at=t("Time"),
        foot=(
            (left, t(N_("Preview, not handed over"))),
            (_line(printed), t(N_("Personal data masked"))),
        ),
        page=t("Page {page} of {pages}"),
    )


def _body(sheet: Sheet, room: str, t: Words) -> dict[str, Any]:
    """What the sheet of a day and that of a shift say alike."""
    head = sheet.head
    return {
        "language": t.language,
        "blocks": tuple(_block(section, index, t) for index, section in enumerate(sheet.sections)),
        "signatures": tuple(_line(say(signature, t)) for signature in sheet.signatures),
        "running": _line(" · ".join(filter(None, (room, head.number, f"{head.day:%Y-%m-%d}")))),
        "made_at": sheet.foot.printed_at,
    }


def _facts(head: Head, t: Words) -> tuple[tuple[tuple[str, str], ...], tuple[int, ...]]:
    between = "、" if t.language == "zh" else ", "
    facts = (
        (t("Day"), _day(head.day, t)),
        (t("Entries"), f"{head.start:{_MOMENT}} – {head.end:{_MOMENT}}"),
        (t("On duty"), between.join(head.officers) or "—"),
    )
    return facts, (2, 1)


def _block(section: Section, index: int, t: Words) -> Block:
    numeral = f"{_chinese(index + 1)}、" if t.language == "zh" else f"{index + 1}  "
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


def _chinese(number: int) -> str:
    """A number below a hundred in Chinese: 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    lead = ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" if tens else ""
    return lead + (_NUMERALS[ones - 1] if ones else "")


def _spot(cell: Cell, t: Words) -> Spot:
    return Spot(_line(say(cell.text, t)), _line(say(cell.below, t)), _line(say(cell.mark, t)), cell.strong)


def _day(day: date, t: Words) -> str:
    return f"{day:%Y-%m-%d} {t(_DAYS[day.weekday()])}"


def _put(pattern: str, **parts: str) -> str:
    return _line(pattern.format(**parts))


def _line(text: str) -> str:
    # The second gate: whatever came past the first, no hidden character reaches paper, pipe or terminal.
    return clean(one_line(text))
