"""PINs: set, proved, refused, waited for; and the printed way back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.lockout import LIMIT, WAIT, Tick, Tries
from deskapp.domain.officer import Actor, Officer
from deskapp.services.hashing import Argon, machine_ticks
from deskapp.services.pins import FORGET_AFTER, Pins
from deskapp.services.requests import reversal
from deskapp.services.reversals import People
from deskapp.services.store import Store
from deskapp.services.undo import Undoing
from tests.builders import EN, KEY, TestDesk, a_desk, refused

PIN, OTHER = "246813", "975310"


@dataclass
class Counted:
    """argon2id at its cheapest, which counts its work."""

    argon: Argon = field(default_factory=lambda: Argon(1, 8, 1))
    made: int = 0
    compared: int = 0

    def make(self, secret: str) -> str:
        self.made += 1
        return self.argon.make(secret)

    def fits(self, kept: str, secret: str) -> bool:
        self.compared += 1
        return self.argon.fits(kept, secret)

    def is_stale(self, kept: str) -> bool:
        return self.argon.is_stale(kept)

    def nobodys(self) -> str:
        return self.argon.nobodys()


@dataclass
class Machine:
    """The machine's own clock, turned by a test."""

    now: Tick = field(default_factory=lambda: Tick("one", 5000.0))

    def __call__(self) -> Tick:
        return self.now

    def run(self, seconds: float) -> None:
        self.now = Tick(self.now.boot, self.now.seconds + seconds)


@dataclass
class Guarded:
    desk: TestDesk
    hashing: Counted = field(default_factory=Counted)
    machine: Machine = field(default_factory=Machine)

    @property
    def pins(self) -> Pins:
        return Pins(self.desk.store, self.desk.room, self.hashing, self.machine)

    def sign_in(self, who: str, pin: str) -> int:
        return self.pins.sign_in(who, pin).signed_in

    def refusal(self, who: str, pin: str) -> DeskError:
        with pytest.raises(DeskError) as refusal:
            self.sign_in(who, pin)
        refused(refusal.value)
        return refusal.value


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Guarded]:
    desk = a_desk(tmp_path)
    found = Guarded(desk)
    found.pins.set(1, PIN, PIN, desk.actor)
    desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    found.pins.set(2, OTHER, OTHER, desk.actor, PIN)
    desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, EN)
    yield found
    desk.store.close()


@pytest.mark.parametrize("who", ["012346", "０１２３４６", " 012346 ", "周海峰"])
@pytest.mark.parametrize("pin", [OTHER, "９７５３１０"])
def test_badge_or_name_and_pin_sign_in(room: Guarded, who: str, pin: str) -> None:
    assert room.sign_in(who, pin) == 2
    assert room.desk.read("SELECT signed_in FROM room")[0][0] == 2
    last = room.desk.read("SELECT officer_id, action FROM audit ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(last) == (2, "sign_in")


def test_where_anybody_has_a_pin_nobody_takes_the_seat_without_one(room: Guarded) -> None:
    with pytest.raises(DeskError) as refusal:
        room.desk.staff.sign_in(room.desk.room, Officer(2, 1, "周海峰", "012346"), room.desk.actor)
    refused(refusal.value, "PIN")


def test_the_answer_and_the_work_are_the_same_whoever_was_named(room: Guarded) -> None:
    told = []
    for who, pin in (
        ("012346", "000001"),
        ("999999", "000001"),
        ("F0721", "000001"),
        ("没有", OTHER),
        ("", ""),
    ):
        before = (room.hashing.made, room.hashing.compared)
        told.append(str(room.refusal(who, pin)))
        assert (room.hashing.made - before[0], room.hashing.compared - before[1]) == (0, 1)
    assert len(set(told)) == 1
    kept = room.desk.read("SELECT hash FROM officer_pin")[0][0]
    assert kept.split("$")[:4] == room.hashing.nobodys().split("$")[:4]


@pytest.mark.parametrize("who", ["012346", "999999", "F0721"])
def test_five_wrong_ones_wait_ten_minutes_whether_or_not_anybody_has_that_badge(
    room: Guarded, who: str
) -> None:
    for _ in range(LIMIT - 1):
        assert "not right" in str(room.refusal(who, "000001"))
    assert "10 min" in str(room.refusal(who, "000001"))
    before = room.hashing.compared
    assert "10 min" in str(room.refusal(who, OTHER))
    assert room.hashing.compared == before
    room.machine.run(WAIT - 61)
    assert "2 min" in str(room.refusal(who, OTHER))
    room.machine.run(62)
    assert "not right" in str(room.refusal(who, "000001"))
    if who == "012346":
        assert room.sign_in(who, OTHER) == 2


def test_the_right_pin_forgets_the_wrong_ones(room: Guarded) -> None:
    for _ in range(3):
        for _ in range(LIMIT - 1):
            room.refusal("012346", "000001")
        assert room.sign_in("012346", OTHER) == 2
    assert room.desk.count("pin_tries") == 0


def lock(room: Guarded) -> None:
    for _ in range(LIMIT):
        room.refusal("012346", "000001")


@pytest.mark.parametrize("by", [{"days": 3}, {"days": -3}, {"minutes": 11}])
def test_a_jump_of_the_clock_on_the_wall_ends_no_wait_and_makes_none_longer(
    room: Guarded, by: dict[str, float]
) -> None:
    lock(room)
    room.desk.clock.turn(**by)
    assert "10 min" in str(room.refusal("012346", OTHER))
    room.machine.run(WAIT + 1)
    assert room.sign_in("012346", OTHER) == 2


@pytest.mark.parametrize("boot", ["two", ""])
def test_a_restart_of_the_machine_ends_no_wait(room: Guarded, boot: str) -> None:
    lock(room)
    room.machine.now = Tick(boot, 30.0)
    assert "min" in str(room.refusal("012346", OTHER))
    room.machine.run(WAIT - 29)
    assert room.sign_in("012346", OTHER) == 2


def test_the_wait_lies_in_the_file_and_counts_for_every_window(room: Guarded) -> None:
    other = Guarded(
        TestDesk(room.desk.path, room.desk.clock, Store(room.desk.path, KEY, room.desk.clock), room.desk.room),
        room.hashing, room.machine,
    )  # fmt: skip
    for one in (room, other, room, other, room):
        one.refusal("012346", "000001")
    assert "10 min" in str(other.refusal("012346", OTHER))
    assert "10 min" in str(room.refusal("012346", OTHER))
    other.desk.store.close()


def test_a_try_is_counted_before_it_is_compared(room: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(kept: str, secret: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(room.hashing, "fits", dies)
    for _ in range(LIMIT):
        with pytest.raises(KeyboardInterrupt):
            room.sign_in("012346", OTHER)
    monkeypatch.undo()
    assert "10 min" in str(room.refusal("012346", OTHER))


def test_the_names_that_nobody_has_do_not_fill_the_file(room: Guarded) -> None:
    for number in range(FORGET_AFTER + 20):
        room.refusal(f"x{number}", PIN)
    assert room.desk.count("pin_tries") == FORGET_AFTER
    assert not any("x1" in row[0] for row in room.desk.read("SELECT who FROM pin_tries"))


def test_a_hash_of_other_parameters_is_made_anew_at_the_next_sign_in(room: Guarded) -> None:
    before = room.desk.read("SELECT hash FROM officer_pin WHERE officer_id = 2")[0][0]
    room.hashing.argon = Argon(2, 16, 1)
    assert room.sign_in("012346", OTHER) == 2
    after = room.desk.read("SELECT hash FROM officer_pin WHERE officer_id = 2")[0][0]
    assert before.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert after.startswith("$argon2id$v=19$m=16,t=2,p=1$")
    assert room.sign_in("012346", OTHER) == 2


def test_the_parameters_of_the_desk_are_those_of_the_rfc() -> None:
    made = Argon().make(PIN)
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Argon().fits(made, PIN) and not Argon().fits(made, OTHER) and not Argon().fits("spoilt", PIN)
    assert not Argon().fits(Argon().nobodys(), PIN)
    assert machine_ticks().seconds <= machine_ticks().seconds


@pytest.mark.parametrize(
    ("new", "again", "field"),
    [("12", "12", "pin"), ("12a456", "12a456", "pin"), ("", "", "pin"), ("1" * 21, "1" * 21, "pin"),
     ("4444", "4444", "pin"), ("012345", "012345", "pin"), (OTHER, PIN, "again")],
)  # fmt: skip
def test_what_is_no_pin_is_refused_and_never_repeated(
    room: Guarded, new: str, again: str, field: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        room.pins.set(1, new, again, room.desk.actor, PIN)
    refused(refusal.value)
    assert refusal.value.field == field
    assert not new or new not in str(refusal.value)
    assert room.sign_in("012345", PIN) == 1


def test_the_present_pin_is_asked_before_any_is_set(room: Guarded) -> None:
    for whom in (1, 2, 3):
        assert room.pins.proves(whom, room.desk.actor)
        with pytest.raises(DeskError):
            room.pins.set(whom, "135799", "135799", room.desk.actor, "000001")
    room.pins.set(3, "135799", "135799", room.desk.actor, PIN)
    assert room.sign_in("F0721", "135799") == 3


def test_an_auxiliary_sets_only_the_own_pin(room: Guarded) -> None:
    room.pins.set(3, "135799", "135799", room.desk.actor, PIN)
    helper = Actor(3, 1)
    room.pins.set(3, "864200", "864200", helper, "135799")
    with pytest.raises(DeskError) as refusal:
        room.pins.set(1, "864200", "864200", helper, "864200")
    refused(refusal.value, "administrator")
    assert room.sign_in("012345", PIN) == 1


def test_the_first_pin_belongs_to_somebody_who_sees_to_the_people(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    found = Guarded(desk)
    helper = desk.staff.add(desk.room, "阿依古丽", "F1", "auxiliary", desk.actor, EN)
    with pytest.raises(DeskError) as refusal:
        found.pins.set(helper.id, PIN, PIN, desk.actor)
    refused(refusal.value, "阿依古丽")
    assert desk.count("officer_pin") == 0
    desk.store.close()


def test_the_last_one_with_a_pin_who_sees_to_the_people_stays(room: Guarded) -> None:
    desk = room.desk
    desk.staff.add(desk.room, "管理", "A1", "administrator", desk.actor, EN)
    room.pins.set(4, "864200", "864200", desk.actor, PIN)
    admin = Actor(4, 1)
    for given in ({"kind": "auxiliary"}, {"kind": "read_only"}):
        desk.staff.correct(desk.room, 1, given, admin, EN)
        desk.staff.correct(desk.room, 1, {"kind": "officer"}, admin, EN)
    desk.staff.correct(desk.room, 1, {"kind": "auxiliary"}, admin, EN)
    desk.staff.correct(desk.room, 2, {"presence": "yes"}, admin, EN)
    assert desk.read("SELECT count(*) FROM officer WHERE kind = 'administrator'")[0][0] == 1
    desk.staff.correct(desk.room, 4, {"kind": "officer"}, admin, EN)  # its officers stand in then
    desk.staff.correct(desk.room, 2, {"kind": "auxiliary"}, admin, EN)
    with pytest.raises(DeskError) as refusal:
        desk.staff.correct(desk.room, 4, {"kind": "auxiliary"}, admin, EN)
    refused(refusal.value, "管理")


def test_no_undo_brings_an_old_pin_back(room: Guarded) -> None:
    desk = room.desk
    room.pins.set(1, "864200", "864200", desk.actor, PIN)
    assert "pin" not in {row[0] for row in desk.read("SELECT subject FROM journal")}
    undoing = Undoing(desk.store, desk.room, {"request": reversal(), "officer": People()})
    undoing.undo(desk.actor)  # the adding of the auxiliary
    with pytest.raises(DeskError):
        undoing.undo(desk.actor)  # that of the second officer, who has a PIN and wrote nothing
        undoing.undo(desk.actor)
    assert room.sign_in("012345", "864200") == 1
    room.refusal("012345", PIN)


def test_setting_a_pin_is_in_history_and_audit_and_nowhere_in_clear(room: Guarded, tmp_path: Path) -> None:
    desk = room.desk
    steps = [row["step"] for row in desk.read("SELECT step FROM history WHERE subject = 'officer'")]
    assert steps.count("set_pin") == 2
    actions = [row["action"] for row in desk.read("SELECT action FROM audit WHERE subject = 'pin'")]
    assert actions.count("set_pin") == 2
    room.refusal("012346", "864202")
    room.refusal("864203", "864202")
    code = room.pins.make_recovery(desk.actor)
    shutil.copy(desk.path, tmp_path / "copy.db")
    held = (tmp_path / "copy.db").read_bytes()
    for secret in (PIN, OTHER, "864202", "864203", code, code.replace("-", "")):
        assert secret.encode() not in held


def test_two_of_one_name_sign_in_by_their_badges(room: Guarded) -> None:
    desk = room.desk
    desk.staff.add(desk.room, "周海峰", "012399", "officer", desk.actor, EN)
    assert "not right" in str(room.refusal("周海峰", OTHER))
    assert room.sign_in("012346", OTHER) == 2


def test_somebody_who_went_and_an_account_of_the_kiosk_do_not_sign_in(room: Guarded) -> None:
    desk = room.desk
    desk.staff.add(desk.room, "签到台", "K1", "kiosk", desk.actor, EN)
    with pytest.raises(DeskError) as refusal:
        room.pins.set(4, PIN, PIN, desk.actor, PIN)
    refused(refusal.value, "kiosk")
    desk.staff.correct(desk.room, 2, {"presence": "no"}, desk.actor, EN)
    assert "not right" in str(room.refusal("012346", OTHER))


def test_only_who_writes_at_the_desk_lets_it_out_of_the_kiosk(room: Guarded) -> None:
    desk = room.desk
    desk.staff.add(desk.room, "检查组", "R1", "read_only", desk.actor, EN)
    room.pins.set(4, "864200", "864200", desk.actor, PIN)
    assert room.pins.release("012345", PIN).id == 1
    with pytest.raises(DeskError) as refusal:
        room.pins.release("R1", "864200")
    refused(refusal.value, "kiosk")
    with pytest.raises(DeskError):
        room.pins.release("012345", "000001")


# -- the way back


def test_the_recovery_code_gives_a_new_pin_once_and_ends_the_wait(room: Guarded) -> None:
    code = room.pins.make_recovery(room.desk.actor)
    lock(room)
    typed = code.lower().replace("-", " ")
    assert room.pins.recover("012346", typed, "864200", "864200").id == 2
    assert room.sign_in("012346", "864200") == 2
    with pytest.raises(DeskError) as refusal:
        room.pins.recover("012346", code, "864201", "864201")
    refused(refusal.value, "spent")


def test_a_new_code_replaces_the_old_and_only_an_administrator_has_it_made(room: Guarded) -> None:
    old = room.pins.make_recovery(room.desk.actor)
    new = room.pins.make_recovery(room.desk.actor)
    with pytest.raises(DeskError):
        room.pins.recover("012346", old, "864200", "864200")
    room.pins.set(3, "135799", "135799", room.desk.actor, PIN)
    with pytest.raises(DeskError) as refusal:
        room.pins.make_recovery(Actor(3, 1))
    refused(refusal.value, "administrator")
    with pytest.raises(DeskError):
        room.pins.recover("F0721", new, "864200", "864200")
    assert room.pins.recover("012345", new, "864200", "864200").id == 1


def test_wrong_codes_are_answered_alike_with_the_same_work(room: Guarded) -> None:
    told = set()
    for made in (False, True):
        if made:
            room.pins.make_recovery(room.desk.actor)
        for who in ("012346", "999999", "F0721"):
            before = room.hashing.compared
            with pytest.raises(DeskError) as refusal:
                room.pins.recover(who, "AAAAA-BBBBB", "864200", "864200")
            told.add(str(refusal.value))
            assert room.hashing.compared - before == 1
    assert len(told) == 1


def test_tries_are_plain_figures() -> None:
    tries = Tries()
    for _ in range(LIMIT):
        assert tries.left(Tick("a", 9.0)) == 0
        tries = tries.charged(Tick("a", 9.0))
    assert tries.left(Tick("a", 9.0)) == WAIT
    assert tries.left(Tick("a", 9.0 + WAIT)) == 0
    assert tries.charged(Tick("a", 9.0 + WAIT)) == Tries(1, 0.0, Tick("a", 9.0 + WAIT))
