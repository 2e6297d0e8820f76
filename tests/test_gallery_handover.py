"""The page of a shift and its handover, the register and a sealed handover look as reviewed, state by state.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_handover.py` writes the snapshots again.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from deskapp.wiring import Desk, open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, opened, turn
from tests.builders import Hand, settings_in
from tests.duty_builders import come, crew
from tests.field_builders import hazard
from tests.shift_builders import handed_over, key, proof, shift_desk, sit

GOLDEN = Path(__file__).parent / "golden" / "screens"
NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
"""Half past two in the afternoon in Shanghai."""
SEAL = re.compile(r"\b[0-9a-f]{16}\b")

WALK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("none", ()),
    ("open", ("ctrl+a", "ctrl+a")),
    ("walk", ("ctrl+b", *("down",) * 3)),
    ("pending", ("asterisk", "plus", "ctrl+s", "2")),
    ("told", ("down", "down", "space")),
    ("history", ("escape", "f9", "ctrl+g")),
    ("sealed", ("end", "enter")),
    ("sheet", ("ctrl+s", "end")),
    ("compared", ("escape", "escape", "home", "ctrl+b")),
)
"""Each state and the keys that lead to it from the one before."""


def a_room(folder: Path, language: str) -> Desk:
    """One shift is handed over and written on; in the time since, matters, a hazard and volunteers have come."""
    shutil.copytree(_made(language), folder, dirs_exist_ok=True)
    desk = open_desk(replace(settings_in(folder), language=language))
    desk.clock = Hand(NOW)
    return desk


@cache
def _made(language: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="deskapp-gallery-handover-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = shift_desk(folder, language, pins=False)
    desk.store.durable = False
    desk.configuring.change(
        "checklist", "equipment 对讲机 4; equipment 执法记录仪 2; key 档案室 2", desk.actor, desk.words
    )
    desk.look_again()
    turn(desk, hours=-4)
    desk.shifts.open(desk.actor, leader=key(desk, "000007"), officers=(key(desk, "012345"),))
    log(desk, applicant="马玉兰", phone="13800010002", summary="楼上半夜跑跳，孩子睡不着")
    turn(desk, hours=4)
    first = handed_over(desk, incoming="000007")
    desk.shifts.add(first.number, "对讲机已取回", desk.actor)
    turn(desk, minutes=20)
    sit(desk, "000007")
    desk.shifts.start(desk.actor)
    desk.shifts.all_there(desk.actor)
    desk.shifts.close("接班人员被派往火灾现场", proof(desk, "000007"), "desk")
    sit(desk, "012345")
    turn(desk, minutes=10)
    log(desk, applicant="赵铁柱", phone="13800010008", summary="借给邻居两万元三年不还，去要还说要打我",
        urgency="critical", dangers="threat")  # fmt: skip
    hazard(desk, summary="楼道堆放纸箱，电动车也停在里面", level="major")
    come(crew(desk), "0001")
    come(desk, "0004")
    desk.close()
    return folder


async def _here(person: Person) -> None:
    if person.top == "SheetScreen":  # it is made in a thread
        await person.until(lambda: len(person.screen.split()) > 20)
    await person.still()


@pytest.mark.parametrize(("language", "size"), [("zh", NARROW), ("en", NARROW), ("zh", WIDE)])
async def test_the_handover_looks_as_reviewed_in_each_of_its_states(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = a_room(tmp_path, language)
    odd = []
    async with opened(desk, settings=replace(desk.settings, language=language), size=size) as person:
        for state, keys in WALK:
            await person.types(*keys)
            await _here(person)
            person.fits()
            found = SEAL.sub("0" * 16, person.screen) + "\n"
            golden = GOLDEN / f"handover-{state}-{language}-{size[0]}x{size[1]}.txt"
            if os.environ.get("UPDATE_GOLDEN"):
                golden.write_text(found, "utf-8")
            if not golden.exists() or found != golden.read_text("utf-8"):
                odd.append((golden.name, found))
    assert not odd, "\n".join("\n".join(one) for one in odd)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_on_a_small_screen_each_state_fits_and_its_next_key_is_there(
    tmp_path: Path, language: str
) -> None:
    desk = a_room(tmp_path, language)
    async with opened(desk, settings=replace(desk.settings, language=language), size=SMALL) as person:
        for _state, keys in WALK:
            await person.types(*keys)
            await _here(person)
            person.fits()
            assert "Esc" in person.screen or "Ctrl+A" in person.screen
