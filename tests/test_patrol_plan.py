"""Where and when to patrol: what gives points, what counts as patrolled, and windows that can be reckoned again."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.__main__ import main
from deskapp.domain.area_levels import Levels, Spot
from deskapp.domain.patrol_plan import Plan, heat_row
from deskapp.domain.patrol_points import Tally, Weights
from deskapp.domain.patrol_route import Ground, Walked, way, way_text
from deskapp.domain.times import Calendar
from deskapp.domain.words import Words
from deskapp.reading.by_hour import spread, stretches
from deskapp.reading.patrol_plan import plan
from deskapp.wiring import Desk
from tests.app_builders import NARROW, log, new_desk, opened
from tests.field_builders import grids, hazard

GOLDEN = Path(__file__).parent / "golden" / "screens"
TODAY = date(2026, 11, 21)
A, B = 1, 2
USUAL = Weights()


def made(cells: dict[tuple[int, int], Tally], weights: Weights = USUAL) -> Plan:
    return Plan(date(2026, 9, 27), TODAY, 8, weights, cells, {A: "一号网格", B: "二号网格"})


@pytest.mark.parametrize(
    ("minute", "length", "found"),
    [
        (90, 45, [(1, 30), (2, 15)]),
        (0, 60, [(0, 60)]),
        (23 * 60 + 30, 60, [(23, 30), (0, 30)]),
        (0, 0, []),
        (30, 24 * 60, [(hour, 60) for hour in range(24)]),
    ],
)
def test_a_stretch_of_time_falls_into_its_hours(
    minute: int, length: int, found: list[tuple[int, int]]
) -> None:
    assert list(spread(minute, length)) == found


def test_where_a_clock_is_turned_each_part_counts_by_its_own() -> None:
    (one,) = stretches(Calendar(), date(2026, 1, 1), date(2026, 12, 31))
    assert (one.first, one.last, one.ahead) == (date(2026, 1, 1), date(2026, 12, 31), 480)
    parts = list(stretches(Calendar("Europe/Berlin"), date(2026, 1, 1), date(2026, 12, 31)))
    assert [(part.first.month, part.ahead) for part in parts] == [(1, 60), (3, 120), (10, 60)]


def test_the_window_with_the_most_points_for_its_patrol_comes_first() -> None:
    found = made({
        (A, 20): Tally(requests=4, disputes=3), (A, 21): Tally(hazards=2),
        (B, 9): Tally(requests=16, minutes=16 * 60),
    })  # fmt: skip
    first, second = found.windows(2)
    assert (first.area, first.hours(), first.points, first.worth, first.times) == (
        A,
        "20:00–22:00",
        12,
        12.0,
        2,
    )
    # 16 points, two hours of patrol a week: 16 ÷ (1 + 2); the window that begins at 8 holds the same.
    assert (second.area, second.points, second.weekly, round(second.worth, 1)) == (B, 16, 2.0, 5.3)


def test_the_arithmetic_stands_in_words_with_every_number() -> None:
    (one,) = made({(A, 20): Tally(4, 3, 1, 240)}).windows(1)
    said = one.reckoned(Weights(), 8, Words.plain())
    assert said == (
        "4 requests × 1 + 3 disputes × 2 + 1 hazards × 1 = 11 points in 8 weeks; patrolled 0.5 h a week; "
        "11 ÷ (1 + 0.5) = 7.3"
    )


def test_windows_of_one_grid_never_overlap_and_nothing_proposes_nothing() -> None:
    found = made({(A, 23): Tally(requests=3), (A, 0): Tally(requests=2), (A, 1): Tally(requests=2)})
    hours = [one.hour for one in found.windows(9)]
    assert hours[0] == 23
    assert all(min((a - b) % 24, (b - a) % 24) >= 2 for a in hours for b in hours if a != b)
    assert made({(A, 3): Tally(minutes=60)}).windows() == ()


def test_what_weighs_nothing_gives_no_points() -> None:
    found = made({(A, 8): Tally(requests=5, hazards=1)}, Weights(0, 2, 3))
    assert found.cell(A, 8).points(found.weights) == 3
    assert made({}).areas() == ()


def test_a_line_of_the_table_is_readable_without_colour_and_without_shapes() -> None:
    found = made({(A, 0): Tally(requests=9), (A, 1): Tally(requests=5), (A, 2): Tally(minutes=20)})
    assert heat_row(found, A, "points", range(3), Words.plain()) == " █9   ▒5     - "
    plain = locales.load("en", ascii=True)
    assert heat_row(found, A, "points", range(3), plain) == " #9   +5     - "
    assert heat_row(found, A, "patrol", range(3), plain) == "   -    -  +1  "


# -- the way

LEVELS = Levels({
    1: Spot(1, "grid", "02 城关", None, None, True, "城关"),
    2: Spot(2, "grid", "02-05 桃源", 1, None, True, "桃源"),
    3: Spot(3, "grid", "02-05-01 东苑", 2, None, True, "东苑"),
    4: Spot(4, "grid", "02-06 南湖", 1, None, True, "南湖"),
    5: Spot(5, "place", "东关小学", 3, None, True, "东关小学"),
})  # fmt: skip


def ground(
    own: dict[tuple[int, int], Tally], patrolled: dict[tuple[int, int], frozenset[int]] | None = None,
    routes: tuple[Walked, ...] = (),
) -> Ground:  # fmt: skip
    return Ground(LEVELS, 1, own, patrolled or {}, routes)


def test_a_way_keeps_neighbours_together_the_heaviest_part_first() -> None:
    found = ground({(4, 20): Tally(requests=6), (3, 20): Tally(requests=4), (5, 21): Tally(disputes=2)})
    stops = way(found, 1, 20, USUAL, 4)
    assert [(one.name, one.points, one.weight) for one in stops] == [
        ("02-05-01 东苑", 4, 4), ("东关小学", 4, 4), ("02-06 南湖", 6, 6),
    ]  # fmt: skip
    assert way_text(stops, Words.plain()) == "02-05-01 东苑 → 东关小学 → 02-06 南湖"
    assert way_text(stops[:2], locales.load("en", ascii=True)) == "02-05-01 东苑 > 东关小学"
    assert [one.area for one in way(found, 1, 20, USUAL, 4, most=1)] == [4]
    assert way(found, 1, 8, USUAL, 4) == way(found, 2, 20, USUAL, 4) == ()


def test_a_place_weighs_less_the_more_weeks_it_was_patrolled_and_says_how() -> None:
    own = {(3, 20): Tally(requests=5, hazards=2)}
    weights = Weights(1, 2, 2)
    (one,) = way(ground(own, {(3, 21): frozenset({2})}), 1, 20, weights, 4)
    assert one.reckoned(weights, 4, Words.plain()) == (
        "02-05-01 东苑: 5 requests × 1 + 2 hazards × 2 = 9, patrolled in 1 of 4 weeks: 9 × 3 ÷ 4 = 6.8"
    )
    routes = (
        Walked("北门—东苑—南湖", "HD-20261120-001", {20: frozenset({0, 1})}),
        Walked("东苑", "HD-1", {9: frozenset({0})}),
    )
    (one,) = way(ground(own, {(3, 21): frozenset({2})}, routes), 1, 20, weights, 4)
    assert (one.weeks, [walked.number for walked in one.routes]) == (3, ["HD-20261120-001"])
    assert one.reckoned(weights, 4, Words.plain()).endswith(
        "patrolled in 3 of 4 weeks: 9 × 1 ÷ 4 = 2.2 · on the route “北门—东苑—南湖” HD-20261120-001"
    )
    every = {(3, 20): frozenset(range(4))}
    assert way(ground(own, every), 1, 20, weights, 4) == ()


# -- counted from records


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two grids: noise in one late in the day, hazards, patrols of an hour in which two walk, and one that runs."""
    found = new_desk(tmp_path_factory.mktemp("plan"))
    grids(found)
    for text in ("11-20 20:10", "11-19 20:40", "11-18 21:05"):
        log(found, occurred_at=text, area="东苑")
    log(found, occurred_at="11-20 09:30", area="南湖")
    log(found, occurred_at="11-20 09:10")
    hazard(found, area="东苑")
    for who in ("一", "二"):
        given = {"when": "08:00-09:00", "place": who, "area": "南湖"}
        found.activities.add("patrol", given, found.actor, found.words)
    found.activities.add("patrol", {"when": "11-20", "place": "还在巡"}, found.actor, found.words)
    walked = {"when": "11-20 20:00-21:30", "route": "东门到东苑", "place": "夜巡"}
    found.activities.add("patrol", walked, found.actor, found.words)
    yield found
    found.close()


def test_points_and_patrols_are_counted_by_grid_and_hour(desk: Desk) -> None:
    found = plan(desk.reader, desk.room, TODAY, 8, Weights(), level=2)
    top, other, none = found.areas()
    assert [found.names.get(key, "—") for key in (top, other, none)] == ["02-05 桃源", "02-06 南湖", "—"]
    assert (found.cell(top, 20).requests, found.cell(top, 21).requests) == (2, 1)
    assert found.of_area(top).hazards == 1
    assert (found.cell(other, 9).requests, found.cell(none, 9).requests) == (1, 1)
    # Two patrols in the same hour of the same day: the hour counts once.
    assert found.cell(other, 8).minutes == 60
    assert found.untimed == 0  # the one that still runs is not done
    assert found.windows(1)[0].hours() == "20:00–22:00"
    (stop,) = found.way(found.windows(1)[0])
    assert (stop.name, stop.points, stop.weeks) == ("02-05-01 东苑", 3, 1)
    assert [one.text for one in stop.routes] == ["东门到东苑"]
    assert found.way_text(found.window(none, 9), Words.plain()).startswith(
        "No route: these records name no area"
    )


@pytest.mark.parametrize(("level", "first"), [(1, "02 城关"), (3, "02-05-01 东苑"), (0, "一警务区")])
def test_grids_are_rolled_up_to_a_level_or_to_the_beats(desk: Desk, level: int, first: str) -> None:
    found = plan(desk.reader, desk.room, TODAY, 8, Weights(), level)
    assert found.names[found.areas()[0]] == first


def test_weeks_end_with_today(desk: Desk) -> None:
    found = plan(desk.reader, desk.room, date(2026, 11, 17), 1, Weights())
    assert (found.first, found.last) == (date(2026, 11, 11), date(2026, 11, 17))


def test_the_command_line_says_the_table_and_the_windows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    words = ["--db", str(desk.settings.database), "--lang", "en"]
    assert main([*words, "patrol-plan", "--weeks", "4"]) == 0
    said = capsys.readouterr().out
    assert "Patrol plan from 2026-10-25 to 2026-11-21, 4 weeks" in said
    assert "02 城关 · 20:00–22:00" in said
    assert main([*words, "patrol-plan", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["windows"][0]["hours"] == "20:00–22:00"
    (stop,) = told["windows"][0]["route"]
    assert (stop["area"], stop["points"], stop["weeks_patrolled"]) == ("02-05-01 东苑", 3, 1)
    assert told["patrols_without_times"] == 0
    assert main([*words, "patrol-plan", "--weeks", "0"]) == 2
    assert "type a number from 1 to 104" in capsys.readouterr().err


def test_one_command_makes_a_planned_patrol_of_a_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    words = ["--db", str(desk.settings.database), "--lang", "en", "patrol-plan"]
    for wrong, said in (
        (("--plan", "99"), "from the list"), (("--plan", "1", "--on", "11-20"), "has begun already"),
        (("--on", "11-25"), "--plan N"), (("--plan", "x"), "type a number"),
    ):  # fmt: skip
        assert main([*words, *wrong]) != 0
        assert said in capsys.readouterr().err
    assert main([*words, "--plan", "1", "--on", "11-25", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["status"], told["route"]) == ("patrol", "planned", "02-05-01 东苑")
    assert told["plan_from"].startswith("2026-11-25T20:00")
    assert "÷ 8 = " in told["text"]
    assert main(["--db", str(desk.settings.database), "--lang", "en", "undo"]) == 0


async def test_one_key_makes_a_planned_patrol_and_undo_takes_it_back(desk: Desk) -> None:
    def planned() -> list[tuple[str, str]]:
        rows = desk.reader.execute("SELECT route, plan_from FROM activity WHERE status = 'planned'")
        return [tuple(row) for row in rows]

    async with opened(
        desk, settings=replace(desk.settings, language="en"), size=NARROW, close=False
    ) as person:
        await person.types("f6", "f6", "7", "insert")
        await person.until(lambda: "Plan a patrol of which window" in person.screen)
        await person.types("1")
        assert "patrol planned 2026-11-21 20:00-22:00" in person.status
        assert planned() == [("02-05-01 东苑", "2026-11-21T12:00:00.000000Z")]
        await person.types("ctrl+z")
        await person.still()
        assert planned() == []
        await person.types("enter", "1")
        assert len(planned()) == 1
        await person.types("9", "ctrl+z")
        assert planned() == []


async def test_keys_work_while_the_plan_is_counted_and_leaving_breaks_it_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deskapp.screens.field import patrol_plan as page

    broken: list[str] = []

    def endless(connection: sqlite3.Connection, *_: object) -> Plan:
        try:
            connection.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            ).fetchone()
        except sqlite3.OperationalError as error:
            broken.append(str(error))
            raise
        raise AssertionError

    monkeypatch.setattr(page, "plan", endless)
    async with opened(
        desk, settings=replace(desk.settings, language="en"), size=NARROW, close=False
    ) as person:
        person.burst("f6", "f6", "7")
        await person.until(lambda: person.top == "PatrolPlanScreen" and "Counting" in person.screen)
        person.burst("l")
        await person.until(lambda: "still being counted" in person.status)
        person.burst("escape")
        await person.until(lambda: bool(broken))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_page_looks_as_reviewed(desk: Desk, language: str) -> None:
    golden = GOLDEN / f"patrol-plan-{language}-{NARROW[0]}x{NARROW[1]}.txt"
    desk.words = locales.load(language)
    async with opened(
        desk, settings=replace(desk.settings, language=language), size=NARROW, close=False
    ) as person:
        await person.types("f6", "f6", "7")
        await person.still()
        person.fits()
        found = person.screen + "\n"
        if language == "en":
            await person.types("left", "space", "enter")
            await person.still()
            assert "÷ (1 +" in person.screen
            assert "patrolled in 1 of 8 weeks" in person.screen
            await person.types("escape", "l")
            await person.still()
            assert "level 2" in person.screen
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
