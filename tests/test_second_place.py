"""The second place of copies: a stick that comes and goes, compared byte by byte, and never written over."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import backup, second, sums
from deskapp.doctor import GOOD, NOTE, examine
from deskapp.domain.errors import DeskError
from deskapp.wiring import Desk, open_desk
from tests.app_builders import opened
from tests.builders import EN, KEY, TestDesk, a_desk, refused, settings_in
from tests.test_backup import TODAY, names, real


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    key_file = settings_in(tmp_path).key_file
    key_file.parent.mkdir()
    key_file.write_text(KEY.hex())
    found.log(applicant="周敏")
    yield found
    found.store.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "usb" / "desk"


@pytest.fixture
def desk(room: TestDesk, stick: Path) -> Iterator[Desk]:
    """A real desk with a second place that is not plugged in."""
    found = open_desk(settings_in(room.path.parent, kept_second=str(stick)))
    found.clock = room.clock
    yield found
    found.close()


def test_each_copy_goes_to_the_second_place_too(desk: Desk, stick: Path) -> None:
    stick.mkdir(parents=True)
    made = backup.daily(desk)
    assert made is not None
    assert made.second == stick / TODAY
    assert made.second.read_bytes() == made.path.read_bytes()
    assert made.second.stat().st_mode & 0o077 == 0
    assert sums.known(stick) == sums.known(made.path.parent)
    assert not list(stick.glob(".*"))
    by_hand = backup.make(desk)
    assert by_hand.second == stick / by_hand.path.name


def test_a_stick_that_is_away_is_no_error_and_gets_the_newest_copy_when_it_is_back(
    desk: Desk, room: TestDesk, stick: Path
) -> None:
    first = backup.daily(desk)
    assert first is not None
    assert (first.second, first.missed) == (None, None)
    assert not stick.exists()  # it is never made on the disk that it is not
    room.clock.turn(days=1)
    newest = backup.daily(desk)
    assert newest is not None
    stick.mkdir(parents=True)
    assert backup.daily(desk) is None  # none is due
    assert names(stick) == {newest.path.name}
    assert backup.daily(desk) is None
    assert names(stick) == {newest.path.name}


def test_what_does_not_arrive_as_it_was_sent_is_thrown_away(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.mkdir(parents=True)
    write = second._write

    def bent(descriptor: int, chunk: bytes) -> None:
        write(descriptor, chunk[:-1] + bytes([chunk[-1] ^ 1]))

    monkeypatch.setattr(second, "_write", bent)
    made = backup.daily(desk)
    assert made is not None
    assert made.path.exists()
    assert made.missed is not None
    refused(made.missed, "did not arrive as it was sent", "is whole")
    assert names(stick) == set()


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "no room"), (errno.EIO, "could not be written")]
)
def test_a_stick_that_fails_leaves_nothing_half(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    stick.mkdir(parents=True)

    def failing(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(second, "_write", failing)
    made = backup.daily(desk)
    assert made is not None
    assert made.missed is not None
    refused(made.missed, words)
    assert names(stick) == set()
    monkeypatch.undo()
    assert backup.daily(desk) is None
    assert names(stick) == {TODAY}  # the next look brings it


def test_a_file_of_the_same_name_is_never_written_over(desk: Desk, stick: Path) -> None:
    stick.mkdir(parents=True)
    (stick / TODAY).write_text("mine")
    made = backup.daily(desk)
    assert made is not None
    assert made.missed is not None
    refused(made.missed, "left as it is")
    assert (stick / TODAY).read_text() == "mine"


def test_old_copies_make_room_there_too(desk: Desk, room: TestDesk, stick: Path) -> None:
    desk.settings = replace(desk.settings, copies_kept="2/0/0")
    stick.mkdir(parents=True)
    (stick / "desk-auto-20200101-000000.db").write_text("not the desk's")
    for _ in range(4):
        assert backup.daily(desk) is not None
        room.clock.turn(days=1)
    kept = {"desk-auto-20261123-120000.db", "desk-auto-20261124-120000.db"}
    assert names(stick) == {*kept, "desk-auto-20200101-000000.db"}
    assert names(desk.settings.backups) == kept


def test_a_copy_is_broken_off_when_the_desk_closes(desk: Desk, stick: Path) -> None:
    stick.mkdir(parents=True)
    with pytest.raises(backup.Stopped):
        backup.daily(desk, lambda: True)
    assert names(desk.settings.backups) == set()
    assert names(stick) == set()
    assert backup.daily(desk) is not None


def test_the_second_place_must_be_plugged_in_when_it_is_set(desk: Desk, stick: Path) -> None:
    with pytest.raises(DeskError) as refusal:
        desk.configuring.change("second_place", str(stick), desk.actor, EN)
    refused(refusal.value, "plug in the stick")
    assert not stick.parent.exists()
    stick.parent.mkdir()
    desk.configuring.change("second_place", str(stick), desk.actor, EN)
    desk.look_again()
    assert desk.settings.second_place == stick


def finding(desk: Desk) -> tuple[str, str]:
    return next((one.state, one.say(EN)) for one in examine(desk.settings) if one.name == "Second place")


def test_the_doctor_tells_how_the_second_place_stands(
    desk: Desk, room: TestDesk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, said = finding(desk)
    assert (state, "is not there" in said, "Plug it in" in said) == (NOTE, True, True)
    stick.mkdir(parents=True)
    assert "the same disk" in finding(desk)[1]
    monkeypatch.setattr("deskapp.doctor.copies._same_disk", lambda *_: False)
    backup.daily(desk)
    state, said = finding(desk)
    assert (state, "the newest of 2026-11-21 12:00" in said) == (GOOD, True)
    room.clock.turn(days=1)
    stick.rename(stick.with_name("away"))
    backup.daily(desk)
    stick.with_name("away").rename(stick)
    assert "does not have the newest" in finding(desk)[1]
    desk.settings = replace(desk.settings, kept_second="")
    assert "alone" in finding(desk)[1]


async def test_an_open_desk_says_once_that_the_stick_is_not_there(tmp_path: Path) -> None:
    desk = real(tmp_path)
    desk.settings = replace(desk.settings, kept_second=str(tmp_path / "usb"))
    async with opened(desk) as person:
        person.app.copying.look()
        await person.until(lambda: "is not there" in person.status, 30)
        assert person.app.notice.tone == ""
        person.app.tell("")
        desk.clock.turn(days=1)  # type: ignore[attr-defined]
        person.app.copying.after_handover()
        await person.until(lambda: len(names(desk.settings.backups)) == 2, 30)
        await person.until(lambda: not person.app.copying._busy, 30)
        await person.settled()
        assert person.status == ""
