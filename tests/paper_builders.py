"""Invented rooms, officers and requests for the tests of the sheet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from deskapp.domain.dispute import Dispute, File, Party, Visit
from deskapp.domain.due import due_at, propose
from deskapp.domain.officer import Officer, Room
from deskapp.domain.request import Request
from deskapp.domain.sheet import SheetInput, StepFact
from deskapp.domain.times import Calendar

DAY = date(2026, 11, 21)
START, END = Calendar().bounds(DAY)
NOW = datetime(2026, 11, 21, 16, 7, tzinfo=UTC)
"""Seven minutes past midnight in Shanghai."""

ROOM = Room(1, "城东派出所", "幸福里社区警务室")
LI = Officer(1, 1, "李卫东", "012345")
WANG = Officer(2, 1, "王小满", "F00321", "auxiliary")
DATA = Path(__file__).parent / "data" / "day.jsonl"


def at(hour: str, day: date = DAY) -> datetime:
    """An hour of the room's clock, in UTC."""
    return datetime.fromisoformat(f"{day}T{hour}:00+08:00").astimezone(UTC)


def request(serial: int, hour: str = "08:00", day: date = DAY, /, **given: Any) -> Request:
    """A request of that day; what is not given is plain."""
    entered = at(hour, day)
    due: datetime = given.pop("due", entered + timedelta(days=3))
    plain = Request(
        id=serial, room_id=1, number=f"LF-{day:%Y%m%d}-{serial:03d}", day=day, channel="walk_in",
        category="other_help", urgency="normal", dangers=(), applicant="王秀英", phone="13800010001",
        id_number="", address="", place="", summary="钥匙锁在屋里", occurred_at=entered, entered_at=entered,
        entered_by=1, first_receiver=1, responsible=1, due_at=due, next_due=due, status="registered",
    )  # fmt: skip
    return replace(plain, **given)


def dispute(serial: int, day: date = DAY, /, *names: str, **given: Any) -> File:
    """A dispute of that day between two neighbours, or those named; what is not given is plain."""
    entered = at("08:30", day)
    due: datetime = given.pop("due", entered + timedelta(days=3))
    visits, told = given.pop("visits", ()), given.pop("parties", ())
    plain = Dispute(
        id=serial, room_id=1, number=f"JF-{day:%Y%m%d}-{serial:03d}", day=day, kind="peoples", type="neighbor",
        source="walk_in", summary="为楼道堆物争吵", place="", scale="individual", people=2, amount=0, stage="open",
        risk="blue", threat=False, domestic_violence=False, petition_risk=False, sealed=False, request_id=None,
        responsible=1, presider=1, occurred_at=entered, first_sign_at=entered, entered_at=entered, entered_by=1,
        status="mediating", next_due=due, next_clock="peoples",
    )  # fmt: skip
    parties = tuple(
        Party(place, place, name, ("party_a", "party_b", "third")[min(place, 3) - 1])
        for place, name in enumerate(names or ("马玉兰", "赵铁柱"), 1)
    )
    return File(replace(plain, **given), told or parties, visits=visits)


def step(
    number: str, hour: str, code: str, target: str, source: str = "in_progress", by: int = 1
) -> StepFact:
    """A step taken on that day."""
    return StepFact(number, at(hour), by, code, source, target)


def given(**parts: Any) -> SheetInput:
    """What a sheet is made of; by default a day on which nothing happened."""
    quiet = SheetInput(ROOM, DAY, START, END, NOW, (LI, WANG), LI, chain_head="3f9a1c07be52d4418890aa")
    return replace(quiet, **parts)


def resolved(r: Request, hour: str, result: str, outcome: str = "solved_on_spot") -> tuple[Request, StepFact]:
    """The request, closed at that hour, and the step that closed it."""
    code = "solve" if outcome == "solved_on_spot" else "resolve"
    closed = replace(r, status="resolved", outcome=outcome, result=result, closed_at=at(hour))
    return closed, step(r.number, hour, code, "resolved")


def ordinary_day() -> SheetInput:
    """Twelve requests, some closed, some open, one left over from the day before."""
    texts = matters()
    rows = [request(i + 1, str(m["at"]), **told(m)) for i, m in enumerate(texts[:12])]
    steps: list[StepFact] = []
    results = {
        3: "广场保洁拾到，已领回", 5: "已告知窗口地点和所需材料", 7: "当面卸载软件，未转款",
        9: "上门劝说，双方约定十点后安静", 10: "告知线上登记办法",
    }  # fmt: skip
    for serial, result in results.items():
        outcome = "solved" if serial == 9 else "solved_on_spot"
        rows[serial - 1], taken = resolved(rows[serial - 1], "15:30", result, outcome)
        steps.append(taken)
    rows[5] = replace(rows[5], status="declined", outcome="told_where", told_where="traffic")
    steps.append(step(rows[5].number, "09:10", "decline", "declined"))
    rows[3] = replace(rows[3], status="withdrawn", outcome="withdrawn", result="狗主人已拴绳")
    steps.append(step(rows[3].number, "11:10", "withdraw", "withdrawn"))
    reply, visit = at("18:00", date(2026, 11, 23)), at("12:00", date(2026, 11, 22))
    rows[1] = replace(rows[1], status="transferred", receiver="housing", next_due=reply)
    steps.append(step(rows[1].number, "10:00", "transfer", "transferred"))
    rows[0] = replace(rows[0], status="waiting", waiting_for="居委会", next_due=visit)
    rows[7] = replace(rows[7], status="in_progress", responsible=2)
    rows[4] = replace(rows[4], status="followed_up", followup="satisfied")
    steps.append(step(rows[4].number, "17:00", "follow_up", "followed_up", "resolved", 2))
    old = request(
        4, "16:00", date(2026, 11, 19), summary="楼道堆物挡住消防栓，业主说周末清走", category="hazard",
        applicant="赵大山", due=at("18:00"), status="in_progress",
    )  # fmt: skip
    quarrels, dispute_steps = three_disputes()
    return given(
        entered=tuple(rows), open_then=(old, *(r for r in rows if r.is_open)), steps=tuple(steps),
        disputes_entered=quarrels[:1], disputes_open=quarrels[:2], disputes_stepped=quarrels[2:],
        dispute_steps=dispute_steps,
    )  # fmt: skip


def three_disputes() -> tuple[tuple[File, ...], tuple[StepFact, ...]]:
    """One of today in mediation, one whose payment is overdue, one that was performed today."""
    first = dispute(
        1, DAY, "韩建国", "孙小丽", kind="security", summary="争车位互相推搡", next_clock="second",
        due=at("23:59", date(2026, 12, 1)), type="parking",
    )  # fmt: skip
    late = dispute(
        2, date(2026, 11, 10), "赵大山", "李建平", status="performing", type="debt", summary="借两万元三年不还",
        risk="orange", threat=True, next_clock="perform", due=at("23:59", date(2026, 11, 20)),
    )  # fmt: skip
    done = dispute(
        1, date(2026, 11, 19), "周敏", "马玉兰", "王桂英", status="fulfilled", type="noise",
        summary="楼上孩子半夜跑跳", outcome="oral_agreed", agreement="晚十点后不再跑跳，铺上地垫",
        fulfilled_at=at("16:00"), closed_at=at("16:00"), next_clock="followup",
        due=at("23:59", date(2026, 11, 24)),
    )  # fmt: skip
    done = replace(done, visits=(Visit(1, date(2026, 11, 24)),))
    taken = (
        StepFact(first.dispute.number, at("08:30"), 1, "open", "", "registered"),
        StepFact(first.dispute.number, at("10:00"), 1, "session", "accepted", "mediating"),
        StepFact(done.dispute.number, at("16:00"), 1, "agree", "mediating", "agreed"),
        StepFact(done.dispute.number, at("16:00"), 1, "perform", "agreed", "fulfilled"),
    )
    return (first, late, done), taken


def matters() -> list[dict[str, str]]:
    """The forty matters of the day."""
    return [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]


def told(matter: dict[str, str]) -> dict[str, Any]:
    """The fields of a request for one of the forty matters."""
    category, urgency = matter["category"], matter["urgency"]
    entered = at(matter["at"])
    return {
        "applicant": matter["applicant"], "phone": matter["phone"], "category": category, "urgency": urgency,
        "summary": "" if category == "case_report" else matter["summary"],
        "dangers": propose(category, matter["summary"]).dangers, "due": due_at(category, urgency, entered),
    }  # fmt: skip


def many(count: int, *, closed: bool) -> SheetInput:
    """So many requests, all open or all closed."""
    texts = matters()
    rows, steps = [], []
    for i in range(count):
        row = request(i + 1, texts[i % 40]["at"], **told(texts[i % 40]))
        if closed:
            row, taken = resolved(row, "23:55", "当场处理完毕，来访人表示满意，无其他事项")
            steps.append(taken)
        rows.append(row)
    return given(entered=tuple(rows), open_then=tuple(r for r in rows if r.is_open), steps=tuple(steps))
