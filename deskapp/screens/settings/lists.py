"""The page of settings with parts: code lists, due table, phrases, rules in force and words for guessing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deskapp.domain.codebook import FIXED
from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row
from deskapp.domain.request_card import Line
from deskapp.domain.setting_all import SETTINGS
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_lists import GROUP
from deskapp.domain.words import N_, Words
from deskapp.screens.base import DeskScreen
from deskapp.screens.settings.clocks import ClocksScreen
from deskapp.screens.settings.codes import CodesScreen
from deskapp.screens.settings.due import DueScreen
from deskapp.screens.settings.part import PART
from deskapp.screens.settings.parts import PartsScreen
from deskapp.screens.settings.phrases import PhrasesScreen
from deskapp.screens.settings.rewards import RewardsScreen
from deskapp.screens.settings.rules import RulesScreen
from deskapp.screens.settings.sentences import TemplatesScreen
from deskapp.screens.settings.values import ValuesPage, entry_of
from deskapp.screens.settings.words import WordsScreen
from deskapp.screens.settings.workdays import WorkdaysScreen

if TYPE_CHECKING:
    from deskapp.wiring import Desk

_SCREENS: dict[str, type[PartsScreen]] = {
    "due": DueScreen, "clocks": ClocksScreen, "workdays": WorkdaysScreen,
    "phrases": PhrasesScreen, "rules": RulesScreen, "words": WordsScreen,
    "reward_rules": RewardsScreen, "sentences": TemplatesScreen,
}  # fmt: skip
_FIXED = 1_000_000
"""The rows of lists that no room changes begin here."""
WHY_FIXED = N_(
    "This list is fixed: the steps of the desk and the due dates are built on it. The other lists can be changed."
)


def screen_of(name: str, draft: Draft | None = None) -> PartsScreen:
    """The page of the parts of a setting; `draft` is a half-typed part that is opened at once."""
    return _SCREENS.get(name, CodesScreen)(name, draft)


def screen_of_draft(draft: Draft) -> PartsScreen:
    """The page on which a half-typed part belongs."""
    return screen_of(draft.place.kind.removeprefix(PART), draft)


@dataclass(frozen=True, slots=True)
class ListsPage(ValuesPage):
    """The settings that have parts, and the lists that are fixed."""

    label: str = GROUP

    def rows(self, desk: Desk, t: Words) -> Sequence[Row]:
        """One row a setting, then the fixed lists."""
        fixed = [
            Row((), _FIXED + at, (t(codes.label), t(N_("fixed")), ""), "muted")
            for at, codes in enumerate(FIXED)
        ]
        return [*ValuesPage.rows(self, desk, t), *fixed]

    def _entries(self) -> list[Setting]:
        return [entry for entry in SETTINGS if entry.parts]

    def card(self, desk: Desk, t: Words, row: int) -> tuple[str, Sequence[Line]]:
        """All that is known of a setting."""
        if row >= _FIXED:
            return t(FIXED[row - _FIXED].label), (Line(t(N_("Means")), t(WHY_FIXED)),)
        return ValuesPage.card(self, desk, t, row)

    def history(self, desk: Desk, t: Words, row: int) -> Sequence[Line]:
        """Every change of a setting."""
        return () if row >= _FIXED else ValuesPage.history(self, desk, t, row)

    def open(self, screen: DeskScreen, row: int) -> None:
        """Show its parts."""
        if row >= _FIXED:
            screen.host.tell(WHY_FIXED)
        else:
            screen.app.push_screen(screen_of(entry_of(row).name))
