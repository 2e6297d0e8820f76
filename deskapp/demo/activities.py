"""Activities of the practice desk: a week of every kind, then one in each state, a tally, and one undone at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from deskapp.demo.volunteers import TEAMS
from deskapp.domain.officer import Actor, Room
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.services.activities import Activities
    from deskapp.services.store import Store

_MAIN, _EAST, _RESCUE, _SCHOOL = (team[0] for team in TEAMS)

DAILY: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("patrol", {"when": "15:00-17:00", "people_in": "0001,0005,李辉", "place": "明珠路", "team": _MAIN, "mode": "foot",
                "place_type": "mall", "opinions": "2"}),
    ("school_guard", {"when": "07:20-08:20", "unit": "明珠小学", "people_in": "0004,0008", "team": _SCHOOL}),
)  # fmt: skip
"""What was done on each of the last days, entered in the evening."""

WEEK: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("publicity", {"when": "09:00-11:00", "topic": "telecom_fraud,drug", "form": "gathering", "audience": "elders",
                   "scam": "rebate,gift_qr", "people": "120", "copies": "300", "forwards": "80", "place": "便民广场",
                   "people_in": "0001,0009"}),
    ("info", {"info": "rental", "items": "46", "people_in": "0006"}),
    ("training", {"when": "14:00-15:30", "subject": "mediation_skill", "people_in": "0001,0002,0003,0006",
                  "trainer": "李辉", "method": "simulated"}),
    ("visit", {"when": "10:00-11:00", "place": "3号楼", "households": "12", "opinions": "3", "people_in": "0002,李辉"}),
    ("delivery", {"certificate": "id_card", "handed_to": "行动不便老人", "way": "door", "people_in": "0010"}),
    ("incident", {"outside_no": "JQ20261118001", "assist": "guarded,calmed", "text": "保护现场，等候民警",
                  "people_in": "0013"}),
    ("case", {"outside_no": "AJ20261117003", "assist": "clue", "handed_to": "刑侦大队"}),
    ("arrest", {"outside_no": "JQ20261119007", "assist": "seized", "handed_to": "刑侦大队", "people_in": "0001,0013"}),
    ("rescue", {"when": "13:00-14:10", "text": "车辆侧翻，拖出路面", "used": "2", "rescued": "3",
                "people_in": "0003,0007,0011", "team": _RESCUE}),
    ("class", {"when": "19:00-20:00", "subject": "drill", "unit": "桃源分校", "method": "practical", "season": "冬防",
               "people_in": "0014,0018", "people": "25"}),
    ("outing", {"when": "09:00-12:00", "place": "集市", "services": "advice,fraud_stopped", "people": "70",
                "copies": "90", "frauds": "1", "money": "20000", "people_in": "0005,李辉", "mechanism": "mobile_room"}),
    ("care", {"served": "独居老人张某, 独居老人刘某", "text": "送煤送菜，检查用气"}),
    ("service", {"text": "义务理发", "served": "刘某, 陈某", "people": "18"}),
    ("check", {"place": "夜市", "units": "8", "place_type": "market", "people_in": "0009"}),
    ("security", {"when": "18:00-21:00", "unit": "社区晚会", "people_in": "0002,0006,0010"}),
    ("traffic", {"when": "17:00-18:00", "place": "明珠路口", "people_in": "0016"}),
    ("drill", {"drill": "response", "place": "红星家居城", "unit": "铺铺联防一组", "mechanism": "shop_alliance"}),
    ("other", {"text": "清理楼道杂物"}),
)  # fmt: skip
"""One of every other kind, on the days of the week by turns."""


def act(
    store: Store,
    room: Room,
    end: datetime,
    actor: Actor,
    chief: Actor,
    t: Words,
    turn: Callable[[datetime], None],
) -> None:
    """Write a week of activities, and what stands in each state at `end`."""
    from deskapp.services.activities import Activities
    from deskapp.services.activity_undo import reversal
    from deskapp.services.undo import Undoing

    verbs = Activities(store, room)
    evening = room.calendar.bounds(room.calendar.day(end) - timedelta(days=6))[0] + timedelta(hours=22)
    for day in range(6):
        turn(evening + timedelta(days=day))
        for kind, given in (*DAILY, *WEEK[day * 3 : day * 3 + 3]):
            verbs.add(kind, given, actor, t)
    _states(verbs, room, end, actor, chief, t, turn)
    turn(end)
    verbs.add("other", {"text": "按错了"}, actor, t)
    Undoing(store, room, {"activity": reversal()}).undo(actor)


def _states(
    verbs: Activities,
    room: Room,
    end: datetime,
    actor: Actor,
    chief: Actor,
    t: Words,
    turn: Callable[[datetime], None],
) -> None:
    def at(hours: float, lasts: float) -> str:
        start, last = (room.calendar.local(end + timedelta(hours=h)) for h in (hours, hours + lasts))
        return f"{start:%Y-%m-%d %H:%M}-{last:%H:%M}"

    turn(end - timedelta(hours=9))
    planned = {"people_in": "0002,0006", "place": "东区", "team": _EAST}
    late = verbs.add("patrol", {"when": at(-6, 1.5), **planned}, actor, t).activity
    held = verbs.add("patrol", {"when": at(-4, 1), **planned}, actor, t).activity
    verbs.add("patrol", {"when": at(-5, 1), "place": "商业街", "team": _MAIN}, actor, t)
    verbs.add(
        "school_guard",
        {"when": at(20, 1), "unit": "明珠小学", "team": _SCHOOL, "people_in": "0004"},
        actor,
        t,
    )
    tally = verbs.add("persuasion", {"persuasion": "red_light", "people_in": "0016"}, actor, t).activity
    for _ in range(4):
        verbs.plus(tally.number, actor, t)
    turn(end - timedelta(hours=1))
    verbs.step(late.number, "miss", {"reason": "暴雨"}, actor, t)
    verbs.step(held.number, "hold", {"text": "一切正常"}, actor, t)
    wrong = verbs.add("check", {"place": "夜市", "units": "8"}, actor, t).activity.number
    verbs.step(wrong, "void", {"reason": "重复登记", "confirm": wrong}, chief, t)
    verbs.note(held.number, "note", "商户反映路灯不亮", actor, t)
    verbs.add("patrol", {"people_in": "0067", "place": "公园", "mode": "ebike"}, actor, t)
