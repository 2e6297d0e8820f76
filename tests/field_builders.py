"""Areas and hazards for tests; the places and people are plainly invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.hazard import Hazard
from deskapp.domain.officer import Actor, Room
from deskapp.services import area_undo, batches, hazards, requests
from deskapp.services.areas import Areas
from deskapp.services.hazards import Hazards
from deskapp.services.store import Store
from deskapp.services.undo import Undoing
from tests.builders import EN, refused


class Desk(Protocol):
    """A desk of the tests or of the program."""

    @property
    def store(self) -> Store: ...

    @property
    def room(self) -> Room: ...

    @property
    def actor(self) -> Actor: ...


TREE = (
    {"name": "城关", "code": "02"},
    {"name": "桃源", "code": "02-05", "parent": "02"},
    {"name": "东苑", "code": "02-05-01", "parent": "02-05"},
    {"name": "南湖", "code": "02-06", "parent": "02"},
    {"name": "一警务区", "kind": "beat", "people": "4500", "size": "2.5"},
    {"name": "二警务区", "kind": "beat"},
    {"name": "东关小学", "kind": "place", "place_kind": "school", "parent": "02-05-01", "contact": "王校长",
     "phone": "13800010001"},
    {"name": "3栋501", "kind": "household", "parent": "02-05-01", "contact": "邓先生", "stamped_on": "2026-11-01"},
)  # fmt: skip
"""Three levels of grids, two beats, a school and a household with a stamp."""


def refuses(verb: Callable[[], object], *words: str) -> None:
    """Assert that a verb is refused in a sentence that says each of `words`."""
    with pytest.raises(DeskError) as error:
        verb()
    refused(error.value, *words)


def areas(desk: Desk) -> Areas:
    return Areas(desk.store, desk.room)


def hazard_verbs(desk: Desk) -> Hazards:
    return Hazards(desk.store, desk.room)


def grids(desk: Desk) -> dict[str, str]:
    """The tree, with 桃源 in the first beat; gives the numbers by name."""
    made = {one["name"]: areas(desk).add(one, desk.actor, EN) for one in TREE}
    areas(desk).correct(made["桃源"], {"beat": "一警务区"}, "borders", desk.actor, EN)
    return made


def hazard(desk: Desk, **given: str) -> Hazard:
    """A hazard that was found; a blocked passage where nothing is said."""
    return hazard_verbs(desk).add(
        {"category": "fire_passage", "summary": "楼道堆放纸箱"} | given, desk.actor, EN
    )


def step(desk: Desk, one: Hazard, code: str, **given: str) -> Hazard:
    return hazard_verbs(desk).step(one.number, code, given, desk.actor, EN)


def undoing(desk: Desk) -> Undoing:
    return Undoing(
        desk.store, desk.room,
        {"area": area_undo.reversal(), "hazard": hazards.reversal(), "request": requests.reversal(),
         "batch": batches.Batches()},
    )  # fmt: skip
