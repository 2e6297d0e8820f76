"""Every register whose records name an area is listed by area, rolled up the tree; the others say that they are not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from deskapp.__main__ import main
from deskapp.domain.attendance_given import Given
from deskapp.reading import areas, request_lists
from deskapp.reading.request_lists import RequestFilter
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk, opened
from tests.duty_builders import crew
from tests.field_builders import grids, hazard


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One record of each register in 东苑, one in 南湖, one of no area."""
    found = new_desk(tmp_path_factory.mktemp("areas"))
    grids(found)
    crew(found)
    actor, t = found.actor, found.words
    for at, area in enumerate(("东苑", "南湖", ""), 1):
        log(found, area=area)
        found.disputes.open({"type": "noise", "summary": "吵", "area": area}, [], actor, t)
        hazard(found, area=area)
        found.activities.add("patrol", {"when": "08:00-09:00", "place": "路", "area": area}, actor, t)
        found.attendances.check_in(f"000{at}", actor, t, Given(area=area))
        found.appeals.add({"text": "谁见过面包车？", "area": area}, actor, t)
        found.custody.receive({"kind": "wallet", "name": "钱包", "area": area}, actor, t)
        found.lost_reports.report({"kind": "wallet", "name": "钱包", "area": area}, actor, t)
    yield found
    found.close()


def listed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> list[dict[str, object]]:
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    capsys.readouterr()
    assert main(["--db", str(desk.settings.database), "--lang", "en", "list", *words, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    "kind",
    ["requests", "disputes", "hazards", "activities", "attendances", "appeals", "custody", "lost"],
)
def test_a_register_is_listed_by_area_with_all_under_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    def count(*words: str) -> int:
        return len(listed(desk, monkeypatch, capsys, kind, *words))

    assert [count(), count("--area", "02"), count("--area", "02-05"), count("--area", "南湖")] == [3, 2, 1, 1]
    assert count("--area", "一警务区") == 1  # the grid of a beat, named by the beat
    assert count("--area", "二警务区") == 0


def test_areas_are_listed_below_one_of_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [one["name"] for one in listed(desk, monkeypatch, capsys, "areas", "--area", "02-05")]
    assert names == ["桃源", "东苑", "东关小学", "3栋501"]


@pytest.mark.parametrize("kind", ["volunteers", "teams", "equipment", "handovers"])
def test_what_names_no_area_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    assert main(["--db", str(desk.settings.database), "--lang", "en", "list", kind, "--area", "02"]) == 2
    assert "leave --area out" in capsys.readouterr().err


def test_a_long_list_of_an_area_is_walked_and_a_short_one_is_sorted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = next(one for one in areas.areas(desk.reader, desk.room.id) if one.code == "02")
    chosen = RequestFilter(area_id=top.id)
    sources = []
    for few in (5000, 1):
        monkeypatch.setattr(request_lists, "FEW", few)
        source = request_lists.list_source(desk.connection, desk.room, chosen, desk.clock(), desk.words)
        sources.append([row.id for row in source.first(10)])
    assert sources == [[2, 1], [2, 1]]


async def test_the_find_box_and_the_activities_are_narrowed_to_an_area(desk: Desk) -> None:
    async with opened(desk, close=False) as person:
        await person.types("f5", "tab", "tab", "tab", "tab", "tab")
        assert person.field == "area"
        await person.writes("桃源\n")
        assert "001" in person.screen
        assert "002" not in person.screen
        await person.types("escape", "f6", "f6", "2", "a")
        await person.writes("南湖\n")
        assert "02-06 南湖" in person.screen
        await person.types("ctrl+l")
        assert "02-06 南湖" not in person.screen
