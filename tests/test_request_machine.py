"""The states of a request: every step of the table, every refusal, and any sequence of steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request import Request
from deskapp.domain.request_codes import OPEN, OUTCOME, STATUS
from deskapp.domain.request_steps import machine, moves, resolve_outcomes
from tests.builders import EN, NOON, a_request, changed, facts, refused

LATER = "+2d"
OTHER = "LF-20261121-002"

# from, step, what is given, to, some of what is written
TABLE: list[tuple[str, str, dict[str, str], str, dict[str, Any]]] = [
    ("registered", "take", {}, "in_progress", {"responsible": 1}),
    ("registered", "take", {"responsible": "012346"}, "in_progress", {"responsible": 2}),
    ("registered", "take", {"responsible": "周海峰"}, "in_progress", {"responsible": 2}),
    ("registered", "take", {"responsible": "f0721"}, "in_progress", {"responsible": 3}),
    ("registered", "solve", {"text": "劝开"}, "resolved", {"outcome": "solved_on_spot", "result": "劝开"}),
    ("registered", "decline", {"told_where": "justice", "text": "写了便条"}, "declined",
     {"outcome": "told_where", "told_where": "justice"}),
    ("in_progress", "decline", {"told_where": "market", "outcome": "not_police", "text": "x"}, "declined",
     {"outcome": "not_police"}),
    ("registered", "merge", {"into": OTHER}, "merged", {"merged_into": OTHER, "outcome": "merged"}),
    ("in_progress", "merge", {"into": "2"}, "merged", {"merged_into": OTHER}),
    ("waiting", "merge", {"into": "lf20261121 002"}, "merged", {"merged_into": OTHER}),
    ("in_progress", "wait", {"waiting_for": "物业", "due": LATER}, "waiting",
     {"waiting_for": "物业", "waiting_due": NOON + timedelta(days=2), "next_due": NOON + timedelta(days=2)}),
    ("waiting", "resume", {}, "in_progress", {"waiting_for": "", "waiting_due": None}),
    ("in_progress", "transfer", {"receiver": "fire", "due": LATER}, "transferred",
     {"receiver": "fire", "receiver_due": NOON + timedelta(days=2), "next_due": NOON + timedelta(days=2)}),
    ("waiting", "transfer", {"receiver": "Fire brigade", "due": "11-23"}, "transferred",
     {"receiver": "fire"}),
    ("transferred", "return", {"text": "不属该部门"}, "in_progress", {"receiver_due": None}),
    ("transferred", "feedback", {"text": "已整改"}, "resolved",
     {"outcome": "transferred", "result": "已整改"}),
    ("in_progress", "resolve", {"outcome": "solved", "text": "修好"}, "resolved", {"outcome": "solved"}),
    ("waiting", "resolve", {"outcome": "unreachable", "text": "三次无人接"}, "resolved",
     {"outcome": "unreachable"}),
    ("in_progress", "resolve", {"outcome": "unfounded", "text": "x"}, "resolved", {"outcome": "unfounded"}),
    ("in_progress", "resolve", {"outcome": "solved_on_spot", "text": "x"}, "resolved", {}),
    ("in_progress", "resolve", {"outcome": "to_case", "receipt": "A1", "text": "x"}, "resolved",
     {"receipt": "A1"}),
    ("registered", "withdraw", {"text": "不用了"}, "withdrawn", {"outcome": "withdrawn"}),
    ("in_progress", "withdraw", {"text": "不用了"}, "withdrawn", {}),
    ("waiting", "withdraw", {"text": "不用了"}, "withdrawn", {}),
    ("transferred", "withdraw", {"text": "不用了"}, "withdrawn", {}),
    *[("resolved", "follow_up", {"followup": result}, "followed_up", {"followup": result, "followup_by": 1})
      for result in ("satisfied", "basic", "dissatisfied", "no_answer", "relapsed", "escalated")],
    *[(closed, "reopen", {"text": "又吵"}, "in_progress", {"reopened": 1, "outcome": "", "closed_at": None})
      for closed in ("resolved", "followed_up", "declined", "withdrawn")],
    *[(closed, "archive", {}, "archived", {})
      for closed in ("resolved", "followed_up", "declined", "withdrawn")],
    *[(entry.code, "void", {"text": "录错", "confirm": "1"}, "voided", {})
      for entry in STATUS if entry.code not in ("archived", "voided", "undone")],
]  # fmt: skip

ALLOWED = {(source, target) for source, _, _, target, _ in TABLE}
"""The arrows of the table of states."""

# Through "take up" first, which writes a history row of its own.
THROUGH: list[tuple[str, dict[str, str], str]] = [
    ("resolve", {"outcome": "solved", "text": "修好"}, "resolved"),
    ("wait", {"waiting_for": "物业", "due": LATER}, "waiting"),
    ("transfer", {"receiver": "fire", "due": LATER}, "transferred"),
]


def in_state(status: str, **changes: Any) -> Request:
    """A request in `status`, with what that state needs."""
    needs: dict[str, dict[str, Any]] = {
        "resolved": {"outcome": "solved", "closed_at": NOON},
        "followed_up": {"outcome": "solved", "closed_at": NOON, "followup": "basic"},
        "merged": {"merged_into": "LF-20261120-001"},
        "waiting": {"waiting_for": "物业", "waiting_due": NOON},
        "transferred": {"receiver": "fire", "receiver_due": NOON},
    }
    return a_request(status=status, **needs.get(status, {}) | changes)


def the_other(number: str) -> Request | None:
    known = {OTHER: a_request(id=2, number=OTHER), "LF-20261121-001": a_request()}
    return known.get(number)


@pytest.mark.parametrize(("source", "code", "given_", "target", "written"), TABLE)
def test_each_step_of_the_table_is_taken(
    source: str, code: str, given_: dict[str, str], target: str, written: dict[str, object]
) -> None:
    (move,) = moves(in_state(source), code, given_, facts(target=the_other))
    assert (move.step, move.source, move.target) == (code, source, target)
    assert {name: changed(move)[name] for name in written} == written
    closed = target in STATUS and target not in OPEN and target not in ("followed_up", "archived", "voided")
    assert not closed or changed(move)["closed_at"] == NOON


@pytest.mark.parametrize(("code", "given_", "target"), THROUGH)
def test_a_registered_matter_is_taken_up_on_the_way(code: str, given_: dict[str, str], target: str) -> None:
    first, second = moves(a_request(), code, given_, facts())
    assert (first.step, first.source, first.target) == ("take", "registered", "in_progress")
    assert (second.step, second.source, second.target) == (code, "in_progress", target)


def every_arrow() -> list[tuple[str, str]]:
    return [(entry.code, step.code) for entry in STATUS for step in machine().steps]


@pytest.mark.parametrize(("source", "code"), every_arrow())
def test_what_is_not_in_the_table_is_refused_and_says_what_is_possible(source: str, code: str) -> None:
    steps = machine()
    target = steps.step(code).target
    through = code in ("resolve", "wait", "transfer") and source == "registered"
    if (source, code) in {(row[0], row[1]) for row in TABLE} or through:
        assert code in {step.code for step in steps.allowed(source)}
        return
    assert code not in {step.code for step in steps.allowed(source)}
    with pytest.raises(DeskError) as refusal:
        moves(in_state(source), code, {"text": "x"}, facts())
    refused(refusal.value, STATUS.source_of(source))
    for step in steps.allowed(source):
        assert step.code in str(refusal.value)
    assert (source, target) not in ALLOWED or target in ("in_progress", "resolved")


@pytest.mark.parametrize("final", ["archived", "voided"])
def test_archived_and_voided_are_final(final: str) -> None:
    assert machine().allowed(final) == ()


REFUSALS: list[tuple[str, str, dict[str, str], str, str]] = [
    ("registered", "take", {"responsible": "999"}, "responsible", "no officer"),
    ("registered", "take", {"responsible": "赵退休"}, "responsible", "李辉 012345"),
    ("registered", "solve", {}, "text", "Result"),
    ("registered", "solve", {"text": "   "}, "text", "Result"),
    ("registered", "decline", {"text": "x"}, "told_where", "Where to"),
    ("registered", "decline", {"told_where": "justice"}, "text", "What was said"),
    ("registered", "decline", {"told_where": "moon", "text": "x"}, "told_where", "justice"),
    (
        "registered",
        "decline",
        {"told_where": "justice", "outcome": "solved", "text": "x"},
        "outcome",
        "not_police",
    ),
    ("registered", "merge", {}, "into", "Number of the other request"),
    ("registered", "merge", {"into": "1"}, "into", "this record itself"),
    ("registered", "merge", {"into": "3"}, "into", "LF-20261121-003"),
    ("registered", "merge", {"into": "那个"}, "into", "那个"),
    ("in_progress", "wait", {"waiting_for": "物业"}, "due", "Until when"),
    ("in_progress", "wait", {"due": LATER}, "waiting_for", "Waiting for whom"),
    ("in_progress", "wait", {"waiting_for": "物业", "due": "昨天"}, "due", "passed"),
    ("in_progress", "wait", {"waiting_for": "物业", "due": "下辈子"}, "due", "下辈子"),
    ("in_progress", "transfer", {"due": LATER}, "receiver", "To whom"),
    ("in_progress", "transfer", {"receiver": "fire"}, "due", "Reply due"),
    ("in_progress", "transfer", {"receiver": "fire", "due": "11:59"}, "due", "passed"),
    ("transferred", "feedback", {}, "text", "Reply"),
    ("transferred", "return", {}, "text", "Why it came back"),
    ("in_progress", "resolve", {"text": "x"}, "outcome", "Outcome"),
    ("in_progress", "resolve", {"outcome": "solved"}, "text", "Result"),
    ("in_progress", "resolve", {"outcome": "to_case", "text": "x"}, "receipt", "receipt number"),
    ("in_progress", "resolve", {"outcome": "merged", "text": "x"}, "outcome", "solved"),
    (
        "in_progress",
        "resolve",
        {"outcome": "to_dispute", "text": "x", "linked": "JF-20261121-001"},
        "outcome",
        "solved",
    ),
    ("registered", "withdraw", {}, "text", "The person's words"),
    ("resolved", "follow_up", {}, "followup", "Follow-up result"),
    ("resolved", "follow_up", {"followup": "great"}, "followup", "satisfied"),
    ("resolved", "reopen", {}, "text", "Reason"),
    ("registered", "void", {"confirm": "1"}, "text", "Reason"),
    ("registered", "void", {"text": "x", "confirm": "对"}, "confirm", "对"),
    ("registered", "void", {"text": "x"}, "confirm", "LF-20261121-001"),
    ("registered", "void", {"text": "x", "confirm": "2"}, "confirm", "LF-20261121-001"),
    ("registered", "dance", {}, "", "take, solve"),
    ("registered", "take", {"mood": "good"}, "", "responsible"),
    ("registered", "resolve", {"outcome": "solved", "text": "x", "responsible": "012346"}, "", "responsible"),
    ("registered", "solve", {"text": "长" * 10_001}, "text", "10001"),
]


@pytest.mark.parametrize(("source", "code", "given_", "field", "word"), REFUSALS)
def test_each_guard_refuses_in_words(
    source: str, code: str, given_: dict[str, str], field: str, word: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        moves(in_state(source), code, given_, facts(target=the_other))
    refused(refusal.value, word)
    assert refusal.value.field == field
    assert refusal.value.code in (Exit.USAGE, Exit.REFUSED, Exit.NOT_FOUND)


@pytest.mark.parametrize("status", ["merged", "voided"])
def test_a_merge_never_ends_in_a_merged_or_voided_request(status: str) -> None:
    gone = in_state(status, id=2, number=OTHER)
    with pytest.raises(DeskError) as refusal:
        moves(a_request(), "merge", {"into": OTHER}, facts(target=lambda number: gone))
    refused(refusal.value, OTHER)


def test_a_receipt_that_is_known_already_is_enough() -> None:
    reopened = in_state("in_progress", receipt="A1")
    (move,) = moves(reopened, "resolve", {"outcome": "to_case", "text": "x"}, facts())
    assert changed(move)["receipt"] == "A1"


@pytest.mark.parametrize(("outcome", "register"), [("to_dispute", "disputes"), ("to_hazard", "hazards")])
def test_an_outcome_of_another_register_needs_a_number_that_is_in_it(outcome: str, register: str) -> None:
    beside = facts(registers={register: lambda number: number == "JF-20261121-001"})
    given_ = {"outcome": outcome, "text": "x"}
    for linked in ("", "JF-20261121-002"):
        with pytest.raises(DeskError) as refusal:
            moves(in_state("in_progress"), "resolve", given_ | {"linked": linked}, beside)
        refused(refusal.value)
        assert (refusal.value.field, refusal.value.code) == ("linked", Exit.NOT_FOUND)
    (move,) = moves(in_state("in_progress"), "resolve", given_ | {"linked": "JF-20261121-001"}, beside)
    assert (changed(move)["linked"], changed(move)["outcome"]) == ("JF-20261121-001", outcome)


def test_outcomes_appear_with_their_registers() -> None:
    alone = {entry.code for entry in resolve_outcomes()}
    assert alone == {"solved", "solved_on_spot", "to_case", "unreachable", "unfounded"}
    beside = {entry.code for entry in resolve_outcomes(frozenset({"disputes"}))}
    assert beside - alone == {"to_dispute"}
    assert beside <= {entry.code for entry in OUTCOME}


def test_a_reply_that_is_due_counts_before_the_matter_s_own_date() -> None:
    (waits,) = moves(in_state("in_progress"), "wait", {"waiting_for": "物业", "due": "+1h"}, facts())
    assert changed(waits)["next_due"] == NOON + timedelta(hours=1)
    (goes_on,) = moves(in_state("waiting"), "resume", {}, facts())
    assert changed(goes_on)["next_due"] == a_request().due_at


def test_a_reopened_matter_waits_for_nobody() -> None:
    withdrawn = in_state("withdrawn", waiting_for="物业", waiting_due=NOON, receiver_due=NOON)
    (move,) = moves(withdrawn, "reopen", {"text": "又来了"}, facts())
    assert (changed(move)["waiting_for"], changed(move)["waiting_due"]) == ("", None)
    assert changed(move)["receiver_due"] is None


def test_hidden_characters_of_a_step_become_marks() -> None:
    (move,) = moves(a_request(), "solve", {"text": "好\x1b[31m\u202e"}, facts())
    assert move.reason == changed(move)["result"] == "好␛[31m⟪RLO⟫"


WORDS = st.one_of(
    st.sampled_from(
        ["", "修好了", "+2d", "昨天", "LF-20261121-002", "1", "A1", "fire", "solved", "to_case", "[/]\x1b"]
    ),
    st.text(max_size=8),
)


@st.composite
def any_given(draw: st.DrawFn, code: str) -> dict[str, str]:
    """Texts for a step: now and then right, often wrong."""
    known = next(step for step in machine().steps if step.code == code).fields
    said: dict[str, str] = {}
    for asked in known:
        right: list[str] = ["好"]
        if asked.options is not None:
            right = [entry.code for entry in asked.options]
        elif asked.kind == "moment":
            right = [LATER, "11-25"]
        elif asked.kind == "number":
            right = [OTHER]
        elif asked.kind == "officer":
            right = ["", "012346"]
        said[asked.name] = draw(st.one_of(st.sampled_from(right), st.sampled_from(right), WORDS))
    if code == "void":
        said["confirm"] = draw(st.sampled_from(["1", "LF-20261121-001", "2", ""]))
    return said


ANY_STEP = st.sampled_from([step.code for step in machine().steps]).flatmap(
    lambda code: st.tuples(st.just(code), any_given(code))
)


@given(st.lists(ANY_STEP, max_size=12))
def test_any_sequence_of_steps_stays_inside_the_table(steps: list[tuple[str, dict[str, str]]]) -> None:
    request = a_request()
    for code, said in steps:
        try:
            done = moves(request, code, said, facts(target=the_other))
        except DeskError as error:
            refused(error)
            continue
        assert done[-1].step == code
        before = request
        for move in done:
            assert move.source == request.status
            assert (move.source, move.target) in ALLOWED
            assert move.target in STATUS
            request = replace(request, status=move.target, **changed(move))  # type: ignore[arg-type]
        assert before.status not in ("archived", "voided")
        assert request.is_open == (request.status in OPEN)
        assert request.status != "merged" or request.merged_into == OTHER
        assert request.outcome != "to_case" or request.receipt
        assert request.status != "resolved" or request.outcome
        assert request.reopened == before.reopened + (code == "reopen")
        assert not request.is_open or request.closed_at is None
        assert request.responsible > 0


def test_every_step_says_itself_in_english_words() -> None:
    for step in machine().steps:
        assert EN(step.label)
        assert step.sources <= {entry.code for entry in STATUS}
        assert step.target in STATUS
