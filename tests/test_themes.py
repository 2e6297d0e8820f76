"""Themes: everything printed can be read in each of them, also without any colour."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from deskapp import settings as kept
from deskapp.domain.errors import DeskError
from deskapp.settings import THEMES
from deskapp.wiring import Desk
from tests.app_builders import SMALL, WIDE, Person, log, new_desk, opened, turn
from tests.builders import refused, settings_in
from tests.colours import pieces

TEXT_LEAST, RULE_LEAST = 7.0, 3.0


def readable(person: Person, where: str) -> None:
    """Assert that every printed cell stands out against what lies under it."""
    found = pieces(person)
    assert found
    poor = [
        f"{where}: {piece.text.strip()!r} {piece.contrast():.2f} {piece.segment.style}"
        for piece in found
        if piece.contrast() < (RULE_LEAST if piece.is_rule else TEXT_LEAST)
    ]
    assert poor == []


def busy_desk(folder: Path, **changes: Any) -> Desk:
    """A desk whose board has rows of every tone."""
    desk = new_desk(folder, **changes)
    log(desk, applicant="甲", summary="普通")
    log(desk, applicant="乙", summary="有人带刀打人", urgency="urgent", dangers="weapon")
    log(desk, applicant="丙", summary="一小时", due_at="+1h")
    log(desk, applicant="丁", summary="办结")
    log(desk, applicant="戊", summary="登错")
    desk.requests.step("LF-20261121-004", "solve", {"text": "好了"}, desk.actor, desk.words)
    turn(desk, hours=2)
    return desk


async def walk(person: Person) -> AsyncIterator[str]:
    """Every screen and box, with what is proposed, refused, chosen and marked on it."""
    yield "board"
    await person.types("down")
    yield "board, second row"
    await person.types("f1")
    yield "help"
    await person.types("escape", "ctrl+o")
    yield "officers"
    await person.types("0", *"x", "ctrl+s")
    yield "add an officer, refused"
    await person.types("escape", "escape", "ctrl+p", "down")
    yield "commands"
    await person.types("escape", "f12")
    yield "cover"
    await person.types("x", "enter")
    yield "record"
    person.app.tell("Logged {number} {name}", "good", number="LF-20261121-001", name="甲")
    await person.settled()
    yield "record, done"
    person.app.tell("There is no step on {digit}. The steps stand below.", "bad", digit=9)
    await person.settled()
    yield "record, refused key"
    await person.types("1", "ctrl+s")
    yield "step, refused"
    await person.types("escape", "escape", "f2")
    yield "log form"
    await person.types(*"王", "enter", *"12", "enter")
    yield "log form, refused phone, on category"
    await person.types("0")
    yield "full list"
    await person.types("down", "escape", "5", *"刀", "left", "shift+right")
    yield "log form, selected text"
    await person.types("tab")
    yield "log form, proposals"
    await person.types("tab", "tab", "tab", "tab", "1")
    yield "log form, flags"
    await person.types("ctrl+l", "escape", "f5")
    yield "find"
    await person.types("tab", "1", "tab", "5", "tab", *"99")
    await person.settled()
    yield "find, filters and a refused day"
    await person.types("tab")
    yield "find, list"
    await person.types("escape", "f9")
    await person.until(lambda: not person.app.typeahead.holding)
    yield "sheet"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_every_printed_cell_has_a_contrast_of_seven_to_one(
    tmp_path: Path, theme: str, size: tuple[int, int]
) -> None:
    async with opened(busy_desk(tmp_path, theme=theme), size=size) as person:
        async for where in walk(person):
            readable(person, f"{theme} {where}")


@pytest.mark.parametrize("theme", THEMES)
async def test_the_first_run_is_as_readable(tmp_path: Path, theme: str) -> None:
    async with opened(None, settings=settings_in(tmp_path, theme=theme)) as person:
        readable(person, theme)
        await person.types("enter", *"甲", "ctrl+s")
        readable(person, f"{theme} refused")


async def test_the_theme_is_switched_from_the_list_of_commands_and_remembered(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with opened(desk) as person:
        before = {piece.segment.style for piece in pieces(person)}
        await person.types("ctrl+p", *"light", "enter")
        await person.until(lambda: person.app.theme == "desk-light")
        await person.settled()
        readable(person, "switched")
        assert before.isdisjoint({piece.segment.style for piece in pieces(person)})
        await person.types("enter")
        readable(person, "record after the switch")
        await person.types("ctrl+p", *"contrast", "enter")
        await person.until(lambda: person.app.theme == "desk-contrast")
        await person.settled()
        readable(person, "record switched")
        config = desk.settings.config
        await person.until(lambda: config.exists() and "contrast" in config.read_text("utf-8"))
        assert tomllib.loads(config.read_text("utf-8"))["theme"] == "contrast"


def test_the_environment_comes_before_the_settings_file(home: Path) -> None:
    config = home / "c.toml"
    config.write_text('theme = "light"\nbell = "off"\n')
    environ = {"DESKAPP_CONFIG": str(config)}
    assert kept.load(environ).theme == "light"
    assert kept.load(environ).bell == "off"
    assert kept.load(environ | {"DESKAPP_THEME": "contrast"}).theme == "contrast"
    assert kept.load({"DESKAPP_CONFIG": str(home / "none.toml")}).theme == "dark"
    with pytest.raises(DeskError) as caught:
        kept.load(environ | {"DESKAPP_THEME": "pink"})
    refused(caught.value, "pink", "dark, light or contrast")


async def test_without_colour_focus_cursor_choices_and_errors_still_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(busy_desk(tmp_path), size=(100, 30)) as person:
        async for where in walk(person):
            for piece in pieces(person):
                style = piece.segment.style
                assert style is None or not [
                    c for c in (style.color, style.bgcolor) if c is not None and not c.is_default
                ], f"{where}: {piece}"
            marks = pieces(person)
            if where.startswith("board"):
                row = next(piece for piece in marks if "▶" in piece.text)
                assert row.marked() == (True, False, True), where
            if where == "commands":
                assert any(
                    piece.marked()[:2] == (True, True)
                    for piece in marks
                    if "F1" in piece.text or "F2" in piece.text
                )
            if where == "log form":
                assert "▌" in person.screen
                caret = person.app.cursor_position
                assert person.app.screen.focused is not None
                assert reverse_at(person, *caret)
            if where == "log form, selected text":
                assert any(piece.marked()[2] and "刀" in piece.text for piece in marks)
            if where == "log form, refused phone, on category":
                assert any(piece.marked()[0] and "digits" in piece.text for piece in marks), person.screen
            if where == "log form, flags":
                assert "[x]" in person.screen
                assert any(piece.marked()[2] and "[x]" in piece.text for piece in marks)
            if where == "record, refused key":
                said = next(piece for piece in marks if "no step on 9" in piece.text)
                assert said.marked()[0] and said.text.startswith("! ")


def reverse_at(person: Person, x: int, y: int) -> bool:
    """Whether the cell is reversed; an empty cell counts too."""
    strip = person.app.screen._compositor.render_strips()[y]
    at = 0
    for segment in strip:
        if at <= x < at + segment.cell_length:
            return bool(segment.style and segment.style.reverse)
        at += segment.cell_length
    return False


@pytest.mark.parametrize(("bell", "rings"), [("on", [1, 2, 0]), ("off", [0, 0, 0])])
async def test_the_bell_rings_once_for_done_and_twice_for_refused(
    tmp_path: Path, bell: str, rings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(new_desk(tmp_path, bell=bell)) as person:
        rung: list[int] = []
        monkeypatch.setattr(person.app, "bell", lambda: rung.append(1))
        heard = []
        for tone in ("good", "bad", ""):
            rung.clear()
            person.app.tell("Draft", tone)
            heard.append(len(rung))
        assert heard == rings


async def test_nothing_moves_by_itself(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        assert person.app.animation_level == "none"
        for path in Path(kept.__file__).parent.rglob("*"):
            if path.suffix in (".py", ".tcss"):
                text = path.read_text("utf-8")
                assert "transition:" not in text and ".animate(" not in text and "animate=True" not in text, (
                    path
                )
        await person.types("f2")
        for field in person.app.screen.query(Input):
            assert not field.cursor_blink
        for area in person.app.screen.query(TextArea):
            assert not area.cursor_blink
