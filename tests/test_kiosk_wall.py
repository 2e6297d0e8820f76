"""The kiosk is a wall: no key, click, link, paste, action or late message leads to records, names or a shell."""

from __future__ import annotations

import gc
import inspect
import pkgutil
import signal
import webbrowser
from importlib import import_module
from pathlib import Path

import pytest
import textual.widgets
from textual.app import App
from textual.dom import DOMNode
from textual.keys import Keys
from textual.screen import Screen

import deskapp
from deskapp import kiosk
from deskapp.app import DeskApp
from deskapp.domain.errors import DeskError
from deskapp.screens.help import HelpDialog
from deskapp.screens.kiosk import leave
from deskapp.screens.log import LogScreen
from tests.app_builders import NARROW, Person, log, new_desk, opened
from tests.builders import EN
from tests.kiosk_builders import at_kiosk, closed, scanned, typed_so_far, watched
from tests.test_pins import OTHER, PIN, Counted, Machine


def every_action() -> list[str]:
    """The names of all actions of Textual and of this program."""
    for module in pkgutil.walk_packages(deskapp.__path__, "deskapp."):
        if module.name.startswith(("deskapp.widgets", "deskapp.screens")):
            import_module(module.name)
    for name in vars(textual.widgets)["__all__"]:
        getattr(textual.widgets, name)
    found, waiting = set[str](), [DOMNode]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        found |= {name.removeprefix("action_") for name in vars(one) if name.startswith("action_")}
    return sorted(found)


def every_key() -> list[str]:
    """The names of all keys that Textual knows, and those with Alt, which it has no list of."""
    return sorted(
        {key.value for key in Keys} | {f"alt+{letter}" for letter in "abcfnqtwx"} | {"alt+f4", "super+l"}
    )


async def seated(person: Person) -> None:
    """An officer signs in at the desk."""
    await person.types(*"012345", "enter", *PIN, "enter")
    assert person.top == "BoardScreen"


# -- keys and actions


@pytest.mark.parametrize("told", [False, True], ids=["idle", "with a line"])
async def test_no_key_leads_out(home: Path, told: bool) -> None:
    async with at_kiosk(watched(home)) as person:
        for key in every_key():
            if told:
                await person.types(*scanned("0001"), key)
            else:
                await person.types(key)
            closed(person)
            if person.top == "LeaveScreen":
                assert key == "ctrl+q"
                await person.types("escape")
            assert person.top == "KioskScreen", key
            await person.types("escape")


async def test_no_key_leads_past_the_page_on_which_an_officer_leaves(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        for key in every_key():
            if person.top == "KioskScreen":
                await person.types("ctrl+q")
            assert person.top == "LeaveScreen"
            await person.types(key)
            closed(person)
            if person.top == "KioskScreen":
                assert key in ("escape", "ctrl+q"), key


def test_all_actions_are_known() -> None:
    found = every_action()
    assert len(found) > 150
    for name in (
        "quit",
        "command_palette",
        "screenshot",
        "suspend_process",
        "log",
        "open",
        "disputes",
        "print",
        "copy",
    ):
        assert name in found, name
    assert {*found} >= kiosk.PASSES


@pytest.mark.parametrize("place", ["app.", "screen.", "focused.", ""])
async def test_no_action_leads_out_by_whatever_name(home: Path, place: str) -> None:
    names = every_action()
    async with at_kiosk(watched(home)) as person:
        for name in names:
            for namespace in (None, person.app.screen, person.app.screen.focused):
                for call in (f"{place}{name}", f"{place}{name}('board')", (place.rstrip("."), name, ())):
                    if place and name in kiosk.PASSES and place != "app.":
                        continue  # they do what they do
                    if not place and namespace is not None and name in kiosk.PASSES:
                        continue
                    assert not await person.app.run_action(call, namespace), call
        await person.settled()
        closed(person)
        assert person.top == "KioskScreen"
        await person.types(*scanned("0001"))
        assert "王＊＊" in person.screen


async def test_an_action_that_cannot_be_read_does_nothing(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        for call in ("", "(", "app.quit(", "nowhere.quit", "app.app.quit", "mode(", 7, ("a", "b"), None):
            assert not await person.app.run_action(call, person.app.screen)
        closed(person)


async def test_what_passes_does_only_its_own(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        for call in ("mode('no such')", "mode('board')", "mode_key(9)", "thing(7)", "clear", "kiosk_help"):
            await person.app.run_action(call, person.app.screen)
            await person.settled()
            closed(person)
        await person.types(*scanned("0001"))
        await person.app.run_action("mode('no such')", person.app.screen)
        await person.until(lambda: "ask the officer" in person.screen)
        closed(person)


# -- clicks, links, pastes, sizes


async def test_no_click_leads_out(home: Path) -> None:
    desk = watched(home)
    desk.stock.add({"kind": "radio", "count": "2"}, desk.actor, EN)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001"))
        for y in range(24):
            for x in range(2, 80, 13):
                await person.clicks_at((x, y))
                closed(person)
                if person.top == "LeaveScreen":
                    assert y == 23
                    await person.types("escape")
        await person.pilot.click(offset=(20, 12), times=3)
        await person.types("ctrl+c", "ctrl+insert")
        assert person.app.clipboard == ""


async def test_a_link_in_what_was_typed_is_text(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.pastes("[@click=app.quit]x[/] http://example.com")
        await person.clicks("click=app")
        closed(person)
        await person.types("enter")
        closed(person)


async def test_what_was_copied_on_one_side_is_not_pasted_on_the_other(home: Path) -> None:
    async with opened(watched(home)) as person:
        await seated(person)
        await person.types("f2", *"马玉兰", "shift+home", "ctrl+c")
        assert person.app.clipboard == "马玉兰"
        await person.types("f4")
        assert person.top == "KioskScreen"
        await person.types("ctrl+v", "shift+insert", "shift+home", "ctrl+c", "ctrl+x")
        assert typed_so_far(person) == ""
        person.app.copy_to_clipboard("0001")
        assert person.app.clipboard == ""


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (59, 19), (300, 90)])
async def test_no_size_of_the_window_leads_out(home: Path, size: tuple[int, int]) -> None:
    async with at_kiosk(watched(home)) as person:
        await person.types(*scanned("0001"))
        await person.pilot.resize_terminal(*size)
        await person.settled()
        closed(person)
        await person.types(*scanned("0002"))
        await person.pilot.resize_terminal(*NARROW)
        await person.settled()
        closed(person)
        person.fits()
        assert "赵＊＊" in person.screen


# -- out of the window


async def test_nothing_leaves_the_window(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_urls: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, *_: opened_urls.append(url))
    async with at_kiosk(watched(home)) as person:
        app = person.app
        app.open_url("https://example.com")
        app.copy_to_clipboard("x")
        app.action_suspend_process()
        app.notify("x")
        with app.suspend():
            assert app.is_running
        assert app.save_screenshot(path=str(home)) == ""
        assert app.deliver_screenshot(path=str(home)) is None
        await person.settled()
        assert opened_urls == []
        assert app.clipboard == ""
        assert not list(home.glob("*.svg"))
        closed(person)
    assert not DeskApp.ENABLE_COMMAND_PALETTE
    assert not DeskApp.ALLOW_SELECT


def test_textual_has_no_other_way_out_of_the_window() -> None:
    """What an upgrade of Textual adds to App is to be looked at: is it a way out?"""
    ways = {
        name for name, one in inspect.getmembers(App, inspect.isfunction)
        if any(word in name for word in ("clipboard", "url", "suspend", "deliver", "screenshot", "open_", "save_"))
        and not name.startswith("_")
    }  # fmt: skip
    assert ways == {
        "action_screenshot", "action_suspend_process", "copy_to_clipboard", "deliver_binary", "deliver_screenshot",
        "deliver_text", "export_screenshot", "open_url", "save_screenshot", "suspend",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT"])
async def test_what_a_keyboard_can_send_does_nothing(home: Path, name: str) -> None:
    async with at_kiosk(watched(home)) as person:
        person.app._told_to_end(int(getattr(signal, name)))
        await person.settled()
        closed(person)


# -- nothing behind it


async def test_nothing_of_the_desk_is_behind_the_kiosk(home: Path) -> None:
    desk = watched(home)
    async with opened(desk) as person:
        await seated(person)
        await person.types("f5", "escape", "enter", "f4")
        closed(person)
        assert list(person.app._screen_stacks) == [kiosk.MODE]
        gc.collect()
        left = [one for one in gc.get_objects() if isinstance(one, Screen) and one.is_attached]
        assert {type(one).__name__ for one in left} == {"KioskScreen"}
        assert person.app.head.counts == person.app.head.officer == ""
        person.ticks()
        await person.settled()
        closed(person)


async def test_keys_typed_behind_f4_land_in_the_kiosk_and_behind_the_pin_on_the_desk(home: Path) -> None:
    desk = watched(home)
    async with opened(desk) as person:
        await seated(person)
        person.burst("f4", *scanned("0001"), "ctrl+q", *"012346", "enter", *OTHER, "enter", "f2", *"马玉兰")
        await person.settled()
        assert person.read("SELECT count(*) FROM attendance")[0][0] == 1
        assert person.top == "LogScreen"
        assert person.form.values()["applicant"] == "马玉兰"
        assert desk.room.signed_in == 2
        assert person.read("SELECT signed_in FROM room")[0][0] == 2


async def test_what_was_half_typed_is_a_draft_when_the_officer_comes_back(home: Path) -> None:
    async with opened(watched(home)) as person:
        await seated(person)
        await person.types("f2", *"马玉兰", "f4")
        closed(person)
        await person.types("ctrl+q", *"012345", "enter", *PIN, "enter")
        assert person.top == "BoardScreen"
        assert "draft" in person.status
        await person.types("f4")
        closed(person)
        await person.types("ctrl+q", *"012345", "enter", *PIN, "enter", "f2", "ctrl+r")
        assert person.form.values()["applicant"] == "马玉兰"


async def test_what_comes_late_from_the_desk_does_not_come_up(home: Path) -> None:
    async with opened(watched(home)) as person:
        await seated(person)
        await person.types("f4")
        app = person.app
        app.push_screen(HelpDialog("", "", "", "", ()))
        await app.push_screen(LogScreen())
        app.open_record("LF-20261121-001")
        await app.switch_mode("board")
        await app.switch_mode("signin")
        await app.switch_screen(LogScreen())
        app.tell("LF-20261121-001 李辉")
        app.notify("LF-20261121-001 李辉")
        app.seated()
        await person.settled()
        closed(person)


async def test_the_idle_cover_leaves_the_kiosk_alone(home: Path) -> None:
    async with at_kiosk(watched(home)) as person:
        person.app._last_key -= 10_000
        person.ticks()
        person.app.action_cover()
        await person.settled()
        assert person.top == "KioskScreen"


# -- opening and leaving


async def test_leaving_the_kiosk_alone_ends_the_program(home: Path) -> None:
    desk = watched(home)
    async with at_kiosk(desk) as person:
        person.burst("ctrl+q", *"周海峰", "enter", *OTHER, "enter")
        await person.until(lambda: person.app._exit)
        assert person.app.walled
    assert person.app.return_code == 0
    assert desk.room.signed_in == 1


async def test_the_rules_of_pins_hold_on_the_way_out(home: Path) -> None:
    desk = watched(home)
    async with at_kiosk(desk) as person:
        await person.types("ctrl+q", *"012346", "enter")
        for _ in range(5):
            await person.types(*"000001", "enter")
            closed(person)
        assert "10 min" in person.screen
        await person.types(*OTHER, "enter")
        assert person.top == "LeaveScreen"
        await person.types("shift+tab", *["backspace"] * 6, *"999999", "enter", *OTHER, "enter")
        assert "is not right" in person.screen
        closed(person)
        await person.types("escape", *scanned("0001"))
        assert "王＊＊" in person.screen


async def test_who_only_looks_does_not_let_anybody_out(home: Path) -> None:
    desk = watched(home)
    desk.pins.sign_in("012345", PIN)
    desk.staff.add(desk.room, "督察", "D1", "administrator", desk.actor, EN)
    desk.staff.add(desk.room, "参观", "R1", "read_only", desk.actor, EN)
    desk.pins.set(3, "135790", "135790", desk.actor, PIN)
    desk.room = desk.pins.sign_in("D1", "135790")
    desk.pins.set(4, "864201", "864201", desk.actor, "135790")
    async with at_kiosk(desk) as person:
        await person.types("ctrl+q", *"R1", "enter", *"864201", "enter")
        assert "does not leave the kiosk" in person.words.replace("│", "") or "not leave" in person.screen
        closed(person)


async def test_the_page_of_the_officer_goes_back_by_itself(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave, "STAYS", 0.05)
    async with at_kiosk(watched(home)) as person:
        await person.types("ctrl+q")
        await person.until(lambda: person.top == "KioskScreen")
        await person.types(*scanned("0001"))
        assert "王＊＊" in person.screen


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_page_of_the_officer_speaks_both_languages(home: Path, language: str) -> None:
    async with at_kiosk(watched(home, language), size=(60, 20)) as person:
        await person.types("ctrl+q")
        person.fits()
        closed(person)
        await person.types("f1")
        assert ("十分钟" if language == "zh" else "ten minutes") in person.words.replace("│", "").replace(
            "tenminutes", "ten minutes"
        )
        await person.types("f8")
        assert ("officers only" if language == "zh" else "仅限民警") in person.screen
        await person.types("escape")
        assert person.app.words.language == language


async def test_the_kiosk_stays_shut_while_nobody_could_leave_it(home: Path) -> None:
    desk = new_desk(home)
    desk.hashing, desk.ticks = Counted(), Machine()
    log(desk)
    with pytest.raises(DeskError, match="stays shut"):
        kiosk.check(desk, at_desk=False)
    async with opened(desk) as person:
        await person.types("f4")
        assert person.top == "BoardScreen"
        assert "no officer has a PIN" in person.status
        assert "My PIN" in person.status
        desk.pins.set(1, PIN, PIN, desk.actor)
        await person.types("f4")
        assert person.top == "KioskScreen"


async def test_who_only_looks_opens_no_kiosk(home: Path) -> None:
    desk = watched(home)
    desk.staff.add(desk.room, "督察", "D1", "administrator", desk.actor, EN)
    desk.staff.add(desk.room, "参观", "R1", "read_only", desk.actor, EN)
    desk.pins.set(3, "135790", "135790", desk.actor, PIN)
    desk.room = desk.pins.sign_in("D1", "135790")
    desk.pins.set(4, "864201", "864201", desk.actor, "135790")
    async with opened(desk) as person:
        await person.types(*"R1", "enter", *"864201", "enter", "f4")
        assert person.top == "BoardScreen"
        assert "checks nobody in" in person.status


async def test_f4_waits_until_a_box_is_closed(home: Path) -> None:
    async with opened(watched(home)) as person:
        await seated(person)
        await person.types("f1", "f4")
        assert person.top == "HelpDialog"


async def test_another_window_reads_and_writes_as_before(home: Path) -> None:
    desk = watched(home)
    async with at_kiosk(desk) as person:
        await person.types(*scanned("0001"))
        assert log(desk, applicant="马玉兰").number == "LF-20261121-002"
        person.ticks()
        await person.types(*scanned("0002"))
        assert "赵＊＊" in person.screen
        closed(person)


@pytest.mark.parametrize(
    "keys",
    [
        ("f9", "f4"), ("f5", "王", "f4"), ("f2", "1", "3", "8", "f4"), ("enter", "f4"), ("f3", "f4"), ("ctrl+k", "f4"),
        ("ctrl+u", "王", "f4"), ("f4", "f4", "f4"), ("f8", "f4"),
    ],
    ids="-".join,
)  # fmt: skip
async def test_f4_opens_from_every_screen_however_fast(home: Path, keys: tuple[str, ...]) -> None:
    async with opened(watched(home)) as person:
        await seated(person)
        person.burst(*keys, *scanned("0001"))
        await person.settled()
        await person.until(lambda: "王＊＊" in person.screen)
        closed(person)
        assert list(person.app._screen_stacks) == [kiosk.MODE]
        await person.types("ctrl+q", *"012345", "enter", *PIN, "enter")
        assert person.top == "BoardScreen"
        assert "张来访" in person.screen


async def test_the_kiosk_is_found_among_the_commands(home: Path) -> None:
    async with opened(watched(home)) as person:
        await seated(person)
        await person.types("ctrl+p", *"kiosk", "enter")
        await person.until(lambda: person.top == "KioskScreen")
        await person.settled()
        closed(person)
