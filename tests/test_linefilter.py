"""The line filter: no hidden character of any text reaches the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import LineFilter
from textual.widgets import DataTable, Input, Label, Static, TextArea

from deskapp.widgets.linefilter import control_filter

NASTY = "王\x1b]52;c;eA==\x07\x9b31m\u202e秀\u2066英\x00\u200b\ufeff[/]\U000e0041。"
SHOWN = "王]52;c;eA==31m秀英[/]。"


class Showing(App[None]):
    def get_line_filters(self) -> Sequence[LineFilter]:
        return [control_filter(), *super().get_line_filters()]

    def compose(self) -> ComposeResult:
        yield Static(NASTY, markup=False)
        yield Label(NASTY, markup=False)
        yield Input(NASTY)
        yield TextArea(NASTY)
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_column(Text(NASTY))
        table.add_row(Text(NASTY))


def frame(app: App[None]) -> list[str]:
    """What a full repaint would write, line by line, without styles."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def test_no_widget_lets_a_hidden_character_through() -> None:
    app = Showing()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        lines = frame(app)
    text = "".join(lines)
    assert text.count(SHOWN) == 6
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text)
    assert not set("\u202e\u2066\u200b\ufeff\U000e0041") & set(text)
    assert {cell_len(line) for line in lines} == {80}


@pytest.mark.parametrize("text", ["a\tb", "a\u2028b", "\x1b[31m", "王\u202e秀", "\x00"])
def test_a_segment_keeps_its_width(text: str) -> None:
    [segment] = control_filter().apply([Segment(text)], Color(0, 0, 0))
    assert cell_len(segment.text) == cell_len(text)


def test_clean_segments_are_passed_on_as_they_are() -> None:
    segments = [Segment("王秀英"), Segment("│ 👨\u200d👩\u200d👧")]
    assert control_filter().apply(segments, Color(0, 0, 0)) is segments
