"""The pages of field work: one table, and what every page shares. A later register adds its row here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from deskapp.domain.words import N_
from deskapp.screens.paging import Group, Page, PagedScreen, SmallPaged

_HERE = __package__

PAGES: tuple[Page, ...] = (
    Page(1, N_("Hazards"), f"{_HERE}.hazards", "HazardsScreen"),
    Page(2, N_("Activities"), f"{_HERE}.activities", "ActivitiesScreen"),
    Page(3, N_("Lead appeals"), f"{_HERE}.lists", "AppealsScreen", N_("Appeals")),
    Page(4, N_("Found things"), f"{_HERE}.lists", "FoundScreen", N_("Things")),
    Page(5, N_("Missing"), f"{_HERE}.lists", "LostScreen"),
    Page(6, N_("Areas"), f"{_HERE}.areas", "AreasScreen"),
    Page(7, N_("Patrol plan"), f"{_HERE}.patrol_plan", "PatrolPlanScreen", N_("Rounds")),
)
"""In the order of their digits: hazards, activities, appeals, found, lost, areas, patrol plan, figures."""

RECORDS: Mapping[str, tuple[str, str]] = {
    "YH": (f"{_HERE}.hazard", "HazardScreen"),
    "HD": (f"{_HERE}.activity", "ActivityScreen"),
    "XS": (f"{_HERE}.appeal", "AppealScreen"),
    "ZC": (f"{_HERE}.found_item", "FoundItemScreen"),
    "ZX": (f"{_HERE}.lost_report", "LostReportScreen"),
    "QY": (f"{_HERE}.area", "AreaScreen"),
}
"""The screens of single records, by what stands before their numbers: module and class."""

GROUP = Group(N_("Field work"), PAGES, RECORDS)


class FieldPage(PagedScreen):
    """A list of field work with the strip of all its pages above."""

    GROUP = GROUP
    OTHER = N_("Volunteers")
    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("1–9", N_("turn to that page of field work")),
        ("Ctrl+← →", N_("turn to the page before, or to the next")),
        ("F6", N_("to the pages of the volunteers, and back")),
    )


class SmallFieldPage(SmallPaged, FieldPage):
    """A page of field work whose rows are all at hand, with a form of its own for something new."""
