"""The shared list: whatever is pressed, it shows what slicing the full list would show."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from deskapp.domain.listing import Column, Row, lay_out
from deskapp.domain.words import Words
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.widgets import list_window
from deskapp.widgets.list_line import fit
from deskapp.widgets.list_window import ListWindow
from deskapp.widgets.record_list import RecordList

ROWS = 100_000
COLUMNS = (
    Column("number", "Number", 8, align="right"),
    Column("state", "State", 8, min_screen=40),
    Column("summary", "Summary"),
)
HOSTILE = (
    "[/]",
    "[@click=app.quit]x",
    "one\ntwo\r\nthree\tfour",
    "\x1b]52;c;aGk=\x07\x1b[31mred",
    "\u202egnp.exe",
    "👨‍👩‍👧‍👦 一家四口",
    "长" * 10_000,
    "e\u0301" * 200,
)
JOURNEYS = ("down", "up", "pagedown", "pageup", "home", "end")


@pytest.fixture(scope="module")
def big_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "desk.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE matter (id INTEGER PRIMARY KEY, rank INTEGER, state TEXT, summary TEXT)"
        )
        connection.executemany(
            "INSERT INTO matter VALUES (?, ?, '○ 待办', ?)",
            ((number, number // 3, f"楼上噪音 {number}") for number in range(1, ROWS + 1)),
        )
        connection.execute("CREATE INDEX by_rank ON matter (rank, id)")
    connection.close()
    return path


@pytest.fixture
def big(big_file: Path) -> Iterator[KeysetQuery]:
    connection = sqlite3.connect(big_file, check_same_thread=False)
    yield newest_first(connection)
    connection.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "small.db", check_same_thread=False)
    connection.execute("CREATE TABLE matter (id INTEGER PRIMARY KEY, rank INTEGER, state TEXT, summary TEXT)")
    connection.execute("CREATE INDEX by_rank ON matter (rank, id)")
    connection.executemany(
        "INSERT INTO matter VALUES (?, ?, '○', ?)", ((n, n, f"matter {n}") for n in range(10, 1010, 10))
    )
    yield connection
    connection.close()


def newest_first(connection: sqlite3.Connection, where: str = "") -> KeysetQuery:
    return KeysetQuery(
        lambda: connection,
        columns=COLUMNS,
        select="id, state, summary",
        table="matter",
        order=(Order("rank", desc=True), Order("id", desc=True)),
        row=lambda found: Row(
            (), found["id"], (str(found["id"]), found["state"], found["summary"]), tone="overdue"
        ),
        where=where,
    )


class ListApp(App[None]):
    CSS = "RecordList { height: 1fr; } "

    def __init__(self, source: object, words: Words | None = None) -> None:
        super().__init__()
        self.words = words or Words.plain()
        self.list = RecordList(source, empty="Nobody has come yet. F2 logs a request.")  # type: ignore[arg-type]
        self.said: list[tuple[str, int | None]] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        self.said.append(("moved", message.row.id if message.row else None))

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.said.append(("opened", message.row.id))


def lines(app: ListApp) -> list[str]:
    return [app.list.render_line(y).text for y in range(app.list.size.height)]


def shown(app: ListApp) -> list[int]:
    return [int(words[0]) for text in lines(app)[1:] if (words := text.lstrip("▶▷ ").split())]


def cursor_line(app: ListApp) -> str:
    (found,) = [text for text in lines(app) if text[0] in "▶▷"]
    return found


def expect(keys: list[str], count: int, height: int) -> tuple[int, int]:
    """What the reader expects after `keys`: the cursor and the top line of a plain full list."""
    cursor = top = 0
    page = height - 1
    for key in keys:
        if key in ("pagedown", "pageup"):
            by = page if key == "pagedown" else -page
            top = max(0, min(top + by, count - height))
            cursor += by
        else:
            cursor = {"down": cursor + 1, "up": cursor - 1, "home": 0, "end": count}[key]
        cursor = max(0, min(cursor, count - 1))
        top = min(max(top, cursor - height + 1), cursor)
    return cursor, top


@pytest.mark.parametrize("seed", range(3))
async def test_any_sequence_of_keys_shows_a_slice_of_the_full_list(big: KeysetQuery, seed: int):
    chance = random.Random(seed)
    full = list(range(ROWS, 0, -1))
    app = ListApp(big)
    async with app.run_test(size=(60, 20)) as pilot:
        await app.workers.wait_for_complete()
        pressed: list[str] = []
        for _ in range(12):
            burst = chance.choices(JOURNEYS, weights=(4, 4, 5, 5, 1, 1), k=chance.randint(1, 6))
            pressed += burst
            await pilot.press(*burst)
            cursor, top = expect(pressed, ROWS, 19)
            assert shown(app) == full[top : top + 19]
            assert app.list.selected is not None
            assert app.list.selected.id == full[cursor]
            assert cursor_line(app).split()[1] == str(full[cursor])
            assert app.list.scroll_offset.y == top


def test_the_window_alone_agrees_with_slicing_over_long_walks(big: KeysetQuery):
    chance = random.Random(3)
    window = ListWindow(big)
    window.resize(19)
    survey = window.survey()
    assert survey is not None
    window.settle(survey, survey.run())
    pressed: list[str] = []
    for _ in range(1500):
        key = chance.choices(JOURNEYS, weights=(40, 30, 80, 60, 1, 1))[0]
        pressed.append(key)
        {
            "down": lambda: window.step(1),
            "up": lambda: window.step(-1),
            "pagedown": lambda: window.page(1),
            "pageup": lambda: window.page(-1),
            "home": window.home,
            "end": window.end,
        }[key]()
    cursor, top = expect(pressed, ROWS, 19)
    assert (window.cursor, window.top) == (cursor, top)
    assert [row.id for index in range(top, top + 19) if (row := window.at(index))] == list(
        range(ROWS - top, ROWS - top - 19, -1)
    )
    assert len(window.rows) <= list_window.KEPT


async def test_what_was_painted_does_not_pile_up(big: KeysetQuery):
    app = ListApp(big)
    async with app.run_test(size=(60, 20)) as pilot:
        await app.workers.wait_for_complete()
        for _ in range(30):
            await pilot.press("pagedown")
        assert app.list.cursor == 540
        assert len(app.list._painted._rows) <= 200
        assert app.list._window is not None
        assert len(app.list._window.rows) <= list_window.KEPT


async def test_going_to_a_far_record_waits_for_no_count(big: KeysetQuery):
    app = ListApp(big)
    async with app.run_test(size=(60, 20)) as pilot:
        await app.workers.wait_for_complete()
        app.list.go_to(30_000)
        assert app.list.selected is not None
        assert app.list.selected.id == 30_000
        assert cursor_line(app).split()[1] == "30000"
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.list.cursor == ROWS - 30_000
        await pilot.press("down")
        assert app.list.selected.id == 29_999


async def test_keys_before_the_list_is_counted_show_the_right_rows(big: KeysetQuery):
    window = ListWindow(big)
    window.resize(10)
    assert not window.settled
    survey = window.survey()
    window.end()
    window.page(-1)
    assert window.selected is not None
    assert window.selected.id == 10
    assert survey is not None
    window.settle(survey, survey.run())
    assert not window.settled, "numbers found for another place are not taken"
    survey = window.survey()
    assert survey is not None
    window.settle(survey, survey.run())
    assert (window.count, window.cursor) == (ROWS, ROWS - 10)
    assert window.selected.id == 10


async def test_dragging_the_scroll_bar_lands_on_the_right_rows_and_leaves_the_cursor(big: KeysetQuery):
    app = ListApp(big)
    async with app.run_test(size=(60, 20)) as pilot:
        await app.workers.wait_for_complete()
        app.list.scroll_to(y=54_321, animate=False)
        await pilot.pause()
        assert shown(app) == list(range(ROWS - 54_321, ROWS - 54_321 - 19, -1))
        assert app.list.selected is not None
        assert app.list.selected.id == ROWS
        await pilot.press("down")
        assert shown(app)[:2] == [ROWS - 1, ROWS - 2]


async def test_the_cursor_stays_on_its_record_when_rows_come_and_go(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("pagedown", "pagedown", "down")
        record, before = app.list.selected, lines(app)
        assert record is not None
        desk.execute("INSERT INTO matter VALUES (2001, 2001, '○', 'new on top')")
        desk.execute("INSERT INTO matter VALUES (11, 11, '○', 'new below')")
        desk.execute("DELETE FROM matter WHERE id IN (1000, 990, 20)")
        app.list.reload()
        await pilot.pause()
        assert app.list.selected == record
        assert lines(app) == before
        assert app.list.count == 99


async def test_when_the_record_is_gone_the_cursor_stands_in_its_place(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "down")
        desk.execute("DELETE FROM matter WHERE id = 980")
        app.list.reload()
        assert app.list.selected is not None
        assert app.list.selected.id == 970
        await pilot.press("end")
        desk.execute("DELETE FROM matter WHERE id = 10")
        app.list.reload()
        assert app.list.selected.id == 20
        desk.execute("DELETE FROM matter")
        app.list.reload()
        await pilot.pause()
        assert app.said[-1] == ("moved", None)
        assert app.list.count == 0


async def test_a_new_record_at_the_head_is_seen_at_once(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)):
        desk.execute("INSERT INTO matter VALUES (2001, 2001, '○', 'new on top')")
        app.list.reload()
        assert shown(app)[0] == 2001
        assert app.list.selected is not None
        assert app.list.selected.id == 1000


async def test_a_record_that_changes_its_place_takes_the_cursor_along(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down")
        desk.execute("UPDATE matter SET rank = 5, summary = 'put off' WHERE id = 990")
        app.list.reload()
        await pilot.pause()
        assert (app.list.cursor, app.list.count) == (99, 100)
        assert "put off" in cursor_line(app)


async def test_a_big_list_keeps_its_place_while_another_window_writes(big_file: Path, tmp_path: Path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(big_file.read_bytes())
    connection, other = sqlite3.connect(copy, check_same_thread=False), sqlite3.connect(copy)
    app = ListApp(newest_first(connection))
    async with app.run_test(size=(60, 20)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("end", "pageup", "pageup")
        before = lines(app)
        with other:
            other.executemany(
                "INSERT INTO matter VALUES (?, ?, '○', 'new')", ((n, n) for n in range(200_000, 200_700))
            )
        app.list.reload()
        assert lines(app) == before
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert lines(app) == before
        assert app.list.count == ROWS + 700
        assert app.list.scroll_offset.y == ROWS + 700 - 19 - 36
    connection.close()
    other.close()


async def test_another_order_or_filter_keeps_the_record_under_the_cursor(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("pagedown")
        record = app.list.selected
        app.list.set_source(newest_first(desk, where="id % 20 = 0"))
        assert app.list.selected == record
        app.list.set_source(newest_first(desk, where="id > 990"))
        assert app.list.selected is not None
        assert app.list.selected.id == 1000
        app.list.set_source(newest_first(desk), keep=False)
        assert app.list.cursor == 0


async def test_enter_a_second_click_and_a_double_click_open_a_row_once(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("enter")
        await pilot.click(app.list, offset=(5, 4))
        assert app.list.cursor == 3
        assert ("opened", 970) not in app.said
        await pilot.click(app.list, offset=(5, 4))
        await pilot.click(app.list, offset=(5, 6), times=2)
        await pilot.click(app.list, offset=(5, 6), times=2)
        await pilot.click(app.list, offset=(5, 0))
        await pilot.pause()
    assert [who for what, who in app.said if what == "opened"] == [1000, 970, 950, 950]
    assert [who for what, who in app.said if what == "moved"] == [1000, 970, 950]


async def test_the_wheel_moves_the_view_and_not_the_cursor(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)) as pilot:
        app.list.scroll_down(animate=False)
        app.list.scroll_down(animate=False)
        await pilot.pause()
        assert shown(app)[0] == 980
        assert app.list.cursor == 0


async def test_hostile_text_is_plain_text_on_one_line_of_the_right_width(desk: sqlite3.Connection):
    desk.execute("DELETE FROM matter")
    desk.executemany(
        "INSERT INTO matter VALUES (?, ?, '○', ?)", [(n, -n, t) for n, t in enumerate(HOSTILE, 1)]
    )
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 12)):
        text = lines(app)
        assert {cell_len(one) for one in text} == {60}
        assert all(one.isprintable() or "\u200d" in one for one in text)
        assert "[/]" in text[1]
        assert "[@click=app.quit]x" in text[2]
        assert "one two three four" in text[3]
        assert "␛]52;c;aGk=␇␛[31mred" in text[4]
        assert text[7].rstrip().endswith("长…")


@pytest.mark.parametrize("width", [1, 2, 3, 9, 12, 20, 39, 41, 80])
async def test_narrow_lists_stay_whole(desk: sqlite3.Connection, width: int):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(width, 12)) as pilot:
        await pilot.press("down", "end", "home")
        room = app.list.scrollable_content_region.width
        assert all(cell_len(text) <= max(room, 2) for text in lines(app))
        assert ("State" in lines(app)[0]) == (room - 2 >= 40)


async def test_an_empty_list_says_its_sentence_and_takes_every_key(desk: sqlite3.Connection):
    desk.execute("DELETE FROM matter")
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(24, 8)) as pilot:
        await pilot.press(*JOURNEYS, "enter")
        text = " ".join(one.strip() for one in lines(app)[1:]).split()
        assert " ".join(text) == "Nobody has come yet. F2 logs a request."
        assert not [what for what, _ in app.said if what == "opened"]


async def test_labels_and_the_empty_sentence_follow_the_language(desk: sqlite3.Connection):
    chinese = Words(
        "zh", {"Summary": "内容", "Nobody has come yet. F2 logs a request.": "还没有人来过。按 F2 登记。"}
    )
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 8)):
        app.words = chinese
        app.list.relabel()
        assert "内容" in lines(app)[0]
        desk.execute("DELETE FROM matter")
        app.list.reload()
        assert "还没有人来过。按 F2 登记。" in "".join(lines(app))


async def test_the_cursor_is_seen_without_colour_and_shows_where_the_focus_is(desk: sqlite3.Connection):
    app = ListApp(newest_first(desk))
    async with app.run_test(size=(60, 8)) as pilot:
        assert cursor_line(app).startswith("▶")
        style = app.list.render_line(1)._segments[0].style
        assert style is not None
        assert style.bold
        app.set_focus(None)
        await pilot.pause()
        assert cursor_line(app).startswith("▷")


@pytest.mark.parametrize(
    "text", ["王秀英", "a王b秀c英", "努尔买买提·西热甫", "plain words", "👨‍👩‍👧 家", "", *HOSTILE]
)
@pytest.mark.parametrize("align", ["left", "right"])
def test_a_cell_has_its_width_whatever_it_holds(text: str, align: str):
    for width in range(1, 30):
        assert cell_len(fit(text, width, align)) == width
    assert fit("王秀英", 4) == "王… "
    assert fit("42", 4, "right") == "  42"


def test_columns_share_the_width_and_hide_where_they_ask_to():
    assert lay_out(COLUMNS, 58) == [(0, 8), (1, 8), (2, 40)]
    assert lay_out(COLUMNS, 30) == [(0, 8), (2, 21)]
    assert lay_out(COLUMNS, 10) == [(0, 8), (2, 1)]
    assert lay_out(COLUMNS, 5) == [(0, 5)]
    assert lay_out(COLUMNS, 0) == []


async def test_a_list_with_a_scroll_bar_is_painted_past_the_cache_of_the_framework(
    big: KeysetQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = ListApp(big)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = app.query_one(RecordList)
        assert shown.show_vertical_scrollbar
        monkeypatch.setattr(shown, "render_line", None)  # what the framework's way would call for each line
        await pilot.press("pagedown", "end", "home")
        await pilot.pause()
        assert shown.render_lines(shown.region.reset_offset)[1].text.strip()
