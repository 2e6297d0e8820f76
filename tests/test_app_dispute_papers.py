"""The papers of a dispute at the screen: chosen, looked at page by page, kept as PDF, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import forms
from deskapp.domain.dispute import File
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.person_draft import Told
from deskapp.press import Asked
from deskapp.printing.dispute_form_needs import copies_of, lacking
from deskapp.printing.form_pdf import form_pages, form_pdf
from deskapp.printing.form_text import form_text
from deskapp.reading import disputes as reading
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, new_desk, opened

NUMBER = "JF-20261121-001"
HOSTILE = '#include "x" $a$ *b* _c_ `d` @e <f> #set page(width: 1mm) \\ // /* [/red]\t末尾'


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = new_desk(home, language=request.param)
    held(found)
    yield found
    found.close()


def held(desk: Desk, summary: str = "堆物", *more: str) -> File:
    """An accepted people's mediation with one sitting."""
    names = ("马玉兰", "赵铁柱", *more)
    roles = ("party_a", "party_b", "third", "third")
    parties = [PartyGiven(0, role, Told(name)) for role, name in zip(roles, names, strict=False)]
    do, actor, t = desk.disputes, desk.actor, desk.words
    number = do.open({"type": "neighbor", "summary": summary}, parties, actor, t).dispute.number
    do.step(number, "accept", {"kind": "peoples", "willing": "yes"}, actor, t)
    return do.step(number, "session", {"from": "10:00", "to": "11:00", "course": "各自陈述"}, actor, t)


async def look(person: Person) -> None:
    person.app.dispute_papers(NUMBER)
    await person.settled()
    assert person.top == "PapersScreen"


def file_of(person: Person) -> File:
    return read(person.app.desk)


def read(desk: Desk) -> File:
    found = reading.find(desk.reader, desk.room.id, NUMBER)
    assert found is not None
    return found


def digit(kind: str) -> str:
    return str([entry.code for entry in PAPER].index(kind) + 1)


async def test_nine_papers_tell_what_is_needed_made_and_lacking(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        for entry in PAPER:
            assert desk.words(entry.label).split()[0] in person.screen
        needed = desk.words("needed")
        assert f"! {needed}" in person.screen
        await person.types(digit("rights"), "ctrl+s", "escape")
        assert NUMBER + "-01" in person.screen


async def test_what_is_lacking_is_named_and_nothing_opens(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("followup"))
        assert person.top == "PapersScreen"
        assert desk.words("a follow-up that was made") in person.status


async def test_an_agreement_is_looked_at_with_room_to_write_by_hand(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("agreement_peoples"))
        assert person.top == "Choose"
        await person.types("2")
        assert person.top == "PaperScreen"
        await person.types("ctrl+s")
        assert [paper.kind for paper in file_of(person).papers] == ["agreement_peoples"]


async def test_a_paper_is_kept_as_pdf_with_its_copies_in_the_file(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("record"), "ctrl+s", "ctrl+s")
        made = file_of(person).papers
        assert [(paper.kind, paper.number, paper.copies) for paper in made] == [
            ("record", f"{NUMBER}-01", 1), ("record", f"{NUMBER}-02", 1),
        ]  # fmt: skip
        kept = sorted(desk.settings.papers.glob(f"{NUMBER}-record-*.pdf"))
        assert len(kept) == 2
        assert kept[0].read_bytes().startswith(b"%PDF")
        assert kept[0].stat().st_mode & 0o777 == 0o600


async def test_without_a_printer_the_paper_is_kept_and_that_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("record"), "enter")
        assert "lp" in person.status
        assert len(file_of(person).papers) == 1
        assert len(list(desk.settings.papers.glob("*.pdf"))) == 1


async def test_all_copies_go_to_the_printer_and_a_second_enter_asks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []

    def take(_desk: Desk, _path: Path, _asked: Asked, copies: int) -> tuple[str, str]:
        sent.append(copies)
        return "ok", "good"

    monkeypatch.setattr(forms, "hand_over", take)
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("rights"), "enter", "enter")
        assert sent == [2]
        assert person.top == "Choose"
        await person.types("escape", "escape")
        assert person.top == "PapersScreen"


async def test_the_preview_is_the_whole_paper_and_scrolls(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("record"))
        assert "1" in person.lines[1]
        assert "┌" in person.screen
        seen = person.words
        for _ in range(6):
            await person.types("pagedown")
            seen += person.words
        assert "各自陈述" in seen
        assert "赵铁柱" in seen
        assert file_of(person).papers == ()


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
async def test_list_and_preview_fit_every_screen(desk: Desk, size: tuple[int, int]) -> None:
    async with opened(desk, size=size) as person:
        await look(person)
        person.fits()
        await person.types(digit("acceptance"))
        assert person.top == "PaperScreen"
        person.fits()
        await person.types("f8", "end")
        person.fits()


# -- what the parties wrote is text


@pytest.mark.parametrize("kind", ["record", "acceptance", "rights"])
def test_nothing_that_was_written_is_taken_for_layout(home: Path, kind: str) -> None:
    desk = new_desk(home)
    file = held(desk, HOSTILE)
    paper = forms.lay_out(desk, file, kind, desk.words)
    assert form_pdf(paper).pages == form_pages(paper).total == 1
    if kind != "rights":
        told = "".join(form_text(paper, 80, form_pages(paper)).replace("│", "").split())
        assert "".join(HOSTILE.split()) in told
    desk.close()


def test_five_thousand_characters_stand_whole_on_their_pages(home: Path) -> None:
    desk = new_desk(home)
    told = "".join(chr(0x4E00 + n % 3000) for n in range(5000))
    file = held(desk, told)
    paper = forms.lay_out(desk, file, "record", desk.words)
    pages = form_pages(paper)
    assert pages.total == form_pdf(paper).pages > 2
    text = form_text(paper, 76, pages)
    for page in range(1, pages.total + 1):
        assert paper.page.format(page=page, pages=pages.total) in text
    starts = [line.strip("│ ") for line in text.splitlines() if line.startswith("│")]
    assert told in "".join(starts)
    desk.close()


def test_each_page_is_as_wide_as_asked(home: Path) -> None:
    from rich.cells import cell_len

    desk = new_desk(home, language="zh")
    file = held(desk, "长" * 700, "[/red]" + "名" * 60)
    for kind in ("record", "acceptance", "rights"):
        paper = forms.lay_out(desk, file, kind, desk.words)
        for wide in (56, 76, 92):
            lines = form_text(paper, wide, form_pages(paper)).splitlines()
            assert max(map(cell_len, lines)) <= wide
            assert {cell_len(line) for line in lines if line.startswith(("│", "├"))} == {wide}
    desk.close()


def test_three_sides_sign_four_copies(home: Path) -> None:
    desk = new_desk(home)
    assert copies_of("agreement_peoples", held(desk)) == 3
    more = held(desk, "堆物", "钱大海")
    assert copies_of("agreement_peoples", more) == 4
    assert copies_of("rights", more) == 3
    assert lacking("agreement_peoples", more) == ("agreement",)
    desk.close()


async def test_a_paper_is_in_the_language_of_the_room_whatever_the_screen_speaks(desk: Desk) -> None:
    spoken = {"zh": "调解笔录", "en": "Record of mediation"}
    for kept in ("zh", "en", "screen"):
        desk.configuring.change("paper_language", kept, desk.actor, desk.words)
        desk.look_again()
        paper = forms.lay_out(desk, read(desk), "record", desk.paper_words)
        assert spoken[desk.words.language if kept == "screen" else kept] in form_text(paper)
    desk.configuring.change("paper_language", "zh", desk.actor, desk.words)
    desk.look_again()
    async with opened(desk) as person:
        await look(person)
        await person.types(digit("record"))
        assert person.top == "PaperScreen" and spoken["zh"] in person.screen


@pytest.mark.parametrize("kind", ["peoples", "joint"])
def test_an_agreement_of_several_departments_is_none_of_a_committee(desk: Desk, kind: str) -> None:
    parties = [PartyGiven(0, "party_a", Told("马玉兰")), PartyGiven(0, "party_b", Told("赵铁柱"))]
    do, actor, t = desk.disputes, desk.actor, desk.words
    number = do.open({"type": "wages", "summary": "欠薪"}, parties, actor, t).dispute.number
    do.step(number, "accept", {"kind": kind, "willing": "yes"}, actor, t)
    for outcome, paper in (("oral", "oral_sheet"), ("written", "agreement_peoples")):
        do.outcome(
            number,
            {"form": f"{outcome}_agreed", "from": "10:00", "to": "10:30", "course": "谈妥", "attendees": "双方",
             "text": "分两次付清", "manner": "cash", "deadline": "+9d", "signed": "yes"},
            actor, t,
        )  # fmt: skip
        file = reading.find(desk.reader, desk.room.id, number)
        assert file is not None
        said = form_text(forms.lay_out(desk, file, paper, desk.paper_words))
        assert ("人民调解" in said) == (kind == "peoples")
        desk.undoing.undo(actor)
    assert ("联合调解协议书" in said) == (kind == "joint")
