"""The page of the due table: urgency and hours of each category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.domain.due import RULES, Rule, rule_for
from deskapp.domain.due_table import changed, read_hours, read_table, say_hours, say_rule
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.request_codes import CATEGORY, URGENCY
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec


class DueScreen(PartsScreen):
    """With which urgency a matter begins and until when it is due."""

    NAME = N_("Due table")
    ABOUT = N_(
        "Urgency and time of each category. Enter changes the one under the cursor; what is logged from then on "
        "goes by it, and what was logged before keeps its date."
    )
    KEYS = (keys.BACK, CHANGE, keys.HELP, keys.LANGUAGE, keys.UNDO)

    def parts(self) -> Sequence[str]:
        """The categories that are offered."""
        return [entry.code for entry in CATEGORY.offered(self.t)]

    def columns(self) -> Sequence[Column]:
        """Category, urgency, time, whose rule."""
        return (
            Column("label", N_("Category")),
            Column("urgency", N_("Urgency"), 12),
            Column("hours", N_("Due in"), 8, "right"),
            Column("state", N_("State"), 14, min_screen=50),
        )

    def _rule(self, part: str) -> Rule:
        return rule_for(part, read_table(self.text))

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """The rule of a category."""
        rule, t = self._rule(part), self.t
        state = t(N_("of this room")) if rule != rule_for(part, RULES) else ""
        urgency = URGENCY.label_of(rule.urgency, t)
        return (CATEGORY.label_of(part, t), urgency, say_hours(rule.hours, t), state), ""

    def card(self, part: str) -> Sequence[Line]:
        """The rule of the program beside it."""
        return [Line(self.t(N_("From the program")), say_rule(rule_for(part, RULES), self.t))]

    def card_title(self, part: str) -> str:
        """The category."""
        return CATEGORY.label_of(part, self.t)

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """Urgency and time."""
        return (
            FieldSpec("urgency", N_("Urgency"), "code", True, codes=URGENCY),
            FieldSpec(
                "hours", N_("Due in"), "number", True, 20, N_("hours like 4, days like 3d"), submits=True
            ),
        )

    def preset(self, part: str) -> Mapping[str, str]:
        """The rule as it stands."""
        rule = self._rule(part)
        return {"urgency": rule.urgency, "hours": str(rule.hours)}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Another rule."""
        if not given["urgency"]:
            raise DeskError(
                N_("No urgency is chosen: press 1, 2 or 3. What you typed is kept."), code=Exit.USAGE, field="urgency"
            )  # fmt: skip
        rule = Rule(given["urgency"], read_hours(given["hours"]))
        said = f"{self.card_title(part)}: {say_rule(rule, self.t)}"
        return Changed(changed(self.text, part, rule), said)
