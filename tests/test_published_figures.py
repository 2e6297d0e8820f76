"""What five articles publish is counted back from a year of individual records: page, command and Excel alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.domain.figures import Figure, Period
from deskapp.files.figures import write_figures
from deskapp.reading.behind import behind_source
from deskapp.reading.figures import figures
from deskapp.wiring import Desk
from tests.app_builders import new_desk
from tests.builders import EN
from tests.year_builders import YEAR, Pouring, pouring

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published_figures.json").read_text("utf-8"))
"""As the articles print them; a floor is the exact count here, and its print style is tested with the sentences."""

WHOLE = Period(date(YEAR, 1, 1), date(YEAR, 12, 31))


def mingzhu(year: Pouring) -> None:
    year.members(80, 4)
    year.activities("patrol", 82, volunteers=2)
    year.hazards(24, 24)
    year.disputes(30, 30)
    year.activities("training", 12)


def gaoxin(year: Pouring) -> None:
    members = year.members(690, 15)
    first = year.areas("grid", 2)
    year.areas("grid", 91, year.areas("grid", 13, first))
    year.areas("station", 4)
    year.hazards(520, 508)
    year.spread("publicity", "copies", 13_000, 237)
    year.spread("info", "forwards", 30_000, 10)
    year.connection.execute("UPDATE activity SET items = 514 WHERE kind = 'info'")
    year.joint_patrols(1300, members)
    year.activities("incident", 139)
    year.activities("case", 65)


def xinjiang(year: Pouring) -> None:
    one = year.members(56, 1, "救援")[0]
    year.connection.execute(
        f"UPDATE volunteer SET joined_on = '{YEAR}-06-01' WHERE id NOT IN (SELECT id FROM volunteer LIMIT 5)"
    )
    year.activities("arrest", 24, suspects=1)
    for key in year.activities("persuasion", 1200, times=1):
        year.put("activity_person", {"activity_id": key, "volunteer_id": one})
    year.activities("delivery", 500)
    year.activities("rescue", 1000, vehicles=1)
    year.activities("school_guard", 30)
    year.served("service", 60, 39, 60)


def baisha(year: Pouring) -> None:
    year.disputes(340, 338)
    year.disputes(20, 20, "bud")
    year.hazards(80, 80)
    year.spread("publicity", "people", 13_000, 100)
    year.areas("alliance", 12)


def chengguan(year: Pouring) -> None:
    year.areas("beat", 19)
    year.disputes(280, 275)
    year.spread("publicity", "copies", 5000, 50)
    year.served("outing", 100, 1500, 2000)
    year.requests_resolved(200, "urgent")


ARTICLES: dict[str, Callable[[Pouring], None]] = {
    "mingzhu": mingzhu, "gaoxin": gaoxin, "xinjiang": xinjiang, "baisha": baisha, "chengguan": chengguan,
}  # fmt: skip

SAID = {
    "copies + forwards": "copies_and_forwards", "persuasions (one member)": "persuasions",
    "people_served (persons)": "people_served", "people_served (person-times)": "people_served_times",
}  # fmt: skip
"""What the articles call a figure, where the desk has a shorter name."""

BESIDE = frozenset({"rooms", "members of the rescue team, first and now"})
"""Counted otherwise: a desk file is one room, and a growth is two periods."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def poured(desk: Desk, article: str) -> dict[str, Figure]:
    with pouring(desk) as connection:
        ARTICLES[article](Pouring(connection))
        connection.commit()
    return {one.code: one for one in figures(desk.connection(), desk.room, WHOLE)}


@pytest.mark.parametrize("article", ARTICLES)
def test_what_an_article_publishes_is_counted_back(desk: Desk, article: str, tmp_path: Path) -> None:
    found = poured(desk, article)
    wanted = {SAID.get(name, name): value for name, value in PUBLISHED[article].items() if name not in BESIDE}
    counted = {
        name: {"n": found[name].n, "N": found[name].of} if isinstance(value, dict) else found[name].value
        for name, value in wanted.items()
    }
    assert counted == wanted
    path = tmp_path / "figures.xlsx"
    write_figures(tuple(found.values()), WHOLE, path, EN)
    cells = {cell for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row}
    assert {value for value in wanted.values() if not isinstance(value, dict)} <= cells


def test_a_team_that_grew_has_two_figures_in_two_periods(desk: Desk) -> None:
    poured(desk, "xinjiang")
    spring = Period(date(YEAR, 1, 1), date(YEAR, 3, 31))
    first, now = (
        next(one.value for one in figures(desk.connection(), desk.room, period) if one.code == "members")
        for period in (spring, WHOLE)
    )
    assert [first, now] == PUBLISHED["xinjiang"]["members of the rescue team, first and now"]


@pytest.mark.parametrize("article", ["gaoxin", "baisha"])
def test_every_number_opens_as_many_records_as_it_counts(desk: Desk, article: str) -> None:
    for one in poured(desk, article).values():
        if one.n and one.metric.measure in ("count", "sum"):
            source = behind_source(
                desk.connection, desk.room, desk.limits, one, WHOLE, desk.clock(), desk.words
            )
            assert source.count() == one.n, one.code


def test_figures_are_narrowed_to_an_area_and_to_a_team(desk: Desk) -> None:
    with pouring(desk) as connection:
        year = Pouring(connection)
        north, south = year.areas("grid", 2)
        year.hazards(5, 5)
        year.activities("patrol", 6)
        connection.execute("UPDATE hazard SET area_id = CASE WHEN id % 2 THEN ? ELSE ? END", (north, south))
        year.members(4, 2)
        connection.execute("UPDATE activity SET team_id = 1 WHERE id <= 2")
        connection.commit()
    of_north = Period(WHOLE.first, WHOLE.last, areas=(north,))
    found = {one.code: one.n for one in figures(desk.connection(), desk.room, of_north)}
    assert found["hazards_found"] == 3
    assert "members" not in found
    of_team = Period(WHOLE.first, WHOLE.last, teams=(1,))
    found = {one.code: one.n for one in figures(desk.connection(), desk.room, of_team)}
    assert (found["patrol_sessions"], found["members"]) == (2, 2)
    assert "hazards_found" not in found
