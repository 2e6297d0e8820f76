"""A shift in which something of every register is open, and of every section one line is marked to be told."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.sheet import Sheet
from deskapp.domain.shift import Shift
from deskapp.wiring import Desk
from tests.duty_builders import come, crew
from tests.field_builders import hazard
from tests.shift_builders import as_officer, handed_over, key, log, sheet_of, shift_desk, sit, turn

MANY = 14
"""Hazards that are open: more than the sheet lists."""


@dataclass
class Told:
    """The sealed sheet of the shift, and what was marked by hand, by the section in which it stands."""

    sheet: Sheet
    marked: dict[str, str]
    shift: Shift


@cache
def told(language: str = "zh") -> Told:
    """The handover with all of it marked, heard and sealed."""
    folder = Path(tempfile.mkdtemp(prefix="deskapp-told-days-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = shift_desk(folder, language)
    desk.store.durable = False
    try:
        marked = mark(desk)
        shift = handed_over(desk, "054321", "012345")
        return Told(sheet_of(desk, shift), marked, shift)
    finally:
        desk.close()


def mark(desk: Desk) -> dict[str, str]:
    """Live through two shifts; the second one is open, with its marks."""
    t = desk.words
    turn(desk, hours=-4)
    desk.shifts.open(desk.actor, officers=(key(desk, "012345"),))
    asked_later = log(desk, applicant="马玉兰", summary="问居住证怎么办").number
    closed_later = log(desk, applicant="何志强", summary="大货车没付油钱").number
    desk.requests.step(asked_later, "solve", {"text": "已告知办法"}, desk.actor, t)
    turn(desk, hours=1)
    handed_over(desk)
    sit(desk, "054321")
    turn(desk, hours=1)
    actor = as_officer(desk, "054321")
    hazards = [hazard(desk, summary=f"楼道堆放纸箱，第 {at} 处").number for at in range(1, MANY + 1)]
    found = {"kind": "wallet", "name": "钱包", "features": "棕色", "found_place": "菜市场", "locker": "A3"}
    loss = {"kind": "wallet", "name": "棕色皮钱包", "owner": "王秀英", "last_place": "菜市场"}
    marked = {
        "must_do": log(desk, applicant="周敏", summary="楼上半夜跑跳").number,
        "followups_due": asked_later,
        "hazards": hazards[2],
        "beyond": hazards[-1],
        "appeals": desk.appeals.add({"text": "昨晚谁见过东门的陌生面包车？"}, actor, t),
        "custody": desk.custody.receive(found, actor, t),
        "lost": desk.lost_reports.report(loss, actor, t),
        "activities": desk.activities.add("patrol", {"when": "20:00-22:00"}, actor, t).activity.number,
        "disputes": _quarrel(desk),
        "entries": log(desk, applicant="王桂英", summary="滑板车丢了").number,
        "told": closed_later,
    }
    desk.requests.step(marked["entries"], "solve", {"text": "已找到"}, actor, t)
    marked["volunteers"] = come(crew(desk), "0001").attendance.number
    turn(desk, minutes=1)
    for number in marked.values():
        desk.shifts.tell(number, True, actor)
    # closed after it was marked, and entered in a shift before: no list of this sheet has it
    desk.requests.step(closed_later, "withdraw", {"text": "自行解决"}, actor, t)
    return marked


def _quarrel(desk: Desk) -> str:
    people = [
        desk.people.add({"name": name}, desk.actor, desk.words).person.id for name in ("韩建国", "孙小丽")
    ]
    parties = [PartyGiven(one, role) for one, role in zip(people, ("party_a", "party_b"), strict=True)]
    file = desk.disputes.open(
        {"type": "parking", "summary": "争车位互相推搡"}, parties, desk.actor, desk.words
    )
    desk.disputes.step(
        file.dispute.number, "decline", {"reason": "refused", "text": "已告知"}, desk.actor, desk.words
    )
    return file.dispute.number
