"""A hazard that was found on an activity: entered with its place, area and finder by one key."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from deskapp.domain.activity import Told
from deskapp.domain.words import N_
from deskapp.screens.base import DeskScreen
from deskapp.screens.field.hazard_form import AddHazard
from deskapp.screens.field.saving import save_hazard
from deskapp.screens.options import AREA, area_number

HAZARD = Binding("h", "hazard", N_("Hazard found"), key_display="h")


def ask_hazard(screen: DeskScreen, told: Told, then: Callable[[], None]) -> None:
    """Open the box of a new hazard over `screen`; `then` is called when it is written."""
    one, desk = told.activity, screen.desk
    found_at = one.end_at or one.start_at
    finder = next((who.number for who in told.with_role("member") if who.volunteer_id), "")
    usual = {
        "place": one.place, AREA: area_number(desk, one.area_id), "finder": finder,
        "source": "visit" if one.kind == "visit" else "patrol",
        "found_at": f"{desk.room.calendar.local(found_at):%Y-%m-%d %H:%M}" if found_at else "",
    }  # fmt: skip

    def save(dialog: AddHazard, given: dict[str, str]) -> None:
        save_hazard(dialog, given, lambda _: then(), one.id)

    screen.app.push_screen(AddHazard(save, usual=usual))
