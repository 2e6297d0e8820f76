"""Who may do what: each right for each kind of person, refused by the services with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskapp.domain import rights
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import OFFICER_KIND, POLICE, Actor
from deskapp.services import reads
from deskapp.services.configuring import Configuring
from deskapp.services.disputes import Disputes
from deskapp.services.requests import reversal
from deskapp.services.undo import Undoing
from tests.builders import EN, KEY, TestDesk, a_desk, refused
from tests.dispute_builders import quarrel

KINDS = [entry.code for entry in OFFICER_KIND]


class NoFile:
    """A settings file with nothing in it."""

    def value(self, name: str) -> str:
        return ""

    def check(self, name: str, text: str) -> None:
        pass

    def put(self, name: str, text: str) -> None:
        pass


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    found.staff.add(found.room, "管理", "A1", "administrator", found.actor, EN)
    yield found
    found.store.close()


def one_of(desk: TestDesk, kind: str) -> Actor:
    """Somebody of that kind, added by the administrator."""
    added = desk.staff.add(desk.room, f"某{kind}", f"K-{kind}", kind, Actor(2, desk.room.id), EN)
    return Actor(added.id, desk.room.id)


def a_dispute(desk: TestDesk) -> str:
    return quarrel(desk).dispute.number


def log(desk: TestDesk, actor: Actor) -> None:
    desk.requests.log({"category": "noise", "summary": "楼上跑跳"}, actor, EN)


def void(desk: TestDesk, actor: Actor) -> None:
    number = desk.log().number
    desk.requests.step(number, "void", {"text": "重复", "confirm": number}, actor, EN)


def accept(desk: TestDesk, actor: Actor) -> None:
    Disputes(desk.store, desk.room).step(
        a_dispute(desk), "accept", {"kind": "peoples", "willing": "yes"}, actor, EN
    )


def seal(desk: TestDesk, actor: Actor) -> None:
    Disputes(desk.store, desk.room).seal(a_dispute(desk), True, "依法封存", actor, EN)


def set_a_rule(desk: TestDesk, actor: Actor) -> None:
    Configuring(desk.store, desk.room, NoFile()).change("repeat_days", "9", actor, EN)


def add_somebody(desk: TestDesk, actor: Actor) -> None:
    desk.staff.add(desk.room, "新人", "N1", "officer", actor, EN)


def look(desk: TestDesk, actor: Actor) -> None:
    reads.keep(desk.path, KEY, desk.clock, actor, "view", "request", 1, {})


VERBS: dict[str, Callable[[TestDesk, Actor], None]] = {
    rights.LOOK: look, rights.LOG: log, rights.ACCEPT: accept, rights.VOID: void, rights.SEAL: seal,
    rights.SETTINGS: set_a_rule, rights.PEOPLE: add_somebody,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("right", VERBS)
def test_each_kind_of_person_does_what_the_table_says_and_is_told_why_not(
    desk: TestDesk, kind: str, right: str
) -> None:
    actor, before = one_of(desk, kind), 0
    if kind in rights.RIGHTS[right]:
        VERBS[right](desk, actor)
        return
    if right in (rights.ACCEPT, rights.SEAL):
        a_dispute(desk)
    before = desk.count("journal")
    with pytest.raises(DeskError) as refusal:
        VERBS[right](desk, actor)
    refused(refusal.value, EN(OFFICER_KIND[kind].label), "Ctrl+O")
    written = 1 if right in (rights.ACCEPT, rights.VOID, rights.SEAL) else 0  # what the officer wrote for it
    assert desk.count("journal") == before + written


def test_every_right_has_somebody_and_every_kind_has_a_right() -> None:
    assert all(rights.RIGHTS.values())
    for kind in KINDS:
        assert any(kind in kinds for kinds in rights.RIGHTS.values())
    assert set(KINDS) >= POLICE


def test_an_auxiliary_logs_notes_and_follows_up(desk: TestDesk) -> None:
    helper = one_of(desk, "auxiliary")
    number = desk.requests.log({"category": "noise", "summary": "楼上跑跳"}, helper, EN).request.number
    desk.requests.note(number, "call", "已联系", helper, EN)
    for code, given in (("solve", {"text": "已劝止"}), ("follow_up", {"followup": "satisfied"})):
        desk.requests.step(number, code, given, helper, EN)


@pytest.mark.parametrize(
    "presider", ["auxiliary", "administrator", "read_only", "kiosk", "officer", "duty_leader"]
)
def test_only_a_police_officer_presides_over_a_mediation_of_the_police(desk: TestDesk, presider: str) -> None:
    person = one_of(desk, presider)
    given = {"kind": "security", "willing": "yes", "eligible": "passed", "presider": f"K-{presider}"}

    def accepts() -> None:
        Disputes(desk.store, desk.room).step(a_dispute(desk), "accept", given, desk.actor, EN)

    if presider in POLICE:
        accepts()
        return
    with pytest.raises(DeskError) as refusal:
        accepts()
    assert person.officer_id
    refused(refusal.value, "officer")


def test_from_the_kiosk_even_an_officer_only_checks_in(desk: TestDesk) -> None:
    kiosk = Actor(1, desk.room.id, "kiosk")
    for verb in (log, look, add_somebody, set_a_rule):
        with pytest.raises(DeskError) as refusal:
            verb(desk, kiosk)
        refused(refusal.value, "kiosk")
    with desk.store.write(kiosk, rights.CHECK_IN):
        pass


def test_without_an_administrator_the_officers_stand_in_and_without_pins_whoever_writes(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)
    helper = desk.staff.add(desk.room, "阿依古丽", "F1", "auxiliary", desk.actor, EN)
    set_a_rule(desk, Actor(helper.id, desk.room.id))
    assert not rights.may("auxiliary", rights.PEOPLE, led=False, pins=True)
    assert rights.may("duty_leader", rights.PEOPLE, led=False, pins=True)
    assert not rights.may("officer", rights.PEOPLE, led=True, pins=True)
    assert not rights.may("read_only", rights.PEOPLE, led=False, pins=False)
    desk.store.close()


def test_language_colours_and_bell_are_everybodys(desk: TestDesk) -> None:
    Configuring(desk.store, desk.room, NoFile()).change("bell", "off", one_of(desk, "read_only"), EN)


def test_who_lost_a_right_does_not_undo_with_it(desk: TestDesk) -> None:
    desk.staff.add(desk.room, "所长", "L1", "officer", Actor(2, 1), EN)
    number = desk.log().number
    desk.step(number, "void", text="重复", confirm=number)
    desk.staff.correct(desk.room, 1, {"kind": "auxiliary"}, Actor(2, 1), EN)
    with pytest.raises(DeskError) as refusal:
        Undoing(desk.store, desk.room, {"request": reversal()}).undo(desk.actor)
    refused(refusal.value, "void")
    assert desk.read("SELECT status FROM request")[0][0] == "voided"
