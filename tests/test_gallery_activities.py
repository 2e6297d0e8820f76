"""The page of activities and an opened one look as reviewed.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_activities.py` writes the snapshots again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.wiring import Desk
from tests.app_builders import NARROW, new_desk, opened, turn
from tests.duty_builders import crew

GOLDEN = Path(__file__).parent / "golden" / "screens"

DONE: tuple[tuple[str, dict[str, str]], ...] = (
    ("patrol", {"when": "08:00-09:30", "people_in": "0001,0002,李辉", "place": "明珠路", "mode": "foot"}),
    ("patrol", {"when": "10:00-11:00", "place": "北门"}),
    ("publicity", {"topic": "telecom_fraud", "form": "gathering", "people": "60", "copies": "1200", "place": "广场"}),
    ("persuasion", {"persuasion": "red_light", "people_in": "0003", "times": "5"}),
    ("info", {"info": "rental", "items": "46"}),
    ("school_guard", {"when": "tomorrow 07:20-08:20", "unit": "明珠小学", "people_in": "0004"}),
    ("patrol", {"when": "11:00-", "people_in": "0001", "place": "公园"}),
    ("patrol", {"when": "12:30-13:00", "place": "商业街", "team": "明珠队"}),
)  # fmt: skip

SCREENS: dict[str, tuple[str, ...]] = {
    "activities": ("f6", "f6", "2"),
    "activity": ("f6", "f6", "2", "enter"),
    "activity-new": ("f6", "f6", "2", "insert", "2"),
}
"""Each screen and the keys that lead to it."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = crew(new_desk(tmp_path_factory.mktemp("activities")))
    for kind, given in DONE:
        found.activities.add(kind, given, found.actor, found.words)
    turn(found, hours=2)  # the last one should have been held by now
    yield found
    found.close()


@pytest.mark.parametrize(
    ("screen", "language"),
    [("activities", "zh"), ("activities", "en"), ("activity", "zh"), ("activity-new", "zh")],
)
async def test_each_screen_of_activities_looks_as_reviewed(desk: Desk, screen: str, language: str) -> None:
    golden = GOLDEN / f"{screen}-{language}-{NARROW[0]}x{NARROW[1]}.txt"
    desk.words = locales.load(language)
    async with opened(
        desk, settings=replace(desk.settings, language=language), size=NARROW, close=False
    ) as person:
        await person.types(*SCREENS[screen])
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
