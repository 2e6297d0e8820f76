"""Hours of a period: added up right by each view, the same behind every number, flat however many duties there are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp import db, exports
from deskapp.__main__ import main
from deskapp.domain.errors import DeskError
from deskapp.domain.figures import Period
from deskapp.domain.hours_words import tenths
from deskapp.domain.periods import around, show, turned
from deskapp.reading import hours
from deskapp.screens.volunteers.certificate import CertificateScreen
from deskapp.screens.volunteers.hours import HoursScreen
from deskapp.screens.volunteers.hours_behind import DutiesBehind
from deskapp.screens.volunteers.hours_days import read_period
from deskapp.widgets.record_list import RecordList
from deskapp.wiring import Desk
from tests.app_builders import NARROW, WIDE, Person, new_desk, opened, turn
from tests.builders import EN, refused

MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))
F6 = "f6"


def serve(desk: Desk, who: str, minutes: int, end: str = "confirm", **given: str) -> str:
    number = desk.attendances.check_in(who, desk.actor, EN).duty.attendance.number
    turn(desk, minutes=minutes)
    desk.attendances.check_out(who, desk.actor, EN)
    if end:
        desk.attendances.step(number, end, given, desk.actor, EN)
    return number


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A team with one under it and another; confirmed, waiting, rejected, voided duties, and a guest."""
    found = new_desk(tmp_path)
    for name, above in (("明珠义警队", ""), ("东区分队", "明珠义警队"), ("校园护学队", "")):
        found.teams.add({"name": name, "parent": above}, found.actor, EN)
    for name, team in (
        ("马玉兰", "明珠义警队"),
        ("王小明", "东区分队"),
        ("努尔·西热甫", "校园护学队"),
        ("张三", ""),
    ):
        found.volunteers.register({"name": name, "team": team}, found.actor, EN)
    serve(found, "0001", 120)
    serve(found, "0001", 90, parts="dispute/mediation 0.5; patrol/patrol 0.5")
    serve(found, "0002", 30)
    serve(found, "0002", 60, "")
    serve(found, "0003", 45, "reject", text="未到岗")
    serve(found, "0003", 15, "void", text="签错人")
    guest = found.attendances.guest_in("热心人", "", found.actor, EN).duty.attendance.number
    turn(found, minutes=20)
    found.attendances.check_out(guest, found.actor, EN)
    found.attendances.step(guest, "confirm", {}, found.actor, EN)
    return found


def told(desk: Desk, by: str, period: Period = MONTH) -> dict[str, tuple[int, ...]]:
    found = hours.sums(desk.reader, desk.room.id, by, period)
    return {one.name or one.key: (one.confirmed, one.times, one.present, one.waiting) for one in found}


def test_members_have_what_was_confirmed_was_there_and_waits(desk: Desk) -> None:
    assert told(desk, "member") == {"1": (180, 2, 210, 0), "2": (30, 1, 90, 1), "0": (20, 1, 20, 0)}
    assert [one.key for one in hours.sums(desk.reader, desk.room.id, "member", MONTH)] == ["1", "2", "0"]


def test_a_team_holds_what_those_under_it_did(desk: Desk) -> None:
    assert told(desk, "team") == {
        "明珠义警队": (210, 3, 300, 1), "东区分队": (30, 1, 90, 1), "校园护学队": (0, 0, 0, 0), "0": (20, 1, 20, 0)
    }  # fmt: skip
    assert [one.depth for one in hours.sums(desk.reader, desk.room.id, "team", MONTH)] == [0, 1, 0, 0]


def test_dimensions_and_services_add_up_to_the_confirmed_hours(desk: Desk) -> None:
    every = hours.total(desk.reader, desk.room.id, MONTH)
    assert (every.confirmed, every.times, every.present, every.waiting, every.duties) == (230, 4, 320, 1, 5)
    for by in ("dimension", "service"):
        assert sum(one.confirmed for one in hours.sums(desk.reader, desk.room.id, by, MONTH)) == 230
    assert told(desk, "dimension")["dispute"][:2] == (30, 1)


def test_a_day_outside_of_the_period_counts_nowhere(desk: Desk) -> None:
    before = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert told(desk, "member", before) == {}
    assert hours.total(desk.reader, desk.room.id, before).duties == 0


@pytest.mark.parametrize("by", hours.BY)
def test_behind_every_number_stand_as_many_duties_as_it_says(desk: Desk, by: str) -> None:
    for one in hours.sums(desk.reader, desk.room.id, by, MONTH):
        where, params = hours.where_of(desk.reader, desk.room.id, by, one.key, MONTH)
        source = hours.behind_source(desk.connection, desk.room, where, params, desk.clock(), EN)
        assert source.count() == len(source.first(99)) == one.duties, (by, one)


def test_hours_are_read_from_the_index_alone(desk: Desk) -> None:
    reader = db.connect(desk.settings.database, readonly=True)
    asked: list[str] = []
    reader.set_trace_callback(asked.append)
    hours.total(reader, desk.room.id, MONTH)
    for by in hours.BY:
        hours.sums(reader, desk.room.id, by, MONTH)
    reader.set_trace_callback(None)
    plans = [
        str(row[3])
        for sql in asked if "FROM attendance" in sql
        for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]  # fmt: skip
    assert not [step for step in plans if step.startswith("SCAN") and "attendance" in step], plans
    assert sum("COVERING INDEX attendance_duty" in step for step in plans) == 5, plans


@pytest.mark.parametrize(
    ("span", "first", "last", "said"),
    [
        ("day", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("week", "2026-11-16", "2026-11-22", "2026-11-16 – 2026-11-22"),
        ("month", "2026-11-01", "2026-11-30", "2026-11"),
        ("quarter", "2026-10-01", "2026-12-31", "2026, quarter 4"),
        ("year", "2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_a_period_is_whole_and_turns_without_a_gap(span: str, first: str, last: str, said: str) -> None:
    found = around(span, date(2026, 11, 21))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert show(span, found, EN) == said
    before, after = turned(span, found, -1), turned(span, found, 1)
    assert (found.first - before.last).days == (after.first - found.last).days == 1
    assert turned(span, before, 1) == turned(span, after, -1) == found


def test_own_days_turn_by_their_length_and_the_later_first_is_refused() -> None:
    ten = Period(date(2026, 11, 1), date(2026, 11, 10))
    assert turned("custom", ten, 1) == Period(date(2026, 11, 11), date(2026, 11, 20))
    today = Period(date(2026, 11, 21), date(2026, 11, 21))
    assert read_period({"first": "11-01", "last": "today"}, today).last == today.last
    with pytest.raises(DeskError) as error:
        read_period({"first": "11-20", "last": "11-02"}, today)
    refused(error.value, "2026-11-02", "2026-11-20")


def test_minutes_stand_as_tenths_of_an_hour() -> None:
    assert [tenths(minutes) for minutes in (0, 2, 3, 30, 57, 60, 90, 6000)] == [
        "0.0", "0.0", "0.1", "0.5", "1.0", "1.0", "1.5", "100.0"
    ]  # fmt: skip


def test_an_excel_file_has_the_lines_as_numbers(desk: Desk) -> None:
    path = exports.write_hours(desk, "member", MONTH, EN)
    sheet = load_workbook(path).active
    rows = list(sheet.iter_rows(min_row=3, max_row=5, values_only=True))
    assert rows[0] == ("0001", "马玉兰", 3, 2, 3.5, 0)
    assert rows[2][1] == "helpers for one time"
    assert exports.write_hours(desk, "team", MONTH, EN) != path
    assert desk.reader.execute("SELECT count(*) FROM audit WHERE action = 'hours'").fetchone()[0] == 2


# -- the screen


async def page(person: Person) -> HoursScreen:
    await person.types(F6, "6")
    screen = person.app.screen
    assert isinstance(screen, HoursScreen)
    return screen


def cells(person: Person) -> list[tuple[str, ...]]:
    listed = person.app.screen.query_one("#list", RecordList)
    assert listed._window is not None
    return [tuple(cell.strip() for cell in row.cells) for row in listed._window.source.first(99)]


async def test_the_page_shows_members_and_turns_to_every_other_view(desk: Desk) -> None:
    async with opened(desk) as person:
        await page(person)
        assert cells(person)[0] == ("0001", "马玉兰", "3.0", "2", "3.5", "0")
        assert cells(person)[1][-1] == "! 1"
        await person.types("ctrl+b", "2")
        assert cells(person)[0][:2] == ("明珠义警队", "3.5")
        await person.types("ctrl+b", "3")
        assert sum(float(row[1]) for row in cells(person)) == pytest.approx(3.8)
        await person.types("ctrl+b", "4")
        assert {row[0] for row in cells(person)} >= {"Mediation"}


async def test_the_period_turns_grows_and_may_be_typed(desk: Desk) -> None:
    async with opened(desk) as person:
        screen = await page(person)
        assert screen.period == MONTH
        await person.types("left")
        assert screen.period == around("month", date(2026, 10, 1))
        assert cells(person) == []
        await person.types("right", "right")
        assert screen.period == MONTH
        await person.types("space")
        assert screen.period == around("quarter", date(2026, 11, 21))
        await person.types("ctrl+g", "ctrl+u")
        await person.writes("11-20\n")
        await person.types("ctrl+u")
        await person.writes("today\n")
        assert screen.period == Period(date(2026, 11, 20), date(2026, 11, 21))


async def test_enter_opens_the_duties_behind_a_line(desk: Desk) -> None:
    async with opened(desk, size=WIDE) as person:
        await page(person)
        await person.types("enter")
        assert isinstance(person.app.screen, DutiesBehind)
        assert len(cells(person)) == 2
        await person.types("escape")
        assert isinstance(person.app.screen, HoursScreen)


async def test_a_certificate_is_issued_shown_kept_and_voided_from_the_page(desk: Desk) -> None:
    card = desk.reader.execute("SELECT number FROM person WHERE name = '马玉兰'").fetchone()[0]
    desk.people.correct(card, {"id_number": "11010519491231002X"}, "补录", desk.actor, EN)
    async with opened(desk) as person:
        await page(person)
        await person.types("insert")
        await person.types("enter", "enter")
        assert "certificate_contact" in person.words
        assert desk.reader.execute("SELECT count(*) FROM certificate").fetchone()[0] == 0
        desk.configuring.change("certificate_contact", "李辉 0937-6660001", desk.actor, EN)
        desk.look_again()
        await person.types("ctrl+s")
        screen = person.app.screen
        assert isinstance(screen, CertificateScreen)
        assert "志愿服务记录证明" in person.words
        assert "正本" in person.words
        await person.types("ctrl+s")
        assert "副本" in person.words
        assert list(desk.settings.papers.glob("ZM-*-01.pdf"))
        await person.types("9")
        await person.writes("日期有误")
        await person.types("ctrl+s")
        assert isinstance(person.app.screen, CertificateScreen)
        assert "作废" in person.words
        await person.types("escape", "ctrl+b", "5")
        assert cells(person)[0][1].startswith("ZM-")


async def test_the_page_is_kept_as_an_excel_file_and_says_where(desk: Desk) -> None:
    async with opened(desk, size=NARROW) as person:
        await page(person)
        await person.types("ctrl+s")
        assert list(desk.settings.exports.glob("hours-member-*.xlsx"))


def test_the_command_line_adds_up_with_what_was_present_and_what_waits(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "--db",
        str(desk.settings.database),
        "--lang",
        "en",
        "attendance",
        "hours",
        "--from",
        "2026-11-01",
    ]
    assert main([*words, "--to", "2026-11-30", "--by", "team", "--json"]) == 0
    found = {
        one["key"]: (one["minutes"], one["present"], one["waiting"])
        for one in json.loads(capsys.readouterr().out)
    }
    assert found["明珠义警队"] == (210, 300, 1)
    assert main([*words, "--to", "2026-11-30"]) == 0
    said = capsys.readouterr().out
    assert "0002 王小明" in said
    assert "to confirm: 1" in said
