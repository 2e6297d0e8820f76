"""The figures of volunteers: who is on the roll, who served, hours, calls, training; each number with its records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from deskapp import certificates
from deskapp.__main__ import main
from deskapp.domain.attendance_given import Given
from deskapp.domain.figures import Figure, Period
from deskapp.domain.volunteer_figures import VOLUNTEER_METRICS
from deskapp.reading.behind import behind_source
from deskapp.reading.figures import figures
from deskapp.reading.volunteer_figures import SETS
from deskapp.screens.figures import CountedScreen, FiguresScreen
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk, opened, turn
from tests.builders import EN

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def serve(desk: Desk, who: str, minutes: int, end: str = "confirm", mode: str = "") -> str:
    number = desk.attendances.check_in(who, desk.actor, EN, Given(mode=mode)).duty.attendance.number
    turn(desk, minutes=minutes)
    desk.attendances.check_out(who, desk.actor, EN)
    if end:
        desk.attendances.step(number, end, {"text": "看过"}, desk.actor, EN)
    return number


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Five in the register, one of whom left and one only applied; duties of all kinds."""
    found = new_desk(tmp_path)
    found.configuring.change("certificate_contact", "李辉 0937-6660001", found.actor, EN)
    found.look_again()
    for name, above in (("明珠义警队", ""), ("东区分队", "明珠义警队")):
        found.teams.add({"name": name, "parent": above}, found.actor, EN)
    people: tuple[tuple[str, dict[str, str]], ...] = (
        (
            "马玉兰",
            {
                "team": "明珠义警队",
                "roles": "intel,guardian",
                "identity": "shop",
                "id_number": "11010519491231002X",
            },
        ),
        ("王小明", {"team": "东区分队", "roles": "guardian"}),
        ("张三", {"joined_on": "2025-05-01"}),
        ("李四", {}),
        ("赵五", {"status": "applicant"}),
    )
    for name, given in people:
        found.volunteers.register({"name": name} | given, found.actor, EN)
    found.volunteers.step("0004", "quit", {"text": "搬走"}, found.actor, EN)
    serve(found, "0001", 120)
    serve(found, "0002", 30)
    serve(found, "0002", 60, "", "school_guard")
    serve(found, "0003", 45, "reject")
    called = found.attendances.check_in("0001", found.actor, EN).duty.attendance.number
    for _ in range(2):
        found.attendances.step(called, "answer", {"request": log(found).number}, found.actor, EN)
        turn(found, minutes=10)
        found.attendances.step(called, "back", {}, found.actor, EN)
    found.attendances.check_out("0001", found.actor, EN)
    for who in ("0001", "0002"):
        found.volunteers.train(who, {"subject": "first_aid", "hours": "2"}, found.actor, EN)
    found.volunteers.train("0001", {"subject": "drill", "hours": "1.5"}, found.actor, EN)
    found.volunteers.honour("0001", {"kind": "honour", "title": "年度优秀"}, found.actor, EN)
    found.volunteers.honour("0002", {"kind": "warning", "title": "迟到"}, found.actor, EN)
    certificates.issue(found, "0001", date(2026, 11, 1), date(2026, 11, 21))
    return found


def told(desk: Desk, period: Period = YEAR) -> dict[str, Figure]:
    return {one.code: one for one in figures(desk.reader, desk.room, period)}


def test_people_duties_and_hours_are_counted(desk: Desk) -> None:
    found = told(desk)
    values = {metric.code: found[metric.code].value for metric in VOLUNTEER_METRICS if not metric.by}
    assert values == {
        "members": 3, "members_joined": 3, "members_left": 1, "volunteers_active": 2, "volunteers_active_rate": 66.7,
        "attendances": 4, "attendances_confirmed_rate": 50.0, "attendances_waiting": 2, "volunteer_hours": 2.5,
        "volunteer_hours_present": 3.8, "calls_answered": 2, "school_guard_days": 1, "trainings_on_cards": 2,
        "training_times_on_cards": 3, "training_hours": 5.5, "honours": 1, "certificates_issued": 1,
    }  # fmt: skip
    assert found["volunteers_active_rate"].parts() == "2/3"
    assert found["volunteer_hours"].facts() == {"value": 2.5, "unit": "小时", "n": 2, "N": None}


def test_breakdowns_go_by_dimension_service_team_role_and_kind(desk: Desk) -> None:
    found = told(desk)
    assert found["hours_by_dimension.patrol"].value == found["hours_by_service.patrol"].value == 2.5
    teams = {one.name: one.value for one in found.values() if one.metric.code == "hours_by_team"}
    assert teams == {"明珠义警队": 2.5, "东区分队": 0.5}
    assert (found["members_by_role.guardian"].n, found["members_by_role.intel"].n) == (2, 1)
    assert (found["members_by_identity.shop"].n, found["members_by_identity.none"].n) == (1, 2)


def test_every_number_opens_as_many_records_as_it_says(desk: Desk) -> None:
    for one in figures(desk.reader, desk.room, YEAR):
        source = behind_source(desk.connection, desk.room, desk.limits, one, YEAR, desk.clock(), EN)
        if one.metric.register == "coverage":  # hours, of which several may lie in one record
            assert bool(source.count()) == bool(one.n), one.code
            continue
        assert source.count() == len(source.first(99)) == one.n, one.code


def test_a_year_without_volunteers_counts_nothing_and_has_no_rate(desk: Desk) -> None:
    found = told(desk, Period(date(2024, 1, 1), date(2024, 12, 31)))
    assert (found["members"].value, found["volunteer_hours"].value) == (0, 0)
    assert found["volunteers_active_rate"].facts()["value"] is None


def test_somebody_who_left_later_is_on_the_roll_of_an_earlier_day(desk: Desk) -> None:
    turn(desk, days=30)
    desk.volunteers.step("0003", "quit", {"text": "搬走"}, desk.actor, EN)
    assert told(desk, Period(date(2026, 11, 1), date(2026, 11, 30)))["members"].value == 3
    assert told(desk, Period(date(2026, 12, 1), date(2026, 12, 31)))["members"].value == 2


def test_every_entry_of_the_table_has_its_set_and_its_own_name() -> None:
    for metric in VOLUNTEER_METRICS:
        assert {metric.n, *filter(None, (metric.of,))} <= SETS[metric.register].keys()
    assert len({metric.code for metric in VOLUNTEER_METRICS}) == len(VOLUNTEER_METRICS)
    assert {
        "members",
        "volunteers_active",
        "volunteer_hours",
        "trainings_on_cards",
        "training_times_on_cards",
    } <= {metric.code for metric in VOLUNTEER_METRICS}


def test_the_command_line_says_them_with_disputes(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "--db",
        str(desk.settings.database),
        "--lang",
        "zh",
        "figures",
        "--from",
        "2026-01-01",
        "--to",
        "2026-12-31",
    ]
    assert main([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["volunteer_hours"] == {"value": 2.5, "unit": "小时", "n": 2, "N": None}
    assert "disputes_registered" in found
    assert main(words) == 0
    assert "2.5 小时" in capsys.readouterr().out
    path = desk.settings.database.parent / "f.xlsx"
    assert main([*words, "--xlsx", str(path)]) == 0
    assert path.exists()


async def test_the_screen_opens_the_people_and_duties_behind_a_number(desk: Desk) -> None:
    async with opened(desk) as person:
        for code, prefix in (("members", "0"), ("volunteer_hours", "●"), ("certificates_issued", "●")):
            person.app.push_screen(FiguresScreen())
            await person.settled()
            screen = person.app.screen
            assert isinstance(screen, FiguresScreen)
            rows = [getattr(row, "now", None) for row in screen._rows]
            at = next(i for i, row in enumerate(rows, 1) if row is not None and row.code == code)
            screen.listed.go_to(at)
            await person.types("enter")
            assert isinstance(person.app.screen, CountedScreen), code
            assert prefix in person.screen
            await person.types("enter")
            assert code == "volunteer_hours" or not isinstance(person.app.screen, CountedScreen)
            await person.types("escape", "escape", "escape")
