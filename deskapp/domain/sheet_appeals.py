"""What lead appeals give to the sheet: those that are out, with their end, and drafts that wait."""

from __future__ import annotations

from deskapp.domain.appeal import CHANNEL, KIND, STATUS, Appeal
from deskapp.domain.must_tell import shown
from deskapp.domain.sheet import Cell, Column, Label, Phrase, Row, Section, SheetInput
from deskapp.domain.sheet_words import iso, joined
from deskapp.domain.text import one_line
from deskapp.domain.words import N_

SHOWN = 12
"""Appeals that the sheet lists; the others are a number, for they stand in the desk's list."""


def appeals(given: SheetInput) -> tuple[Section, ...]:
    """The section, where any appeal is open; who gave a clue is on no sheet."""
    held = given.appeals_open
    if not held:
        return ()
    today = given.today
    over = sum(one.ran_out(today) for one in held)
    heading = N_("Lead appeals ({count}, {over} run out)") if over else N_("Lead appeals ({count})")
    listed = shown(held, SHOWN, given.told, lambda one: one.number)
    more = len(held) - len(listed)
    section = Section(
        "appeals", Phrase(heading, {"count": len(held), "over": over}),
        (
            Column("done", "", "tick", 1.5),
            Column("until", Phrase(N_("Runs until")), weight=6.2),
            Column("number", Phrase(N_("Number")), weight=8.6),
            Column("state", Phrase(N_("State, replies")), weight=9),
            Column("what", Phrase(N_("Text of the appeal")), "long"),
        ),
        tuple(_row(given, one) for one in listed),
        "",
        lines=2,
        note=Phrase(N_("{count} more are in the desk's list."), {"count": more}) if more > 0 else "",
    )  # fmt: skip
    return (section,)


def _row(given: SheetInput, one: Appeal) -> Row:
    late = one.ran_out(given.today)
    replies = Phrase(N_("replies {count}"), {"count": len(one.replies)}) if one.replies else ""
    cells = (
        Cell(),
        Cell(
            one.expires_on.isoformat() if one.expires_on else "",
            Phrase(N_("has run out")) if late else "",
            strong=late,
        ),
        Cell(one.number, Label(KIND, one.kind)),
        Cell(joined((Label(STATUS, one.status), replies)), Label(CHANNEL, one.channel)),
        Cell(one_line(one.text)),
    )
    return Row(cells, {
        "number": one.number, "status": one.status, "kind": one.kind, "channel": one.channel,
        "expires_on": one.expires_on.isoformat() if one.expires_on else None, "over": late,
        "replies": len(one.replies), "text": one.text, "issued_at": iso(given, one.issued_at),
    })  # fmt: skip
