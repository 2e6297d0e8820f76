"""The page of the clocks of disputes: how long each runs, from when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.domain import clock_table
from deskapp.domain.clocks import CLOCKS, Clock, table
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec


class ClocksScreen(PartsScreen):
    """How long each clock of a dispute runs."""

    NAME = N_("Clocks of disputes")
    ABOUT = N_(
        "Each clock of a dispute: from when it runs, how many days, and by which rule. Where the text of a rule was "
        "not at hand, the page says so: set it to what your station goes by. Enter changes the one under the cursor; "
        "all open files are timed by it at once. A follow-up visit that is planned already keeps its day."
    )
    KEYS = (keys.BACK, CHANGE, keys.HELP, keys.LANGUAGE, keys.UNDO)

    def parts(self) -> Sequence[str]:
        """All clocks, in the order of a file's life."""
        return [clock.code for clock in CLOCKS]

    def columns(self) -> Sequence[Column]:
        """Clock, length, from when, whose length and whether it is verified."""
        zh = self.t.language == "zh"
        return (
            Column("label", N_("Clock")),
            Column("length", N_("Runs"), 12 if zh else 17),
            Column("start", N_("Starts with"), 16 if zh else 22, min_screen=76 if zh else 100),
            Column("state", N_("State"), 12 if zh else 14, min_screen=60),
        )

    def _clock(self, part: str) -> Clock:
        return table(clock_table.read_clocks(self.text))[part]

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """One clock."""
        clock, t = self._clock(part), self.t
        own = clock_table.is_own(clock)
        state = t(N_("of this room")) if own else "" if clock.verified else t(N_("not verified"))
        return (t(clock.label), clock_table.say_length(clock, t), t(clock.start), state), ""

    def card(self, part: str) -> Sequence[Line]:
        """Its source, and what the program brings."""
        clock, t = self._clock(part), self.t
        return [
            Line(t(N_("Runs")), clock_table.say_length(clock, t)),
            Line(t(N_("Starts with")), t(clock.start)),
            Line(t(N_("Source")), t(clock.source)),
            Line(t(N_("Trust")), clock_table.say_trust(clock, t), "" if clock.verified else "urgent"),
            Line(t(N_("From the program")), clock_table.say_length(clock_table.shipped(part), t)),
        ]

    def card_title(self, part: str) -> str:
        """The clock."""
        return self.t(self._clock(part).label)

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """Days, and which days count."""
        return (
            FieldSpec("days", N_("Days"), "number", True, 20, N_("0 means the day itself")),
            FieldSpec("working", N_("Counted in"), "code", True, codes=clock_table.DAY_KIND, submits=True),
        )

    def preset(self, part: str) -> Mapping[str, str]:
        """The length as it stands."""
        clock = self._clock(part)
        return {"days": str(clock.days), "working": "working" if clock.working else "calendar"}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Another length."""
        if given["working"] not in clock_table.DAY_KIND:
            raise DeskError(
                N_("It is not chosen which days count: press 1 or 2. What you typed is kept."),
                code=Exit.USAGE, field="working",
            )  # fmt: skip
        length = (clock_table.read_days(given["days"]), given["working"] == "working")
        text = clock_table.changed(self.text, part, length)
        said = clock_table.say_length(table(clock_table.read_clocks(text))[part], self.t)
        return Changed(text, f"{self.card_title(part)}: {said}")
