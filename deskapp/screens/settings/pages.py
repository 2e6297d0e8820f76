"""The pages of the settings in their order; a page of its own kind is added here by one line."""

from __future__ import annotations

from deskapp.domain.setting_all import SETTINGS
from deskapp.screens.settings.lists import ListsPage
from deskapp.screens.settings.page import Page
from deskapp.screens.settings.people import PeoplePage
from deskapp.screens.settings.values import ValuesPage


def _groups() -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.group for entry in SETTINGS if not entry.parts))


PAGES: tuple[Page, ...] = (
    *(ValuesPage(group) for group in _groups()),
    ListsPage(),
    PeoplePage(),
)
