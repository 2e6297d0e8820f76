"""Tables that are imported: read, checked and written by the services, against the bare rows in one transaction."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from deskapp import db
from deskapp.domain.officer import Actor
from deskapp.domain.search_keys import name_keys
from deskapp.domain.words import Words
from deskapp.files.roster import read_rows
from deskapp.reading.areas import areas
from deskapp.reading.room import rooms
from deskapp.services.activity_import import ActivityImport
from deskapp.services.areas import Areas
from deskapp.services.field_import import FieldImport
from deskapp.services.importing import Importing
from deskapp.services.staff import Staff
from deskapp.services.store import Store
from tests.benchmarks.generate import UNTIL
from tests.benchmarks.report import Line

GOAL = 5.0
KINDS = ("volunteers", "areas", "activities", "hazards", "appeals", "custody", "lost")
_SURNAMES, _FIRST = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋"


def table(kind: str, count: int) -> Iterator[Sequence[str]]:
    """A table of so many rows with its headings, as offices keep them."""
    if kind == "volunteers":
        yield ("姓名", "电话", "队伍")
        for at in range(count):
            name = _SURNAMES[at % 10] + _FIRST[at // 10 % 10] + _FIRST[at // 100 % 10]
            yield (name, f"139{at:08d}", f"义警{at % 12 + 1}队")
    elif kind == "areas":
        yield ("名称", "上级", "编号")
        for at in range(count):
            yield (f"网格{at}", f"网格{at // 10}" if at >= 10 else "", str(at + 1))
    elif kind == "activities":
        yield ("类型", "日期", "地点", "内容")
        for at in range(count):
            yield ("other", _day(at), f"和平巷{at % 90 + 1}号", f"清理楼道杂物{at % 5 + 1}处")
    else:
        yield _HEADS[kind]
        for at in range(count):
            yield _row(kind, at)


_REGISTERS = {"hazards": "hazard", "appeals": "lead_appeal", "custody": "custody", "lost": "lost_report"}
_HEADS = {
    "hazards": ("隐患类别", "隐患内容", "地点", "发现时间", "整改期限", "状态"),
    "appeals": ("内容", "类别", "地点", "截止日期"),
    "custody": ("类别", "物品", "拾获人", "电话", "拾获地点", "拾获时间"),
    "lost": ("类别", "姓名", "家属", "电话", "年龄", "走失地点", "走失时间"),
}


def _day(at: int) -> str:
    return f"2026-{at % 10 + 1:02d}-{at % 28 + 1:02d}"


def _row(kind: str, at: int) -> Sequence[str]:
    place = f"和平巷{at % 90 + 1}号"
    name = _SURNAMES[at % 10] + _FIRST[at // 10 % 10] + _FIRST[at // 100 % 10]
    if kind == "hazards":
        return ("ebike", f"楼道飞线充电{at % 7 + 1}处", place, _day(at), "", ("", "现场整改")[at % 2])
    if kind == "appeals":
        return (f"谁在{place}见过一辆白色面包车，第{at}号征集", "theft", place, "2027-01-31")
    if kind == "custody":
        return ("wallet", f"黑色钱包{at % 50}", name, f"139{at:08d}", place, f"{_day(at)} 14:05")
    return ("person", name, name[:1] + "家属", f"139{at:08d}", str(20 + at % 60), place, f"{_day(at)} 14:05")


def keep(path: Path, rows: Iterator[Sequence[str]]) -> Path:
    """Write the table as the ending of its name says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


@dataclass(frozen=True, slots=True)
class Took:
    """How long an import took in seconds, of them to read and check, and the longest wait between two progresses."""

    seconds: float
    checked: float
    longest: float
    count: int


def empty(path: Path) -> None:
    """A file with one room and nothing in it."""
    db.create(path)
    with closing(Store(path, bytes(32), lambda: UNTIL)) as store:
        Staff(store).open_room("明珠路派出所", "明珠社区警务室", "李辉", "012345", practice=True)


def take_over(kind: str, path: Path, source: Path) -> Took:
    """Import a table, as the command does it."""
    name_keys.cache_clear()  # the names of this file have not been seen before
    t, store, longest = Words.plain(), Store(path, bytes(32), lambda: UNTIL), [0.0]
    with closing(store), closing(db.connect(path, readonly=True)) as reader:
        room = rooms(reader)[0]
        actor = Actor(room.signed_in, room.id)
        began = told = time.perf_counter()

        def progress(done: int, of: int) -> None:
            nonlocal told
            now = time.perf_counter()
            longest[0] = max(longest[0], now - told)
            told = now

        rows = read_rows(source, hours=kind in _HEADS)
        if kind == "volunteers":
            importing = Importing(store, room)
            roster = importing.look(rows, reader.execute, t)
            told = looked = time.perf_counter()
            importing.roster(roster, source.name, actor, t, progress)
            count = len(roster.entries)
        elif kind == "areas":
            verbs = Areas(store, room)
            sheet = verbs.look(rows, areas(reader, room.id), t)
            told = looked = time.perf_counter()
            verbs.take_over(sheet, source.name, actor, progress)
            count = len(sheet.entries)
        elif kind in _HEADS:
            field = FieldImport(store, room)
            table = field.look(_REGISTERS[kind], rows, reader, actor, t)
            told = looked = time.perf_counter()
            field.take_over(table, source.name, actor, progress)
            count = len(table.entries)
        else:
            importer = ActivityImport(store, room)
            found = importer.look(rows, reader.execute, t)
            told = looked = time.perf_counter()
            importer.take_over(found, source.name, actor, t, progress)
            count = len(found.entries)
        return Took(time.perf_counter() - began, looked - began, longest[0], count)


def bare(written: Path, fresh: Path) -> float:
    """Seconds for the same rows into the same tables of a fresh file, in one durable transaction."""
    loads: list[tuple[str, list[tuple[object, ...]]]] = []
    with closing(sqlite3.connect(written)) as source, closing(sqlite3.connect(fresh)) as old:
        names = [
            row[0]
            for row in source.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "AND (name NOT LIKE 'search_%' OR sql LIKE 'CREATE VIRTUAL%')"
            )
        ]
        for name in names:
            columns = [row[1] for row in source.execute(f"PRAGMA table_info({name})")]
            listed = ", ".join(f'"{one}"' for one in (("rowid", *columns) if "search_" in name else columns))
            have = set(old.execute(f"SELECT {listed} FROM {name}"))
            rows = [row for row in source.execute(f"SELECT {listed} FROM {name}") if row not in have]
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                loads.append((f"INSERT OR REPLACE INTO {name} ({listed}) VALUES ({marks})", rows))
    with closing(db.connect(fresh)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for sql, rows in loads:
            connection.executemany(sql, rows)
        connection.execute("COMMIT")
        return time.perf_counter() - began


def measured(home: Path, counts: Sequence[int] = (5_000, 50_000)) -> list[Line]:
    """Every kind from .xlsx and from .csv."""
    lines = []
    made = home / "room.db"
    empty(made)

    def copy(name: str) -> Path:
        place = home / name
        place.write_bytes(made.read_bytes())
        return place

    for kind in KINDS:  # what a process loads once, as the readings of characters, is no part of any import
        take_over(kind, copy("warm.db"), keep(home / "warm.xlsx", table(kind, 3)))
    for count in counts:
        for kind in KINDS:
            for ending in ("xlsx", "csv"):
                source = keep(home / f"{kind}.{ending}", table(kind, count))
                written, fresh = copy("ours.db"), copy("floor.db")
                ours = take_over(kind, written, source)
                floor = bare(written, fresh)
                note = (
                    f"{ours.checked * 1000:.0f} ms of it to read and check; with that in the floor "
                    f"{ours.seconds / (floor + ours.checked):.2f} ×; longest wait for progress "
                    f"{ours.longest * 1000:.0f} ms"
                )
                lines.append(
                    Line(
                        f"import of {ours.count:,} {kind}, .{ending}",
                        floor * 1000,
                        ours.seconds * 1000,
                        GOAL,
                        note,
                    )
                )
                for path in (written, fresh):
                    _remove(path)
    return lines


def _remove(path: Path) -> None:
    for place in (path, *path.parent.glob(f"{path.name}-*")):
        place.unlink(missing_ok=True)
