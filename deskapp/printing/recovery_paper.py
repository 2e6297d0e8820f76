"""The paper with the recovery code: what it is for, the code, and where it belongs."""

from __future__ import annotations

from datetime import datetime

from deskapp.domain.officer import Room
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Box, Cell, FormPaper, FormRow


def recovery_paper(room: Room, code: str, by: str, now: datetime, t: Words) -> FormPaper:
    """The paper, in the language of `t`."""
    made = room.calendar.local(now)
    return FormPaper(
        language=t.language,
        banner=t(N_("Practice: invented records")) if room.practice else "",
        station=room.station,
        title=t(N_("Recovery code of the desk")),
        number="",
        copies=t(N_("one copy")),
        rows=(
            FormRow("cells", (Cell(t(N_("Room")), room.name, 6),)),
            FormRow("cells", (Cell(t(N_("Recovery code")), code, 6),)),
            FormRow("cells", (Cell(t(N_("Made")), f"{made:%Y-%m-%d %H:%M}", 3), Cell(t(N_("By")), by, 3))),
        ),
        boxes=(Box(t(N_("Received and locked away"))),),
        notes=(
            t(N_("It gives an administrator who forgot the PIN a new one: on the page to sign in press Ctrl+R, or run "
                 "deskapp officers recover with the badge number. It counts once; a new one ends this one.")),
            t(N_("Keep it in an envelope under lock, apart from the machine. Whoever has it can open the desk.")),
        ),
        foot=("deskapp", f"{made:%Y-%m-%d %H:%M}"),
        page=t(N_("Page {page} of {pages}")),
        made_at=now,
    )  # fmt: skip
