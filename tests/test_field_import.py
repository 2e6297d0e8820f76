"""Hazards, appeals, found things and lost reports out of tables: mistakes by their cells, all or nothing, one undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from deskapp import db, locales
from deskapp.domain.errors import DeskError
from deskapp.domain.field_sheet import FieldSheet
from deskapp.domain.officer import Actor
from deskapp.files.roster import read_rows
from deskapp.services.appeals import Appeals
from deskapp.services.areas import Areas
from deskapp.services.batches import Batches
from deskapp.services.custody import Custody
from deskapp.services.field_import import FieldImport
from deskapp.services.hazards import Hazards
from deskapp.services.lost_reports import LostReports
from deskapp.services.on_paper import batches_on
from deskapp.services.undo import Undoing
from tests.builders import EN, TestDesk, a_desk, refused
from tests.import_builders import alike, quiet, sheet, twin, whole
from tests.volunteer_builders import member

ZH = locales.load("zh")
ID = "11010519491231002X"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def look(desk: TestDesk, register: str, *rows: Sequence[str]) -> FieldSheet:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        verbs = FieldImport(desk.store, desk.room)
        return verbs.look(register, sheet(*rows), connection, desk.actor, EN)


def take(desk: TestDesk, found: FieldSheet) -> str:
    return FieldImport(desk.store, desk.room).take_over(found, "a.xlsx", desk.actor, quiet)


def told(found: FieldSheet) -> list[tuple[str, bool, str]]:
    return [(one.where, one.bad, one.say(EN)) for one in found.problems]


HAZARDS = (
    (
        "隐患类别",
        "隐患内容",
        "地点",
        "发现时间",
        "整改期限",
        "状态",
        "发现人",
        "电话",
        "区域",
        "复查次数",
        "办结时间",
    ),
    (
        "电动自行车充电停放",
        "楼道飞线充电",
        "明珠路9号",
        "2026-11-20 09:30",
        "",
        "",
        "0001",
        "13800010002",
        "北片",
        "",
        "",
    ),
    ("用电", "插座老化", "", "", "2026-11-10", "限期整改", "李辉", "138****0002", "没有的片", "", ""),
    ("消防通道", "堆放杂物", "", "2026-11-01", "", "现场整改", "", "", "", "", "2026-11-01 10:00"),
    ("用气", "软管过期", "", "2026-11-01", "2026-11-03", "已整改", "路人", "", "", "2", "2026-11-08"),
    ("用气", "灶具漏气", "", "2026-11-01", "2026-11-03", "复查不合格", "", "", "", "", ""),
    ("合计", "5", "", "", "", "", "", "", "", "", ""),
)


def labelled(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows with codes in the place of labels that may change."""
    codes = {"电动自行车充电停放": "ebike", "用电": "wiring", "消防通道": "fire_passage", "用气": "gas"}
    return [tuple(codes.get(cell, cell) for cell in row) for row in rows]


def test_hazards_come_in_with_the_steps_that_led_to_their_states(desk: TestDesk) -> None:
    member(desk, "马玉兰")
    Areas(desk.store, desk.room).add({"name": "北片", "code": "02"}, desk.actor, EN)
    found = look(desk, "hazard", *labelled(HAZARDS))
    assert [(where, bad) for where, bad, _ in told(found)] == [("H3", False), ("I3", False), ("G5", False)]
    assert found.counts() == {
        "found": 1, "ordered": 1, "fixed_on_spot": 1, "rechecked_ok": 1, "recheck_failed": 1,
    }  # fmt: skip
    number = take(desk, found)
    rows = desk.read("SELECT * FROM hazard ORDER BY id")
    assert [row["status"] for row in rows] == [
        "found", "ordered", "fixed_on_spot", "rechecked_ok", "recheck_failed",
    ]  # fmt: skip
    assert (rows[0]["volunteer_id"], rows[0]["found_by"], rows[0]["area_id"]) == (1, None, 1)
    assert rows[0]["found_at"].startswith("2026-11-20T01:30")
    assert (rows[1]["deadline"], rows[1]["owner_phone"], rows[1]["is_open"]) == ("2026-11-10", "", 1)
    assert (rows[3]["rechecks"], rows[3]["closed_at"][:10], rows[3]["is_open"]) == (2, "2026-11-07", 0)
    steps = [
        tuple(row)
        for row in desk.read("SELECT subject_id, step FROM history WHERE subject = 'hazard' ORDER BY id")
    ]
    assert [step for key, step in steps if key == 4] == ["find", "order", "fail", "order", "clear"]
    assert desk.count("hazard_recheck") == 3
    assert number.startswith("PL-")
    assert whole(desk.path)
    undoing = Undoing(desk.store, desk.room, {"batch": Batches()})
    undoing.undo(desk.actor)
    assert {row[0] for row in desk.read("SELECT status FROM hazard")} == {"undone"}
    undoing.redo(desk.actor)
    assert [row[0] for row in desk.read("SELECT status FROM hazard ORDER BY id")] == [
        row["status"] for row in rows
    ]


@pytest.mark.parametrize(
    ("register", "head", "row", "cells"),
    [
        (
            "hazard",
            ("类别", "内容", "日期", "期限"),
            ("跳舞", "", "13月40日", "2026-02-30"),
            ["A2", "B2", "C2", "D2"],
        ),
        ("hazard", ("类别", "内容", "状态"), ("gas", "漏气", "飞了"), ["C2"]),
        ("hazard", ("类别", "内容", "状态"), ("gas", "漏气", "限期整改"), ["2"]),
        ("hazard", ("类别", "内容", "状态", "移交单位"), ("gas", "漏气", "已移交", ""), ["D2"]),
        ("hazard", ("类别", "内容", "日期"), ("gas", "漏气", "2027-01-01"), ["C2"]),
        ("custody", ("物品", "拾获人", "电话"), ("钱包", "李阿姨", "1380001"), ["C2"]),
        ("custody", ("物品", "状态", "认领人"), ("钱包", "已领取", ""), ["C2"]),
        ("custody", ("物品", "状态", "公告日期"), ("钱包", "已公告", ""), ["C2"]),
        ("custody", ("物品", "件数", "金额"), ("钱包", "许多", "很多"), ["B2", "C2"]),
        ("custody", ("物品", "拾获时间"), ("钱包", "2027-01-01"), ["B2"]),
        ("lost_report", ("类别", "姓名", "未成年人"), ("person", "王小明", "是"), ["2"]),
        ("lost_report", ("姓名", "特征"), ("王小明", ""), ["2"]),
        ("lost_report", ("类别", "姓名", "年龄", "状态"), ("person", "王小明", "许多", "已找到"), ["C2"]),
        ("lost_report", ("类别", "姓名", "状态", "结果"), ("person", "王大爷", "已找到", ""), ["D2"]),
        ("lead_appeal", ("内容", "截止日期"), ("字" * 2001, "很久"), ["A2", "B2"]),
        ("lead_appeal", ("内容", "类别"), ("有人见过吗", "\x00"), ["B2"]),
    ],
)
def test_a_mistake_is_named_by_its_cell_and_nothing_is_written(
    desk: TestDesk, register: str, head: Sequence[str], row: Sequence[str], cells: Sequence[str]
) -> None:
    found = look(desk, register, head, row)
    assert sorted(one.where for one in found.bad) == list(cells), told(found)
    with pytest.raises(DeskError) as error:
        take(desk, found)
    refused(error.value, "1 rows are bad")
    assert desk.count("batch") == 0


def test_appeals_come_in_as_drafts_whatever_they_were_with_their_texts_checked(desk: TestDesk) -> None:
    found = look(
        desk, "lead_appeal", ("内容", "类别", "渠道", "截止日期", "状态"),
        ("昨晚有人看见一辆白色面包车吗", "theft", "", "2026-11-30", "草稿"),
        ("谁见过王某，电话13800010009", "lost_person", "notice_board", "", "issued"),
        ("作废的一条", "", "", "", "voided"),
    )  # fmt: skip
    assert [(where, bad) for where, bad, _ in told(found)][-3:] == [
        ("E3", False),
        ("A3", False),
        ("E4", False),
    ]
    assert "phone" in told(found)[-2][2]
    take(desk, found)
    rows = desk.read("SELECT number, status, kind, channel, expires_on FROM lead_appeal ORDER BY id")
    assert [tuple(row)[1:] for row in rows] == [
        ("draft", "theft", "wechat_group", "2026-11-30"), ("draft", "lost_person", "notice_board", None),
    ]  # fmt: skip
    with pytest.raises(DeskError):
        Appeals(desk.store, desk.room, desk.requests).step(rows[1]["number"], "issue", {}, desk.actor, EN)


def test_a_minor_whom_the_desk_knows_is_found_in_the_text_of_an_appeal(desk: TestDesk) -> None:
    take(desk, look(desk, "lost_report", ("类别", "姓名", "年龄"), ("person", "王小明", "9")))
    found = look(
        desk, "lead_appeal", ("内容", "类别"), ("昨天和王小明在一起的人请联系我们", ""), ("王小红在哪里", "")
    )
    assert [(where, bad, "王小明" in why) for where, bad, why in told(found)] == [("A2", False, True)]


def test_a_claim_in_a_table_needs_its_name_and_keeps_what_was_shown(desk: TestDesk) -> None:
    found = look(
        desk, "custody",
        ("物品名称", "拾获人", "拾获时间", "状态", "认领人", "认领依据", "证件类型", "证件号码", "认领时间",
         "存放位置"),
        ("黑色钱包", "李阿姨", "2026-11-18 14:05", "已领取", "王秀英", "说得出卡号", "resident_id", ID,
         "2026-11-19 9:00", "2号柜"),
        ("一串钥匙", "", "", "", "", "", "", "", "", ""),
    )  # fmt: skip
    assert told(found) == []
    take(desk, found)
    first, second = desk.read("SELECT * FROM custody ORDER BY id")
    assert (first["kind"], first["status"], first["claimant"], first["id_number"]) == (
        "wallet", "claimed", "王秀英", ID,
    )  # fmt: skip
    assert (first["found_at"][:16], first["closed_at"][:16]) == ("2026-11-18T06:05", "2026-11-19T01:00")
    assert (second["kind"], second["status"], second["is_open"]) == ("keys", "received", 1)
    assert ID[:6] not in "".join(str(tuple(row)) for row in desk.read("SELECT * FROM audit"))


# -- the same by hand

GIVEN: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "custody": (
        ("类别", "物品", "拾获人", "电话", "存放处", "件数", "金额", "拾获地点", "拾获时间", "公告日期", "公告",
         "认领人",
         "认领依据", "证件类型", "证件号码", "状态"),
        ("wallet", "黑色钱包", "李阿姨", "13800010002", "2号柜", "2", "500", "公园", "2026-11-20 14:05", "2026-11-21",
         "门口公告栏", "王秀英", "说得出卡号", "resident_id", ID, "已领取"),
    ),
    "lost_report": (
        ("类别", "姓名", "家属", "电话", "年龄", "走失地点", "特征", "走失时间", "结果", "找到地点", "找到人", "状态"),
        ("person", "王大爷", "王秀英", "13800010002", "81", "公园", "蓝色外套", "2026-11-20 14:05",
         "在公园找到", "公园",
         "李阿姨", "已找到"),
    ),
    "hazard": (
        ("类别", "内容", "地点", "措施", "期限", "等级", "责任人", "电话", "状态"),
        ("gas", "软管过期", "明珠路9号", "换软管", "2026-11-25", "major", "王老板", "13800010002", "限期整改"),
    ),
    "lead_appeal": (
        ("内容", "类别", "渠道", "截止日期", "地点"),
        ("谁见过白色面包车", "theft", "notice_board", "2026-11-30", "北门"),
    ),
}  # fmt: skip


def by_hand(desk: TestDesk, register: str) -> None:
    """The same record by the verbs of the desk."""
    if register == "custody":
        verbs = Custody(desk.store, desk.room, desk.requests)
        number = verbs.receive(
            {"kind": "wallet", "name": "黑色钱包", "finder": "李阿姨", "phone": "13800010002", "locker": "2号柜",
             "pieces": "2", "amount": "500", "found_place": "公园", "found_at": "2026-11-20 14:05"}, desk.actor, EN,
        )  # fmt: skip
        verbs.step(number, "notice", {"text": "门口公告栏", "on": "2026-11-21"}, desk.actor, EN)
        claim = {"claimant": "王秀英", "proof": "说得出卡号", "id_kind": "resident_id", "id_number": ID}
        verbs.step(number, "claim", claim, desk.actor, EN)
    elif register == "lost_report":
        reports = LostReports(desk.store, desk.room, desk.requests)
        number = reports.report(
            {"kind": "person", "name": "王大爷", "owner": "王秀英", "phone": "13800010002", "age": "81",
             "last_place": "公园", "features": "蓝色外套", "last_at": "2026-11-20 14:05"}, desk.actor, EN,
        )  # fmt: skip
        reports.step(number, "find", {"text": "在公园找到", "place": "公园", "by": "李阿姨"}, desk.actor, EN)
    elif register == "hazard":
        Hazards(desk.store, desk.room).add(
            {"category": "gas", "summary": "软管过期", "place": "明珠路9号", "done": "换软管", "measure": "ordered",
             "deadline": "2026-11-25", "level": "major", "owner": "王老板", "owner_phone": "13800010002"},
            desk.actor, EN,
        )  # fmt: skip
    else:
        Appeals(desk.store, desk.room, desk.requests).add(
            {"text": "谁见过白色面包车", "kind": "theft", "channel": "notice_board", "expires_on": "2026-11-30",
             "place": "北门"}, desk.actor, EN,
        )  # fmt: skip


@pytest.mark.parametrize("register", GIVEN)
def test_a_row_of_a_table_becomes_the_record_that_the_verbs_make(desk: TestDesk, register: str) -> None:
    other = twin(desk, "hand.db")
    found = look(desk, register, *GIVEN[register])
    assert told(found) == []
    take(desk, found)
    by_hand(other, register)
    other.store.close()
    beside = (
        "batch",
        "journal",
        "audit",
        "serial",
        "sqlite_sequence",
    )  # a write over many has links of its own
    alike(desk.path, other.path, ("write_id", "reason"), beside)


def test_an_import_of_field_work_stands_on_the_sheet_of_its_day_and_is_not_undone_then(
    desk: TestDesk,
) -> None:
    take(desk, look(desk, "custody", ("物品", "拾获人"), ("钱包", "李阿姨")))
    key, day = desk.read("SELECT id FROM batch")[0][0], desk.room.calendar.day(desk.clock())
    with desk.store.write(desk.actor) as writing:
        stands = batches_on(desk.room)
        assert stands(writing, key, type("Paper", (), {"day": day})())
        assert not stands(writing, key, type("Paper", (), {"day": day.replace(day=1)})())


def test_a_thing_that_was_given_out_since_keeps_the_import(desk: TestDesk) -> None:
    other = desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    take(desk, look(desk, "custody", ("物品", "拾获人"), ("钱包", "李阿姨")))
    number = desk.read("SELECT number FROM custody")[0][0]
    verbs = Custody(desk.store, desk.room, desk.requests)
    verbs.step(number, "move", {"locker": "3号柜"}, Actor(other.id, desk.room.id), EN)
    with pytest.raises(DeskError) as error:
        Undoing(desk.store, desk.room, {"batch": Batches()}).undo(desk.actor)
    refused(error.value, number)


def test_a_date_of_excel_keeps_its_hour(desk: TestDesk, tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ("物品", "拾获时间"),
        ("钱包", datetime(2026, 11, 18, 14, 5)),
        ("钥匙", datetime(2026, 11, 18)),
    ):
        book.active.append(list(row))
    book.save(tmp_path / "a.xlsx")
    rows = read_rows(tmp_path / "a.xlsx", hours=True)
    assert [row.cells[1] for row in rows[1:]] == ["2026-11-18 14:05", "2026-11-18"]
    assert read_rows(tmp_path / "a.xlsx")[1].cells[1] == "2026-11-18"
