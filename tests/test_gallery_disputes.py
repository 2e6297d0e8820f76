"""The list of disputes, an open file and the form of an outcome look as reviewed, in both languages, small and large.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_disputes.py` writes the snapshots again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskapp.wiring import Desk
from tests.app_builders import new_desk, opened, turn
from tests.gallery import LANGUAGES, SIZES
from tests.test_app_disputes import PROMISED, SAT, advance, quarrel

GOLDEN = Path(__file__).parent / "golden" / "screens"

SCREENS: dict[str, tuple[str, ...]] = {
    "disputes": ("f3",),
    "dispute": ("f3", "down", "down", "enter"),
    "outcome": ("f3", "7"),
    "papers": ("f3", "down", "down", "enter", "ctrl+b"),
    "paper": ("f3", "down", "down", "enter", "ctrl+b", "enter"),
}
"""Each screen and the keys that lead to it."""


def quarrels(folder: Path, language: str) -> Desk:
    """Four disputes in different states, one of them sheltered, eleven days on."""
    desk = new_desk(folder, language=language)
    number = quarrel(desk, amount="500", place="三号楼二单元").dispute.number
    advance(desk, number, *PROMISED)
    quarrel(desk, "周小明", "王强", summary="停车位之争，扬言要打人")
    advance(desk, quarrel(desk, "孙丽", "李四", summary="宠物狗扰民", type="dog").dispute.number, *SAT)
    quarrel(desk, "吴梅", "钱多", summary="房租", type="lease", flags="domestic_violence")
    turn(desk, days=11)
    return desk


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_each_screen_of_disputes_looks_as_reviewed(
    tmp_path: Path, screen: str, language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / f"{screen}-{language}-{size[0]}x{size[1]}.txt"
    async with opened(quarrels(tmp_path, language), size=size) as person:
        await person.types(*SCREENS[screen])
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
