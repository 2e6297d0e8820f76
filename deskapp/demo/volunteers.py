"""Eighty invented volunteers in four teams, in every state, and a fortnight of their duties; a few large writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from deskapp.demo import people
from deskapp.domain.officer import Actor, Room
from deskapp.domain.roster import Entry, Roster
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.services.store import Store

TEAMS = (
    ("明珠义警队", "team", "", "patrol"), ("东区分队", "subteam", "明珠义警队", "standby"),
    ("火箭救援队", "rescue", "明珠义警队", "on_call"), ("校园护学队", "team", "", "school_guard"),
)  # fmt: skip
"""Name, kind, the team above, the usual duty."""

PLAN = (
    ("每天", "00:00-24:00", "火箭救援队", "器材仓库", "2"), ("每天", "08:00-20:00", "明珠义警队", "明珠路", "1"),
    ("每天", "06:00-24:00", "校园护学队", "东门岗亭", "1"), ("1-5", "07:00-08:30", "校园护学队", "小学门口", "2"),
    ("每天", "20:00-06:00", "东区分队", "", "2"), ("周末", "09:00-11:00", "", "便民广场", "1"),
)  # fmt: skip
"""The duty plan: days, hours, team, place, people. One of the slots is empty, one lacks somebody, one holds no more."""

_PEOPLE = 80
_ROLES = (
    "intel",
    "mediator",
    "guardian",
    "emergency",
    "service",
    "publicity",
    "dispute_scout",
    "civil_help",
    "driver",
)
_KINDS = (
    "guard",
    "grid",
    "building_head",
    "shop",
    "retired",
    "courier",
    "student_parent",
    "driver",
    "party_young",
)
_SKILLS = ("急救", "驾驶", "手语", "维吾尔语", "水电维修", "", "", "")


@dataclass
class Serving:
    """Lives through the duties of a fortnight, in the order of time."""

    store: Store
    room: Room
    t: Words
    turn: Callable[[datetime], None]
    """Sets the clock of the story."""
    random: Random
    chief: Actor
    """Takes what an auxiliary may not."""

    def enlist(self, at: datetime, actor: Actor) -> None:
        """Make the teams and the register in two writes, then everything that a register knows."""
        from deskapp.services.importing import Importing
        from deskapp.services.teams import Stock, Teams

        self.turn(at)
        verbs = Teams(self.store, self.room)
        for name, kind, parent, mode in TEAMS:
            verbs.add({"name": name, "kind": kind, "parent": parent, "mode": mode}, actor, self.t)
        entries = tuple(self._entry(place, at) for place in range(_PEOPLE))
        importing = Importing(self.store, self.room)
        importing.roster(Roster(entries, (), ()), "花名册.xlsx", actor, self.t, lambda done, of: None)
        step = importing.step
        step("0071", "quit", {"text": "搬到外地"}, actor, self.t)
        step("0072", "quit", {"text": "工作调动"}, actor, self.t)
        step("0072", "rejoin", {"text": "调回本地"}, actor, self.t)
        number = importing.correct("0073", {"skills": "重复"}, "核对花名册", actor, self.t).volunteer.number
        step(number, "void", {"text": "重复登记", "confirm": number}, self.chief, self.t)
        importing.train("0001", {"subject": "first_aid", "hours": "2", "teacher": "红十字会"}, actor, self.t)
        importing.train("0002", {"subject": "drill", "hours": "1.5"}, actor, self.t)
        importing.honour(
            "0001", {"kind": "honour", "title": "年度优秀义警", "given_by": "分局"}, actor, self.t
        )
        importing.honour("0003", {"kind": "evaluation", "title": "出勤稳定，群众口碑好"}, actor, self.t)
        importing.join("0004", "火箭救援队", actor, self.t, "", "leader")
        importing.note("0005", "call", "下周起改上晚班", actor, self.t)
        stock = Stock(self.store, self.room)
        radio = stock.add({"kind": "radio", "count": "6"}, actor, self.t)
        vest = stock.add({"kind": "vest", "count": "80"}, actor, self.t)
        self._plan(actor)
        stock.issue(radio, "0001", actor)
        stock.issue(vest, "0002", actor)

    def _plan(self, actor: Actor) -> None:
        from deskapp.services.rosters import Rosters

        verbs, number = Rosters(self.store, self.room), ""
        for days, hours, team, place, count in PLAN:
            given = {"days": days, "hours": hours, "team": team, "place": place, "people": count}
            number = verbs.add({name: said for name, said in given.items() if said}, actor, self.t)
        verbs.void(number, "广场施工", self.chief)

    def _entry(self, place: int, at: datetime) -> Entry:
        random, status = self.random, "active"
        if place >= 74:
            status = ("applicant", "applicant", "leave", "leave", "suspended", "left")[place - 74]
        name = ""
        while not name:
            name = people.name(random)
        joined = self.room.calendar.day(at) - timedelta(days=random.randrange(30, 900))
        insured = self.room.calendar.day(at) + timedelta(days=random.randrange(-20, 300))
        given = {
            "name": name, "phone": f"138{place + 2:04d}{random.randrange(10_000):04d}", "team": TEAMS[place % 4][0],
            "roles": random.choice(_ROLES), "identity": random.choice(_KINDS), "skills": random.choice(_SKILLS),
            "born": f"{random.randrange(1956, 2006)}-0{random.randrange(1, 10)}-15", "joined_on": joined.isoformat(),
            "insurance_no": f"YB{place:06d}", "insurance_until": insured.isoformat(), "pledged_on": joined.isoformat(),
        }  # fmt: skip
        return Entry(place + 2, {k: v for k, v in given.items() if v}, status)

    def day(self, morning: datetime, end: datetime, actor: Actor) -> None:
        """One day of duties: two teams come, go, and are confirmed in the evening; as far as `end`."""
        from deskapp.services.attendances import Attendances

        verbs, day = Attendances(self.store, self.room), self.room.calendar.day(morning).toordinal()
        for offset, hours in ((0, 3), (7, 4)):
            at = morning + timedelta(hours=offset)
            if at >= end:
                return
            team = (day + offset) % 4
            who = [f"{team + 1 + 4 * ((day * 3 + n) % 17):04d}" for n in range(5)]
            self.turn(at)
            numbers = verbs.roll_in(TEAMS[team][0], list(dict.fromkeys(who)), actor, self.t)
            left = at + timedelta(hours=hours)
            if left >= end:
                return
            self.turn(left)
            verbs.roll_out(numbers, actor, self.t)
            if left < end - timedelta(days=1):
                verbs.confirm_many(numbers, {}, actor, self.t)

    def last(self, end: datetime, request: str, dispute: str, actor: Actor) -> None:
        """What a beginner should meet: somebody here, out on a call, a guest, what was forgotten, voided, rejected."""
        from deskapp.domain.attendance_given import Given
        from deskapp.services.attendances import Attendances
        from deskapp.services.undo import Undoing
        from deskapp.services.volunteer_undo import Duties

        verbs = Attendances(self.store, self.room)

        def come(who: str, before: float) -> str:
            self.turn(end - timedelta(hours=before))
            return verbs.check_in(who, actor, self.t).duty.attendance.number

        def go(who: str, before: float) -> None:
            self.turn(end - timedelta(hours=before))
            verbs.check_out(who, actor, self.t)

        come("0069", 20)
        void, reject = come("0070", 18), come("0066", 17.5)
        go("0070", 17)
        verbs.step(void, "void", {"text": "签错人"}, self.chief, self.t)
        go("0066", 16.5)
        verbs.step(reject, "reject", {"text": "未到岗"}, actor, self.t)
        self.turn(end - timedelta(hours=3))
        verbs.close_forgotten(actor, self.t)
        here = come("0065", 2)
        other = come("0067", 1.5)
        verbs.step(here, "answer", {"request": request}, actor, self.t)
        verbs.step(other, "answer", {"request": dispute}, actor, self.t)
        self.turn(end - timedelta(hours=1))
        verbs.step(other, "back", {"text": "已劝开，等调解"}, actor, self.t)
        verbs.guest_in("热心路人", "13800019999", actor, self.t, Given(mode="standby"))
        come("0068", 0.5)
        Undoing(self.store, self.room, {"attendance": Duties()}).undo(actor)
