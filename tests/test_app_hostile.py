"""Text is text: whatever stands in a record is shown literally, everywhere, and does nothing when clicked."""

from __future__ import annotations

from pathlib import Path

from deskapp.domain.request_steps import machine
from tests.app_builders import WIDE, log, new_desk, opened
from tests.bare import bare

TEXTS = {
    "[/]": "[/]",
    "[@click=app.quit]x": "[@click=app.quit]x",
    "[red]r": "[red]r",
    "\x1b]52;c;aGk=\x07": "␛]52;c;aGk=␇",
    "\x1b[2J": "␛[2J",
    "a\x00b": "a␀b",
    "a\x9b31m": "a⟪U+009B⟫31m",
    "a\u202egnp": "a⟪RLO⟫gnp",
    "👨\u200d👩\u200d👧": "👨",
    "e\u0301\u0302\u0303": "é",
    ":house: $x {y} %s": ":house: $x {y} %s",
}


HIDDEN_ONES = set("\x00\x07\x1b\x9b\u202e")


async def test_typed_text_is_shown_literally_on_every_screen(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path), size=WIDE) as person:
        for text, mark in TEXTS.items():
            await person.types("f2")
            await person.pastes(text)
            await person.types("enter", "enter", "3")
            await person.pastes(text)
            assert person.screen.count(mark) >= 2
            await person.types("ctrl+s")
            assert person.top == "BoardScreen", person.screen
            assert mark in person.status
            assert mark in person.screen
            if mark not in list(TEXTS.values())[:5]:
                continue
            await person.types("end", "enter")
            assert person.screen.count(mark) >= 2
            await person.types(str(machine().step("solve").key))
            await person.pastes(text)
            assert mark in person.screen
            await person.types("escape", "escape", "home")
        for key in ("f5", "f9"):
            await person.types(key)
            for mark in TEXTS.values():  # long ones are cut in a column of eight cells
                assert mark[:4] in person.screen, person.screen
            assert not set("".join(person.lines)) & HIDDEN_ONES
            person.fits()
            await person.types("escape")
        for mark in TEXTS.values():
            x, y = person.place_of(mark[:4])
            for _ in range(2):
                await person.pilot.click(offset=(x + 1, y))
                await person.settled()
            assert not person.app._exit
            await person.types("escape")


async def test_raw_text_from_elsewhere_is_harmless_too(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for _ in TEXTS:
        log(desk)
    raw = bare(desk.settings.database)
    for at, text in enumerate(TEXTS, 1):
        sql = "UPDATE request SET applicant = ?, summary = ?, address = ? WHERE id = ?"
        raw.execute(sql, (text, text * 20, text, at))
    raw.execute("UPDATE room SET station = ?, name = ?", ("[/]\x1b[2J", "[@click=app.quit]x"))
    raw.execute("UPDATE officer SET name = ?", ("\x1b]52;c;x\x07[/]",))
    raw.commit()
    raw.close()
    async with opened(desk, size=WIDE) as person:
        for way in (*[("down",)] * 3, ("enter",), ("1",), ("escape", "0"), ("escape", "escape", "f5"), ("escape", "f9"),
                    ("escape", "ctrl+o"), ("escape", "ctrl+p"), ("escape", "f1"), ("escape", "f2")):  # fmt: skip
            await person.types(*way)
            assert not set("".join(person.lines)) & HIDDEN_ONES, person.top
            person.fits()
        await person.types("escape")
        for y in range(0, person.app.size.height - 1, 3):
            await person.pilot.click(offset=(5, y))
            await person.settled()
            while person.top != "BoardScreen":
                await person.types("escape")
        assert not person.app._exit


async def test_an_officer_with_a_hostile_name_is_shown_literally(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path), size=WIDE) as person:
        await person.types("ctrl+o", "0")
        await person.pastes("[@click=app.quit]x\x1b[2J")
        await person.types("enter", *"77", "enter", "1", "enter")
        await person.until(lambda: "[@click=app.quit]x␛[2J 77" in person.screen)
        await person.types("2")
        assert "[@click=app.quit]x␛[2J 77" in person.status
        await person.clicks("[@click=app.quit]x")
        assert not person.app._exit
