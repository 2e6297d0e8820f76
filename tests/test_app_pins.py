"""The desk with PINs: signing in, the cover, the boxes; typed fast, in both languages, small and large."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from textual.keys import Keys

from deskapp import recovery
from deskapp.domain.errors import DeskError, Exit
from deskapp.screens.settings.pages import PAGES
from deskapp.wiring import Desk, open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened
from tests.builders import EN, settings_in
from tests.test_pins import OTHER, PIN, Counted, Machine

PEOPLE = [page.label for page in PAGES].index("Officers") + 1


def guarded(home: Path, language: str = "en") -> Desk:
    """A desk of two officers with PINs and a helper without, with one request."""
    desk = new_desk(home, language=language)
    desk.hashing, desk.ticks = Counted(), Machine()
    log(desk, applicant="王秀英")
    desk.pins.set(1, PIN, PIN, desk.actor)
    desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    desk.pins.set(2, OTHER, OTHER, desk.actor, PIN)
    desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, EN)
    return desk


def shown(person: Person) -> None:
    """Nothing of the desk is on the screen."""
    for word in ("王秀英", "李辉", "周海峰", "today", "今日"):
        assert word not in person.screen
    person.fits()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
async def test_the_desk_opens_on_the_page_to_sign_in(
    home: Path, language: str, size: tuple[int, int]
) -> None:
    async with opened(guarded(home, language), size=size) as person:
        assert person.top == "SignInScreen"
        shown(person)
        assert "明珠社区警务室" in person.screen
        assert "12:00" in person.screen


@pytest.mark.parametrize("end", ["enter", "tab"])
async def test_a_scan_and_the_pin_are_two_keys_to_the_board(home: Path, end: str) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        await person.types(*"012346", end, *"975310", "enter")
        assert person.top == "BoardScreen"
        assert "王秀英" in person.screen
        assert "周海峰" in person.screen
        assert desk.room.signed_in == 2
        assert log(desk).entered_by == 2


async def test_keys_typed_while_the_pin_is_checked_land_after_it(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        person.burst(*"周海峰", "enter", *"９７５３１０", "enter", "f2", *"马玉兰", "enter")
        await person.settled()
        assert person.top == "LogScreen"
        assert person.form.values()["applicant"] == "马玉兰"


async def test_the_clock_goes_on_while_a_pin_is_checked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        loop, ran = asyncio.get_running_loop(), []

        def slow(kept: str, secret: str) -> bool:
            assert asyncio._get_running_loop() is None  # a thread of its own
            seen: list[int] = []
            loop.call_soon_threadsafe(lambda: seen.append(1))
            end = time.monotonic() + 5
            while not seen and time.monotonic() < end:
                time.sleep(0.001)
            ran.extend(seen)
            return True

        monkeypatch.setattr(desk.hashing, "fits", slow)
        await person.types(*"012346", "enter", *"1", "enter")
        assert person.top == "BoardScreen"
        assert ran == [1]


async def test_a_typed_pin_shows_as_dots_and_is_not_copied(home: Path) -> None:
    async with opened(guarded(home)) as person:
        await person.types(*"012346", "enter", *"９７5310")
        assert "•" * 6 in person.screen
        assert "5310" not in person.screen
        await person.types("ctrl+a", "ctrl+c", "ctrl+x")
        assert person.app.clipboard == ""
        assert "•" * 6 in person.screen
        await person.types("ctrl+z")
        assert "•" * 6 in person.screen


async def test_a_wrong_pin_is_told_and_typed_anew(home: Path) -> None:
    async with opened(guarded(home)) as person:
        for who in ("012346", "999999"):
            await person.types("end", "ctrl+u", *who, "enter", *"000001", "enter")
            assert person.top == "SignInScreen"
            assert "is not right" in person.screen
            assert "•" not in person.screen
            await person.types("shift+tab")
        await person.types("end", "ctrl+u", *"012346", "enter", *OTHER, "enter")
        assert person.top == "BoardScreen"


async def test_five_wrong_ones_wait_also_after_a_restart(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk, close=False) as person:
        await person.types(*"012346", "enter")
        for _ in range(5):
            await person.types(*"000001", "enter")
        assert "10 min" in person.screen
    async with opened(desk) as person:
        await person.types(*"012346", "enter", *OTHER, "enter")
        assert "10 min" in person.screen
        assert person.top == "SignInScreen"


async def test_no_key_leads_past_the_page_to_sign_in(home: Path) -> None:
    async with opened(guarded(home)) as person:
        for key in Keys:
            if key.value in ("ctrl+q", "f1", "f8", "ctrl+r"):
                continue
            await person.types(key.value)
            assert person.top == "SignInScreen", key
        for action in ("log", "find", "sheet", "officer", "settings", "undo", "redo", "drafts", "commands", "cover",
                       "repeats", "backup", "pin", "pin_of", "recovery", "theme('light')", "phrase"):  # fmt: skip
            await person.app.run_action(f"app.{action}")
            await person.settled()
            assert person.top == "SignInScreen", action
        await person.types("f1", "f2", "f5", "f1", "ctrl+p")
        assert person.top == "HelpDialog"
        assert "王秀英" not in person.screen
        await person.types("escape", "f8")
        assert "登录" in person.screen


async def test_the_cover_hides_all_and_the_pin_shows_it_again(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        await person.types(*"012346", "enter", *OTHER, "enter", "f2", *"马玉兰", "f12")
        assert person.top == "PinCoverScreen"
        shown(person)
        assert "马" not in person.screen
        await person.types("x", "escape", "f2", "f12", "enter")  # a wrong one
        assert person.top == "PinCoverScreen"
        await person.types(*PIN, "enter")  # somebody else's
        assert person.top == "PinCoverScreen"
        assert "is not right" in person.screen
        person.burst(*OTHER, "enter", *"花")
        await person.settled()
        assert person.top == "LogScreen"
        assert person.form.values()["applicant"] == "马玉兰花"


async def test_the_idle_cover_asks_for_the_pin_too(home: Path) -> None:
    async with opened(guarded(home)) as person:
        await person.types(*"012346", "enter", *OTHER, "enter")
        person.app._last_key -= 180
        person.ticks()
        await person.settled()
        assert person.top == "PinCoverScreen"
        shown(person)


async def test_somebody_else_signs_in_at_the_cover_and_the_draft_stays_with_who_typed_it(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        await person.types(*"012346", "enter", *OTHER, "enter", "f2", *"马玉兰", "f12", "ctrl+o")
        await person.until(lambda: person.top == "SignInScreen")
        await person.types(*"012345", "enter", *PIN, "enter")
        assert person.top == "BoardScreen"
        assert desk.room.signed_in == 1
        await person.types("f2")
        assert person.form.values()["applicant"] == ""
        desk.drafts.flush()
        assert [draft.values["applicant"] for draft in desk.drafts.all(desk.room.id, 2)] == ["马玉兰"]


async def test_another_officer_takes_the_seat_by_digit_and_pin(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        await person.types(*"012345", "enter", *PIN, "enter", "ctrl+o", "3")
        assert "no PIN yet" in person.screen
        await person.types("2")
        assert person.top == "PinDialog"
        person.fits()
        await person.types(*"000001", "enter")
        assert "is not right" in person.words.replace("│", "") or "not" in person.error("pin")
        assert desk.room.signed_in == 1
        await person.types(*OTHER, "enter")
        assert person.top == "BoardScreen"
        assert desk.room.signed_in == 2


@pytest.mark.parametrize("size", [SMALL, NARROW])
async def test_the_first_pin_brings_the_recovery_code_along(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    desk.hashing, desk.ticks = Counted(), Machine()
    async with opened(desk, size=size) as person:
        assert person.top == "BoardScreen"
        await person.types("ctrl+p", *"My PIN", "enter")
        assert person.top == "NewPinDialog"
        await person.types(*PIN, "enter", *"246814", "enter")
        assert "differ" in person.error("again") or "differ" in person.screen
        await person.types(*PIN, "enter", *PIN, "enter")
        assert desk.has_pins
        await person.until(lambda: person.top == "RecoveryDialog")
        await person.settled()
        person.fits()
        code = next(word for word in person.screen.split() if word.count("-") == 4)
        await person.types("ctrl+s")
        await person.until(lambda: list(desk.settings.papers.glob("recovery-*.pdf")))
        await person.settled()
        await person.types("escape", "f12", *PIN, "enter")
        assert person.top == "BoardScreen"
        assert desk.pins.recover("012345", code, OTHER, OTHER).id == 1


async def test_an_administrator_gives_pins_on_the_page_of_officers(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        await person.types(
            *"012345", "enter", *PIN, "enter", "ctrl+k", str(PEOPLE), "end", "up", "up", "enter"
        )
        assert person.top == "Choose"
        await person.types(*"F0721", "enter")
        assert person.top == "NewPinDialog"
        await person.types(*"000001", "enter", *"135799", "enter", *"135799", "enter")
        assert person.error("old")
        await person.types(*PIN, "enter", *"135799", "enter", *"135799", "enter")
        assert 3 in desk.with_pins
        await person.until(lambda: person.top == "RecoveryDialog")


async def test_who_forgot_the_pin_comes_in_by_the_code(home: Path) -> None:
    desk = guarded(home)
    code = desk.pins.make_recovery(desk.actor)
    async with opened(desk) as person:
        await person.types("ctrl+r")
        assert person.top == "RecoverDialog"
        person.fits()
        await person.types(*"012345", "enter", *"AAAAA", "enter", *"864200", "enter", *"864200", "enter")
        assert "spent" in "".join(person.error("code"))
        await person.types("end", "ctrl+u", *code.lower(), "enter", *"864200", "enter", *"864200", "enter")
        assert person.top == "SignInScreen"
        assert "new PIN counts" in person.screen
        await person.types(*"012345", "enter", *"864200", "enter")
        assert person.top == "BoardScreen"


async def test_without_pins_nothing_is_asked_and_argon_is_not_there(home: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys; import deskapp.app; "
        "sys.exit('argon2' in sys.modules or 'deskapp.screens.signin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    async with opened(new_desk(home)) as person:
        assert person.top == "BoardScreen"


async def test_the_first_run_takes_a_pin_and_shows_the_recovery_code(home: Path) -> None:
    settings = settings_in(home)
    async with opened(None, settings=settings) as person:
        await person.writes("2明珠路派出所\n明珠社区警务室\n李辉\n012345\n246813\n246814\n")
        assert person.top == "SetupScreen"
        assert "differ" in person.error("pin")
        assert not settings.database.exists()
        person.fits()
        await person.writes("246813\n246813\n")
        await person.until(lambda: person.top == "RecoveryDialog")
        await person.settled()
        await person.types("escape", "f12")
        assert person.top == "PinCoverScreen"
        await person.writes("246813\n")
        assert person.top == "BoardScreen"
    async with opened(open_desk(settings)) as person:
        assert person.top == "SignInScreen"


async def test_a_new_recovery_code_is_made_for_who_types_the_own_pin(home: Path) -> None:
    desk = guarded(home)
    async with opened(desk) as person:
        await person.types(*"012346", "enter", *OTHER, "enter", "ctrl+p", *"Recovery", "enter")
        assert person.top == "PinDialog"
        await person.types(*PIN, "enter")
        assert person.top == "PinDialog"
        assert not desk.has_recovery
        await person.types(*OTHER, "enter")
        await person.until(lambda: person.top == "RecoveryDialog")
        assert desk.has_recovery


def test_a_recovery_code_that_was_not_printed_is_nowhere_and_that_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(home)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DeskError) as refusal:
        recovery.print_code(desk, "AAAA-BBBB-CCCC-DDDD-EEEE", desk.words)
    assert "no file is kept" in str(refusal.value)
    assert "saved" not in str(refusal.value) and ".pdf" not in str(refusal.value)
    assert refusal.value.code == Exit.PRINTER
