"""The areas of the practice desk as offices keep them in a table, and a fortnight of hazards in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from deskapp.domain.officer import Actor, Room
from deskapp.domain.roster import SheetRow
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.services.store import Store

_HEADS = (
    "编号",
    "名称",
    "类别",
    "上级编号",
    "警务区",
    "联系人",
    "电话",
    "地址",
    "人口",
    "面积",
    "联系章日期",
)
_TABLE = (
    ("", "明珠警务区", "警务区", "", "", "李辉", "", "", "9800", "3.2", ""),
    ("", "东湖警务区", "警务区", "", "", "周海峰", "", "", "7600", "2.6", ""),
    ("01", "明珠街道", "一级网格", "", "", "", "", "", "12400", "4.1", ""),
    ("02", "东湖街道", "一级网格", "", "东湖警务区", "", "", "", "5000", "1.7", ""),
    ("01-01", "明珠社区", "二级网格", "01", "明珠警务区", "王网格", "13800020001", "", "6800", "2.2", ""),
    ("01-02", "桃源社区", "二级网格", "01", "明珠警务区", "刘网格", "13800020002", "", "3000", "1.0", ""),
    ("01-03", "河滨社区", "二级网格", "01", "东湖警务区", "张网格", "13800020003", "", "2600", "0.9", ""),
    ("02-01", "东湖社区", "二级网格", "02", "", "陈网格", "13800020004", "", "5000", "1.7", ""),
    ("01-01-01", "明珠路网格", "三级网格", "01-01", "", "", "", "", "2400", "", ""),
    ("01-01-02", "文化巷网格", "三级网格", "01-01", "", "", "", "", "2300", "", ""),
    ("01-01-03", "建设里网格", "三级网格", "01-01", "", "", "", "", "2100", "", ""),
    ("01-02-01", "桃源一网格", "三级网格", "01-02", "", "", "", "", "1600", "", ""),
    ("01-02-02", "桃源二网格", "三级网格", "01-02", "", "", "", "", "1400", "", ""),
    ("01-03-01", "河滨一网格", "三级网格", "01-03", "", "", "", "", "2600", "", ""),
    ("02-01-01", "东湖一网格", "三级网格", "02-01", "", "", "", "", "3000", "", ""),
    ("02-01-02", "东湖二网格", "三级网格", "02-01", "", "", "", "", "2000", "", ""),
    ("", "明珠小区", "小区", "01-01-01", "", "物业 小赵", "13800020011", "明珠路1号", "", "", ""),
    ("", "明珠小学", "学校", "01-01-02", "", "保卫 老孙", "13800020012", "文化巷9号", "", "", ""),
    ("", "桃源农贸市场", "市场", "01-02-01", "", "市场办", "13800020013", "桃源街20号", "", "", ""),
    ("", "河滨工地", "工地", "01-03-01", "", "项目部", "13800020014", "河滨路", "", "", ""),
    ("", "湖畔企业园工作站", "驻企工作站", "02-01-01", "", "驻企民警", "", "东湖路88号", "", "", ""),
    ("", "人民医院东门哨点", "平安哨点", "01-01-03", "", "保安队长", "13800020015", "建设里2号", "", "", ""),
    ("", "桃源街联防一队", "铺铺联防", "01-02-01", "", "老板 老郑", "13800020016", "桃源街", "12", "", ""),
    ("", "明珠小区3栋501", "联户", "01-01-01", "", "邓先生", "13800020017", "", "", "", "2026-03-19"),
    ("", "明珠小区3栋602", "联户", "01-01-01", "", "王奶奶", "13800020018", "", "", "", "2026-03-19"),
    ("", "桃源新村7栋101", "联户", "01-02-02", "", "吴女士", "13800020019", "", "", "", "2026-04-02"),
)  # fmt: skip
"""Two beats, three levels of grids, a place of each kind, households with their stamps."""

GRIDS = ("01-01-01", "01-01-02", "01-01-03", "01-02-01", "01-02-02", "01-03-01", "02-01-01", "02-01-02")
"""The lowest grids, in which requests and disputes happen."""

Found = tuple[int, dict[str, str], tuple[tuple[int, str, dict[str, str]], ...]]
"""Hours before the end at which a hazard was found, what was typed, and its steps, hours after it was found."""

_FOUND: tuple[Found, ...] = (
    (300, {"category": "ebike", "summary": "楼道内电动车飞线充电，充电器没拔", "place": "明珠小区3栋",
           "area": "01-01-01", "measure": "fixed", "done": "当场拔下，劝导推到车棚",
           "finder": "0003", "source": "volunteer"},
     ()),
    (280, {"category": "fire_passage", "summary": "消防通道堆放纸箱和旧家具", "place": "桃源农贸市场北门",
           "area": "01-02-01", "deadline": "+3d", "level": "major", "owner": "市场办", "owner_phone": "13800020013",
           "order_no": "整改-0011"},
     ((70, "fail", {"text": "只清了一半", "deadline": "+2d"}), (118, "clear", {"text": "通道已清空"}))),
    (240, {"category": "nine_small", "venue": "food", "summary": "后厨灭火器过期，燃气软管老化", "place": "兰州拉面馆",
           "area": "01-02-01", "deadline": "+5d", "owner": "马老板", "owner_phone": "13800020021"},
     ((120, "clear", {"text": "已更换，现场查看"}),)),
    (190, {"category": "group_rental", "summary": "一套房隔成七间出租，无消防器材", "place": "文化巷12号402",
           "area": "01-01-02", "deadline": "+3d", "owner": "房东 钱某",
           "owner_phone": "13800020022", "level": "major"}, ()),
    (150, {"category": "light_manhole", "summary": "路口井盖破损", "place": "河滨路口", "area": "01-03-01",
           "source": "grid"}, ((2, "transfer", {"receiver": "city_mgmt", "due": "+5d", "text": "已拍照"}),)),
    (120, {"category": "campus", "summary": "放学时段校门口流动摊点占道", "place": "明珠小学门口", "area": "01-01-02",
           "deadline": "+2d", "finder": "0007", "source": "volunteer"},
     ((60, "fail", {"text": "换人又来"}),)),
    (96, {"category": "gas", "summary": "液化气罐放在卧室", "place": "建设里8号", "area": "01-01-03",
          "measure": "fixed", "done": "当场搬到厨房通风处", "source": "visit"}, ()),
    (60, {"category": "dog", "summary": "大狗不拴绳，吓到老人", "place": "桃源二网格空地", "area": "01-02-02",
          "deadline": "+4d", "owner": "养犬人 赵某", "level": "minor"}, ()),
    (50, {"category": "other", "summary": "重复登记", "area": "01-01-01"}, ((1, "void", {"text": "重复登记"}),)),
    (30, {"category": "wiring", "summary": "工棚私拉电线，无漏电保护", "place": "河滨工地", "area": "01-03-01",
          "deadline": "+1d", "level": "major", "owner": "项目部", "source": "sentinel"}, ()),
    (8, {"category": "door_camera", "summary": "单元门门禁失灵", "place": "明珠小区5栋", "area": "01-01-01"}, ()),
)  # fmt: skip

_RATED = (
    ("01-01-01", "safe", ""), ("01-02-02", "safe", "连续三个月无案件"), ("01-01-02", "not_yet", "群租房未整改"),
)  # fmt: skip
"""Grids with their rating of this month."""


@dataclass
class Fielding:
    """Writes the areas at the beginning, and the hazards where they belong in time."""

    store: Store
    room: Room
    t: Words
    turn: Callable[[datetime], None]
    chief: Actor

    def map(self) -> None:
        """Take the areas over from their table; one more is made by mistake, one is given up."""
        from deskapp.services import area_undo
        from deskapp.services.areas import Areas
        from deskapp.services.undo import Undoing

        verbs = Areas(self.store, self.room)
        rows = [SheetRow(at, row) for at, row in enumerate((_HEADS, *_TABLE), 1)]
        verbs.take_over(verbs.look(rows, (), self.t), "网格一览表.xlsx", self.chief, lambda done, of: None)
        old = verbs.add(
            {"name": "老菜场", "kind": "place", "place_kind": "market", "parent": "01-02"}, self.chief, self.t
        )
        verbs.close(old, "已拆除", self.chief)
        verbs.add({"name": "按错了", "parent": "01"}, self.chief, self.t)
        Undoing(self.store, self.room, {area_undo.SUBJECT: area_undo.reversal()}).undo(self.chief)

    def inspect(self, end: datetime, actor: Callable[[datetime], Actor], request: str) -> None:
        """Live through the hazards; the open request `request` becomes one."""
        from deskapp.services import hazards
        from deskapp.services.areas import Areas
        from deskapp.services.hazards import Hazards
        from deskapp.services.requests import Requests
        from deskapp.services.undo import Undoing

        verbs = Hazards(self.store, self.room)
        planned: list[tuple[datetime, int, int]] = []
        for place, (before, _, steps) in enumerate(_FOUND):
            at = end - timedelta(hours=before)
            planned.append((at, place, -1))
            planned += [
                (at + timedelta(hours=after), place, turn) for turn, (after, _, _) in enumerate(steps)
            ]
        numbers: dict[int, str] = {}
        for at, place, turn in sorted(planned):
            self.turn(at)
            if turn < 0:
                numbers[place] = verbs.add(_FOUND[place][1], actor(at), self.t).number
                continue
            _, code, given = _FOUND[place][2][turn]
            more = {"confirm": numbers[place]} if code == "void" else {}
            who = self.chief if code == "void" else actor(at)
            verbs.step(numbers[place], code, given | more, who, self.t)
        self.turn(end)
        verbs.note(numbers[3], "call", "房东说周末拆隔断", actor(end), self.t)
        told = {"category": "other", "summary": "由求助转来", "deadline": "+3d", "area": "01-01-01"}
        verbs.add_from(Requests(self.store, self.room), request, told, actor(end), self.t)
        rated = Areas(self.store, self.room)
        for area, rating, text in _RATED:
            rated.rate(area, {"rating": rating, "text": text}, self.chief, self.t)
        verbs.add({"category": "other", "summary": "按错了"}, actor(end), self.t)
        Undoing(self.store, self.room, {hazards.SUBJECT: hazards.reversal()}).undo(actor(end))
