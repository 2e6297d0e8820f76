"""The practice desk: everything is there to be tried, and nothing of it is real."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db, demo
from deskapp.__main__ import main
from deskapp.demo import people
from deskapp.domain.activity_codes import ROLE
from deskapp.domain.activity_codes import STATUS as ACTIVITY_STATUS
from deskapp.domain.activity_kinds import KIND as ACTIVITY
from deskapp.domain.appeal import STATUS as APPEAL
from deskapp.domain.area import KIND as AREA_KIND
from deskapp.domain.custody import STATUS as CUSTODY
from deskapp.domain.dispute_codes import STATUS as DISPUTE_STATUS
from deskapp.domain.errors import DeskError
from deskapp.domain.hazard_codes import STATUS as HAZARD_STATUS
from deskapp.domain.lost import STATUS as LOST
from deskapp.domain.request_codes import ACTION, CATEGORY, FOLLOWUP, OUTCOME, STATUS
from deskapp.domain.times import stored
from deskapp.reading import field_records
from deskapp.wiring import Desk
from tests import once
from tests.builders import EN, NOON, refused, settings_in


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("demo")
    found = once.practised(folder, EN, NOON)
    yield found
    found.close()


def values(desk: Desk, sql: str) -> set[object]:
    return {row[0] for row in desk.reader.execute(sql)}


def test_it_is_a_practice_file_of_its_own(desk: Desk) -> None:
    assert desk.room.practice
    assert (desk.room.station, desk.room.name) == (people.STATION, people.ROOM)
    assert [officer.kind for officer in desk.officers] == ["officer", "officer", "auxiliary"]
    assert desk.officer is not None
    assert db.check(desk.settings.database) == db.HEAD
    assert stat.S_IMODE(desk.settings.database.stat().st_mode) == 0o600
    assert sorted(os.listdir(desk.settings.database.parent)) == ["config", "practice.db"]


def test_every_state_outcome_and_result_can_be_seen(desk: Desk) -> None:
    assert values(desk, "SELECT status FROM request") == {entry.code for entry in STATUS}
    assert values(desk, "SELECT category FROM request") == {entry.code for entry in CATEGORY}
    assert values(desk, "SELECT followup FROM request") == {"", *(entry.code for entry in FOLLOWUP)}
    assert values(desk, "SELECT kind FROM action_log") == {entry.code for entry in ACTION}
    assert values(desk, "SELECT outcome FROM request") == {"", *(entry.code for entry in OUTCOME)}


def test_areas_of_every_kind_and_hazards_in_every_state_are_there(desk: Desk) -> None:
    assert values(desk, "SELECT kind FROM area") == {entry.code for entry in AREA_KIND}
    assert values(desk, "SELECT status FROM area") == {"active", "closed", "undone"}
    assert values(desk, "SELECT status FROM hazard") == {entry.code for entry in HAZARD_STATUS}
    assert values(desk, "SELECT passed FROM hazard_recheck") == {0, 1}
    assert (
        desk.reader.execute("SELECT count(*) FROM hazard WHERE volunteer_id IS NOT NULL").fetchone()[0] == 2
    )
    assert desk.reader.execute("SELECT count(*) FROM request WHERE area_id IS NOT NULL").fetchone()[0] > 20


def test_activities_of_every_kind_stand_there_and_in_every_state(desk: Desk) -> None:
    assert values(desk, "SELECT kind FROM activity") == {entry.code for entry in ACTIVITY}
    assert values(desk, "SELECT status FROM activity") == {entry.code for entry in ACTIVITY_STATUS}
    assert values(desk, "SELECT role FROM activity_person") == {entry.code for entry in ROLE}


def test_field_work_stands_in_every_state(desk: Desk) -> None:
    for table, states in (("lead_appeal", APPEAL), ("custody", CUSTODY), ("lost_report", LOST)):
        assert values(desk, f"SELECT status FROM {table}") == {entry.code for entry in states}
    things = field_records.open_items(desk.reader.execute, desk.room.id)
    assert any(field_records.matches_of_item(desk.reader.execute, one) for one in things)
    assert values(desk, "SELECT count(*) FROM lost_report WHERE request_id > 0") == {1}


def test_disputes_stand_in_every_state_of_the_machine(desk: Desk) -> None:
    assert values(desk, "SELECT status FROM dispute") == {entry.code for entry in DISPUTE_STATUS}
    assert values(desk, "SELECT risk FROM dispute") == {"blue", "yellow", "orange"}
    assert values(desk, "SELECT kind FROM dispute") >= {"", "security", "peoples", "joint", "informal"}


@pytest.mark.parametrize(
    "where",
    [
        "is_open = 1 AND next_due < :now",
        "is_open = 1 AND next_due > :now",
        "sealed = 1",
        "domestic_violence = 1",
        "threat = 1",
        "petition_risk = 1",
        "relapses > 0 AND is_open = 1",
        "request_id IS NOT NULL",
        "paid > 0 AND paid < agreed_sum",
        "stage = 'bud' AND fulfilled_at IS NOT NULL",
        "desk_order < '1' AND is_open = 0",
    ],
)
def test_disputes_show_what_a_desk_meets(desk: Desk, where: str) -> None:
    now = stored(NOON)
    assert desk.reader.execute(f"SELECT 1 FROM dispute WHERE {where}", {"now": now}).fetchone(), where


@pytest.mark.parametrize(
    "where",
    [
        "is_open = 1 AND next_due < :now",
        "status = 'registered' AND next_due < :now",
        "status = 'waiting' AND next_due < :now",
        "status = 'waiting' AND next_due > :now",
        "status = 'transferred' AND next_due < :now",
        "status = 'transferred' AND next_due > :now",
        "reopened > 0",
        "reopened > 0 AND is_open = 1",
        "applicant = ''",
        "applicant LIKE '%·%'",
        "applicant GLOB '*[㛃䶮𠮷𪨰]*'",
        "dangers LIKE '%minor%'",
        "category = 'case_report' AND receipt <> ''",
        "category = 'case_report' AND is_open = 1",
        "urgency = 'critical'",
        "id_number <> ''",
        "day = '2026-11-21'",
        "day = '2026-11-08'",
        "merged_into <> ''",
        "responsible = 3",
    ],
)
def test_what_a_beginner_should_meet_is_there(desk: Desk, where: str) -> None:
    sql = f"SELECT count(*) FROM request WHERE {where}"
    assert desk.reader.execute(sql, {"now": stored(NOON)} if ":now" in where else {}).fetchone()[0] > 0


def test_shifts_stand_in_every_state_that_a_room_has_at_once(desk: Desk) -> None:
    states = [row[0] for row in desk.reader.execute("SELECT status FROM shift ORDER BY id")]
    assert states == ["accepted", "accepted", "closed_no_relief", "accepted", "open"]
    said = values(desk, "SELECT kind FROM handover_entry WHERE gone = 0")
    assert said >= {"note", "check", "tick", "question", "addendum", "countersign"}
    assert values(desk, "SELECT signed_in FROM room") == {1}


def test_it_is_a_plausible_fortnight(desk: Desk) -> None:
    per_day = desk.reader.execute("SELECT count(*) FROM request GROUP BY day ORDER BY day").fetchall()
    assert len(per_day) == 14
    assert all(8 <= row[0] <= 17 for row in per_day[:-1])
    assert values(desk, "SELECT max(at) <= '" + stored(NOON) + "' FROM history") == {1}
    assert desk.reader.execute("SELECT min(entered_at) FROM request").fetchone()[0] > stored(
        NOON - timedelta(days=14)
    )
    at_night = desk.reader.execute(
        "SELECT avg(CAST(strftime('%H', entered_at, '+8 hours') AS INTEGER) BETWEEN 7 AND 21) FROM request"
    ).fetchone()[0]
    assert at_night > 0.8


def test_its_trail_is_real(desk: Desk) -> None:
    broken = desk.reader.execute(
        "SELECT count(*) FROM history h WHERE source <> '' AND source <> (SELECT target FROM history "
        "WHERE subject = h.subject AND subject_id = h.subject_id AND id < h.id ORDER BY id DESC LIMIT 1)"
    ).fetchone()[0]
    assert broken == 0
    assert values(
        desk, "SELECT count(*) = (SELECT sum(version) FROM request) FROM history WHERE subject = 'request'"
    ) == {1}
    assert values(desk, "SELECT count(*) FROM audit a JOIN audit b ON b.prev = a.mac") == {
        desk.reader.execute("SELECT count(*) - 1 FROM audit").fetchone()[0]
    }


def test_its_people_are_invented(desk: Desk) -> None:
    for phone in values(desk, "SELECT phone FROM request WHERE phone <> ''"):
        assert re.fullmatch(r"1380001\d{4}", str(phone))
    assert values(desk, "SELECT id_number FROM request WHERE id_number <> ''") <= {
        people.GROWN_UP,
        people.CHILD,
    }


def test_the_same_moment_makes_the_same_records(desk: Desk, tmp_path: Path) -> None:
    again = demo.build(settings_in(tmp_path), tmp_path / "again.db", EN, lambda done, total: None, NOON)
    for table in ("room", "officer", "request", "history", "action_log", "serial"):
        # The seal of a handover holds the head of the audit chain, and each desk has a key of its own for that.
        sql = f"SELECT * FROM {table}" + (" WHERE subject <> 'shift'" if table == "history" else "")
        assert [tuple(row) for row in again.reader.execute(sql)] == [
            tuple(row) for row in desk.reader.execute(sql)
        ]
    again.close()


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    just_past_midnight = NOON - timedelta(hours=12, minutes=-2)
    demo.build(
        settings_in(tmp_path),
        tmp_path / "x.db",
        EN,
        lambda done, total: told.append((done, total)),
        just_past_midnight,
    ).close()
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_what_is_there_already_is_never_touched(tmp_path: Path) -> None:
    mine = tmp_path / "desk.db"
    mine.write_bytes(b"mine")
    with pytest.raises(DeskError) as refusal:
        demo.build(settings_in(tmp_path), mine, EN, lambda done, total: None, NOON)
    refused(refusal.value, str(mine))
    assert mine.read_bytes() == b"mine"


def test_an_interrupted_making_leaves_no_half_file(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    folder = tmp_path / "desks"
    with pytest.raises(KeyboardInterrupt):
        demo.build(settings_in(tmp_path), folder / "practice.db", EN, stop, NOON)
    assert os.listdir(folder) == []


CONTENT = {
    "areas": "SELECT a.name, a.kind, a.code, a.place_kind, a.address, a.contact, a.people, a.hectares, a.stamped_on, "
    "a.notes, p.name, b.name FROM area AS a LEFT JOIN area AS p ON p.id = a.parent_id LEFT JOIN area AS b "
    "ON b.id = a.beat_id WHERE a.status = 'active'",
    "volunteers": "SELECT member_no, status, identity, roles, employer, skills, grid, insurance_until, pledged_on, "
    "joined_on, left_on, (SELECT group_concat(name) FROM (SELECT t.name FROM volunteer_team AS m JOIN team AS t "
    "ON t.id = m.team_id WHERE m.volunteer_id = v.id AND m.gone = 0 AND m.to_on IS NULL ORDER BY m.id)) "
    "FROM volunteer AS v WHERE status NOT IN ('voided', 'undone')",
    "activities": "SELECT kind, status, held_on, substr(start_at, 1, 16), substr(end_at, 1, 16), minutes, place, "
    "route, unit, outside_no, handed_to, season, text, missed, topic, scam, form, audience, mode, subject, method, "
    "services, certificate, way, info, assist, persuasion, drill, bodies, mechanism, dimension, people, copies, "
    "forwards, items, opinions, times, refused, used, vehicles, rescued, suspects, units, households, frauds, money, "
    "volunteers, officers, others FROM activity WHERE status NOT IN ('voided', 'undone')",
    "hazards": "SELECT category, venue, level, h.status, summary, place, a.name, source, substr(found_at, 1, 16), "
    "owner, measure, order_no, deadline, receiver, substr(receiver_due, 1, 16), rechecks, "
    "CASE h.is_open WHEN 0 THEN substr(closed_at, 1, 16) END FROM hazard AS h LEFT JOIN area AS a "
    "ON a.id = h.area_id WHERE h.status NOT IN ('voided', 'undone')",
    "appeals": "SELECT text, kind, channel, place, expires_on FROM lead_appeal "
    "WHERE status NOT IN ('voided', 'undone')",
    "custody": "SELECT kind, name, status, features, pieces, amount, finder, locker, found_place, "
    "substr(found_at, 1, 16), noticed_on, notice, claimant, receiver, substr(closed_at, 1, 16) FROM custody "
    "WHERE status NOT IN ('voided', 'undone')",
    "lost": "SELECT kind, status, features, last_place, substr(last_at, 1, 16), substr(found_at, 1, 16), "
    "found_place, result, receipt FROM lost_report WHERE status NOT IN ('voided', 'undone')",
}
"""What of a record an export holds and an import takes over; names of minors and phones go out by their ends."""


def test_an_export_of_all_kinds_comes_into_an_empty_desk_as_it_went_out(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, empty = home / "full.db", home / "empty.db"
    shutil.copy(desk.settings.database, full)
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    monkeypatch.setenv("DESKAPP_LANG", "en")
    said = {"station": people.STATION, "room": people.ROOM, "officer": "李辉", "badge": "012345"}
    options = [word for name, text in said.items() for word in (f"--{name}", text)]
    assert main(["--db", str(empty), "setup", "--practice", *options]) == 0
    book = str(home / "desk.xlsx")
    assert main(["--db", str(full), "export", book, "-q"]) == 0
    for at, (kind, asked) in enumerate(CONTENT.items()):
        table = str(home / f"{kind}.csv") if at % 2 else book  # alone, or as the sheet of its name
        assert at % 2 == 0 or main(["--db", str(full), "export", table, "--kind", kind, "-q"]) == 0
        assert main(["--db", str(empty), "import", kind, table, "--yes", "-q"]) == 0
        went, came = (sorted(map(repr, rows(path, asked))) for path in (full, empty))
        assert came == went, kind
        assert went


def rows(path: Path, asked: str) -> list[tuple[object, ...]]:
    """What a file holds."""
    with closing(db.connect(path, readonly=True)) as connection:
        return [tuple(row) for row in connection.execute(asked)]
