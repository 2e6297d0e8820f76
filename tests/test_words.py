"""Every word on every screen, in help, palette and paper is of the language in use."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from deskapp import locales, papers
from deskapp.app import DeskApp
from deskapp.domain.request_steps import machine
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.settings import load
from deskapp.wiring import Desk, Setup, set_up
from tests import catalogue

CHINESE = re.compile(r"[\u3400-\u9fff，。：；？！（）“”、]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z']+")
BOTH = frozenset({"中文", "EN", "English", "PDF", "PIN", "Ctrl", "Enter", "Esc", "Tab", "deskapp", "LF"})
"""Words that stand in either language."""

HELP_WORDS = frozenset(
    """help version db lang json plain ascii yes no input dry run debug zh en quiet DESKAPP csv xlsx Excel CSV JSON
    SQLite LANG UTF db FILE TEXT KIND NUMBER STEP COMMAND toml config audit key ID""".split()
)
"""What a person types on the command line: option names, codes, file endings."""


def texts_of(app: DeskApp) -> str:
    """The screen as lines of text."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def foreign(text: str, language: str) -> list[str]:
    """Words of the other language; F8 and the names of keys stand in both."""
    found = CHINESE.findall(text) if language == "en" else LATIN.findall(text)
    return [word for word in found if word not in BOTH]


@pytest.fixture(params=["zh", "en"])
def desk(request: pytest.FixtureRequest, home: Path) -> Desk:
    """A desk whose records are digits alone, so that every letter on the screen is the program's own."""
    desk = set_up(load(language=request.param), Setup("1", "2", "3", "4", request.param, practice=True))
    for category in ("noise", "case_report", "lost_person", "dispute"):
        desk.requests.log({"category": category, "summary": "5", "applicant": "6"}, desk.actor, desk.words)
    return desk


async def keys(pilot: Pilot[None], app: DeskApp, *names: str) -> None:
    """Press keys and wait until the screen shows what they did."""
    await pilot.press(*names)
    await app.typeahead.idle()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_no_screen_has_a_word_of_the_other_language(desk: Desk) -> None:
    app, language = DeskApp(desk.settings, desk), desk.words.language
    walks: list[tuple[str, ...]] = [
        (), ("f1",), ("escape", "ctrl+p"), ("escape", "ctrl+o"), ("0",), ("escape", "f12"), ("x", "f9"), ("f1",),
        ("escape", "left"), ("escape", "f5"), ("f1",), ("escape", "z", "z", "z"), ("ctrl+l",), ("down", "down", "x"),
        ("escape", "f2"), ("f1",), ("escape", "ctrl+s"), ("enter", "x", "enter"), ("x",), ("0",), ("escape", "8"),
        ("ctrl+s",), ("escape", "ctrl+q"), ("f2", "ctrl+r", "f7"), ("tab", "1", "escape"), ("enter",), ("f1",),
    ]  # fmt: skip
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for walk in walks:
            await keys(pilot, app, *walk)
            assert not foreign(texts_of(app), language), (walk, app.screen)


async def test_no_step_box_has_a_word_of_the_other_language(desk: Desk) -> None:
    app, language = DeskApp(desk.settings, desk), desk.words.language
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await keys(pilot, app, "enter")
        for digit, step in enumerate(machine().allowed("registered"), 1):
            await keys(pilot, app, str(digit))
            assert step.label in app.screen._step.label  # type: ignore[attr-defined]
            assert not foreign(texts_of(app), language), step
            await keys(pilot, app, "ctrl+s")
            assert not foreign(texts_of(app), language), step
            await keys(pilot, app, "escape")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_first_run_speaks_one_language(home: Path, language: str) -> None:
    app = DeskApp(load(language=language))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not foreign(texts_of(app).replace("Chinese", "").replace("中文", ""), language)
        await keys(pilot, app, "f8")
        other = "en" if language == "zh" else "zh"
        assert not foreign(texts_of(app).replace("Chinese", "").replace("中文", ""), other)


async def test_the_switch_leaves_no_word_behind(desk: Desk) -> None:
    other = "en" if desk.words.language == "zh" else "zh"
    for walk in ((), ("f2", "ctrl+s"), ("f5",), ("enter",), ("enter", "2"), ("f9",), ("ctrl+o", "0")):
        app = DeskApp(desk.settings, desk)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            await keys(pilot, app, *walk, "f8")
            assert app.words.language == other
            assert not foreign(texts_of(app), other), walk
            await keys(pilot, app, "f8")


def test_the_sheet_speaks_one_language(desk: Desk) -> None:
    said = as_text(lay_out(papers.day_sheet(desk), desk.words), 100)
    assert not foreign(said, desk.words.language)


def _help(language: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "deskapp", *words, "--help", "--lang", language],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def _prose(text: str) -> str:
    """Help without what a person types: examples, options, codes and names of places to fill."""
    lines = [line for line in text.splitlines() if not line.strip().startswith("deskapp ")]
    words = re.sub(r"--?[a-z][a-z-]*|\[[^\]]*\]|<[^>]*>|\b[A-Z]{2,}\b|\b[a-z]+_[a-z_]+\b", " ", "\n".join(lines))
    return re.sub(r"(?m)^\s{2,}[a-z]+(?=\s{2,})", " ", words)


COMMANDS = (
    "setup", "demo", "log", "list", "show", "step", "note", "handover", "export", "officers", "doctor", "paths",
)  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_one_language(home: Path, command: str) -> None:
    words = (command,) if command else ()
    assert not foreign(_prose(_help("en", *words)).replace("今天", "").replace("昨天", ""), "en")
    odd = [w for w in foreign(_prose(_help("zh", *words)), "zh") if w not in HELP_WORDS]
    odd = [word for word in odd if word not in _codes()]
    assert not odd


def _codes() -> frozenset[str]:
    from deskapp.domain import request_codes as codes

    lists = (codes.CHANNEL, codes.CATEGORY, codes.URGENCY, codes.DANGER, codes.OUTCOME, codes.DEPARTMENT,
             codes.FOLLOWUP, codes.ACTION)  # fmt: skip
    known = {entry.code for one in lists for entry in one} | {step.code for step in machine().steps}
    return frozenset(known | {"officer", "auxiliary", "requests"} | set(COMMANDS))


def test_every_text_has_its_chinese_and_none_is_left_over() -> None:
    found, kept = catalogue.texts(), catalogue.kept()
    assert not [text for text in found if not kept.get(text)]
    assert not [text for text in kept if text not in found]


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert locales.load("zh").catalogue == {k: v for k, v in catalogue.kept().items() if v}


def test_translations_have_the_same_places_to_fill() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    assert not [text for text, said in catalogue.kept().items() if places(text) != places(said)]
