"""The state machine of disputes: each way through it, each refusal, and no way into the archive with a duty open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.domain.clocks import due
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import OPEN, STATUS
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_hints import hint
from deskapp.domain.dispute_papers import missing_papers
from deskapp.domain.dispute_steps import STEPS
from deskapp.domain.errors import DeskError
from tests.builders import EN, TestDesk, a_desk, refused
from tests.dispute_builders import disputes, person, quarrel, take, undoing

SIT = {"from_": "13:00", "to": "13:30", "course": "各说各话"}
ACCEPT = {"willing": "yes", "eligible": "passed"}


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    found = a_desk(tmp_path)
    found.clock.turn(hours=2)  # 14:00
    return found


def mediating(desk: TestDesk, kind: str, **given: str) -> File:
    file = take(desk, quarrel(desk, **given), "accept", kind=kind, **ACCEPT)
    return take(desk, file, "session", **SIT)


def agreed(desk: TestDesk, kind: str = "peoples", form: str = "oral_agreed", **given: str) -> File:
    return take(desk, mediating(desk, kind), "agree", form=form, text="各让一步", **given)


def refuses(field: str, *words: str, of: Callable[[], object]) -> None:
    with pytest.raises(DeskError) as caught:
        of()
    refused(caught.value, *words)
    assert caught.value.field == field


def test_no_two_steps_that_are_possible_together_share_a_digit() -> None:
    for state in STATUS:
        keys = [step.key for step in STEPS if state.code in step.sources]
        assert len(keys) == len(set(keys)), state.code


# -- accepting


@pytest.mark.parametrize(
    "reason",
    ["hired", "gang_provoke", "repeated", "refused", "new_violation", "fled", "not_minor", "crime",
     "domestic_violence", "other"],
)  # fmt: skip
def test_the_check_list_declines_in_words_and_says_the_lawful_way(desk: TestDesk, reason: str) -> None:
    file = quarrel(desk)
    refuses("eligible", "may not be mediated", "court", "press 6", of=lambda: take(
        desk, file, "accept", kind="security", willing="yes", eligible=reason))  # fmt: skip
    after = take(desk, file, "decline", reason=reason, text="可向法院起诉")
    assert (after.dispute.status, after.dispute.advice) == ("declined", "可向法院起诉")
    assert due(after, disputes(desk).times) == ()


def test_a_police_mediation_is_not_accepted_without_its_check_list(desk: TestDesk) -> None:
    file = quarrel(desk)
    for kind in ("security", "on_site"):
        refuses(
            "eligible",
            "check list",
            of=partial(take, desk, file, "accept", kind=kind, willing="yes"),
        )
    assert take(desk, file, "accept", kind="peoples", willing="yes").dispute.status == "accepted"


def test_nobody_is_mediated_who_does_not_want_it(desk: TestDesk) -> None:
    refuses(
        "willing", "free will", of=lambda: take(desk, quarrel(desk), "accept", kind="peoples", willing="no")
    )


def test_domestic_violence_is_not_talked_over(desk: TestDesk) -> None:
    file = quarrel(desk, flags="domestic_violence")
    for kind in ("security", "on_site", "informal"):
        refuses(
            "eligible",
            "Domestic violence",
            of=partial(take, desk, file, "accept", kind=kind, **ACCEPT),
        )


def test_one_party_only_is_no_dispute(desk: TestDesk) -> None:
    file = quarrel(desk, "马玉兰")
    refuses("parties", "two sides", of=lambda: take(desk, file, "accept", kind="peoples", willing="yes"))


def test_the_same_person_cannot_stand_on_both_sides(desk: TestDesk) -> None:
    file = quarrel(desk, "马玉兰")
    again = PartyGiven(file.parties[0].person_id, "party_b")
    refuses(
        "parties", "马玉兰", of=lambda: disputes(desk).add_party(file.dispute.number, again, desk.actor, EN)
    )


def test_an_auxiliary_never_presides_over_a_police_mediation(desk: TestDesk) -> None:
    desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, EN)
    file = quarrel(desk)
    refuses("presider", "police officer", of=lambda: take(
        desk, file, "accept", kind="security", presider="F0721", **ACCEPT))  # fmt: skip
    assert (
        take(desk, file, "accept", kind="peoples", willing="yes", presider="F0721").dispute.status
        == "accepted"
    )


# -- minors, guardians, agents


def with_minor(desk: TestDesk, born: date) -> File:
    people = [person(desk, "小明", born=born), person(desk, "李建国")]
    parties = [PartyGiven(people[0], "party_a"), PartyGiven(people[1], "party_b")]
    file = disputes(desk).open({"type": "campus", "summary": "推搡"}, parties, desk.actor, EN)
    return take(desk, file, "accept", kind="security", **ACCEPT)


def test_a_minor_sits_with_a_guardian(desk: TestDesk) -> None:
    file = with_minor(desk, date(2013, 5, 1))
    refuses("parties", "小明", "guardian", of=lambda: take(desk, file, "session", **SIT))
    guardian = PartyGiven(person(desk, "王妈妈"), "guardian", stands_by=file.parties[0].id)
    file = disputes(desk).add_party(file.dispute.number, guardian, desk.actor, EN)
    assert take(desk, file, "session", **SIT).dispute.status == "mediating"


def test_a_guardian_is_no_minor(desk: TestDesk) -> None:
    file = with_minor(desk, date(2013, 5, 1))
    cousin = PartyGiven(person(desk, "小红", born=date(2010, 1, 1)), "guardian", stands_by=file.parties[0].id)
    refuses(
        "parties", "小红", "minor",
        of=lambda: disputes(desk).add_party(file.dispute.number, cousin, desk.actor, EN),
    )  # fmt: skip


@pytest.mark.parametrize(("born", "comes"), [(date(2010, 11, 21), True), (date(2010, 11, 22), False)])
def test_sixteen_on_own_labour_may_come_alone(desk: TestDesk, born: date, comes: bool) -> None:
    people = [person(desk, "小刚", born=born), person(desk, "李建国")]
    parties = [PartyGiven(people[0], "party_a", own_living=True), PartyGiven(people[1], "party_b")]
    file = disputes(desk).open({"type": "wages", "summary": "工资"}, parties, desk.actor, EN)
    file = take(desk, file, "accept", kind="security", **ACCEPT)
    if comes:
        assert take(desk, file, "session", **SIT).dispute.status == "mediating"
    else:
        refuses("parties", "小刚", of=lambda: take(desk, file, "session", **SIT))


def test_an_agent_shows_a_written_mandate(desk: TestDesk) -> None:
    file = quarrel(desk)
    agent = PartyGiven(person(desk, "陈律师"), "agent", stands_by=file.parties[0].id)
    file = disputes(desk).add_party(file.dispute.number, agent, desk.actor, EN)
    refuses("parties", "mandate", of=lambda: take(desk, file, "accept", kind="peoples", willing="yes"))


# -- sittings


def test_a_third_sitting_of_a_public_order_mediation_wants_the_leader(desk: TestDesk) -> None:
    file = take(desk, mediating(desk, "security"), "session", **SIT)
    refuses("override", "at most two", of=lambda: take(desk, file, "session", **SIT))
    after = take(desk, file, "session", **SIT, override="所长同意：双方申请")
    assert [one.seq for one in after.sessions] == [1, 2, 3]
    assert after.sessions[2].override == "所长同意：双方申请"


def test_no_sitting_began_before_the_quarrel(desk: TestDesk) -> None:
    file = take(desk, quarrel(desk, occurred_at="13:10"), "accept", kind="peoples", **ACCEPT)
    refuses(
        "from", "before the quarrel of 11-21 13:10", "Ctrl+E", of=lambda: take(desk, file, "session", **SIT)
    )
    assert take(desk, file, "session", **(SIT | {"from_": "13:10"})).dispute.status == "mediating"
    # Nobody said when the quarrel was: it stands at its entry, and an earlier sitting is told, not refused.
    other = take(desk, quarrel(desk), "accept", kind="peoples", **ACCEPT)
    after = take(desk, other, "session", **SIT)
    told = hint(other, after, "session", desk.room.calendar)
    assert told is not None
    assert "before the quarrel, which stands at 11-21 14:00; to mend when that was: Ctrl+E" in told.say(EN)


def test_peoples_mediation_may_sit_as_often_as_it_helps(desk: TestDesk) -> None:
    file = mediating(desk, "peoples")
    for _ in range(3):
        file = take(desk, file, "session", **SIT)
    assert len(file.sessions) == 4


def test_a_second_sitting_that_comes_too_late_wants_the_leader(desk: TestDesk) -> None:
    file = mediating(desk, "security")
    desk.clock.turn(days=12)
    late = {"from_": "13:00", "to": "13:30", "course": "再谈"}
    refuses("override", "2026-12-01", of=lambda: take(desk, file, "session", **late))
    assert len(take(desk, file, "session", **late, override="当事人住院").sessions) == 2


@pytest.mark.parametrize(
    ("start", "end", "word"), [("13:30", "13:00", "ends before"), ("15:00", "16:00", "to come")]
)
def test_a_sitting_has_a_sensible_time(desk: TestDesk, start: str, end: str, word: str) -> None:
    file = take(desk, quarrel(desk), "accept", kind="peoples", willing="yes")
    refuses("to", word, of=lambda: take(desk, file, "session", from_=start, to=end, course="谈"))


# -- agreements and performance


@pytest.mark.parametrize(
    ("kind", "form"),
    [("security", "oral_agreed"), ("on_site", "written_agreed"), ("peoples", "on_site_agreed"),
     ("informal", "written_agreed"), ("joint", "peoples_accepted")],
)  # fmt: skip
def test_each_kind_knows_its_forms_of_agreement(desk: TestDesk, kind: str, form: str) -> None:
    file = mediating(desk, kind)
    refuses("form", "Choose one of", of=lambda: take(desk, file, "agree", form=form, text="x", signed="yes"))


def test_a_written_agreement_counts_when_it_is_signed(desk: TestDesk) -> None:
    file = mediating(desk, "security")
    refuses("signed", "signed", of=lambda: take(desk, file, "agree", form="written_agreed", text="各让一步"))
    after = take(desk, file, "agree", form="written_agreed", text="各让一步", signed="yes")
    assert (after.dispute.agreement_no, after.dispute.signed) == ("XY-20261121-001", True)


def test_no_deadline_lies_before_the_agreement(desk: TestDesk) -> None:
    file = mediating(desk, "peoples")
    refuses("deadline", "before the agreement", of=lambda: take(
        desk, file, "agree", form="oral_agreed", text="还钱", sum="500", deadline="2026-11-20"))  # fmt: skip


def test_instalments_add_up_to_the_sum(desk: TestDesk) -> None:
    file = agreed(desk, sum="1000", deadline="12-31")
    refuses("parts", "900", "1,000", of=lambda: take(desk, file, "promise", parts="12-01 400; 12-31 500"))
    after = take(desk, file, "promise", parts="01-31 600；12-01 400")
    assert [(one.seq, str(one.due_on), one.amount) for one in after.instalments] == [
        (1, "2026-12-01", 40_000), (2, "2027-01-31", 60_000),
    ]  # fmt: skip
    assert after.dispute.performance == "instalment"


@pytest.mark.parametrize("parts", ["12-01", "abc 500", "12-01 0", "2026-11-01 1000", "12-01 1000.001"])
def test_an_instalment_is_a_day_to_come_and_a_sum(desk: TestDesk, parts: str) -> None:
    file = agreed(desk, sum="1000", deadline="12-31")
    with pytest.raises(DeskError) as caught:
        take(desk, file, "promise", parts=parts)
    refused(caught.value)
    assert caught.value.field == "parts"


def test_a_promise_without_any_date_is_none(desk: TestDesk) -> None:
    refuses("parts", "until when", of=lambda: take(desk, agreed(desk, sum="1000"), "promise"))


def test_parts_are_paid_in_order_and_the_last_one_fulfils(desk: TestDesk) -> None:
    file = take(desk, agreed(desk, sum="1000"), "promise", parts="12-01 400; 12-31 600")
    file = take(desk, file, "pay", sum="500")
    assert [one.paid for one in file.instalments] == [40_000, 10_000]
    assert (file.dispute.status, file.dispute.performance) == ("performing", "partly")
    refuses("sum", "above the sum", of=lambda: take(desk, file, "pay", sum="500.01"))
    file = take(desk, file, "pay", sum="500")
    assert (file.dispute.status, file.dispute.performance, file.dispute.paid) == (
        "fulfilled",
        "done",
        100_000,
    )
    assert all(one.settled for one in file.instalments)


@pytest.mark.parametrize(("sum", "on", "field"), [("0", "", "sum"), ("", "", "sum"), ("10", "2026-11-20", "on"),
                                                  ("10", "2026-12-01", "on"), ("ten", "", "sum")])  # fmt: skip
def test_a_payment_is_a_sum_on_a_day_that_can_be(desk: TestDesk, sum: str, on: str, field: str) -> None:
    file = take(desk, agreed(desk, sum="1000", deadline="12-31"), "promise")
    with pytest.raises(DeskError) as caught:
        take(desk, file, "pay", sum=sum, on=on)
    assert caught.value.field == field


def test_something_that_was_promised_is_not_nothing(desk: TestDesk) -> None:
    file = agreed(desk, sum="1000")
    refuses("performance", "1,000", of=lambda: take(desk, file, "perform", performance="none_due"))
    assert take(desk, file, "perform", performance="done_on_spot").dispute.paid == 100_000


def test_a_breach_before_the_police_goes_on_by_law_alone(desk: TestDesk) -> None:
    file = agreed(desk, "security", "written_agreed", sum="1000", deadline="12-31", signed="yes")
    file = take(desk, take(desk, file, "promise"), "breach", text="不肯付")
    refuses("", "by law", of=lambda: take(desk, file, "remediate", text="再谈"))
    after = take(desk, file, "close", way="penalty", number="公（治）行罚决字〔2026〕1号")
    assert (after.dispute.status, after.dispute.outcome, after.dispute.breaches) == (
        "closed_other",
        "penalty",
        1,
    )


def test_a_breach_of_peoples_mediation_may_be_mediated_again(desk: TestDesk) -> None:
    file = take(
        desk, take(desk, agreed(desk, sum="1000", deadline="12-31"), "promise"), "breach", text="没还"
    )
    after = take(desk, file, "remediate", text="双方愿意再谈")
    assert (after.dispute.status, after.dispute.agreement, after.instalments) == ("mediating", "", ())
    assert after.dispute.breaches == 1


# -- after


def fulfilled(desk: TestDesk) -> File:
    return take(desk, agreed(desk, "informal"), "perform", performance="none_due")


def test_two_follow_ups_are_planned_and_made(desk: TestDesk) -> None:
    file = fulfilled(desk)
    assert [str(one.due_on) for one in file.visits] == ["2026-11-24", "2026-12-21"]
    file = take(desk, file, "follow_up", result="satisfied", text="都好")
    assert [one.done_at is not None for one in file.visits] == [True, False]
    desk.clock.turn(days=30)
    file = take(desk, file, "follow_up", result="satisfied", text="都好")
    assert [one.done_at is not None for one in file.visits] == [True, True]
    assert take(desk, file, "archive").dispute.status == "archived"


@pytest.mark.parametrize(("days", "counts"), [(0, False), (14, False), (15, True), (40, True)])
def test_each_planned_follow_up_needs_a_visit_of_its_own(desk: TestDesk, days: int, counts: bool) -> None:
    file = take(desk, fulfilled(desk), "follow_up", result="satisfied", text="都好")
    desk.clock.turn(days=days)
    after = take(desk, file, "follow_up", result="satisfied", text="又去看过")
    waits = [str(visit.due_on) for visit in after.visits if visit.done_at is None]
    assert waits == ([] if counts else ["2026-12-21"])
    assert len(after.visits) == (2 if counts else 3)  # a visit too early is kept beside the planned ones
    told = hint(file, after, "follow_up", desk.room.calendar)
    assert (told is None) == counts
    if told is not None:
        assert "2026-12-21 stays due" in told.say(EN)


def test_two_late_follow_ups_in_one_day_are_one(desk: TestDesk) -> None:
    file = fulfilled(desk)
    desk.clock.turn(days=40)
    for _ in range(2):
        file = take(desk, file, "follow_up", result="satisfied", text="都好")
    assert [str(visit.due_on) for visit in file.visits if visit.done_at is None] == ["2026-12-21"]


def test_nobody_at_home_leaves_the_follow_up_open(desk: TestDesk) -> None:
    file = take(desk, fulfilled(desk), "follow_up", result="no_answer", text="无人接听")
    assert file.dispute.status == "fulfilled"
    assert [one.result for one in file.visits if one.done_at is None] == ["", ""]


@pytest.mark.parametrize("result", ["relapsed", "escalated"])
def test_a_relapse_found_at_a_follow_up_opens_the_file_again(desk: TestDesk, result: str) -> None:
    file = take(desk, fulfilled(desk), "follow_up", result=result, text="又吵起来")
    assert (file.dispute.status, file.dispute.relapses) == ("mediating", 1)
    assert [one.result for one in file.visits] == [result]
    assert [signal.kind for signal in file.signals] == ["relapse"]


def test_a_court_confirms_peoples_mediation_alone_in_time_and_by_number(desk: TestDesk) -> None:
    other = agreed(desk, "joint")
    refuses(
        "confirmation",
        "people's mediation alone",
        of=lambda: take(desk, other, "confirm", confirmation="applied"),
    )
    file = agreed(desk)
    refuses("confirmation", "first", of=lambda: take(desk, file, "confirm", confirmation="confirmed"))
    asked = take(desk, file, "confirm", confirmation="applied")
    refuses("number", "number", of=lambda: take(desk, asked, "confirm", confirmation="confirmed"))
    done = take(desk, asked, "confirm", confirmation="confirmed", number="（2026）民特1号")
    assert (done.dispute.confirmation, done.dispute.status) == ("confirmed", "agreed")


def test_thirty_days_after_the_effect_the_court_is_closed(desk: TestDesk) -> None:
    file = agreed(desk)
    desk.clock.turn(days=31)
    refuses("confirmation", "2026-12-21", of=lambda: take(desk, file, "confirm", confirmation="applied"))


def test_a_transfer_comes_back_to_where_the_file_stood(desk: TestDesk) -> None:
    file = quarrel(desk)
    away = {"receiver": "court", "due": "12-01 18:00"}
    assert (
        take(desk, take(desk, file, "transfer", **away), "return", text="不属管辖").dispute.status
        == "registered"
    )
    file = take(desk, file, "accept", kind="peoples", willing="yes")
    assert (
        take(desk, take(desk, file, "transfer", **away), "return", text="不属管辖").dispute.status
        == "accepted"
    )
    file = take(desk, file, "session", **SIT)
    gone = take(desk, file, "transfer", **away)
    assert take(desk, gone, "return", text="不属管辖").dispute.status == "mediating"
    again = take(desk, file, "transfer", **away)
    assert take(desk, again, "feedback", text="已立案").dispute.status == "closed_other"


def test_a_file_with_missing_papers_is_not_archived(desk: TestDesk) -> None:
    file = take(desk, agreed(desk), "perform", performance="none_due")
    for days in (3, 27):
        desk.clock.turn(days=days)
        file = take(desk, file, "follow_up", result="satisfied", text="好")
    refuses("", "Acceptance sheet", "oral agreement", "follow-up", of=lambda: take(desk, file, "archive"))
    for kind in missing_papers(file):
        file = disputes(desk).paper_made(file.dispute.number, kind, "XY-1", 1, desk.actor, EN)
    assert take(desk, file, "archive").dispute.status == "archived"


def test_a_file_with_a_planned_visit_or_an_open_warning_is_not_archived(desk: TestDesk) -> None:
    file = fulfilled(desk)
    refuses("", "2026-11-24", of=lambda: take(desk, file, "archive"))
    other = take(desk, quarrel(desk, summary="扬言报复"), "decline", reason="crime", text="移交刑侦")
    refuses("", "Warnings without an answer, 1", of=lambda: take(desk, other, "archive"))
    other = disputes(desk).answer(other.dispute.number, other.signals[0].id, True, "确有扬言", desk.actor, EN)
    assert other.dispute.risk == "red"
    assert take(desk, other, "archive").dispute.status == "archived"


def test_a_step_that_is_refused_writes_nothing(desk: TestDesk) -> None:
    file = mediating(desk, "security")
    before = desk.count("history"), desk.count("audit"), desk.count("journal"), desk.count("dispute_session")
    with pytest.raises(DeskError):
        take(desk, file, "agree", form="oral_agreed", text="x")
    with pytest.raises(DeskError):
        disputes(desk).outcome(file.dispute.number, {
            "form": "written_agreed", "course": "谈", "text": "让", "from": "13:00", "to": "13:10",
        }, desk.actor, EN)  # fmt: skip
    after = desk.count("history"), desk.count("audit"), desk.count("journal"), desk.count("dispute_session")
    assert after == before


def test_an_outcome_in_one_go_has_one_history_row_a_step(desk: TestDesk) -> None:
    file = quarrel(desk)
    given = {"form": "on_site_agreed", "eligible": "passed", "course": "现场劝解", "text": "握手言和", "signed": "yes",
             "from": "13:40", "to": "13:50"}  # fmt: skip
    after = disputes(desk).outcome(file.dispute.number, given, desk.actor, EN)
    assert after.dispute.status == "fulfilled"
    steps = [
        row["step"] for row in desk.read("SELECT step FROM history WHERE subject = 'dispute' ORDER BY id")
    ]
    assert steps == ["open", "accept", "session", "agree", "perform"]


def test_an_open_state_always_has_a_clock(desk: TestDesk) -> None:
    file = quarrel(desk)
    assert set(OPEN) >= {file.dispute.status}
    for code, given in (
        ("accept", {"kind": "peoples", "willing": "yes"}), ("session", SIT),
        ("agree", {"form": "oral_agreed", "text": "还钱", "sum": "100", "deadline": "12-31"}), ("promise", {}),
        ("breach", {"text": "没还"}),
    ):  # fmt: skip
        file = take(desk, file, code, **given)
        assert due(file, disputes(desk).times), file.dispute.status


def test_a_refusal_names_keys_on_the_screen_and_a_command_at_the_prompt(desk: TestDesk) -> None:
    file = quarrel(desk)
    with pytest.raises(DeskError) as caught:
        take(desk, file, "accept", kind="peoples", willing="no")
    assert caught.value.say(EN).endswith(": press 6")
    command = f"deskapp step {file.dispute.number} decline --set reason=refused --text WAY"
    assert caught.value.say(replace(EN, at_prompt=True)).endswith(f": {command}")


def test_the_forms_of_an_agreement_are_words_where_digits_choose(desk: TestDesk) -> None:
    file = mediating(desk, "self_settled")
    zh = locales.load("zh")
    with pytest.raises(DeskError) as caught:
        take(desk, file, "agree", form="written_agreed", text="x", signed="yes")
    shown = caught.value.say(zh)
    assert "口头协议" in shown
    assert "oral_agreed" not in shown
    assert "oral_agreed 口头协议" in caught.value.say(replace(zh, at_prompt=True))


def test_each_party_is_asked_and_one_who_does_not_want_stops_every_way_into_mediation(desk: TestDesk) -> None:
    file = quarrel(desk)
    service, number = disputes(desk), file.dispute.number
    second = file.sides[1]
    after = service.note_willing(file, {second.id: "no"}, desk.actor, EN)
    assert [party.willing for party in after.sides] == ["", "no"]
    refuses("willing", second.name, of=lambda: take(desk, after, "accept", kind="peoples", **ACCEPT))
    talked = {"form": "oral_agreed", "course": "谈", "text": "好", "to": "13:30"}
    refuses("willing", second.name, of=lambda: service.outcome(number, talked, desk.actor, EN))
    again = service.note_willing(after, {one.id: "yes" for one in after.sides}, desk.actor, EN)
    assert take(desk, again, "accept", kind="peoples", **ACCEPT).dispute.status == "accepted"


def test_who_is_willing_is_undone_like_every_write(desk: TestDesk) -> None:
    file = quarrel(desk)
    disputes(desk).note_willing(file, {file.sides[0].id: "no"}, desk.actor, EN)
    undoing(desk).undo(desk.actor)
    assert take(desk, file, "accept", kind="peoples", **ACCEPT).dispute.status == "accepted"


def test_a_mediation_that_broke_down_begins_again_where_all_want_it(desk: TestDesk) -> None:
    file = take(desk, mediating(desk, "peoples"), "fail", form="refused", text="谈不拢", told="法院")
    after = disputes(desk).note_willing(file, {file.sides[0].id: "no"}, desk.actor, EN)
    refuses("willing", file.sides[0].name, of=lambda: take(desk, after, "retry", text="再谈"))


def test_an_agreement_on_instalments_is_promised_with_it(desk: TestDesk) -> None:
    file = agreed(desk, sum="1000", deadline="01-31", parts="12-01 400; 01-31 600")
    assert (file.dispute.status, file.dispute.performance) == ("performing", "instalment")
    assert [(part.due_on, part.amount) for part in file.instalments] == [
        (date(2026, 12, 1), 40_000), (date(2027, 1, 31), 60_000),
    ]  # fmt: skip
    steps = [row[0] for row in desk.read("SELECT step FROM history WHERE subject = 'dispute' ORDER BY id")]
    assert steps[-2:] == ["agree", "promise"]
    undoing(desk).undo(desk.actor)  # one write, taken back whole
    after = disputes_file(desk, file)
    assert (after.dispute.status, after.instalments) == ("mediating", ())


@pytest.mark.parametrize(
    ("given", "field", "word"),
    [
        ({"sum": "1000", "parts": "12-01 400; 12-31 500"}, "parts", "make 900 元"),
        ({"sum": "1000", "parts": "11-20 1000"}, "parts", "has passed this year"),
        ({"sum": "1000", "parts": "11-31 1000"}, "parts", "no such day"),
        ({"sum": "1000", "parts": "12-01 1000", "deadline": "11-30"}, "parts", "after the deadline 2026-11-30"),
        ({"deadline": "11-20"}, "deadline", "has passed this year"),
    ],
)  # fmt: skip
def test_what_an_agreement_says_of_its_performance_is_checked_before_it_is_written(
    desk: TestDesk, given: dict[str, str], field: str, word: str
) -> None:
    file = mediating(desk, "peoples")
    refuses(field, word, of=lambda: take(desk, file, "agree", form="oral_agreed", text="还钱", **given))
    assert disputes_file(desk, file).dispute.status == "mediating"


def disputes_file(desk: TestDesk, file: File) -> File:
    with desk.store.write(desk.actor) as writing:
        found = disputes(desk)
        return found.file(writing, found.row(writing, file.dispute.number))


def test_a_promise_that_goes_to_the_court_needs_its_agreement_and_no_notice_of_termination(
    desk: TestDesk,
) -> None:
    file = agreed(desk, form="written_agreed", sum="1000", deadline="12-31", signed="yes")
    file = take(desk, take(desk, file, "promise"), "breach", text="没付")
    file = take(desk, file, "close", way="court", number="1号")
    assert missing_papers(file) == ("acceptance", "rights", "record", "agreement_peoples")


def test_what_another_body_took_over_needs_no_notice_of_termination(desk: TestDesk) -> None:
    file = take(desk, mediating(desk, "peoples"), "transfer", receiver="court", due="12-05 18:00")
    file = take(desk, file, "feedback", text="已立案")
    assert missing_papers(file) == ("acceptance", "rights", "record")


def test_parties_who_do_not_apply_end_the_clock_of_the_court(desk: TestDesk) -> None:
    file = agreed(desk)
    assert "confirm" in [one.clock for one in due(file, disputes(desk).times)]
    file = take(desk, file, "confirm", confirmation="waived")
    assert "confirm" not in [one.clock for one in due(file, disputes(desk).times)]
    asked = take(desk, file, "confirm", confirmation="applied")
    ruled = take(desk, asked, "confirm", confirmation="refused", number="1号")
    refuses("confirmation", "answered", of=lambda: take(desk, ruled, "confirm", confirmation="waived"))
