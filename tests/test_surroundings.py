"""What the open desk watches beside its records: the clock of the machine, the room on the disk, a network's disk."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import disk, doctor, surroundings
from deskapp.__main__ import main
from deskapp.domain.clock_check import FAR, SLACK, leapt, odd
from deskapp.domain.times import Calendar, wall_clock
from deskapp.domain.words import Words
from deskapp.reading.last_entry import last_entry
from deskapp.settings import Settings, load
from deskapp.wiring import open_desk
from tests.app_builders import new_desk, opened
from tests.builders import NOON, a_desk

SETUP = ["setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1", "-q"]


@pytest.mark.parametrize(
    ("now", "behind"),
    [
        (NOON, None), (NOON - SLACK, None), (NOON - SLACK - timedelta(seconds=1), True),
        (NOON - timedelta(days=400), True), (NOON + FAR, None), (NOON + FAR + timedelta(seconds=1), False),
    ],
)  # fmt: skip
def test_a_clock_stands_neither_before_the_last_entry_nor_far_after_it(
    now: object, behind: bool | None
) -> None:
    found = odd(now, NOON, Calendar())  # type: ignore[arg-type]
    assert (found and found.behind) == behind
    if found is not None:
        said = Words.plain()(found.text, **found.params)
        assert "2026-11-21 12:00" in said
        assert "clock" in said


def test_an_empty_file_knows_nothing_of_the_clock() -> None:
    assert odd(NOON, None, Calendar()) is None


@pytest.mark.parametrize(("by", "told"), [(-3600, True), (3600, True), (60, False), (-60, False), (0, False)])
def test_a_clock_that_is_set_while_the_desk_is_open_leaps(by: int, told: bool) -> None:
    passed = timedelta(seconds=20)
    assert bool(leapt(passed + timedelta(seconds=by), passed)) is told


def test_the_last_entry_is_that_of_the_chain(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.clock.turn(hours=2)
    desk.log()
    (row,) = desk.read("SELECT max(seq), at FROM audit")
    assert row["at"].startswith("2026-11-21T06:00")


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DESKAPP_LANG", "en")
    assert main(SETUP) == 0
    return load()


def found(settings: Settings) -> dict[str, tuple[str, str]]:
    return {one.name: (one.state, one.say(Words.plain())) for one in doctor.examine(settings)}


def test_a_clock_before_the_last_entry_is_told_by_command_and_doctor(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(settings)["Clock"][0] == doctor.GOOD
    assert main(["log", "--category", "noise", "-q", "吵"]) == 0
    assert "clock" not in capsys.readouterr().err
    back = wall_clock() - timedelta(days=2)
    for module in ("deskapp.wiring", "deskapp.doctor.surroundings"):
        monkeypatch.setattr(f"{module}.wall_clock", lambda: back)
    state, said = found(settings)["Clock"]
    assert state == doctor.BAD
    assert "Set the clock right" in said
    assert main(["doctor"]) == 1
    assert main(["log", "--category", "noise", "-q", "楼上又吵"]) == 0
    assert "Set the clock right" in capsys.readouterr().err


def test_records_made_with_the_clock_set_back_keep_their_order_their_numbers_and_the_chain(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)
    numbers = [desk.log().number]
    desk.clock.turn(days=-3)
    numbers.append(desk.log().number)
    desk.clock.turn(days=3)
    numbers.append(desk.log().number)
    desk.clock.turn(days=900)
    numbers.append(desk.log().number)
    desk.clock.turn(days=-900)
    numbers.append(desk.log().number)
    assert len(set(numbers)) == 5
    with closing(open_desk_file(desk.path)) as reader:
        assert last_entry(reader) is not None
        keys = [row[0] for row in reader.execute("SELECT seq FROM audit ORDER BY seq")]
        assert keys == list(range(1, len(keys) + 1))
    assert [row[0] for row in desk.read("SELECT number FROM request ORDER BY id")] == numbers


def open_desk_file(path: Path):
    from deskapp import db

    return db.connect(path, readonly=True)


def test_a_full_reserve_a_missing_one_and_a_network_are_findings(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, said = found(settings)["Reserve"]
    assert state == doctor.GOOD
    assert str(disk.reserve_of(settings.database)) in said
    assert "Network disk" not in found(settings)
    assert disk.let_go(settings.database)
    monkeypatch.setattr(disk, "network", lambda file: "nfs4")
    now = found(settings)
    assert now["Reserve"][0] == doctor.NOTE
    assert now["Network disk"][0] == doctor.BAD
    assert "deskapp backup" in now["Network disk"][1]
    assert "nfs4" in now["Network disk"][1]
    assert main(["doctor"]) == 1


async def test_the_open_desk_makes_the_reserve_and_tells_each_trouble_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.let_go(settings.database)
    desk = open_desk(settings)
    async with opened(desk) as person:
        watch = surroundings.Surroundings(person.app)

        async def look() -> str:
            watch._at = -surroundings.EVERY
            person.app.tell("")
            watch.look()
            await person.app.workers.wait_for_complete()
            await person.settled()
            return person.status

        assert await look() == ""
        assert disk.has_reserve(settings.database)
        monkeypatch.setattr(disk, "free", lambda folder: 3 << 20)
        assert "3 MB" in await look()
        assert await look() == ""
        monkeypatch.setattr(disk, "free", lambda folder: 3 << 30)
        assert await look() == ""
        monkeypatch.setattr(disk, "network", lambda file: "cifs")
        assert "cifs" in await look()
        assert await look() == ""
        real = surroundings._running
        monkeypatch.setattr(surroundings, "_running", lambda: real() + 3600)
        assert "set back by 60 min" in await look()
        monkeypatch.setattr(surroundings, "_running", lambda: real() - 3600)
        assert "set forward by 120 min" in await look()


async def test_a_practice_desk_holds_nothing_back_and_may_have_any_time(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        surroundings.Surroundings(person.app).look()
        await person.app.workers.wait_for_complete()
        assert not disk.reserve_of(desk.settings.database).exists()
        assert person.status == ""
