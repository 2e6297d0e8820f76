"""Importing a roster on the screen: the file, the odd rows, all or nothing, stopped halfway, taken back."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskapp.files.roster import read_rows
from deskapp.screens import file_field as files
from deskapp.screens import importing
from deskapp.screens.fieldhelp import FIELDS
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, opened, spell

SIZES = pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = app_builders.new_desk(home, language=request.param)
    yield found
    found.close()


def roster(folder: Path, *rows: tuple[str, str, str], name: str = "roster.csv") -> str:
    """A file of names, phones and teams; gives where it lies."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("姓名", "手机号码", "队伍"))
        lines.writerows(rows)
    return str(path)


def cleared(path: str) -> list[str]:
    """The keys that put a path in the place of what stands in the field."""
    return [*["backspace"] * len(importing.HOME), *spell(path)]


GOOD = (("马玉兰", "13800010001", "明珠队"), ("赵铁柱", "13800010002", "明珠队"))


@SIZES
async def test_every_bad_row_stands_there_by_its_number_and_nothing_is_written(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = roster(tmp_path, *GOOD, ("", "13800010003", ""), ("曾可", "abc", ""))
    async with opened(desk, size=size) as person:
        await person.types("f6", "2", "ctrl+u", *cleared(path), "enter")
        assert person.top == "ImportScreen"
        bad = [line for line in person.lines if f"! {desk.words('Bad row')}" in line]
        assert [next(word for word in line.split() if word.isdigit()) for line in bad] == ["4", "5"]
        person.fits()
        await person.types("ctrl+s")
        assert person.read("SELECT count(*) FROM volunteer")[0][0] == 0
        assert "2" in person.status


async def test_a_good_roster_is_written_at_once_and_taken_back_with_one_key(
    desk: Desk, tmp_path: Path
) -> None:
    path = roster(tmp_path, *GOOD)
    async with opened(desk) as person:
        await person.types("f6", "2", "ctrl+u", *cleared(path), "enter")
        assert "明珠队" in person.screen  # will be made
        await person.types("ctrl+s")
        await person.until(lambda: person.top == "VolunteersScreen")
        await person.settled()
        assert "马玉兰" in person.screen
        assert "赵铁柱" in person.screen
        await person.types("ctrl+z")
        assert person.read("SELECT count(*) FROM volunteer WHERE status <> 'undone'")[0][0] == 0
        assert person.read("SELECT count(*) FROM team WHERE status <> 'undone'")[0][0] == 0


async def test_while_it_is_written_keys_work_and_esc_stops_it_with_nothing_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = roster(tmp_path, *GOOD)
    halfway, go_on = threading.Event(), threading.Event()
    whole = type(desk.importing).roster

    def slow(
        self: Any, found: Any, name: str, actor: Any, t: Any, progress: Callable[[int, int], None]
    ) -> str:
        def told(done: int, of: int) -> None:
            progress(done, of)
            halfway.set()
            assert go_on.wait(20)

        return whole(self, found, name, actor, t, told)

    monkeypatch.setattr(type(desk.importing), "roster", slow)
    async with opened(desk) as person:
        await person.types("f6", "2", "ctrl+u", *cleared(path), "enter", "ctrl+s")
        await person.until(halfway.is_set)
        await person.until(lambda: "1/2" in person.words or "1of2" in person.words)
        await person.types("f8", "f8")  # the screen answers
        await person.types("escape")
        assert person.top == "ImportScreen"
        go_on.set()
        await person.until(lambda: importing.CANCELLED and person.status and "!" in person.status)
        assert person.read("SELECT count(*) FROM volunteer")[0][0] == 0
        await person.types("ctrl+s")
        await person.until(lambda: person.top == "VolunteersScreen")
        assert person.read("SELECT count(*) FROM volunteer")[0][0] == 2


async def test_esc_ends_the_reading_of_a_large_file_and_enter_reads_it_anew(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = roster(tmp_path, *GOOD)
    begun, go_on = threading.Event(), threading.Event()
    whole = read_rows

    def slow(path: Path, *, progress: Callable[[int, int], None], **more: Any) -> Any:
        progress(400, 0)
        begun.set()
        assert go_on.wait(20)
        return whole(path, progress=progress, **more)

    monkeypatch.setattr(importing, "read_rows", slow)
    async with opened(desk) as person:
        await person.types("f6", "2", "ctrl+u", *cleared(path))
        person.burst("enter")
        await person.until(begun.is_set)
        await person.until(lambda: "400" in person.screen)
        person.burst("escape")
        await person.until(lambda: vars(person.app.screen)["_cancelled"])
        go_on.set()
        await person.until(lambda: desk.words(importing.NOT_READ)[:8] in person.error("path"))
        assert person.top == "ImportScreen"
        await person.types("enter")
        await person.until(lambda: "明珠队" in person.screen)
        assert person.read("SELECT count(*) FROM volunteer")[0][0] == 0


PAGES = {
    "hazards": ("f6", "f6"), "appeals": ("f6", "f6", "3"), "custody": ("f6", "f6", "4"), "lost": ("f6", "f6", "5"),
}  # fmt: skip
HEADS = {
    "hazards": (("隐患类别", "隐患内容"), ("gas", "灶具漏气"), "hazard"),
    "appeals": (("内容", "类别"), ("谁见过白色面包车", "theft"), "lead_appeal"),
    "custody": (("物品", "拾获人"), ("黑色钱包", "李阿姨"), "custody"),
    "lost": (("类别", "姓名"), ("pet", "旺财"), "lost_report"),
}


@pytest.mark.parametrize(
    ("kind", "language"), [("hazards", "zh"), ("appeals", "en"), ("custody", "zh"), ("lost", "en")]
)
async def test_a_table_of_field_work_comes_in_by_the_key_of_its_page(
    home: Path, tmp_path: Path, kind: str, language: str
) -> None:
    head, row, table = HEADS[kind]
    desk = app_builders.new_desk(home, language=language)
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((head, row))
    bad = tmp_path / "b.csv"
    with bad.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(((*head, "状态"), (*row, "飞了")))
    async with opened(desk) as person:
        await person.types(*PAGES[kind], "ctrl+u", *cleared(str(bad)), "enter")
        assert any("C2" in line for line in person.lines), person.screen
        person.fits()
        await person.types("shift+tab", *["backspace"] * len(str(bad)), *spell(str(path)), "enter", "ctrl+s")
        await person.until(lambda: person.read(f"SELECT count(*) FROM {table}")[0][0] == 1)
        await person.until(lambda: "ImportScreen" not in person.top)
        await person.settled()
        assert "PL-" in person.status
        await person.types("ctrl+z")
        assert person.read(f"SELECT status FROM {table}")[0][0] == "undone"


async def test_files_that_fit_stand_below_and_down_takes_one(desk: Desk, tmp_path: Path) -> None:
    roster(tmp_path, *GOOD, name="名册.csv")
    (tmp_path / "名单").mkdir()
    (tmp_path / "名册.pdf").write_text("x")
    async with opened(desk) as person:
        await person.types("f6", "2", "ctrl+u", *cleared(f"{tmp_path}/名"), "down", "enter")
        assert "0" in person.screen
        assert desk.words("File") in person.screen
        assert "2" in person.screen
        await person.types("ctrl+s")
        await person.until(lambda: person.top == "VolunteersScreen")
        assert person.read("SELECT count(*) FROM volunteer")[0][0] == 2


async def test_a_file_that_is_not_there_is_told_beside_the_field(desk: Desk, tmp_path: Path) -> None:
    async with opened(desk) as person:
        await person.types("f6", "2", "ctrl+u", *cleared(f"{tmp_path}/none.csv"), "enter")
        assert "none.csv" in person.error("path")
        assert person.field == "path"
        await person.types("tab", "ctrl+s")
        assert person.read("SELECT count(*) FROM volunteer")[0][0] == 0


async def test_it_opens_from_the_list_of_commands(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("ctrl+p", *spell(desk.words("Import a roster")), "enter")
        assert person.top == "ImportScreen"


def test_hidden_files_and_others_are_left_out(tmp_path: Path) -> None:
    for name in ("a.xlsx", ".b.csv", "c.pdf", "d.CSV"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder").mkdir()
    found = [one.fact for one in files.candidates(f"{tmp_path}/", "Folder")]
    assert sorted(found) == ["a.xlsx", "d.CSV", "folder/"]
    assert files.candidates(f"{tmp_path}/none/", "Folder") == ()
    assert files.is_folder("\0") is False


def test_the_field_has_its_own_page() -> None:
    assert "ImportScreen.path" in FIELDS
    assert "AreaImportScreen.path" in FIELDS
