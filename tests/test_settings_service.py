"""Settings: read in words, changed in one transaction with history, audit and undo, wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting import SETTINGS, setting
from deskapp.reading import settings as reading
from deskapp.wiring import Desk, Setup, open_desk, set_up
from tests.builders import EN, refused, settings_in

GOOD = {
    "station": ("滨河路派出所", "滨河路派出所"),
    "room": ("滨河社区警务室", "滨河社区警务室"),
    "zone": ("asia/urumqi", "Asia/Urumqi"),
    "cutoff": ("8点30分", "08:30"),
    "shifts": ("08:00-16:00 16:00-24:00 00:00-08:00", "08:00,16:00,00:00"),
    "masks": ("strict", "strict"),
    "repeat_days": ("１４", "14"),
    "language": ("en", "en"),
    "theme": ("light", "light"),
    "bell": ("off", "off"),
    "cover_minutes": ("5", "5"),
    "printer": ("office", "office"),
    "database": ("/srv/desk.db", "/srv/desk.db"),
}
"""A typed text of each setting, and what is kept of it; folders are made by the test."""

BAD = {
    "station": "  ", "room": "长" * 101, "zone": "Asia/Shanghay", "cutoff": "24:00", "shifts": "08:00 08:00",
    "masks": "none", "repeat_days": "0", "language": "fr", "theme": "pink", "bell": "loud",
    "cover_minutes": "-1", "printer": "a b", "database": "desk.db", "backups": "here", "papers": "here",
    "exports": "/a\x1bb",
}  # fmt: skip

FOLDERS = ("backups", "papers", "exports")
NAMES = tuple(entry.name for entry in SETTINGS if entry.name in BAD)


def good(name: str, folder: Path) -> tuple[str, str]:
    place = str(folder / f"new {name}" / "deep")
    return (place, place) if name in FOLDERS else GOOD[name]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = set_up(settings_in(tmp_path), Setup("明珠路派出所", "明珠社区警务室", "李辉", "012345", "en"))
    yield found
    found.close()


def set_to(desk: Desk, name: str, text: str, **more: object) -> None:
    desk.configuring.change(name, text, desk.actor, EN, **more)  # type: ignore[arg-type]
    desk.look_again()


def rows(desk: Desk, table: str) -> int:
    return int(desk.reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_changed_kept_and_told(desk: Desk, name: str, tmp_path: Path) -> None:
    typed, kept = good(name, tmp_path)
    old = desk.value(name)
    set_to(desk, name, typed, reason="换地方")
    assert desk.value(name) == kept
    with closing(open_desk(desk.settings)) as again:
        assert again.value(name) == kept
    (change,) = reading.changes(desk.reader, 1, name)
    assert (change.old, change.new, change.reason, change.by) == (old, kept, "换地方", "李辉 012345")
    link = desk.reader.execute("SELECT * FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    assert (link["action"], link["subject"]) == ("set", "setting")
    assert setting(name).show(kept, EN)


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_undone_and_redone(desk: Desk, name: str, tmp_path: Path) -> None:
    typed, kept = good(name, tmp_path)
    old = desk.value(name)
    set_to(desk, name, typed)
    for _ in range(2):
        done = desk.undoing.undo(desk.actor)
        desk.look_again()
        assert (done.name, desk.value(name)) == (setting(name).label, old)
        desk.undoing.redo(desk.actor)
        desk.look_again()
        assert desk.value(name) == kept


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_refuses_bad_input_in_words(desk: Desk, name: str) -> None:
    before = desk.value(name), rows(desk, "audit"), rows(desk, "setting")
    with pytest.raises(DeskError) as refusal:
        set_to(desk, name, BAD[name])
    refused(refusal.value)
    assert (refusal.value.code, refusal.value.field) == (Exit.USAGE, name)
    assert (desk.value(name), rows(desk, "audit"), rows(desk, "setting")) == before
