"""Charts: counted right by hour, grid, week and team; in cells, on paper, in Excel; two periods beside each other."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp import locales
from deskapp.__main__ import main
from deskapp.domain.chart import BY, SUBJECT, Bar, Chart, bar_text, lines
from deskapp.domain.compare import BEFORE, YEAR_AGO, beside, other_period
from deskapp.domain.figures import METRICS, Figure, Period
from deskapp.domain.patrol_points import Weights
from deskapp.domain.words import Words
from deskapp.reading.charts import chart, charts
from deskapp.reading.figures import figures
from deskapp.reading.patrol_plan import plan
from deskapp.screens.charts import ChartsScreen
from deskapp.screens.figures import FiguresScreen
from deskapp.screens.sentences import SentencesScreen
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, log, new_desk, opened
from tests.duty_builders import crew
from tests.field_builders import grids, hazard

GOLDEN = Path(__file__).parent / "golden" / "screens"
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
EN = Words.plain()
PLAIN = locales.load("en", ascii=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Requests in two grids at known hours, one hazard, patrols of a team and of nobody's."""
    found = new_desk(tmp_path_factory.mktemp("charts"))
    grids(found)
    crew(found)
    found.teams.add({"name": "东区分队", "parent": "明珠队"}, found.actor, found.words)
    for text in ("11-20 20:10", "11-19 20:40", "11-18 21:05"):
        log(found, occurred_at=text, area="东苑")
    log(found, occurred_at="11-20 00:30", area="南湖")
    log(found, occurred_at="11-20 09:10")
    hazard(found, area="东苑")
    for when, team in (("08:00-09:00", "东区分队"), ("09:00-10:00", "明珠队"), ("10:00-11:00", "")):
        given = {"when": when, "place": "明珠路"} | ({"team": team} if team else {})
        found.activities.add("patrol", given, found.actor, found.words)
    yield found
    found.close()


def bars(found: Chart) -> dict[str, float]:
    return {bar.name(EN).strip(): bar.number for bar in found.bars if bar.number}


def test_hours_are_those_of_the_rooms_clock(desk: Desk) -> None:
    found = chart(desk.reader, desk.room, YEAR, "requests", "hour")
    assert bars(found) == {"00–01": 1, "09–10": 1, "20–21": 2, "21–22": 1}
    assert (len(found.bars), found.total) == (24, 5)
    assert bars(chart(desk.reader, desk.room, YEAR, "patrols", "hour")) == {
        "08–09": 1,
        "09–10": 1,
        "10–11": 1,
    }


@pytest.mark.parametrize(
    ("level", "found"),
    [
        (1, {"02 城关": 4, "without area": 1}),
        (2, {"02-05 桃源": 3, "02-06 南湖": 1, "without area": 1}),
        (3, {"02-05-01 东苑": 3, "02-06 南湖": 1, "without area": 1}),
        (0, {"一警务区": 3, "without area": 2}),
    ],
)
def test_grids_are_rolled_up_to_the_level(desk: Desk, level: int, found: dict[str, float]) -> None:
    assert bars(chart(desk.reader, desk.room, YEAR, "requests", "area", level)) == found


def test_a_grid_without_anything_stands_there_too(desk: Desk) -> None:
    found = chart(desk.reader, desk.room, YEAR, "hazards", "area", 2)
    assert [bar.name(EN) for bar in found.bars] == ["02-05 桃源", "02-06 南湖"]


def test_a_team_holds_those_under_it_and_requests_know_none(desk: Desk) -> None:
    found = chart(desk.reader, desk.room, YEAR, "patrols", "team")
    assert bars(found)["明珠队"] == 2
    assert bars(found)["东区分队"] == bars(found)["without team"] == 1
    assert found.total == 3
    none = chart(desk.reader, desk.room, YEAR, "requests", "team")
    assert none.bars == ()
    assert lines(none, EN)[-1].startswith("Of these no team is recorded")


def test_weeks_begin_on_monday_without_the_quiet_ones_around(desk: Desk) -> None:
    assert bars(chart(desk.reader, desk.room, YEAR, "requests", "week")) == {"2026-11-16": 5}


@pytest.mark.parametrize("subject", SUBJECT)
def test_each_chart_counts_what_the_figure_counts(desk: Desk, subject: str) -> None:
    code = {"requests": "requests_received", "disputes": "disputes_registered", "hazards": "hazards_found",
            "patrols": "patrol_sessions", "publicity": "publicity_sessions", "hours": "volunteer_hours"}  # fmt: skip
    counted = {one.code: one for one in figures(desk.reader, desk.room, YEAR)}
    for by in BY:
        drawn = chart(desk.reader, desk.room, YEAR, subject, by)
        assert drawn.total == counted[code[subject]].value
        if drawn.bars and not (
            by == "hour" and subject == "hours"
        ):  # there time present stands, as its rule says
            assert sum(bar.number for bar in drawn.bars if not bar.depth) == drawn.total


def test_a_merged_request_counts_in_charts_plan_and_figures_alike(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    first, again = log(desk, occurred_at="11-20 09:10").number, log(desk, occurred_at="11-20 09:20").number
    desk.requests.step(again, "merge", {"into": first}, desk.actor, desk.words)
    void = log(desk).number
    desk.requests.step(void, "void", {"text": "按错", "confirm": void}, desk.actor, desk.words)
    counted = {one.code: one.value for one in figures(desk.reader, desk.room, YEAR)}
    assert counted["requests_received"] == chart(desk.reader, desk.room, YEAR, "requests", "hour").total == 2
    assert plan(desk.reader, desk.room, date(2026, 11, 21), 8, Weights()).cell(0, 9).requests == 2
    desk.close()


def test_one_area_or_team_narrows_every_chart(desk: Desk) -> None:
    from deskapp.reading.area_levels import area_keys, team_keys

    here = replace(YEAR, areas=area_keys(desk.reader, desk.room.id, "02-05"))
    assert chart(desk.reader, desk.room, here, "requests", "hour").total == 3
    team = replace(YEAR, teams=team_keys(desk.reader, desk.room.id, "东区分队"))
    assert chart(desk.reader, desk.room, team, "patrols", "hour").total == 1
    assert chart(desk.reader, desk.room, team, "requests", "hour").total == 0


def test_a_chart_is_text_with_numbers_readable_without_shapes() -> None:
    made = Chart(SUBJECT["requests"], "hour", "d", (Bar("甲", 10), Bar("乙", 1), Bar("丙", 0)), total=11)
    told = lines(made, PLAIN, 40)[-3:]
    assert told == ["甲  10  " + "#" * 32, "乙   1  ###", "丙   0"]
    assert bar_text(0.1, 1000, 20, EN) == "█"  # whatever is more than nothing shows
    assert lines(Chart(SUBJECT["requests"], "hour", "d", ()), EN)[-1] == "Nothing was counted on these days."


def test_hostile_names_stay_text() -> None:
    assert Bar("[red]\x1b[31m甲\n乙", 1).name(EN) == "[red]␛[31m甲 乙"


# -- two periods


@pytest.mark.parametrize(
    ("first", "last", "which", "found"),
    [
        ((2026, 1, 1), (2026, 12, 31), BEFORE, ((2025, 1, 1), (2025, 12, 31))),
        ((2026, 3, 1), (2026, 3, 31), BEFORE, ((2026, 2, 1), (2026, 2, 28))),
        ((2026, 1, 1), (2026, 1, 31), BEFORE, ((2025, 12, 1), (2025, 12, 31))),
        ((2026, 11, 10), (2026, 11, 16), BEFORE, ((2026, 11, 3), (2026, 11, 9))),
        ((2024, 2, 1), (2024, 2, 29), YEAR_AGO, ((2023, 2, 1), (2023, 2, 28))),
        ((2025, 2, 1), (2025, 2, 28), YEAR_AGO, ((2024, 2, 1), (2024, 2, 29))),
    ],
)
def test_the_period_before_and_a_year_ago(
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    which: str,
    found: tuple[tuple[int, int, int], ...],
) -> None:
    other = other_period(Period(date(*first), date(*last)), which)
    assert (other.first, other.last) == (date(*found[0]), date(*found[1]))


def test_a_difference_says_its_direction_and_what_cannot_be_compared() -> None:
    registered, _, rate = METRICS[:3]
    by_type = next(one for one in METRICS if one.by == "type")
    now = (Figure(registered, 5), Figure(rate, 9, 10), Figure(by_type, 2, key="noise"))
    then = (Figure(registered, 8), Figure(rate, 0, 0), Figure(by_type, 1, key="debt"))
    told = [(one.now.code, one.told(EN)) for one in beside(now, then)]
    assert told == [
        ("disputes_registered", "−3 fewer"), ("settle_rate", "not to compare"),
        ("disputes_by_type.noise", "+2 more"), ("disputes_by_type.debt", "−1 fewer"),
    ]  # fmt: skip
    (same,) = beside((Figure(rate, 9, 10),), (Figure(rate, 18, 20),))
    assert same.told(EN) == "= same"
    (up,) = beside((Figure(rate, 19, 20),), (Figure(rate, 9, 10),))
    assert up.told(EN) == "+5 pts up"


# -- the command line


def run(desk: Desk, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    return main(["--db", str(desk.settings.database), "--lang", "en", "figures", *words])


def test_the_command_line_shows_charts_narrowed_and_compared(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, monkeypatch, "--chart", "area", "--of", "requests", "--level", "2") == 0
    assert "02-05 桃源" in capsys.readouterr().out
    assert run(desk, monkeypatch, "--chart", "hour", "--area", "02-05", "--json") == 0
    assert json.loads(capsys.readouterr().out)["requests-hour"]["total"] == 3
    assert run(desk, monkeypatch, "--area", "02-05", "--json") == 0
    assert json.loads(capsys.readouterr().out)["requests_received"]["value"] == 3
    assert run(desk, monkeypatch, "--against", "year", "--json") == 0
    assert json.loads(capsys.readouterr().out)["requests_received"]["difference"] == 5
    spans = ("--from", "11-01", "--to", "11-30", "--against-from", "10-01", "--against-to", "10-31")
    assert run(desk, monkeypatch, *spans) == 0
    assert "beside 2026-10-01 to 2026-10-31" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--chart", "moon"), "hour, area, week, team"),
        (("--chart", "hour", "--of", "cats"), "requests, disputes"),
        (("--chart", "area", "--level", "0"), "type 1 for the top"),
        (("--chart", "hour", "--pdf", "x.txt"), ".pdf"),
        (("--against", "moon"), "before or year"),
        (("--area", "没有"), "deskapp list areas"),
        (("--team", "没有"), "deskapp list teams"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_on(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert run(desk, monkeypatch, *words) != 0
    assert said in capsys.readouterr().err


def test_charts_leave_as_pdf_and_as_sheets_of_excel(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pdf, table = tmp_path / "c.pdf", tmp_path / "f.xlsx"
    assert run(desk, monkeypatch, "--chart", "hour", "--pdf", str(pdf)) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    kept = desk.reader.execute("SELECT count(*) FROM audit WHERE action = 'chart'").fetchone()[0]
    assert kept == 1
    assert run(desk, monkeypatch, "--xlsx", str(table)) == 0
    book = load_workbook(table)
    drawn = [
        one for by in BY for one in charts(desk.reader, desk.room, replace(YEAR, last=date(2026, 11, 21)), by)
    ]
    sheets = book.sheetnames[-len(drawn) :]
    assert sheets[0] == "Requests · By hour of day"
    rows = {row[0]: row[1] for row in book[sheets[0]].iter_rows(values_only=True)}
    assert rows["20–21"] == 2


# -- the screens


async def test_the_figures_lead_to_charts_sentences_and_another_period(desk: Desk) -> None:
    desk.words = locales.load("en")
    async with opened(desk, size=NARROW, close=False) as person:
        person.app.action_figures()
        await person.settled()
        await person.types("v")
        assert "beside 2025-01-01 to 2025-12-31" in person.screen
        assert "= same" in person.screen
        await person.types("space", "v")
        assert "beside 2025-11-01 to 2025-11-30" in person.screen
        await person.types("w")
        assert isinstance(person.app.screen, SentencesScreen)
        assert "2026-11-01 to 2026-11-30" in person.screen
        await person.types("ctrl+s")
        await person.until(lambda: "Text kept" in person.status)
        await person.types("escape", "c", "2", "l")
        assert isinstance(person.app.screen, ChartsScreen)
        assert "level 2" in person.screen
        assert "桃源" in person.screen
        await person.types("tab", "tab", "ctrl+s")
        assert "Hazards · By grid" in person.screen
        await person.until(lambda: "PDF kept" in person.status)
        await person.types("a", "0", "2")
        assert "城关" in person.lines[1]
        await person.types("escape")
        assert isinstance(person.app.screen, FiguresScreen)


@pytest.mark.parametrize(
    ("name", "typed", "language", "size"),
    [
        ("charts", ("c", "2", "l"), "zh", NARROW), ("charts", ("c", "2", "l"), "en", NARROW),
        ("sentences", ("w",), "zh", NARROW), ("compared", ("v",), "zh", SMALL),
    ],
)  # fmt: skip
async def test_each_screen_looks_as_reviewed(
    desk: Desk, name: str, typed: tuple[str, ...], language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / f"{name}-{language}-{size[0]}x{size[1]}.txt"
    desk.words = locales.load(language)
    async with opened(
        desk, settings=replace(desk.settings, language=language), size=size, close=False
    ) as person:
        person.app.action_figures()
        await person.settled()
        await person.types(*typed)
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
