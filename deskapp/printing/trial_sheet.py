"""The test page: what it is printed by, and what shows whether letters, thin lines and edges come out."""

from __future__ import annotations

from datetime import datetime

from deskapp.domain.officer import Room
from deskapp.domain.print_options import MEDIA, SIDES, Options
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Box, Cell, FormPaper, FormRow

_SAMPLE = "永和九年，岁在癸丑 · 㛃 䶮 努尔买买提·西热甫 · 0123456789 · ABCDEFG abcdefg · ○ ● ✓ □ ！？"
"""Common and rare characters, a long name, digits and marks of our papers."""


def trial_sheet(room: Room, queue: str, options: Options, now: datetime, t: Words) -> FormPaper:
    """The page for `queue`, in the language of `t`; two pages where both sides are printed."""
    made = room.calendar.local(now)
    cells = (
        FormRow("cells", (Cell(t(N_("Printer")), queue or t(N_("the system's own")), 6),)),
        FormRow(
            "cells",
            (
                Cell(t(SIDES.label), SIDES.label_of(options.sides, t), 4),
                Cell(t(MEDIA.label), MEDIA.label_of(options.media, t), 2),
            ),
        ),
        FormRow("cells", (Cell(t(N_("Made")), f"{made:%Y-%m-%d %H:%M:%S}", 6),)),
        FormRow("text", (Cell(t(N_("Characters")), "\n".join([_SAMPLE] * 3)),), 3),
    )
    return FormPaper(
        language=t.language,
        banner=t(N_("Practice: invented records")) if room.practice else "",
        station=room.station,
        title=t(N_("Test page")),
        number="",
        copies=t(N_("one copy")),
        rows=cells * (6 if options.sides in ("long", "short") else 1),
        boxes=(Box(t(N_("All four edges of this box are there")), "□ □ □"),),
        notes=(
            t(N_("The printer works where every character above is sharp, none is an empty box, and no line is cut.")),
        ),
        foot=("deskapp", f"{made:%Y-%m-%d %H:%M}"),
        page=t(N_("Page {page} of {pages}")),
        made_at=now,
    )  # fmt: skip
