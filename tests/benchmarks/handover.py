"""The handover of a shift of 250 entries: its summary against raw SQL, its PDF against typst, typing meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from deskapp import db, locales
from deskapp.domain.sheet import Sheet
from deskapp.domain.times import stored
from deskapp.papers import current_sheet
from deskapp.printing.fonts import shipped
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import FOLDER, as_pdf, ready
from deskapp.printing.pdf_data import data_of
from deskapp.settings import load
from deskapp.wiring import Desk, open_desk
from tests.benchmarks.generate import UNTIL
from tests.benchmarks.keys import F2, PARTS, echoes
from tests.benchmarks.report import Line, middle, percentile
from tests.benchmarks.screens import BARE
from tests.benchmarks.terminal import Terminal, environment

ENTRIES = 250
SPAN = "write_id > 0 AND write_id >= ? AND write_id < ?"
WRITES = "history AS h INDEXED BY history_write"
NEW = f"SELECT subject_id FROM {WRITES} WHERE {SPAN} AND subject = '{{subject}}' AND source = ''"
TAKEN = (
    f"SELECT h.step, h.target, count(DISTINCT h.subject_id) FROM {WRITES} JOIN {{subject}} AS r ON r.id = h.subject_id "
    "WHERE h.room_id = 1 AND h.subject = '{subject}' AND h.write_id > 0 AND h.write_id >= ? AND h.write_id < ? "
    "AND h.step NOT IN ('correct', 'undo', 'redo', 'view') AND r.status NOT IN ('voided', 'undone') "
    "GROUP BY h.step, h.target"
)
SHOWN = (
    "number, category, urgency, dangers, applicant, phone, id_number, place, summary, occurred_at, entered_at, "
    "responsible, next_due, status, outcome, result, followup, closed_at, waiting_for, receiver, corrected_at"
)
FIGURES: tuple[tuple[str, str], ...] = (
    ("SELECT category, urgency, count(*) FROM request WHERE +room_id = 1 AND status NOT IN ('voided', 'undone') AND id "
     "IN (" + NEW.format(subject="request") + ") GROUP BY category, urgency", "span"),
    ("SELECT type, count(*) FROM dispute WHERE +room_id = 1 AND status NOT IN ('voided', 'undone') AND id IN ("
     + NEW.format(subject="dispute") + ") GROUP BY type", "span"),
    (TAKEN.format(subject="request"), "span"),
    (TAKEN.format(subject="dispute"), "span"),
    ((f"SELECT r.followup, count(DISTINCT r.id) FROM {WRITES} JOIN request AS r ON r.id = h.subject_id WHERE "
     "h.write_id > 0 AND h.write_id >= ? AND h.write_id < ? AND h.subject = 'request' AND h.target = 'followed_up' "
     "GROUP BY r.followup"), "span"),
    ("SELECT count(*), sum(next_due < ?) FROM request WHERE room_id = 1 AND is_open = 1", "now"),
    ("SELECT count(*), sum(next_due < ? AND next_clock <> '') FROM dispute WHERE room_id = 1 AND is_open = 1", "now"),
    (("SELECT count(*) FROM request WHERE room_id = 1 AND desk_order > '1' AND desk_order < ? AND status = 'resolved' "
     "AND followup = ''"), "closed"),
    ("SELECT count(*), sum(status = 'ended'), sum(status = 'auto_closed') FROM attendance WHERE +room_id = 1 "
     "AND id IN (" + NEW.format(subject="attendance") + ")", "span"),
    ("SELECT count(*) FROM attendance WHERE room_id = 1 AND is_open = 1", ""),
    # and what stands in its lines
    (f"SELECT {SHOWN} FROM request WHERE +room_id = 1 AND id IN (" + NEW.format(subject="request") + ") ORDER BY id",
     "span"),
    (f"SELECT {SHOWN} FROM request WHERE room_id = 1 AND is_open = 1 ORDER BY next_due, id", ""),
    ((f"SELECT {SHOWN} FROM request WHERE room_id = 1 AND desk_order > '1' AND desk_order < ? "
     "AND status = 'resolved' AND followup = '' ORDER BY closed_at, id"), "closed"),
)  # fmt: skip
"""The figures of a shift's sheet and its lines in plain SQL, each with what it is asked with."""


def in_a_shift(file: Path, place: Path) -> tuple[Path, int, int]:
    """A copy of the file in which the last 250 entries belong to an open shift; with the writes that it holds."""
    shutil.copyfile(file, place)
    with closing(db.connect(place, durable=False)) as connection:
        held = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
        ).fetchall()
        for name, _ in held:  # for this once: the poured rows have no writes yet
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("BEGIN")
        first = int(connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM audit").fetchone()[0])
        key, at = connection.execute(
            "SELECT id, entered_at FROM request ORDER BY id DESC LIMIT 1 OFFSET ?", (ENTRIES - 1,)
        ).fetchone()
        rows = connection.execute(
            "SELECT id FROM history WHERE subject = 'request' AND write_id = 0 AND at >= ? ORDER BY at, id",
            (at,),
        ).fetchall()
        connection.executemany(
            "UPDATE history SET write_id = ? WHERE id = ?",
            [(first + n, row[0]) for n, row in enumerate(rows)],
        )
        connection.execute(
            "INSERT INTO shift (room_id, number, day, starts_at, from_write, open_write, status, entered_at, "
            "entered_by) VALUES (1, 'JB-20261121-001', '2026-11-21', ?, ?, ?, 'open', ?, 1)",
            (at, first, first, at),
        )
        for _, sql in held:
            connection.execute(sql)
        connection.execute("COMMIT")
        assert key
    return place, first, first + len(rows)


def opened(file: Path) -> Desk:
    """The desk on a file, at the moment at which its records end."""
    found = open_desk(load(database=str(file)))
    found.clock = lambda: UNTIL
    return found


def raw(connection: sqlite3.Connection, first: int, until: int) -> list[object]:
    """All figures of the sheet, counted by SQLite."""
    asked = {"span": (first, until), "now": (stored(UNTIL),), "closed": ("179738899~",), "": ()}
    return [connection.execute(sql, asked[what]).fetchall() for sql, what in FIGURES]


def summaries(file: Path, home: Path, rounds: int) -> list[Line]:
    """The sheet of the open shift against its bare figures, by turns in one process."""
    copy, first, until = in_a_shift(file, home / "handover.db")
    desk = opened(copy)
    floor, ours = [], []
    with closing(db.connect(copy, readonly=True)) as plain:
        for turn in range(rounds + 2):
            began = time.perf_counter()
            counted = raw(plain, first, until)
            between = time.perf_counter()
            sheet = current_sheet(desk)
            ended = time.perf_counter()
            if turn > 1:
                floor.append(between - began)
                ours.append(ended - between)
    assert sheet.figures.entered + _gone(copy, first, until) == ENTRIES
    assert counted
    rows = sum(len(section.rows) for section in sheet.sections)
    lines = [Line(f"summary of a shift of {ENTRIES} entries", middle(floor), middle(ours), 10.0,
                  f"raw SQL for the same figures and lines; the sheet has {rows} rows")]  # fmt: skip
    lines += papers(sheet, rounds)
    desk.close()
    return [*lines, *typing(copy, home, 40 * rounds)]


def _gone(file: Path, first: int, until: int) -> int:
    with closing(db.connect(file, readonly=True)) as plain:
        sql = "SELECT count(*) FROM request WHERE status IN ('voided', 'undone') AND id IN ("
        return int(plain.execute(sql + NEW.format(subject="request") + ")", (first, until)).fetchone()[0])


def papers(sheet: Sheet, rounds: int) -> list[Line]:
    """The PDF of the sheet against typst, given the finished data and the way of setting that was chosen."""
    import typst

    t = locales.load("zh")
    floor, ours, pages = [], [], 0
    text = ready(lay_out(sheet, t), data_of, system_fonts=False).text
    source, fonts = (FOLDER / "sheet.typ").read_bytes(), [str(path.parent) for path in shipped()]
    chosen = _chosen(sheet)
    for turn in range(max(3, rounds // 2) + 1):
        began = time.perf_counter()
        typst.compile(  # type: ignore[misc]  # typst's stub binds its type variable nowhere
            source, root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True, pdf_tags=False,
            sys_inputs={"paper": text, "density": chosen},
        )  # fmt: skip
        between = time.perf_counter()
        pages = as_pdf(lay_out(sheet, t)).pages
        ended = time.perf_counter()
        if turn:
            floor.append(between - began)
            ours.append(ended - between)
    note = f"{pages} pages, set as “{chosen}”"
    return [Line("PDF of its sheet", middle(floor), middle(ours), 2.0, note)]


def _chosen(sheet: Sheet) -> str:
    from deskapp.printing.density import reckoned

    return next(reckoned(lay_out(sheet, locales.load("zh"))))[0].name


BUSY = """
import sys, threading, time
from pathlib import Path
from tests.benchmarks.handover import opened
from deskapp import locales
from deskapp.papers import current_sheet
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf

def make():
    desk, t = opened(Path(sys.argv[2])), locales.load("zh")
    while True:
        as_pdf(lay_out(current_sheet(desk), t))

threading.Thread(target=make, daemon=True).start()
from deskapp.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""A desk in which one sheet after the other is made behind the screen."""


def typing(file: Path, home: Path, keys: int) -> list[Line]:
    """The echo of a character in a form while sheets are made without a pause in the same process."""
    random, floor, took = Random(1), list[float](), list[float]()
    busy = [sys.executable, "-c", BUSY, "--db", str(file)]
    with (
        Terminal([*BARE, "input"], environment(str(home))) as bare,
        Terminal(busy, environment(str(home))) as shown,
    ):
        bare.until(lambda text: "painted" in text)
        shown.until(lambda text: "▶" in text)
        shown.rest(3)
        shown.type(F2)
        shown.rest(1.0)
        for part in range(PARTS):
            floor += echoes(bare, keys // PARTS, random, part * 1000)
            took += echoes(shown, keys // PARTS, random, part * 1000)
    note = f"p50 {middle(took):.1f}, slowest {max(took) * 1000:.1f} ms, {len(took)} keys; against 100 ms"
    return [Line("typing p99 while sheets are made", 100.0, percentile(took, 0.99) * 1000, 1.0, note)]
