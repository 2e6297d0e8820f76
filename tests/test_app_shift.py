"""Shifts on the screen: opened with one key, handed over, taken over, looked up and compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from deskapp.domain.handover_compare import compare
from deskapp.papers import handover_at
from deskapp.reading import shifts as reading
from deskapp.wiring import Desk
from tests.app_builders import log, opened
from tests.shift_builders import PIN, handed_over, key, proof, shift_desk, sit, turn


def state(desk: Desk) -> str:
    """How the shift stands whose handover is under way, else the open one."""
    one = reading.frozen_shift(desk.reader, desk.room.id) or reading.open_shift(desk.reader, desk.room.id)
    return one.status if one else ""


async def test_a_shift_goes_from_one_officer_to_the_next_by_the_keys_of_the_screen(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path)
    desk.configuring.change("checklist", "equipment radio 4; key archive 2", desk.actor, desk.words)
    desk.look_again()
    log(desk)
    grave = log(desk, summary="扬言报复", urgency="critical", dangers="threat")
    async with opened(desk, settings=desk.settings) as person:
        await person.types(*"012345", "enter", *PIN["012345"], "enter")
        assert "No shift Ctrl+A" in person.lines[0]
        assert "No shift is open: Ctrl+A opens one" in person.screen
        await person.types("ctrl+a")
        assert "until 20:00" in person.status
        assert "Shift 12:00–20:00" in person.lines[0]
        await person.types("ctrl+a")
        assert person.top == "HandoverScreen"
        person.fits()
        await person.types("ctrl+s")  # nothing is frozen yet
        assert "Ctrl+B begins" in person.status
        await person.types("down", "down", "enter", *"call", "enter")
        await person.until(lambda: "Note: call" in person.screen)
        await person.types("1")
        await person.types("ctrl+b", "asterisk", "plus", "ctrl+s", *"111111", "enter")
        assert person.top == "ProofDialog"  # a wrong PIN sends nothing
        assert state(desk) == "handing_over"
        await person.types(*PIN["012345"], "enter")
        assert state(desk) == "pending_accept"
        await person.types("ctrl+s")
        assert "Choose first who takes over" in person.status
        await person.types("1", "delete", *"why", "enter", *PIN["054321"], "enter")
        assert state(desk) == "handing_over"
        assert "Question of 王芳 054321: why" in person.screen
        await person.types("ctrl+s", *PIN["012345"], "enter", "ctrl+s", *PIN["054321"], "enter")
        assert "Not ticked by 王芳 yet" in person.screen
        await person.types("escape", "home", "down", "down", "space", "space", "ctrl+s")
        await person.types(*PIN["054321"], "enter")
        await person.until(lambda: person.top == "BoardScreen")
        await person.settled()
        await person.until(lambda: "is sealed" in person.status)
        assert desk.room.signed_in == key(desk, "054321")
        assert grave.number.split("-")[-1] in person.screen
        await person.types("f9", "ctrl+g", "down", "enter", "ctrl+b")
        assert "is right" in person.status
        await person.types("insert", *"later", "enter")
        assert "Addendum: later" in person.screen
        await person.types("escape", "home", "ctrl+b")
        assert person.top == "CompareScreen"
        assert "Open at both" in person.screen


async def test_what_is_half_typed_for_one_step_never_stands_in_another(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path)
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    async with opened(desk, settings=desk.settings) as person:
        await person.types(*"012345", "enter", *PIN["012345"], "enter", "ctrl+a")
        await person.types("1", "delete", *"whereisit", "enter", *"1357", "escape")
        assert "What you typed is kept" in person.status
        await person.types("ctrl+l")
        assert person.top == "ProofDialog"
        assert "whereisit" not in person.screen
        await person.types(*"nobody came", "escape", "ctrl+s")
        assert "nobody" not in person.screen
        await person.types("escape", "escape")  # off the page, and back: another one of the same name
        await person.types("ctrl+a", "1", "delete")
        assert "whereisit" in person.screen
        assert "nobody" not in person.screen
        await person.types("enter", *PIN["054321"], "enter")
        assert state(desk) == "handing_over"
        await person.types("ctrl+l")
        assert "nobody came" in person.screen
        await person.types("escape", "ctrl+s", *PIN["012345"], "enter", "1", "delete")
        assert person.form.values()["text"] == ""  # it was asked
        kept = person.read("SELECT form, typed FROM draft")
        assert [row["form"] for row in kept] == ["handover_close"]
        assert "1357" not in kept[0]["typed"]


async def test_ticks_count_for_whose_pin_accepts_and_the_page_says_so(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path)
    desk.shifts.open(desk.actor)
    grave = log(desk, summary="扬言报复", urgency="critical", dangers="threat")
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    async with opened(desk, settings=desk.settings) as person:
        await person.types(*"012345", "enter", *PIN["012345"], "enter", "ctrl+a")
        await person.types("end", "home", "down", "space")
        assert "Choose first who takes over" in person.status
        await person.types("1")
        assert "Still to be told: 1. Space ticks; it counts once 王芳 types the PIN." in person.screen
        await person.types("home", "down", "down", "space")
        await person.until(lambda: "All is told: Ctrl+S, and 王芳 accepts by PIN" in person.screen)
        await person.types("2")
        await person.until(lambda: "it counts once 赵建国 types the PIN" in person.screen)
        await person.types("1", "ctrl+s", *PIN["054321"], "enter")
        await person.until(lambda: "is sealed" in person.status)
        shift = reading.last_sealed(desk.reader, desk.room.id)
        assert shift is not None
        assert [(tick.about, tick.by) for tick in shift.said("tick")] == [(grave.number, key(desk, "054321"))]


async def test_one_of_many_is_found_by_badge_number_or_pinyin(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, pins=False)
    for at in range(10):
        desk.staff.add(
            desk.room, f"钱多{'一二三四五六七八九十'[at]}", f"07{at:04d}", "officer", desk.actor, desk.words
        )
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    async with opened(desk, settings=desk.settings) as person:
        await person.types("ctrl+a")
        assert "0 3 more, by name" in person.screen
        person.fits()
        await person.types("0", *"070009")
        assert person.top == "Choose"
        await person.types("enter")
        await person.until(lambda: "takes over: 钱多十 070009" in person.screen)
        await person.types("0", *"qds", "enter")
        await person.until(
            lambda: "takes over: 钱多三" in person.screen or "takes over: 钱多四" in person.screen
        )


async def test_a_leader_closes_a_shift_that_nobody_takes_over(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, pins=False)
    desk.shifts.open(desk.actor)
    async with opened(desk, settings=desk.settings) as person:
        await person.types("ctrl+a", "ctrl+l")
        assert "Nothing is handed over yet" in person.status
        await person.types("ctrl+b", "delete")
        assert state(desk) == "open"
        await person.types("ctrl+b", "ctrl+l", *"fire", "enter")
        await person.until(lambda: "is sealed" in person.status)
        assert state(desk) == ""


def test_two_handovers_are_compared_figure_by_figure(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, pins=False)
    desk.shifts.open(desk.actor)
    first = log(desk)
    one = handed_over(desk)
    turn(desk, hours=1)
    sit(desk, "054321")
    second = log(desk)
    two = handed_over(desk, "054321", "012345")
    found = compare(handover_at(desk, one), handover_at(desk, two))
    pairs = {pair.id: (pair.left, pair.right, pair.difference) for pair in found.figures}
    assert pairs["still_open"] == (1, 2, 1)
    assert (found.only_left, found.only_right, found.both) == ((), (second.number,), (first.number,))
    turned = compare(handover_at(desk, two), replace(handover_at(desk, one)))
    assert turned.only_left == (second.number,)


async def test_a_record_names_the_shift_in_which_it_was_entered(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, pins=False)
    log(desk)
    turn(desk, minutes=5)
    desk.shifts.open(desk.actor)
    async with opened(desk, settings=desk.settings) as person:
        await person.types("enter")
        assert "JB-20261121-001 · outside a shift" in " ".join(person.screen.split())
