"""The hours by member, team and service, the certificates and one of them look as reviewed, small and large.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_hours.py` writes the snapshots again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.wiring import Desk
from tests.app_builders import opened
from tests.gallery import LANGUAGES, SIZES, practice

GOLDEN = Path(__file__).parent / "golden" / "screens"

SCREENS: dict[str, tuple[str, ...]] = {
    "hours": ("f6", "6"),
    "hours-team": ("f6", "6", "ctrl+b", "2"),
    "hours-service": ("f6", "6", "space", "ctrl+b", "4"),
    "hours-behind": ("f6", "6", "enter"),
    "certificates": ("f6", "6", "ctrl+b", "5", "down"),
    "certificate": ("f6", "6", "ctrl+b", "5", "down", "enter"),
    "certificate-issue": ("f6", "6", "insert"),
}
"""Each screen and the keys that lead to it."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = practice(tmp_path_factory.mktemp("hours"))
    yield found
    found.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_each_screen_of_hours_looks_as_reviewed(
    desk: Desk, screen: str, language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / f"{screen}-{language}-{size[0]}x{size[1]}.txt"
    desk.words = locales.load(language)
    async with opened(
        desk, settings=replace(desk.settings, language=language), size=size, close=False
    ) as person:
        await person.types(*SCREENS[screen])
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
