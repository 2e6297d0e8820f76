"""The find box: grouped as one types, each hit with its reason, opened from the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told
from deskapp.reading import request_lists
from deskapp.widgets.record_list import RecordList
from deskapp.wiring import Desk, open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell


def a_street(folder: Path, language: str = "en") -> Desk:
    desk = new_desk(folder, language=language)
    log(desk, applicant="曾建平", phone="13800015678", place="和平巷3号楼", summary="楼上噪音")
    log(desk, applicant="尉迟敬", phone="13856780002", summary="丢了一只猫")
    log(desk, applicant="小红", phone="13900000003", summary="家里的事", category="violence_home")
    desk.requests.note("LF-20261121-002", "visit", "去看了一次", desk.actor, desk.words)
    return desk


def rows(person: Person) -> list[tuple[str, ...]]:
    listed = person.app.screen.query_one(RecordList)
    window = listed._window
    assert window is not None
    return [row.cells for row in window.rows]


async def finds(person: Person, text: str) -> list[tuple[str, ...]]:
    await person.types("ctrl+l", *spell(text))
    return rows(person)


async def test_people_come_first_then_requests_each_with_its_reason(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path), size=WIDE) as person:
        await person.types("f5")
        assert len(rows(person)) == 3
        for text, people, requests in (
            ("曾", "Name «曾»建平", "Name «曾»建平 · 楼上噪音"),
            ("zjp", "Pinyin 曾建平 · «zjp»", "Pinyin 曾建平 · «zjp»"),
            ("yuchi", "Pinyin 尉迟敬 · «yuchi»", "Pinyin 尉迟敬 · «yuchi»"),
        ):  # fmt: skip
            first, second = await finds(person, text)
            assert (first[0], second[0]) == ("People 1", "Requests 1")
            assert first[4].startswith(people)
            assert second[4].startswith(requests)
        assert [row[4] for row in await finds(person, "看了")] == ["Log entry 去«看了»一次 · 丢了一只猫"]
        assert [row[4] for row in await finds(person, "平巷3")] == ["Place 和«平巷3»号楼 · 楼上噪音"]
        assert [row[1] for row in await finds(person, "RY-20261121-002")] == ["002"]
        assert (await finds(person, "1121-002"))[0][4].startswith("Record number LF-20261121-«002»")


async def test_a_tail_comes_before_what_only_holds_the_digits(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path), size=WIDE) as person:
        await person.types("f5")
        found = [(row[0].split()[0], row[2], row[4].split(" ·")[0]) for row in await finds(person, "5678")]
        assert found == [
            ("People", "曾建平", "Phone ends in «5678»"), ("People", "尉迟敬", "Phone holds «5678»"),
            ("Requests", "曾建平", "Phone ends in «5678»"), ("Requests", "尉迟敬", "Phone holds «5678»"),
        ]  # fmt: skip


async def test_a_sheltered_person_stays_an_initial(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path), size=WIDE) as person:
        await person.types("f5")
        found = await finds(person, "小红")
        assert [row[2] for row in found] == ["小＊", "小＊"]
        assert not any("红" in cell or "139" in cell for row in found for cell in row)
        await finds(person, "xh")
        assert "红" not in person.screen.replace("«", "").split("Find", 1)[1].split("xh", 1)[1]


async def test_enter_in_the_box_opens_the_first_hit_even_in_a_burst(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", *spell("1121-002\n"))
        assert person.top == "RecordScreen"
        assert "尉迟敬" in person.screen
        await person.types("escape", "ctrl+l", *spell("zjp\n"))
        assert person.top == "PersonScreen"
        assert "RY-20261121-001" in person.screen


async def test_down_leads_from_the_box_into_the_list(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", *spell("zjp"), "down", "down", "enter")
        assert person.top == "RecordScreen"
        assert "曾建平" in person.screen


async def test_filters_of_requests_leave_people_out_and_each_kind_can_stand_alone(tmp_path: Path) -> None:
    desk = a_street(tmp_path)
    desk.requests.step("LF-20261121-001", "solve", {"text": "ok"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f5")
        await finds(person, "138")
        assert [row[0] for row in rows(person)] == ["People 2", "People", "Requests 2", "Requests"]
        await person.types("tab", "1")
        assert [row[:2] for row in rows(person)] == [("Requests 1", "002")]
        await person.types("1", "4")
        assert {row[0].split()[0] for row in rows(person)} == {"People"}
        await person.types("4", "5")
        assert {row[0].split()[0] for row in rows(person)} == {"Requests"}
        await person.types("5", "tab", "tab", "tab", "1")
        assert len(rows(person)) == 2
        assert person.field == "officer" or person.app.screen.query_one(RecordList).has_focus


async def test_nothing_found_says_what_to_do(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5")
        assert await finds(person, "貔貅") == []
        assert "Ctrl+L" in person.screen
        assert "F2" in person.screen
        assert await finds(person, "，") == []
        assert "type a character" in person.screen


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_was_found_fits_every_screen(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    async with opened(a_street(tmp_path, language), size=size) as person:
        await person.types("f5", *spell("5678"))
        person.fits()
        assert "«5678»" in person.screen
        assert "曾建平" in person.screen
        await person.types("f8")
        assert "«5678»" in person.screen


async def test_a_hostile_search_is_words(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5")
        for text in ('"', "*", "NEAR(", "a AND OR NOT -b", "^{}:", "😀", "[/red]", "王" * 10_000, "\x1b[31m"):
            await person.types("ctrl+l")
            await person.pastes(text)
            assert rows(person) == [] or text == "a AND OR NOT -b"


async def test_the_list_follows_every_write(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", *spell("漏水"))
        assert rows(person) == []
        await person.types("f2", *spell("王五\n\n3厨房漏水\n"))
        await person.until(lambda: person.top == "FindScreen")
        await person.settled()
        assert [row[2] for row in rows(person)] == ["王五"]
        await person.types("down", "ctrl+z")
        assert rows(person) == []


async def test_without_words_one_kind_stands_alone_and_can_be_looked_through(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", "tab", "4")
        assert [row[0] for row in rows(person)] == ["People 3", "People", "People"]


async def test_only_requests_are_marked_and_words_keep_their_order(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", *spell("5678"), "down", "asterisk")
        assert person.app.screen.query_one(RecordList).selected_ids == (1, 2)


async def test_what_words_found_is_sorted_as_requests_alone_until_one_types_on(tmp_path: Path) -> None:
    desk = a_street(tmp_path)
    log(desk, applicant="阿明", phone="13800010009", summary="楼下噪音")
    async with opened(desk) as person:
        await person.types("f5", *spell("噪音"), "ctrl+n", *spell("name asc"), "enter")
        assert [row[4] for row in rows(person)] == ["曾建平", "阿明"]
        await person.types("ctrl+n", *spell("name desc"), "enter")
        assert [row[4] for row in rows(person)] == ["阿明", "曾建平"]
        await person.types("backspace")
        assert rows(person)[0][0].startswith("Requests")


async def test_one_goes_to_a_number_and_a_day_among_what_words_found(tmp_path: Path) -> None:
    desk = a_street(tmp_path)
    log(desk, applicant="阿明", phone="13800010009", summary="楼下噪音")
    async with opened(desk) as person:
        await person.types("f5", *spell("噪音"), "ctrl+g", *spell("1"), "enter")
        listed = person.app.screen.query_one(RecordList)
        assert listed.selected is not None and listed.selected.id == 1
        await person.types("ctrl+g", *spell("2"), "enter")
        assert person.top == "GoTo"
        assert listed.selected.id == 1


async def test_people_alone_are_neither_sorted_nor_gone_to(tmp_path: Path) -> None:
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", *spell("138"), "tab", "4", "ctrl+n")
        await person.types(*spell("name asc"), "enter")
        assert "Ctrl+L" in person.status
        assert rows(person)[0][0].startswith("People")


async def test_too_many_hits_to_sort_are_said_and_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_lists, "FEW", 1)
    async with opened(a_street(tmp_path)) as person:
        await person.types("f5", *spell("138"), "ctrl+n", *spell("name asc"), "enter")
        assert "More than 1 requests" in person.status
        assert rows(person)[0][0].startswith("People")
        await person.types("ctrl+g", *spell("1"), "enter")
        assert person.top == "GoTo"


async def test_an_open_record_follows_what_another_window_writes(tmp_path: Path) -> None:
    desk = a_street(tmp_path)
    other = open_desk(desk.settings)
    other.clock = desk.clock
    async with opened(desk) as person:
        await person.until(lambda: person.app._seen >= 0)
        await person.types("f5", *spell("曾建平"), "down", "down", "enter")
        await person.until(lambda: person.top == "RecordScreen")
        other.requests.note("LF-20261121-001", "visit", "上门看过漏水", other.actor, other.words)
        await person.until(lambda: "上门看过漏水" in person.screen, 4)
    other.close()


async def test_the_sorted_hits_follow_what_another_window_writes(tmp_path: Path) -> None:
    desk = a_street(tmp_path)
    async with opened(desk) as person:
        await person.types("f5", *spell("噪音"))
        assert len(rows(person)) == 1
        other = open_desk(desk.settings)
        other.clock = desk.clock
        log(other, applicant="阿明", phone="13800010009", summary="楼下噪音")
        await person.until(lambda: len(rows(person)) >= 2)
        await person.types("ctrl+n", *spell("name asc"), "enter")
        log(other, applicant="陈晨", phone="13800010010", summary="夜里噪音")
        await person.until(lambda: [row[4] for row in rows(person)] == ["曾建平", "阿明", "陈晨"])
    other.close()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_dispute_is_found_and_opened(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    desk = a_street(tmp_path, language)
    parties = [PartyGiven(1, "party_a"), PartyGiven(0, "party_b", Told("赵铁柱", "13800010001"))]
    given = {"type": "neighbor", "summary": "为堆物争吵"}
    desk.disputes.open(given, parties, desk.actor, desk.words)
    async with opened(desk, size=size) as person:
        await person.types("f5")
        for text in ("堆物", "赵铁柱", "JF-20261121-001"):
            (found,) = [row for row in await finds(person, text) if row[0].startswith(("Disputes", "纠纷"))]
            assert found[2] == "曾建平 / 赵铁柱"
        await person.types("enter")
        assert person.top == "DisputeScreen"
        assert "JF-20261121-001" in person.screen
