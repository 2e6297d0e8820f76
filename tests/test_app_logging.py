"""Logging a request: the keys that it takes, bursts, case reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from deskapp import db
from deskapp.domain.request_codes import CATEGORY
from deskapp.widgets.fields_code import CodeField
from tests.app_builders import SMALL, log, new_desk, opened, spell
from tests.bare import bare
from tests.builders import matters

NINE = CATEGORY.most_used


def keys_for(matter: dict[str, str]) -> list[str]:
    """F2, name, phone, category and text as a person types them; a rare category is 0 and two digits."""
    code = matter["category"]
    digits = (
        str(NINE.index(code) + 1)
        if code in NINE
        else "0" + f"{[e.code for e in CATEGORY].index(code) + 1:02d}"
    )
    return [
        "f2",
        *spell(matter["applicant"] + "\n" + matter["phone"] + "\n" + digits + matter["summary"] + "\n"),
    ]


async def test_a_request_of_a_new_person_takes_five_keys_beyond_its_text(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        for key in ("f2", *"王秀英", "enter", *"13800010009", "enter", "3", *"楼上噪音", "enter"):
            await person.types(key)
        assert person.top == "BoardScreen"
        found = person.request()
        assert (found.applicant, found.phone, found.category) == ("王秀英", "13800010009", "noise")
        assert found.summary == "楼上噪音"
        assert found.channel == "walk_in"
        assert found.number in person.status
        assert "王秀英" in person.status
        assert "today 1 · open 1" in person.lines[0]
    assert len(["f2", "enter", "enter", "3", "enter"]) == 5


async def test_forty_requests_typed_as_one_burst_give_forty_right_records(tmp_path: Path) -> None:
    day = matters()
    async with opened(new_desk(tmp_path)) as person:
        person.burst(*(key for matter in day for key in keys_for(matter)))
        await person.settled()
        rows = person.read("SELECT applicant, phone, category, summary FROM request ORDER BY id")
        expected = [(m["applicant"], m["phone"], m["category"], m["summary"]) for m in day]
        assert [tuple(row)[:3] for row in rows] == [one[:3] for one in expected]
        told = [one[3] if one[2] != "case_report" else "" for one in expected]
        assert [row[3] for row in rows] == told
        assert person.top == "BoardScreen"


async def test_pastes_and_keys_keep_their_order_and_a_scanner_may_type_enter(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        person.burst("f2")
        person.app.post_message(events.Paste("努尔买买提·西热甫"))
        person.burst("enter", "enter", "1")
        person.app.post_message(events.Paste("第一行\n第二行"))
        person.burst("enter", "enter")
        await person.settled()
        assert person.request().applicant == "努尔买买提·西热甫"
        assert person.request().summary == "第一行\n第二行"
        assert person.column("number") == [person.request().number]


async def test_a_case_report_is_told_before_and_after_and_its_narrative_is_in_no_byte_of_the_file(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *spell("赵大勇\n13800010011\n8"))
        assert person.status.startswith("Case report:")
        await person.writes("有人持刀抢走了紫色手提箱")
        form = person.form
        assert form.values()["dangers"] == "weapon"
        await person.types("enter")
        assert "Case report:" in person.status
        found = person.request()
        assert (found.category, found.summary, found.dangers) == ("case_report", "", ("weapon",))
        assert found.urgency == "critical" or found.urgency == "urgent"
        await person.types("enter")
        assert "the facts of the case are not kept here" in person.screen
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert "紫色手提箱".encode() not in file.read_bytes(), file


async def test_a_case_is_resolved_with_its_receipt_number_only(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk, category="case_report", applicant="赵大勇").number
    async with opened(desk) as person:
        await person.types("enter")
        await person.clicks("Resolve")
        outcomes = person.form.field("outcome")
        assert isinstance(outcomes, CodeField)
        digit = next(o.digit for o in outcomes.options if o.code == "to_case")
        await person.types(digit, *spell("已移交\n\n\n"))
        assert person.field == "receipt"
        assert "receipt number" in person.error("receipt")
        assert person.form.values()["text"] == "已移交"
        assert person.request(number).status == "registered"
        await person.writes("A3301\n\n")
        assert person.top == "RecordScreen"
        assert (person.request().status, person.request().receipt) == ("resolved", "A3301")


async def test_f7_takes_what_the_last_request_had(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", "f7")
        assert "nothing to take over" in person.status
        await person.writes("王秀英\n13800010009\n3楼上噪音\n")
        await person.types("f2", "f7")
        assert person.form.values()["applicant"] == "王秀英"
        await person.types("f7", "f7", "f7", "ctrl+s")
        assert person.column("summary") == ["楼上噪音", "楼上噪音"]
        assert person.column("phone") == ["13800010009"] * 2


async def test_a_request_is_logged_at_sixty_by_twenty(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path, language="zh"), size=SMALL) as person:
        await person.types("f2")
        person.fits()
        await person.writes("王秀英\n13800010009\n3")
        person.fits()
        assert "王秀英" in person.screen
        await person.writes("楼上噪音\n")
        assert person.request().summary == "楼上噪音"
        person.fits()


async def test_a_locked_file_is_told_and_the_form_saves_once_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 60)
    desk = new_desk(tmp_path)
    other = bare(desk.settings.database, isolation_level=None)
    async with opened(desk) as person:
        await person.types("f2", *spell("王秀英\n\n3楼上噪音"))
        other.execute("BEGIN EXCLUSIVE")
        await person.types("enter")
        assert person.top == "LogScreen"
        assert "busy" in person.status
        assert person.form.values()["summary"] == "楼上噪音"
        person.ticks()
        await person.types("f8", "f8")
        other.execute("ROLLBACK")
        await person.types("enter")
        assert person.top == "BoardScreen"
        assert person.column("summary") == ["楼上噪音"]
    other.close()


async def test_the_board_lives_on_while_the_file_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 30)
    desk = new_desk(tmp_path)
    log(desk)
    other = bare(desk.settings.database, isolation_level=None)
    async with opened(desk) as person:
        other.execute("BEGIN EXCLUSIVE")
        person.ticks()
        await person.types("down", "enter", "f5", *"楼", "escape", "f8", "f8", "ctrl+o", "escape", "end")
        await person.until(lambda: "busy" in person.status)
        other.execute("ROLLBACK")
        await person.types("escape", "escape", "enter")
        assert person.top == "RecordScreen"
    other.close()
