"""Language and colours by a key: at once on the screen, kept as a setting is, and stepped over by Ctrl+Z."""

from __future__ import annotations

import itertools
import threading
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.wiring import Desk
from tests.app_builders import Person, log, new_desk, opened
from tests.bare import bare
from tests.builders import EN


def kept(person: Person, name: str) -> list[tuple[str, str, str]]:
    """What the history of a setting says: step, from, to."""
    rows = person.read(
        "SELECT h.step, h.source, h.target FROM history AS h JOIN setting AS s ON s.id = h.subject_id "
        "WHERE h.subject = 'setting' AND s.name = ? ORDER BY h.id",
        name,
    )
    return [tuple(row) for row in rows]


async def in_colours(person: Person, name: str) -> None:
    """Choose colours from the list of commands."""
    await person.types("ctrl+p", *f": {name}", "enter")
    await person.until(lambda: person.app.theme == f"desk-{name}")


async def test_f8_and_the_colours_stand_in_history_and_audit_by_whom(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f8")
        await in_colours(person, "light")
        await person.until(lambda: kept(person, "theme") == [("set", "dark", "light")])
        assert kept(person, "language") == []  # Chinese already, as the file has it: nothing is written
        audited = person.read("SELECT officer_id, action, via FROM audit WHERE subject = 'setting'")
        assert {tuple(row) for row in audited} == {(1, "set", "desk")}
        assert desk.settings.config.read_text("utf-8").count("theme") == 1
        assert person.read("SELECT count(*) FROM journal WHERE subject = 'setting'")[0][0] == 0


async def test_each_press_of_f8_is_told_in_the_history_of_the_language(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    async with opened(desk) as person:
        await person.types("f8")
        await person.until(lambda: kept(person, "language") == [("set", "zh", "en")])
        await person.types("f8")
        await person.until(lambda: kept(person, "language")[1:] == [("set", "en", "zh")])
        trail = desk.standing("language").trail
        assert [(one.old, one.new, one.by) for one in trail] == [
            ("en", "zh", "李辉 012345"),
            ("zh", "en", "李辉 012345"),
        ]


async def test_ctrl_z_after_f8_takes_the_record_back_and_the_screen_stays(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    number = log(desk, applicant="王秀英").number
    async with opened(desk) as person:
        await person.types("f8")
        await person.until(lambda: kept(person, "language"))
        await person.types("ctrl+z")
        assert person.request(number).status == "undone"
        assert person.app.words.language == "en"
        await person.types("f8")
        await person.until(lambda: len(kept(person, "language")) == 2)
        await person.types("ctrl+y")  # looking into the other language ends no redo
        assert person.request(number).status == "registered"
        assert person.app.words.language == "zh"


async def test_a_language_set_in_the_settings_is_undone_after_f8_all_the_same(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, language="zh")
    log(desk)
    desk.configuring.change("theme", "light", desk.actor, EN)
    desk.look_again()
    async with opened(desk) as person:
        await in_colours(person, "contrast")
        await person.until(lambda: desk.value("theme") == "contrast")
        await person.types("ctrl+z")
        assert person.app.theme == "desk-dark"
        await person.types("ctrl+y")
        assert person.app.theme == "desk-light"
        await person.types("ctrl+z", "ctrl+z")
        assert person.request().status == "undone"


@pytest.mark.parametrize("trouble", ["busy", "config"])
async def test_where_it_cannot_be_kept_the_screen_switches_and_says_so(
    tmp_path: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 50)
    desk = new_desk(tmp_path, language="zh")
    async with opened(desk) as person:
        with closing(bare(desk.settings.database, isolation_level=None)) as other:
            if trouble == "busy":
                other.execute("BEGIN IMMEDIATE")
            else:
                (desk.settings.config).mkdir(parents=True)
            await person.types("f8")
            assert person.app.words.language == "en"
            await person.until(lambda: "next start" in person.status)
            assert "undo" not in person.status.casefold()
            await person.types("f8")
            assert person.app.words.language == "zh"
        assert kept(person, "language") == []


async def test_f8_pressed_again_and_again_ends_with_what_the_screen_shows(tmp_path: Path) -> None:
    desk: Desk = new_desk(tmp_path, language="zh")
    async with opened(desk) as person:
        await person.types(*["f8"] * 7)
        shown = person.app.words.language
        assert shown == "en"
        await person.until(lambda: desk.value("language") == shown and not person.app._looks._writing)
        steps = kept(person, "language")
        assert steps[-1][2] == shown
        assert all(one[2] == two[1] for one, two in itertools.pairwise(steps))


def test_the_desk_closes_after_what_a_thread_still_writes(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with desk.store.write(desk.actor) as writing:
            begun.set()
            go_on.wait(5)
            writing.session.connection().exec_driver_sql("SELECT count(*) FROM request")

    writer = threading.Thread(target=slow)
    writer.start()
    begun.wait(5)
    closer = threading.Thread(target=desk.store.close)
    closer.start()
    closer.join(0.05)
    assert closer.is_alive()
    go_on.set()
    closer.join(5)
    writer.join(5)
    assert not closer.is_alive()
