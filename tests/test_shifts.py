"""Shifts and handovers: every step, every refusal, and that nothing is lost or counted twice."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.handover import digest_of
from deskapp.domain.handover_rows import lines_of
from deskapp.domain.sheet import Sheet, say
from deskapp.domain.shift import Proof, Shift
from deskapp.papers import current_sheet, handover_at, shift_sheet
from deskapp.reading import shifts as reading
from deskapp.reading.seals import seals
from deskapp.wiring import Desk
from tests.bare import bare, statements
from tests.shift_builders import (
    as_officer,
    handed_over,
    key,
    log,
    proof,
    second_leader,
    shift_desk,
    sit,
    told,
    turn,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return shift_desk(tmp_path)


def entered(sheet: Sheet) -> int:
    return sheet.figures.entered


def numbers(sheet: Sheet) -> set[str]:
    return {
        str(row.facts["number"])
        for section in sheet.sections
        for row in section.rows
        if "number" in row.facts
    }


def test_a_desk_without_a_shift_opens_one_and_takes_what_came_before_as_outside(desk: Desk) -> None:
    log(desk, summary="早上来的")
    turn(desk, minutes=5)
    shift = desk.shifts.open(desk.actor)
    log(desk, summary="后来来的")
    assert (shift.status, shift.number[:3]) == ("open", "JB-")
    sheet = shift_sheet(desk, shift)
    assert entered(sheet) == 2
    marks = [str(cell.mark) for row in sheet.section("must_do").rows for cell in row.cells if cell.mark]
    assert sum("outside a shift" in mark for mark in marks) == 1


def test_one_shift_is_open_at_a_time(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    with pytest.raises(DeskError, match="open already"):
        desk.shifts.open(desk.actor)


def test_the_pattern_says_until_when_a_shift_lasts(desk: Desk) -> None:
    shift = desk.shifts.open(desk.actor)
    assert shift.ends_at is not None
    assert f"{desk.room.calendar.local(shift.ends_at):%H:%M}" == "20:00"


def test_what_is_entered_after_the_cut_off_belongs_to_the_next_shift(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    first = log(desk)
    frozen = desk.shifts.start(desk.actor)
    second = log(desk)
    assert entered(shift_sheet(desk, frozen)) == 1
    assert numbers(shift_sheet(desk, frozen)) == {first.number}
    following = reading.planned_shift(desk.reader, desk.room.id)
    assert following is not None
    assert following.from_write == frozen.cut_write
    assert second.number not in numbers(shift_sheet(desk, frozen))


def test_a_handover_taken_back_leaves_one_shift_with_all_entries(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    log(desk)
    desk.shifts.start(desk.actor)
    log(desk)
    shift = desk.shifts.cancel(desk.actor)
    assert (shift.status, shift.cutoff_at, shift.cut_write) == ("open", None, None)
    assert entered(shift_sheet(desk, shift)) == 2
    again = desk.shifts.start(desk.actor)
    assert entered(shift_sheet(desk, again)) == 2


def test_a_whole_handover_seals_the_sheet_and_opens_the_next_shift(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    log(desk)
    shift = handed_over(desk)
    assert shift.status == "accepted"
    assert shift.digest == digest_of(shift.content)
    following = reading.open_shift(desk.reader, desk.room.id)
    assert following is not None
    assert following.starts_at == shift.cutoff_at
    assert desk.room.signed_in == key(desk, "054321")
    assert [m.officer_id for m in following.members] == [key(desk, "054321")]


def test_an_open_matter_returns_on_every_sheet_until_it_is_closed(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    matter = log(desk)
    for outgoing, incoming in (("012345", "054321"), ("054321", "012345"), ("012345", "054321")):
        turn(desk, hours=12)
        assert matter.number in numbers(shift_sheet(desk, handed_over(desk, outgoing, incoming)))
    following = reading.open_shift(desk.reader, desk.room.id)
    assert following is not None
    assert entered(shift_sheet(desk, following)) == 0


def test_a_sealed_sheet_says_the_same_whatever_happens_later(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    matter = log(desk)
    before = handed_over(desk)
    said = shift_sheet(desk, before)
    desk.requests.correct(matter.number, {"summary": "完全不同"}, "听错了", desk.actor, desk.words)
    after = reading.by_id(desk.reader, before.id)
    assert after is not None
    again = shift_sheet(desk, after)
    assert (again.sections, again.figures, again.head) == (said.sections, said.figures, said.head)


FORGED = (
    *(f"UPDATE shift SET {change} WHERE id = :id" for change in (
        "content = '{}'", "incoming = 1, outgoing = 2", "reason = 'x'", "self_reason = 'x'", "sent_at = NULL",
        "starts_at = '2026-01-01T00:00:00Z'", "ends_at = NULL", "open_write = 1", "day = '2026-01-01'",
        "entered_by = 2", "copies = copies - 1", "version = 1", "id = 99", "rowid = 99",
    )),
    "DELETE FROM shift WHERE id = :id",
    "INSERT OR REPLACE INTO shift SELECT * FROM shift WHERE id = :id",
    ("INSERT OR REPLACE INTO shift (room_id, number, day, entered_at, entered_by) "
     "SELECT room_id, number, day, entered_at, entered_by FROM shift WHERE id = :id"),
    "UPDATE OR REPLACE shift SET number = (SELECT number FROM shift WHERE id = :id) WHERE id <> :id",
    "UPDATE OR REPLACE shift SET id = :id WHERE id <> :id",
    "INSERT INTO shift_member (shift_id, officer_id, role) VALUES (:id, 3, 'leader')",
    "INSERT OR REPLACE INTO shift_member SELECT id, shift_id, officer_id, 'leader', gone FROM shift_member",
    ("INSERT OR REPLACE INTO shift_member (id, shift_id, officer_id, role) SELECT m.id, s.id, 1, 'leader' "
     "FROM shift_member AS m, shift AS s WHERE m.shift_id = :id AND s.id <> :id"),
    "UPDATE shift_member SET role = 'leader' WHERE shift_id = :id",
    "UPDATE shift_member SET gone = 1 WHERE shift_id = :id",
    "UPDATE OR REPLACE shift_member SET id = (SELECT id FROM shift_member WHERE shift_id = :id) WHERE shift_id <> :id",
    "UPDATE OR REPLACE shift_member SET shift_id = :id WHERE shift_id <> :id",
    "DELETE FROM shift_member WHERE shift_id = :id",
    "INSERT INTO handover_entry (room_id, shift_id, kind, at, by_id) VALUES (1, :id, 'note', '', 1)",
    ("INSERT OR REPLACE INTO handover_entry (id, room_id, shift_id, kind, text, at, by_id) "
     "SELECT id, 1, :id, 'addendum', 'x', '', 1 FROM handover_entry WHERE shift_id = :id"),
    "UPDATE handover_entry SET gone = 1 WHERE shift_id = :id",
    ("UPDATE OR REPLACE handover_entry SET id = (SELECT id FROM handover_entry WHERE shift_id = :id LIMIT 1) "
     "WHERE shift_id <> :id"),
    "DELETE FROM handover_entry WHERE shift_id = :id",
)  # fmt: skip
"""What somebody might try with another program on a handover that is sealed."""


def test_sealed_rows_cannot_be_changed_by_anybody(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    shift = handed_over(desk)
    desk.shifts.add(shift.number, "补记一句", desk.actor)
    desk.shifts.printed(shift.number, desk.actor)
    desk.shifts.note("orders", "夜间加强巡逻", desk.actor)
    raw = bare(desk.settings.database, isolation_level=None)  # its triggers do not recurse
    before = list(statements(raw))
    for sql in FORGED:
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(sql, {"id": shift.id})
        assert list(statements(raw)) == before, sql
    raw.close()


def test_a_sealed_handover_still_takes_prints_addenda_and_a_countersignature(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    shift = desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")
    other = second_leader(desk)
    desk.shifts.printed(shift.number, desk.actor)
    desk.shifts.add(shift.number, "补记一句", desk.actor)
    with pytest.raises(DeskError, match="closed this shift without relief"):
        desk.shifts.countersign(shift.number, proof(desk, "000007"), "desk")
    signed = desk.shifts.countersign(shift.number, other, "desk")
    assert (signed.copies, signed.digest) == (1, shift.digest)
    assert all(one.whole and one.linked for one in seals(desk.reader, desk.key))


# -- before sending


def test_it_is_not_sent_before_things_are_counted_and_volunteers_resolved(desk: Desk) -> None:
    desk.configuring.change("checklist", "equipment radio 4; key archive 2", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    with pytest.raises(DeskError, match="count: radio"):
        desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    desk.shifts.check("equipment", "radio", 3, "", desk.actor)
    desk.shifts.all_there(desk.actor)
    with pytest.raises(DeskError, match="say why it differs: radio"):
        desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    desk.shifts.check("equipment", "radio", 3, "一部送修", desk.actor)
    shift = desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    assert shift.status == "pending_accept"
    things = shift_sheet(desk, shift).section("checks").rows[0].facts["things"]
    assert things == ({"name": "radio", "expected": 4, "found": 3, "difference": "一部送修"},)


def test_a_thing_that_is_not_on_the_list_is_not_counted(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    with pytest.raises(DeskError, match="not on the check list"):
        desk.shifts.check("equipment", "tank", 1, "", desk.actor)


def test_a_note_is_replaced_and_an_empty_one_takes_it_back(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    matter = log(desk)
    desk.shifts.note(matter.number, "明早八点再打电话", desk.actor)
    desk.shifts.note(matter.number, "明早九点再打电话", desk.actor)
    desk.shifts.note("orders", "夜间加强巡逻", desk.actor)
    desk.shifts.note("in_room", "有人", desk.actor)
    desk.shifts.note("in_room", "", desk.actor)
    shift = reading.open_shift(desk.reader, desk.room.id)
    assert shift is not None
    sheet = shift_sheet(desk, shift)
    assert [row.facts["text"] for row in sheet.section("notes").rows] == ["明早九点再打电话"]
    assert [row.facts["text"] for row in sheet.section("room").rows] == ["", "夜间加强巡逻", "", ""]


def test_a_note_on_a_heading_is_shown_under_it_and_called_by_its_words_on_paper(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    for about in ("room", "checks"):
        desk.shifts.note(about, f"about {about}", desk.actor)
    shift = reading.open_shift(desk.reader, desk.room.id)
    assert shift is not None
    lines = lines_of(handover_at(desk, shift), desk.words)
    for about in ("room", "checks"):
        at = next(i for i, line in enumerate(lines) if (line.kind, line.about) == ("section", about))
        assert (lines[at + 1].kind, lines[at + 1].what) == ("note", f"Note: about {about}")
    called = [say(row.cells[0].text, desk.words) for row in shift_sheet(desk, shift).section("notes").rows]
    assert "Other matters" in called
    assert "room" not in called


def test_danger_must_be_told_and_a_mark_by_hand_makes_more(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    plain = log(desk)
    grave = log(desk, summary="对方扬言要报复", urgency="critical", dangers="threat")
    desk.shifts.start(desk.actor)
    assert told(desk) == (grave.number,)
    desk.shifts.tell(plain.number, True, desk.actor)
    assert told(desk) == (grave.number, plain.number)
    desk.shifts.tell(plain.number, False, desk.actor)
    assert told(desk) == (grave.number,)


# -- the other side


def test_the_incoming_officer_ticks_what_must_be_told_before_accepting(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    grave = log(desk, urgency="critical", dangers="threat")
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match=grave.number):
        desk.shifts.accept(proof(desk, "054321"), "desk")
    desk.shifts.tick(grave.number, True, as_officer(desk, "054321"))
    shift, _room = desk.shifts.accept(proof(desk, "054321"), "desk")
    row = shift_sheet(desk, shift).section("must_do").rows[0]
    assert (row.facts["must_tell"], row.facts["told"]) == (True, True)


def ticks_of(desk: Desk, shift: Shift) -> set[tuple[str, int]]:
    """What is ticked in a handover, and whose word it is."""
    now = reading.by_id(desk.reader, shift.id)
    assert now is not None
    return {(entry.about, entry.by) for entry in now.said("tick")}


def sent_with_something_grave(desk: Desk) -> tuple[Shift, str]:
    """A handover that waits, with one record that must be told."""
    desk.shifts.open(desk.actor)
    grave = log(desk, urgency="critical", dangers="threat")
    desk.shifts.start(desk.actor)
    return desk.shifts.send(proof(desk, "012345"), "desk", desk.words), grave.number


def test_a_tick_made_at_the_desk_of_another_becomes_the_word_of_who_accepts(desk: Desk) -> None:
    sent, grave = sent_with_something_grave(desk)
    desk.shifts.tick(grave, True, as_officer(desk, "012345"), key(desk, "054321"))
    assert ticks_of(desk, sent) == {(grave, key(desk, "012345"))}  # so far only who sits there has said so
    shift, _room = desk.shifts.accept(proof(desk, "054321"), "desk")
    assert ticks_of(desk, shift) == {(grave, key(desk, "054321"))}
    assert handover_at(desk, shift).ticks == (grave,)


def test_what_one_officer_has_heard_counts_for_no_other(desk: Desk) -> None:
    _sent, grave = sent_with_something_grave(desk)
    desk.shifts.tick(grave, True, as_officer(desk, "012345"), key(desk, "054321"))
    with pytest.raises(DeskError, match=f"Not ticked by 赵建国 yet: {grave}"):
        desk.shifts.accept(proof(desk, "000007"), "desk")
    with pytest.raises(DeskError, match="PIN is not right"):
        desk.shifts.hear((grave,), True, Proof(key(desk, "000007"), "999999"), "desk")
    desk.shifts.hear((grave,), True, proof(desk, "000007"), "desk")
    shift, _room = desk.shifts.accept(proof(desk, "000007"), "desk")
    assert ticks_of(desk, shift) == {(grave, key(desk, "000007"))}


def test_a_tick_taken_away_is_told_anew(desk: Desk) -> None:
    _sent, grave = sent_with_something_grave(desk)
    desk.shifts.hear((grave,), True, proof(desk, "054321"), "desk")
    desk.shifts.hear((grave,), False, proof(desk, "054321"), "desk")
    with pytest.raises(DeskError, match=grave):
        desk.shifts.accept(proof(desk, "054321"), "desk")


def test_where_nobody_takes_over_nobody_has_heard(desk: Desk) -> None:
    _sent, grave = sent_with_something_grave(desk)
    desk.shifts.hear((grave,), True, proof(desk, "054321"), "desk")
    shift = desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")
    assert handover_at(desk, shift).ticks == ()
    assert ticks_of(desk, shift) == set()


def test_it_is_returned_with_a_question_that_is_kept(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match="word why"):
        desk.shifts.send_back(" ", proof(desk, "054321"), "desk")
    shift = desk.shifts.send_back("对讲机在哪里？", proof(desk, "054321"), "desk")
    assert shift.status == "handing_over"
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    shift, _room = desk.shifts.accept(proof(desk, "054321"), "desk")
    assert [row.facts["text"] for row in shift_sheet(desk, shift).section("notes").rows] == ["对讲机在哪里？"]


@pytest.mark.parametrize("pin", ["", "111111"])
def test_a_wrong_pin_hands_nothing_over(desk: Desk, pin: str) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    wrong = type(proof(desk, "012345"))(key(desk, "012345"), pin)
    with pytest.raises(DeskError):
        desk.shifts.send(wrong, "desk", desk.words)
    going = reading.frozen_shift(desk.reader, desk.room.id)
    assert going is not None
    assert going.status == "handing_over"


def test_one_officer_does_not_take_over_from_himself_where_others_work(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match="work here too"):
        desk.shifts.accept(proof(desk, "012345"), "desk", "没人来")


def test_a_room_with_one_officer_hands_over_to_itself_and_is_countersigned_later(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, alone=True)
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match="word why"):
        desk.shifts.accept(proof(desk, "012345"), "desk")
    shift, desk.room = desk.shifts.accept(proof(desk, "012345"), "desk", "单人值守")
    assert shift.alone
    leader = desk.staff.add(desk.room, "赵建国", "000007", "duty_leader", desk.actor, desk.words)
    desk.pins.set(leader.id, "112358", "112358", desk.actor, "246810")
    with pytest.raises(DeskError, match="is no leader"):
        desk.shifts.countersign(shift.number, proof(desk, "012345"), "desk")
    signed = desk.shifts.countersign(shift.number, proof(desk, "000007"), "desk")
    assert signed.digest == shift.digest
    assert shift_sheet(desk, signed).section("addenda").rows[0].facts["kind"] == "countersign"
    with pytest.raises(DeskError, match="countersigned already"):
        desk.shifts.countersign(shift.number, proof(desk, "000007"), "desk")


def test_a_leader_closes_a_shift_without_relief_and_the_next_one_waits(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    matter = log(desk)
    desk.shifts.start(desk.actor)
    with pytest.raises(DeskError, match="is no leader"):
        desk.shifts.close("没有人接班", proof(desk, "054321"), "desk")
    shift = desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")
    assert (shift.status, bool(shift.digest)) == ("closed_no_relief", True)
    assert reading.open_shift(desk.reader, desk.room.id) is None
    late = log(desk)
    following = desk.shifts.open(desk.actor)
    assert following.starts_at == shift.cutoff_at
    assert numbers(shift_sheet(desk, following)) == {matter.number, late.number}


def test_a_room_may_ask_for_the_leader_at_each_handover(desk: Desk) -> None:
    desk.configuring.change("leader_signs", "yes", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match="leader's PIN"):
        desk.shifts.accept(proof(desk, "054321"), "desk")
    shift, _room = desk.shifts.accept(proof(desk, "054321"), "desk", leader=proof(desk, "000007"))
    assert shift.said("countersign")


def test_an_addendum_stands_below_and_leaves_the_seal_alone(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    shift = handed_over(desk)
    with pytest.raises(DeskError, match="not sealed yet"):
        following = reading.open_shift(desk.reader, desk.room.id)
        assert following is not None
        desk.shifts.add(following.number, "补记", desk.actor)
    added = desk.shifts.add(shift.number, "钥匙已找到", desk.actor)
    assert added.digest == shift.digest
    assert [row.facts["text"] for row in shift_sheet(desk, added).section("addenda").rows] == ["钥匙已找到"]


def test_the_first_print_is_the_original_and_the_next_ones_are_copies(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    shift = handed_over(desk)
    assert shift_sheet(desk, shift).foot.copy == "original"
    shift = desk.shifts.printed(shift.number, desk.actor)
    shift = desk.shifts.printed(shift.number, desk.actor)
    foot = shift_sheet(desk, shift).foot
    assert (foot.copy, foot.copies) == ("duplicate", 2)


def test_nothing_is_undone_across_a_cut_off(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    log(desk)
    desk.shifts.start(desk.actor)
    with pytest.raises(DeskError, match="before the handover"):
        desk.undoing.undo(desk.actor)
    log(desk)
    desk.undoing.undo(desk.actor)


def test_without_a_shift_the_sheet_has_what_came_since_the_last_cut_off(desk: Desk) -> None:
    log(desk)
    assert entered(current_sheet(desk)) == 1
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.close("没有人", proof(desk, "000007"), "desk")
    assert entered(current_sheet(desk)) == 0
    log(desk)
    assert entered(current_sheet(desk)) == 1


@pytest.mark.parametrize(("hours", "ends"), [(11.9, "08:00"), (-5.5, "08:00"), (-4.5, "20:00"), (0, "20:00")])
def test_a_shift_over_midnight_and_over_the_year_ends_by_the_pattern(
    desk: Desk, hours: float, ends: str
) -> None:
    turn(desk, days=40, hours=hours)
    shift = desk.shifts.open(desk.actor)
    assert shift.ends_at is not None
    assert f"{desk.room.calendar.local(shift.ends_at):%H:%M}" == ends


def test_a_clock_set_back_loses_nothing_and_counts_nothing_twice(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    before = log(desk)
    frozen = desk.shifts.start(desk.actor)
    turn(desk, hours=-3)
    after = log(desk)
    assert numbers(shift_sheet(desk, frozen)) == {before.number}
    following = reading.planned_shift(desk.reader, desk.room.id)
    assert following is not None
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    desk.shifts.accept(proof(desk, "054321"), "desk")
    now_open = reading.open_shift(desk.reader, desk.room.id)
    assert now_open is not None
    assert entered(shift_sheet(desk, now_open)) == 1
    assert after.number in numbers(shift_sheet(desk, now_open))


def test_a_clock_set_back_asks_of_each_volunteer_who_came_before_the_cut_off_and_of_no_other(
    desk: Desk,
) -> None:
    for name in ("马玉兰", "王秀兰"):
        desk.volunteers.register({"name": name}, desk.actor, desk.words)
    desk.shifts.open(desk.actor)
    first = desk.attendances.check_in("0001", desk.actor, desk.words)
    turn(desk, hours=-3)
    frozen = desk.shifts.start(desk.actor)
    desk.attendances.check_in("0002", desk.actor, desk.words)
    assert reading.open_duties(desk.reader, desk.room.id, frozen.cut_write) == (first.duty.attendance.number,)
    with pytest.raises(DeskError, match=first.duty.attendance.number):
        desk.shifts.send(proof(desk, "012345"), "desk", desk.words)


def test_the_handover_of_a_room_without_pins_needs_two_people_and_no_pin(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, pins=False)
    desk.shifts.open(desk.actor)
    assert handed_over(desk).status == "accepted"
    sit(desk, "054321")
    assert handover_at(desk, handed_over(desk, "054321", "000007")).head.outgoing == "王芳 054321"


def test_a_handover_is_not_taken_back_once_the_next_shift_runs(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    following = desk.shifts.open(as_officer(desk, "054321"))
    desk.shifts.send_back("还差一把钥匙？", proof(desk, "054321"), "desk")
    with pytest.raises(DeskError, match=following.number):
        desk.shifts.cancel(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    shift, _room = desk.shifts.accept(proof(desk, "054321"), "desk")
    assert shift.status == "accepted"
    now_open = reading.open_shift(desk.reader, desk.room.id)
    assert now_open is not None
    assert now_open.number == following.number


def test_who_only_looks_ticks_nothing(desk: Desk) -> None:
    guest = desk.staff.add(desk.room, "来访干部", "000099", "read_only", desk.actor, desk.words)
    desk.shifts.open(desk.actor)
    grave = log(desk, urgency="critical", dangers="threat")
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match="looks, and writes nothing"):
        desk.shifts.tick(grave.number, True, replace(desk.actor, officer_id=guest.id))


def test_what_is_counted_stands_from_the_cut_off_on_whatever_the_setting_says_later(desk: Desk) -> None:
    desk.configuring.change("checklist", "equipment fax 2", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.configuring.change("checklist", "vehicle 京A12345 1", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.all_there(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    shift, _room = desk.shifts.accept(proof(desk, "054321"), "desk")
    things = [row.facts["things"] for row in shift_sheet(desk, shift).section("checks").rows]
    assert things == [({"name": "fax", "expected": 2, "found": 2, "difference": ""},)]


def test_a_handover_taken_back_is_counted_anew(desk: Desk) -> None:
    desk.configuring.change("checklist", "key archive 2", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.all_there(desk.actor)
    desk.shifts.cancel(desk.actor)
    desk.shifts.start(desk.actor)
    with pytest.raises(DeskError, match="count: archive"):
        desk.shifts.send(proof(desk, "012345"), "desk", desk.words)


def test_what_was_ticked_is_heard_anew_after_a_question(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    grave = log(desk, urgency="critical", dangers="threat")
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match="nothing that must be told"):
        desk.shifts.tick("LF-20261121-099", True, as_officer(desk, "054321"))
    desk.shifts.tick(grave.number, True, as_officer(desk, "054321"))
    desk.shifts.send_back("哪一户？", proof(desk, "054321"), "desk")
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    with pytest.raises(DeskError, match=grave.number):
        desk.shifts.accept(proof(desk, "054321"), "desk")


def test_a_shift_that_has_not_begun_has_no_sheet(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.cancel(desk.actor)
    planned = reading.planned_shift(desk.reader, desk.room.id)
    assert planned is not None
    with pytest.raises(DeskError, match="has not begun"):
        shift_sheet(desk, planned)


def test_who_closes_without_relief_stands_on_the_sheet(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    shift = desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")
    assert handover_at(desk, shift).head.reason == "没有人接班 (赵建国 000007)"


def test_a_sealed_sheet_names_no_minor_and_no_victim(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    log(desk, applicant="周小满", phone="13800010077", summary="放学后没有回家", dangers="minor")
    log(desk, applicant="吕秋月", phone="13800010078", summary="丈夫酒后打人", dangers="domestic_violence")
    log(desk, applicant="马玉兰", phone="13800010079", id_number="110101199003074477")
    content = handed_over(desk).content
    assert "马玉兰" in content
    for hidden in ("周小满", "吕秋月", "13800010077", "13800010078", "13800010079", "110101199003074477"):
        assert hidden not in content


def test_what_was_typed_for_one_shift_never_lands_in_the_next(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    shift = handed_over(desk)
    for verb in (desk.shifts.note, desk.shifts.tell):
        with pytest.raises(DeskError, match=f"{shift.number} was handed over meanwhile"):
            verb("orders", "夜间加强巡逻", desk.actor, shift.number)  # type: ignore[arg-type]
    following = reading.open_shift(desk.reader, desk.room.id)
    assert following is not None
    assert not following.entries
