"""Every word on every screen, in help, palette and paper is of the language in use."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from deskapp import locales, papers
from deskapp.__main__ import main
from deskapp.domain.request_steps import machine
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.reading.request_orders import SORTS
from deskapp.settings import load
from deskapp.wiring import Desk, Setup, set_up
from tests import catalogue
from tests.app_builders import opened

CHINESE = re.compile(r"[\u3400-\u9fff，。：；？！（）、]+")
LATIN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z']+(?![0-9])")
BOTH = frozenset({"中文", "EN", "English", "PDF", "PIN", "Ctrl", "Enter", "Esc", "Tab", "deskapp", "LF"}) | {
    "Del", "Delete", "Ins", "zengjianping", "zjp",  # how a name is typed by its sound
}  # fmt: skip
"""Words that stand in either language."""

HELP_WORDS = frozenset(
    [
        "help",
        "version",
        "db",
        "lang",
        "json",
        "plain",
        "ascii",
        "yes",
        "no",
        "input",
        "dry",
        "run",
        "debug",
        "zh",
        "en",
        "quiet",
        "DESKAPP",
        "csv",
        "xlsx",
        "Excel",
        "CSV",
        "JSON",
        "SQLite",
        "LANG",
        "UTF",
        "db",
        "FILE",
        "TEXT",
        "KIND",
        "NUMBER",
        "STEP",
        "COMMAND",
        "toml",
        "config",
        "audit",
        "key",
        "ID",
        "bash",
        "zsh",
        "fish",
    ]
)
"""What a person types on the command line: option names, codes, file endings."""


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


async def test_no_screen_has_a_word_of_the_other_language(desk: Desk) -> None:
    language = desk.words.language
    walks: list[tuple[str, ...]] = [
        (), ("f1",), ("escape", "ctrl+p"), ("escape", "ctrl+o"), ("0",), ("escape", "f12"), ("x", "f9"), ("f1",),
        ("escape", "left"), ("escape", "f5"), ("f1",), ("escape", "9", "9", "9"), ("ctrl+l",), ("down", "down", "x"),
        ("escape", "f2"), ("f1",), ("escape", "ctrl+s"), ("enter", "%", "enter"), ("delete",), ("0",), ("escape", "8"),
        ("ctrl+s",), ("escape", "ctrl+q"), ("f2", "ctrl+r", "f7"), ("tab", "1", "escape"), ("enter",), ("f1",),
    ]  # fmt: skip
    async with opened(desk, size=(120, 40)) as person:
        for walk in walks:
            await person.types(*walk)
            assert not foreign(person.screen, language), (walk, person.screen)


async def test_no_step_box_has_a_word_of_the_other_language(desk: Desk) -> None:
    language = desk.words.language
    async with opened(desk, size=(120, 40)) as person:
        await person.types("enter")
        for step in machine().allowed("registered"):
            await person.types(str(step.key))
            assert desk.words(step.label) in person.screen
            assert not foreign(person.screen, language), (step, person.screen)
            if any(field.required for field in step.fields):
                await person.types("ctrl+s")
                assert person.top in ("StepDialog", "MergeStepDialog"), step
                assert not foreign(person.screen, language), (step, person.screen)
            await person.types("escape")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_first_run_speaks_one_language(home: Path, language: str) -> None:
    async with opened(None, settings=load(language=language)) as person:
        assert not foreign(person.screen.replace("Chinese", ""), language)
        await person.types("f8")
        other = "en" if language == "zh" else "zh"
        assert not foreign(person.screen.replace("Chinese", ""), other)


@pytest.mark.parametrize(
    "walk", [(), ("f2", "ctrl+s"), ("f5",), ("enter",), ("enter", "2"), ("f9",), ("ctrl+o", "0"), ("f1",), ("f12",)]
)  # fmt: skip
async def test_the_switch_leaves_no_word_behind(desk: Desk, walk: tuple[str, ...]) -> None:
    other = "en" if desk.words.language == "zh" else "zh"
    async with opened(desk, size=(100, 30)) as person:
        await person.types(*walk, "f8")
        if walk == ("f12",):  # any key uncovers
            await person.types("f8")
        assert person.app.words.language == other
        await person.until(
            lambda: not foreign(person.screen, other)
        )  # what lies below is painted a little later


def test_the_sheet_speaks_one_language(desk: Desk) -> None:
    sheet = papers.day_sheet(desk)
    said = as_text(lay_out(sheet, desk.words), 100).replace(
        sheet.foot.chain_head, ""
    )  # its digits may spell words
    assert not foreign(said, desk.words.language)


@pytest.fixture
def asked(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command says of itself."""

    def ask(language: str, *words: str) -> str:
        assert main([*words, "--help", "--lang", language]) == 0
        return capsys.readouterr().out

    return ask


def _prose(text: str) -> str:
    """Help without what a person types: examples, options, codes and names of places to fill."""
    lines = [line for line in text.splitlines() if not line.strip().startswith("deskapp ")]
    words = re.sub(
        r"--?[a-z][a-z-]*|\[[^\]]*\]|<[^>]*>|\b[A-Z]{2,}\b|\b[a-z]+_[a-z_0-9]+\b", " ", "\n".join(lines)
    )
    return re.sub(r"(?m)^\s{2,}[a-z]+(?=\s{2,})", " ", words)


COMMANDS = (
    "setup", "demo", "log", "list", "show", "step", "note", "handover", "export", "officers", "doctor", "paths",
    "backup", "restore",
    "completion", "help",
)  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_one_language(asked: Callable[..., str], command: str) -> None:
    words = (command,) if command else ()
    assert not foreign(_prose(asked("en", *words)).replace("今天", "").replace("昨天", ""), "en")
    odd = [w for w in foreign(_prose(asked("zh", *words)), "zh") if w not in HELP_WORDS]
    odd = [word for word in odd if word not in _codes()]
    assert not odd


def _codes() -> frozenset[str]:
    from deskapp.commands.looks import KINDS
    from deskapp.domain import (
        activity_kinds,
        area,
        attendance_codes,
        dispute_codes,
        hazard_codes,
        print_options,
        volunteer_codes,
    )
    from deskapp.domain import request_codes as codes
    from deskapp.domain.officer import OFFICER_KIND
    from deskapp.reading import volunteer_lists

    lists = (area.KIND, area.PLACE_KIND, hazard_codes.CATEGORY, hazard_codes.LEVEL, hazard_codes.VENUE,
             hazard_codes.SOURCE, codes.CHANNEL, codes.CATEGORY,
             codes.URGENCY, codes.DANGER, codes.OUTCOME, codes.DEPARTMENT,
             codes.FOLLOWUP, codes.ACTION, dispute_codes.TYPE, volunteer_codes.ROLE, volunteer_codes.STATUS,
             attendance_codes.STATUS, activity_kinds.KIND, OFFICER_KIND, print_options.SIDES,
             print_options.MEDIA)  # fmt: skip
    known = {entry.code for one in lists for entry in one} | {step.code for step in machine().steps}
    return frozenset(
        known | {"pin", "recovery", "recover", "team", *KINDS} | {*COMMANDS, *SORTS, *volunteer_lists.SORTS}
    )


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
