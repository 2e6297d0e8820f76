"""Areas and hazards look as reviewed.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_field.py` writes the snapshots again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskapp.wiring import Desk
from tests.app_builders import NARROW, WIDE, log, new_desk, opened, turn
from tests.field_builders import grids, hazard, step

GOLDEN = Path(__file__).parent / "golden" / "screens"

SCREENS: dict[str, tuple[str, ...]] = {
    "hazards": ("f6", "f6"),
    "hazard": ("f6", "f6", "down", "enter"),
    "hazard-new": ("f6", "f6", "insert", "1", "2", *"飞线充电"),
    "areas": ("f6", "f6", "6", "down"),
    "area": ("f6", "f6", "6", "down", "down", "enter"),
}
"""Each screen and the keys that lead to it."""

SHOWN = [
    *((name, "zh", NARROW) for name in SCREENS),
    *((name, "en", NARROW) for name in SCREENS),
    ("hazards", "zh", WIDE),
    ("areas", "zh", WIDE),
]


def rounds(folder: Path, language: str) -> Desk:
    """A tree of areas, and hazards of five days: overdue, ordered, transferred, fixed."""
    desk = new_desk(folder, language=language)
    grids(desk)
    turn(desk, days=-5)
    late = hazard(desk, area="东苑", place="3栋", deadline="+2d", owner="物业", owner_phone="13800010009")
    hazard(desk, level="major", place="农贸市场")
    turn(desk, days=5)
    step(desk, late, "fail", text="还在", deadline="+1d")
    hazard(desk, category="wiring", summary="私拉电线", measure="fixed", done="当场拆除", area="东关")
    step(
        desk,
        hazard(desk, category="dog", summary="大狗不拴绳", area="02"),
        "transfer",
        receiver="city_mgmt",
        due="+3d",
    )
    log(desk, category="hazard", summary="井盖破损", area="东苑")
    return desk


@pytest.mark.parametrize(
    ("screen", "language", "size"), SHOWN, ids=lambda one: one if isinstance(one, str) else str(one[0])
)
async def test_each_screen_of_field_work_looks_as_reviewed(
    tmp_path: Path, screen: str, language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / f"field-{screen}-{language}-{size[0]}x{size[1]}.txt"
    async with opened(rounds(tmp_path, language), size=size) as person:
        await person.types(*SCREENS[screen])
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
