"""The sheet on the screen: Enter prints it once, however often it is hit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deskapp import papers
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from tests.app_builders import NARROW, SMALL, log, new_desk, opened, turn


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A printer that takes everything, at once; the names of what it was given."""
    taken: list[str] = []

    def take(desk: Any, kept: papers.Kept, *_: Any) -> tuple[str, str]:
        papers.note(desk, "print", kept.day, {"name": kept.path.name})
        taken.append(kept.path.name)
        return N_("Printed: {pages} page(s). The PDF is kept: {path} {warnings}"), "good"

    monkeypatch.setattr(papers, "print_and_wait", take)
    return taken


@pytest.mark.parametrize(
    "keys", [("enter", "enter"), ("enter", "enter", "enter"), ("enter", "enter", "escape")]
)
async def test_enter_hit_twice_prints_once(tmp_path: Path, sent: list[str], keys: tuple[str, ...]) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await person.types("f9", *keys)
        await person.until(lambda: sent)
        assert sent == ["sheet-20261121.pdf"]
        assert person.top == ("Choose" if len(keys) == 2 else "SheetScreen")


@pytest.mark.parametrize(("language", "size"), [("en", NARROW), ("zh", NARROW), ("zh", SMALL)])
async def test_another_copy_is_printed_on_purpose(
    tmp_path: Path, sent: list[str], language: str, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path, language=language)
    log(desk)
    async with opened(desk, size=size) as person:
        await person.types("f9", "enter", "enter")
        person.fits()
        assert desk.words("Print another copy") in person.screen
        await person.types("down", "enter")
        await person.until(lambda: len(sent) == 2)
        assert person.top == "SheetScreen"


async def test_what_changed_and_what_was_refused_is_printed_without_a_question(
    tmp_path: Path, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await person.types("f9", "enter")
        log(desk, summary="狗叫")
        turn(desk, minutes=1)
        await person.types("escape", "f9", "enter")
        await person.until(lambda: len(sent) == 2)

        def refuse(*_: Any) -> tuple[str, str]:
            raise DeskError(N_("This machine has no print system (lp). Nothing was printed; the PDF is kept: {path}"),
                            code=Exit.PRINTER, path="x.pdf")  # fmt: skip

        monkeypatch.setattr(papers, "print_and_wait", refuse)
        await person.types("left", "enter", "enter")
        assert person.top == "SheetScreen"
        assert "Nothing was printed" in person.status
