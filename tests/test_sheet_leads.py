"""What lead appeals, found things and lost reports give to the sheet, and that nobody is named on it who may not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.sheet import Section, Sheet, say
from deskapp.domain.sheet_custody import SHOWN
from deskapp.domain.sheet_summary import summarise
from deskapp.reading.field_records import open_reports
from deskapp.reading.sheet import sheet_input
from tests.builders import EN, TestDesk, a_desk
from tests.lead_builders import CLAIM, a_loss, a_wallet, an_appeal, appeals, custody


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def sheet_of(desk: TestDesk) -> Sheet:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        day = desk.room.calendar.day(desk.clock())
        return summarise(sheet_input(connection, desk.room, day, desk.clock()))


def told(section: Section) -> str:
    rows = [" ".join(f"{say(cell.text, EN)} {say(cell.below, EN)} {say(cell.mark, EN)}" for cell in row.cells)
            for row in section.rows]  # fmt: skip
    facts = json.dumps([dict(row.facts) for row in section.rows], ensure_ascii=False, default=list)
    return "\n".join([say(section.heading, EN), *rows, facts])


def test_a_desk_without_any_has_no_section_of_them(desk: TestDesk) -> None:
    assert not {"appeals", "custody", "lost"} & {section.id for section in sheet_of(desk).sections}


def test_what_is_open_stands_there_with_its_day_its_locker_and_no_hidden_name(desk: TestDesk) -> None:
    number = an_appeal(desk)
    appeals(desk).step(number, "issue", {"until": "11-22"}, desk.actor, EN)
    given = {"text": "陈可看见了", "giver": "陈可", "phone": "13800010009"}
    appeals(desk).step(number, "answer", given, desk.actor, EN)
    a_wallet(desk, finder="李阿姨", phone="13800010002")
    a_loss(desk, kind="person", name="周小明", age="9", owner="周敏家", features="周小明穿校服")
    desk.clock.turn(days=9)
    sheet = sheet_of(desk)
    said = told(sheet.section("appeals"))
    assert "Lead appeals (1, 1 run out)" in said
    assert "replies 1" in said
    assert "陈可" not in said and "13800010009" not in said
    said = told(sheet.section("custody"))
    assert "Found things (1, 1 overdue)" in said
    assert all(word in said for word in ("2026-11-28", "A3", "李阿姨", "notice is due"))
    said = told(sheet.section("lost"))
    assert "Still looked for (1)" in said and "minor" in said
    assert not any(name in said for name in ("周小明", "周敏家", "13800010001"))


def test_what_is_closed_stands_there_no_more(desk: TestDesk) -> None:
    custody(desk).step(a_wallet(desk), "claim", CLAIM, desk.actor, EN)
    appeals(desk).step(an_appeal(desk), "void", {"text": "写错"}, desk.actor, EN)
    assert not {"appeals", "custody", "lost"} & {section.id for section in sheet_of(desk).sections}


def test_a_long_list_ends_with_how_many_more_there_are(desk: TestDesk) -> None:
    for at in range(17):
        a_wallet(desk, name=f"钱包{at}")
    section = sheet_of(desk).section("custody")
    assert len(section.rows) == 15
    assert say(section.note, EN) == "2 more are in the desk's list."


def test_many_losses_are_counted_and_only_the_oldest_are_read(desk: TestDesk) -> None:
    for at in range(SHOWN + 3):
        a_loss(desk, name=f"钱包{at}")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found, more = open_reports(connection.execute, desk.room.id, SHOWN)
        assert (len(found), more) == (SHOWN, 3)
        assert open_reports(connection.execute, desk.room.id, SHOWN, found[1].entered_at)[1] == 0
    section = sheet_of(desk).section("lost")
    assert say(section.heading, EN) == f"Still looked for ({SHOWN + 3})"
    assert (len(section.rows), say(section.note, EN)) == (SHOWN, "3 more are in the desk's list.")
