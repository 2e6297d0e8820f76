"""Forms: any burst of keys lands right, and the focused line is always in view."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import struct
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from deskapp.domain.words import Words
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form
from deskapp.widgets.typeahead import TypeAheadApp

KINDS = (*(Option(f"k{n}", f"Kind {n}", str(n)) for n in range(1, 10)), Option("k10", "Kind 10"))

SPECS = (
    FieldSpec("name", "Name", "name", limit=10),
    FieldSpec("phone", "Phone", "phone"),
    FieldSpec("category", "Category", "code", required=True, options=KINDS),
    FieldSpec("summary", "What happened", "long", submits=True),
    FieldSpec("flags", "Danger", "flags", options=KINDS[:4]),
    FieldSpec("urgency", "Urgency", "code", options=KINDS[:3]),
    FieldSpec("due", "Due", "date"),
    *(FieldSpec(f"extra{n}", f"Extra {n}") for n in range(6)),
)


class Desk(TypeAheadApp):
    """Log form: saves what is submitted, empties the form, starts again at the top."""

    CSS = "#head { height: 1; } #foot { height: 2; }"

    def __init__(self, specs: tuple[FieldSpec, ...] = SPECS, *, again: bool = True) -> None:
        super().__init__()
        self.words = Words.plain()
        self.specs = specs
        self.again = again
        self.saved: list[dict[str, str]] = []
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("head", id="head")
        yield Form(self.specs)
        yield Static("status\nfoot", id="foot")

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def on_form_submitted(self, message: Form.Submitted) -> None:
        self.run_worker(self.save(message))

    async def save(self, message: Form.Submitted) -> None:
        with self.typeahead.hold():
            self.saved.append(message.values)
            if self.again:
                message.form.clear()
                message.form.focus_field(self.specs[0].name)

    def on_form_left(self, message: Form.Left) -> None:
        self.said.append(f"left {message.field}={message.value} {message.touched}")

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        message.form.choose(message.field, "k10")

    def on_form_notice(self, message: Form.Notice) -> None:
        self.said.append(message.text)

    async def type(self, *keys: str) -> None:
        for part in keys:
            for key in [part] if len(part) > 1 and part.isascii() and part.islower() else part:
                self.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.typeahead.idle()

    def frame(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


async def test_forty_requests_in_one_burst_are_forty_right() -> None:
    app = Desk()
    async with app.run_test():
        keys: list[str] = []
        for n in range(40):
            keys += [f"王{n}号", "enter", f"１３８{n:04d}", "enter", str(n % 9 + 1)]
            keys += [f"第{n}件事，噪音", "enter"]
        await app.type(*keys)
        assert len(app.saved) == 40
        for n, values in enumerate(app.saved):
            assert values["name"] == f"王{n}号"
            assert values["phone"] == f"138{n:04d}"
            assert values["category"] == f"k{n % 9 + 1}"
            assert values["summary"] == f"第{n}件事，噪音"
            assert values["extra0"] == values["due"] == ""


async def test_a_double_enter_at_the_end_saves_once_and_goes_on() -> None:
    app = Desk()
    async with app.run_test():
        app.form.focus_field("summary")
        await app.type("A", "enter", "enter", "B")
        assert len(app.saved) == 1
        assert app.form.values()["phone"] == "B"


async def test_ctrl_s_saves_from_anywhere_and_enter_saves_in_the_last_field() -> None:
    app = Desk(again=False)
    async with app.run_test():
        for name in ("name", "category", "flags", "summary", "due"):
            app.form.focus_field(name)
            await app.type("ctrl+s")
        assert len(app.saved) == 5
        app.form.focus_field("extra5")
        await app.type("Z", "enter")
        assert app.saved[-1]["extra5"] == "Z"


async def test_tab_goes_around_and_arrows_stop_at_the_ends() -> None:
    app = Desk()
    async with app.run_test():
        await app.type("up", "A", "shift+tab", "down", "down", "B", "up", "C")
        values = app.form.values()
        assert (values["name"], values["phone"], values["category"]) == ("A", "C", "")
        app.form.focus_field("extra5")
        await app.type("down", "D", "tab", "E")
        assert app.form.values()["extra5"] == "D" and app.form.values()["name"] == "AE"
        assert app.saved == []


async def test_a_field_is_told_as_left_only_when_it_is_left() -> None:
    app = Desk()
    async with app.run_test():
        await app.type("A", "Ｂ")
        assert app.said == []
        await app.type("enter", "１", "enter")
        assert app.said == ["left name=AＢ True", "left phone=1 True"]


async def test_the_full_list_chooses_and_moves_on() -> None:
    app = Desk()
    async with app.run_test():
        app.form.focus_field("category")
        await app.type("0", "T")
        assert app.form.values()["category"] == "k10"
        assert app.form.values()["summary"] == "T"


async def test_an_error_stands_under_its_field_and_goes_away() -> None:
    app = Desk()
    async with app.run_test(size=(60, 24)) as pilot:
        app.form.set_error("phone", "The phone number has 10 digits, 11 are needed. " * 2)
        await pilot.pause()
        lines = app.frame()
        assert lines[2].strip().startswith("Phone")
        assert lines[3].strip().startswith("The phone number has") and lines[4].strip()
        assert all(cell_len(line) <= 60 for line in lines)
        app.form.clear_errors()
        await pilot.pause()
        assert "Category" in app.frame()[3]


async def test_proposals_are_marked_in_words_and_never_overwrite_a_person() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        assert app.form.propose("due", "2026-11-28") and app.form.propose("urgency", "k2")
        assert app.form.propose("flags", "k1")
        await pilot.pause()
        assert sum("? proposed" in line for line in app.frame()) == 3
        assert app.form.proposals() == {"due", "urgency", "flags"}
        app.form.focus_field("urgency")
        await app.type("space", "3")
        app.form.focus_field("due")
        await app.type("X")
        await pilot.pause()
        assert not app.form.propose("due", "2026-12-01")
        assert app.form.values()["due"] == "X" and app.form.values()["urgency"] == "k3"
        assert app.form.proposals() == {"flags"}


async def test_a_text_beyond_its_limit_is_kept_and_told() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await app.type("A" * 12)
        await pilot.pause()
        assert app.form.values()["name"] == "A" * 12
        assert "! 12/10" in app.frame()[1]


async def test_labels_are_right_aligned_in_cells_also_after_a_switch_of_language() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        app.words = Words("zh", {"Name": "姓名", "Phone": "电话", "What happened": "事情经过"})
        app.form.relabel()
        await pilot.pause()
        lines = app.frame()
        assert cell_len(lines[1].partition("姓名")[0] + "姓名") == cell_len(
            lines[4].partition("事情经过")[0] + "事情经过"
        )
        field = app.form.field("name")
        assert field.region.x == cell_len(lines[4].partition("事情经过")[0] + "事情经过") + 1


async def test_the_focus_is_seen_without_colour() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [line[:1] for line in app.frame()].count("▌") == 1
        await app.type("enter")
        await pilot.pause()
        assert app.frame()[2].startswith("▌")


async def test_twelve_lines_and_a_long_one_are_whole_at_80_by_24() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = app.frame()
        assert app.form.max_scroll_y == 0
        for spec in SPECS:
            assert any(spec.label in line for line in lines[1:22])


@pytest.mark.parametrize("size", [(60, 20), (60, 12)])
async def test_the_focused_field_is_always_in_view(size: tuple[int, int]) -> None:
    app = Desk()
    async with app.run_test(size=size) as pilot:
        for _ in range(2 * len(SPECS)):
            await app.type("tab")
            await pilot.pause()
            focused = app.focused
            assert focused is not None
            assert app.form.region.contains_region(focused.region)
            assert sum(line.startswith("▌") for line in app.frame()) == 1


async def test_a_click_brings_the_focus() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.click(app.form.field("due"))
        await app.type("1")
        assert app.form.values()["due"] == "1"


async def test_a_hidden_line_is_passed_over_and_keeps_its_value() -> None:
    app = Desk()
    async with app.run_test():
        app.form.set_values({"phone": "138", "nobody": "x"})
        app.form.show_field("phone", False)
        await app.type("A", "enter", "1", "T")
        values = app.form.values()
        assert (values["phone"], values["category"], values["summary"]) == ("138", "k1", "T")


async def test_the_focused_field_stays_in_view_when_the_terminal_shrinks() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.focus_field("extra5")
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert app.form.region.contains_region(app.form.field("extra5").region)


PROGRAM = """
import sys
from tests.test_form import Desk
class Real(Desk):
    async def save(self, message):
        await super().save(message)
        values = self.saved[-1]
        with open(sys.argv[1], "a", encoding="utf-8") as out:
            out.write("|".join(values[k] for k in ("name", "phone", "category", "summary")) + "\\n")
Real().run()
"""


def test_a_burst_typed_into_a_real_terminal_lands_right(tmp_path: Path) -> None:
    out = tmp_path / "saved"
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", TEXTUAL_DISABLE_KITTY_KEY="1", PYTHONUTF8="1")
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM, str(out)])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    while b"Phone" not in seen:
        seen += os.read(fd, 65536)
    burst = "".join(f"王{n}号\r138{n:04d}\r{n % 9 + 1}楼上噪音{n}\r" for n in range(20)) + "\x11"
    os.write(fd, burst.encode())
    with contextlib.suppress(OSError):  # Linux tells the end of the other side as an error
        while os.read(fd, 65536):
            pass
    assert os.waitpid(pid, 0)[1] == 0
    expected = [f"王{n}号|138{n:04d}|k{n % 9 + 1}|楼上噪音{n}" for n in range(20)]
    assert out.read_text(encoding="utf-8").split() == expected
