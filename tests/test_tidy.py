"""Nothing about people lies longer than it is needed: drafts, files of a print, what was copied."""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

import pytest

from deskapp import crash, press, recovery, slips, tidy
from deskapp.domain.draft import Place
from deskapp.domain.errors import DeskError, Exit
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk, opened, turn


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def draft(desk: Desk, words: str, form: str = "log") -> None:
    desk.drafts.keep(Place(desk.room.id, desk.room.signed_in, form), {"summary": words})
    assert desk.drafts.flush() is None


def kept(desk: Desk) -> list[str]:
    return [
        json.loads(row[0])["summary"] for row in desk.reader.execute("SELECT typed FROM draft ORDER BY id")
    ]


async def test_old_drafts_are_dropped_with_a_word(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    draft(desk, "旧的半句")
    turn(desk, days=20)
    draft(desk, "新的半句", "log 2")
    turn(desk, days=11)
    async with opened(desk) as person:
        assert "dropped: 1" in person.status
        await person.until(lambda: kept(desk) == ["新的半句"])
    assert "旧的半句".encode() not in (tmp_path / "desk.db").read_bytes()


def test_a_room_may_keep_drafts_for_ever(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    draft(desk, "旧的半句")
    desk.configuring.change("draft_days", "0", desk.actor, desk.words)
    desk.look_again()
    turn(desk, days=900)
    assert tidy.drop_old(desk) == 0
    desk.close()


async def test_what_was_copied_is_gone_when_the_desk_is_covered_or_changes_hands(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.staff.add(desk.room, "王芳", "054321", "officer", desk.actor, desk.words)
    async with opened(desk) as person:
        person.app.copy_to_clipboard("13800010001")
        await person.types("f12")
        assert person.app.clipboard == ""
        await person.types("x")
        person.app.copy_to_clipboard("13800010001")
        await person.types("ctrl+o", "2")
        assert person.app.clipboard == ""


@pytest.mark.parametrize("refused", [False, True])
def test_no_file_of_a_print_stays(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    desk = new_desk(tmp_path)
    request = log(desk, applicant="马玉兰", phone="13800010001")
    seen: list[str] = []

    def send(*args: object, **kwargs: object) -> object:
        seen.extend(path.name for path in temporary.rglob("*") if path.is_file())
        if refused:
            raise DeskError("no printer", code=Exit.PRINTER, reason="off")
        return press.Asked()

    monkeypatch.setattr(slips, "send", send)
    monkeypatch.setattr(recovery, "send", send)
    monkeypatch.setattr(slips, "wait", lambda job: "cancelled")
    monkeypatch.setattr(recovery, "wait", lambda job: "cancelled")
    for verb in (
        lambda: slips.print_slip(desk, slips.make(desk, request.number), 58, "queue"),
        lambda: recovery.print_code(desk, "ABCD", desk.words),
    ):
        try:
            verb()
        except DeskError:
            assert refused
    assert sorted(seen) == ["recovery.pdf", "slip.bin"]
    assert list(temporary.iterdir()) == []
    assert not desk.settings.papers.exists() or list(desk.settings.papers.iterdir()) == []
    desk.close()


def test_what_a_killed_program_left_is_swept(tmp_path: Path, temporary: Path) -> None:
    desk = new_desk(tmp_path)
    desk.settings.papers.mkdir()
    old, new, other = temporary / "deskapp-slip-a", temporary / "deskapp-slip-b", temporary / "else"
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "slip.bin").write_text("马玉兰")
    half, paper = desk.settings.papers / ".a.pdf.9.new", desk.settings.papers / "a.pdf"
    half.write_text("马玉兰")
    paper.write_text("马玉兰")
    long_ago = time.time() - 2 * tidy.STALE
    for path in (old, other, half, paper):
        os.utime(path, (long_ago, long_ago))
    assert tidy.sweep(desk.settings) == 2
    assert not old.exists() and not half.exists()
    assert new.exists() and other.exists() and paper.exists()
    desk.close()


def test_a_crash_leaves_no_name_anywhere(tmp_path: Path, temporary: Path) -> None:
    desk = new_desk(tmp_path)
    try:
        name, phone = "马玉兰", "13800010001"
        raise ValueError(f"{name} {phone}")
    except ValueError as error:
        places = [crash.write(desk.settings, error), crash.write(None, error)]
    for place in places:
        said = place.read_text("utf-8")
        assert "ValueError" in said and "马玉兰" not in said and "13800010001" not in said
    assert [path.name for path in temporary.iterdir()] == [places[1].name]
    desk.close()


def test_a_desk_that_looks_every_day_drops_nothing_fresh(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    draft(desk, "半句")
    turn(desk, days=29)
    assert tidy.drop_old(desk) == 0
    assert kept(desk) == ["半句"]
    desk.close()
