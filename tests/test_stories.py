"""Five quarrels, each told from its start to the archive at the screens, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.wiring import Desk
from tests.app_builders import NARROW, WIDE, new_desk, opened, turn
from tests.story_builders import Story


@pytest.fixture
def zh(home: Path) -> Iterator[Desk]:
    found = new_desk(home, language="zh")
    yield found
    found.close()


@pytest.fixture
def en(home: Path) -> Iterator[Desk]:
    found = new_desk(home)
    yield found
    found.close()


async def test_a_noise_at_night_is_settled_on_the_spot_and_visited_twice(zh: Desk) -> None:
    turn(zh, hours=11, minutes=20)
    async with opened(zh, size=NARROW) as person:
        story = Story(person)
        await story.keys("f2", "马玉兰\n13800010001\n3楼上半夜还在打牌吵得睡不着\n")
        await story.keys("f7", "赵铁柱\n")  # from the row of the request: the other side, and it is a dispute
        story.stands("registered")
        await story.due_now("accept", "11-23")

        await story.keys("f3", "1", "enter", "11到场劝说\n十点后不再打牌\n")
        story.stands("fulfilled")
        assert story.file.dispute.performance == "done_on_spot"
        assert [f"{visit.due_on:%m-%d}" for visit in story.file.visits] == ["11-24", "12-21"]
        assert person.request().status == "resolved"

        await story.to_file()
        await story.paper("agreement_on_site", "马玉兰", "赵铁柱", "十点后不再打牌", "噪声", "李辉")
        await story.keys("5")  # too soon
        assert "2026-11-24" in person.screen
        await story.keys("escape")

        story.later(days=2, hours=10)
        await story.due_now("followup", "23:59")
        await story.to_file()
        await story.keys("1", "1夜里安静\n")
        story.stands("followed_up")
        story.later(days=27)
        await story.due_now("followup_late", "23:59")
        await story.to_file()
        await story.keys("1", "1没有再吵\n")
        await story.archived()


async def test_a_debt_with_a_threat_breaks_its_promise_and_goes_to_the_court(en: Desk) -> None:
    async with opened(en, size=NARROW) as person:
        story = Story(person)
        await story.keys("f3", "insert", "赵大山\n13800010011\n李建平\n13800010012\n3借两万元三年不还")
        await story.keys("tab", "tab", "tab", "tab", "tab", "20000", "ctrl+s")
        story.stands("registered")
        await story.due_now("accept", "11-23")
        await story.to_file()
        await story.keys("1", "31\n")
        await story.keys("1", "11:00\n\n\n\n借条为证，愿意分期\n")
        story.stands("mediating")
        await story.due_now("peoples", "12-21")

        await story.to_file()
        # Money is in dispute: Enter goes on through the sum, the manner, the deadline and the instalments.
        await story.keys("2", "31三次还清\n20000\n转账\n\n12-01 10000; 12-31 5000; 01-31 5000\n")
        story.stands("performing")
        await story.paper(
            "agreement_peoples", "赵大山", "李建平", "三次还清", "20,000", "2026年12月1日 10,000元"
        )
        await story.due_now("perform", "12-01")

        story.later(days=10)
        await story.to_file()
        await story.keys("1", "10000\n")
        assert [part.settled for part in story.file.instalments] == [True, False, False]
        await story.due_now("confirm", "12-21")  # the time for the court runs beside the second part
        story.later(days=31)
        await story.due_now("confirm", "2026-12-21")  # nobody applied, and it is too late
        assert "! Overdue" in person.screen
        await story.to_file()
        await story.keys("8", "1\n")
        assert "ended on 2026-12-21" in " ".join(person.screen.split())
        await story.keys("4", "\n")
        await story.due_now("perform", "12-31")
        await story.to_file()
        await story.keys("3", "电话不接\n")
        story.stands("breached")
        await story.due_now("next_step", "01-06")

        await story.to_file()
        assert "The agreement was not kept; times so far: 1." in person.screen
        await story.keys("5", "enter")
        assert person.top == "DisputeScreen"  # no step on 5: it is not closed
        await story.keys("ctrl+l", "1上门见过\n")
        assert story.file.dispute.risk == "orange"
        await story.keys("ctrl+e")
        await story.keys(*["tab"] * 9, "1", *["tab"] * 3, "电话里扬言砍人\n")  # the marks, and why
        assert "A threat in the words" in person.screen
        await story.keys("ctrl+l", "1已约谈\n")
        assert story.file.dispute.risk == "red"
        assert [one.answer for one in story.file.signals] == ["accepted", "accepted"]

        await story.keys("7", "2（2027）民初1号\n")
        story.stands("closed_other")
        await story.keys("5")
        assert "Papers are missing: Acceptance sheet" in person.screen
        await story.paper("acceptance", "赵大山", "20,000")
        await story.paper("rights", "赵大山", "李建平")
        await story.paper("record", "愿意分期")
        await story.archived()


async def test_a_volunteer_of_a_committee_settles_a_contract_and_the_court_confirms_it(zh: Desk) -> None:
    async with opened(zh, size=WIDE) as person:
        story = Story(person)
        await story.keys("f3", "insert", "钱大海\n13800010021\n孙小丽\n13800010022\n7装修合同尾款一万二不付")
        await story.keys("tab", "tab", "tab", "tab", "tab", "12000", "ctrl+s")
        await story.keys("ctrl+n", "2", "4明珠社区调委会\n周明\n主持\n13900000000\n")
        await story.keys("2", "3红枫义警队\n赵志愿\n协助\n\n")
        await story.keys("4", "11\n")
        assert "钱大海：愿意; 孙小丽：愿意" in person.screen
        await story.keys("escape", "1", "31\n")
        story.stands("accepted")
        assert "志愿者 赵志愿 · 红枫义警队 · 协助" in person.screen
        assert "添加调解人员 · 李辉：调解委员会 周明" in person.screen
        await story.due_now("peoples", "12-21")

        await story.to_file()
        await story.keys("1", "09:00\n\n\n\n双方对账，差额说清\n")
        await story.keys("2", "31业主付清尾款\n12000\n转账\n11-30\n\n")
        await story.keys("2", "\n")
        story.stands("performing")
        await story.due_now("perform", "11-30")

        await story.to_file()
        assert "12-21 23:59  申请司法确认" in person.screen
        await story.keys("8", "1\n")
        assert story.file.dispute.confirmation == "applied"
        await story.paper("acceptance", "明珠社区调委会", "12,000")
        await story.paper("rights", "钱大海", "孙小丽")
        await story.paper("record", "双方对账")
        await story.paper(
            "agreement_peoples", "调解机构 明珠社区调委会", "主持人 周明", "赵志愿", "业主付清尾款"
        )
        story.later(days=9)
        await story.to_file()
        await story.keys("1", "12000\n")
        story.stands("fulfilled")  # the whole sum
        story.later(days=3)
        await story.due_now("followup", "23:59")
        await story.to_file()
        await story.keys("1", "1款已到账\n")
        story.later(days=27)
        await story.due_now("followup_late", "23:59")
        await story.to_file()
        await story.keys("1", "1没有再争\n")
        await story.paper("followup", "款已到账")
        await story.keys("5")
        assert "法院" in person.screen
        assert person.top == "DisputeScreen"
        await story.keys("8", "2（2026）0102民特1号\n")
        assert "（2026）0102民特1号" in person.screen
        await story.archived()


async def test_the_wages_of_a_group_are_paid_before_it_goes_to_petition(en: Desk) -> None:
    async with opened(en, size=WIDE) as person:
        story = Story(person)
        await story.keys("f3", "insert", "刘工头\n13800010041\n宏达建筑公司\n13800010042\n")
        await story.keys("4十二名工人八个月工资没发，说要去上访")
        await story.keys(*["tab"] * 4, "ctrl+u", "12", "tab", "36万", "ctrl+s")
        story.stands("registered")
        dispute = story.file.dispute
        assert (dispute.people, dispute.amount, dispute.scale) == (12, 36_000_000, "group")
        assert (dispute.risk, dispute.petition_risk) == ("orange", True)
        assert "! Petition looming" in person.screen
        await story.due_now("accept", "11-23")
        assert "Petitionlooming" in await story.sheet()

        await story.to_file()
        await story.keys("ctrl+n", "2", "55王监察\n核工资\n\n", "2", "52孙所长\n\n\n", "2", "53陈主任\n\n\n")
        assert [one.body for one in story.file.mediators] == ["labour", "justice", "petition"]
        await story.keys("escape", "1", "41\n")
        story.stands("accepted")
        await story.due_now("other_kind", "11-28")
        await story.to_file()
        await story.keys("1", "08:00\n\n\n\n三部门到场核对十二人考勤与欠薪\n")
        await story.keys("2", "31分两期付清十二人工资\n360000\n转账到本人卡\n\n\n")
        await story.keys("2", "12-15 180000; 12-31 200000\n")  # more than was agreed
        assert "380,000" in person.screen
        assert "360,000" in person.screen
        await story.keys(*["backspace"] * 6, "180000\n")
        story.stands("performing")
        await story.paper("agreement_peoples", "刘工头", "宏达建筑公司", "王监察", "孙所长", "360,000")
        await story.paper("record", "三部门到场核对")
        await story.due_now("perform", "12-15")

        story.later(days=24)
        await story.to_file()
        await story.keys("1", "180000\n")
        story.stands("performing")
        await story.due_now("perform", "12-31")
        story.later(days=16)
        await story.to_file()
        await story.keys("1", "180000\n")
        story.stands("fulfilled")
        assert all(part.settled for part in story.file.instalments)
        await story.due_now("followup", "01-03")
        story.later(days=3)
        await story.due_now("followup", "23:59")
        await story.to_file()
        await story.keys("1", "1工人都已返乡，工资到账\n")
        story.later(days=27)
        await story.to_file()
        await story.keys("1", "1无人再提\n")
        await story.archived()


async def test_a_scuffle_with_a_minor_ends_after_two_sittings_and_is_sealed(en: Desk) -> None:
    en.staff.add(en.room, "辅警甲", "F001", "auxiliary", en.actor, en.words)
    async with opened(en, size=NARROW) as person:
        story = Story(person)
        await story.keys("f3", "insert", "段小明\n\n王强\n13800010032\n5放学后在广场推搡，手臂擦伤")
        await story.keys(*["tab"] * 12, "110105201203071634", "ctrl+s")
        assert "! minor" in person.screen
        await story.keys("1", "11\n")  # the check list is not passed over
        assert person.field == "eligible"
        await story.keys("1", "2", "enter")  # an auxiliary does not preside
        assert "police officer" in person.error("presider")
        await story.keys("1", "enter")
        story.stands("accepted")
        await story.due_now("mediate", "11-25")

        await story.to_file()
        await story.keys("1")
        assert "add a guardian first" in " ".join(person.screen.replace("│", " ").split())
        await story.keys("ctrl+n", "1", "51段妈妈\n13800010033\n", "ctrl+s", "escape")
        assert "for 段小明" in person.screen
        await story.keys("1", "09:00\n\n\n\n双方陈述\n")
        story.stands("mediating")
        await story.due_now("second", "12-01")
        story.later(days=3)
        await story.to_file()
        await story.keys("1", "10:00\n\n\n\n医药费谈拢\n")
        await story.due_now("next_step", "11-27")
        await story.to_file()
        await story.keys("1", "11:00\n\n\n\n再谈\n")
        assert person.field == "override"
        assert "at most two sittings" in " ".join(person.error("override").split())
        assert len(story.file.sessions) == 2
        await story.keys("escape")

        await story.keys("2", "31王强赔礼，赔医药费\n")
        story.stands("agreed")
        await story.keys("1", "1当场付清\n")
        story.stands("fulfilled")
        await story.paper("agreement_security", "段小明", "王强", "段妈妈", "医药费", "李辉")
        await story.paper("record", "双方陈述", "医药费谈拢")
        await story.nowhere("段小明", "小明", "段妈妈")
        await story.to_file()
        await story.keys("ctrl+p", "seal", "enter", "涉未成年人，依法封存\n")
        assert "! Sealed" in person.screen
        await story.nowhere("段小明", "段妈妈", "王强", "推搡", "医药费")

        story.later(days=3)
        await story.to_file()
        await story.keys("1", "1学校已回访\n")
        story.later(days=27)
        await story.to_file()
        await story.keys("1", "1没有再发生\n")
        await story.archived()
        await story.keys("f3", "f3")  # all of them
        assert "段＊" in person.screen
        await story.nowhere("段小明", "段妈妈", "王强", "推搡", "医药费")
