"""Register, entries, teams, equipment and the import look as reviewed, in both languages, small and large.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_volunteers.py` writes the snapshots again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskapp.screens.importing import HOME
from deskapp.wiring import Desk
from tests.app_builders import new_desk, opened, spell, turn
from tests.gallery import LANGUAGES, SIZES

GOLDEN = Path(__file__).parent / "golden" / "screens"

ROSTER = "姓名,手机号码,队伍\n钱多,13800010008,夜巡队\n,13800010009,\n马玉兰,13800010001,\n"

SCREENS: dict[str, tuple[str, ...]] = {
    "members": ("f6", "2"),
    "members-filters": ("f6", "2", "tab", "tab", "1"),
    "member": ("f6", "2", "enter"),
    "member-new": ("f6", "2", "insert", *"王秀英", "enter", *"13900010009", "enter"),
    "member-training": ("f6", "2", "enter", "6"),
    "teams": ("f6", "4"),
    "team": ("f6", "4", "enter"),
    "team-member": ("f6", "4", "enter", "1", *"zk"),
    "stock": ("f6", "5"),
    "equipment": ("f6", "5", "enter"),
    "import": ("f6", "2", "ctrl+u", *["backspace"] * len(HOME), *spell("roster.csv\n")),
}
"""Each screen and the keys that lead to it."""


def crew(folder: Path, language: str) -> Desk:
    """Two teams, five people in different states, equipment in stock, out and damaged."""
    desk = new_desk(folder, language=language)
    actor, t = desk.actor, desk.words
    desk.teams.add({"name": "明珠义警队", "place": "明珠路"}, actor, t)
    desk.teams.add(
        {"name": "火箭救援队", "parent": "明珠义警队", "kind": "rescue", "mode": "on_call"}, actor, t
    )
    people = (
        {"name": "马玉兰", "phone": "13800010001", "team": "明珠义警队", "roles": "intel,leader", "post": "leader",
         "insurance_until": "2027-11-20", "pledged_on": "2026-01-05", "identity": "retired", "skills": "急救"},
        {"name": "赵铁柱", "phone": "13800010002", "team": "火箭救援队", "insurance_until": "2026-12-01"},
        {"name": "曾可", "phone": "13800010003", "status": "applicant"},
        {"name": "孙丽", "phone": "13800010004", "team": "火箭救援队", "pledged_on": "2026-03-01"},
        {"name": "周小明", "phone": "13800010005", "team": "明珠义警队"},
    )  # fmt: skip
    numbers = [desk.volunteers.register(one, actor, t).dossier.volunteer.number for one in people]
    desk.volunteers.step(numbers[3], "leave", {"until": "2026-12-31"}, actor, t)
    desk.volunteers.step(numbers[4], "quit", {"text": "搬家"}, actor, t)
    training = {"subject": "first_aid", "hours": "2", "on": "2026-06-01", "expires": "2027-06-01"}
    desk.volunteers.train(numbers[0], training, actor, t)
    radio = desk.stock.add({"kind": "radio", "count": "6"}, actor, t)
    desk.stock.add({"kind": "vest", "count": "80"}, actor, t)
    desk.stock.issue(radio, numbers[0], actor, due="2026-11-30")
    desk.stock.issue(radio, numbers[1], actor)
    duty = desk.attendances.check_in(numbers[0], actor, t).duty.attendance.number
    turn(desk, hours=2)
    desk.attendances.check_out(duty, actor, t)
    desk.attendances.step(duty, "confirm", {}, actor, t)
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    return desk


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_each_screen_of_volunteers_looks_as_reviewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str, language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / f"{screen}-{language}-{size[0]}x{size[1]}.txt"
    desk = crew(tmp_path, language)
    monkeypatch.chdir(tmp_path)
    async with opened(desk, size=size) as person:
        await person.types(*SCREENS[screen])
        if screen == "team-member":
            await person.until(lambda: "0003" in person.screen)
            await person.settled()
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
