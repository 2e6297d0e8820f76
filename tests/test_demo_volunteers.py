"""The practice desk has eighty volunteers in four teams, in every state, with their duties; exports hold them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.__main__ import main
from deskapp.domain.attendance_codes import STATUS as DUTY
from deskapp.domain.certificate import STATUS as CERTIFICATE
from deskapp.domain.volunteer_codes import STATUS
from deskapp.reading.certificates import every
from deskapp.reading.slots import coverage_of
from deskapp.wiring import Desk
from tests import once
from tests.builders import EN, NOON


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("demo")
    found = once.practised(folder, EN, NOON)
    yield found
    found.close()


def values(desk: Desk, sql: str) -> set[object]:
    return {row[0] for row in desk.reader.execute(sql)}


def test_eighty_volunteers_in_four_teams_in_every_state(desk: Desk) -> None:
    assert values(desk, "SELECT count(*) FROM volunteer") == {80}
    assert values(desk, "SELECT count(*) FROM team WHERE status = 'active'") == {4}
    assert values(desk, "SELECT status FROM volunteer") == {entry.code for entry in STATUS} - {"undone"}
    assert values(desk, "SELECT count(*) > 0 FROM volunteer WHERE rejoined > 0") == {1}
    assert values(desk, "SELECT count(*) FROM equipment_loan WHERE back_at IS NULL") == {2}


def test_duties_are_there_in_every_state_and_never_twice_at_once(desk: Desk) -> None:
    assert values(desk, "SELECT status FROM attendance") == {entry.code for entry in DUTY}
    assert values(desk, "SELECT count(*) > 60 FROM attendance WHERE status = 'confirmed'") == {1}
    assert values(desk, "SELECT count(*) > 0 FROM attendance WHERE guest_name <> ''") == {1}
    assert values(desk, "SELECT count(*) > 0 FROM attendance_call WHERE request_id > 0") == {1}
    twice = (
        "SELECT count(*) FROM attendance a JOIN attendance b ON a.volunteer_id = b.volunteer_id AND a.id < b.id "
        "WHERE a.status NOT IN ('voided', 'undone', 'rejected') AND b.status NOT IN ('voided', 'undone', 'rejected') "
        "AND a.in_at < coalesce(b.out_at, b.in_at) AND b.in_at < coalesce(a.out_at, a.in_at)"
    )
    assert values(desk, twice) == {0}


def test_the_duty_plan_has_an_empty_slot_and_one_that_lacks_somebody(desk: Desk) -> None:
    assert values(desk, "SELECT status FROM slot") == {"active", "voided"}
    now = desk.clock()
    found = coverage_of(desk.reader, desk.room, desk.room.calendar.day(now), now)
    assert {one.state for one in found.running(now)} == {"empty", "short"}


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_an_export_holds_volunteers_and_duties_masked(desk: Desk, ending: str, home: Path) -> None:
    place = home / f"a.{ending}"
    assert main(["export", str(place), "--db", str(desk.settings.database)]) == 0
    if ending == "json":
        whole = json.loads(place.read_text("utf-8"))
        assert len(whole["volunteers"]) == 80
        assert {one["status"] for one in whole["attendances"]} == {entry.code for entry in DUTY}
        assert len(whole["certificates"]) == 3
        assert "id_number" not in whole["certificates"][0]
        assert all("****" in one["phone"] for one in whole["volunteers"] if one["phone"])
    else:
        with closing(load_workbook(place, read_only=True)) as book:
            assert len(list(book[book.sheetnames[3]].iter_rows())) == 81


def test_certificates_are_there_in_every_state(desk: Desk) -> None:
    assert values(desk, "SELECT status FROM certificate") == {entry.code for entry in CERTIFICATE}
    assert values(desk, "SELECT copies FROM certificate WHERE status = 'issued'") == {2}
    assert all(one.intact for one in every(desk.reader, desk.room.id))
