"""Looks at everything that the desk stands on; each finding says what is there and what to do about it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from deskapp import backup, db, disk
from deskapp.domain.audit import START, key_name, seal
from deskapp.domain.certificate import digest_of
from deskapp.domain.clock_check import odd
from deskapp.domain.errors import DeskError
from deskapp.domain.setting_printing import is_device
from deskapp.domain.times import moment, wall_clock
from deskapp.domain.words import N_, Words
from deskapp.reading.last_entry import last_entry
from deskapp.reading.room import rooms
from deskapp.reading.seals import seals
from deskapp.settings import Settings, audit_key
from deskapp.tables import search

GOOD, NOTE, BAD = "good", "note", "bad"

ROOM = 200 * 1024 * 1024
"""Bytes that a disk should have free for a year of records, papers and a backup."""

LEAST_SCREEN = (60, 20)

DAYS_LATE, DAYS_BAD = 2, 7
"""Days that writes may go without a copy before that is a note, and before it is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    """English label, marked with N_."""
    state: str
    """`good`, `note` for what is worth knowing, `bad` for what is wrong."""
    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""
    """What to do, for all that is not good."""

    def say(self, t: Words) -> str:
        """The finding in the language of `t`, its remedy behind it."""
        said = t(self.text, **self.params)
        gap = "" if said.endswith("。") else " "
        return said + gap + t(self.remedy, **self.params) if self.remedy else said


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at one thing after the other; nothing is changed."""
    looks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _engine, _file, _index, _certificates, _handovers, _backup, _permissions, _key, _chain, _space, _reserve,
        _network, _clock, _fonts, _printer, _language, _terminal,
    )  # fmt: skip
    for look in looks:
        yield from look(settings)


def _engine(settings: Settings) -> Iterator[Finding]:
    mode = ", ".join(db.journal_pragmas())
    if "WAL" in mode:
        yield Finding(N_("Engine"), GOOD, N_("SQLite {version}, {mode}"),
                      {"version": sqlite3.sqlite_version, "mode": mode})  # fmt: skip
        return
    yield Finding(
        N_("Engine"), GOOD,
        N_("SQLite {version} can lose records in WAL mode; the desk goes round that with {mode}."),
        {"version": sqlite3.sqlite_version, "mode": mode},
    )  # fmt: skip


def _file(settings: Settings) -> Iterator[Finding]:
    path = settings.database
    try:
        step = db.check(path)
        with db.told(path), closing(db.connect(path, readonly=True)) as connection:
            wrong = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        wrong_pragmas = _wrong_pragmas(path)
    except DeskError as error:
        yield Finding(N_("Desk file"), BAD, error.text, error.params)
        return
    if step == db.HEAD:
        yield Finding(N_("Schema"), GOOD, N_("Step {step}, the newest."), {"step": step})
    else:
        yield Finding(N_("Schema"), NOTE, N_("Step {step}; this program writes {head}."),
                      {"step": step, "head": db.HEAD},
                      N_("It is brought up to date when the desk is opened, after a copy."))  # fmt: skip
    if wrong == ["ok"] and not orphans:
        yield Finding(N_("Desk file"), GOOD, N_("{path} is whole."), {"path": path})
    else:
        yield Finding(
            N_("Desk file"), BAD, N_("{path} is damaged: {what}."),
            {"path": path, "what": "; ".join(wrong[:2]) if wrong != ["ok"] else f"{orphans}"},
            N_("Stop writing, keep a copy of it and bring back a backup."),
        )  # fmt: skip
    if wrong_pragmas:
        yield Finding(N_("Safety of writes"), BAD, N_("The engine does not keep to: {what}."),
                      {"what": ", ".join(wrong_pragmas)},
                      N_("Install the program again; do not write until then."))  # fmt: skip
    else:
        yield Finding(N_("Safety of writes"), GOOD, N_("Every setting of the engine holds."))


_NUMBERS = {"ON": 1, "OFF": 0, "FULL": 2, "EXTRA": 3}


def _wrong_pragmas(path: Path) -> list[str]:
    wrong = []
    with db.told(path), closing(db.connect(path)) as connection:
        for pragma in (*db.PRAGMAS, *db.journal_pragmas()):
            name, _, wanted = pragma.partition("=")
            found = connection.execute(f"PRAGMA {name}").fetchone()[0]
            if str(found).upper() != str(_NUMBERS.get(wanted, wanted)):
                wrong.append(pragma)
    return wrong


SAMPLE = 200
"""The newest records of a register whose entries in the search index are compared word for word."""


def _index(settings: Settings) -> Iterator[Finding]:
    try:
        if db.check(settings.database) != db.HEAD:
            return
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            current = search.is_current(connection.execute)
            wrong = [
                found for subject in search.REGISTERS
                if (found := search.differences(connection.execute, subject, SAMPLE))
            ]  # fmt: skip
    except DeskError:
        return  # said with the file itself
    remedy = N_("Make it anew: deskapp doctor --reindex")
    if not current:
        yield Finding(
            N_("Search index"), BAD, N_("It was made by other rules than those of this program."), {}, remedy
        )
    elif wrong:
        yield Finding(N_("Search index"), BAD, N_("It does not agree with the records: {what}."),
                      {"what": ", ".join(wrong)}, remedy)  # fmt: skip
    else:
        yield Finding(N_("Search index"), GOOD, N_("It agrees with the records."))


def _certificates(settings: Settings) -> Iterator[Finding]:
    """Whether each certificate is kept as it was issued; nothing is said where there is none."""
    if not settings.database.is_file():
        return
    try:
        if db.check(settings.database) != db.HEAD:
            return
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            rows = connection.execute("SELECT number, content, digest FROM certificate").fetchall()
    except DeskError:
        return  # told by the look at the file
    wrong = [row["number"] for row in rows if digest_of(row["content"]) != row["digest"]]
    if wrong:
        yield Finding(N_("Certificates"), BAD, N_("What is kept is not what was issued: {numbers}."),
                      {"numbers": ", ".join(wrong[:20])},
                      N_("Compare with the paper, then with a backup: deskapp restore."))  # fmt: skip
    elif rows:
        yield Finding(
            N_("Certificates"), GOOD, N_("All {count} are as they were issued."), {"count": len(rows)}
        )


def _handovers(settings: Settings) -> Iterator[Finding]:
    """Whether each sealed handover says what was accepted; nothing is said where there is none."""
    if not settings.database.is_file() or not settings.key_file.exists():
        return  # said with the file or the key
    try:
        key = audit_key(settings)
        if db.check(settings.database) != db.HEAD:
            return
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            checked = list(seals(connection, key))
    except (DeskError, OSError):
        return  # said with the file or the key
    wrong = [one.number for one in checked if not one.whole]
    if wrong:
        yield Finding(N_("Handovers"), BAD, N_("What is kept is not what was sealed: {numbers}."),
                      {"numbers": ", ".join(wrong[:20])},
                      N_("Compare with the signed paper, keep a copy of the file, then look into a backup: "
                         "deskapp restore."))  # fmt: skip
    elif checked:
        yield Finding(N_("Handovers"), GOOD, N_("All {count} fit their seals."), {"count": len(checked)})


def reindex(settings: Settings, progress: Callable[[int, int], None]) -> None:
    """Make the search index anew, all of it or nothing; other windows go on reading. Raises DeskError."""
    if db.check(settings.database) != db.HEAD:
        db.migrate(settings.database)
    with db.told(settings.database), closing(db.connect(settings.database)) as connection:
        connection.execute("PRAGMA cache_spill=OFF")  # what is spilled to the file would lock readers out
        connection.execute("BEGIN IMMEDIATE")
        try:
            for done, total in search.rebuild(connection.execute):
                progress(done, total)
            connection.execute("COMMIT")
        except BaseException:
            db.roll_back(connection)
            raise


def _backup(settings: Settings) -> Iterator[Finding]:
    path = settings.database
    try:
        db.check(path)
        with db.told(path), closing(db.connect(path, readonly=True)) as connection:
            room = next(iter(rooms(connection)), None)
            last = connection.execute(
                "SELECT max(seq), max(at) FROM audit WHERE action = 'backup'"
            ).fetchone()
            since, first = connection.execute(
                "SELECT count(*), min(at) FROM audit WHERE seq > ?", (last[0] or 0,)
            ).fetchone()
    except DeskError:
        return  # said with the file itself
    if room is None or room.practice:
        yield Finding(N_("Last copy"), GOOD, N_("A practice file is not copied by itself."))
        return
    late = (wall_clock() - moment(first)).days if first else 0
    state = GOOD if late < DAYS_LATE else NOTE if late < DAYS_BAD else BAD
    said = {
        "at": room.calendar.local(moment(last[1])).strftime("%Y-%m-%d %H:%M") if last[1] else "",
        "since": since, "late": late, "folder": settings.backups, "count": len(backup.copies(settings)),
    }  # fmt: skip
    text = (
        N_("Made {at}; {since} entries since then. Copies in {folder}: {count}.") if last[1]
        else N_("None yet; the desk makes one on each day on which it is opened.")
    )  # fmt: skip
    remedy = N_("The oldest entry without a copy is {late} days old. Make one: deskapp backup")
    yield Finding(N_("Last copy"), state, text, said, "" if state == GOOD else remedy)


def _permissions(settings: Settings) -> Iterator[Finding]:
    if os.name == "nt":
        return
    shared = [
        path for path in (settings.database, settings.key_file)
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]  # fmt: skip
    if shared:
        yield Finding(N_("Permissions"), BAD, N_("Others on this machine can read: {paths}."),
                      {"paths": " ".join(map(str, shared))}, N_("Mend it: chmod 600 {paths}"))  # fmt: skip
    else:
        yield Finding(N_("Permissions"), GOOD, N_("The files are for their owner alone."))


def _key(settings: Settings) -> Iterator[Finding]:
    path = settings.key_file
    if not path.exists():
        state = BAD if settings.database.exists() else NOTE
        yield Finding(N_("Key file"), state, N_("{path} is missing."), {"path": path},
                      N_("Bring back its copy; without it a new key is made and the old part of the audit "
                         "chain cannot be checked."))  # fmt: skip
        return
    try:
        audit_key(settings)
    except (DeskError, OSError) as error:
        text, params = (error.text, error.params) if isinstance(error, DeskError) else (str(error), {})
        yield Finding(N_("Key file"), BAD, text, params)
    else:
        yield Finding(N_("Key file"), GOOD, N_("{path} is there."), {"path": path})


def _chain(settings: Settings) -> Iterator[Finding]:
    """Whether every link of the audit chain holds; those of another key are counted, not checked."""
    if not settings.key_file.exists():
        return  # said with the key
    try:
        key = audit_key(settings)
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            broken, links, foreign = _walk(connection, key)
    except (DeskError, OSError):
        return  # said with the file or the key
    said = {"links": links, "seq": broken, "foreign": foreign}
    if broken:
        yield Finding(N_("Audit chain"), BAD, N_("It breaks at entry {seq}: something was changed behind the desk."),
                      said, N_("Keep a copy of the file, tell the duty leader, and compare with the last backup.")
                      )  # fmt: skip
    elif foreign:
        yield Finding(N_("Audit chain"), NOTE, N_("{links} entries hold; {foreign} were sealed with another key."),
                      said, N_("Bring back the key file of that time to check them, too."))  # fmt: skip
    else:
        yield Finding(N_("Audit chain"), GOOD, N_("All {links} entries hold."), said)


def _walk(connection: sqlite3.Connection, key: bytes) -> tuple[int, int, int]:
    """The first entry that does not hold, or 0; how many there are, and how many another key has sealed."""
    before, own, links, foreign = START, key_name(key), 0, 0
    for *content, mac in connection.execute(
        "SELECT seq, room_id, at, officer_id, via, action, subject, subject_id, content, key_name, prev, mac "
        "FROM audit ORDER BY seq"
    ):
        links += 1
        foreign += content[9] != own
        if content[10] != before or content[0] != links or (content[9] == own and seal(key, content) != mac):
            return int(content[0]), links, foreign
        before = mac
    return 0, links, foreign


def _space(settings: Settings) -> Iterator[Finding]:
    folder = settings.database.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = {"free": f"{free / 1024**2:,.0f} MB", "folder": folder}
    if free < ROOM:
        yield Finding(N_("Disk"), BAD, N_("Only {free} are free at {folder}."), said, N_("Make room soon."))
    else:
        yield Finding(N_("Disk"), GOOD, N_("{free} are free."), said)


def _reserve(settings: Settings) -> Iterator[Finding]:
    """Whether room is held back for the last writes on a full disk; a practice file needs none."""
    try:
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            room = next(iter(rooms(connection)), None)
    except DeskError:
        return  # said with the file itself
    if room is None or room.practice:
        return
    said = {"path": disk.reserve_of(settings.database), "size": f"{disk.RESERVE / 1024**2:,.0f} MB"}
    if disk.has_reserve(settings.database):
        yield Finding(N_("Reserve"), GOOD, N_("{path} holds {size} back for the last writes."), said)
    else:
        yield Finding(N_("Reserve"), NOTE, N_("Nothing is held back yet for the last writes on a full disk."), said,
                      N_("The open desk makes {path} by itself once there is room."))  # fmt: skip


def _network(settings: Settings) -> Iterator[Finding]:
    """Whether the file lies on a disk of this machine; nothing is said where it does."""
    if kind := disk.network(settings.database):
        yield Finding(
            N_("Network disk"), BAD,
            N_("{path} lies on a disk of the network ({kind}), whose locks cannot be trusted."),
            {"path": settings.database, "kind": kind},
            N_("Move it to a disk of this machine: deskapp backup, then deskapp restore there. Until then open it at "
               "one desk alone."),
        )  # fmt: skip


def _clock(settings: Settings) -> Iterator[Finding]:
    """Whether the clock can be right by the last entry; a practice file has a time of its own."""
    try:
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            room, last = next(iter(rooms(connection)), None), last_entry(connection)
    except DeskError:
        return  # said with the file itself
    if room is None or room.practice:
        return
    if (found := odd(wall_clock(), last, room.calendar)) is not None:
        yield Finding(N_("Clock"), BAD if found.behind else NOTE, found.text, found.params)
    else:
        yield Finding(N_("Clock"), GOOD, N_("It stands after the last entry, as it should."))


def _fonts(settings: Settings) -> Iterator[Finding]:
    from deskapp.printing.fonts import shipped

    try:
        missing = [path.name for path in shipped() if not path.exists()]
    except (ImportError, OSError) as error:
        missing = [type(error).__name__]
    if missing:
        yield Finding(N_("Fonts"), BAD, N_("The font for paper is missing: {names}."),
                      {"names": ", ".join(missing)}, N_("Install the program again."))  # fmt: skip
    else:
        yield Finding(N_("Fonts"), GOOD, N_("The Chinese font for paper is there."))


def _printer(settings: Settings) -> Iterator[Finding]:
    from deskapp.printing.printer_words import Lacking, stuck
    from deskapp.printing.queue import queues

    found = queues()
    chosen = next((q for q in found if q.name == settings.printer), None) if settings.printer else None
    first = chosen or next((q for q in found if q.is_default), found[0] if found else None)
    if first is None:
        yield Finding(N_("Printer"), NOTE, N_("There is no printer here; sheets are kept as PDF."), {},
                      N_("Set one up in the system to print."))  # fmt: skip
    elif settings.printer and chosen is None:
        yield Finding(N_("Printer"), BAD, N_("The printer {name} of the settings is not there."),
                      {"name": settings.printer, "known": ", ".join(q.name for q in found)},
                      N_("There is: {known}."))  # fmt: skip
    elif not first.accepts:
        yield Finding(N_("Printer"), NOTE, N_("The printer {name} is paused or off."), {"name": first.name},
                      N_("Switch it on; until then sheets are kept as PDF."))  # fmt: skip
    elif not first.takes or stuck(first):
        yield Finding(
            N_("Printer"), NOTE, N_("The printer {name} cannot print now: {what}."),
            {"name": first.name, "what": Lacking(first)},
            N_("Go and look at it; until then sheets are kept as PDF."),
        )  # fmt: skip
    else:
        yield Finding(N_("Printer"), GOOD, N_("{name} is ready."), {"name": first.name})
    yield from _slips(settings, {queue.name for queue in found})


def _slips(settings: Settings, queues: set[str]) -> Iterator[Finding]:
    """Whether the receipt printer is there; nothing is said where there is none."""
    place = settings.printing.slip_printer
    if not place:
        return
    there = os.path.exists(place) or os.name == "nt" if is_device(place) else place in queues
    if there:
        yield Finding(N_("Slips"), GOOD, N_("{name} is there."), {"name": place})
    else:
        yield Finding(N_("Slips"), BAD, N_("The printer of slips {name} is not there."), {"name": place},
                      N_("Plug it in and switch it on, or choose another one: Ctrl+K, Printing."))  # fmt: skip


def _language(settings: Settings) -> Iterator[Finding]:
    encoding = sys.getfilesystemencoding()
    if encoding.lower() == "utf-8":
        yield Finding(N_("Locale"), GOOD, N_("Text is {encoding}."), {"encoding": encoding})
    else:
        yield Finding(N_("Locale"), BAD, N_("Text is {encoding}, names would be lost in it."),
                      {"encoding": encoding}, N_("Set LANG to a UTF-8 locale."))  # fmt: skip


def _terminal(settings: Settings) -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield Finding(N_("Terminal"), GOOD, N_("None here: the output goes elsewhere."))
        return
    size = shutil.get_terminal_size()
    said = {"columns": size.columns, "rows": size.lines, "kind": os.environ.get("TERM", "?")}
    if size.columns < LEAST_SCREEN[0] or size.lines < LEAST_SCREEN[1]:
        yield Finding(N_("Terminal"), BAD, N_("{kind}, {columns} by {rows}: too small."), said,
                      N_("Make it 80 by 24 or larger."))  # fmt: skip
    elif os.environ.get("TERM") in (None, "", "dumb"):
        yield Finding(N_("Terminal"), BAD, N_("{kind} cannot show the screen."), said,
                      N_("Open the desk in another terminal."))  # fmt: skip
    else:
        yield Finding(N_("Terminal"), GOOD, N_("{kind}, {columns} by {rows}."), said)
