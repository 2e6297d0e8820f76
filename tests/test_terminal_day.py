"""A whole day in a real terminal: the forty matters go in by keyboard, are followed up, and come out on the sheet."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.request_steps import machine
from deskapp.settings import load
from deskapp.wiring import Setup, set_up
from tests.bare import bare
from tests.builders import matters
from tests.terminal import Terminal, the_desk

MORNING = "2026-11-21T08:00:00+08:00"
NINE = CATEGORY.most_used
EVERY = [entry.code for entry in CATEGORY]


def typed(matter: dict[str, str]) -> str:
    """The keys of one matter, F2 excepted."""
    code = matter["category"]
    digits = str(NINE.index(code) + 1) if code in NINE else f"0{EVERY.index(code) + 1:02d}"
    return f"{matter['applicant']}\n{matter['phone']}\n{digits}{matter['summary']}\n"


def alone(desk: Terminal, serial: int) -> bool:
    """Whether the list shows this one record."""
    lines = desk.lines
    heads = [at for at, line in enumerate(lines) if line.split()[:1] == ["What"] and " Found by" in line]
    rows = [line for line in lines[heads[0] + 1 : -2] if line.strip()] if heads else []
    return len(rows) == 1 and f" {serial:03d} " in rows[0]


STEPS = (
    # serial, what is seen on the record, the keys, the state afterwards
    (3, "Solved on the spot", "门房找到了\n", "resolved"),
    (4, "Resolve", "1已修好\x13", "resolved"),
    (5, "Transfer", "1+2d\n请劳动监察查\x13", "transferred"),
    (6, "Wait for a reply", "物业\n+1d\n", "waiting"),
    (7, "Tell where to go", "1请到司法所\x13", "declined"),
    (8, "Merge into another", "1\n同一件\n", "merged"),
    (9, "Withdrawn", "自己解决了\n", "withdrawn"),
)


def test_forty_matters_are_worked_and_printed_through_the_keyboard(home: Path) -> None:
    day = matters()
    database = home / "desk.db"
    settings = replace(load(), database=database, now=MORNING)
    set_up(settings, Setup("明珠路派出所", "明珠社区警务室", "李辉", "012345", "en", practice=True)).close()
    case = next(n for n, matter in enumerate(day, 1) if matter["category"] == "case_report")
    steps = [*STEPS, (case, "Resolve", "{case}移交\nA33011\x13", "resolved")]
    file = bare(database)

    def state(serial: int) -> str:
        found = file.execute(
            "SELECT status FROM request WHERE number = ?", (f"LF-20261121-{serial:03d}",)
        ).fetchone()
        return str(found[0]) if found else ""

    environ = {"DESKAPP_NOW": MORNING, "PATH": str(home)}
    with Terminal(the_desk("--db", str(database), "--lang", "en"), environ=environ) as desk:
        desk.sees("Nothing is open")
        for matter in day:
            desk.types("f2", typed(matter))
        desk.until(lambda: state(len(day)), 240)
        desk.sees(f"today {len(day)} · open {len(day)}")
        for serial, words, keys, after in steps:
            number = f"LF-20261121-{serial:03d}"
            desk.types("f5", number)
            desk.until(partial(alone, desk, serial))
            desk.types("\n")
            desk.sees("What happened", number)
            desk.types(next(str(step.key) for step in machine().steps if step.label == words))
            desk.sees("Esc back")
            if "{case}" in keys:
                found = re.search(r"(\d) Handed to the case system", desk.screen)
                assert found is not None, desk.screen
                keys = keys.replace("{case}", found[1])
            desk.types(keys)
            desk.until(partial(lambda serial, after: state(serial) == after, serial, after))
            desk.sees(f"{number}: {words}")
            desk.types("escape")
            desk.types("escape")
        desk.types("f5", "LF-20261121-003")
        desk.until(lambda: alone(desk, 3))
        desk.types("\n")
        desk.sees("Follow up")
        desk.types(str(machine().step("follow_up").key), "1\x13")
        desk.until(lambda: state(3) == "followed_up")
        desk.types("escape")
        desk.types("escape")
        desk.types("f9")
        desk.sees("Keep PDF")
        desk.types("ctrl+s")
        desk.sees("PDF kept")
        desk.types("ctrl+q")
        assert desk.ends(10) == 0
        assert desk.is_sane
    file.close()

    reader = PdfReader(BytesIO((database.parent / "papers" / "sheet-20261121.pdf").read_bytes()))
    assert len(reader.pages) <= 2
    paper = "".join("".join(page.extract_text().split()) for page in reader.pages)
    closed = {3, 4, 7, 8, 9, case}
    for serial, matter in enumerate(day, 1):
        number = f"LF-20261121-{serial:03d}"
        if serial not in closed:
            assert paper.replace(f"Into{number}", "").count(number) == 1, number
        if matter["phone"]:
            assert matter["phone"] not in paper
    assert re.search(r"40", paper)
    assert f"{len(day) - len(closed)}" in paper

    out = home / "desk.json"
    command = the_desk("--db", str(database), "--lang", "en", "export", str(out))
    subprocess.run(command, check=True, env={**os.environ, "DESKAPP_NOW": MORNING}, capture_output=True)
    records = json.loads(out.read_text("utf-8"))["requests"]
    assert [r["category"] for r in records] == [m["category"] for m in day]
    assert [r["summary"] for r in records if r["category"] != "case_report"] == [
        m["summary"] for m in day if m["category"] != "case_report"
    ]
    status = {int(r["number"][-3:]): r["status"] for r in records}
    assert {serial: status[serial] for serial, *_ in steps[1:]} == {
        serial: after for serial, _, _, after in steps[1:]
    }
    assert status[3] == "followed_up"
    assert (
        sum(one in ("registered", "in_progress", "waiting", "transferred") for one in status.values()) == 34
    )
    by_number = {r["number"]: r for r in records}
    assert by_number["LF-20261121-008"]["merged_into"] == "LF-20261121-001"
    assert by_number[f"LF-20261121-{case:03d}"]["receipt"] == "A33011"
    assert by_number["LF-20261121-003"]["followup"] == "satisfied"
    assert all(r["entered_at"].startswith("2026-11-21T08:") for r in records)
