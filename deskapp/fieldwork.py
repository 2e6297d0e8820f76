"""The verbs of field work, as the app has them: a hazard from a request, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import App

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens.base import DeskLike, DeskScreen

if TYPE_CHECKING:
    from deskapp.domain.hazard import Hazard


class FieldVerbs(App[None]):
    """The part of the app that makes records of field work from everywhere."""

    def action_to_hazard(self) -> None:
        """A hazard of the request at hand; where there is none, an empty box."""
        top, host = self.screen, cast(DeskLike, self)
        if getattr(self, "_desk", None) is None or not isinstance(top, DeskScreen):
            return
        number = top.request_at_hand()
        if number:
            self._hazard_of(host, number)
        else:
            self.new_hazard()

    def new_hazard(self, usual: dict[str, str] | None = None, activity_id: int | None = None) -> None:
        """An empty box over the screen; `usual` is filled in, as by the patrol `activity_id` on which it was found."""
        from deskapp.screens.field.hazard_form import AddHazard
        from deskapp.screens.field.saving import save_hazard

        def save(dialog: AddHazard, given: dict[str, str]) -> None:
            save_hazard(dialog, given, self._entered, activity_id)

        self.push_screen(AddHazard(save, usual=usual))

    def _hazard_of(self, host: DeskLike, number: str) -> None:
        """Make a hazard of the request `number`; where one was made already, open that."""
        from deskapp.domain.request_steps import machine
        from deskapp.reading import hazards, requests
        from deskapp.screens.field.hazard_form import AddHazard
        from deskapp.screens.field.saving import save_hazard

        desk = host.desk
        request = requests.find(desk.reader, desk.room.id, number)
        if request is None:
            return
        if made := hazards.of_request(desk.reader, request.id):
            host.open_field(made)
            host.tell(N_("{number} is hazard {hazard} already: here it is."), number=number, hazard=made)
            return
        try:
            machine().path(request.status, "resolve")
        except DeskError:
            host.refuse(
                DeskError(
                    N_("{number} is closed: open it again first, with its step “Reopen”, then press h."), number=number
                )
            )  # fmt: skip
            return
        host.tell("")

        def save(dialog: AddHazard, given: dict[str, str]) -> None:
            save_hazard(dialog, given, self._entered)

        self.push_screen(AddHazard(save, request=request))

    def _entered(self, _hazard: Hazard) -> None:
        """Show on the screen below what was made of it."""
        reload = getattr(self.screen, "reload", None)
        if reload is not None:
            reload()
