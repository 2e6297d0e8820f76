"""Half-typed forms: kept on every way out, offered back with one key, listed, discarded on purpose only."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from deskapp import db
from deskapp.app import DeskApp
from deskapp.domain.draft import Place
from deskapp.screens.board import BoardScreen
from deskapp.screens.drafting import SOON
from deskapp.settings import load
from deskapp.widgets.quick_line import QuickLine
from deskapp.wiring import Setup, open_desk, set_up
from tests.app_builders import NARROW, SMALL, Person, log, new_desk, opened, spell, turn
from tests.bare import bare
from tests.builders import EN
from tests.terminal import Terminal, the_desk


def kept(person: Person) -> list[tuple[str, str, str]]:
    """The drafts in the file."""
    assert person.app.desk.drafts.flush() is None
    rows = person.read("SELECT form, subject, typed FROM draft ORDER BY id")
    return [(row["form"], row["subject"], row["typed"]) for row in rows]


# -- the log form


async def test_a_draft_is_kept_on_escape_and_comes_back(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *spell("王秀英\n13800010009\n3楼上噪音"), "escape")
        assert person.top == "BoardScreen"
        assert "Ctrl+R" in person.status
        assert len(kept(person)) == 1
        turn(desk, minutes=5)
        await person.types("f2")
        assert person.form.values()["applicant"] == ""
        assert "from 5 min ago" in person.status
        assert "Ctrl+R" in person.status
        await person.types("ctrl+r")
        values = person.form.values()
        assert (values["applicant"], values["phone"]) == ("王秀英", "13800010009")
        assert (values["category"], values["summary"]) == ("noise", "楼上噪音")
        assert len(kept(person)) == 1
        await person.types("ctrl+s")
        assert person.request().summary == "楼上噪音"
        assert kept(person) == []
        await person.types("f2")
        assert "Ctrl+R" not in person.status


async def test_a_draft_outlives_the_request_that_came_between(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *spell("王秀英\n\n3楼上噪音"), "escape")
        await person.types("f2", *spell("赵大勇\n\n1邻里纠纷\n"))
        await person.types("f2", *"孙", "escape")
        await person.types("f2", "ctrl+r")
        assert person.form.values()["applicant"] == "孙"
        await person.types("ctrl+r")
        assert person.form.values()["summary"] == "楼上噪音"
        await person.types("ctrl+s", "f2", "ctrl+r")
        assert person.form.values()["applicant"] == "孙"
        assert person.column("applicant") == ["赵大勇", "王秀英"]


async def test_ctrl_r_goes_round_through_all_that_waits_and_through_what_was_just_typed(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        for name in "甲乙":
            await person.types("f2", name, "escape")
            turn(desk, minutes=1)
        await person.types("f2", "丙")
        seen = []
        for _ in range(4):
            await person.types("ctrl+r")
            seen.append(person.form.values()["applicant"])
        assert seen == ["乙", "甲", "丙", "乙"]
        assert len(kept(person)) == 3


async def test_what_is_typed_is_in_the_file_while_the_form_is_open(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王秀英")
        began = time.monotonic()
        await person.until(lambda: person.read("SELECT 1 FROM draft WHERE typed LIKE '%王秀英%'"), SOON + 2)
        assert time.monotonic() - began < 1.5
        await person.types(*["backspace"] * 3)
        await person.until(lambda: not person.read("SELECT 1 FROM draft"), SOON + 2)


async def test_nothing_typed_leaves_no_draft(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", "x", "backspace", "escape")
        assert kept(person) == []
        assert "Ctrl+R" not in person.status
        await person.types("f2", "ctrl+r")
        assert "No other draft" in person.status


async def test_ctrl_d_discards_on_purpose_and_ctrl_r_takes_it_back(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", "ctrl+d")
        assert "nothing to discard" in person.status
        await person.types(*spell("王秀英\n\n3楼上噪音"), "ctrl+d")
        assert "discarded" in person.status
        assert person.field == "applicant"
        assert not any(person.form.values()[name] for name in ("applicant", "category", "summary"))
        assert kept(person) == []
        await person.types("ctrl+r")
        assert person.form.values()["summary"] == "楼上噪音"
        assert len(kept(person)) == 1
        await person.types("ctrl+d", "escape", "f2")
        assert "Ctrl+R" not in person.status
        await person.types("ctrl+r")
        assert person.form.values()["applicant"] == ""


async def test_ctrl_d_in_an_empty_form_discards_the_draft_that_is_offered(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王秀英", "escape", "f2", "ctrl+d")
        assert "discarded" in person.status
        assert kept(person) == []


async def test_the_facts_of_a_case_leave_the_file_and_esc_says_so(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *spell("王秀英\n\n3紫色手提箱"))
        person.app.screen.keep_now()  # type: ignore[attr-defined]
        assert "紫色手提箱" in kept(person)[0][2]
        person.form.choose("category", "case_report")
        await person.settled()
        person.app.desk.drafts.flush()
        for file in tmp_path.rglob("*"):
            if file.is_file():
                assert "紫色手提箱".encode() not in file.read_bytes(), file
        assert person.form.values()["summary"] == "紫色手提箱"
        await person.types("escape")
        assert "without the facts" in person.status
        await person.types("f2", "ctrl+r")
        assert (person.form.values()["applicant"], person.form.values()["summary"]) == ("王秀英", "")


async def test_a_form_that_lies_open_below_is_not_offered_as_a_draft(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王", "f5", "f2")
        assert person.top == "LogScreen"
        assert "Ctrl+R" not in person.status
        await person.types(*"李", "escape")
        assert [row[0] for row in kept(person)] == ["log", "log 2"]
        await person.types("escape")
        assert person.form.values()["applicant"] == "王"


async def test_the_form_with_its_keys_fits_the_smallest_screen(tmp_path: Path) -> None:
    for size in (SMALL, NARROW):
        async with opened(new_desk(tmp_path / str(size[0]), language="zh"), size=size) as person:
            await person.types("f2", "王", "escape", "f2")
            person.fits()
            await person.types("ctrl+d")
            person.fits()


# -- boxes


async def test_a_step_box_keeps_a_draft_of_its_record_and_step(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    first, second = log(desk).number, log(desk).number
    async with opened(desk) as person:
        person.app.open_record(first)
        await person.settled()
        await person.types("3", *"劝和了", "escape")
        assert kept(person)[0][:2] == ("step:solve", first)
        assert "kept" in person.status
        await person.types("0")
        assert "min ago" not in person.screen
        await person.types("escape", "escape")
        person.app.open_record(second)
        await person.settled()
        await person.types("3")
        assert "min ago" not in person.screen
        await person.types("escape", "escape")
        person.app.open_record(first)
        await person.settled()
        await person.types("3")
        assert "1 min ago" in person.screen
        await person.types("ctrl+r")
        assert person.form.values()["text"] == "劝和了"
        await person.types("enter")
        assert person.request(first).result == "劝和了"
        assert kept(person) == []


async def test_a_step_box_left_as_it_was_keeps_nothing_and_ctrl_d_empties_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk).number
    async with opened(desk) as person:
        person.app.open_record(number)
        await person.settled()
        await person.types("1", "escape")
        assert kept(person) == []
        await person.types("3", *"劝", "ctrl+d")
        assert person.top == "StepDialog"
        assert person.form.values()["text"] == ""
        assert "discarded" in person.screen
        await person.types("escape")
        assert kept(person) == []


# -- the list, the start, the officers


async def test_after_a_restart_the_board_tells_and_the_list_opens_what_waits(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk).number
    async with opened(desk) as person:
        await person.types("f2", *spell("王秀英\n\n3楼上噪音"), "escape")
        assert len(kept(person)) == 1
    async with opened(open_desk(desk.settings)) as person:
        assert person.status == "1 draft is kept: F2, Ctrl+R"
        person.app.open_record(number)
        await person.settled()
        await person.types("0", "1", *"打过电话", "escape", "escape")
    async with opened(open_desk(desk.settings)) as person:
        assert person.status == "Drafts are kept: 2. Ctrl+T lists them."
        await person.types("ctrl+p", *"Drafts", "enter")
        assert person.top == "DraftsDialog"
        assert "王秀英 楼上噪音" in person.screen
        assert f"{number}  Add an entry" in person.screen
        await person.types("0", "1")
        assert person.top == "StepDialog"
        assert person.top == "StepDialog"
        assert person.form.values()["text"] == "打过电话"
        await person.types("ctrl+s")
        assert [row[0] for row in person.read("SELECT text FROM action_log")] == ["打过电话"]
        await person.types("ctrl+t", "0", "1")
        assert person.top == "LogScreen"
        assert person.form.values()["summary"] == "楼上噪音"
        await person.types("ctrl+s", "ctrl+t")
        assert "No draft is kept" in person.status
        assert kept(person) == []


async def test_a_half_typed_officer_is_listed_and_opened(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("ctrl+o", "0", *"赵大勇", "escape", "escape")
        assert kept(person)[0][0] == "officer"
        await person.types("ctrl+t", "enter")
        assert person.top == "AddOfficer"
        assert person.form.values()["officer"] == "赵大勇"


async def test_a_draft_without_any_text_is_not_kept(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *spell("\n\n1"), "escape")
        await person.types("ctrl+o", "0")
        chosen = next(spec for spec in person.form.specs if spec.kind == "code" and spec.codes is not None)
        assert chosen.codes is not None
        person.form.choose(chosen.name, list(chosen.codes)[-1].code)
        await person.settled()
        await person.types("escape")
        await person.types("escape")
        assert kept(person) == []
        await person.types("ctrl+t")
        assert "No draft is kept" in person.status


async def test_drafts_from_before_that_hold_no_text_are_gone_from_the_list_and_the_file(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    actor = desk.room.signed_in
    desk.drafts.keep(Place(desk.room.id, actor, "step:solve", "003"), {"outcome": "solved", "kind": "note"})
    desk.drafts.keep(Place(desk.room.id, actor, "log"), {"applicant": "王秀英"})
    async with opened(desk) as person:
        assert person.status == "1 draft is kept: F2, Ctrl+R"
        await person.types("ctrl+t")
        assert "Ctrl+R take back" in person.screen
        assert [row[0] for row in kept(person)] == ["log"]


async def test_one_draft_is_dropped_in_the_list_and_taken_back(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        for name in "甲乙丙":
            await person.types("f2", name, "escape")
            turn(desk, minutes=1)
        await person.types("ctrl+t", "down", "ctrl+d")
        assert person.top == "DraftsDialog"
        assert "dropped" in person.screen
        assert sorted(row[2][-4:-2] for row in kept(person)) == ['"丙', '"甲']
        assert "乙" not in person.screen
        await person.types("delete", "delete", "delete")
        assert kept(person) == []
        assert "No draft is marked" in person.screen
        await person.types("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
        assert len(kept(person)) == 3
        assert "nothing to take back" in person.screen
        await person.types("0", "3")
        assert person.top == "LogScreen"
        assert person.form.values()["applicant"] == "甲"


async def test_dropping_what_lies_open_below_keeps_the_form_and_forgets_the_draft(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王秀英", "ctrl+t", "ctrl+d", "escape")
        assert person.form.values()["applicant"] == "王秀英"
        assert kept(person) == []


async def test_a_draft_whose_record_moved_on_says_so_and_opens_the_record(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk).number
    async with opened(desk) as person:
        person.app.open_record(number)
        await person.settled()
        await person.types("3", *"劝和了", "escape")
        assert len(kept(person)) == 1
        desk.requests.step(number, "void", {"text": "记错了", "confirm": number}, desk.actor, EN)
        await person.types("escape", "ctrl+t")
        assert "(the record is: Voided)" in person.screen
        await person.types("0", "1")
        assert person.top == "RecordScreen"
        assert "has moved on: Voided" in person.status
        assert len(kept(person)) == 1


async def test_the_start_names_ctrl_t_where_the_draft_is_no_new_request(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f7", *"王秀英", "escape")
    async with opened(open_desk(desk.settings)) as person:
        assert person.status == "1 draft is kept: Ctrl+T opens it"
        await person.types("ctrl+t", "enter")
        assert person.top == "OpeningScreen"
        await person.types("x", "ctrl+q")
        assert person.app.kept_at_end == "Ctrl+T"


async def test_the_list_shows_short_masked_words_only(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    told = "电话13800010009身份证340801198001011234" + "很长的话" * 20
    number = log(desk, dangers="minor", applicant="陈小明").number
    async with opened(desk) as person:
        await person.types("f2", *"王秀英")
        person.form.set_values({"summary": told})
        await person.settled()
        await person.types("escape")
        person.app.open_record(number)
        await person.settled()
        await person.types("0", *"陈小明说", "escape", "escape", "ctrl+t")
        for hidden in ("13800010009", "340801198001011234", "陈小明", "很长的话" * 7):
            assert hidden not in person.screen
        assert "138****0009" in person.screen


async def test_the_list_of_drafts_fits_the_smallest_screens(tmp_path: Path) -> None:
    for size in (SMALL, NARROW):
        for language in ("en", "zh"):
            home = tmp_path / f"{size[0]}{language}"
            async with opened(new_desk(home, language=language), size=size) as person:
                await person.types("f2", "王", "escape", "ctrl+t", "ctrl+d", "ctrl+r")
                person.fits()
                assert "Ctrl+D" in person.screen
                assert "Esc" in person.screen


async def test_another_officers_drafts_are_not_shown(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.staff.add(desk.room, "赵大勇", "012346", "officer", desk.actor, EN)
    async with opened(desk) as person:
        await person.types("f2", *"王秀英", "escape", "ctrl+o", "2")
        assert "赵大勇" in person.status
        await person.types("f2")
        assert "Ctrl+R" not in person.status
        await person.types("ctrl+r")
        assert person.form.values()["applicant"] == ""
        await person.types("孙", "escape", "ctrl+t")
        assert "孙" in person.screen
        assert "王秀英" not in person.screen
        await person.types("escape", "ctrl+o", "1", "f2", "ctrl+r")
        assert person.form.values()["applicant"] == "王秀英"


async def test_two_windows_on_one_draft_the_last_write_wins(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *"王", "escape")
        assert len(kept(person)) == 1
        async with opened(open_desk(desk.settings)) as other:
            for one in (person, other):
                await one.types("f2", "ctrl+r")
            await person.types(*"秀英", "escape")
            assert len(kept(person)) == 1
            await other.types(*"建国", "escape")
            assert len(kept(other)) == 1
            await person.types("f2", "ctrl+r")
            assert person.form.values()["applicant"] == "王建国"
            await person.types("ctrl+d")
            await other.types("f2", "ctrl+r")


async def test_a_file_held_busy_is_told_once_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 30)
    desk = new_desk(tmp_path)
    other = bare(desk.settings.database, isolation_level=None)
    async with opened(desk) as person:
        await person.types("f2")
        other.execute("BEGIN IMMEDIATE")
        await person.types(*"王秀英")
        await person.until(lambda: "not in the file yet" in person.status)
        await person.types("f12", "escape", "x", "backspace")
        assert person.form.values()["applicant"] == "王秀英"
        other.execute("ROLLBACK")
        await person.types("escape")
        assert "王秀英" in kept(person)[0][2]
    other.close()


# -- the ways out


async def test_ctrl_q_leaves_at_once_and_what_was_typed_is_kept(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *"王秀英")
        person.burst("ctrl+q")
        await person.until(lambda: person.app._exit)
        assert person.app.kept_at_end
    async with opened(open_desk(desk.settings)) as person:
        await person.types("f2", "ctrl+r")
        assert person.form.values()["applicant"] == "王秀英"


async def test_a_crash_keeps_what_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path)

    def broken(_: DeskApp) -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        async with opened(desk) as person:
            await person.types("f2", *"王秀英")
            monkeypatch.setattr(DeskApp, "action_cover", broken)
            await person.types("f12")
    async with opened(open_desk(desk.settings)) as person:
        await person.types("f2", "ctrl+r")
        assert person.form.values()["applicant"] == "王秀英"


@pytest.fixture
def file(home: Path) -> Path:
    desk = set_up(load(language="en"), Setup("明珠路派出所", "警务室", "李辉", "012345", "en", practice=True))
    desk.close()
    return desk.settings.database


def a_terminal(file: Path) -> Terminal:
    return Terminal(the_desk("--db", str(file), "--lang", "en"))


def brought_back(file: Path) -> str:
    """What Ctrl+R brings into the form after a new start."""
    with a_terminal(file) as terminal:
        terminal.sees("1 draft is kept: F2, Ctrl+R")
        terminal.types("f2")
        terminal.sees("Ctrl+R brings it back")
        terminal.types("\x12")
        terminal.sees("The draft is back")
        return terminal.screen


def test_kill_9_while_typing_loses_at_most_the_last_second(file: Path) -> None:
    with a_terminal(file) as terminal:
        terminal.sees("F2 logs a request")
        terminal.types("f2")
        terminal.sees("Ctrl+D")
        end, sent = time.monotonic() + 4.0, 0
        seen_at: list[float] = []
        while time.monotonic() < end:
            terminal.types(f"{sent % 10}")
            sent += 1
            terminal.pump(0.1)  # so few that the field shows all of them
            seen_at.append(time.monotonic())
        killed = time.monotonic()
        terminal.process.send_signal(signal.SIGKILL)
        assert terminal.ends() == -signal.SIGKILL
    older = sum(at < killed - 1.0 for at in seen_at)
    assert older > 10
    wanted = "".join(str(number % 10) for number in range(older))
    assert wanted in brought_back(file)


@pytest.mark.parametrize("way", ["sigterm", "sighup", "ctrl+q", "escape"])
def test_every_way_out_keeps_what_was_typed_last(file: Path, way: str) -> None:
    with a_terminal(file) as terminal:
        terminal.sees("F2 logs a request")
        terminal.types("f2")
        terminal.sees("Ctrl+D")
        terminal.types("王秀英")
        terminal.sees("王秀英")
        if way == "ctrl+q":
            terminal.types("ctrl+q")
        elif way == "escape":
            terminal.types("escape")
            terminal.sees("The draft is kept")
            terminal.types("ctrl+q")
        else:
            terminal.process.send_signal(getattr(signal, way.upper()))
        code = terminal.ends(10)
        assert code == {"sigterm": 128 + 15, "sighup": 128 + 1}.get(way, 0)
        if way != "escape":
            assert "kept as a draft" in " ".join(terminal.screen.split())
    assert "王秀英" in brought_back(file).replace(" ", "")


async def test_a_desk_that_is_being_taken_down_loses_no_draft(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types(*spell("王秀英 楼上噪音"))
        board = person.app.screen
        assert isinstance(board, BoardScreen)
        board.keep_now()
        await board.query_one(QuickLine).remove()
        board.keep_now()
        assert [form for form, _, typed in kept(person) if "王秀英" in typed] == ["log"]
