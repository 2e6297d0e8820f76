"""An encrypted desk file: nobody reads it without the key, and everything works with it."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from deskapp import backup, crash, db, encryption, restore
from deskapp.__main__ import main
from deskapp.doctor import BAD, GOOD, NOTE, examine
from deskapp.doctor.searching import reindex
from deskapp.domain.errors import DeskError
from deskapp.keyring import (
    RING,
    is_encrypted,
    make_key_file,
    read_key_file,
    read_new_passphrase,
    read_passphrase,
)
from deskapp.settings import Settings, load
from deskapp.swap import left_behind
from deskapp.wiring import Setup, open_desk, set_up
from tests.app_builders import opened
from tests.bare import bare
from tests.builders import EN, KEY, TestDesk, a_desk, refused, settings_in
from tests.test_encrypted_copies import tables

pytest.importorskip("sqlcipher3", reason="run it with the extra: pip install deskapp[encrypted]")

WORDS = "four plain words here"


@pytest.fixture(autouse=True)
def no_keys() -> None:
    """Each test begins without a key, wherever the others begin."""
    RING.forget()
    RING.ask = None


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("DESKAPP_KEY_FILE", raising=False)
    found = settings_in(tmp_path)
    found.key_file.parent.mkdir()
    found.key_file.write_text(KEY.hex())
    return found


@pytest.fixture
def room(settings: Settings) -> Iterator[TestDesk]:
    found = a_desk(settings.database.parent)
    for who in ("周敏", "马玉兰", "㛃𠮷"):
        found.log(applicant=who, phone="13800010009")
    found.store.close()
    yield found
    found.store.close()


def never(done: int, total: int) -> None:
    """Nobody watches."""


def encrypted(settings: Settings) -> Path:
    """The desk file, encrypted; the old one is taken away."""
    made = encryption.convert(settings, "encrypt", WORDS, never)
    assert made.kept is not None
    made.kept.unlink()
    return made.path


# -- the three ways


def test_encrypting_loses_no_row_and_leaves_nothing_readable(room: TestDesk, settings: Settings) -> None:
    before, clear = tables(room.path), room.path.read_bytes()
    made = encryption.convert(settings, "encrypt", WORDS, never)
    assert made.kept is not None
    assert made.kept.read_bytes() == clear
    whole = made.path.read_bytes()
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert is_encrypted(made.path)
    for plain in (b"SQLite", "周敏".encode(), b"13800010009", b"CREATE TABLE", WORDS.encode()):
        assert plain not in whole
    after = tables(made.path)
    added = after["audit"][len(before["audit"]) :]
    assert [row[5] for row in added] == ["encrypt"]
    assert {name for name in before if after[name] != before[name]} == {"audit", "sqlite_sequence"}
    assert not list(room.path.parent.glob(".*"))
    assert {one.name: one.state for one in examine(settings)}["Audit chain"] == GOOD


def test_back_again_every_row_is_there_and_the_chain_holds(room: TestDesk, settings: Settings) -> None:
    before = tables(room.path)
    encrypted(settings)
    encryption.convert(settings, "rekey", "another four plain words", never)
    made = encryption.convert(settings, "decrypt", "", never)
    RING.forget()
    assert db.check(made.path) == db.HEAD
    after = tables(made.path)
    assert [row[5] for row in after["audit"][len(before["audit"]) :]] == ["encrypt", "rekey", "decrypt"]
    assert {name for name in before if after[name] != before[name]} == {"audit", "sqlite_sequence"}
    with closing(open_desk(settings)) as desk:
        assert desk.room == room.room


def test_a_new_passphrase_shuts_the_old_one_out(room: TestDesk, settings: Settings) -> None:
    path = encrypted(settings)
    before = path.read_bytes()[:16]
    encryption.convert(settings, "rekey", "another four plain words", never)
    assert path.read_bytes()[:16] != before
    RING.forget()
    RING.hold(WORDS)
    with pytest.raises(DeskError) as refusal:
        db.check(path)
    refused(refusal.value, "does not open", "right passphrase")
    RING.hold("another four plain words")
    assert db.check(path) == db.HEAD


def test_a_copy_that_does_not_come_out_alike_is_thrown_away(
    room: TestDesk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = room.path.read_bytes()
    export = encryption._export

    def bent(source: Any, half: Path, spec: str) -> None:
        export(source, half, spec)
        RING.hold(WORDS)
        with closing(db.connect(half)) as made:
            made.execute("UPDATE request SET summary = 'x' WHERE id = 2")

    monkeypatch.setattr(encryption, "_export", bent)
    with pytest.raises(DeskError) as refusal:
        encryption.convert(settings, "encrypt", WORDS, never)
    refused(refusal.value, "thrown away", "deskapp doctor")
    assert room.path.read_bytes() == before
    assert [path.name for path in room.path.parent.iterdir() if path.is_file()] == ["desk.db"]


def test_the_wrong_way_is_refused(room: TestDesk, settings: Settings) -> None:
    for way in ("decrypt", "rekey"):
        with pytest.raises(DeskError) as refusal:
            encryption.check(settings, way)
        refused(refusal.value, "is not encrypted", "deskapp encrypt")
    encrypted(settings)
    with pytest.raises(DeskError) as refusal:
        encryption.check(settings, "encrypt")
    refused(refusal.value, "already", "deskapp rekey")


# -- who has no key


def test_without_a_key_it_says_how_to_give_one(room: TestDesk, settings: Settings) -> None:
    encrypted(settings)
    RING.forget()
    with pytest.raises(DeskError) as refusal:
        open_desk(settings)
    refused(refusal.value, "is encrypted", "--key-file")


def test_without_the_extra_it_says_what_to_install(
    room: TestDesk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted(settings)
    real = builtins.__import__

    def none(name: str, *more: Any) -> Any:
        if name.startswith("sqlcipher3"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.delitem(sys.modules, "deskapp.cipher")
    monkeypatch.setattr(builtins, "__import__", none)
    with pytest.raises(DeskError) as refusal:
        db.check(settings.database)
    refused(refusal.value, "pip install deskapp[encrypted]")


def test_a_desk_in_the_clear_never_loads_the_engine(home: Path) -> None:
    code = (
        "import sys; from deskapp.__main__ import main;"
        "main(['setup', '--station', 'S', '--room', 'R', '--officer', 'L', '--badge', '1', '-q']);"
        "sys.exit('deskapp.cipher' in sys.modules or 'hmac' in sys.modules and 'deskapp.cipher' in sys.modules)"
    )
    env = {name: value for name, value in os.environ.items() if name != "DESKAPP_KEY_FILE"}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0


def test_a_photo_is_no_encrypted_desk_file(tmp_path: Path) -> None:
    for head in (b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF"):
        photo = tmp_path / "photo"
        photo.write_bytes(head + os.urandom(9000))
        with pytest.raises(DeskError) as refusal:
            db.check(photo)
        refused(refusal.value, "is not a desk file")
    photo.write_text("李辉" * 4000)
    assert not is_encrypted(photo)


def test_a_standard_tool_opens_it_with_the_same_passphrase(room: TestDesk, settings: Settings) -> None:
    from sqlcipher3 import dbapi2

    path = encrypted(settings)
    with closing(dbapi2.connect(str(path))) as tool:
        tool.set_key(WORDS)
        assert tool.execute("SELECT count(*) FROM request").fetchone() == (3,)


# -- passphrases and key files


@pytest.mark.parametrize(
    ("typed", "kept"), [(" ｆｏｕｒ　ｐｌａｉｎ　ｗｏｒｄｓ ", "four plain words"), ("Ab1 !~", "Ab1 !~")]
)
def test_full_width_signs_of_an_input_method_count_as_plain_ones(typed: str, kept: str) -> None:
    assert read_passphrase(typed) == kept


@pytest.mark.parametrize(
    ("typed", "again", "words"),
    [("", "", "missing"), ("四个普通的词语在这里好", "", "Latin letters"), ("short one", "short one", "at least 12"),
     ("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "not all alike"), ("x" * 300, "", "at most 256"),
     (WORDS, WORDS + "x", "not the same")],
)  # fmt: skip
def test_a_bad_passphrase_is_refused_in_words_that_never_repeat_it(
    typed: str, again: str, words: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        read_new_passphrase(typed, again)
    refused(refusal.value, words)
    assert not typed or typed not in str(refusal.value)


def test_a_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    secret = make_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key_file(path) == secret
    with pytest.raises(DeskError) as refusal:
        make_key_file(path)
    refused(refusal.value, "Choose another name")
    if os.name != "nt":
        path.chmod(0o640)
        with pytest.raises(DeskError) as refusal:
            read_key_file(path)
        refused(refusal.value, "chmod 600", str(path))
        path.chmod(0o600)
    path.write_bytes(b"\xff\xfe")
    for place, words in ((path, "no key file"), (tmp_path / "gone", "plug in"), (tmp_path, "cannot be read")):
        with pytest.raises(DeskError) as refusal:
            read_key_file(place)
        assert words in str(refusal.value) or place == tmp_path
    assert secret not in repr(RING)


# -- everything works on it


def test_the_desk_works_on_an_encrypted_file(room: TestDesk, settings: Settings, tmp_path: Path) -> None:
    path = encrypted(settings)
    with closing(open_desk(settings)) as desk:
        desk.clock = room.clock
        desk.requests.log({"category": "noise", "summary": "楼上跑跳", "applicant": "阿依"}, desk.actor, EN)
        made = backup.make(desk, tmp_path / "copy.db")
        assert is_encrypted(made.path)
        assert made.path.read_bytes()[:16] == path.read_bytes()[:16]  # no second work on the passphrase
        desk.undoing.undo(desk.actor)
        desk.drafts  # noqa: B018 - opened and closed with the desk
    reindex(settings, never)
    states = {one.name: one.state for one in examine(settings)}
    assert {states[name] for name in ("Engine", "Schema", "Desk file", "Safety of writes", "Search index",
                                      "Audit chain", "Encryption")} == {GOOD}  # fmt: skip
    held = restore.describe(made.path)
    assert held.records == 4
    done = restore.restore(settings, made.path)
    assert is_encrypted(done.path)
    assert done.kept is not None
    assert is_encrypted(done.kept)


def test_a_new_desk_is_made_encrypted_where_there_is_a_key(tmp_path: Path) -> None:
    RING.hold(WORDS)
    set_up(settings_in(tmp_path), Setup("S", "R", "李辉", "1", "en", practice=True)).close()
    assert is_encrypted(tmp_path / "desk.db")


def test_damage_is_told_as_damage(room: TestDesk, settings: Settings) -> None:
    path = encrypted(settings)
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)
    finding = next(one for one in examine(settings) if one.name == "Desk file")
    assert finding.state == BAD
    assert "damaged" in finding.say(EN)


def test_an_old_form_beside_it_is_told_and_written_over_when_somebody_says_so(
    room: TestDesk, settings: Settings
) -> None:
    made = encryption.convert(settings, "encrypt", WORDS, never)
    assert made.kept is not None
    twin = made.kept.with_name("twin")
    os.link(made.kept, twin)
    finding = next(one for one in examine(settings) if one.name == "Encryption")
    assert (finding.state, str(made.kept) in finding.say(EN)) == (NOTE, True)
    assert left_behind(settings.database) == (made.kept,)
    encryption.remove(left_behind(settings.database))
    assert not made.kept.exists()
    assert set(twin.read_bytes()) == {0}
    assert next(one for one in examine(settings) if one.name == "Encryption").state == GOOD


# -- the command line


@pytest.fixture
def line(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DESKAPP_LANG", "en")
    monkeypatch.delenv("DESKAPP_KEY_FILE", raising=False)
    words = ["setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1", "-q"]
    assert main(words) == 0
    assert main(["log", "-q", "--yes", "--category", "noise", "--name", "周敏", "楼上吵"]) == 0
    return load()


def test_the_file_is_encrypted_opened_and_cleared_up_at_the_command_line(
    line: Settings, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["encrypt", "--make-key", "desk.key"]) == 0
    said = capsys.readouterr().err
    for words in ("rows were compared", "Copy it to a second place", "--key-file", "deskapp encrypt --done"):
        assert words in said
    secret = (home / "desk.key").read_text().strip()
    assert secret not in said
    RING.forget()
    assert main(["list", "requests"]) == 1
    assert "--key-file FILE" in capsys.readouterr().err
    assert main(["--key-file", "desk.key", "list", "requests"]) == 0
    assert "楼上吵" in capsys.readouterr().out
    RING.forget()
    monkeypatch.setenv("DESKAPP_KEY_FILE", str(home / "desk.key"))
    assert main(["encrypt", "--done"]) == 2
    assert main(["encrypt", "--done", "--yes"]) == 0
    assert "Written over and taken away: 1" in capsys.readouterr().err
    assert main(["encrypt"]) == 1
    assert "deskapp rekey" in capsys.readouterr().err
    assert main(["decrypt"]) == 0
    assert "without a key again" in capsys.readouterr().err
    with closing(bare(line.database)) as file:
        assert file.execute("SELECT count(*) FROM request").fetchone() == (1,)


def test_a_passphrase_is_read_from_the_input_and_kept_nowhere(
    line: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from io import StringIO

    monkeypatch.setattr(sys, "stdin", StringIO(f"{WORDS}\n{WORDS}\n"))
    assert main(["encrypt", "--pin-stdin"]) == 0
    assert "write it down" in capsys.readouterr().err
    try:
        open_desk(load()).requests.log({"category": "no such"}, None, EN)  # type: ignore[arg-type]
    except Exception as error:
        trace = crash.write(line, error)
        assert WORDS not in trace.read_text()
    for path in Path.home().rglob("*"):
        if path.is_file():
            assert WORDS.encode() not in path.read_bytes(), path
            for key in RING._keys.values():
                assert key.hex().encode() not in path.read_bytes(), path
                assert key not in path.read_bytes(), path


# -- the page


async def test_the_page_asks_for_the_passphrase_and_opens_the_desk(
    room: TestDesk, settings: Settings
) -> None:
    encrypted(settings)
    RING.forget()
    async with opened(None, settings=settings) as person:
        assert person.top == "UnlockScreen"
        person.fits()
        await person.types(*"wrong words", "enter")
        await person.until(lambda: "does not open" in person.screen)
        assert "wrong words" not in person.screen
        await person.types(*"四", "enter")
        await person.until(lambda: "Latin letters" in person.screen)
        await person.types("f8")
        await person.types("f8", *"ｆour plain words　here", "enter")  # as an input method may type it
        await person.until(lambda: person.top == "BoardScreen")
        assert "周敏" in person.screen
        await person.types("f2", *"阿依", "escape")
        assert person.app.desk.room == room.room


async def test_what_is_typed_shows_as_dots_and_no_key_gets_past_the_page(
    room: TestDesk, settings: Settings
) -> None:
    encrypted(settings)
    RING.forget()
    async with opened(None, settings=settings, size=(60, 20)) as person:
        await person.types(*"four plain")
        person.fits()
        assert "four" not in person.screen
        await person.types("f2", "f5", "f4", "ctrl+p", "ctrl+k", "escape", "f12")
        assert person.top == "UnlockScreen"
        await person.types("f1")
        assert "needs its key file" in " ".join(person.screen.split())
