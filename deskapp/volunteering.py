"""The verbs of volunteers and field work, as the app has them: their pages and what is opened from everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import App

from deskapp.domain.words import N_
from deskapp.screens.base import DeskLike, DeskScreen

if TYPE_CHECKING:
    from pathlib import Path


class VolunteerVerbs(App[None]):
    """The part of the app that opens the screens of volunteers and of field work."""

    @property
    def _desk_like(self) -> DeskLike:
        return cast(DeskLike, self)

    def action_volunteers(self) -> None:
        """F6: the pages of the volunteers, the first one on top; on a page of theirs, field work, and back."""
        from deskapp.screens.field import pages as field
        from deskapp.screens.paging import PagedScreen
        from deskapp.screens.volunteers import pages as volunteers

        top = self.screen
        if getattr(self, "_desk", None) is None or not isinstance(top, DeskScreen):
            return
        if not isinstance(top, PagedScreen):
            self._desk_like.tell("")
            self.push_screen(volunteers.PAGES[0].make())
        elif top.GROUP is volunteers.GROUP and field.PAGES:
            top.turn_to(field.PAGES[0])
        elif volunteers.PAGES[0].digit != top.PAGE or top.GROUP is not volunteers.GROUP:
            top.turn_to(volunteers.PAGES[0])

    def action_import_volunteers(self) -> None:
        """A roster from Excel or CSV."""
        from deskapp.screens.volunteers.importing import ImportScreen

        self._push_once(ImportScreen)

    def action_import_areas(self) -> None:
        """Areas from Excel or CSV."""
        from deskapp.screens.field.area_import import AreaImportScreen

        self._push_once(AreaImportScreen)

    def action_import_activities(self) -> None:
        """Activities from Excel or CSV."""
        from deskapp.screens.field.activity_import import ActivityImportScreen

        self._push_once(ActivityImportScreen)

    def action_import_field(self, register: str) -> None:
        """Hazards, lead appeals, found things or lost reports from Excel or CSV."""
        from deskapp.screens.field.field_import import SCREENS

        self._push_once(SCREENS[register])

    def _push_once(self, kind: type[DeskScreen]) -> None:
        top = self.screen
        if getattr(self, "_desk", None) is None or not isinstance(top, DeskScreen):
            return
        if not isinstance(top, kind):
            self._desk_like.tell("")
            self.push_screen(kind())

    def open_volunteer(self, number: str) -> None:
        """Show the entry of a volunteer on top."""
        self._open(number)

    def open_duty(self, number: str) -> None:
        """Show a duty on top."""
        self._open(number)

    def open_team(self, number: str) -> None:
        """Show a team on top."""
        self._open(number)

    def open_equipment(self, number: str) -> None:
        """Show a kind of equipment, or a piece, on top."""
        self._open(number)

    def open_field(self, number: str) -> None:
        """Show a record of field work on top."""
        self._open(number)

    def new_of_request(self, register: str, number: str) -> None:
        """Make a record of field work of a request; where one was made already, open that."""
        from deskapp.reading.field_records import made_of
        from deskapp.screens.field.new_record import NewRecord

        host = self._desk_like
        if made := made_of(host.desk.reader.execute, host.desk.room.id, register, number):
            self._open(made)
            host.tell(N_("{number} is {other} already: here it is."), number=number, other=made)
            return
        host.tell("")
        self.push_screen(NewRecord(register, self._open, number))

    def write_volunteers(self, ids: Sequence[int]) -> Path:
        """Write the chosen volunteers as an Excel file; runs in a thread."""
        from deskapp import exports

        host = self._desk_like
        return exports.write_volunteers(host.desk, ids, host.words)

    def _open(self, number: str) -> None:
        from deskapp.screens.field import pages as field
        from deskapp.screens.volunteers import pages as volunteers

        kind, host = volunteers.record_class(number) or field.GROUP.record_class(number), self._desk_like
        if kind is None:
            host.tell(N_("{number} is shown at the command line: deskapp show {number}"), number=number)
        else:
            host.tell("")
            self.push_screen(kind(number))
