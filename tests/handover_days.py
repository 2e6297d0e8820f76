"""Three shifts handed over for real: a quiet one, an ordinary one, and one in which the power went off."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.sheet import Sheet
from deskapp.domain.shift import Shift
from deskapp.reading import shifts as reading
from deskapp.wiring import Desk
from tests.duty_builders import come, crew
from tests.paper_builders import matters
from tests.shift_builders import as_officer, handed_over, key, log, proof, sheet_of, shift_desk, told, turn

THINGS = (
    "equipment 对讲机 4; equipment 执法记录仪 2; equipment 盾牌 2; key 档案室 1; key 大门 2; seal 调解章 1; "
    "seal 警务室章 1; vehicle 电动巡逻车 1"
)  # fmt: skip
NAMES = ("quiet", "ordinary", "terrible")
QUARRELS = (
    ("韩建国", "孙小丽", "parking", "争车位互相推搡"), ("赵大山", "李建平", "debt", "借两万元三年不还"),
    ("周敏", "马玉兰", "noise", "楼上孩子半夜跑跳"),
)  # fmt: skip


@cache
def sheet(name: str) -> Sheet:
    """The sealed sheet of one of the three shifts, printed once already where it was ordinary."""
    folder = Path(tempfile.mkdtemp(prefix="deskapp-handover-days-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = shift_desk(folder, "zh")
    desk.store.durable = False  # nobody needs this file after a power cut
    try:
        return {"quiet": _quiet, "ordinary": _ordinary, "terrible": _terrible}[name](desk)
    finally:
        desk.close()


def _quiet(desk: Desk) -> Sheet:
    turn(desk, hours=-4)
    desk.shifts.open(desk.actor, leader=key(desk, "000007"), officers=(key(desk, "012345"),))
    turn(desk, hours=12)
    return sheet_of(desk, handed_over(desk))


def _ordinary(desk: Desk) -> Sheet:
    desk.configuring.change("checklist", THINGS, desk.actor, desk.words)
    desk.look_again()
    turn(desk, hours=-4)
    desk.shifts.open(desk.actor, leader=key(desk, "000007"), officers=(key(desk, "012345"),))
    numbers = _log(desk, 12, minutes=15)
    for who in ("0001", "0002", "0003", "0004"):
        come(crew(desk) if who == "0001" else desk, who)
    for place in (2, 4, 6, 9, 11):
        turn(desk, minutes=20)
        desk.requests.step(
            numbers[place], "solve", {"text": "当场处理完毕，来访人满意"}, desk.actor, desk.words
        )  # fmt: skip
    desk.requests.step(
        numbers[1], "wait", {"waiting_for": "居委会", "due": "11-23 10:00"}, desk.actor, desk.words
    )
    quarrels = _quarrels(desk, 3)
    desk.disputes.step(
        quarrels[0], "decline", {"reason": "refused", "text": "已告知可向法院起诉"}, desk.actor, desk.words
    )
    turn(desk, hours=3)
    desk.shifts.start(desk.actor)
    desk.shifts.note(numbers[0], "明早八点先给居委会打电话，孩子由外婆带着", desk.actor)
    desk.shifts.note("orders", "所里通知：周六集市加派两人", desk.actor)
    desk.shifts.note("remarks", "三号楼门禁等物业来修，钥匙在抽屉里", desk.actor)
    desk.shifts.check("equipment", "执法记录仪", 1, "一部送修，收条在档案柜", desk.actor)
    shift = _finished(desk)
    return sheet_of(desk, desk.shifts.printed(shift.number, as_officer(desk, "054321")))


def _terrible(desk: Desk) -> Sheet:
    """The power goes off: nobody has opened a shift when people come, and what was on paper is entered late."""
    desk.configuring.change("checklist", THINGS, desk.actor, desk.words)
    desk.look_again()
    turn(desk, hours=-6)
    _log(desk, 20, minutes=3)
    desk.shifts.open(desk.actor, officers=(key(desk, "012345"),))
    numbers = _log(desk, 80, minutes=4)
    _quarrels(desk, 15)
    turn(desk, hours=1)
    _log(desk, 20, minutes=1, occurred_at="2026-11-21 05:00")
    for number in numbers[::3]:
        desk.requests.step(
            number, "solve", {"text": "停电期间当场处理，已记录"}, desk.actor, desk.words
        )  # fmt: skip
    turn(desk, hours=1)
    desk.shifts.start(desk.actor)
    desk.shifts.note("system", "十一时至十三时停电，电脑不能用，先记在纸上，来电后再录入", desk.actor)
    desk.shifts.note("in_room", "无人滞留；两名老人由家属接走", desk.actor)
    desk.shifts.check("equipment", "对讲机", 3, "停电时一部没电，找不到充电器", desk.actor)
    desk.shifts.all_there(desk.actor)
    shift = desk.shifts.close("停电，接班人员在现场处置，没有人接班", proof(desk, "000007"), "desk")
    shift = desk.shifts.add(shift.number, "充电器已找到，四部对讲机都在", as_officer(desk, "054321"))
    return sheet_of(desk, shift)


def _finished(desk: Desk) -> Shift:
    desk.shifts.all_there(desk.actor)
    going = reading.frozen_shift(desk.reader, desk.room.id)
    assert going is not None
    here = reading.open_duties(desk.reader, desk.room.id, going.cut_write)
    desk.shifts.goes_on(here, desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    turn(desk, minutes=6)
    for number in told(desk):
        desk.shifts.tick(number, True, as_officer(desk, "054321"))
    shift, desk.room = desk.shifts.accept(proof(desk, "054321"), "desk")
    return shift


def _log(desk: Desk, count: int, minutes: int, **given: str) -> list[str]:
    texts = matters()
    found = []
    for at in range(count):
        one = texts[at % 40]
        said = {name: one[name] for name in ("category", "urgency", "applicant", "phone", "summary")}
        if one["category"] == "case_report":
            said["summary"] = ""
        found.append(log(desk, **said | given).number)
        turn(desk, minutes=minutes)
    return found


def _quarrels(desk: Desk, count: int) -> list[str]:
    found = []
    for at in range(count):
        first, second, kind, summary = QUARRELS[at % 3]
        people = [
            desk.people.add({"name": name}, desk.actor, desk.words).person.id for name in (first, second)
        ]
        parties = [PartyGiven(one, role) for one, role in zip(people, ("party_a", "party_b"), strict=True)]
        file = desk.disputes.open({"type": kind, "summary": summary}, parties, desk.actor, desk.words)
        found.append(file.dispute.number)
    return found
