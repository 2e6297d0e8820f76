"""The figures of disputes: counted right, n of N, each number with its records, at the line and on the screen."""

from __future__ import annotations

import json
import sqlite3
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp import db
from deskapp.__main__ import main
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.figures import METRICS, Figure, Metric, Period
from deskapp.domain.officer import Room
from deskapp.domain.person_draft import Told
from deskapp.reading.behind import behind_source
from deskapp.reading.figures import SETS, figures
from deskapp.screens.figures import FiguresScreen
from deskapp.widgets.record_list import RecordList
from deskapp.wiring import Desk
from tests.app_builders import NARROW, WIDE, new_desk, opened, turn
from tests.builders import EN

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def quarrel(desk: Desk, **given: str) -> str:
    n = len(desk.reader.execute("SELECT 1 FROM dispute").fetchall())
    sides = [
        PartyGiven(0, role, Told(f"{name}{n}", "")) for name, role in (("甲", "party_a"), ("乙", "party_b"))
    ]
    values = {"type": "noise", "summary": "楼上跑跳", "place": "明珠路"} | given
    return desk.disputes.open(values, sides, desk.actor, EN).dispute.number


def ends(desk: Desk, number: str, **given: str) -> None:
    told = {"form": "oral_agreed", "course": "劝和", "text": "说好了", "to": "+0h"} | given
    desk.disputes.outcome(number, told, desk.actor, EN)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Eight disputes: performed, agreed, breached, declined, transferred out, voided, undone, open."""
    found = new_desk(tmp_path)
    turn(found, days=-1)
    bud = quarrel(found, stage="bud", type="debt", place="")
    turn(found, days=1)
    ends(found, bud)
    agreed = quarrel(found, kind="joint", amount="500", source="patrol")
    ends(found, agreed, kind="joint", sum="500", deadline="2026-12-31")
    breached = quarrel(found, risk="red")
    ends(found, breached, kind="joint", sum="500", deadline="2026-12-31")
    found.disputes.step(breached, "breach", {"text": "没给"}, found.actor, EN)
    declined = quarrel(found)
    found.disputes.step(declined, "decline", {"reason": "refused", "text": "法院"}, found.actor, EN)
    sent = quarrel(found)
    found.disputes.step(sent, "transfer", {"receiver": "justice", "due": "+3d"}, found.actor, EN)
    voided = quarrel(found)
    found.disputes.step(voided, "void", {"text": "重复", "confirm": voided}, found.actor, EN)
    quarrel(found)
    found.undoing.undo(found.actor)
    quarrel(found, flags="petition_risk")
    return found


def told(desk: Desk, period: Period = YEAR) -> dict[str, Figure]:
    return {one.code: one for one in figures(desk.reader, desk.room, period)}


def test_what_was_registered_and_settled_is_counted_in_both_readings(desk: Desk) -> None:
    found = told(desk)
    values = {code: found[code].value for code in (
        "disputes_registered", "disputes_settled", "disputes_performed", "bud_stage_settled", "joint_cases",
        "high_risk_disputes", "petition_risks", "disputes_transferred", "disputes_declined", "disputes_open",
        "breaches", "relapses",
    )}  # fmt: skip
    assert values == {
        "disputes_registered": 6, "disputes_settled": 2, "disputes_performed": 1, "bud_stage_settled": 1,
        "joint_cases": 2, "high_risk_disputes": 1, "petition_risks": 1, "disputes_transferred": 1,
        "disputes_declined": 1, "disputes_open": 4, "breaches": 1, "relapses": 0,
    }  # fmt: skip


def test_a_rate_is_n_of_big_n_without_what_went_elsewhere(desk: Desk) -> None:
    found = told(desk)
    assert found["settle_rate"].facts() == {"value": 40.0, "unit": "%", "n": 2, "N": 5}
    assert found["settle_rate_performed"].facts() == {"value": 20.0, "unit": "%", "n": 1, "N": 5}
    assert found["settle_rate"].parts() == "2/5"


def test_the_middle_of_the_days_is_taken(desk: Desk) -> None:
    found = told(desk)
    assert found["days_to_settle"].value == 0.5
    assert (found["days_to_settle"].n, found["days_to_settle"].parts()) == (2, "n=2")


def test_breakdowns_name_code_place_and_mediator(desk: Desk) -> None:
    found = told(desk)
    assert (found["disputes_by_type.noise"].n, found["disputes_by_type.debt"].n) == (5, 1)
    assert found["disputes_by_source.patrol"].n == 1
    assert found["disputes_by_place.明珠路"].n == 5
    assert found["disputes_by_risk.red"].n == 1
    assert (found["settled_by_mediator.o1"].n, found["settled_by_mediator.o1"].name) == (2, "李辉")


def test_a_period_holds_its_first_and_last_day_and_may_end_in_the_future(desk: Desk) -> None:
    only = Period(date(2026, 11, 20), date(2026, 11, 20))
    assert told(desk, only)["disputes_registered"].value == 1
    nothing = told(desk, Period(date(2027, 1, 1), date(2027, 12, 31)))
    assert nothing["disputes_registered"].value == 0
    assert nothing["settle_rate"].facts() == {"value": None, "unit": "%", "n": 0, "N": 0}
    assert nothing["days_to_settle"].told() == "—"
    assert not any("." in code for code in nothing)


def test_every_number_opens_as_many_records_as_it_says(desk: Desk) -> None:
    for one in figures(desk.reader, desk.room, YEAR):
        source = behind_source(desk.connection, desk.room, desk.limits, one, YEAR, desk.clock(), EN)
        assert source.count() == len(source.first(99)) == one.n, one.code


def test_every_entry_of_the_table_has_its_set_and_its_own_name() -> None:
    assert {m.n for m in METRICS} | {m.of for m in METRICS if m.of} <= SETS.keys()
    assert len({m.code for m in METRICS}) == len(METRICS)
    assert {"disputes_registered", "disputes_settled", "settle_rate", "bud_stage_settled"} <= {
        m.code for m in METRICS
    }


def test_what_is_undone_leaves_the_figures_and_comes_back(desk: Desk) -> None:
    before = told(desk)["disputes_registered"].n
    desk.undoing.undo(desk.actor)
    assert told(desk)["disputes_registered"].n == before - 1
    desk.undoing.redo(desk.actor)
    assert told(desk)["disputes_registered"].n == before


def test_figures_go_in_by_the_index_of_days(desk: Desk) -> None:
    reader = db.connect(desk.settings.database, readonly=True)
    asked: list[str] = []
    reader.set_trace_callback(asked.append)
    figures(reader, desk.room, YEAR)
    reader.set_trace_callback(None)
    for sql in [sql for sql in asked if sql.startswith("SELECT") and "FROM dispute WHERE room_id" in sql]:
        plan = [str(row[3]) for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not any(step.startswith("SCAN dispute") for step in plan), (sql, plan)


# -- the command line


def run(capsys: pytest.CaptureFixture[str], desk: Desk, *words: str) -> tuple[int, str, str]:
    code = main(["--db", str(desk.settings.database), "--lang", "en", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def real(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    return desk


def test_the_json_has_value_unit_and_both_numbers(real: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, real, "figures", "--from", "2026-01-01", "--to", "2026-12-31", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["settle_rate"] == {"value": 40.0, "unit": "%", "n": 2, "N": 5}
    assert found["disputes_registered"] == {"value": 6, "unit": "件", "n": 6, "N": None}


def test_the_lines_give_each_rate_with_its_rule(real: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, real, "figures")
    assert code == 0
    assert "2026-01-01 to 2026-11-21" in out
    line = next(line for line in out.splitlines() if "Rate of settlement: agreed" in line)
    assert "40.0% 2/5" in line
    assert "Agreed ÷ (registered − transferred out − voided)" in line
    _, out, _ = run(capsys, real, "figures", "--plain")
    assert "settle_rate\t40.0\t2\t5" in out


@pytest.mark.parametrize(
    "words",
    [("--from", "soon"), ("--to", "2026-02-30"), ("--from", "2026-12-01", "--to", "2026-01-01"), ("today",)],
)
def test_a_bad_period_is_refused_in_words(
    real: Desk, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, real, "figures", *words)
    assert (code, out) == (2, "")
    assert err.strip()


# -- the screen


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_enter_on_a_number_shows_its_records_and_enter_there_the_file(
    desk: Desk, language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.speak(language)
    async with opened(desk, size=size) as person:
        asked: list[str] = []
        monkeypatch.setattr(person.app, "open_dispute", asked.append)
        person.app.action_figures()
        await person.settled()
        assert person.top == "FiguresScreen"
        assert "2/5" in person.screen
        person.fits()
        await person.types("down", "enter")
        assert person.top == "CountedScreen"
        assert person.app.screen.query_one(RecordList).count == 2
        person.fits()
        await person.types("enter")
        assert len(asked) == 1
        await person.types("escape", "escape")
        assert person.top == "BoardScreen"


async def test_periods_turn_and_none_lies_after_today(desk: Desk) -> None:
    async with opened(desk) as person:
        person.app.action_figures()
        await person.settled()
        await person.types("right")
        assert "last one" in person.status
        await person.types("left")
        assert "2025-01-01 to 2025-12-31" in person.screen
        await person.types("right", "space")
        assert "2026-12-01" in person.screen or "2026-01-01 to 2026-01-31" in person.screen
        await person.types("space", "space", "space")
        assert "2026-01-01 to 2026-12-31" in person.screen
        await person.types("f1")
        assert "figure" in person.screen.lower()


async def test_a_week_and_a_day_have_their_figures_too(desk: Desk) -> None:
    today = desk.room.calendar.day(desk.clock())
    async with opened(desk) as person:
        person.app.action_figures()
        await person.settled()
        await person.types("space", "space")
        first = today - timedelta(days=today.weekday())
        assert f"{first} to {first + timedelta(days=6)}" in person.screen
        await person.types("left", "space")
        assert f"{first - timedelta(days=1)} to {first - timedelta(days=1)}" in person.screen


async def test_a_heading_and_a_zero_open_nothing(desk: Desk) -> None:
    async with opened(desk) as person:
        person.app.action_figures()
        await person.settled()
        screen = person.app.screen
        assert isinstance(screen, FiguresScreen)
        listed = screen.query_one(RecordList)
        head = next(at for at, one in enumerate(screen._rows, 1) if isinstance(one, Metric))
        zero = next(
            at for at, one in enumerate(screen._rows, 1) if not isinstance(one, Metric) and not one.now.n
        )
        for at, word in ((head, "heading"), (zero, "Nothing was counted")):
            listed.go_to(at)
            await person.types("enter")
            assert word in person.status
            assert person.top == "FiguresScreen"


async def test_keys_work_while_figures_are_counted_and_another_period_breaks_it_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deskapp.screens import figures as page

    begun: list[str] = []
    broken: list[str] = []
    go = threading.Event()

    def slow(connection: sqlite3.Connection, room: Room, period: Period) -> tuple[Figure, ...]:
        begun.append(period.first.isoformat())
        if len(begun) == 1:
            endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            try:
                connection.execute(endless).fetchone()
            except sqlite3.OperationalError as error:
                broken.append(str(error))
                raise
        go.wait(10)
        return figures(connection, room, period)

    monkeypatch.setattr(page, "figures", slow)
    async with opened(desk) as person:
        person.app.action_figures()
        await person.until(lambda: begun and person.top == "FiguresScreen")
        await person.pilot.press("left")
        await person.until(lambda: len(begun) == 2 and broken)
        await person.pilot.press("down", "down", "enter")
        await person.until(lambda: "still being counted" in person.status)
        assert "2/5" not in person.screen
        assert "…" in person.screen
        stood = person.app.screen.query_one(RecordList).cursor
        await person.pilot.press("right")
        await person.until(lambda: len(begun) == 3)
        assert stood == person.app.screen.query_one(RecordList).cursor > 0
        go.set()
        await person.settled()
        assert "2/5" in person.screen


async def test_the_palette_leads_to_the_figures(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("ctrl+p", *"figures", "enter")
        assert person.top == "FiguresScreen"


def test_the_figures_go_into_an_excel_file_as_numbers_with_their_rules(
    real: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "figures.xlsx"
    year = ("figures", "--from", "2026-01-01", "--to", "2026-12-31")
    assert run(capsys, real, *year, "--xlsx", str(place))[0] == 0
    book = load_workbook(place)
    rows = {row[6]: row for row in book[book.sheetnames[0]].iter_rows(min_row=3, values_only=True)}
    told = json.loads(run(capsys, real, *year, "--json")[1])
    for code, row in rows.items():
        assert (row[1], row[3], row[4]) == (told[code]["value"], told[code]["n"], told[code]["N"])
        assert row[5]
    places = [row[0] for row in book["By place"].iter_rows(min_row=3, values_only=True)]
    assert places == ["明珠路"]
    assert run(capsys, real, "figures", "--xlsx", str(tmp_path / "figures.csv"))[0] == 2
    assert not (tmp_path / "figures.csv").exists()
