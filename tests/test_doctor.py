"""The doctor: every finding has a state, and what is wrong has a remedy."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.__main__ import main
from deskapp.doctor import BAD, GOOD, NOTE, examine
from deskapp.domain.print_options import Printing
from deskapp.domain.times import wall_clock
from deskapp.domain.words import Words
from deskapp.printing.queue import Queue
from deskapp.settings import Settings, load
from tests.bare import bare


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
    assert states.pop("Second place") == NOTE
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


def test_copies_and_papers_that_others_can_read_are_told_one_by_one_or_by_their_folders(
    settings: Settings,
) -> None:
    assert main(["backup", "-q"]) == 0
    (copy,) = settings.backups.glob("*.db")
    copy.chmod(0o640)
    assert said(settings, "Permissions", f"chmod 600 {copy}") == BAD
    settings.papers.mkdir(parents=True, exist_ok=True)
    for count in range(6):
        (settings.papers / f"{count}.pdf").touch(0o644)
        (settings.papers / f"{count}.pdf").chmod(0o644)
    assert said(settings, "Permissions", f"chmod -R go= {settings.backups} {settings.papers}") == BAD


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
        with closing(bare(settings.database)) as connection:
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
    monkeypatch.setattr("deskapp.doctor.machine.ROOM", 1 << 62)
    state, text = found(settings)["Disk"]
    assert state == BAD
    assert "Make room" in text


def said(settings: Settings, name: str, *words: str) -> str:
    """The state of one finding, whose sentence has every one of `words`."""
    state, text = found(settings)[name]
    assert all(word in text for word in words), text
    return state


def test_a_missing_font_is_named_with_its_remedy(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(settings, "Fonts", "is there") == GOOD
    monkeypatch.setattr("deskapp.printing.fonts.shipped", lambda: (Path("/gone/NotoSansSC.ttf"),))
    assert said(settings, "Fonts", "NotoSansSC.ttf", "Install the program again") == BAD


def test_each_state_of_the_printer_is_told_with_its_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[Queue] = []
    monkeypatch.setattr("deskapp.printing.queue.queues", lambda: tuple(there))
    assert said(settings, "Printer", "no printer", "PDF", "Set one up") == NOTE
    there.append(Queue("hall", accepts=False))
    assert said(settings, "Printer", "hall", "paused or off", "Switch it on") == NOTE
    there.append(Queue("office", is_default=True))
    assert said(settings, "Printer", "office is ready") == GOOD
    there[1] = Queue("office", is_default=True, alerts=("media-empty-error",))
    assert said(settings, "Printer", "office cannot print now: no paper", "Go and look") == NOTE
    there[1] = Queue("office", is_default=True, takes=False)
    assert said(settings, "Printer", "takes no work") == NOTE
    chosen = replace(settings, printer="attic")
    assert said(chosen, "Printer", "attic", "is not there", "There is: hall, office") == BAD


def test_a_receipt_printer_that_is_gone_is_told_with_its_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("deskapp.printing.queue.queues", lambda: (Queue("Receipt"),))
    assert not [f for f in examine(settings) if f.name == "Slips"]
    assert said(replace(settings, printing=Printing(slip_printer="Receipt")), "Slips", "is there") == GOOD
    gone = str(tmp_path / "lp0")
    at_device = replace(settings, printing=Printing(slip_printer=gone))
    assert said(at_device, "Slips", gone, "is not there", "Ctrl+K") == BAD
    (tmp_path / "lp0").touch()
    assert said(at_device, "Slips", "is there") == GOOD


def test_a_locale_in_which_names_are_lost_is_told_with_its_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(settings, "Locale", "utf-8") == GOOD
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "gbk")
    assert said(settings, "Locale", "gbk", "names would be lost", "LANG", "UTF-8") == BAD


def test_a_terminal_that_cannot_show_the_desk_is_told_with_its_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(settings, "Terminal", "None here") == GOOD
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    size = os.terminal_size((80, 24))
    monkeypatch.setattr("shutil.get_terminal_size", lambda: size)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert said(settings, "Terminal", "xterm-256color, 80 by 24") == GOOD
    monkeypatch.setenv("TERM", "dumb")
    assert said(settings, "Terminal", "dumb", "cannot show", "another terminal") == BAD
    size = os.terminal_size((59, 24))
    assert said(settings, "Terminal", "59 by 24", "too small", "80 by 24 or larger") == BAD


def test_the_engine_is_named_with_its_known_bug_and_what_the_desk_does_about_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = db.journal_pragmas((3, 40, 1)), db.journal_pragmas((3, 51, 3))
    # Only the finding is looked at: the file itself keeps the mode that this machine's engine needs.
    monkeypatch.setattr("deskapp.db.journal_pragmas", lambda: old)
    text = next(examine(settings)).say(Words.plain())
    assert all(word in text for word in (sqlite3.sqlite_version, "can lose records", "synchronous=EXTRA"))
    monkeypatch.setattr("deskapp.db.journal_pragmas", lambda: new)
    text = next(examine(settings)).say(Words.plain())
    assert text == f"SQLite {sqlite3.sqlite_version}, journal_mode=WAL, synchronous=FULL"


@pytest.mark.parametrize(("days", "wanted"), [(1, GOOD), (3, NOTE), (8, BAD)])
def test_writes_without_a_copy_are_told_by_their_age_with_the_command_that_makes_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, days: int, wanted: str
) -> None:
    later = wall_clock() + timedelta(days=days)
    monkeypatch.setattr("deskapp.doctor.copies.wall_clock", lambda: later)
    remedy = () if wanted == GOOD else (f"{days} days old", "deskapp backup")
    assert said(settings, "Last copy", "None yet", *remedy) == wanted
    assert main(["backup", "-q"]) == 0
    assert said(settings, "Last copy", "Made ", "0 entries since", str(settings.backups), ": 1.") == GOOD


def test_every_finding_that_is_wrong_says_what_to_do(settings: Settings) -> None:
    settings.key_file.unlink()
    settings.database.chmod(0o644)
    for finding in examine(settings):
        if finding.state == BAD:
            assert finding.remedy, finding.name
