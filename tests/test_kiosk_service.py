"""The kiosk without its screen: whose scan it is, what is told of it, and what it may still change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.kiosk import LIMIT, Told, line
from deskapp.reading import kiosk as reading
from deskapp.services.attendances import Attendances
from deskapp.services.batches import Batches
from deskapp.services.kiosk import AtKiosk
from deskapp.services.undo import Undoing
from deskapp.services.volunteer_undo import Duties
from tests.builders import EN, TestDesk, a_desk
from tests.volunteer_builders import member, step, stock, team


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    team(found, "东区分队", mode="standby")
    member(found, "王秀英", phone="13800015678", team="东区分队")
    member(found, "王小明", phone="13900015678")
    yield found
    found.store.close()


@pytest.fixture
def kiosk(desk: TestDesk) -> Iterator[AtKiosk]:
    reader = db.connect(desk.path, readonly=True)
    yield AtKiosk(Attendances(desk.store, desk.room), stock(desk), lambda: reader)
    reader.close()


def said(told: Told, desk: TestDesk) -> str:
    return line(told, desk.room.calendar, EN)


def refusal(kiosk: AtKiosk, typed: str, more: str = "") -> str:
    """What the kiosk says no with; it never names anybody, nor a number, a command or a path."""
    with pytest.raises(DeskError) as error:
        kiosk.sign(typed, EN, more)
    text = str(error.value)
    for word in ("王", "李", "deskapp", "/", "YJ-", "QD-", "Ctrl"):
        assert word not in text
    assert text.endswith(".")
    return text


def test_the_same_scan_signs_in_and_out_with_the_usual_duty_of_the_team(
    desk: TestDesk, kiosk: AtKiosk
) -> None:
    told = kiosk.sign("0001", EN)
    assert (told.way, told.mode, told.here, said(told, desk)) == (
        "in",
        "standby",
        True,
        "✓ 王＊＊ signed in 12:00",
    )
    desk.clock.turn(hours=3)
    told = kiosk.sign("０００１", EN)
    assert (told.way, told.here, told.presence) == ("out", False, 180)
    assert said(told, desk) == "✓ 王＊＊ signed out 15:00"
    row = desk.read("SELECT status FROM attendance")
    assert [one[0] for one in row] == ["ended"]
    assert {one[0] for one in desk.read("SELECT via FROM audit WHERE subject = 'attendance'")} == {"kiosk"}


def test_the_same_badge_within_a_minute_changes_nothing_and_says_so(desk: TestDesk, kiosk: AtKiosk) -> None:
    kiosk.sign("0001", EN)
    desk.clock.turn(seconds=59)
    told = kiosk.sign("0001", EN)
    assert said(told, desk) == "王＊＊ signed in at 12:00; once a minute is enough"
    assert desk.count("attendance") == 1
    desk.clock.turn(seconds=2)
    assert kiosk.sign("0001", EN).way == "out"
    assert "signed out at 12:01" in said(kiosk.sign("0001", EN), desk)


@pytest.mark.parametrize("typed", ["5678 wxy", "wangxiuying 5678", "王秀英 5678", "5678　王秀英"])
def test_two_facts_that_fit_one_person_alone_are_enough(kiosk: AtKiosk, typed: str) -> None:
    assert kiosk.sign(typed, EN).name == "王＊＊"


@pytest.mark.parametrize(("first", "then"), [("5678", "wxy"), ("王秀英", "5678"), ("wxy", "15678")])
def test_one_fact_asks_for_another_which_may_follow(kiosk: AtKiosk, first: str, then: str) -> None:
    assert "now type" in refusal(kiosk, first).casefold()
    assert kiosk.sign(then, EN, first).name == "王＊＊"


def test_who_is_meant_is_never_told_where_several_or_nobody_fit(desk: TestDesk, kiosk: AtKiosk) -> None:
    member(desk, "王秀英", phone="13700015678")
    assert refusal(kiosk, "5678 wxy") == refusal(kiosk, "9999 zzz") == refusal(kiosk, "wxy", "5678")
    assert kiosk.sign("0002", EN, "5678").way == "in"  # a member number needs nothing more


def test_a_line_that_no_badge_has_is_not_taken(desk: TestDesk, kiosk: AtKiosk) -> None:
    assert "too long" in refusal(kiosk, "1" * (LIMIT + 1))
    refusal(kiosk, "[@click=app.quit]x")
    refusal(kiosk, "\x1b]52;c;aGFja2Vk\x07")
    assert desk.count("attendance") == 0


@pytest.mark.parametrize("status", ["leave", "suspend"])
def test_who_is_not_active_is_sent_to_the_officer(desk: TestDesk, kiosk: AtKiosk, status: str) -> None:
    step(desk, member(desk, "赵六"), status, text="外出")
    assert "not active" in refusal(kiosk, "0003")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections from now on wait but a moment for a busy file."""
    monkeypatch.setattr(db, "BUSY_MS", 50)


@pytest.mark.usefixtures("impatient")
def test_a_busy_file_and_anything_else_are_told_without_the_file(desk: TestDesk, kiosk: AtKiosk) -> None:
    with db.connect(desk.path) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "busy" in refusal(kiosk, "0001")
        other.execute("ROLLBACK")
    desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    with db.connect(desk.path) as other:
        other.execute("UPDATE officer SET active = 0")
    refusal(kiosk, "0001")


def test_what_was_forgotten_is_closed_and_the_person_is_sent_to_the_officer(
    desk: TestDesk, kiosk: AtKiosk
) -> None:
    assert not kiosk.sign("0002", EN).asks or desk.room.id  # a warning of the register asks too
    desk.clock.turn(hours=20)
    told = kiosk.sign("0002", EN)
    assert (told.way, told.asks) == ("in", True)
    assert [row[0] for row in desk.read("SELECT status FROM attendance ORDER BY id")] == [
        "auto_closed",
        "on_duty",
    ]


def test_a_clock_that_was_set_back_loses_no_scan(desk: TestDesk, kiosk: AtKiosk) -> None:
    kiosk.sign("0001", EN)
    desk.clock.turn(hours=-1)
    told = kiosk.sign("0001", EN)
    assert (told.way, told.presence) == ("out", 0)
    desk.clock.turn(minutes=2)
    assert kiosk.sign("0001", EN).way == "in"
    rows = desk.read("SELECT in_at, coalesce(out_at, '9') FROM attendance ORDER BY id")
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert all(row[0] <= row[1] for row in rows)


def test_the_hours_are_the_own_ones_of_this_month_and_of_all(desk: TestDesk, kiosk: AtKiosk) -> None:
    verbs = Attendances(desk.store, desk.room)
    for days, who in ((-30, "0001"), (30, "0001"), (0, "0002")):
        desk.clock.turn(days=days)
        number = kiosk.sign(who, EN).number
        desk.clock.turn(hours=2)
        kiosk.sign(who, EN)
        verbs.step(number, "confirm", {}, desk.actor, EN)
    desk.clock.turn(hours=1)
    told = kiosk.sign("0001", EN)
    assert (told.month, told.total) == (120, 240)


# -- the strip


def test_the_duty_just_begun_is_served_in_another_way(desk: TestDesk, kiosk: AtKiosk) -> None:
    told = kiosk.sign("0001", EN)
    kiosk.set_mode(told.number, "school_guard", EN)
    kiosk.set_mode(told.number, "school_guard", EN)
    assert [row[0] for row in desk.read("SELECT mode FROM attendance")] == ["school_guard"]
    assert desk.read("SELECT count(*) FROM history WHERE step = 'correct'")[0][0] == 1


def test_equipment_is_handed_out_at_the_check_in_and_asked_for_at_the_check_out(
    desk: TestDesk, kiosk: AtKiosk
) -> None:
    stock(desk).add({"kind": "radio", "name": "2号", "count": "3"}, desk.actor, EN)
    told = kiosk.sign("0001", EN)
    assert [thing.what for thing in told.things] == ["radio 2号"]
    kiosk.hand_out(told.number, told.things[0].key)
    desk.clock.turn(hours=1)
    told = kiosk.sign("0001", EN)
    assert [thing.what for thing in told.things] == ["radio 2号"]
    assert desk.read("SELECT flags FROM attendance")[0][0] == "warned,equipment_out"
    kiosk.take_back(told.number, told.things[0].key)
    assert desk.read("SELECT flags FROM attendance")[0][0] == "warned"
    assert tuple(desk.read("SELECT in_stock, issued FROM equipment")[0]) == (3, 0)
    with pytest.raises(DeskError):
        kiosk.take_back(told.number, told.things[0].key)


def test_nothing_else_is_changed_from_the_kiosk(desk: TestDesk, kiosk: AtKiosk) -> None:
    piece = stock(desk).add({"kind": "radio"}, desk.actor, EN)
    old = kiosk.sign("0001", EN)
    desk.clock.turn(seconds=121)
    for verb in (
        lambda: kiosk.set_mode(old.number, "no such", EN),
        lambda: kiosk.set_mode(old.number, "training", EN),
        lambda: kiosk.hand_out(old.number, piece),
        lambda: kiosk.take_back(old.number, "1"),
        lambda: kiosk.set_mode("QD-20261121-999", "training", EN),
    ):
        with pytest.raises(DeskError) as error:
            verb()
        assert "officer" in str(error.value)
    desk.clock.turn(hours=1)
    kiosk.sign("0001", EN)
    with pytest.raises(DeskError):
        kiosk.set_mode(old.number, "training", EN)
    assert [row[0] for row in desk.read("SELECT mode FROM attendance")] == ["standby"]


# -- who writes, who leaves


def test_the_kiosk_writes_for_its_own_account_else_for_who_sits_there_else_for_who_can_leave_it(
    desk: TestDesk,
) -> None:
    def writer(signed_in: int) -> int:
        with db.connect(desk.path, readonly=True) as reader:
            return reading.writer(reader, desk.room.id, signed_in)

    assert (writer(1), writer(0)) == (1, 0)
    desk.staff.add(desk.room, "签到台", "K1", "kiosk", desk.actor, EN)
    assert writer(1) == 2


def test_the_last_write_of_an_officer_is_never_a_scan_of_a_volunteer(desk: TestDesk, kiosk: AtKiosk) -> None:
    undoing = Undoing(desk.store, desk.room, {"attendance": Duties(), "batch": Batches()})
    verbs = Attendances(desk.store, desk.room)
    own = verbs.check_in("0002", desk.actor, EN).duty.attendance.number
    kiosk.sign("0001", EN)
    assert undoing.undo(desk.actor).name == own
    assert undoing.redo(desk.actor).name == own
    desk.clock.turn(minutes=5)
    kiosk.sign("0002", EN)
    with pytest.raises(DeskError) as error:
        undoing.undo(desk.actor)
    assert "kiosk has changed" in str(error.value)
