"""Copies that the desk writes and cannot read; each brings everything back, and a bent one is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import backup, envelope, restore, sums
from deskapp.__main__ import main
from deskapp.doctor import BAD, GOOD, examine
from deskapp.domain.errors import DeskError
from deskapp.settings import Settings, load
from deskapp.wiring import Desk, open_desk
from tests.bare import bare
from tests.builders import EN, KEY, TestDesk, a_desk, refused, settings_in, walk


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    key_file = settings_in(tmp_path).key_file
    key_file.parent.mkdir()
    key_file.write_text(KEY.hex())
    for who in ("周敏", "马玉兰", "㛃𠮷"):
        walk(found, found.log(applicant=who, phone="13800010009").number, ("take", {}))
    yield found
    found.store.close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The file with the secret key, which does not lie on the machine."""
    public, secret = envelope.make()
    path = tmp_path / "leader.key"
    path.write_text(f"# public key: {public}\n{secret}\n")
    return path


def public_of(secret: Path) -> str:
    return secret.read_text().split()[3]


@pytest.fixture(params=["readable", "encrypted"])
def desk(request: pytest.FixtureRequest, room: TestDesk, secret: Path) -> Iterator[Desk]:
    key = public_of(secret) if request.param == "encrypted" else ""
    found = open_desk(settings_in(room.path.parent, copy_key=key))
    found.clock = room.clock
    yield found
    found.close()


def identity_of(desk: Desk, secret: Path) -> Path | None:
    return secret if desk.settings.copy_key else None


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(bare(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def test_the_drill_brings_back_every_table_and_the_chain_holds(
    desk: Desk, room: TestDesk, secret: Path, tmp_path: Path
) -> None:
    before = tables(room.path)
    made = backup.daily(desk)
    assert made is not None
    desk.close()
    room.store.close()
    elsewhere = tmp_path / "new machine"
    shutil.copytree(desk.settings.config.parent, elsewhere / "config")
    settings = settings_in(elsewhere)
    with restore.readable(settings, made.path, identity_of(desk, secret)) as plain:
        held = restore.check(settings, plain)
        assert (held.records, held.chain_head) == (3, made.chain_head)
        restore.restore(settings, plain, name=made.path.name)
    after = tables(settings.database)
    added = after["audit"][len(before["audit"]) :]
    assert [row[5] for row in added] == ["restore"]
    after["audit"] = before["audit"]
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {"sqlite_sequence"}
    assert next(one for one in examine(settings) if one.name == "Audit chain").state == GOOD
    assert not [path.name for path in elsewhere.iterdir() if "unlocked" in path.name]


def flip(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) * 2 // 3] ^= 1
    path.write_bytes(whole)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


@pytest.mark.parametrize("harm", [flip, cut, grow])
def test_a_bent_copy_is_refused_and_nothing_changes(
    desk: Desk, room: TestDesk, secret: Path, harm: Callable[[Path], None]
) -> None:
    made = backup.daily(desk)
    assert made is not None
    harm(made.path)
    before = room.path.read_bytes()
    with (
        pytest.raises(DeskError) as refusal,
        restore.readable(desk.settings, made.path, identity_of(desk, secret)),
    ):
        raise AssertionError("it was opened")
    refused(refusal.value, "not byte for byte", "take another copy")
    assert room.path.read_bytes() == before
    assert not list(room.path.parent.glob(".*"))


@pytest.mark.parametrize("harm", [flip, cut, grow])
def test_a_bent_encrypted_copy_is_refused_without_its_sum_too(
    room: TestDesk, secret: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    away = tmp_path / "away.age"
    envelope.lock(room.path, away, public_of(secret))
    harm(away)
    with pytest.raises(DeskError) as refusal, restore.readable(settings_in(tmp_path), away, secret):
        raise AssertionError("it was opened")
    refused(refusal.value, "damaged or cut off")
    assert not list(room.path.parent.glob(".*"))


def test_another_key_opens_nothing(room: TestDesk, secret: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.age", tmp_path / "other.key"
    envelope.lock(room.path, copy, public_of(secret))
    other.write_text(envelope.make()[1])
    settings = settings_in(tmp_path)
    for identity, words in (
        (other, "another key"), (None, "--identity FILE"), (copy, "cannot be read"), (room.path, "cannot be read"),
    ):  # fmt: skip
        with pytest.raises(DeskError) as refusal, restore.readable(settings, copy, identity):
            raise AssertionError("it was opened")
        refused(refusal.value, words)
    other.write_text("no key\n")
    with pytest.raises(DeskError) as refusal, restore.readable(settings, copy, other):
        raise AssertionError("it was opened")
    refused(refusal.value, "AGE-SECRET-KEY-")
    other.write_text("AGE-SECRET-KEY-1BENT\n")
    with pytest.raises(DeskError) as refusal, restore.readable(settings, copy, other):
        raise AssertionError("it was opened")
    refused(refusal.value, "wrong letter")


def test_nothing_readable_reaches_the_folders_of_copies(
    room: TestDesk, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    settings = settings_in(room.path.parent, copy_key=public_of(secret), kept_second=str(stick))
    seen: list[bool] = []
    look_into = backup._look_into

    def watched(half: Path, *more: Callable[[], bool]) -> backup.Contents | None:
        seen.append(half.parent == room.path.parent)
        return look_into(half, *more)

    monkeypatch.setattr(backup, "_look_into", watched)
    with closing(open_desk(settings)) as desk:
        desk.clock = room.clock
        made = backup.daily(desk)
    assert made is not None
    assert seen == [True]
    for folder in (settings.backups, stick):
        (copy,) = (path for path in folder.iterdir() if path.name != sums.NAME)
        assert copy.name.endswith(".db.age")
        assert envelope.is_locked(copy)
        assert "周敏".encode() not in copy.read_bytes()
    assert not list(room.path.parent.glob(".*"))


@pytest.fixture
def line(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DESKAPP_LANG", "en")
    words = ["setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1", "-q"]
    assert main(words) == 0
    assert main(["log", "-q", "--yes", "--category", "noise", "--name", "周敏", "楼上吵"]) == 0
    return load()


def test_a_key_is_made_copies_are_encrypted_and_come_back(
    line: Settings, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup-key", "away.key"]) == 0
    said = capsys.readouterr().err
    assert "take it away" in said
    assert "If it is lost" in said
    key = home / "away.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert load().copy_key == public_of(key)
    assert "AGE-SECRET" not in line.config.read_text()
    assert main(["backup"]) == 0
    copy = capsys.readouterr().out.strip()
    assert copy.endswith(".db.age")
    assert main(["restore", copy, "--yes"]) == 2
    assert "--identity" in capsys.readouterr().err
    assert main(["restore", copy, "--dry-run", "--identity", "away.key"]) == 0
    shown = capsys.readouterr().out
    assert copy in shown
    assert "Records" in shown
    assert main(["restore", copy, "--yes", "--identity", "away.key"]) == 0
    assert main(["backup-key", "away.key"]) == 1
    assert "Choose another name" in capsys.readouterr().err
    assert load().copy_key == public_of(key)
    assert main(["backup-key", "--off"]) == 0
    assert load().copy_key == ""


def test_a_secret_that_is_shown_is_shown_once(line: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup-key"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("AGE-SECRET-KEY-1")
    assert "shown this once" in said.err
    for path in (line.config, line.database):
        assert said.out.strip().encode() not in path.read_bytes()


def test_a_public_key_with_a_wrong_letter_is_refused(room: TestDesk, secret: Path) -> None:
    public = public_of(secret)
    bent = public[:-1] + ("q" if public[-1] != "q" else "p")
    with closing(open_desk(settings_in(room.path.parent))) as desk:
        for typed, words in (("age1short", "62 letters"), (bent, "wrong letter")):
            with pytest.raises(DeskError) as refusal:
                desk.configuring.change("backup_key", typed, desk.actor, EN)
            refused(refusal.value, words)
        desk.configuring.change("backup_key", f" {public} ", desk.actor, EN)
        desk.look_again()
        assert desk.settings.copy_key == public


def test_the_doctor_tells_of_the_key(room: TestDesk, secret: Path) -> None:
    settings = settings_in(room.path.parent)

    def finding(key: str) -> list[str]:
        found = examine(replace(settings, copy_key=key))
        return [one.state for one in found if one.name == "Encrypted copies"]

    assert finding("") == []
    assert finding(public_of(secret)) == [GOOD]
    assert finding("age1bent") == [BAD]
