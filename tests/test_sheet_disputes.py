"""Disputes on the sheet: once each, by their clocks, without names where the law shelters them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from deskapp import db, locales
from deskapp.domain.dispute import Party, Visit
from deskapp.domain.errors import DeskError
from deskapp.domain.sheet import say
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.words import Words
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf
from deskapp.printing.text import as_text
from deskapp.reading.sheet import sheet_input
from deskapp.services import on_paper
from deskapp.services.dispute_undo import reversal
from deskapp.services.undo import Undoing
from tests.app_builders import new_desk
from tests.builders import NOON, a_desk
from tests.dispute_builders import disputes, quarrel, take, undoing
from tests.paper_builders import DAY, NOW, dispute, given, ordinary_day, request, three_disputes
from tests.test_printing import squeezed, text_of

EN = Words.plain()


def rows(sheet, section):
    return sheet.section(section).rows


def numbers(sheet, section):
    return [row.facts["number"] for row in rows(sheet, section)]


def test_an_open_dispute_stands_among_the_requests_by_its_clock():
    files = (dispute(1, due=NOW + timedelta(hours=5)), dispute(2, due=NOW - timedelta(days=3)))
    sheet = summarise(given(open_then=(request(1, due=NOW + timedelta(hours=1)),), disputes_open=files))
    assert numbers(sheet, "must_do") == ["JF-20261121-002", "LF-20261121-001", "JF-20261121-001"]
    late = rows(sheet, "must_do")[0]
    assert say(late.cells[1].below, EN) == "overdue 3 d"
    assert say(late.cells[-1].below, EN) == "Finish the people's mediation"
    assert (late.facts["clock"], late.facts["overdue"]) == ("peoples", True)
    assert say(sheet.section("must_do").heading, EN) == "Must do (3, 1 overdue)"


def test_each_dispute_stands_in_one_place_alone():
    sheet = summarise(ordinary_day())
    everywhere = [number for s in ("must_do", "disputes", "followups_due") for number in numbers(sheet, s)]
    found = [number for number in everywhere if number.startswith("JF")]
    assert sorted(found) == ["JF-20261110-002", "JF-20261119-001", "JF-20261121-001"]


def test_a_follow_up_is_named_when_its_clock_is_near():
    plain = dispute(1, status="fulfilled", next_clock="followup", visits=(Visit(1, DAY),))
    near, far = (
        replace(plain, dispute=replace(plain.dispute, next_due=NOW + timedelta(days=n))) for n in (0, 9)
    )
    assert numbers(summarise(given(disputes_open=(near,))), "followups_due") == ["JF-20261121-001"]
    (row,) = rows(summarise(given(disputes_open=(near,))), "followups_due")
    assert say(row.cells[-1].mark, EN) == "First follow-up until 11-22"
    assert say(row.cells[-2].text, EN) == "马玉兰 / 赵铁柱"
    assert numbers(summarise(given(disputes_open=(far,))), "followups_due") == []


def test_what_came_to_an_end_says_how():
    ended = [
        dispute(1, status="declined"), dispute(2, status="closed_other", close_way="court"),
        dispute(3, status="closed_other", receiver="justice"),
        dispute(4, status="followed_up", visits=(Visit(1, DAY, NOW, 1, "satisfied"),)),
        dispute(5, status="archived", outcome="written_agreed"), dispute(6, status="archived"),
    ]  # fmt: skip
    ended = [replace(one, dispute=replace(one.dispute, next_clock="")) for one in ended]
    sheet = summarise(given(disputes_entered=tuple(ended)))
    assert [say(row.cells[-1].text, EN) for row in rows(sheet, "disputes")] == [
        "Not mediated", "Closed by law · Court", "Closed by law · Justice office", "Followed up · Satisfied",
        "Archived · Written agreement", "Archived",
    ]  # fmt: skip


def test_the_figures_of_the_disputes_of_an_ordinary_day():
    found = summarise(ordinary_day()).figures.disputes
    assert (found.registered, found.sittings, found.agreed, found.fulfilled) == (1, 1, 1, 1)
    assert (found.still_open, found.overdue, found.breached) == (2, 1, 0)
    told = json.loads(as_json(summarise(ordinary_day())))
    assert told["figures"]["disputes"]["still_open"] == 2
    quiet = summarise(given())
    assert not any(row.facts["id"] == "disputes" for row in rows(quiet, "figures"))


def test_what_is_voided_or_undone_is_nowhere():
    for status in ("voided", "undone"):
        sheet = summarise(given(disputes_entered=(dispute(1, status=status),), disputes_open=()))
        assert sheet.figures.disputes.registered == 0
        assert [numbers(sheet, s) for s in ("must_do", "disputes", "followups_due")] == [[], [], []]


SHELTERED = [
    dispute(1, sealed=True, summary="不可外传的事"),
    dispute(1, domestic_violence=True),
    dispute(1, parties=(Party(1, 1, "马玉兰", "party_a", minor=True), Party(2, 2, "赵铁柱", "party_b"))),
]


@pytest.mark.parametrize("status", ["mediating", "fulfilled", "declined"])
@pytest.mark.parametrize("file", SHELTERED)
def test_sealed_files_and_minors_stand_without_identity_everywhere(file, status):
    there = replace(
        file, dispute=replace(file.dispute, status=status, agreement="不可外传的协议", sealed=True)
    )
    if status == "declined":
        there = replace(there, dispute=replace(there.dispute, next_clock=""))
    sheet = summarise(given(disputes_entered=(there,)))
    for said in (as_json(sheet), as_text(lay_out(sheet, EN)), str(sheet)):
        assert "JF-20261121-001" in said
        for secret in ("马玉兰", "铁柱", "不可外传"):
            assert secret not in said


def test_three_parties_and_an_unnamed_one_are_told_short():
    three = rows(summarise(given(disputes_open=(dispute(1, DAY, "甲", "乙", "丙"),))), "must_do")[0]
    assert (say(three.cells[3].text, EN), say(three.cells[3].below, EN)) == ("甲", "乙, 1 more")
    one = rows(summarise(given(disputes_open=(dispute(1, DAY, ""),))), "must_do")[0]
    assert (say(one.cells[3].text, EN), one.cells[3].below, one.facts["parties"]) == ("Unnamed", "", ("",))


def test_grave_risks_and_threats_catch_the_eye():
    row = rows(summarise(given(disputes_open=(dispute(1, risk="red", threat=True),))), "must_do")[0]
    assert say(row.cells[4].mark, EN) == "!!Red: high Threat"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_screen_text_json_and_pdf_name_the_same_disputes(language):
    sheet = summarise(ordinary_day())
    t = locales.load(language)
    pdf = as_pdf(lay_out(sheet, t))
    assert pdf.pages == 1
    for said in (as_text(lay_out(sheet, t)), as_json(sheet), text_of(pdf.data)):
        assert all(file.dispute.number in squeezed(said) for file in three_disputes()[0])


def test_a_sheet_is_read_from_the_file(tmp_path: Path):
    desk = a_desk(tmp_path)
    first = quarrel(desk)
    take(desk, first, "decline", reason="refused", text="法院")
    quarrel(desk, "甲", "乙")
    taken = quarrel(desk, "丙", "丁")
    undoing(desk).undo(desk.actor)
    reader = db.connect(desk.path, readonly=True)
    sheet = summarise(sheet_input(reader, desk.room, NOON.date(), desk.clock()))
    assert numbers(sheet, "must_do") == ["JF-20261121-002"]
    assert numbers(sheet, "disputes") == ["JF-20261121-001"]
    found = sheet.figures.disputes
    assert (found.registered, found.declined, found.still_open) == (2, 1, 1)
    assert taken.dispute.number not in as_json(sheet)
    next_day = summarise(sheet_input(reader, desk.room, date(2026, 11, 22), desk.clock()))
    assert (numbers(next_day, "must_do"), numbers(next_day, "disputes")) == (["JF-20261121-002"], [])
    reader.close()


def test_a_dispute_on_a_printed_sheet_is_corrected_and_not_undone(tmp_path: Path):
    desk = new_desk(tmp_path)
    desk.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], desk.actor, desk.words)
    from deskapp import papers

    papers.keep(desk, papers.day_sheet(desk), desk.words)
    with pytest.raises(DeskError) as refused:
        desk.undoing.undo(desk.actor)
    assert "JF-20261121-001" in str(refused.value)
    desk.close()


def test_the_sheet_of_another_day_stops_no_undo(tmp_path: Path):
    desk = a_desk(tmp_path)
    file = quarrel(desk)
    disputes(desk).note(file.dispute.number, "call", "打过电话", desk.actor, EN)
    desk.clock.turn(days=1)
    take(desk, file, "decline", reason="refused", text="法院")
    stands = on_paper.disputes_on(desk.room)
    with desk.store.write(desk.actor) as writing:
        days = [date(2026, 11, n) for n in (20, 21, 22, 23)]
        assert [stands(writing, file.dispute.id, on_paper.Paper(day)) for day in days] == [
            False, True, True, False,
        ]  # fmt: skip
        assert stands(writing, file.dispute.id, on_paper.Paper())
    Undoing(desk.store, desk.room, {"dispute": reversal()}, {"dispute": stands}).undo(desk.actor)
