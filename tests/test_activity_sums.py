"""What was done is added up from records: by kind, against the plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deskapp import db, locales
from deskapp.domain.sheet import say
from deskapp.domain.sheet_activities import activities
from deskapp.domain.times import stored
from deskapp.reading import activity_sums as reading
from deskapp.reading.sheet import sheet_input
from tests.activity_builders import add, step, verbs
from tests.builders import EN, NOON, TestDesk, a_desk
from tests.volunteer_builders import member, team

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """A day of every sort of counting."""
    desk = a_desk(tmp_path_factory.mktemp("sums"))
    team(desk, "明珠队")
    for name in ("马玉兰", "赵铁柱"):
        member(desk, name, team="明珠队")
    add(desk, "patrol", when="08:00-10:00", people_in="0001,0002,李辉", team="明珠队")
    add(desk, "patrol", when="10:00-11:00", people_in="0001")
    add(desk, "publicity", topic="drug", people="60", copies="200", forwards="30")
    add(desk, "publicity", topic="fire", people="40", copies="100", when="11-20 09:00-10:00")
    tally = add(desk, "persuasion", persuasion="red_light", people_in="0001")
    for _ in range(3):
        verbs(desk).plus(tally.activity.number, desk.actor, EN)
    add(desk, "persuasion", persuasion="parking", people_in="0002", times="7")
    add(desk, "service", text="haircuts", served="王秀英, 李秀兰")
    add(desk, "service", text="haircuts", served="王秀英")
    add(desk, "rescue", when="07:00-08:00", text="overturned", vehicles="1")
    planned = add(desk, "patrol", when="20:00-22:00", place="北门")
    missed = add(desk, "patrol", when="21:00-22:00")
    step(desk, missed, "miss", reason="storm")
    gone = add(desk, "publicity", topic="law", copies="999")
    step(desk, gone, "void", reason="twice", confirm=gone.activity.number)
    assert planned.activity.is_open
    yield desk
    desk.store.close()


def test_sums_are_those_of_the_records_that_stand(desk: TestDesk) -> None:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = {one.kind: one for one in reading.ended(connection, 1, "1", ())}
        kept = reading.plan_kept(connection, 1, "patrol", stored(NOON), "9999")
    assert (found["patrol"].sessions, found["patrol"].together) == (2, 4)
    assert (found["patrol"].joint, found["patrol"].joint_together, found["patrol"].minutes) == (1, 3, 180)
    assert (found["publicity"].sessions, found["publicity"].people) == (2, 100)
    assert (found["publicity"].copies, found["publicity"].forwards) == (300, 30)
    assert (found["persuasion"].times, found["service"].served) == (11, 3)
    assert (found["service"].sessions, found["rescue"].vehicles) == (2, 1)
    assert (kept.planned, kept.waiting, kept.missed, kept.done) == (2, 1, 1, 0)


def test_the_figures_of_a_year_are_read_from_one_index(desk: TestDesk) -> None:
    figure = (
        "SELECT kind, count(*), sum(people), sum(copies), sum(times) FROM activity WHERE room_id = 1 "
        "AND held_on BETWEEN '2026-01-01' AND '2026-12-31' AND status = 'done' GROUP BY kind"
    )
    with closing(db.connect(desk.path, readonly=True)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {figure}")]
    assert any("USING COVERING INDEX activity_done" in step for step in plan), plan


def test_the_sheet_says_what_was_done_and_what_comes_next(desk: TestDesk) -> None:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        given = sheet_input(connection, desk.room, TODAY, desk.clock())
    (section,) = activities(given)
    assert [row.facts["number"] for row in section.rows] == ["HD-20261121-010"]
    said = say(section.note, EN)
    assert "Patrol round 2 times, 4 person-times" in said
    assert "Persuasion 11 cases, 2 person-times" in said
    assert "Rescue call-out 1 times" in said
    assert "999" not in said
    assert "宣传 2 次，受众 100 人次，发放材料 300 份，转发 30 条" in say(section.note, locales.load("zh"))


def test_a_day_on_which_nothing_was_done_has_no_section(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    with closing(db.connect(desk.path, readonly=True)) as connection:
        assert activities(sheet_input(connection, desk.room, TODAY, desk.clock())) == ()
    desk.store.close()
