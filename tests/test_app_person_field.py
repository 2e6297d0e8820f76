"""The person field of the log form: candidates, the budget of a known person, choosers, hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.widgets.fields_person import PersonField, is_search
from tests.app_builders import NARROW, SMALL, WIDE, log, new_desk, opened, spell

ID = "11010519491231002X"


def field(person) -> PersonField:
    return person.form.person("applicant")


async def test_a_request_of_a_known_person_takes_four_keys_beyond_its_text(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009", id_number=ID, address="三号楼")
    async with opened(desk) as person:
        for key in ("f2", *"0009", "enter", "3", *"楼上噪音", "enter"):
            await person.types(key)
        assert person.top == "BoardScreen"
        found = person.request()
        assert (found.applicant, found.phone, found.id_number) == ("王秀英", "13800010009", ID)
        assert (found.address, found.category, found.summary) == ("三号楼", "noise", "楼上噪音")
        assert person.column("person_id") == [1, 1]
        assert len(person.read("SELECT 1 FROM person")) == 1
    assert len(["f2", "enter", "3", "enter"]) == 4


@pytest.mark.parametrize(
    "said", ["0009", "wxy", "wangxiuying", "wangxy", "002x", "２Ｘ 0009", "RY-20261121-001"]
)
async def test_the_same_job_passes_as_one_burst(tmp_path: Path, said: str) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009", id_number=ID)
    log(desk, applicant="李强", phone="13800010010")
    async with opened(desk) as person:
        person.burst("f2", *spell(said.replace("２Ｘ ", "")), "enter", "3", *"楼上噪音", "enter")
        await person.settled()
        assert person.top == "BoardScreen"
        assert person.column("person_id") == [1, 2, 1]
        assert person.request().applicant == "王秀英"


async def test_a_new_person_still_takes_five_keys_and_a_known_one_is_recognised(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009")
    async with opened(desk) as person:
        await person.writes("")
        await person.types("f2", *"王秀英", "enter")
        assert person.field == "phone"
        await person.types(*"13800010009", "enter")
        assert person.field == "category"
        assert "✓ RY-20261121-001" in person.screen
        await person.types("3", *"吵", "enter")
        assert person.column("person_id") == [1, 1]


async def test_several_people_with_one_tail_are_asked_for_and_nobody_is_guessed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009")
    log(desk, applicant="李强", phone="13900010009")
    async with opened(desk) as person:
        await person.types("f2", *"0009", "enter")
        assert person.top == "PickPerson"
        assert "王秀英" in person.screen
        assert "李强" in person.screen
        await person.types("enter")
        assert person.top == "PickPerson"
        assert "Nobody is marked" in person.screen
        await person.types("escape")
        assert (person.top, person.form.values()["applicant"], person.field) == (
            "LogScreen",
            "0009",
            "applicant",
        )
        wanted = 1 + ["李强", "王秀英"].index("李强")
        await person.types("enter", str(wanted))
        assert person.field == "category"
        assert person.form.values()["applicant"] in ("李强", "王秀英")
        name = person.form.values()["applicant"]
        await person.types("3", *"吵", "enter")
        assert person.request().applicant == name


async def test_type_ahead_waits_for_the_chooser(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009")
    log(desk, applicant="李强", phone="13900010009")
    async with opened(desk) as person:
        person.burst("f2", *"0009", "enter", "2", "3", *"楼上噪音", "enter")
        await person.settled()
        assert person.top == "BoardScreen"
        found = person.request()
        assert (found.category, found.summary) == ("noise", "楼上噪音")
        assert found.applicant in ("李强", "王秀英")


async def test_none_of_them_leaves_what_was_typed_as_the_name(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="安娜", phone="13800010009")
    log(desk, applicant="安妮", phone="13800010010")
    async with opened(desk) as person:
        await person.types("f2", *"an", "enter")
        assert person.top == "PickPerson"
        await person.types("0")
        assert (person.field, person.form.values()["applicant"]) == ("phone", "an")


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
async def test_candidates_stand_below_the_field_and_push_nothing_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path)
    for last in range(6):
        log(desk, applicant="努尔买买提·西热甫" if last == 5 else f"王秀{last}", phone=f"1380001000{last}",
            address="[/]很长的地址" * 9)  # fmt: skip
    async with opened(desk, size=size) as person:
        await person.types("f2")
        before = person.place_of("Channel") if size != SMALL else None
        await person.types(*"138")
        await person.types("backspace", "backspace", "backspace", *"王秀")
        await person.until(lambda: "王秀4" in person.screen)
        person.fits()
        assert "138****0004" in person.screen
        assert sum("王秀" in line for line in person.lines) <= 5
        await person.types("enter")
        assert "王秀4" not in person.screen
        if before:
            assert person.place_of("Channel") == before


async def test_down_and_enter_choose_a_candidate_and_clicking_does_too(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009")
    log(desk, applicant="王秀兰", phone="13800010010")
    async with opened(desk) as person:
        await person.types("f2", *"王秀", "down", "down", "enter")
        assert person.field == "category"
        assert person.form.values()["phone"] == "13800010009"
        await person.types("ctrl+d", *"王秀")
        await person.until(lambda: "王秀兰" in person.screen)
        await person.clicks("王秀兰")
        assert person.form.values()["phone"] == "13800010010"


async def test_another_name_forgets_the_chosen_person_and_what_was_filled_in(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009", id_number=ID)
    async with opened(desk) as person:
        await person.types("f2", *"0009", "enter")
        assert person.form.values()["id_number"] == "110***********002X"[:3] + "*" * 11 + "002X"
        assert ID not in person.screen
        await person.types("shift+tab", "shift+tab", *"子")
        assert person.form.values() | {
            "applicant": "",
            "phone": "",
            "id_number": "",
        } == person.form.values() | {"applicant": ""}
        assert "RY-" not in person.screen
        await person.types("enter", "enter", "3", *"吵", "enter")
        assert person.column("person_id") == [1, 2]


async def test_a_tail_that_nobody_has_is_told_and_stands_as_the_name(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"{0009}", "enter")
        assert person.field == "phone"
        assert "No card has a number that ends in {0009}" in person.status


async def test_a_draft_keeps_the_person(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英", phone="13800010009", id_number=ID)
    async with opened(desk) as person:
        await person.types("f2", *"0009", "enter", "3", *"吵", "escape")
        await person.types("f2", "ctrl+r", "ctrl+s")
        assert person.column("person_id") == [1, 1]
        assert person.request().id_number == ID


async def test_the_masked_id_of_nobody_is_refused(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王", "enter", "enter", "3", *"吵", "tab", *"110***********002X", "ctrl+s")
        assert "by its ends alone" in person.words.replace("byitsendsalone", "by its ends alone")
        assert person.column("id") == []


def test_what_is_a_search_and_what_is_a_name() -> None:
    for text in ("0009", "１３８０", "wxy", "WXY", "wang xiu", "138-0001", "王 0009", "002X"):
        assert is_search(text), text
    for text in ("王秀英", "John Smith", "Anna", "努尔买买提·西热甫", "12", "王3", "阿A"):
        assert not is_search(text), text


async def test_hostile_and_huge_text_in_the_name_is_a_name(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英")
    async with opened(desk) as person:
        for text in ("[/]", '"NEAR(', "%_*", "𠮷㛃", "‮abc", "' OR 1=1", "{name} : *", "a" * 5000):
            await person.types("f2")
            await person.pastes(text)
            await person.types("enter", "escape")
            assert person.top == "BoardScreen", text
            await person.types("f2", "ctrl+d", "ctrl+d", "escape")
