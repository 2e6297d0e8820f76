"""Marks: the signs that stand beside words, in box drawing and shapes or in ASCII."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of signs; each takes the same number of cells in every set."""

    here: str
    """The row under the cursor, with the focus on the list."""
    away: str
    """The row under the cursor while the focus is elsewhere."""
    focus: str
    """The line of a form that has the focus."""
    cut: str
    """The end of a text that did not fit."""
    done: str
    """What went well."""
    chosen: str
    other: str
    """One of several people or things, and all others."""
    open: str
    close: str
    """Around what was looked for, in the text that holds it."""
    again: str
    """What came up before."""
    marked: str
    """A row that was marked, to do something with several."""
    up: str
    down: str
    """The column by which a list is sorted: the smallest first, the largest first."""
    tell: str
    """What must be told by mouth at the handover."""
    states: Mapping[str, str]
    """The shape that stands before the word of a state, by the code of the state."""
    ascii: bool = False


SHAPES = Marks(
    here="▶", away="▷", focus="▌", cut="…", done="✓", chosen="●", other="○", open="«", close="»", again="↺",
    marked="✓", up="▲", down="▼", tell="★",
    states={
        "registered": "○", "in_progress": "◐", "waiting": "◔", "transferred": "→", "resolved": "●",
        "followed_up": "●", "archived": "■", "declined": "◇", "withdrawn": "◇", "merged": "◇", "voided": "×",
        "undone": "×", "accepted": "◔", "mediating": "◐", "agreed": "◑", "performing": "◕", "fulfilled": "●",
        "not_agreed": "◇", "breached": "✗", "closed_other": "■", "applicant": "○", "active": "●", "leave": "◔",
        "suspended": "◇", "left": "■", "on_duty": "●", "out_on_call": "→", "ended": "◔", "auto_closed": "✗",
        "confirmed": "●", "rejected": "◇", "closed": "■", "issued": "●",
        "draft": "○", "answered": "◕", "verified_useful": "●", "verified_useless": "◇", "expired": "■",
        "received": "○", "noticed": "◐", "claimed": "●", "handed_up": "→", "open": "○",
        "closed_unfound": "◇", "to_case": "→",
        "found": "○", "fixed_on_spot": "●", "ordered": "◔", "recheck_failed": "✗", "rechecked_ok": "●",
        "empty": "✗", "short": "◔", "full": "●", "ahead": "○", "extra": "◇", "none": "·",
        "planned": "○", "running": "◐", "done": "●", "missed": "✗",
    },
)  # fmt: skip
"""For terminals that draw them one cell wide."""

ASCII = Marks(
    here=">", away="-", focus="|", cut="~", done="+", chosen="*", other="o", open="<", close=">", again="&",
    marked="+", up="^", down="v", tell="*",
    states={
        "registered": "o", "in_progress": "%", "waiting": "?", "transferred": ">", "resolved": "*",
        "followed_up": "*", "archived": "#", "declined": "-", "withdrawn": "-", "merged": "-", "voided": "x",
        "undone": "x", "accepted": "?", "mediating": "%", "agreed": "=", "performing": "&", "fulfilled": "*",
        "not_agreed": "-", "breached": "!", "closed_other": "#", "applicant": "o", "active": "*", "leave": "?",
        "suspended": "-", "left": "#", "on_duty": "*", "out_on_call": ">", "ended": "?", "auto_closed": "!",
        "confirmed": "*", "rejected": "-", "closed": "#", "issued": "*",
        "draft": "o", "answered": "&", "verified_useful": "*", "verified_useless": "-", "expired": "#",
        "received": "o", "noticed": "%", "claimed": "*", "handed_up": ">", "open": "o",
        "closed_unfound": "-", "to_case": ">",
        "found": "o", "fixed_on_spot": "*", "ordered": "?", "recheck_failed": "!", "rechecked_ok": "*",
        "empty": "!", "short": "?", "full": "*", "ahead": "o", "extra": "-", "none": ".",
        "planned": "o", "running": "%", "done": "*", "missed": "!",
    },
    ascii=True,
)  # fmt: skip
"""For all others, and where it is asked for."""
