"""The quick line: typing on the board becomes a filled form, a second Enter saves it, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from deskapp.domain.draft import Draft
from deskapp.widgets.quick_line import QuickLine
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell

LINE = "王秀英 13800010001 楼上半夜跑跳"


def line(person: Person) -> QuickLine:
    return person.app.screen.query_one(QuickLine)


def drafts(person: Person) -> list[Draft]:
    desk = person.app.desk
    desk.drafts.flush()
    return list(desk.drafts.all(desk.room.id, desk.room.signed_in))


async def test_one_burst_on_the_board_logs_a_request(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell(LINE + "\n\n"))
        assert person.top == "BoardScreen"
        found = person.request()
        assert (found.applicant, found.phone, found.category) == ("王秀英", "13800010001", "noise")
        assert (found.summary, found.channel, found.urgency) == ("楼上半夜跑跳", "walk_in", "normal")
        assert found.number in person.status
        assert not line(person).is_open
        assert drafts(person) == []


async def test_ten_lines_in_one_burst_give_ten_records(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        person.burst(
            *(key for number in range(10) for key in spell(f"李红 1380001000{number} 楼上噪音 {number}\n\n"))
        )
        await person.settled()
        assert person.column("phone") == [f"1380001000{number}" for number in range(10)]
        assert set(person.column("category")) == {"noise"}
        assert person.column("summary") == [f"楼上噪音 {number}" for number in range(10)]


async def test_the_form_shows_what_was_guessed_and_the_digits_are_the_best_guesses(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell("王秀英 昨天邻居的狗在3号楼半夜叫，吵得睡不着，还吵架\n"))
        assert person.top == "QuickScreen"
        assert person.field == "category"
        form = person.form
        assert {"applicant", "category", "place", "occurred_at", "channel"} <= form.proposals()
        assert "summary" not in form.proposals()
        row = next(text for text in person.lines if "[1 " in text)
        assert "proposed" in row
        first, second = row.split("[1 ")[1].split("]")[0], row.split(" 2 ")[1].split("  3 ")[0].strip()
        await person.types("2")
        assert person.field == "summary"
        await person.types("enter")
        assert person.top == "BoardScreen"
        category = person.request().category
        assert category in ("dog", "noise", "dispute")
        assert category != first
        assert second


async def test_enter_saves_at_once_from_any_field_and_tab_goes_on(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell(LINE + "\n"), "tab")
        assert person.field == "summary"
        await person.types("up", "up")
        assert person.field == "phone"
        await person.types("up", *"李梅", "enter")
        assert person.request().applicant == "李梅"


async def test_a_line_that_tells_no_category_asks_for_one(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell("王秀英 嗯嗯嗯\n\n"))
        assert person.top == "QuickScreen"
        assert "No category is chosen" in person.error("category")
        await person.types("3", "enter")
        assert person.request().category == "noise"


async def test_a_guessed_case_report_is_saved_only_when_somebody_says_that_it_is_one(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell("王秀英 13800010001 电动车昨夜被偷\n\n"))
        assert person.top == "QuickScreen"
        assert "press 1" in person.error("category")
        assert person.form.values()["summary"] == "电动车昨夜被偷"
        await person.types("1", "enter")
        found = person.request()
        assert (found.category, found.summary) == ("case_report", "")


async def test_esc_in_the_line_keeps_it_as_a_draft_of_the_log_form(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell(LINE), "escape")
        assert person.top == "BoardScreen"
        assert not line(person).is_open
        assert "F2" in person.status
        await person.types("f2", "ctrl+r")
        values = person.form.values()
        assert (values["applicant"], values["phone"], values["summary"]) == (
            "王秀英",
            "13800010001",
            "楼上半夜跑跳",
        )


async def test_esc_in_the_form_keeps_the_draft_and_saving_takes_it_away(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell(LINE + "\n"), "escape")
        assert person.top == "BoardScreen"
        (draft,) = drafts(person)
        assert draft.values["applicant"] == "王秀英"
        assert draft.values["summary"] == "楼上半夜跑跳"
        await person.types("f2", "ctrl+r", "enter", "enter", "3", "enter")
        assert drafts(person) == []
        assert person.request().applicant == "王秀英"


async def test_a_name_alone_is_not_lost_either(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell("王秀英\n"), "escape")
        assert [draft.values["applicant"] for draft in drafts(person)] == ["王秀英"]


async def test_what_stands_in_the_line_is_kept_while_another_form_is_used_and_at_the_end(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk, close=False) as person:
        await person.types(*spell(LINE), "f2")
        assert person.top == "LogScreen"
        assert "draft" not in person.status  # it lies open below
        await person.types("escape")
        assert line(person).text == LINE
        await person.types("ctrl+q")
        assert person.app.kept_at_end
    desk.drafts.flush()
    assert [draft.values["phone"] for draft in desk.drafts.all(desk.room.id, desk.room.signed_in)] == [
        "13800010001"
    ]
    desk.close()


async def test_two_lines_given_up_are_two_drafts(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell("路灯坏了"), "escape", *spell("井盖没了"), "escape")
        assert {draft.values["summary"] for draft in drafts(person)} == {"路灯坏了", "井盖没了"}


async def test_an_empty_line_closes_and_leaves_nothing(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("ctrl+u", "enter")
        assert person.top == "BoardScreen"
        assert not line(person).is_open
        await person.types("ctrl+u", "x", "backspace", "escape")
        assert not line(person).is_open
        assert drafts(person) == []


async def test_marks_of_the_board_keep_their_meaning(tmp_path: Path) -> None:
    for key, char, top in (("question_mark", "?", "HelpDialog"), ("slash", "/", "FindScreen"),
                           ("ideographic_comma", "、", "FindScreen")):  # fmt: skip
        folder = tmp_path / key
        folder.mkdir()
        async with opened(new_desk(folder)) as person:
            person.app.post_message(events.Key(key, char))
            await person.settled()
            assert person.top == top


async def test_arrows_and_enter_still_move_in_the_list_and_the_text_stays(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await person.types(*"路灯", "up", "down", "enter")
        assert person.top == "RecordScreen"
        await person.types("escape", *"坏了")
        assert line(person).text == "路灯坏了"
        await person.types("enter")
        assert person.top == "QuickScreen"


async def test_an_input_methods_commit_and_a_paste_begin_the_line(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        person.app.post_message(events.Key("王秀英", "王秀英"))
        person.app.post_message(events.Key("space", " "))
        person.app.post_message(events.Key("路灯坏了", "路灯坏了"))
        await person.settled()
        assert line(person).text == "王秀英 路灯坏了"
        await person.types("escape")
        await person.pastes("李红\n13800010001\n井盖没了")
        assert line(person).text == "李红 13800010001 井盖没了"
        await person.types("enter")
        assert person.form.values()["phone"] == "13800010001"


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
async def test_the_board_does_not_move_when_the_line_opens(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = new_desk(tmp_path, language="zh")
    for _ in range(30):
        log(desk)
    async with opened(desk, size=size) as person:
        before = person.lines
        await person.types("王")
        person.fits()
        # Beside the line itself only the mark of the list's cursor changes: the caret is elsewhere now.
        pairs = enumerate(zip(before, person.lines, strict=True))
        assert [at for at, (old, new) in pairs if old[2:] != new[2:]] == [size[1] - 3]
        await person.types(*"秀英", "escape")
        assert person.lines[: size[1] - 3] == before[: size[1] - 3]


async def test_help_and_language_work_in_the_line(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*"路灯", "f1")
        assert "a filled form" in person.screen
        await person.types("escape", "f8", *"坏了", "enter", "f1")
        assert person.top == "HelpDialog"
        await person.types("escape")
        assert "待定" in person.screen or "建议" in person.screen


async def test_the_palette_opens_the_line(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("ctrl+p", *"quick", "enter")
        assert line(person).is_open
        assert person.field == "quick"


async def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.pastes("[red]王秀英[/] \x1b]0;x\x07 路灯坏了 [@click=app.quit]x[/]")
        await person.types("enter", "enter")
        assert person.request().summary.startswith("[red]王秀英[/] ␛]0;x␇ 路灯坏了")
