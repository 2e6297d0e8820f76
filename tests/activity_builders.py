"""Activities for tests; the people are plainly invented."""

from __future__ import annotations

from contextlib import closing

from deskapp import db
from deskapp.domain.activity import Told
from deskapp.reading import activities as reading
from deskapp.services.activities import Activities
from deskapp.services.activity_undo import reversal
from deskapp.services.batches import Batches
from deskapp.services.undo import Undoing
from deskapp.services.volunteer_undo import Duties
from tests.builders import EN, TestDesk


def verbs(desk: TestDesk) -> Activities:
    return Activities(desk.store, desk.room)


def add(desk: TestDesk, kind: str, **given: str) -> Told:
    return verbs(desk).add(kind, given, desk.actor, EN)


def step(desk: TestDesk, told: Told, code: str, **given: str) -> Told:
    return verbs(desk).step(told.activity.number, code, given, desk.actor, EN)


def correct(desk: TestDesk, told: Told, **given: str) -> Told:
    return verbs(desk).correct(told.activity.number, given, "misheard", desk.actor, EN)


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(
        desk.store, desk.room, {"activity": reversal(), "attendance": Duties(), "batch": Batches()}
    )


def again(desk: TestDesk, told: Told) -> Told:
    """The activity as the file has it now."""
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = reading.by_id(connection, told.activity.id)
    assert found is not None
    return found
