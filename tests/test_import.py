"""Rosters as offices keep them: every odd row is named before anything is written, then all or nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from deskapp import db, locales
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.roster import Known, Roster, read_roster
from deskapp.files.roster import read_rows
from deskapp.services.batches import Batches
from deskapp.services.importing import Importing
from deskapp.services.undo import Undoing
from tests.builders import EN, TestDesk, a_desk, refused
from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures
from tests.volunteer_builders import member, register

TODAY = date(2026, 11, 21)
HEAD = ("序号", "姓名", "手机号码", "身份证号", "所属队伍")
ID = "11010519491231002X"


def sheet(path: Path, *rows: Sequence[object], title: str = "") -> Path:
    """An Excel file with a merged title over its rows, if one is given."""
    book = Workbook()
    page = book.active
    if title:
        page.append([title])
        page.merge_cells("A1:E1")
        page.append([])
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, known: Known | None = None) -> Roster:
    return read_roster(read_rows(path), known or Known(), TODAY, EN, locales.load("zh"))


def looked(at: TestDesk, path: Path) -> Roster:
    """What the desk makes of a file."""
    with closing(db.connect(at.path, readonly=True)) as connection:
        return Importing(at.store, at.room).look(read_rows(path), connection.execute, EN)


def written(at: TestDesk, found: Roster) -> str:
    return Importing(at.store, at.room).roster(found, "a.xlsx", at.actor, EN, lambda done, of: None)


def said(found: Roster) -> list[tuple[int, bool, str]]:
    return [(one.at, one.bad, one.say(EN)) for one in found.problems]


def test_headings_may_stand_anywhere_in_any_order_under_a_merged_title(tmp_path: Path) -> None:
    rows = (
        ("所属队伍", "身份证号码", "联系电话（必填）", "备注", " 姓 名* "),
        ("明珠队", ID, "13800010001", "好", "王 芳"),
        ("明珠队", None, 13800010002, None, "赵铁柱"),
        ("合计", None, None, None, "2人"),
    )
    found = read(sheet(tmp_path / "a.xlsx", *rows, title="明珠义警花名册"))
    assert found.bad == ()
    assert [(one.at, one.given["name"], one.given["phone"]) for one in found.entries][:2] == [
        (4, "王芳", "13800010001"), (5, "赵铁柱", "13800010002"),
    ]  # fmt: skip
    assert (found.teams, found.ignored) == (("明珠队",), ("备注",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_is_read_in_either_alphabet_with_any_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    text = "姓名,手机,队伍\n王㛃,１３８０００１０００１,明珠队\n".replace(",", mark)
    found = read(table(tmp_path / "a.csv", text, encoding))
    (one,) = found.entries
    assert (one.at, one.given["name"], one.given["phone"]) == (2, "王㛃", "13800010001")


def test_a_number_of_fifteen_digits_is_read_and_a_longer_one_is_refused_by_row(tmp_path: Path) -> None:
    rows = (
        HEAD,
        (1, "甲", 13800010001, 110105491231002, "队"),
        (2, "乙", 13800010002.0, 110105194912310021, "队"),
    )
    found = read(sheet(tmp_path / "a.xlsx", *rows))
    assert found.entries[0].given["id_number"] == "110105491231002"
    (bad,) = found.bad
    assert (bad.at, "format the column as text" in bad.say(EN)) == (3, True)


@pytest.mark.parametrize("cell", ["1.10105E+17", "3.30106e17", "1.38E+10"])
def test_a_rounded_number_in_a_csv_is_refused_by_row(tmp_path: Path, cell: str) -> None:
    found = read(table(tmp_path / "a.csv", f"姓名,身份证号\n甲,{cell}\n"))
    assert [one.at for one in found.bad] == [2]
    assert "rounded" in found.bad[0].say(EN)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("甲", "138", "", "", "", "1990-02-30"), "is no date"),
        (("甲", "12345678901234567890", "", "", "", ""), "phone number"),
        (("甲", "1380001", "", "", "", ""), "11 digits"),
        (("", "13800010009", "", "", "", ""), "name is missing"),
        (("甲" * 101, "13800010009", "", "", "", ""), "too long"),
        (("甲", "13800010009", "", "飞了", "", ""), "no state"),
        (("甲", "13800010009", "", "", "a b!", ""), "member number"),
        (("甲", "13800010009", "", "", "", "2027-01-01"), "still to come"),
        (("甲", "13800010001", "", "", "", ""), "row 2, too"),
        (("甲", "13800010009", ID, "", "", ""), "row 2, too"),
        (("甲", "13800010009", "", "", "0001", ""), "row 2, too"),
    ],
)
def test_a_bad_row_is_named_by_its_number_and_its_reason(
    tmp_path: Path, row: tuple[str, ...], word: str
) -> None:
    head = ("姓名", "电话", "身份证", "状态", "编号", "出生日期")
    first = ("首位", "13800010001", ID, "在册", "0001", "1949.12.31")
    found = read(sheet(tmp_path / "a.xlsx", head, first, row))
    assert [one.at for one in found.bad] == [3]
    assert word in found.bad[0].say(EN), said(found)
    assert [one.at for one in found.entries] == [2]


def test_who_is_in_the_register_already_is_refused_and_a_namesake_is_a_warning(tmp_path: Path) -> None:
    known = Known(
        {"13800010001": "YJ-1"}, {ID: "YJ-2"}, {"0007": "YJ-3"}, frozenset({("队", "丁")}), frozenset({"队"})
    )
    rows = (
        ("姓名", "电话", "身份证", "编号", "队伍"), ("甲", "13800010001", "", "", "队"), ("乙", "", ID, "", "队"),
        ("丙", "13800010003", "", "7", "队"), ("丁", "13800010004", "", "0007", "队"),
        ("丁", "13800010005", "", "", "队"),
        ("戊", "13800010006", "", "", "队"), ("戊", "13800010007", "", "", "队"), ("戊", "13800010008", "", "", "别队"),
        ("己", "", "", "", "队"),
    )  # fmt: skip
    found = read(sheet(tmp_path / "a.xlsx", *rows), known)
    assert [one.at for one in found.bad] == [2, 3, 5]
    assert [one.at for one in found.problems if not one.bad] == [5, 6, 8, 10]
    assert found.teams == ("别队",)
    assert "13800010001" not in found.bad[0].say(EN)


def test_words_of_offices_are_understood_and_others_left_out_with_a_warning(tmp_path: Path) -> None:
    rows = (
        ("姓名", "电话", "性别", "岗位", "人员类别", "状态", "入队时间", "出生年月", "职务"),
        (
            "甲",
            "13800010001",
            "女",
            "情报信息员、纠纷调解员",
            "保安",
            "正常",
            datetime(2024, 3, 1),
            "1990.01",
            "队长",
        ),
        ("乙", "13800010002", "男性", "吹号员", "", "申请", "20240301", "1990年1月2日", ""),
        ("丙", "13800010003", "无", "", "", "退出", "", "", "院士"),
    )
    found = read(sheet(tmp_path / "a.xlsx", *rows))
    assert found.bad == ()
    first, second, third = found.entries
    assert first.given["roles"] == "intel,mediator"
    assert (first.given["identity"], first.given["post"], first.given["joined_on"]) == (
        "guard",
        "leader",
        "2024-03-01",
    )
    assert "born" not in first.given
    assert (second.given["sex"], second.given["born"], second.status) == ("male", "1990-01-02", "applicant")
    assert (third.status, "post" in third.given) == ("left", False)
    assert [one.at for one in found.problems] == [2, 3, 4]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", ".csv file"),
        ("a.xlsx", b"not a zip", "save it anew"),
        ("a.csv", b"", "headings"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "headings"),
        ("a.csv", "姓名,电话\n".encode(), "Nobody stands"),
        ("a.csv", b"\xff\xff\xff\x81", "letters"),
    ],
)  # fmt: skip
def test_what_is_no_roster_is_refused_in_words(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DeskError) as error:
        read(tmp_path / name)
    assert word in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as error:
        read(tmp_path / "none.csv")
    refused(error.value, "none.csv")


def test_a_row_of_many_lines_keeps_the_number_of_its_first_line(tmp_path: Path) -> None:
    found = read(table(tmp_path / "a.csv", '姓名,电话\n"甲\n（班长）",13800010001\n乙,12\n'))
    assert [one.at for one in found.bad] == [4]


def test_690_rows_are_written_in_seconds_undone_as_one_and_brought_back(tmp_path: Path) -> None:
    rows = [(at, f"队员{at}", f"138{at:08d}", "", f"第{at % 4}队") for at in range(1, 691)]
    at, told = a_desk(tmp_path), []
    found = looked(at, sheet(tmp_path / "a.xlsx", HEAD, *rows))
    began = time.monotonic()
    verb = Importing(at.store, at.room)
    number = verb.roster(found, "a.xlsx", at.actor, EN, lambda done, of: told.append((done, of)))
    assert time.monotonic() - began < 60  # a guard against what grows with the square, not a measure
    assert number == "PL-20261121-001"
    assert (told[0], told[-1]) == ((1, 690), (690, 690))
    assert [at.count(name) for name in ("volunteer", "person", "team", "volunteer_team")] == [
        690,
        690,
        4,
        690,
    ]
    undoing = Undoing(at.store, at.room, {"batch": Batches()})
    undoing.undo(at.actor)
    for name in ("volunteer", "person", "team"):
        assert {row[0] for row in at.read(f"SELECT status FROM {name}")} == {"undone"}, name
    undoing.redo(at.actor)
    assert {row[0] for row in at.read("SELECT status FROM volunteer")} == {"active"}
    assert at.read("SELECT max(member_no) FROM volunteer")[0][0] == "0690"
    at.store.close()


def test_a_roster_is_not_undone_once_one_of_its_people_was_worked_on(tmp_path: Path) -> None:
    at = a_desk(tmp_path)
    rows = (
        ("姓名", "电话", "状态"), ("甲", "13800010001", ""), ("乙", "13800010002", "请假"),
        ("丙", "13800010003", "停用"),
    )  # fmt: skip
    other = at.staff.add(at.room, "周海峰", "012346", "officer", at.actor, EN)
    written(at, looked(at, sheet(tmp_path / "a.xlsx", *rows)))
    assert [row[0] for row in at.read("SELECT status FROM volunteer ORDER BY id")] == [
        "active",
        "leave",
        "suspended",
    ]
    register(at).correct("0001", {"skills": "急救"}, "x", Actor(other.id, at.room.id), EN)
    with pytest.raises(DeskError) as error:
        Undoing(at.store, at.room, {"batch": Batches()}).undo(at.actor)
    refused(error.value, "YJ-20261121-001")
    at.store.close()


def test_a_register_that_moved_on_since_the_preview_is_looked_at_again(tmp_path: Path) -> None:
    at = a_desk(tmp_path)
    rows = (("姓名", "电话"), ("甲", "13800010001"), ("乙", "13800010002"))
    found = looked(at, sheet(tmp_path / "a.xlsx", *rows))
    member(at, "别人", phone="13800010002")
    with pytest.raises(DeskError) as error:
        written(at, found)
    refused(error.value, "row 3", "YJ-20261121-001")
    assert at.count("volunteer") == 1
    at.store.close()


def test_the_command_previews_asks_and_writes_all_or_nothing(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    good = sheet(
        tmp_path / "a.xlsx",
        HEAD,
        (1, "王秀英", "13800010001", ID, "Team One"),
        (2, "赵铁柱", "", "", "Team One"),
    )
    said = room("import", "volunteers", str(good), "--dry-run")
    assert (said.code, "Row 3 (warning)" in said.err, "Team One" in said.err) == (0, True, True)
    assert room("import", "volunteers", str(good)).code == 1
    assert room("list", "volunteers", "--json").data == []
    said = room("import", "volunteers", str(good), "--yes")
    assert (said.code, said.out.split()) == (0, ["PL-20261121-001", "2"]), said.err
    assert [one["team"] for one in room("list", "volunteers", "--json").data] == [["Team One"], ["Team One"]]
    assert room("import", "volunteers", str(good), "--yes").code == 1
    assert room("undo").code == 0
    assert room("list", "volunteers", "--json").data == []
    assert room("import", "horses", str(good)).code == 2
    bad = sheet(tmp_path / "b.xlsx", HEAD, (1, "孙丽", "1380001", "", ""), (2, "李四", "13800010004", "", ""))
    said = room("import", "volunteers", str(bad), "--yes")
    assert (said.code, "Row 2: " in said.err, "1 rows are bad" in said.err) == (1, True, True)
    assert room("list", "volunteers", "--json").data == []
    assert room("doctor").code == 0
