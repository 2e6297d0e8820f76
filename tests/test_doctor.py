"""The doctor: every finding has a state, and what is wrong has a remedy."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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


def test_a_changed_or_missing_link_of_the_audit_chain_is_told(settings: Settings) -> None:
    assert main(["log", "-q", "--yes", "--category", "noise", "楼上吵"]) == 0
    state, text = found(settings)["Audit chain"]
    assert (state, "entries hold" in text) == (GOOD, True)
    whole = settings.database.read_bytes()
    for harm in ("UPDATE audit SET officer_id = 7 WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"):
        with closing(sqlite3.connect(settings.database)) as connection:
            connection.execute("DROP TRIGGER audit_no_update")
            connection.execute("DROP TRIGGER audit_no_delete")
            connection.execute(harm)
            connection.commit()
        state, text = found(settings)["Audit chain"]
        assert (state, "breaks at entry" in text, "duty leader" in text) == (BAD, True, True)
        settings.database.write_bytes(whole)


def test_links_of_another_key_are_told_and_not_checked(settings: Settings) -> None:
    settings.key_file.write_text("ab" * 32)
    state, text = found(settings)["Audit chain"]
    assert (state, "another key" in text) == (NOTE, True)


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
