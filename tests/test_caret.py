"""The caret: input methods open their box where the text appears."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widgets import Static

from deskapp.domain.words import Words
from deskapp.widgets.caret import CaretApp
from deskapp.widgets.fields import Option
from deskapp.widgets.fields_code import CodeField
from deskapp.widgets.fields_long import LongField
from deskapp.widgets.fields_text import TextField
from deskapp.widgets.typeahead import TypeAheadApp


class Desk(CaretApp, TypeAheadApp):
    def __init__(self) -> None:
        super().__init__()
        self.words = Words.plain()

    def compose(self) -> ComposeResult:
        yield Static("head\nhead")
        with VerticalScroll(can_focus=False):
            yield TextField(id="first")
            yield Static("\n" * 30)
            yield LongField(id="long")
            yield CodeField([Option("a", "A", "1")], id="code")

    async def type(self, *keys: str) -> None:
        for key in keys:
            self.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.typeahead.idle()


async def test_the_caret_is_right_on_first_focus_and_at_the_end_of_the_text() -> None:
    app = Desk()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert app.cursor_position == Offset(0, 2)
        await app.type(*"王秀英a")
        await pilot.pause()
        assert app.cursor_position == Offset(7, 2)
        await app.type("left", "left")
        assert app.cursor_position == Offset(4, 2)


async def test_the_caret_follows_scrolling_wrapping_and_resizing() -> None:
    app = Desk()
    async with app.run_test(size=(20, 12)) as pilot:
        field = app.query_one("#long", LongField)
        app.screen.set_focus(field, scroll_visible=False)
        field.scroll_visible(animate=False, immediate=True)
        await app.type(*"邻居半夜装修噪音")
        await pilot.pause()
        row = field.region.y
        assert 2 <= row <= 9
        assert app.cursor_position == Offset(16, row)
        await app.type(*"大好吵")
        await pilot.pause()
        assert app.cursor_position.y == row + 1
        await pilot.resize_terminal(60, 14)
        await pilot.pause()
        assert app.cursor_position == Offset(22, field.region.y)


async def test_a_long_line_keeps_the_caret_inside_the_field() -> None:
    app = Desk()
    async with app.run_test(size=(20, 12)) as pilot:
        await app.type(*"一二三四五六七八九十一二三四五")
        await pilot.pause()
        assert app.cursor_position == Offset(17, 2)  # two cells are the scroll bar's


async def test_a_choice_keeps_the_caret_at_its_start() -> None:
    app = Desk()
    async with app.run_test(size=(40, 50)) as pilot:
        code = app.query_one("#code", CodeField)
        app.screen.set_focus(code)
        await pilot.pause()
        assert app.cursor_position == code.region.offset


async def test_the_row_that_a_key_begins_is_scrolled_into_a_long_field_at_once() -> None:
    app = Desk()
    async with app.run_test(size=(20, 12)) as pilot:
        field = app.query_one("#long", LongField)
        app.screen.set_focus(field)
        await app.type(*"邻居半夜装修" * 7)
        for _ in range(10):  # somewhere among these one begins a row
            await app.type("吵")
            await pilot.pause()
            assert field.region.contains_point(app.cursor_position)
