"""The lists of a room on the screen: changed part by part, at once in every form, list, record and sheet."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp.domain.codebook import LISTS
from deskapp.domain.setting_lists import LIST_SETTINGS
from deskapp.screens.settings.lists import screen_of
from deskapp.screens.settings.pages import PAGES
from deskapp.wiring import Desk, open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell
from tests.bare import bare

ROWS = {entry.name: at for at, entry in enumerate(LIST_SETTINGS)}


async def to(person: Person, name: str) -> None:
    """From the board to the parts of a setting, by keys."""
    page = [type(page).__name__ for page in PAGES].index("ListsPage") + 1
    await person.types("ctrl+k", str(page), "home", *["down"] * ROWS[name], "enter")


def change(desk: Desk, name: str, part: str, said: str) -> None:
    """Change a part without the screen."""
    from deskapp.domain.setting import setting

    entry = setting(name)
    assert entry.part is not None
    text = entry.part(desk.value(name), part, said, desk.words, desk.room.calendar.day(desk.clock()))
    desk.configuring.change(name, text, desk.actor, desk.words)
    desk.look_again()


async def test_an_entry_that_is_added_can_be_logged_at_once_and_stands_everywhere(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    async with opened(desk) as person:
        await to(person, "codes.category")
        await person.types("end", "enter")
        await person.writes("广场舞\n\n\n")
        assert "已添加：广场舞" in person.status
        await person.types("1")  # the cursor stands on the new entry: it goes on the first key
        assert "按键 1" in person.status
        await person.types("escape", "escape", "escape", "f2")
        assert "1 广场舞" not in person.screen  # the category has not the focus yet
        await person.writes("周敏\n\n1音响太吵\n")
        assert person.column("category") == ["local_1"]
        assert "广场舞" in person.screen
        await person.types("enter")
        assert "广场舞 · 意见建议" in person.screen
        await person.types("escape", "f9")
        await person.until(lambda: "广场舞" in person.screen)
        await person.types("escape", "f5")
        await person.types("tab", "tab")
        assert "1 广场舞" in person.screen


async def test_a_new_name_stands_in_forms_that_lie_open(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", "tab", "tab")
        assert "3 Noise" in person.screen
        other = open_desk(desk.settings)
        change(other, "codes.category", "rename", "noise 吵闹")
        other.close()
        await person.until(lambda: "3 吵闹" in person.screen)
        await person.types("0", *"Noise")  # the name of the program still finds it
        assert "吵闹" in person.screen
        await person.types("enter")
        assert person.form.values()["category"] == "noise"


async def test_one_ctrl_z_takes_one_change_back(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "codes.category")
        await person.types("down", "ctrl+up", "enter")
        await person.writes(" X\n")
        assert desk.words.local["request_category"]["lost_pet"].local == "Lost pet X"
        await person.types("ctrl+z")
        assert desk.words.local["request_category"]["lost_pet"].local == ""
        await person.types("ctrl+z")
        assert not desk.words.local
        await person.types("ctrl+y")
        assert desk.words.local["request_category"].entries[0].code == "lost_pet"
        row = person.read("SELECT reason FROM history WHERE subject = 'setting' AND step = 'set' ORDER BY id")
        assert [one[0] for one in row] == ["Lost pet is moved", "Lost pet X is the label now"]


async def test_an_entry_that_open_records_have_is_switched_off_with_their_number(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    log(desk)
    async with opened(desk) as person:
        await to(person, "codes.category")
        at = [entry.code for entry in LISTS["category"]].index("noise")
        await person.types(*["down"] * at, "space")
        assert "Noise is switched off, 2 open records keep it" in person.status
        await person.types("escape", "escape", "escape")
        assert "Noise" in person.screen
        await person.types("enter", "ctrl+e")
        assert "Noise" in person.screen
        await person.types("escape", "escape", "f2", "tab", "tab")
        assert "Noise" not in person.screen
        await person.types("0")
        assert "Noise" not in person.screen


async def test_what_the_rules_lean_on_is_refused_with_the_reason(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "codes.category")
        at = [entry.code for entry in LISTS["category"]].index("case_report")
        await person.types(*["down"] * at, "space")
        assert "cannot be switched off: the rules for case reports are built on it" in person.status
        assert not desk.words.local


@pytest.mark.parametrize("label", ["[@click=app.quit]x[/]", "[/red]", "{label}", "%s$(x)", "王\u202eevil"])
async def test_a_hostile_label_is_text_wherever_it_stands(tmp_path: Path, label: str) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk, size=WIDE) as person:
        await to(person, "codes.category")
        await person.types("end", "enter")
        await person.writes(label + "\n\n\n")
        shown = label.replace("\u202e", "⟪RLO⟫")
        assert shown in person.status
        assert shown in person.screen
        await person.types("2", "escape", "escape", "escape", "f2")
        await person.writes("\n\n2x\n")
        assert shown[:11] in person.screen
        await person.types("enter", "f8", "f8", "ctrl+e")
        assert shown in person.screen
        person.fits()


async def test_two_windows_one_change_each_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "codes.category")
        await person.types("end", "enter")
        await person.types(*"Pigeons")
        other = open_desk(desk.settings)
        change(other, "codes.category", "add", "Drones")
        other.close()
        await person.types("ctrl+s")
        assert "was changed since you looked at it" in person.screen.replace("\n", " ")
        assert "Pigeons" in person.screen
        await person.types("ctrl+s")
        assert person.top == "CodesScreen"
        codes = [entry.code for entry in desk.words.local["request_category"]]
        assert codes[-2:] == ["drones", "pigeons"]


async def test_a_half_typed_entry_is_a_draft(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "codes.department")
        await person.types("end", "enter")
        await person.types(*"Harbour", "escape")
        await person.types("ctrl+t")
        assert "Body" in person.screen
        await person.types("1", "enter") if "01 " not in person.screen else await person.types("0", "1")
        assert person.form.values()["label"] == "Harbour"


async def test_the_due_table_counts_for_the_next_matter(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "due")
        at = [entry.code for entry in LISTS["category"]].index("noise")
        await person.types(*["down"] * at, "enter", "2")
        await person.types("ctrl+u", *"6h", "enter")
        assert "Noise: Urgent · 6 h" in person.status
        await person.types("escape", "escape", "escape", "f2")
        await person.writes("\n\n3楼上跑跳")
        assert person.form.values()["urgency"] == "urgent"
        assert person.form.values()["due_at"].endswith("18:00")
        await person.types("enter")
        found = person.request()
        assert (found.urgency, found.due_at - found.entered_at) == ("urgent", timedelta(hours=6))


async def test_a_phrase_typed_in_one_burst_lands_where_the_caret_stands(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    async with opened(desk) as person:
        await person.types("f2")
        person.burst(*spell("周敏\n\n3楼上吵"), "home", "ctrl+w", "3", *spell("又说"), "enter")
        await person.settled()
        assert person.column("summary") == ["已当场劝解，双方表示不再争吵。又说楼上吵"]


async def test_a_phrase_is_found_by_pinyin_and_undone_like_typing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    log(desk)
    async with opened(desk) as person:
        await person.types("enter", "3")
        await person.writes("来过：")
        await person.types("ctrl+w", *"wuye", "enter")
        assert person.form.values()["text"] == "来过：已转告物业，请其处理并回复结果。"
        await person.types("ctrl+z")
        assert person.form.values()["text"] == "来过："
        await person.types("ctrl+w", "escape")
        assert person.form.values()["text"] == "来过："


async def test_a_phrase_overwrites_nothing_that_is_marked(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    log(desk)
    async with opened(desk) as person:
        await person.types("enter", "4")
        await person.writes("物业公司")
        await person.types("shift+home", "ctrl+w", "1")
        assert "物业公司" in person.form.values()["waiting_for"]
        assert "已电话联系" in person.form.values()["waiting_for"]


async def test_where_no_phrase_goes_in_the_key_takes_a_word_away(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *spell("Wang Li"), "ctrl+w")
        assert person.form.values()["applicant"] == "Wang"
        await person.types("escape", "f5", *spell("two words"), "ctrl+w")
        assert person.form.values()["text"] == "two"


async def test_more_than_nine_phrases_take_two_digits(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    change(desk, "phrases", "add", "Umbrella|An umbrella was lent.")
    async with opened(desk) as person:
        await person.types("f2", "tab", "tab", "tab", "ctrl+w", "1", "0")
        assert person.form.values()["summary"] == "An umbrella was lent."


async def test_phrases_are_added_moved_and_taken_out(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "phrases")
        await person.types("end", "enter")
        await person.writes("Tea\nOffered tea.\n")
        assert "The phrase is added" in person.status
        await person.types("shift+up", "shift+up")
        kept = json.loads(desk.value("phrases"))
        assert [one.get("name") for one in kept][-3:] == ["Tea", "Safety", "Back again"]
        await person.types("delete", "ctrl+z")
        assert json.loads(desk.value("phrases")) == kept
        await person.types("up", "delete")
        assert "Tea" not in desk.value("phrases")


async def test_a_document_is_added_with_a_warning_and_retired_below(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "rules")
        await person.types("end", "enter")
        await person.writes("Duty rules\n2026\n2026-13-01\n")
        await person.types("ctrl+s")
        assert person.top == "PartDialog"
        assert person.field == "since"
        await person.types("ctrl+u", *spell("2026-03-01\n/nowhere/duty.pdf\n"))
        assert "Duty rules is added · Ctrl+Z undoes · Nothing lies at that path now" in person.status
        await person.types("home", "space")
        assert "it stays below" in person.status
        last = json.loads(desk.value("rules"))[-1]
        assert (last["shipped"], last["retired"]) == (True, True)


async def test_other_words_guess_otherwise(tmp_path: Path) -> None:
    from deskapp.domain.guess import guess_category

    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await to(person, "words")
        at = [entry.code for entry in LISTS["category"]].index("dog")
        await person.types(*["down"] * at, "enter", "end", *spell(" umbrella*9\n"))
        assert "other words" in person.status
        assert guess_category("an umbrella", desk.guess_words)[0].category == "dog"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
async def test_every_page_of_parts_fits_its_screen(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path, language=language)
    async with opened(desk, size=size) as person:
        for name in ("codes.category", "codes.outcome", "due", "phrases", "rules", "words"):
            person.app.push_screen(screen_of(name))
            await person.settled()
            person.fits()
            await person.types("enter")
            assert person.top == "PartDialog"
            person.fits()
            await person.types("f1")
            person.fits()
            await person.types("escape", "escape", "escape")
            assert person.top == "BoardScreen"


async def test_a_broken_value_in_the_file_does_not_stop_the_desk(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    change(desk, "codes.category", "add", "Drones")
    change(desk, "due", "noise", "4h")
    desk.close()
    found = await asyncio.to_thread(_broken, desk)
    async with opened(found) as person:
        assert person.top == "BoardScreen"
        await person.types("f2")
        await person.writes("\n\n3x\n")
        assert person.column("category") == ["noise"]


def _broken(desk: Desk) -> Desk:

    file = bare(desk.settings.database)
    file.execute("UPDATE setting SET value = '[oh'")
    file.commit()
    file.close()
    return open_desk(desk.settings)
