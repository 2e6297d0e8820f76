"""The page of stars and points: from how many hours on, and how many points for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.domain import rewards
from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec


class RewardsScreen(PartsScreen):
    """From how many hours on somebody has a star, and what an hour or an honour is worth."""

    NAME = N_("Stars and points")
    ABOUT = N_(
        "From how many confirmed hours on a volunteer has a star, and how many points an hour of each dimension or an "
        "honour is worth. It counts only where the setting “Stars and points shown” is on. Enter changes the row under "
        "the cursor."
    )
    KEYS = (keys.BACK, CHANGE, keys.HELP, keys.LANGUAGE, keys.UNDO)

    def parts(self) -> Sequence[str]:
        """Stars, dimensions, honours."""
        return rewards.parts(self.t)

    def columns(self) -> Sequence[Column]:
        """What it is for, how much, whose rule."""
        return (
            Column("label", N_("For what")),
            Column("count", N_("How much"), 24),
            Column("state", N_("State"), 14, min_screen=60),
        )

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """One row."""
        rules, t = rewards.read_rules(self.text), self.t
        own = rewards.number(rules, part) != rewards.number(rewards.Rules(), part)
        return (rewards.label(part, t), rewards.say(rules, part, t), t(N_("of this room")) if own else ""), ""

    def card(self, part: str) -> Sequence[Line]:
        """What the program brings."""
        return [Line(self.t(N_("From the program")), rewards.say(rewards.Rules(), part, self.t))]

    def card_title(self, part: str) -> str:
        """What it is for."""
        return rewards.label(part, self.t)

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """The number."""
        what = N_("Hours in all") if part.startswith("star") else N_("Points")
        return (FieldSpec("count", what, "number", True, 20, N_("a whole number"), submits=True),)

    def preset(self, part: str) -> Mapping[str, str]:
        """The number as it stands."""
        return {"count": str(rewards.number(rewards.read_rules(self.text), part))}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Another number."""
        text = rewards.changed(self.text, part, rewards.read_number(given["count"]))
        return Changed(
            text, f"{self.card_title(part)}: {rewards.say(rewards.read_rules(text), part, self.t)}"
        )
