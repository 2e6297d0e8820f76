"""One original of a sealed handover leaves the desk; everything after it is a copy with its number."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from deskapp import originals
from deskapp.domain.errors import DeskError
from deskapp.domain.sheet import Sheet
from deskapp.domain.shift import Shift
from deskapp.domain.words import Words
from deskapp.press import Asked
from deskapp.reading.seals import seal_of
from deskapp.reading.shifts import by_id
from deskapp.wiring import Desk
from tests.app_builders import opened
from tests.print_builders import Fake, faked
from tests.shift_builders import handed_over, sheet_of, shift_desk

EN = Words.plain()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = shift_desk(tmp_path, pins=False)
    found.store.durable = False
    found.shifts.open(found.actor)
    yield found
    found.close()


@pytest.fixture
def shift(desk: Desk) -> Shift:
    return handed_over(desk)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    return faked(monkeypatch)


def again(desk: Desk, shift: Shift) -> Sheet:
    found = by_id(desk.reader, shift.id)
    assert found is not None
    return sheet_of(desk, found)


def copies(desk: Desk, shift: Shift) -> int:
    return int(desk.reader.execute("SELECT copies FROM shift WHERE id = ?", (shift.id,)).fetchone()[0])


def called(path: Path) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    words = " ".join(text.split())
    found = [
        said
        for said in ("Original", "Duplicate no. 1", "Duplicate no. 2", "Duplicate no. 3")
        if said in words
    ]
    assert len(found) == 1, words
    return found[0]


def test_what_is_kept_as_pdf_is_the_original_and_then_numbered_copies(desk: Desk, shift: Shift) -> None:
    sheet = sheet_of(desk, shift)  # made once, and still each paper says what it is
    kept = [originals.keep(desk, sheet, EN) for _ in range(3)]
    names = [one.path.name for one in kept]
    assert names == [f"{shift.number}{end}.pdf" for end in ("", "-copy-1", "-copy-2")]
    assert [called(one.path) for one in kept] == ["Original", "Duplicate no. 1", "Duplicate no. 2"]
    assert copies(desk, shift) == 3
    steps = desk.reader.execute("SELECT count(*) FROM audit WHERE subject = 'shift' AND action = 'print'")
    assert steps.fetchone()[0] == 3
    found = seal_of(desk.reader, shift.id, desk.key)
    assert found is not None
    assert found.whole


def test_several_papers_at_once_are_one_original_and_copies(desk: Desk, shift: Shift, fake: Fake) -> None:
    kept, said, tone = originals.put_out(desk, sheet_of(desk, shift), EN, Asked("Hall", 3, "one"))
    assert [called(one.path) for one in kept] == ["Original", "Duplicate no. 1", "Duplicate no. 2"]
    assert [(queue, options.copies, options.sides) for queue, options in fake.sent] == [
        ("Hall", 1, "one")
    ] * 3
    assert fake.papers == [one.path.name for one in kept]
    assert tone == "good"
    told = EN(said, **originals.told(kept, EN))
    assert "It says: Original, Duplicate no. 1, Duplicate no. 2." in told
    assert "Printed: 3 page(s)" in told


def test_a_number_is_taken_once_whoever_prints_meanwhile(desk: Desk, shift: Shift) -> None:
    assert desk.shifts.reserve(shift.number, 0, desk.actor)
    assert not desk.shifts.reserve(shift.number, 0, desk.actor)
    assert copies(desk, shift) == 1


def test_who_prints_at_the_same_moment_gets_the_next_number(
    desk: Desk, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.shifts.reserve
    first: list[bool] = []

    def reserve(number: str, before: int, actor: object) -> bool:
        if not first:  # another window is a moment faster
            first.append(real(number, before, desk.actor))
        return real(number, before, desk.actor)

    monkeypatch.setattr(desk.shifts, "reserve", reserve)
    kept = originals.keep(desk, sheet_of(desk, shift), EN)
    assert called(kept.path) == "Duplicate no. 1"
    assert copies(desk, shift) == 2
    assert not list(kept.path.parent.glob(".*.new"))


def test_a_file_that_cannot_be_written_takes_no_number(desk: Desk, shift: Shift, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")
    for place in (tmp_path / "a file" / "x.pdf", tmp_path / "a file"):
        with pytest.raises(DeskError):
            originals.keep(desk, sheet_of(desk, shift), EN, place)
    with pytest.raises(DeskError, match="cannot be written"):
        originals.keep(desk, sheet_of(desk, shift), EN, tmp_path, over=True)
    assert copies(desk, shift) == 0


def test_a_refusal_of_the_file_leaves_no_paper(
    desk: Desk, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reserve(*_: object) -> bool:
        raise DeskError("The file is locked. Nothing is lost, press it again.")

    monkeypatch.setattr(desk.shifts, "reserve", reserve)
    with pytest.raises(DeskError, match="locked"):
        originals.keep(desk, sheet_of(desk, shift), EN)
    assert not list(desk.settings.papers.glob("*")) and not list(desk.settings.papers.glob(".*.new"))


def test_what_no_printer_took_is_what_the_next_try_prints(desk: Desk, shift: Shift, fake: Fake) -> None:
    fake.refuses = True
    for _ in range(2):
        with pytest.raises(DeskError, match="No printer"):
            originals.put_out(desk, again(desk, shift), EN)
    fake.refuses = False
    (kept,), _said, _tone = originals.put_out(desk, again(desk, shift), EN)
    assert called(kept.path) == "Original"
    assert copies(desk, shift) == 1
    (kept,), _said, _tone = originals.put_out(desk, again(desk, shift), EN)
    assert called(kept.path) == "Duplicate no. 1"


def test_a_preview_is_printed_as_often_as_wanted_and_takes_no_number(desk: Desk, fake: Fake) -> None:
    from deskapp.papers import current_sheet

    (kept,), _said, tone = originals.put_out(desk, current_sheet(desk), EN, Asked(copies=3))
    assert (kept.called, tone) == ("", "good")
    assert [options.copies for _, options in fake.sent] == [3]


async def test_the_screen_says_which_paper_comes_next_and_which_one_went(
    desk: Desk, shift: Shift, fake: Fake
) -> None:
    async with opened(desk, settings=replace(desk.settings, language="en"), close=False) as person:
        await person.types("f9", "left", "end")
        assert "Original" in person.screen
        await person.types("ctrl+s")
        await person.until(lambda: "It says: Original." in person.words.replace("Itsays:", "It says: "))
        await person.types("end")
        await person.until(lambda: "Duplicate no. 1" in person.screen)
        await person.types("enter", "end")
        await person.until(lambda: "Duplicate no. 2" in person.screen)
    assert fake.papers == [f"{shift.number}-copy-1.pdf"]
