"""Writing what the box of a new hazard holds, wherever it was opened."""

from __future__ import annotations

from collections.abc import Callable

from deskapp.domain.hazard import Hazard
from deskapp.domain.words import N_, Term
from deskapp.screens.field.hazard_form import AddHazard


def save_hazard(
    dialog: AddHazard,
    given: dict[str, str],
    then: Callable[[Hazard], None] = lambda hazard: None,
    activity_id: int | None = None,
) -> None:
    """Write the hazard, from a request where the box has one; `then` gets it.

    `activity_id` is the key of the patrol or visit on which it was found.
    """
    from deskapp.domain.hazard_codes import STATUS

    desk, t, request = dialog.desk, dialog.t, dialog.request

    def write() -> Hazard:
        if request is None:
            return desk.hazards.add(given, desk.actor, t, activity_id)
        return desk.hazards.add_from(desk.requests, request.number, given, desk.actor, t, request.version)

    def done(one: Hazard) -> None:
        dialog.saved()
        dialog.close_once(True)
        dialog.host.tell(
            N_("{number}: {state} · Ctrl+Z undoes"), "good", number=one.number,
            state=Term(STATUS.source_of(one.status)),
        )  # fmt: skip
        then(one)

    dialog.act(write, done, dialog.refused)
