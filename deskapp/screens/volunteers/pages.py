"""The pages of the volunteers: one table, and what every page shares."""

from __future__ import annotations

from typing import ClassVar

from deskapp.domain.words import N_
from deskapp.screens.base import DeskScreen
from deskapp.screens.paging import NEW, OF_NEW, Group, Page, PagedScreen, SmallPaged

__all__ = [
    "GROUP",
    "NEW",
    "OF_NEW",
    "PAGES",
    "RECORDS",
    "SmallPage",
    "VolunteersPage",
    "page",
    "record_class",
]

_HERE = __package__

PAGES = (
    Page(1, N_("Duty board"), f"{_HERE}.board", "DutyBoardScreen"),
    Page(2, N_("Register"), f"{_HERE}.register", "VolunteersScreen"),
    Page(3, N_("Review"), f"{_HERE}.review", "ReviewScreen"),
    Page(4, N_("Teams"), f"{_HERE}.teams", "TeamsScreen"),
    Page(5, N_("Equipment"), f"{_HERE}.stock", "StockScreen"),
    Page(6, N_("Service hours"), f"{_HERE}.hours", "HoursScreen"),
)  # fmt: skip
"""In the order of their digits; the first one is where F6 leads."""

RECORDS = {
    "YJ": (f"{_HERE}.member", "MemberScreen"),
    "QD": (f"{_HERE}.duty", "DutyScreen"),
    "PB": (f"{_HERE}.plan", "PlanScreen"),
    "DW": (f"{_HERE}.team", "TeamScreen"),
    "ZB": (f"{_HERE}.equipment", "EquipmentScreen"),
    "ZM": (f"{_HERE}.certificate", "CertificateScreen"),
}  # fmt: skip
"""The screens of single records, by what stands before their numbers: module and class."""

GROUP = Group(N_("Volunteers"), PAGES, RECORDS)


def page(digit: int) -> Page | None:
    """The page on a digit."""
    return GROUP.page(digit)


def record_class(number: str) -> type[DeskScreen] | None:
    """The class of the screen for a record of the volunteers, or None where its register has none."""
    return GROUP.record_class(number)


class VolunteersPage(PagedScreen):
    """A list of the volunteers with the strip of all their pages above."""

    GROUP = GROUP
    OTHER = N_("Field work")
    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("1–6", N_("turn to that page of the volunteers")),
        ("Ctrl+← →", N_("turn to the page before, or to the next")),
        ("F6", N_("to the pages of field work, and back")),
    )


class SmallPage(SmallPaged, VolunteersPage):
    """A page of the volunteers whose rows are all at hand, with a form of its own for something new."""
