"""Settings: read in words, changed in one transaction with history, audit and undo, wherever they lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deskapp import db
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.retention import KINDS
from deskapp.domain.setting import setting
from deskapp.domain.setting_all import SETTINGS
from deskapp.reading import settings as reading
from deskapp.services import reads
from deskapp.services.configuring import Configuring
from deskapp.settings import ConfigToml, load
from deskapp.wiring import Desk, Setup, open_desk, set_up
from tests.builders import EN, Hand, refused, settings_in

PUBLIC = "age1p72lfcpw6u540g9ar0kag9mzcqt5u2dhzs8mt4auh4lvguwlapaqq39ef9"
"""A public key whose secret part nobody kept."""

GOOD = {
    "station": ("滨河路派出所", "滨河路派出所"),
    "room": ("滨河社区警务室", "滨河社区警务室"),
    "zone": ("asia/urumqi", "Asia/Urumqi"),
    "cutoff": ("8点30分", "08:30"),
    "shifts": ("08:00-16:00 16:00-24:00 00:00-08:00", "08:00,16:00,00:00"),
    "patrol_weeks": ("12", "12"),
    "patrol_requests": ("3", "3"),
    "patrol_disputes": ("0", "0"),
    "patrol_hazards": ("9", "9"),
    "checklist": ("equipment 对讲机 4；key archive 2", "equipment\t对讲机\t4\nkey\tarchive\t2"),
    "leader_signs": ("yes", "yes"),
    "paper_language": ("screen", "screen"),
    "masks": ("strict", "strict"),
    "repeat_days": ("１４", "14"),
    "language": ("en", "en"),
    "theme": ("light", "light"),
    "bell": ("off", "off"),
    "cover_minutes": ("5", "5"),
    "volunteer_min_age": ("16", "16"),
    "volunteer_max_age": ("70", "70"),
    "volunteer_insured": ("not_asked", "not_asked"),
    "volunteer_days_before": ("６０", "60"),
    "duty_hours": ("8", "8"),
    "rewards": ("on", "on"),
    "certificate_contact": (" 李辉 0937-6660001 ", "李辉 0937-6660001"),
    "printer": ("office", "office"),
    "room_phone": (" 0937-6660001 ", "0937-6660001"),
    "print_copies": ("２", "2"),
    "print_sides": ("long", "long"),
    "print_paper": ("own", "own"),
    "slip_printer": ("/dev/usb/lp0", "/dev/usb/lp0"),
    "slip_width": ("80", "80"),
    "draft_days": ("７", "7"),
    **{f"keep_{kind.register}": ("5", "5") for kind in KINDS},
    "backups_kept": ("３ 2 1", "3/2/1"),
    "backup_key": (PUBLIC, PUBLIC),
}
"""A typed text of each setting, and what is kept of it; folders and files are made by the test."""

BAD = {
    "station": "  ", "room": "长" * 101, "zone": "Asia/Shanghay", "cutoff": "24:00", "shifts": "08:00 08:00",
    "patrol_weeks": "0", "patrol_requests": "-1", "patrol_disputes": "100", "patrol_hazards": "many",
    "checklist": "radio", "leader_signs": "perhaps", "paper_language": "fr", "masks": "none", "repeat_days": "0",
    "language": "fr", "theme": "pink", "bell": "loud",
    "volunteer_min_age": "-1", "volunteer_max_age": "999", "volunteer_insured": "maybe",
    "volunteer_days_before": "366", "duty_hours": "0", "certificate_contact": "长" * 101, "rewards": "maybe",
    "cover_minutes": "-1", "printer": "a b", "room_phone": "1" * 41, "print_copies": "0", "print_sides": "three",
    "print_paper": "a5", "slip_printer": "a b", "slip_width": "70", "database": "desk.db",
    "backups": "here", "papers": "here", "second_place": "here", "backups_kept": "0/4/12", "backup_key": "age1short",
    "exports": "/a\x1bb",
    "draft_days": "a week", **{f"keep_{kind.register}": "100" for kind in KINDS},
}  # fmt: skip
"""What each setting refuses."""

NOBODY = 65534

FOLDERS = ("backups", "papers", "exports", "second_place")
NAMES = tuple(entry.name for entry in SETTINGS if entry.name in BAD)
CONFIG = tuple(name for name in NAMES if setting(name).where == "config")


def good(name: str, folder: Path) -> tuple[str, str]:
    """A typed text of a setting, and what is kept of it."""
    if name in FOLDERS:
        place = str(folder / f"new {name}" / ("" if name == "second_place" else "deep"))
    elif name == "database":
        place = str(folder / "other.db")
        if not (folder / "other.db").exists():
            db.create(folder / "other.db")
    else:
        return GOOD[name]
    return place, place


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = set_up(settings_in(tmp_path), Setup("明珠路派出所", "明珠社区警务室", "李辉", "012345", "en"))
    yield found
    found.close()


def set_to(desk: Desk, name: str, text: str, reason: str = "", version: int | None = None) -> None:
    desk.configuring.change(name, text, desk.actor, EN, version, reason)
    desk.look_again()


def rows(desk: Desk, table: str) -> int:
    return int(desk.reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def standing(desk: Desk, name: str) -> tuple[object, ...]:
    """Everything that a refused change must leave as it was."""
    config = desk.settings.config
    told = config.read_text("utf-8") if config.exists() else ""
    return (
        desk.value(name),
        told,
        *(rows(desk, table) for table in ("audit", "history", "journal", "setting")),
    )


# -- every setting


def test_every_plain_setting_is_tried_here() -> None:
    assert {entry.name for entry in SETTINGS if not entry.parts} == set(BAD)


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_changed_kept_and_told(desk: Desk, name: str, tmp_path: Path) -> None:
    typed, kept = good(name, tmp_path)
    old = desk.value(name)
    set_to(desk, name, typed, "换地方")
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
def test_each_setting_refuses_bad_input_in_words_and_changes_nothing(desk: Desk, name: str) -> None:
    before = standing(desk, name)
    with pytest.raises(DeskError) as refusal:
        set_to(desk, name, BAD[name])
    refused(refusal.value)
    assert (refusal.value.code, refusal.value.field) == (Exit.USAGE, name)
    assert standing(desk, name) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_stays_the_same_writes_nothing(desk: Desk, name: str, tmp_path: Path) -> None:
    typed, _ = good(name, tmp_path)
    set_to(desk, name, typed)
    before = standing(desk, name)
    set_to(desk, name, typed)
    assert standing(desk, name) == before


@pytest.mark.parametrize("name", [name for name in NAMES if not setting(name).needed])
def test_an_empty_value_means_the_default(desk: Desk, name: str, tmp_path: Path) -> None:
    set_to(desk, name, good(name, tmp_path)[0])
    set_to(desk, name, " ")
    assert desk.value(name) == setting(name).default
    assert name not in reading.kept(desk.reader, 1)
    assert name not in desk.settings.config.read_text("utf-8") if name in CONFIG else True


# -- what single settings mean


@pytest.mark.parametrize(
    ("typed", "near"), [("Asia/Shanghay", "Asia/Shanghai"), ("Urumchi", "Asia/Urumqi"), ("", "")]
)
def test_a_time_zone_that_does_not_exist_is_a_sentence_with_the_near_ones(
    desk: Desk, typed: str, near: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        set_to(desk, "zone", typed)
    refused(refusal.value, typed, near)


@pytest.mark.parametrize("typed", ["北京", "beijing", "Asia/Shanghai", "asia/shanghai", "上海"])
def test_a_zone_is_known_by_what_people_call_it(typed: str) -> None:
    assert setting("zone").read(typed, EN) == "Asia/Shanghai"


def test_numbers_given_before_the_cut_off_moved_keep_their_day(desk: Desk) -> None:
    desk.clock = Hand()
    desk.__dict__.pop("store", None)
    first = desk.requests.log({"category": "noise", "summary": "吵"}, desk.actor, EN).request
    set_to(desk, "cutoff", "13:00")  # it is noon: by the new hour this is still yesterday
    second = desk.requests.log({"category": "noise", "summary": "吵"}, desk.actor, EN).request
    assert (first.number, second.number) == ("LF-20261121-001", "LF-20261120-001")
    assert desk.reader.execute("SELECT number FROM request ORDER BY id").fetchone()[0] == first.number


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("12", "08:00,20:00", "08:00–20:00, 20:00–08:00 (next day)"),
        ("24h", "08:00", "08:00–08:00 (next day)"),
        ("3", "08:00,16:00,00:00", "08:00–16:00, 16:00–24:00, 00:00–08:00"),
        ("08:30，20:30", "08:30,20:30", "08:30–20:30, 20:30–08:30 (next day)"),
        ("20:00 08:00", "20:00,08:00", "20:00–08:00 (next day), 08:00–20:00"),
        ("08:00-16:00 16:00-24:00 00:00-08:00", "08:00,16:00,00:00", "08:00–16:00, 16:00–24:00, 00:00–08:00"),
        ("08:00-15:00 16:00-08:00", "", ""),
        ("20:00 08:00 12:00 09:00", "", ""),
        ("25:00", "", ""),
        ("hello", "", ""),
    ],
)  # fmt: skip
def test_a_shift_pattern_is_read_and_shown_across_midnight(typed: str, kept: str, shown: str) -> None:
    entry = setting("shifts")
    if kept:
        assert entry.read(typed, EN) == kept
        assert entry.show(kept, EN) == shown
    else:
        with pytest.raises(DeskError) as refusal:
            entry.read(typed, EN)
        refused(refusal.value)


def test_an_unknown_setting_is_refused_with_the_near_names() -> None:
    with pytest.raises(DeskError) as refusal:
        setting("repeat_dais")
    refused(refusal.value, "repeat_days")
    assert refusal.value.code == Exit.USAGE
    assert setting(" Repeat-Days ").name == "repeat_days"


def test_the_values_fall_back_to_the_defaults(desk: Desk) -> None:
    assert (desk.values.number("repeat_days"), desk.values.text("masks")) == (30, "standard")
    set_to(desk, "repeat_days", "7")
    assert (desk.values.number("repeat_days"), desk.values.version("repeat_days")) == (7, 1)
    with pytest.raises(DeskError):
        desk.values.text("nothing")


def test_a_file_that_is_no_desk_file_is_not_chosen(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    for path, word in (("letter.txt", "not a desk file"), ("gone.db", "no desk file")):
        with pytest.raises(DeskError) as refusal:
            set_to(desk, "database", str(tmp_path / path))
        refused(refusal.value, word)
    assert desk.value("database") == ""


# -- config.toml


OWN = """\
# Our desk. Do not touch the printer line!
printer = "hall"   # the one in the hall

[somebody]
else = 1  # of another program
"""


def test_config_toml_keeps_comments_order_and_unknown_keys(desk: Desk) -> None:
    config = desk.settings.config
    config.write_text(OWN)
    set_to(desk, "printer", "office")
    assert config.read_text() == OWN.replace('"hall"', '"office"')
    set_to(desk, "printer", "hall")
    assert config.read_text() == OWN
    assert config.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in config.parent.iterdir() if path.suffix != ".key"] == ["config.toml"]


def test_a_new_line_stands_before_the_tables_of_others(desk: Desk) -> None:
    config = desk.settings.config
    config.write_text(OWN)
    set_to(desk, "bell", "off")
    assert ConfigToml(config).value("bell") == "off"
    for line in OWN.splitlines():
        assert line in config.read_text()


@pytest.mark.parametrize("name", CONFIG)
def test_a_settings_file_that_cannot_be_written_changes_nothing_by_half(
    desk: Desk, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed, _ = good(name, tmp_path)
    before = standing(desk, name)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeskError) as refusal:
        set_to(desk, name, typed)
    monkeypatch.undo()
    refused(refusal.value, "the disk is full")
    assert standing(desk, name) == before
    assert not [path for path in desk.settings.config.parent.iterdir() if path.name.endswith(".new")]


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Go on as a person for whom permissions count, who owns `folder`; root becomes one for a while."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_config_folder_changes_nothing() -> None:
    with TemporaryDirectory() as outer:  # pytest's own folders are closed to others
        settings = settings_in(Path(outer))
        with closing(set_up(settings, Setup("S", "R", "李辉", "012345", "en"))) as desk:
            before = standing(desk, "bell")
            with as_nobody(Path(outer)):
                settings.config.parent.chmod(0o500)
                with pytest.raises(DeskError) as refusal:
                    set_to(desk, "bell", "off")
                settings.config.parent.chmod(0o700)
            refused(refusal.value, "cannot be written")
            assert standing(desk, "bell") == before


@pytest.mark.parametrize("undo", [False, True])
def test_where_the_desk_file_fails_config_toml_is_put_back(
    desk: Desk, undo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings.config.write_text(OWN)
    if undo:
        set_to(desk, "bell", "off")
    before = standing(desk, "bell")

    def failing(*_: object, **__: object) -> None:
        raise DeskError(
            "The disk is full: nothing was saved. What you typed is kept; make room, then save again."
        )

    monkeypatch.setattr("deskapp.services.configuring._keep", failing)
    with pytest.raises(DeskError):
        if undo:
            desk.undoing.undo(desk.actor)
        else:
            set_to(desk, "bell", "off")
    assert standing(desk, "bell") == before


def test_a_folder_that_cannot_be_written_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    before = standing(desk, "papers")
    with pytest.raises(DeskError) as refusal:
        set_to(desk, "papers", str(tmp_path / "file" / "papers"))
    refused(refusal.value, "papers", "choose another")
    assert standing(desk, "papers") == before


def test_the_chosen_folders_are_used_after_a_restart_and_at_once(desk: Desk, tmp_path: Path) -> None:
    for name in FOLDERS:
        set_to(desk, name, str(tmp_path / "elsewhere" / name))
    environ = {"DESKAPP_CONFIG": str(desk.settings.config), "DESKAPP_DB": str(desk.settings.database)}
    for settings in (desk.settings, load(environ)):
        found = (settings.backups, settings.papers, settings.exports, settings.second_place)
        assert found == tuple(tmp_path / "elsewhere" / name for name in FOLDERS)


# -- several people and windows


def test_undo_of_a_setting_that_somebody_changed_since_is_refused(desk: Desk) -> None:
    other = desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    set_to(desk, "repeat_days", "10")
    desk.configuring.change("repeat_days", "20", Actor(other.id, 1), EN)
    with pytest.raises(DeskError) as refusal:
        desk.undoing.undo(desk.actor)
    refused(refusal.value, "周海峰")
    assert reading.kept(desk.reader, 1)["repeat_days"] == "20"


def test_undo_of_a_line_that_was_edited_by_hand_is_refused(desk: Desk) -> None:
    set_to(desk, "printer", "office")
    desk.settings.config.write_text('printer = "hall"\n')
    with pytest.raises(DeskError) as refusal:
        desk.undoing.undo(desk.actor)
    refused(refusal.value, "changed since")
    assert desk.value("printer") == "hall"
    assert desk.standing("printer").origin(desk.room.calendar, desk.clock(), EN) == "the settings file"


def test_a_paper_made_since_does_not_hold_a_setting(desk: Desk) -> None:
    set_to(desk, "repeat_days", "10")
    reads.keep(desk.settings.database, desk.key, desk.clock, desk.actor, "print", "room", 1, {})
    desk.undoing.undo(desk.actor)
    desk.look_again()
    assert desk.value("repeat_days") == "30"


def test_two_windows_do_not_write_over_each_other(desk: Desk) -> None:
    with closing(open_desk(desk.settings)) as other:
        seen = other.values.version("repeat_days")
        set_to(desk, "repeat_days", "10")
        with pytest.raises(DeskError) as refusal:
            set_to(other, "repeat_days", "20", version=seen)
        refused(refusal.value, "Repeats", "look again")
        other.look_again()
        assert other.values.number("repeat_days") == 10
        set_to(other, "repeat_days", "20", version=other.values.version("repeat_days"))
        set_to(desk, "room", "滨河社区警务室")
        set_to(desk, "printer", "office")
        other.look_again()
        assert (other.room.name, other.settings.printer) == ("滨河社区警务室", "office")


def test_a_change_of_the_room_reaches_the_verbs_at_once(desk: Desk) -> None:
    before = desk.requests
    set_to(desk, "zone", "Asia/Urumqi")
    assert desk.requests is not before
    assert desk.requests.room.zone == "Asia/Urumqi"
    assert isinstance(desk.configuring, Configuring)


def test_a_settings_file_that_was_broken_by_hand_does_not_stop_an_open_desk(desk: Desk) -> None:
    desk.settings.config.write_text("= nonsense")
    desk.look_again()
    with pytest.raises(DeskError) as refusal:
        set_to(desk, "bell", "off")
    refused(refusal.value, "cannot be read")
