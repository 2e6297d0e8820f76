"""Painting sparingly shows what painting everything would show."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from deskapp.widgets.sparse import SparseCompositor
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, WIDE, Person, opened

WALKS = ((), ("f5",), ("f2", "enter"), ("f1",), ("ctrl+p",), ("enter",))


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = app_builders.new_desk(home)
    for _ in range(30):
        app_builders.log(found, applicant="王秀英")
    yield found
    found.close()


def painted(kind: type[Compositor], person: Person, crop: Region) -> list[tuple[int, int, str]]:
    """The parts of the lines in `crop`, as `kind` puts them together."""
    compositor = person.app.screen._compositor
    renders = list(kind._get_renders(compositor, crop))
    stock = Compositor._render_chops
    compositor.__dict__["_get_renders"] = lambda _: renders
    try:
        chops = stock(compositor, crop, set(crop.line_range).__contains__)
    finally:
        del compositor.__dict__["_get_renders"]
    return [
        (y, x, strip.text)
        for y in crop.line_range
        for x, strip in chops[y].items()
        if strip is not None and crop.x <= x < crop.right
    ]


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("walk", WALKS, ids=["-".join(walk) or "board" for walk in WALKS])
async def test_any_part_of_a_screen_is_painted_as_ever(
    desk: Desk, walk: tuple[str, ...], size: tuple[int, int]
) -> None:
    chance = random.Random(1)
    async with opened(desk, size=size) as person:
        await person.types(*walk)
        assert isinstance(person.app.screen._compositor, SparseCompositor)
        wide, high = size
        for _ in range(20):
            x, y = chance.randrange(wide), chance.randrange(high)
            crop = Region(x, y, chance.randint(1, wide - x), chance.randint(1, high - y))
            assert painted(SparseCompositor, person, crop) == painted(Compositor, person, crop)


async def test_what_is_hidden_altogether_is_not_asked_for(desk: Desk) -> None:
    async with opened(desk) as person:
        line = Region(0, 5, 80, 1)
        parts = list(person.app.screen._compositor._get_renders(line))
        assert [len(strips) for _, _, strips in parts] == [1] * len(parts)
        assert len(parts) <= 2
