"""The doctor: every finding has a state, and what is wrong has a remedy."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.__main__ import main
from deskapp.doctor import BAD, GOOD, NOTE, examine
from deskapp.domain.words import Words
from deskapp.settings import Settings, load


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DESKAPP_LANG", "en")
    words = ["setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1", "-q"]
    assert main(words) == 0
    return load()


def found(settings: Settings) -> dict[str, tuple[str, str]]:
    return {f.name: (f.state, f.say(Words.plain())) for f in examine(settings)}


def test_a_new_desk_is_sound(settings: Settings) -> None:
    states = {name: state for name, (state, _) in found(settings).items()}
    assert states.pop("Printer") in (GOOD, NOTE)
    assert set(states.values()) == {GOOD}
    assert main(["doctor"]) == 0


def test_a_missing_file_is_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.database.unlink()
    assert main(["doctor", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert any(one["state"] == BAD and "deskapp setup" in one["text"] for one in data)


def test_a_damaged_file_is_told_and_left_alone(settings: Settings) -> None:
    whole = settings.database.read_bytes()
    broken = whole[:4096] + b"\xff" * 8192 + whole[12288:]
    settings.database.write_bytes(broken)
    assert found(settings)["Desk file"][0] == BAD
    assert settings.database.read_bytes() == broken


def test_files_that_others_can_read_are_told_with_the_command_that_mends_it(settings: Settings) -> None:
    settings.key_file.chmod(0o644)
    state, text = found(settings)["Permissions"]
    assert state == BAD
    assert f"chmod 600 {settings.key_file}" in text


def test_a_lost_or_damaged_key_is_told(settings: Settings) -> None:
    settings.key_file.write_text("no key")
    assert found(settings)["Key file"][0] == BAD
    settings.key_file.unlink()
    assert found(settings)["Key file"][0] == BAD
    assert not settings.key_file.exists()


def test_little_room_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskapp.doctor.ROOM", 1 << 62)
    state, text = found(settings)["Disk"]
    assert state == BAD
    assert "Make room" in text


def test_every_finding_that_is_wrong_says_what_to_do(settings: Settings) -> None:
    settings.key_file.unlink()
    settings.database.chmod(0o644)
    for finding in examine(settings):
        if finding.state == BAD:
            assert finding.remedy, finding.name


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search_request",
        "UPDATE search_request SET words = 'x' WHERE rowid = 1",
        "UPDATE request SET summary = 'by hand'",
        "PRAGMA user_version = 0",
    ],
)
def test_an_index_that_does_not_agree_is_told_and_made_anew(settings: Settings, harm: str) -> None:
    assert main(["log", "--category", "noise", "--name", "曾建平", "a loud party"]) == 0
    assert found(settings)["Search index"] == (GOOD, "It agrees with the records.")
    with closing(db.connect(settings.database)) as connection:
        connection.execute(harm)
    state, text = found(settings)["Search index"]
    assert state == BAD
    assert "deskapp doctor --reindex" in text
    assert main(["doctor", "--reindex", "--dry-run"]) == 1
    with closing(db.connect(settings.database, readonly=True)) as window:  # an open window reads on
        window.execute("SELECT count(*) FROM search_request").fetchone()
        assert main(["doctor", "--reindex"]) == 0
        zjp = "SELECT count(*) FROM search_request WHERE search_request MATCH '\"¡zjp\"'"
        assert window.execute(zjp).fetchone()[0] == 1
    assert found(settings)["Search index"][0] == GOOD
