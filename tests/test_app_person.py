"""The screen of a person: facts, requests, correction, merging and taking apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told
from tests.app_builders import NARROW, SMALL, WIDE, log, new_desk, opened

ID = "11010519491231002X"


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
async def test_ctrl_x_opens_the_card_with_all_requests_of_the_person(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path)
    first = log(desk, applicant="努尔买买提·西热甫", phone="13800010009", id_number=ID, summary="[/]第一")
    log(desk, applicant="努尔买买提·西热甫", phone="13800010009", summary="第二")
    log(desk, applicant="别人", summary="无关")
    async with opened(desk, size=size) as person:
        await person.types("ctrl+x")
        assert person.top == "PersonScreen"
        person.fits()
        assert "努尔买买提·西热甫" in person.screen
        assert "110***********002X" in person.screen
        assert ID not in person.screen
        assert "[/]第一" in person.screen
        assert "第二" in person.screen
        assert "无关" not in person.screen
        await person.until(
            lambda: person.read("SELECT 1 FROM audit WHERE action = 'view' AND subject = 'person'")
        )
        await person.types("enter")
        assert person.top == "RecordScreen"
        await person.types("ctrl+x")
        assert person.top == "PersonScreen"
        await person.types("escape", "escape", "escape")
        assert person.top == "BoardScreen"
    assert first.person_id == 1


async def test_the_card_has_the_disputes_of_the_person_too_and_enter_opens_them(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    parties = [
        PartyGiven(0, "party_a", Told("马玉兰", "13800010009")),
        PartyGiven(0, "party_b", Told("赵铁柱")),
    ]
    desk.disputes.open({"type": "noise", "summary": "夜里跳舞"}, parties, desk.actor, desk.words)
    log(desk, applicant="马玉兰", phone="13800010009", summary="丢了伞", due_at="+9d")
    async with opened(desk, size=WIDE) as person:
        person.app.open_person("RY-20261121-002")
        await person.settled()
        assert "JF-001" in person.screen and "LF" not in person.screen
        await person.types("escape")
        person.app.open_person("RY-20261121-001")
        await person.settled()
        assert "JF-001" in person.screen and "丢了伞" in person.screen
        await person.types("enter")
        assert person.top == "DisputeScreen"


async def test_a_record_without_a_person_says_so(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await person.types("ctrl+x")
        assert person.top == "BoardScreen"
        assert "no card" in person.status


async def test_a_card_is_corrected_with_its_reason_and_undone(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="马玉兰", phone="13800010001")
    async with opened(desk) as person:
        await person.types("ctrl+x", "1", "enter", *", 13900010002", "ctrl+s")
        assert "needs its reason" in person.error("reason")
        await person.types(*"本人说的", "enter")
        assert person.top == "PersonScreen"
        assert "13900010002" in person.screen
        assert "本人说的" in person.words
        await person.types("ctrl+z")
        assert person.read("SELECT phones FROM person")[0][0] == "13800010001"
        assert "Undone" in person.screen


async def test_two_cards_are_merged_side_by_side_and_taken_apart(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王英", phone="13800010001", summary="甲事")
    log(desk, applicant="王瑛", phone="13800010002", id_number=ID, summary="乙事")
    async with opened(desk, size=WIDE) as person:
        await person.types("ctrl+x", "2", *"0002", "enter")
        assert person.field == "reason"
        assert "They differ in" in person.screen
        assert "王英" in person.screen
        assert "王瑛" in person.screen
        await person.types(*"同一个人", "enter")
        assert person.top == "PersonScreen"
        assert "Merged into another card" in person.screen
        assert "王瑛" in person.screen
        await person.types("escape", "down", "ctrl+x")
        assert "RY-20261121-002" in person.lines[1]
        for text in ("甲事", "乙事", "Merged card RY-20261121-001"):
            assert text in person.screen
        await person.types("3", *"看错了", "enter")
        assert "甲事" not in person.screen
        assert [row[0] for row in person.read("SELECT status FROM person ORDER BY id")] == [
            "active",
            "active",
        ]
        await person.types("ctrl+z", "ctrl+z")
        assert [row[0] for row in person.read("SELECT merged_into FROM person ORDER BY id")] == [None, None]


async def test_a_merge_into_nobody_or_itself_is_refused_in_words(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王英", phone="13800010001")
    async with opened(desk) as person:
        await person.types("ctrl+x", "2", *"RY-20261121-009", "tab", *"x", "enter")
        assert "There is no person" in person.error("into")
        await person.types("ctrl+d", *"RY-20261121-001", "tab", *"x", "enter")
        assert "itself" in person.error("into")
        await person.types("ctrl+d", *"王英", "tab", *"x", "enter")
        assert "no record number" in person.error("into")


async def test_a_half_typed_correction_of_a_card_is_a_draft(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王英", phone="13800010001")
    async with opened(desk) as person:
        await person.types("ctrl+x", "1", *"子", "escape", "escape")
        await person.types("ctrl+t")
        assert "Correct the card" in person.screen
        await person.types("enter")
        assert person.top == "PersonCorrect"
        assert person.form.values()["name"] == "王英子"


async def test_a_minor_is_an_initial_in_candidates_and_whole_on_the_own_card(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="赵小明", phone="13800010001", id_number="110105201503070013")
    async with opened(desk) as person:
        await person.types("f2", *"0001")
        await person.until(lambda: "赵＊" in person.screen)
        assert "赵小明" not in person.screen
        await person.types("enter")
        assert person.form.values()["applicant"] == "赵小明"
        await person.types("escape", "ctrl+x")
        assert "赵小明" in person.screen
        assert "under eighteen" in person.screen


async def test_a_long_card_is_scrolled_by_keys_beside_the_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk, applicant="王英", phone="13800010001").number
    for last in range(12):
        desk.people.correct("RY-20261121-001", {"notes": f"第{last}次"}, "问过", desk.actor, desk.words)
    async with opened(desk, size=SMALL) as person:
        await person.types("ctrl+x")
        person.fits()
        assert number[-3:] in person.screen
        assert "第0次" not in person.screen
        await person.types(*["right"] * 20)
        assert "第0次" in person.screen
        await person.types(*["left"] * 20)
        assert "RY-20261121-001" in person.screen
