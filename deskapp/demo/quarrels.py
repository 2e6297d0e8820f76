"""Invented disputes of the practice desk: every state of the machine, each with a course that could be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deskapp.demo.stories import Planned


@dataclass(frozen=True, slots=True)
class Quarrel:
    """One dispute from its registration to as far as it gets; `@+5` in a text is the day in five days."""

    key: str
    at: datetime
    given: Mapping[str, str]
    sides: tuple[tuple[str, str], ...]
    """Name and role of each party."""
    steps: tuple[Planned, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    """The request from which it comes; empty where it comes by another way."""


def _step(hours: float, code: str, **given: str) -> Planned:
    return Planned(timedelta(hours=hours), code, {name.rstrip("_"): text for name, text in given.items()})


_CHIEF = "012345"
"""The officer who presides: a police mediation is never an auxiliary's."""


def _take(hours: float, kind: str) -> Planned:
    eligible = "passed" if kind in ("security", "on_site") else ""
    return _step(hours, "accept", kind=kind, willing="yes", eligible=eligible, presider=_CHIEF)


def _sit(hours: float, course: str, result: str = "") -> Planned:
    return _step(
        hours,
        "session",
        place="明珠社区警务室调解室",
        attendees="双方当事人、网格员",
        course=course,
        result=result,
    )


def _two(first: str, second: str) -> tuple[tuple[str, str], ...]:
    return ((first, "party_a"), (second, "party_b"))


def tell(now: datetime) -> list[Quarrel]:
    """The disputes of a fortnight that ends at `now`."""
    return [
        Quarrel(key, now - timedelta(days=days), given, sides, steps, told)
        for key, days, given, sides, steps, told in _all()
    ]


_Line = tuple[str, float, dict[str, str], tuple[tuple[str, str], ...], tuple[Planned, ...], dict[str, str]]


def _all() -> Iterator[_Line]:
    yield "registered", 0.2, _given(
        "parking", "地下车库两家为一个车位各执一词，都说是自己先租的", "丽景苑地下车库", source="walk_in",
    ), _two("贺春生", "钟海燕"), (), {}  # fmt: skip
    yield "registered-late", 4.1, _given(
        "property_mgmt", "电梯停了半个月没人修，十几户业主要找物业讨说法", "向阳里三号楼", source="grid", people="12",
        scale="group", flags="petition_risk",
    ), _two("方国庆", "汪丽娟"), (), {}  # fmt: skip
    yield "accepted", 1.1, _given(
        "damage", "遛狗时狗扑倒邻居，为八百元药费谈不拢", "五一小区广场", amount="800", source="party_apply",
    ), _two("邹敏", "陆建国"), (_take(3, "peoples"),), {}  # fmt: skip
    yield "mediating", 5.0, _given(
        "neighbor", "楼道堆物起争执，互相推搡，一人手背擦伤", "和平巷二号楼", source="call_110", risk="yellow",
    ), _two("武志强", "夏铁柱"), (
        _take(2, "security"), _sit(20, "双方各讲经过，承认当时都急了", "一方要再想想，约定下周再谈"),
    ), {}  # fmt: skip
    yield "mediating-joint", 3.2, _given(
        "wages", "工地欠六名工人两个月工资，工人扬言要上访", "建设路工地", amount="86000", people="6", scale="group",
        source="superior", flags="petition_risk", stage="escalating",
    ), _two("牛大力", "尹超"), (
        _step(1, "mediator", kind="department", body="labour", name="劳动监察大队", task="核对考勤和工资表"),
        _take(2, "joint"), _sit(24, "三方对账，确认欠薪数额", "老板同意分两次付清，细节再议"),
    ), {}  # fmt: skip
    yield "agreed", 0.9, _given(
        "noise", "楼下棋牌室半夜吵闹，楼上老人睡不着", "新华街十七号", source="patrol", stage="bud",
    ), _two("龚翠花", "黎刚"), (
        _take(1, "peoples"), _sit(4, "到现场听了声音，棋牌室老板表示理解"),
        _step(0.2, "agree", form="oral_agreed", text="晚十点关门，门窗加隔音条", deadline="@+10"),
    ), {}  # fmt: skip
    yield "performing", 9.0, _given(
        "debt", "借给同事两万元三年不还，见面就吵", "老机械厂家属院", amount="20000", source="party_apply",
    ), _two("卢文博", "蔡洋"), (
        _take(4, "peoples"), _sit(20, "看了借条和转账记录，对方认账"),
        _step(0.3, "agree", form="written_agreed", text="分四期还清本金，不计利息", sum="20000", deadline="@+90",
              signed="yes", manner="微信转账"),
        _step(0.1, "promise", parts="@+2 5000; @+30 5000; @+60 5000; @+90 5000"),
        _step(46, "pay", sum="5000", text="第一期微信到账，已截图"),
    ), {}  # fmt: skip
    yield "performing-late", 11.0, _given(
        "lease", "房客搬走，房东扣着押金不退", "丽景苑五号楼", amount="2400", source="dept",
    ), _two("龙雨桐", "段平"), (
        _take(3, "peoples"), _sit(24, "查看房屋，墙面正常使用，无损坏"),
        _step(0.3, "agree", form="oral_agreed", text="房东五天内退还押金一千八百元", sum="1800", deadline="@+5"),
        _step(0.1, "promise", parts=""),
    ), {}  # fmt: skip
    yield "fulfilled", 6.0, _given(
        "consumer", "新买的电动车三天就坏，车行不肯换", "新华街车行", amount="2600", source="walk_in",
    ), _two("侯杰", "孟艳"), (
        _take(2, "peoples"), _sit(20, "车行技师当面检查，确是电机毛病"),
        _step(0.3, "agree", form="oral_agreed", text="车行换一台新车"),
        _step(0.3, "perform", performance="done_on_spot", text="新车已推走，双方签字"),
    ), {}  # fmt: skip
    yield "followed", 10.0, _given(
        "family", "婆媳为带孩子拌嘴，儿媳回了娘家", "向阳里一号楼", source="volunteer", stage="bud",
    ), _two("白玉梅", "康静"), (
        _take(5, "peoples"), _sit(24, "义警和网格员一起上门，两边说开了"),
        _step(0.3, "agree", form="oral_agreed", text="轮流接送孩子，有话好好说"),
        _step(0.2, "perform", performance="none_due"),
        _step(70, "follow_up", result="satisfied", text="上门看了，一家人正吃饭"),
    ), {}  # fmt: skip
    yield "relapsed", 12.0, _given(
        "dog", "院里的狗半夜一直叫，邻居往院里扔石头", "五一小区七号院", source="grid",
    ), _two("常勇", "乔淑芬"), (
        _take(4, "informal"), _sit(10, "约定夜里把狗牵进屋"),
        _step(0.2, "agree", form="oral_agreed", text="夜里十点后狗进屋"),
        _step(0.1, "perform", performance="none_due"),
        _step(72, "follow_up", result="relapsed", text="邻居说又叫了两夜"),
    ), {}  # fmt: skip
    yield "not-agreed", 6.5, _given(
        "house_land", "两家宅基地界线多年说不清，翻建房子又争起来", "和平巷尾", source="visit", risk="yellow",
    ), _two("赖光明", "文秀兰"), (
        _take(8, "peoples"), _sit(26, "看了老契和现场，各说各的"),
        _step(0.4, "fail", form="not_agreed", text="双方都不让步", told="可向街道申请确权，或到法院起诉"),
    ), {}  # fmt: skip
    yield "breached", 8.0, _given(
        "contract", "装修队收了定金不开工", "丽景苑九号楼", amount="6000", source="walk_in",
    ), _two("庞欣怡", "樊磊"), (
        _take(3, "peoples"), _sit(20, "对着合同逐条谈"),
        _step(0.3, "agree", form="written_agreed", text="三天内退还定金六千元", sum="6000", deadline="@+3",
              signed="yes"),
        _step(0.1, "promise", parts=""),
        _step(90, "breach", text="到期一分没退，电话也不接"),
    ), {}  # fmt: skip
    yield "declined", 7.0, _given(
        "personality", "网上被人发帖辱骂，不愿与对方见面", "", source="walk_in",
    ), _two("殷霞", "施涛"), (
        _step(1, "decline", reason="refused", text="本人不愿调解，已告知可起诉或申请保全证据"),
    ), {}  # fmt: skip
    yield "transferred", 2.3, _given(
        "labor", "超市辞退员工，补偿金谈不拢", "新华街超市", amount="9000", source="walk_in",
    ), _two("洪明", "左玉梅"), (
        _step(2, "transfer", receiver="labour", due="+3d", text="附劳动合同复印件"),
    ), {}  # fmt: skip
    yield "closed", 12.5, _given(
        "traffic", "电动车剐蹭，责任认定后仍不肯赔", "建设路口", amount="1200", source="police_transfer",
    ), _two("崔子涵", "樊浩然"), (
        _take(3, "peoples"), _sit(24, "看了认定书，对方只肯出三百"),
        _step(0.3, "fail", form="refused", text="一方离席", told="可到法院起诉"),
        _step(30, "close", way="court", number="(2026)甘0200民初演示1号"),
    ), {}  # fmt: skip
    yield "archived", 21.0, _given(
        "stall_occupation", "两家水果摊为门口一米地方吵架", "和平巷菜市场", source="patrol", stage="bud",
    ), _two("顾小雨", "邵大力"), (
        _take(0.5, "informal"), _sit(1, "当场量了地方，各让半米"),
        _step(0.1, "agree", form="oral_agreed", text="以地砖缝为界，各摆各的"),
        _step(0.1, "perform", performance="none_due"),
        _step(72, "follow_up", result="satisfied", text="两家摊子都在线内"),
        _step(330, "follow_up", result="satisfied", text="再去看过，相处正常"),
        _step(20, "archive", text="两次回访都满意，归档"),
    ), {}  # fmt: skip
    yield "sealed", 9.5, _given(
        "campus", "两名学生放学后打架，家长要求赔偿", "小学门口", source="call_110",
    ), _two("小军", "小伟"), (
        _step(2, "decline", reason="other", text="双方家长已在学校自行商定，告知可另行起诉"),
        _step(0.2, "seal", reason="涉及未成年人"),
    ), {}  # fmt: skip
    yield "violence", 1.6, _given(
        "family", "丈夫酒后动手，妻子带孩子躲到邻居家", "五一小区二号楼", source="walk_in", flags="domestic_violence",
        risk="orange",
    ), _two("尹秀兰", "黄勇"), (
        _step(1, "transfer", receiver="women_union", due="+1d", text="已出具告诫书，联系妇联安置"),
    ), {}  # fmt: skip
    yield "voided", 3.6, _given("other", "重复登记", "", source="walk_in"), _two("常勇", "乔淑芬"), (
        _step(0.2, "void", text="与前一件是同一件事"),
    ), {}  # fmt: skip
    yield "from-request", 2.0, _given(
        "neighbor", "空调滴水淋湿楼下被褥，两家约到警务室谈", "丽景苑三号楼", source="walk_in",
    ), _two("孔桂英", "秦伟"), (_take(3, "peoples"), _sit(5, "看了漏水处，楼上同意接管子")), {
        "category": "dispute", "summary": "楼上空调滴水，被褥全湿了，说了三次不改", "applicant": "孔桂英",
        "phone": "13800010066", "channel": "walk_in", "place": "丽景苑三号楼",
    }  # fmt: skip
    yield "threat", 0.6, _given(
        "debt", "欠赌债被人堵门，对方扬言要砍人", "向阳里五号楼", amount="30000", source="call_110",
    ), _two("金超", "罗刚"), (_take(2, "joint"),), {}  # fmt: skip


def _given(type: str, summary: str, place: str, **more: str) -> dict[str, str]:
    return {"type": type, "summary": summary, "place": place} | more
