"""Each screen looks as it was reviewed, in both languages, small and large; the pictures are there.

`UPDATE_GOLDEN=1 pytest tests/test_gallery.py` writes the snapshots again; `python -m tests.pictures` the pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.wiring import Desk
from tests.gallery import LANGUAGES, SCREENS, SIZES, practice, shown
from tests.pictures import FOLDER, MOST, name_of, tidy

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "screens"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = practice(tmp_path_factory.mktemp("gallery"))
    yield found
    found.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_each_screen_looks_as_reviewed(
    desk: Desk, screen: str, language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / name_of(screen, language, size).replace(".svg", ".txt")
    async with shown(desk, screen, language, size) as person:
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


async def test_a_picture_is_the_same_every_time_and_names_no_place(tmp_path: Path) -> None:
    painted = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        desk = practice(folder, anew=name == "two")
        async with shown(desk, "record", "zh", SIZES[0]) as person:
            painted.append(tidy(person.app.export_screenshot(title="deskapp")))
        desk.close()
    assert painted[0] == painted[1]
    assert str(tmp_path) not in painted[0]
    assert "http" not in painted[0].replace("http://www.w3.org/", "")


def test_every_picture_is_there_and_all_of_them_are_small() -> None:
    wanted = {
        name_of(screen, language, size) for screen in SCREENS for language in LANGUAGES for size in SIZES
    }
    assert {path.name for path in FOLDER.iterdir()} == wanted
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST


def test_docs_hold_pages_and_pictures_alone() -> None:
    assert {path.name for path in (ROOT / "docs").iterdir() if path.suffix != ".md"} == {"pictures"}
