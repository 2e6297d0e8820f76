"""The page of printers: chosen by a digit, tried, and jobs taken out after a question."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.domain.errors import DeskError
from deskapp.domain.print_options import Options, Printing
from deskapp.printing.print_system import Queue
from tests.app_builders import NARROW, SMALL, log, new_desk, opened
from tests.gallery import LANGUAGES
from tests.print_builders import Fake, faked

GOLDEN = Path(__file__).parent / "golden" / "screens"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    return faked(monkeypatch)


async def test_a_digit_chooses_the_printer_of_papers_and_undo_takes_it_back(home: Path, fake: Fake) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+k", "ctrl+b")
        assert person.top == "PrintersScreen"
        assert "1 Laser" in person.screen and "2 Attic" in person.screen and "paused or off" in person.screen
        await person.types("2")
        assert desk.value("printer") == "Attic"
        assert "Attic" in person.status
        assert person.app.settings.printer == "Attic"
        await person.types("0")
        assert desk.value("printer") == ""
        await person.types("ctrl+z")
        assert desk.value("printer") == "Attic"
        await person.types("9")
        assert desk.value("printer") == "Attic"


async def test_enter_offers_slips_and_a_test_page(home: Path, fake: Fake) -> None:
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+p", *"Printers", "enter")
        assert person.top == "PrintersScreen"
        await person.types("end", "enter", "2")
        assert desk.value("slip_printer") == "Receipt"
        assert "no paper" in person.screen
        await person.types("home", "t")
        assert fake.sent == [("Laser", Options())]
        assert "Printed: 1 page(s)" in person.status and "test-page.pdf" in person.status
        fake.ends = "stopped"
        await person.types("enter", "3")
        assert len(fake.sent) == 2
        assert "paused or off" in person.status and "Printed" not in person.status


async def test_a_job_is_taken_out_after_a_question_and_named_as_the_desk_knows_it(
    home: Path, fake: Fake
) -> None:
    desk = new_desk(home)
    desk.sent["Laser-42"] = "sheet-20261121.pdf"
    async with opened(desk) as person:
        await person.types("ctrl+k", "ctrl+b", "delete")
        assert "Put the cursor on a job first" in person.status
        await person.types("down", "down", "delete")
        assert person.top == "Choose"
        assert "sheet-20261121.pdf" in person.screen
        await person.types("enter")  # the safe one
        assert len(fake.waiting) == 3
        await person.types("enter", "2")
        assert [job.id for job in fake.waiting] == ["Laser-41", "Attic-7"]
        assert "Cancelled" in person.status and "sheet-20261121" not in person.screen
        person.fits()


async def test_what_changes_in_the_queues_is_seen_without_a_key(
    home: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskapp.screens.printers.EVERY", 0.05)
    desk = new_desk(home)
    async with opened(desk) as person:
        await person.types("ctrl+k", "ctrl+b")
        fake.waiting.clear()
        fake.printers[1] = Queue("Attic")
        await person.until(lambda: "Attic-7" not in person.screen and "paused" not in person.screen)


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_without_any_printer_the_page_says_what_happens_to_papers(
    home: Path, fake: Fake, size: tuple[int, int]
) -> None:
    fake.printers.clear()
    async with opened(new_desk(home), size=size) as person:
        await person.types("ctrl+k", "ctrl+b")
        assert "papersarekeptasPDF" in person.words
        await person.types("t", "enter", "1", "delete")
        assert person.top == "PrintersScreen"
        person.fits()


async def test_a_hostile_name_of_a_printer_and_a_refused_job_are_text(
    home: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.printers[2] = Queue("[/red]\x1b]0;x\x07", note="[@click=app.quit]hit[/]")

    def cancel(id: str) -> None:
        raise DeskError(
            "The job {job} is not cancelled ({reason}). Try it again in a minute.", job=id, reason="[/]"
        )

    monkeypatch.setattr(fake, "cancel", cancel)
    async with opened(new_desk(home)) as person:
        await person.types("ctrl+k", "ctrl+b", "end")
        assert "[/red]␛]0;x␇" in person.screen and "[@click=app.quit]hit[/]" in person.screen
        await person.types("home", "down", "delete", "2")
        assert "not cancelled ([/])" in person.status


# -- how they look


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_printers_and_the_slip_look_as_reviewed(home: Path, fake: Fake, language: str) -> None:
    desk = new_desk(home, language=language, printing=Printing(Options(2, "long"), "Receipt", 58))
    desk.words = locales.load(language)
    desk.sent["Laser-42"] = "sheet-20261121.pdf"
    log(desk, applicant="王秀英", phone="13800010001")
    settings = replace(desk.settings, language=language)
    async with opened(desk, settings=settings) as person:
        for name, keys in {
            "printers": ("ctrl+k", "ctrl+b"),
            "slip": ("escape", "escape", "enter", "ctrl+b"),
        }.items():
            await person.types(*keys)
            await person.still()
            person.fits()
            golden = GOLDEN / f"{name}-{language}-80x24.txt"
            found = person.screen + "\n"
            if os.environ.get("UPDATE_GOLDEN"):
                golden.write_text(found, "utf-8")
            assert found == golden.read_text("utf-8")
