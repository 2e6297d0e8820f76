"""Fields: what is typed or pasted lands where it belongs, and nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from deskapp.domain.words import Words
from deskapp.widgets.fields import PASTE_LIMIT, Field, Option
from deskapp.widgets.fields_code import CodeField, FlagsField
from deskapp.widgets.fields_long import LongField
from deskapp.widgets.fields_text import TextField
from deskapp.widgets.typeahead import TypeAheadApp

KINDS = tuple(
    Option(code, label, str(n))
    for n, (code, label) in enumerate(
        [
         ("dispute", "Dispute"), ("noise", "Noise"), ("lost", "Lost property"), ("fraud", "Fraud"),
         ("traffic", "Traffic"), ("pets", "Pets"), ("papers", "Papers"), ("help", "Help"),
         ("other", "Other"),
        ],
        start=1,
    )
)  # fmt: skip


class Bench(TypeAheadApp):
    """One or two fields and a note of what they said."""

    def __init__(self, *fields: Widget) -> None:
        super().__init__()
        self.words = Words.plain()
        self.fields = fields
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield from self.fields

    def on_field_notice(self, message: Field.Notice) -> None:
        self.said.append(message.text)

    def on_field_next(self, message: Field.Next) -> None:
        self.said.append(f"next {message.key}")

    def on_field_previous(self) -> None:
        self.said.append("previous")

    def on_field_ask_all(self) -> None:
        self.said.append("all")

    def on_field_left(self, message: Field.Left) -> None:
        self.said.append(f"left {message.field.value_clean}")

    async def type(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.typeahead.idle()

    async def paste(self, text: str) -> None:
        self.post_message(events.Paste(text))
        await self.typeahead.idle()


async def test_enter_tab_and_arrows_ask_to_move() -> None:
    app = Bench(TextField(), TextField())
    async with app.run_test():
        await app.type(["a", "enter", "tab", "down", "shift+tab", "up"])
        assert app.said == ["next enter", "next tab", "next down", "previous", "previous"]


async def test_a_paste_of_several_lines_is_joined_and_told() -> None:
    field = TextField()
    app = Bench(field)
    async with app.run_test():
        await app.paste("幸福路 3 号\r\n2 单元\n\n")
        assert field.value == "幸福路 3 号 2 单元"
        assert "one line" in app.said[0]
        field.fill("")
        await app.paste("一行\n")
        assert field.value == "一行" and len(app.said) == 1


@pytest.mark.parametrize("make", [TextField, LongField])
async def test_a_paste_that_is_too_large_is_refused_whole(make: type[TextField | LongField]) -> None:
    field = make()
    app = Bench(field)
    async with app.run_test():
        await app.type("abc")
        await app.paste("x" * (PASTE_LIMIT + 1))
        assert field.value == "abc"
        assert "20001" in app.said[0] and "20000" in app.said[0]


@pytest.mark.parametrize("make", [TextField, LongField])
async def test_control_and_bidi_characters_become_visible_marks(make: type[TextField | LongField]) -> None:
    field = make()
    app = Bench(field)
    async with app.run_test():
        await app.paste("a\x1b]52;c;x\x07b")
        await app.type("\u202e")
        assert field.value == "a␛]52;c;x␇b⟪RLO⟫"
        assert len(app.said) == 2


@pytest.mark.parametrize("make", [TextField, LongField])
async def test_wide_spaces_and_joined_emoji_are_typed_as_they_are(make: type[TextField | LongField]) -> None:
    field = make()
    app = Bench(field)
    async with app.run_test():
        await app.type("李\u3000雷👨\u200d👩，·𠮷")
        assert field.value == "李\u3000雷👨\u200d👩，·𠮷"
        assert app.said == []


async def test_full_width_digits_become_half_width_when_the_field_is_left() -> None:
    phone, name = TextField(kind="phone"), TextField(kind="name")
    app = Bench(phone, name)
    async with app.run_test():
        await app.type("１３８ ０0")
        assert phone.value == "１３８ ０0" and phone.value_clean == "13800"
        app.screen.set_focus(name)
        await app.type("Ａ１")
        assert phone.value == "13800"
        assert "left 13800" in app.said
        assert name.value_clean == "Ａ１"


async def test_a_date_keeps_its_inner_space() -> None:
    field = TextField(kind="date")
    async with Bench(field).run_test():
        field.fill("２０２６-11-21 １４：05 ")
        assert field.value_clean == "2026-11-21 14:05"


async def test_ctrl_z_undoes_typing_and_only_typing() -> None:
    class Undoing(Bench):
        BINDINGS = [("ctrl+z", "undo_write", "")]

        def action_undo_write(self) -> None:
            self.said.append("undo write")

    field = TextField()
    app = Undoing(field)
    async with app.run_test():
        field.fill("filled ")
        await app.type("one")
        await app.paste(" and two")
        await app.type(["ctrl+z"])
        assert field.value == "filled one"
        await app.type(["ctrl+z"])
        assert field.value == "filled "
        await app.type(["ctrl+z"])
        assert field.value == "filled " and app.said == ["undo write"]


async def test_a_proposal_is_confirmed_by_space_and_replaced_by_typing() -> None:
    date, place = TextField(kind="date"), TextField()
    app = Bench(date, place)
    async with app.run_test():
        date.fill("11-21", proposed=True)
        await app.type(["space"])
        assert not date.proposed and date.value == "11-21"
        date.fill("11-21", proposed=True)
        await app.type("12")
        assert not date.proposed and date.value == "12"


async def test_a_long_field_moves_only_from_its_edges() -> None:
    field = LongField()
    app = Bench(field)
    async with app.run_test():
        await app.paste("one\r\ntwo")
        assert field.value == "one\ntwo"
        await app.type(["up", "up", "down", "down", "enter", "tab", "shift+tab"])
        assert app.said == ["previous", "next down", "next enter", "next tab", "previous"]
        assert field.size.height == 3


async def test_a_long_field_undoes_its_typing() -> None:
    field = LongField()
    app = Bench(field)
    async with app.run_test():
        field.fill("kept")
        assert not field.touched
        await app.type(" more")
        assert field.value == "kept more" and field.touched
        await app.type(["ctrl+z"])
        assert field.value == "kept"


async def test_a_digit_chooses_and_moves_on_also_full_width() -> None:
    field = CodeField(KINDS)
    app = Bench(field)
    async with app.run_test():
        await app.type("2")
        assert field.value == "noise" and app.said == ["next 2"]
        await app.type("３")
        assert field.value == "lost" and app.said == ["next 2", "next 3"]
        await app.type(["enter"])
        assert field.value == "lost" and app.said[-1] == "next enter"


async def test_a_letter_in_a_code_field_is_answered_with_words() -> None:
    field = CodeField((*KINDS, Option("rare", "Rare matter")))
    app = Bench(field)
    async with app.run_test() as pilot:
        await app.type("x，10")  # hard upon each other: text, and no choice
        await pilot.pause()
        assert (field.value, field.stray) == ("", "x，10")
        assert "typed “x，10”" in " ".join(lines_of(field))
        assert app.said == []
        await app.type(["enter"])
        assert app.said == []  # it does not pass
        await app.type(["backspace", "delete"])
        assert field.stray == ""
        await app.type("0")
        assert app.said == ["all"]
        field.options = KINDS[:4]
        await app.type("70")
        assert app.said[1:] == ["Press 1-4 to choose."] * 2


async def test_a_digit_pressed_alone_chooses_though_text_stands_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    field = CodeField(KINDS)
    app = Bench(field)
    async with app.run_test():
        await app.type("邻居 ")
        monkeypatch.setattr("deskapp.widgets.burst.PAUSE", -1.0)  # as if a while had passed
        await app.type("2")
        assert (field.value, field.stray) == ("noise", "")


@pytest.mark.parametrize("said", ["noise", "Noi", "noise "])
async def test_a_choice_may_be_typed_in_words(said: str) -> None:
    field = CodeField(KINDS)
    app = Bench(field)
    async with app.run_test():
        await app.type(said)
        await app.type(["enter"])
        assert (field.value, field.stray) == ("noise", "")
        assert app.said == ["next enter"]


async def test_a_paste_is_no_choice_and_is_kept() -> None:
    field = CodeField(KINDS)
    app = Bench(field)
    async with app.run_test() as pilot:
        app.post_message(events.Paste("已回访，\n孩子在家"))
        await pilot.pause()
        assert (field.value, field.stray) == ("", "已回访， 孩子在家")
        assert "typed “已回访" in " ".join(lines_of(field))


async def test_arrows_step_and_backspace_clears_a_code() -> None:
    field = CodeField(KINDS)
    app = Bench(field)
    async with app.run_test():
        await app.type(["right", "right"])
        assert field.value == "noise"
        await app.type(["left", "left"])
        assert field.value == "other"
        await app.type(["backspace"])
        assert field.value == "" and app.said == []


def lines_of(widget: Widget) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@pytest.mark.parametrize("width", [30, 44, 80])
async def test_a_code_field_shows_at_most_two_lines_and_always_the_way_to_all(width: int) -> None:
    field, other = CodeField((*KINDS, Option("rare", "Rare matter"))), TextField()
    app = Bench(field, other)
    async with app.run_test(size=(width, 10)) as pilot:
        field.value = "noise"
        await pilot.pause()
        lines = lines_of(field)
        assert 1 <= len(lines) <= 2
        assert "[2 Noise]" in lines[0] and lines[-1].endswith("0 All")
        assert all(cell_len(line) <= width for line in lines)
        app.screen.set_focus(other)
        await pilot.pause()
        assert lines_of(field) == ["Noise"]


async def test_a_choice_from_the_full_list_stands_first() -> None:
    field = CodeField((*KINDS, Option("rare", "Rare matter")), "rare")
    app = Bench(field)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert lines_of(field)[0].startswith("[ Rare matter]")


async def test_a_click_chooses_what_was_painted_and_the_first_click_only_focuses() -> None:
    other, field = TextField(), CodeField(KINDS)
    app = Bench(other, field)
    async with app.run_test() as pilot:
        await pilot.click(field, offset=(3, 0))
        await pilot.pause()
        assert field.has_focus and field.value == ""
        at = lines_of(field)[0].index("Noise")
        await pilot.click(field, offset=(at, 0))
        await pilot.pause()
        assert field.value == "noise" and "next click" in app.said


async def test_flags_are_toggled_and_readable_without_colour() -> None:
    field = FlagsField(KINDS[:4])
    app = Bench(field, TextField())
    async with app.run_test() as pilot:
        await app.type("2４2")
        await pilot.pause()
        assert field.value == "fraud"
        assert lines_of(field)[0].startswith("1[ ] Dispute  2[ ] Noise  3[ ] Lost property  4[x] Fraud")
        await app.type(["1", "k", "enter"])
        assert (field.value, field.stray) == ("dispute,fraud", "k")
        await app.type(["delete", "7", "enter"])
        assert app.said == ["Press 1-4 to set or clear a mark, Enter to go on.", "next enter"]
        app.screen.set_focus(app.fields[1])
        await pilot.pause()
        assert lines_of(field) == ["Dispute, Fraud"]


async def test_labels_and_values_are_shown_literally() -> None:
    text = "[/][@click=app.quit]x"
    field, code = TextField(), CodeField((Option("a", text, "1"),), "a")
    app = Bench(field, code)
    async with app.run_test() as pilot:
        field.fill(text)
        await pilot.pause()
        assert text in lines_of(field)[0]
        assert text in lines_of(code)[0]
        await app.type(["tab"])
        field.placeholder = text
        field.fill("")
        await pilot.pause()
        assert text in lines_of(field)[0]


async def test_a_choice_too_long_for_its_row_is_cut_and_not_left_out() -> None:
    long = Option("passed", "May be mediated: " + "minor, among people who know each other, " * 3, "1")
    others = tuple(Option(code, code.title(), digit) for code, digit in (("hired", "2"), ("again", "3")))
    rest = tuple(Option(f"more{n}", f"More {n}", "") for n in range(3))
    field = CodeField((long, *others, *rest))
    async with Bench(field).run_test(size=(60, 6)) as pilot:
        field.focus()
        await pilot.pause()
        rows = ["".join(text for text, _ in row) for row in field._rows(field.content_size.width)]
        assert rows[0].strip().startswith("1 May be mediated")
        assert all(cell_len(row) <= field.content_size.width for row in rows)
        assert "Hired" in rows[1]
        assert "0" in rows[1]
