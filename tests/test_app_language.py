"""Both languages, the first run, the cover, help, the palette, the sheet."""

from __future__ import annotations

import re
import stat
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.app import DeskApp
from deskapp.domain.request_steps import machine
from deskapp.papers import day_sheet
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.screens import keys
from deskapp.wiring import open_desk
from tests.app_builders import NARROW, WIDE, log, new_desk, opened, spell, turn
from tests.builders import settings_in

SOLVE = str(machine().step("solve").key)
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"(?<![A-Za-z+])[A-Za-z]{4,}")
SHARED = re.compile(r"EN|中文|F\d+|Ctrl\+\w|Enter|Tab|Esc|PDF|deskapp|LF-\d+-\d+|[0-9a-f]{16}")


def other_words(screen: str, language: str) -> list[str]:
    """Words of the other language; the records of these tests hold Latin letters of three at most."""
    return (ENGLISH if language == "zh" else CHINESE).findall(SHARED.sub("", screen))


async def test_f8_switches_every_screen_at_once_and_keeps_what_was_typed(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    desk = new_desk(tmp_path)
    log(desk, applicant="Li", summary="abc")
    for table, column in (("room", "station"), ("room", "name"), ("officer", "name")):
        with desk.staff.store.write(desk.actor) as writing:
            writing.session.connection().exec_driver_sql(f"UPDATE {table} SET {column} = 'A'")
    again = open_desk(settings_in(tmp_path))
    again.clock = desk.clock
    desk.close()
    async with opened(again, size=WIDE) as person:
        for way in ((), ("f2", *"Wu"), ("f5", *"Li"), ("enter",), ("enter", SOLVE, *"ok"), ("f9",),
                    ("ctrl+o",), ("f12",),
                    ("f2", "f1")):  # fmt: skip
            await person.types(*way)
            top = person.top
            for language in ("zh", "en"):
                await person.types("f8")
                if top == "CoverScreen":  # any key uncovers, and does nothing else
                    break
                assert person.app.words.language == language
                assert person.top == top
                assert other_words(person.screen, language) == [], person.screen
                person.fits()
            if top == "LogScreen":
                assert person.form.values()["applicant"] == "Wu"
            if top == "StepDialog":
                assert person.form.values()["text"] == "ok"
            for _ in range(3):
                if person.top != "BoardScreen":
                    await person.types("escape")
            assert person.top == "BoardScreen"
        assert person.app.words.language == "en"
        await person.until(lambda: again.value("language") == "en")
        assert tomllib.loads(settings.config.read_text("utf-8")) == {"language": "en"}
        await person.types("f8")
        await person.until(lambda: again.value("language") == "zh")
        assert "状态" in person.screen


async def test_the_first_run_leads_to_the_board_by_keys_alone(home: Path) -> None:
    for language, digit, said in (("zh", "1", "没有未结事项"), ("en", "2", "Nothing is open")):
        folder = home / language
        settings = settings_in(folder, language="zh")
        async with opened(None, settings=settings) as person:
            person.fits()
            await person.types(digit)
            assert person.app.words.language == language
            assert other_words(person.screen, language) == [], person.screen
            await person.types("f8", "f8")
            await person.writes("明珠路派出所\n\n")
            assert person.field == "officer"
            await person.types("ctrl+s")
            assert person.top == "SetupScreen"
            assert person.field == "room"
            assert person.error("room")
            assert not settings.database.exists()
            assert person.form.values()["station"] == "明珠路派出所"
            await person.writes("明珠社区警务室\n李辉\n012345\n\n")
            await person.until(lambda: person.top == "BoardScreen")
            await person.settled()
            assert said in person.screen
            await person.types("f2", *spell("王秀英\n\n3楼上噪音\n"))
            assert person.column("summary") == ["楼上噪音"]
            assert person.request().entered_by == 1
        assert stat.S_IMODE(settings.database.stat().st_mode) == 0o600
        kept = tomllib.loads(settings.config.read_text("utf-8"))
        assert kept["language"] == language
        assert kept["database"] == str(settings.database)
        desk = open_desk(replace(settings, language=language))
        async with opened(desk) as person:
            assert person.top == "BoardScreen"
            assert "王秀英" in person.screen


async def test_the_cover_shows_nothing_of_the_desk_and_any_key_returns(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英")
    async with opened(desk) as person:
        for key in ("x", "f2", "f8", "enter", "f12"):
            await person.types("f12")
            assert person.top == "CoverScreen"
            assert person.screen.strip() == "Covered. Press any key to go on."
            await person.types(key)
            assert person.top == "BoardScreen", key
            assert "王秀英" in person.screen
        await person.types("f2", *"王", "f12")
        assert "王" not in person.screen
        await person.types("z")
        assert person.form.values()["applicant"] == "王"
        await person.types("f12")
        await person.clicks("Covered")
        assert person.top == "LogScreen"


async def test_the_palette_finds_every_command_and_runs_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    tops = {"app.log": "LogScreen", "app.find": "FindScreen", "app.sheet": "SheetScreen", "app.help": "HelpDialog",
            "app.officer": "OfficersDialog", "app.cover": "CoverScreen"}  # fmt: skip
    async with opened(desk) as person:
        for binding in keys.GLOBAL:
            if binding.action not in tops:
                continue
            await person.types("ctrl+p")
            await person.writes(person.app.words(binding.description) + "\n")
            assert person.top == tops[binding.action], person.screen
            await person.types("escape", "escape") if person.top == "LogScreen" else await person.types(
                "escape"
            )
            assert person.top == "BoardScreen"
        await person.types("ctrl+p", *"中文", "enter")
        assert person.app.words.language == "zh"
        await person.types("ctrl+p", *"dengji", "enter")
        await person.until(lambda: person.top == "LogScreen")
        await person.types("escape", "ctrl+p", *"没有这个", "enter", "escape")
        assert person.top == "BoardScreen"
        await person.types("ctrl+p", *"ctrl+q", "enter")
        await person.until(lambda: person.app._exit)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_f1_helps_on_every_screen_and_closes(tmp_path: Path, language: str) -> None:
    desk = new_desk(tmp_path, language=language)
    log(desk)
    t = locales.load(language)
    async with opened(desk, size=NARROW) as person:
        for way in ((), ("f2",), ("escape", "f5"), ("escape", "enter"), (SOLVE,), ("escape", "f9"),
                    ("escape", "escape", "ctrl+o"),
                    ("escape", "ctrl+p")):  # fmt: skip
            await person.types(*way)
            about, top = person.app.screen.ABOUT, person.top  # type: ignore[attr-defined]
            for close in ("enter", "escape"):
                await person.types("f1")
                assert person.top == "HelpDialog", top
                said = "".join(person.words.split("│"))
                assert "".join(t(about).split())[:30] in said
                await person.types(close)
                assert person.top == top


async def test_the_sheet_is_seen_as_it_is_printed_and_kept_as_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no print system here
    desk = new_desk(tmp_path)
    log(desk, applicant="昨天的人", summary="昨天的事")
    turn(desk, days=1)
    log(desk, applicant="今天的人", summary="今天的事")
    async with opened(desk) as person:
        await person.types("f9")
        for key, day in (("", None), ("left", "2026-11-21")):
            if key:
                await person.types(key)
            when = None if day is None else date.fromisoformat(day)
            printed = as_text(lay_out(day_sheet(desk, when), desk.words), 77)
            seen = [text for line in person.lines[1:20] if (text := line[:-2].strip())]
            wanted = [line.strip() for line in printed.splitlines() if line.strip()]
            assert seen == wanted[: len(seen)]
        await person.types("right", "right")
        assert "no sheet of a day to come" in person.status
        await person.types("ctrl+s")
        await person.until(lambda: "PDF kept" in person.status, 20)
        place = desk.settings.papers / "sheet-20261122.pdf"
        assert place.read_bytes().startswith(b"%PDF")
        assert str(place) in person.status
        place.unlink()
        await person.types("enter", "enter")
        await person.until(lambda: "Nothing was printed" in person.status, 20)
        assert str(place) in person.status
        assert place.exists()
        await person.types("f8")
        assert "交接" in person.screen
        assert person.read("SELECT count(*) FROM request")[0][0] == 2


def test_the_name_of_no_attribute_is_one_of_textuals_own() -> None:
    """An attribute of ours that Textual keeps too would stop a screen from closing, or worse."""
    import ast
    import importlib
    import inspect
    import pkgutil
    import textwrap

    from textual.message_pump import MessagePump

    import deskapp

    meant = re.compile(
        r"_(on_\w+|handle_exception|dispatch_message|exception|return_code|cursor_offset|inherit_\w+|css_\w+|"
        r"merged_bindings|reactives|computes|compositor|decorated_handlers|default_virtual_size)$"
    )

    @cache
    def private(cls: type) -> set[str]:
        found = set(vars(cls))
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(cls)))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            for target in targets:
                if isinstance(target, ast.Attribute) and getattr(target.value, "id", "") == "self":
                    found.add(target.attr)
        return {name for name in found if re.match("_[^_]", name) and not meant.match(name)}

    for module in pkgutil.walk_packages(deskapp.__path__, "deskapp."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for cls in vars(importlib.import_module(module.name)).values():
            if isinstance(cls, type) and issubclass(cls, MessagePump) and cls.__module__ == module.name:
                ours, theirs = (
                    {
                        name
                        for base in cls.__mro__
                        if base.__module__.startswith(house)
                        for name in private(base)
                    }
                    for house in ("deskapp", "textual")
                )
                assert ours & theirs == set(), cls
    assert issubclass(DeskApp, MessagePump)
