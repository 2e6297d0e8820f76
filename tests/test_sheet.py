"""What the sheet of a day says, before it is on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from deskapp.domain.sheet import Phrase, say
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.words import Words
from tests.paper_builders import NOW, at, given, many, ordinary_day, request, resolved, step

EN = Words.plain()


def numbers(sheet, section):
    return [row.facts["number"] for row in sheet.section(section).rows]


def test_a_quiet_day_has_every_section_and_no_row():
    sheet = summarise(given())
    assert [s.id for s in sheet.sections] == ["must_do", "figures", "disputes", "followups_due", "entries"]
    assert [len(s.rows) for s in sheet.sections if s.kind == "table"] == [0, 0, 0, 0]
    assert all(say(s.empty, EN) for s in sheet.sections if s.kind == "table")
    assert sheet.figures.entered == 0


def test_what_is_open_stands_once_and_the_earliest_due_first():
    sheet = summarise(ordinary_day())
    everywhere = numbers(sheet, "must_do") + numbers(sheet, "entries")
    assert not set(everywhere) & set(numbers(sheet, "disputes"))
    assert sorted(everywhere) == sorted(set(everywhere))
    assert len(everywhere) == 15
    dues = [str(row.facts["due_at"]) for row in sheet.section("must_do").rows]
    assert dues == sorted(dues)


def test_an_overdue_request_says_its_age():
    ages = (timedelta(minutes=5), timedelta(hours=47), timedelta(days=3))
    late = [request(1, due=NOW - age) for age in ages]
    rows = [summarise(given(open_then=(r,))).section("must_do").rows[0] for r in late]
    assert [say(row.cells[1].below, EN) for row in rows] == ["overdue 5 min", "overdue 47 h", "overdue 3 d"]
    assert all(row.cells[1].strong and row.facts["overdue"] is True for row in rows)


def test_the_next_step_says_where_the_matter_waits():
    rows = [
        request(1), request(2, status="in_progress"), request(3, status="waiting", waiting_for="居委会"),
        request(4, status="transferred", receiver="city_mgmt"),
    ]  # fmt: skip
    sheet = summarise(given(open_then=tuple(rows)))
    said = [say(row.cells[-1].below, EN) for row in sheet.section("must_do").rows]
    assert said == ["to be taken up", "In progress", "waits for 居委会", "with City management"]


def test_the_figures_of_an_ordinary_day():
    f = summarise(ordinary_day()).figures
    assert (f.entered, f.resolved, f.on_spot, f.transferred, f.declined, f.withdrawn) == (12, 5, 4, 1, 1, 1)
    assert (f.merged, f.still_open, f.overdue) == (0, 6, 3)
    assert sum(count for _, count in f.by_category) == sum(count for _, count in f.by_urgency) == 12
    assert f.followups == (("satisfied", 1),)


def test_what_is_voided_counts_nowhere_and_stands_nowhere():
    done, taken = resolved(request(1), "09:00", "ok")
    voided = replace(done, status="voided")
    void = step(voided.number, "10:00", "void", "voided", "resolved")
    sheet = summarise(given(entered=(voided,), open_then=(voided,), steps=(taken, void)))
    assert sheet.figures.resolved == sheet.figures.on_spot == sheet.figures.entered == 0
    assert sheet.figures.still_open == 0
    assert numbers(sheet, "must_do") == numbers(sheet, "entries") == []


def test_a_request_of_another_day_counts_as_resolved_today_but_not_as_come_in():
    old, taken = resolved(request(7, day=date(2026, 11, 18)), "09:00", "ok", "solved")
    sheet = summarise(given(others=(old,), steps=(taken,)))
    assert (sheet.figures.entered, sheet.figures.resolved, sheet.figures.on_spot) == (0, 1, 0)
    assert numbers(sheet, "followups_due") == [old.number]


def test_what_was_reopened_in_the_period_is_not_resolved():
    _, taken = resolved(request(1), "09:00", "ok")
    again = step("LF-20261121-001", "11:00", "reopen", "in_progress", "resolved")
    row = request(1, status="in_progress")
    sheet = summarise(given(entered=(row,), open_then=(row,), steps=(taken, again)))
    assert sheet.figures.resolved == sheet.figures.on_spot == 0


def test_a_follow_up_or_the_archive_leaves_a_request_resolved():
    done, taken = resolved(request(1), "09:00", "ok")
    after = step(done.number, "11:00", "follow_up", "followed_up", "resolved")
    asked = replace(done, status="followed_up", followup="basic")
    sheet = summarise(given(entered=(asked,), steps=(taken, after)))
    assert (sheet.figures.resolved, sheet.figures.followups) == (1, (("basic", 1),))
    assert numbers(sheet, "followups_due") == []


def test_advice_and_thanks_wait_for_no_follow_up():
    categories = enumerate(("thanks", "id_card", "dog"), 1)
    rows = [resolved(request(i, category=c), "09:00", "ok")[0] for i, c in categories]
    assert numbers(summarise(given(entered=tuple(rows))), "followups_due") == ["LF-20261121-003"]


def test_more_follow_ups_than_the_sheet_lists_are_a_number():
    section = summarise(many(40, closed=True)).section("followups_due")
    assert len(section.rows) == 12
    assert say(section.note, EN) == "23 more are in the desk's list."


def test_a_sheltered_person_is_an_initial_without_a_phone():
    row = request(1, applicant="仇海燕", category="violence_home")
    fact = summarise(given(open_then=(row,))).section("must_do").rows[0]
    assert (say(fact.cells[3].text, EN), fact.cells[3].below) == ("仇＊", "")
    assert (fact.facts["applicant"], fact.facts["phone"]) == ("仇＊", "")


def test_a_phone_is_masked_and_an_identity_number_is_nowhere():
    row = request(1, id_number="11010519491231002X")
    sheet = summarise(given(entered=(row,), open_then=(row,)))
    assert "138****0001" in str(sheet)
    assert "13800010001" not in str(sheet)
    assert "11010519491231002X" not in str(sheet)


def test_a_case_report_stands_without_its_narrative():
    row = request(1, category="case_report", summary="")
    cell = summarise(given(open_then=(row,))).section("must_do").rows[0].cells[4]
    assert say(cell.text, EN).startswith("(Case report")


def test_an_unnamed_person_is_called_so_and_is_empty_in_the_facts():
    row = summarise(given(open_then=(request(1, applicant="", phone=""),))).section("must_do").rows[0]
    assert (say(row.cells[3].text, EN), row.facts["applicant"]) == ("Unnamed", "")


def test_dangers_and_urgency_stand_in_front_of_the_matter():
    row = request(1, urgency="critical", dangers=("weapon",))
    cell = summarise(given(open_then=(row,))).section("must_do").rows[0].cells[4]
    assert say(cell.mark, EN) == "!!Critical Weapon in hand"


def test_the_head_names_who_wrote_and_the_foot_the_chain():
    sheet = summarise(ordinary_day())
    assert sheet.head.officers == ("李卫东 012345", "王小满 F00321")
    assert sheet.foot.chain_head == "3f9a1c07be52d441"
    assert sheet.foot.cutoff.isoformat() == "2026-11-22T00:00:00+08:00"


def test_a_phrase_says_what_people_wrote_as_it_is():
    assert say(Phrase("waits for {whom}", {"whom": "{0} {whom} %s"}), EN) == "waits for {0} {whom} %s"


def test_entries_stand_in_the_order_of_entry():
    rows = [resolved(request(i, hour), "12:00", "ok")[0] for i, hour in ((1, "10:00"), (2, "08:00"))]
    assert numbers(summarise(given(entered=tuple(rows))), "entries") == ["LF-20261121-002", "LF-20261121-001"]


def test_a_period_of_several_days_gives_entries_their_date():
    row = resolved(request(1), "12:00", "ok")[0]
    wide = given(start=at("00:00", date(2026, 11, 18)), entered=(row,))
    assert summarise(wide).section("entries").rows[0].cells[0].text == "11-21 08:00"
    assert summarise(replace(wide, start=given().start)).section("entries").rows[0].cells[0].text == "08:00"


def test_what_became_a_dispute_waits_for_no_follow_up_of_its_own():
    row = resolved(request(1), "09:00", "ok", "to_dispute")[0]
    assert numbers(summarise(given(entered=(row,))), "followups_due") == []
