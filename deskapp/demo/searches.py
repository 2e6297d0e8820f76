"""Invented lead appeals, found things and lost reports of the practice desk, in every state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from deskapp.domain.officer import Actor, Room
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.services.requests import Requests

Step = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Searched:
    """One record: hours before the end at which it begins, what was told, and its steps, some hours apart."""

    before: float
    given: Mapping[str, str]
    steps: tuple[Step, ...] = ()


APPEALS = (
    Searched(2, {"text": "今早六点到七点，东门车棚有谁看见可疑人员？", "kind": "theft", "place": "东门"}),
    Searched(30, {"text": "昨晚楼下车窗被砸，有谁看见？", "kind": "damage", "place": "三号楼"}, (("issue", {}),)),
    Searched(54, {"text": "寻找昨天在菜市场走散的金毛犬，戴红项圈。见到请打0937-6223110。", "kind": "lost_pet"},
             (("issue", {"keep": "警务室值班电话"}),
              ("answer", {"text": "早上在河边看见过", "giver": "陈可", "phone": "13800010002"}))),
    Searched(200, {"text": "上周六晚便利店门口有人换零钱行骗，有谁遇到过？", "kind": "fraud", "channel": "merchants"},
             (("issue", {}), ("answer", {"text": "我店里也来过，穿灰外套", "giver": "马老板"}),
              ("answer", {"text": "没遇到"}),
              ("useful", {"text": "线索已移交刑侦，嫌疑人被抓获", "reply": "1", "incident": "A6201002026110077"}))),
    Searched(220, {"text": "滨河路剐蹭后逃逸的白色面包车，有谁看见？", "kind": "hit_run", "place": "滨河路"},
             (("issue", {}), ("answer", {"text": "好像是外地车"}), ("useless", {"text": "说不清时间，无法核实"}))),
    Searched(300, {"text": "国庆前后地下车库丢的工具箱，有谁见过？", "kind": "lost_thing", "expires_on": ""},
             (("issue", {}), ("expire", {"text": "一周无回复"}))),
    Searched(310, {"text": "发错了", "channel": "owners_group"}, (("void", {"text": "写错"}),)),
)  # fmt: skip

FOUND = (
    Searched(3, {"kind": "wallet", "name": "棕色皮钱包", "features": "棕色，内有照片和公交卡", "finder": "陈可",
                 "phone": "13800010002", "locker": "A3", "found_place": "明珠路菜市场", "amount": "126.5"}),
    Searched(70, {"kind": "keys", "name": "钥匙一串", "features": "蓝色挂件，五把", "finder": "李阿姨", "locker": "A1",
                  "found_place": "小学门口"}, (("notice", {"text": "门口公告栏、业主群"}),)),
    Searched(210, {"kind": "phone", "name": "手机", "features": "黑色，屏幕有裂", "finder": "赵师傅", "locker": "B2",
                   "found_place": "12路公交车站"},
             (("notice", {"text": "业主群"}),
              ("claim", {"claimant": "孙丽", "proof": "当场解锁，说出最近通话", "id_kind": "passport",
                         "id_number": "E12345678", "phone": "13800010004"}))),
    Searched(240, {"kind": "id_paper", "name": "驾驶证", "finder": "周师傅", "locker": "B1", "found_place": "停车场"},
             (("hand_up", {"receiver": "traffic", "text": "交警大队收条 12 号"}),)),
    Searched(250, {"kind": "bag", "name": "重复登记的背包", "locker": "B9"}, (("void", {"text": "重复登记"}),)),
)  # fmt: skip

OLD = Searched(24 * 380, {"kind": "bag", "name": "蓝色帆布包", "features": "蓝色，内有旧衣", "finder": "王大爷",
                          "locker": "C1", "found_place": "车站"}, (("notice", {"text": "门口公告栏"}),))  # fmt: skip
"""What nobody has claimed within its year."""

LOST = (
    Searched(5, {"kind": "wallet", "name": "皮钱包", "features": "棕色，内有照片", "owner": "王秀英",
                 "phone": "13800010001", "last_place": "菜市场"}),
    Searched(8, {"kind": "person", "name": "周小明", "age": "9", "owner": "周敏", "phone": "13800010009",
                 "features": "蓝色校服，黑书包", "last_place": "小学门口"},
             (("appeal", {"text": "寻找放学后未回家的孩子，穿蓝色校服。", "reason": "天快黑了"}),)),
    Searched(56, {"kind": "pet", "name": "金毛犬", "features": "红项圈", "owner": "马玉兰", "phone": "13800010003",
                  "last_place": "菜市场"}),
    Searched(100, {"kind": "person", "name": "李大爷", "age": "81", "owner": "李强", "phone": "13800010010",
                   "features": "灰外套，拄拐", "last_place": "龙王滩"},
             (("find", {"text": "在河边凉亭找到，家属接回", "place": "河边凉亭", "by": "义警 0001"}),)),
    Searched(180, {"kind": "bike", "name": "电动车", "features": "白色", "owner": "钱多", "last_place": "网吧门口"},
             (("case", {"receipt": "A-2026-1177", "text": "疑似被盗"}),)),
    Searched(260, {"kind": "toy", "name": "儿童滑板车", "features": "粉色", "owner": "吴女士", "last_place": "广场"},
             (("close", {"text": "家长说不用找了"}),)),
    Searched(261, {"kind": "other", "name": "写错的登记"}, (("void", {"text": "重复"}),)),
)  # fmt: skip


@dataclass
class Searching:
    """Lives through them, each register in the order of time."""

    requests: Requests
    room: Room
    t: Words
    turn: Callable[[datetime], None]
    """Sets the clock of the story."""
    actor: Callable[[datetime], Actor]
    """Who is at the desk."""
    chief: Actor
    """Takes what an auxiliary may not."""

    def tell(self, end: datetime, request: str) -> None:
        """Write all of it; one report comes from `request`."""
        from deskapp.services.appeals import Appeals
        from deskapp.services.custody import Custody
        from deskapp.services.lost_reports import LostReports

        store = self.requests.store
        appeals, custody = Appeals(store, self.room, self.requests), Custody(store, self.room, self.requests)
        reports = LostReports(store, self.room, self.requests)
        old = self._through(OLD, end, custody.receive, custody.step)
        for one in sorted(APPEALS, key=lambda one: -one.before):
            self._through(one, end, appeals.add, appeals.step)
        for one in sorted(FOUND, key=lambda one: -one.before):
            self._through(one, end, custody.receive, custody.step)
        for one in sorted(LOST, key=lambda one: -one.before):
            of = request if one.given["kind"] == "pet" else ""
            self._through(one, end, partial(reports.report, request=of), reports.step)
        self.turn(end)
        custody.step(old, "expire", {"text": "上缴财政，收条 3 号"}, self.chief, self.t)
        self._slip(end, appeals, custody, reports)

    def _through(
        self,
        one: Searched,
        end: datetime,
        begin: Callable[[Mapping[str, str], Actor, Words], str],
        step: Callable[[str, str, Mapping[str, str], Actor, Words], object],
    ) -> str:
        at = end - timedelta(hours=one.before)
        self.turn(at)
        number = begin({name: text for name, text in one.given.items() if text}, self.actor(at), self.t)
        for place, (code, given) in enumerate(one.steps, 1):
            self.turn(at + timedelta(hours=min(3, one.before / 4) * place))
            step(number, code, given, self.chief, self.t)
        return number

    def _slip(self, end: datetime, *verbs: object) -> None:
        """One of each typed by mistake and undone at once."""
        from deskapp.services.appeals import Appeals
        from deskapp.services.custody import Custody
        from deskapp.services.field_undo import reversals
        from deskapp.services.lost_reports import LostReports
        from deskapp.services.undo import Undoing

        undoing = Undoing(self.requests.store, self.room, reversals())
        actor = self.actor(end)
        for one in verbs:
            if isinstance(one, Appeals):
                one.add({"text": "按错了"}, actor, self.t)
            elif isinstance(one, Custody):
                one.receive({"kind": "other", "name": "按错了"}, actor, self.t)
            elif isinstance(one, LostReports):
                one.report({"kind": "other", "name": "按错了"}, actor, self.t)
            undoing.undo(actor)
