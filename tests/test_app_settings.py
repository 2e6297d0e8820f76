"""The settings on the screen: every one of them changed by keys, refused in words, undone, and counting at once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from deskapp.domain.setting import setting
from deskapp.domain.setting_all import SETTINGS
from deskapp.printing.queue import Queue
from deskapp.reading import settings as reading
from deskapp.screens.settings import values
from deskapp.screens.settings.pages import PAGES
from deskapp.screens.settings.values import id_of
from deskapp.wiring import open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell
from tests.builders import EN
from tests.test_settings_service import BAD, NAMES, good

TYPED_CODES = {
    "masks": "2", "language": "1", "theme": "2", "bell": "2", "volunteer_insured": "2", "paper_language": "3",
    "rewards": "2", "print_sides": "3", "print_paper": "2", "slip_width": "2", "leader_signs": "2",
}  # fmt: skip
"""The digit that changes a setting of a few codes."""


async def go_to(person: Person, name: str) -> None:
    """Open the settings and put the cursor on a row."""
    entry = setting(name)
    page = next(at for at, page in enumerate(PAGES, 1) if page.label == entry.group)
    first = next(one for one in SETTINGS if one.group == entry.group)
    down = [one for one in SETTINGS if one.group == entry.group].index(entry)
    assert id_of(first) > 0
    await person.types("ctrl+k", str(page), "home", *["down"] * down)
    assert person.top == "SettingsScreen"


def keys_for(name: str, typed: str) -> list[str]:
    """A digit moves on by itself, from a text Tab does."""
    return [TYPED_CODES[name]] if name in TYPED_CODES else [*spell(typed), "tab"]


@pytest.fixture(autouse=True)
def no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "queues", lambda: ())


# -- every setting


@pytest.mark.parametrize("name", NAMES)
async def test_each_setting_is_changed_by_keys_kept_and_undone(home: Path, name: str) -> None:
    desk = new_desk(home)
    typed, kept = good(name, home)
    if name == "language":
        typed, kept = "zh", "zh"
        desk.configuring.change("language", "en", desk.actor, EN)
        desk.look_again()
    old = desk.value(name)
    async with opened(desk) as person:
        await go_to(person, name)
        await person.types("enter", *keys_for(name, typed), *"why", "ctrl+s")
        assert person.top == "SettingsScreen", person.screen
        assert desk.value(name) == kept
        (change, *_) = reading.changes(desk.reader, 1, name)
        assert (change.old, change.new, change.reason) == (old, kept, "why")
        await person.types("ctrl+z")
        assert desk.value(name) == old
        await person.types("ctrl+y")
        assert desk.value(name) == kept
        with closing(open_desk(desk.settings)) as again:
            assert again.value(name) == kept


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TYPED_CODES and name != "exports"])
async def test_bad_input_is_told_beside_the_field_when_it_is_left_and_nothing_is_written(
    home: Path, name: str
) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await go_to(person, name)
        await person.types("enter", *spell(BAD[name]), "tab")
        assert person.error("value"), person.screen
        person.fits()
        await person.types("ctrl+s")
        assert (person.top, person.field) == ("ChangeDialog", "value")
        assert person.error("value")
        assert person.form.values()["value"] == BAD[name].strip()
        assert not person.read("SELECT 1 FROM setting")
        assert not person.read("SELECT 1 FROM history")


# -- what counts at once


async def test_a_burst_through_page_row_and_box_lands_right(home: Path) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+k", "3", "enter", *"14", "enter", *"trial", "enter")
        assert desk.values.number("repeat_days") == 14
        assert "14 days" in person.status
        assert "Ctrl+Z" in person.status


async def test_language_colours_and_bell_count_at_once_and_after_undo(home: Path) -> None:
    desk = new_desk(home)
    desk.configuring.change("language", "en", desk.actor, EN)
    desk.look_again()
    async with opened(desk) as person:
        await go_to(person, "language")
        await person.types("enter", "1", "enter")
        assert "设置" in person.screen
        assert person.app.words.language == "zh"
        await person.types("ctrl+z")
        assert "Settings" in person.screen
        await person.types("down", "enter", "2", "enter")
        assert person.app.theme == "desk-light"
        await person.types("ctrl+z")
        assert person.app.theme == "desk-dark"
        await person.types("down", "enter", "2", "enter")
        assert person.app.settings.bell == "off"


async def test_room_name_and_zone_stand_on_the_head_row_at_once(home: Path) -> None:
    desk = new_desk(home)
    async with opened(desk, size=WIDE) as person:
        await go_to(person, "room")
        await person.types("enter", *"滨河警务室", "ctrl+s")
        assert "滨河警务室" in person.lines[0]
        assert "12:00" in person.lines[0]
        await person.types("down", "enter", *"Asia/Urumqi", "ctrl+s")
        assert "10:00" in person.lines[0]
        await person.types("ctrl+z", "ctrl+z")
        assert "明珠社区警务室" in person.lines[0]
        assert "12:00" in person.lines[0]


async def test_strict_masks_cover_the_names_of_the_board_at_once(home: Path) -> None:
    desk = new_desk(home)
    log(desk, applicant="王秀英")
    async with opened(desk) as person:
        assert "王秀英" in person.screen
        await go_to(person, "masks")
        await person.types("enter", "2", "enter", "escape", "escape")
        assert person.top == "BoardScreen"
        assert "王秀英" not in person.screen
        assert "王＊＊" in person.screen
        await person.types("enter")
        assert "王秀英" in person.screen


async def test_another_window_sees_the_change_within_a_tick(home: Path) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+k", "3")
        with closing(open_desk(desk.settings)) as other:
            other.configuring.change("repeat_days", "9", other.actor, EN)
            other.configuring.change("room", "滨河警务室", other.actor, EN)
        await person.until(lambda: "9 days" in person.screen)
        assert desk.values.number("repeat_days") == 9
        assert desk.room.name == "滨河警务室"


async def test_two_windows_with_the_same_box_open_do_not_write_over_each_other(home: Path) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+k", "3", "enter", *"14")
        with closing(open_desk(desk.settings)) as other:
            other.configuring.change("repeat_days", "9", other.actor, EN)
        await person.types("ctrl+s")
        assert person.top == "ChangeDialog"
        assert "look again" in person.screen
        desk.look_again()
        assert desk.values.number("repeat_days") == 9


# -- the cover


async def test_the_cover_comes_after_so_many_minutes_without_a_key(home: Path) -> None:
    desk = new_desk(home)
    desk.configuring.change("cover_minutes", "5", desk.actor, EN)
    desk.look_again()
    log(desk, applicant="王秀英")
    async with opened(desk) as person:
        person.app._last_key -= 4 * 60
        person.ticks()
        await person.settled()
        assert person.top == "BoardScreen"
        person.app._last_key -= 70
        person.ticks()
        await person.settled()
        assert person.top == "CoverScreen"
        assert "王秀英" not in person.screen
        person.ticks()
        await person.types("x")
        assert person.top == "BoardScreen"
        person.ticks()
        await person.settled()
        assert person.top == "BoardScreen"


async def test_nobody_has_to_set_it_and_nought_means_never(home: Path) -> None:
    desk = new_desk(home)
    async with opened(desk, close=False) as person:
        person.app._last_key -= 3 * 60
        person.ticks()
        await person.settled()
        assert person.top == "CoverScreen"
    desk.configuring.change("cover_minutes", "0", desk.actor, EN)
    desk.look_again()
    async with opened(desk) as person:
        person.app._last_key -= 24 * 3600
        person.ticks()
        await person.settled()
        assert person.top == "BoardScreen"


# -- ways through the screen


async def test_escape_goes_one_step_back_each_time(home: Path) -> None:
    async with opened(new_desk(home)) as person:
        await person.types("ctrl+k", "3", "enter")
        for top in ("SettingsScreen", "SettingsScreen", "BoardScreen"):
            await person.types("escape")
            assert person.top == top


async def test_the_history_of_a_setting_is_shown_by_right(home: Path) -> None:
    desk = new_desk(home)
    for days in ("7", "8", "9"):
        desk.configuring.change("repeat_days", days, desk.actor, EN, reason=f"because {days}")
    async with opened(desk) as person:
        await person.types("ctrl+k", "3", "right")
        assert person.top == "HistoryDialog"
        assert [word in person.screen for word in ("30 days → 7 days", "because 8", "李辉 012345")] == [
            True
        ] * 3
        await person.types("escape")
        assert person.top == "SettingsScreen"
        await person.types("4", "right")
        assert "Nobody has changed this" in person.status


async def test_a_half_typed_change_is_kept_and_comes_back_from_the_list_of_drafts(home: Path) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+k", "3", "enter", *"21", "escape")
        assert "draft is kept" in person.status
        await person.types("escape", "escape", "ctrl+t")
        assert "Settings" in person.screen
        await person.types("enter")
        assert person.top == "ChangeDialog"
        assert person.form.values()["value"] == "21"
        await person.types("ctrl+s", "escape", "escape")
        desk.look_again()
        assert desk.values.number("repeat_days") == 21
        await person.types("ctrl+t")
        assert "No draft" in person.status


async def test_the_printers_of_this_machine_are_offered(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "queues", lambda: (Queue("hall"), Queue("office", accepts=False)))
    desk = new_desk(home)
    async with opened(desk) as person:
        await go_to(person, "printer")
        await person.types("enter")
        assert "2 hall" in person.screen
        await person.types("3", "enter")
        assert desk.value("printer") == "office"
        await person.types("enter", "1", "enter")
        assert desk.value("printer") == ""


async def test_another_desk_file_is_said_to_count_from_the_next_start(home: Path) -> None:
    desk = new_desk(home)
    place, _ = good("database", home)
    async with opened(desk) as person:
        await go_to(person, "database")
        assert "next start" in " ".join(person.screen.replace("│", " ").split())
        await person.types("enter", *spell(place), "ctrl+s")
        assert "next start" in person.status
        assert "In use now" in person.screen
        assert desk.settings.database != Path(place)


async def test_ctrl_k_deletes_nothing_and_leaves_a_half_typed_form_as_it_is(home: Path) -> None:
    async with opened(new_desk(home)) as person:
        await person.types("f2", *"王秀英", "home", "ctrl+k")
        assert person.top == "SettingsScreen"
        await person.types("escape")
        assert person.form.values()["applicant"] == "王秀英"
        await person.types("escape", "ctrl+o", "0", *"赵磊", "home", "ctrl+k")
        assert person.top == "AddOfficer"
        assert person.form.values()["officer"] == "赵磊"


# -- people


async def test_an_officer_is_corrected_and_deactivated_on_the_screen(home: Path) -> None:
    desk = new_desk(home)
    desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    people = len(PAGES) if PAGES[-1].label == "Officers" else [p.label for p in PAGES].index("Officers") + 1
    async with opened(desk) as person:
        await person.types("ctrl+k", str(people), "down", "enter", "end", "backspace", *"锋", "ctrl+s")
        assert desk.officers[1].name == "周海锋"
        assert "周海锋" in person.screen
        await person.types("enter", "tab", "tab", "tab", "2", *"调离", "enter")
        assert not desk.officers[1].active
        assert "deactivated" in person.screen
        await person.types("right")
        assert "调离" in person.screen
        await person.types("escape", "ctrl+z")
        assert desk.officers[1].active
        await person.types("ctrl+z")
        assert desk.officers[1].name == "周海峰"


async def test_whoever_writes_now_cannot_be_deactivated(home: Path) -> None:
    desk = new_desk(home)
    people = [page.label for page in PAGES].index("Officers") + 1
    async with opened(desk) as person:
        await person.types("ctrl+k", str(people), "enter", "tab", "tab", "tab", "2", "enter")
        assert person.top == "PersonDialog"
        assert "Ctrl+O" in person.error("presence")
        assert desk.officers[0].active


async def test_somebody_is_added_from_the_page_of_people(home: Path) -> None:
    desk = new_desk(home)
    people = [page.label for page in PAGES].index("Officers") + 1
    async with opened(desk) as person:
        await person.types(
            "ctrl+k", str(people), "end", "enter", *"赵磊", "enter", *"F1", "enter", "2", "enter"
        )
        assert person.top == "SettingsScreen"
        assert desk.officers[1].signature() == "赵磊 F1"
        assert "赵磊" in person.screen


# -- sizes and languages


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_is_whole(home: Path, language: str, size: tuple[int, int]) -> None:
    desk = new_desk(home, language=language)
    t = desk.words
    async with opened(desk, size=size) as person:
        await person.types("ctrl+k")
        person.fits()
        for at, page in enumerate(PAGES[:9], 1):
            await person.types(str(at))
            person.fits()
            for row in page.rows(desk, t):
                assert row.cells[0] in person.screen
                await person.types("down")
            await person.types("home")
            await person.types("enter")
            person.fits()
            assert person.top != "SettingsScreen", page.label
            await person.types("escape")
        if size != SMALL:
            assert all(t(page.label) in person.screen for page in PAGES)


async def test_hostile_values_are_shown_as_text(home: Path) -> None:
    desk = new_desk(home)
    desk.configuring.change("room", "[red]x[/] \x1b]0;y\x07 \u202e警务室", desk.actor, EN)
    desk.look_again()
    async with opened(desk) as person:
        await person.types("ctrl+k", "1", "down")
        assert "[red]x[/]" in person.screen
        assert "\x1b" not in person.screen
        assert "\u202e" not in person.screen
        person.fits()


async def test_in_a_small_window_a_burst_through_the_pages_always_ends_in_a_box(home: Path) -> None:
    people = str([page.label for page in PAGES].index("Officers") + 1)
    async with opened(new_desk(home), size=SMALL) as person:
        await person.types("ctrl+k")
        for _ in range(5):
            await person.types("3", "left", people, "enter", "tab")
            assert person.top == "PersonDialog"
            await person.types("escape", "escape")
            assert person.top == "SettingsScreen"
