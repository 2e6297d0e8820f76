"""Lead appeals, found things and lost reports on the screen: from a request to the chat group, and to the owner."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, log, new_desk, opened, turn
from tests.lead_builders import CLAIM

GOLDEN = Path(__file__).parent / "golden" / "screens"

XS, ZC, ZX = "XS-20261121-001", "ZC-20261121-001", "ZX-20261121-001"


def with_all(folder: Path, language: str) -> Desk:
    """Two reports, two things and three appeals, one of them with a reply."""
    desk = new_desk(folder, language=language)
    actor, t = desk.actor, desk.words
    desk.lost_reports.report(
        {"kind": "wallet", "name": "棕色皮钱包", "owner": "王秀英", "phone": "13800010001", "last_place": "菜市场",
         "features": "内有照片"}, actor, t,
    )  # fmt: skip
    desk.lost_reports.report({"kind": "person", "name": "周小明", "age": "9", "owner": "周敏"}, actor, t)
    turn(desk, hours=1)
    given = {"kind": "wallet", "name": "钱包", "features": "棕色，有照片", "found_place": "菜市场", "finder": "陈可",
             "phone": "13800010002", "locker": "A3"}  # fmt: skip
    desk.custody.receive(given, actor, t)
    desk.custody.receive({"kind": "keys", "name": "钥匙一串", "locker": "A1"}, actor, t)
    desk.custody.step("ZC-20261121-002", "notice", {"text": "公告栏"}, actor, t)
    desk.appeals.add({"text": "昨晚东门谁看见偷电动车的人？", "kind": "theft"}, actor, t)
    desk.appeals.add({"text": "寻找9岁男孩周小明，请打13800010001", "kind": "lost_person"}, actor, t)
    desk.appeals.step(XS, "issue", {}, actor, t)
    desk.appeals.step(
        XS, "answer", {"text": "陈可看见往河边去了", "giver": "陈可", "phone": "13800010002"}, actor, t
    )
    return desk


LOOKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("appeals", ("f6", "f6", "3")),
    ("appeal-draft", ("enter",)),
    ("appeal-issue", ("1",)),
    ("appeal", ("escape", "escape", "down", "enter")),
    ("found", ("escape", "4")),
    ("found-item", ("enter",)),
    ("receipt", ("ctrl+b",)),
    ("lost", ("escape", "escape", "5")),
    ("lost-report", ("down", "enter")),
)
"""Each look and the keys that lead to it from the one before."""


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_each_page_and_record_looks_as_reviewed(tmp_path: Path, language: str) -> None:
    async with opened(with_all(tmp_path, language), size=NARROW) as person:
        for name, keys in LOOKS:
            await person.types(*keys)
            await person.still()
            person.fits()
            golden = GOLDEN / f"leads-{name}-{language}-80x24.txt"
            # The head row, and which pages there are, are held elsewhere.
            above = 2 if name in ("appeals", "found", "lost") else 1
            found = "\n".join(person.screen.split("\n")[above:]) + "\n"
            if os.environ.get("UPDATE_GOLDEN"):
                golden.write_text(found, "utf-8")
            assert found == golden.read_text("utf-8"), name


async def test_a_request_becomes_a_report_a_thing_and_an_appeal_by_one_key_each(home: Path) -> None:
    desk = new_desk(home)
    number = log(
        desk,
        category="lost_pet",
        applicant="马玉兰",
        phone="13800010003",
        summary="金毛犬走丢了",
        place="公园",
    ).number
    async with opened(desk) as person:
        await person.types("enter", "l")
        assert person.form.values()["name"] == "金毛犬走丢了"
        assert (person.form.values()["kind"], person.form.values()["owner"]) == ("pet", "马玉兰")
        await person.types("ctrl+s")
        assert person.top == "LostReportScreen"
        row = person.read("SELECT * FROM lost_report")[0]
        assert (row["number"], row["last_place"], row["phone"]) == (ZX, "公园", "13800010003")
        await person.types("escape", "l")
        assert person.top == "LostReportScreen"
        assert ZX in person.status
        await person.types("escape", "a", "ctrl+s")
        assert person.top == "AppealScreen"
        assert person.read("SELECT kind FROM lead_appeal")[0]["kind"] == "lost_pet"
        await person.types("escape", "f", "ctrl+s")
        assert person.top == "FoundItemScreen"
        assert person.request(number).status == "registered"  # the dog is not found by that
        await person.types("ctrl+g")
        assert person.top == "RecordScreen"
        await person.types("escape", "escape", "ctrl+g")
        assert person.top == "Choose"
        await person.types("3")
        assert person.top == "LostReportScreen"
        await person.types("ctrl+g", "escape", "escape", "ctrl+z")
        assert person.read("SELECT status FROM custody")[0]["status"] == "undone"
        assert person.request(number).status == "registered"


async def test_a_text_is_put_out_with_a_reason_and_copied_by_one_key(tmp_path: Path) -> None:
    desk = with_all(tmp_path, "en")
    async with opened(desk) as person:
        await person.types("f6", "f6", "3", "c")
        assert "put it out first" in person.status
        await person.types("enter", "1")
        assert "13800010001" in person.words
        await person.types("ctrl+s")
        assert "typewhyitmuststay" in person.words
        await person.writes("寻找孩子")
        await person.types("ctrl+s", "c")
        assert person.app.clipboard == "寻找9岁男孩周小明，请打13800010001"
        row = person.read("SELECT status, copied, kept_why FROM lead_appeal WHERE id = 2")[0]
        assert tuple(row) == (
            "issued",
            1,
            "寻找孩子",
        )
        await person.types("2")
        await person.writes("在河边")
        await person.types("enter")
        await person.writes("陈可")
        await person.types("ctrl+s", "3")
        await person.writes("找到了")
        await person.types("enter", "1", "ctrl+s")
        row = person.read("SELECT verdict, giver FROM appeal_reply WHERE appeal_id = 2")[0]
        assert tuple(row) == (
            "useful",
            "陈可",
        )
        await person.types("ctrl+e")
        assert person.top == "AppealScreen"
        assert "stays as it was said" in person.status


async def test_an_auxiliary_sees_an_initial_in_the_place_of_who_gave_a_clue(tmp_path: Path) -> None:
    desk = with_all(tmp_path, "en")
    added = desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "f6", "3", "down", "enter")
        assert "陈可" in person.screen
        assert "13800010002" in person.screen
        desk.sign_in(added)
        await person.types("escape", "enter")
        assert "陈可" not in person.screen
        assert "13800010002" not in person.screen
        assert "陈＊看见往河边去了" in person.words


async def test_what_fits_is_linked_by_a_digit_and_its_owner_fetches_it(tmp_path: Path) -> None:
    async with opened(with_all(tmp_path, "en"), size=SMALL) as person:
        await person.types("f6", "f6", "4", "enter", "m")
        assert ZX in person.screen
        assert "samekind(Wallet)+3" in person.words.replace("│", "")
        await person.types("1")
        assert "Linked" in person.status
        await person.types("m")
        assert "away" in person.words
        await person.types("escape", "2")
        assert person.form.values()["claimant"] == "王秀英"
        person.form.set_values(
            {"proof": CLAIM["proof"], "id_kind": CLAIM["id_kind"], "id_number": CLAIM["id_number"]}
        )
        await person.types("ctrl+s")
        assert person.read("SELECT status FROM lost_report WHERE id = 1")[0]["status"] == "found"
        await person.types("escape", "ctrl+l")
        assert "Claimed" in person.screen
        await person.types("5", "enter", "m")
        assert "People are not matched" in person.status
        await person.types("escape", "4", "n")
        await person.types("3")
        await person.writes("半个钱包")
        await person.types("escape", "ctrl+t", "enter")
        assert person.top == "NewRecord"
        await person.types("ctrl+r")
        assert person.form.values()["name"] == "半个钱包"


async def test_find_opens_what_it_finds_of_each_register(tmp_path: Path) -> None:
    async with opened(with_all(tmp_path, "en")) as person:
        for typed, top in (
            (ZC, "FoundItemScreen"),
            ("棕色皮", "LostReportScreen"),
            ("偷电动车", "AppealScreen"),
        ):
            await person.types("f5")
            await person.writes(typed)
            await person.types("enter")
            assert person.top == top, person.screen
            await person.types("escape", "escape")
        await person.types("f5")
        await person.writes("周小明")
        assert "周＊" in person.screen
        assert "Nothing is found" not in person.screen
