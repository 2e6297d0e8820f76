"""Earlier matters in words: one line under a form, entries of a list, lines of a card."""

from __future__ import annotations

from deskapp.domain.repeats import COUNTED, Earlier, Forerunner, Tie
from deskapp.domain.request import Request
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import CATEGORY, STATUS
from deskapp.domain.text import one_line
from deskapp.domain.words import N_

WORDS = 120
"""Characters of a summary that an entry may need."""


IN_CARD = 3
"""Earlier matters that a card lists; the rest is counted."""


def headline(found: Earlier, view: View) -> str:
    """What came before, as one line: how often, what is open or was last, the matter and the place."""
    t = view.words
    if not found:
        return ""
    parts = []
    if found.visits:
        often = f"{found.visits}+" if found.visits >= COUNTED else str(found.visits)
        parts.append(t(N_("visits {count}"), count=often))
    first = found.matters[0].request
    said = N_("open {number} {kind} {day}") if first.is_open else N_("last {number} {kind} {day}")
    prefix, _, serial = first.number.split("-")  # the day stands behind it
    short = f"{prefix}-{t.marks.cut}-{serial}"
    parts.append(t(said, number=short, kind=_kind(first, view), day=_day(first, view)))
    if found.places:
        parts.append(t(N_("same place {count}"), count=found.places))
    if found.same:
        parts.append(t(N_("same matter {count}"), count=found.same))
    return f"{t.marks.again} " + " · ".join(parts)


def tie_words(tie: Tie, view: View) -> str:
    """In what an earlier matter is the same."""
    t = view.words
    told = ((tie.person, N_("same person")), (tie.matter, N_("same matter")), (tie.place, N_("same place")))
    return " · ".join(t(word) for is_so, word in told if is_so)


def state(request: Request, view: View) -> str:
    """Shape and word of the state."""
    return f"{view.words.marks.states[request.status]} {STATUS.label_of(request.status, view.words)}"


def entry(found: Forerunner, view: View) -> tuple[str, str]:
    """An earlier matter as two short lines: number and state; then what it is and in what it is the same."""
    request = found.request
    today = view.calendar.day(view.now)
    name = request.shown_name(today, view.words, view.masks)
    return (
        f"{request.number}  {state(request, view)}",
        " · ".join(
            part
            for part in (
                _kind(request, view),
                tie_words(found.tie, view),
                "" if found.tie.person else name,
                one_line(request.told_outside(today, view.words)[:WORDS]),
            )
            if part
        ),
    )


def card_lines(found: Earlier, view: View) -> tuple[Line, ...]:
    """The first earlier matters as lines of a card, and how many more there are."""
    lines = []
    for one in found.matters[:IN_CARD]:
        number, _, rest = entry(one, view)[0].partition("  ")
        tone = "" if one.request.is_open else "closed"
        lines.append(Line(number, f"{rest} · {entry(one, view)[1]}", tone))
    more = len(found.matters) - IN_CARD
    if more > 0:
        lines.append(Line("", view.words(N_("and {count} more: Ctrl+L"), count=more), "muted"))
    return tuple(lines)


def _kind(request: Request, view: View) -> str:
    return CATEGORY.label_of(request.category, view.words)


def _day(request: Request, view: View) -> str:
    same_year = request.day.year == view.calendar.day(view.now).year
    return f"{request.day:%m-%d}" if same_year else request.day.isoformat()
