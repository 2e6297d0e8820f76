"""The kiosk before a volunteer: scans, bursts, the one big line, the strip, the language of one person."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from deskapp.domain.attendance_codes import MODE
from deskapp.domain.kiosk import LIMIT
from deskapp.screens.kiosk import screen
from deskapp.wiring import open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, turn
from tests.builders import EN
from tests.kiosk_builders import at_kiosk, closed, scanned, the_screen, typed_so_far, watched

ENDS = {"CR": ("enter",), "CR LF": ("enter", "ctrl+j"), "Tab": ("tab",), "LF": ("ctrl+j",)}


def rows(person: Person) -> list[tuple[str, str, str]]:
    """Whose duties, their state and their way of serving."""
    found = person.read(
        "SELECT v.member_no, a.status, a.mode FROM attendance AS a JOIN volunteer AS v ON v.id = a.volunteer_id "
        "ORDER BY a.id"
    )
    return [tuple(row) for row in found]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
async def test_an_idle_kiosk_says_where_it_stands_what_time_it_is_and_what_to_do(
    home: Path, language: str, size: tuple[int, int]
) -> None:
    async with at_kiosk(watched(home, language), size=size) as person:
        closed(person)
        person.fits()
        assert "明珠社区警务室" in person.screen
        assert "2026-11-21 12:00:00" in person.screen
        assert "请扫队员证" in person.words
        assert "scanyourbadge" in person.words
        assert person.field == "badge"
        assert ("Ctrl+Q" in person.screen) and ("F1" in person.screen)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
async def test_one_big_line_and_the_strip_are_whole(home: Path, language: str, size: tuple[int, int]) -> None:
    desk = watched(home, language)
    for kind in ("radio", "vest", "torch", "armband", "cap"):
        desk.stock.add({"kind": kind, "count": "2"}, desk.actor, EN)
    async with at_kiosk(desk, size=size) as person:
        await person.types(*scanned("0001"))
        closed(person)
        person.fits()
        said = "✓ 王＊＊ 已签到 12:00" if language == "zh" else "✓ 王＊＊ signed in 12:00"
        assert said in person.screen
        for key, code in zip(("F2", "F3", "F4", "F5", "F6"), MODE, strict=True):
            assert key in person.screen
            assert "".join(desk.words(code.label).split()) in person.words
        assert person.screen.count("●") == 1
        assert ("F7" in person.screen) and ("F9" in person.screen)
        assert ("╭" in person.screen) and ("Ctrl+Q" in person.screen)


@pytest.mark.parametrize("end", ENDS)
async def test_two_hundred_scans_in_one_burst_are_two_hundred_right(home: Path, end: str) -> None:
    desk = watched(home, people=200)
    async with at_kiosk(desk) as person:
        numbers = [f"{place:04d}" for place in range(1, 201)]
        person.burst(*scanned(*numbers, end=ENDS[end]))
        await person.settled()
        assert [row[0] for row in rows(person)] == numbers
        assert {row[1:] for row in rows(person)} == {("on_duty", "standby")}
        closed(person)


async def test_the_same_act_signs_out(home: Path) -> None:
    desk = watched(home)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001"))
        turn(desk, hours=3)
        await person.types(*scanned("0001"))
        assert "✓ 王＊＊ signed out 15:00" in person.screen
        assert "3 h" in person.screen
        assert "F2" not in person.screen
        assert rows(person) == [("0001", "ended", "standby")]


async def test_a_new_scan_always_wins(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.types(*scanned("0001", "0002"))
        assert "赵＊＊" in person.screen
        assert "王＊＊" not in person.screen
        await person.types("1", "2", "3")
        assert "赵＊＊" in person.screen


async def test_the_same_badge_twice_in_a_minute_is_told_and_changes_nothing(home: Path) -> None:
    desk = watched(home)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001", "0001", "0002", "0001"))
        assert "once a minute is enough" in person.screen
        assert len(rows(person)) == 2
        turn(desk, seconds=61)
        await person.types(*scanned("0001"))
        assert "signed out 12:01" in person.screen


async def test_after_four_seconds_nothing_of_anybody_is_left(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert screen.LASTS == 4.0
    monkeypatch.setattr(screen, "LASTS", 0.05)
    async with at_kiosk(watched(home)) as person:
        await person.types(*scanned("0001"))
        await person.until(lambda: "王" not in person.screen)
        assert "scan your badge" in person.screen
        await person.types("f2", "f7")
        assert rows(person) == [("0001", "on_duty", "standby")]


@pytest.mark.parametrize("first", ["1000", "zxm", "赵小明"])
async def test_a_tail_or_a_name_asks_for_a_second_fact_and_names_nobody(home: Path, first: str) -> None:
    second = "zhaoxiaoming" if first[0].isdigit() else "11001"
    first = "11001" if first[0].isdigit() else first
    async with at_kiosk(watched(home)) as person:
        await person.types(*first, "enter")
        assert "now type" in person.screen.casefold()
        closed(person)
        await person.types(*second, "enter")
        assert "✓ 赵＊＊ signed in" in person.screen


async def test_a_scan_between_two_facts_wins_and_the_first_is_forgotten(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.types(*"11001", "enter", *scanned("0003"))
        assert "钱＊＊" in person.screen
        await person.types(*"zhaoxiaoming", "enter")
        assert "last four digits" in person.screen
        await person.types(*"9999", "enter")
        assert "Nobody fits" in person.screen
        await person.types(*"11001", "enter")
        assert "Not a member number" in person.screen
        assert len(rows(person)) == 1


async def test_a_first_fact_does_not_wait_for_the_next_person(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "WAITS", 0.05)
    async with at_kiosk(watched(home)) as person:
        await person.types(*"11001", "enter")
        await person.until(lambda: "Not a member" not in person.screen)
        monkeypatch.setattr(screen, "WAITS", 20.0)
        await person.types(*"zxm", "enter")
        assert "last four digits" in person.screen


async def test_half_a_number_does_not_wait_for_the_next_person(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "WAITS", 0.05)
    async with at_kiosk(watched(home)) as person:
        await person.types("9", "9")
        await person.until(lambda: typed_so_far(person) == "")
        await person.types(*scanned("0001"))
        assert "王＊＊" in person.screen


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5", "f6"])
async def test_a_function_key_says_how_the_duty_just_begun_is_served(home: Path, key: str) -> None:
    code = list(MODE)[int(key[1]) - 2].code
    async with at_kiosk(watched(home)) as person:
        person.burst(*scanned("0001"), key)
        await person.settled()
        assert rows(person) == [("0001", "on_duty", code)]
        assert f"●{MODE[code].label}" in person.screen


async def test_a_click_says_it_too(home: Path) -> None:
    desk = watched(home)
    desk.stock.add({"kind": "radio", "count": "2"}, desk.actor, EN)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001"))
        await person.clicks("In training")
        await person.until(lambda: rows(person) == [("0001", "on_duty", "training")])
        await person.clicks("take: Radio")
        await person.until(lambda: "●take: Radio" in person.screen)
        assert person.field == "badge"
        await person.types("f7")  # once is enough
        assert [tuple(row) for row in person.read("SELECT in_stock, issued FROM equipment")] == [(1, 1)]


async def test_what_was_handed_out_is_asked_for_at_the_check_out(home: Path) -> None:
    desk = watched(home)
    desk.stock.add({"kind": "radio", "count": "2"}, desk.actor, EN)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001"), "f7")
        turn(desk, hours=2)
        await person.types(*scanned("0002", "0001"))
        assert "give back what you were handed" in person.screen
        await person.types("f7")
        assert "●given back: Radio" in person.screen
        assert [tuple(row) for row in person.read("SELECT in_stock, issued FROM equipment")] == [(2, 0)]


async def test_a_key_of_the_strip_never_reaches_the_person_before(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.types(*scanned("0001"), *"99999", "enter", "f6")
        assert rows(person) == [("0001", "on_duty", "standby")]


@pytest.mark.parametrize(
    "text",
    [
        "[/]", "[@click=app.quit]x", "[red]红", "a\u202egnp", "e\u0301\u0301", "👨‍👩‍👧", "'; DROP TABLE x", "%", "　",
        "０",
        "\x1b]52;c;aGFja2Vk\x07", "\x00", "x" * 5000,
    ],
)  # fmt: skip
async def test_hostile_text_is_shown_as_text_and_refused_in_words(home: Path, text: str) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.pastes(text)
        person.fits()
        await person.types("enter")
        closed(person)
        person.fits()
        await person.writes(text[:100])
        await person.types("enter")
        closed(person)
        assert rows(person) == []
        await person.types(*scanned("0001"))
        assert "王＊＊" in person.screen


async def test_a_line_that_is_too_long_is_refused_and_nothing_of_it_counts(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.types(*"0001", *" " * LIMIT, "enter")
        assert "too long" in person.screen
        assert rows(person) == []
        await person.pastes("0001\n0002\n")
        assert typed_so_far(person) == "0001 0002"
        await person.types("escape")
        assert typed_so_far(person) == ""


async def test_the_field_keeps_the_caret_when_the_window_loses_it_or_something_is_clicked(home: Path) -> None:
    from textual import events

    async with at_kiosk(watched(home)) as person:
        person.app.post_message(events.AppBlur())
        await person.settled()
        await person.types(*scanned("0001"))
        assert "王＊＊" in person.screen
        person.app.post_message(events.AppFocus())
        await person.pilot.click(offset=(2, 2))
        await person.settled()
        await person.types(*scanned("0002"))
        assert "赵＊＊" in person.screen
        the_screen(person).set_focus(None)
        await person.types(*scanned("0003"))
        assert "钱＊＊" in person.screen


async def test_another_language_is_for_one_person(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = watched(home, "zh")
    async with at_kiosk(desk) as person:
        await person.types("f8")
        assert person.app.words.language == "en"
        await person.types(*scanned("0001"))
        assert "signed in" in person.screen
        await person.types(*scanned("0002"))
        assert "已签到" in person.screen
        await person.types("f8")  # whose line stands there reads it in the other language
        assert "赵＊＊ signed in" in person.screen
        await person.types(*scanned("0003"))
        assert "已签到" in person.screen
        await person.types("f8", "escape")
        assert person.app.words.language == "zh"
    assert "language" not in (desk.settings.config.read_text() if desk.settings.config.exists() else "")


async def test_help_tells_how_it_is_done_and_goes_away_with_the_next_scan(home: Path) -> None:
    for size in (SMALL, NARROW, WIDE):
        folder = home / str(size[0])
        folder.mkdir()
        async with at_kiosk(watched(folder), size=size) as person:
            await person.types("f1")
            person.fits()
            closed(person)
            assert "Onlyanofficer" in person.words
            assert "╭" in person.screen
            await person.types(*scanned("0001"))
            assert "王＊＊" in person.screen
            await person.types("f1", "f1")
            assert "scan your badge" in person.screen


async def test_the_clock_goes_on_and_may_go_back(home: Path) -> None:
    desk = watched(home)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001"))
        turn(desk, hours=-2)
        await person.types(*scanned("0001"))
        assert "signed out" in person.screen
        await person.types("escape")
        the_screen(person)._tick()
        await person.settled()
        assert "10:00:00" in person.screen
        turn(desk, minutes=2)
        await person.types(*scanned("0001"))
        times = [tuple(row) for row in person.read("SELECT in_at, out_at FROM attendance ORDER BY id")]
        assert all(out is None or out >= came for came, out in times)
        assert len(times) == 2


async def test_two_kiosks_on_one_file_take_turns(home: Path) -> None:
    desk = watched(home, people=40)
    other = open_desk(desk.settings)
    other.clock = desk.clock
    async with at_kiosk(desk, close=False) as one, at_kiosk(other, close=False) as two:
        for place in range(0, 40, 2):
            one.burst(*scanned(f"{place + 1:04d}"))
            two.burst(*scanned(f"{place + 2:04d}"))
        await asyncio.gather(one.settled(), two.settled())
        assert sorted(row[0] for row in rows(one)) == [f"{place:04d}" for place in range(1, 41)]
        assert len({row[0] for row in one.read("SELECT number FROM attendance")}) == 40
        await two.types(*scanned("0001"))  # what came at the other one a moment ago
        assert "once a minute is enough" in two.screen
        turn(desk, minutes=2)
        await two.types(*scanned("0001"))
        assert "signed out" in two.screen
        assert one.read("SELECT count(*) FROM attendance")[0][0] == 40
    desk.close()
    other.close()
