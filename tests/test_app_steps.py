"""Taking steps on an open record: by key, by click, refused, and after somebody else was faster."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.request_steps import machine
from tests.app_builders import NARROW, WIDE, Person, log, new_desk, opened, spell

Done = tuple[tuple[str, dict[str, str]], ...]

TAKEN: Done = (("take", {}),)
WAITING = (("wait", {"waiting_for": "物业", "due": "+1d"}),)
SENT = (("transfer", {"receiver": "court", "due": "+2d"}),)
DONE = (("solve", {"text": "当场劝和"}),)

CASES: dict[str, tuple[Done, str, dict[str, object]]] = {
    # step: what was done before, the keys, what the record then has
    "take": ((), "\n", {"status": "in_progress"}),
    "solve": ((), "劝好了\n", {"status": "resolved", "outcome": "solved_on_spot", "result": "劝好了"}),
    "resolve": (TAKEN, "1修好了\n\n\n", {"status": "resolved", "outcome": "solved", "result": "修好了"}),
    "wait": (TAKEN, "物业\n+1d\n", {"status": "waiting", "waiting_for": "物业"}),
    "resume": (WAITING, "来电\n", {"status": "in_progress", "waiting_for": ""}),
    "transfer": (TAKEN, "011+2d\n请查\n", {"status": "transferred", "receiver": "labour"}),
    "feedback": (SENT, "已立案\n", {"status": "resolved", "outcome": "transferred", "result": "已立案"}),
    "return": (SENT, "不归他们\n", {"status": "in_progress"}),
    "decline": ((), "004\n请到法院\n", {"status": "declined", "told_where": "court", "result": "请到法院"}),
    "merge": ((), "1\n同一件\n", {"status": "merged"}),
    "withdraw": ((), "不办了\n", {"status": "withdrawn", "result": "不办了"}),
    "follow_up": (DONE, "1\n", {"status": "followed_up", "followup": "satisfied"}),
    "reopen": (DONE, "又吵了\n", {"status": "in_progress", "reopened": 1}),
    "archive": (DONE, "\n", {"status": "archived"}),
    "void": ((), "登错了\n{own}\n", {"status": "voided"}),
}


def digit(code: str) -> str:
    """The key of a step."""
    return str(machine().step(code).key)


async def first_record(person: Person) -> str:
    """Open the older of the two records."""
    number = "LF-20261121-001"
    person.app.open_record(number)
    await person.settled()
    return number


def test_every_step_of_the_machine_is_among_the_cases() -> None:
    assert set(CASES) == {step.code for step in machine().steps}


@pytest.mark.parametrize("way", ["key", "click"])
async def test_every_step_is_taken_through_the_screen(tmp_path: Path, way: str) -> None:
    desk = new_desk(tmp_path)
    other = log(desk, applicant="另一位").number
    numbers = {code: log(desk, applicant=code).number for code in CASES}
    for code, (before, _, _) in CASES.items():
        for earlier, given in before:
            desk.requests.step(numbers[code], earlier, given, desk.actor, desk.words)
    async with opened(desk, size=WIDE if way == "click" else NARROW) as person:
        for code, (_, keys, expected) in CASES.items():
            number, step = numbers[code], machine().step(code)
            person.app.open_record(number)
            await person.settled()
            if way == "click":
                await person.clicks(step.label)
            else:
                person.burst(digit(code))
            keys = keys.replace("{own}", str(int(number[-3:])))
            await person.types(*keys_of(code, keys))
            assert person.top == "RecordScreen", person.screen
            found = person.request(number)
            wanted = expected | ({"merged_into": other} if code == "merge" else {})
            assert {name: getattr(found, name) for name in wanted} == wanted
            assert person.status == f"✓ {number}: {step.label} · Ctrl+Z undoes"
            trail = person.read(
                "SELECT step, by_id FROM history WHERE subject_id = ? ORDER BY id DESC", found.id
            )
            assert tuple(trail[0]) == (code, 1)
            await person.types("escape")


def keys_of(code: str, keys: str) -> list[str]:
    """The keys; the full list of bodies is opened with 0 where the nine most used do not have it."""
    if code == "transfer":
        return ["0", "0", "5", *spell(keys[3:])]
    if code == "decline":
        return ["0", "0", "4", *keys[4:-1], "ctrl+s"]
    return spell(keys)


async def test_a_refused_step_keeps_what_was_typed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk).number
    async with opened(desk) as person:
        await first_record(person)
        await person.clicks("Wait for a reply")
        await person.writes("物业\n昨天\n")
        assert person.top == "StepDialog"
        assert person.field == "due"
        assert "passed already" in person.error("due")
        assert person.form.values() == {"waiting_for": "物业", "due": "昨天"}
        assert person.request(number).status == "registered"
        await person.types(*["backspace"] * 2, *spell("+1d\n"))
        assert person.request(number).status == "waiting"


async def test_a_step_without_its_fields_is_refused_beside_the_field(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await first_record(person)
        await person.types(digit("solve"), "enter")
        assert person.top == "StepDialog"
        assert "fill it in" in person.error("text")
        await person.types("escape")
        assert person.top == "RecordScreen"
        assert person.request().status == "registered"
        assert len(person.read("SELECT 1 FROM history")) == 1


async def test_voiding_needs_the_number_typed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await first_record(person)
        await person.clicks("Void")
        await person.writes("登错了\n2\n")
        assert person.top == "StepDialog"
        assert "LF-20261121-001" in person.error("confirm")
        assert person.request().status == "registered"
        await person.types("backspace", *spell("LF20261121001\n"))
        assert person.request().status == "voided"
        await person.types("1", "0")
        assert person.top == "RecordScreen"


async def test_a_record_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk).number
    async with opened(desk) as person:
        await first_record(person)
        await person.types(digit("solve"), *"劝好了")
        desk.requests.step(number, "withdraw", {"text": "不办了"}, desk.actor, desk.words)
        await person.types("enter")
        assert person.top == "StepDialog"
        assert "changed meanwhile" in person.screen
        assert person.form.values()["text"] == "劝好了"
        await person.types("escape")
        assert "Withdrawn" in person.screen
        assert person.request().status == "withdrawn"


async def test_an_entry_is_added_with_zero(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await first_record(person)
        await person.types("0", "1", *spell("打电话给房东\n"))
        assert person.top == "RecordScreen"
        rows = person.read("SELECT kind, text, by_id FROM action_log")
        assert [tuple(row) for row in rows] == [("call", "打电话给房东", 1)]
        assert "打电话给房东" in person.screen
        await person.types("0", "4", "enter")
        assert "type what was said" in person.error("text").casefold() or "empty" in person.error("text")


async def test_two_enters_or_a_double_click_take_a_step_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await first_record(person)
        await person.clicks("Solved on the spot", times=2)
        await person.types(*"劝好了", "enter", "enter", "enter", "ctrl+s")
        assert [row[0] for row in person.read("SELECT step FROM history ORDER BY id")] == ["log", "solve"]
        assert person.top == "RecordScreen"


async def test_a_long_record_scrolls_by_key_at_the_smallest_size(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, summary="\n".join(f"第{n}行" for n in range(200)))
    async with opened(desk, size=(60, 20)) as person:
        await first_record(person)
        person.fits()
        assert "第0行" in person.screen
        await person.types(*["pagedown"] * 30)
        assert "What happened" in person.screen
        assert "Take up" in person.screen
        await person.types(*["pageup"] * 30)
        assert "第0行" in person.screen


async def test_record_and_trail_stand_side_by_side_where_there_is_room(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk, size=WIDE) as person:
        await first_record(person)
        person.fits()
        assert person.place_of("What happened")[1] == person.place_of("LF-20261121-001")[1]


async def test_officers_write_under_their_own_name(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk, size=WIDE) as person:
        await person.types("ctrl+o", "0", *spell("周海峰\n012345\n1\n"))
        assert "belongs to 李辉" in " ".join(person.error("badge").split())
        assert person.form.values()["officer"] == "周海峰"
        await person.types(*["backspace"] * 6, *spell("012346\n\n"))
        assert "周海峰 012346 is added" in person.screen
        await person.types("2")
        assert person.top == "BoardScreen"
        assert "周海峰 012346" in person.lines[0]
        await person.types("f2", *spell("王秀英\n\n3楼上噪音\n"))
        found = person.request()
        assert (found.entered_by, found.first_receiver, found.responsible) == (2, 2, 2)
        assert "周海峰" in person.screen
        await first_record(person)
        await person.types(digit("solve"), *spell("劝好了\n"))
        assert person.read("SELECT by_id FROM history ORDER BY id DESC")[0][0] == 2
        await person.types("ctrl+o")
        await person.clicks("李辉 012345  Officer")
