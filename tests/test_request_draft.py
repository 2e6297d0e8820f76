"""From what was typed to a request that can be written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.errors import DeskError
from deskapp.domain.request_codes import CATEGORY, CHANNEL
from deskapp.domain.request_draft import FIELD_LABELS, LIMITS, NARRATIVE_NOTICE, Draft, read_draft
from deskapp.domain.times import Calendar
from tests.builders import EN, NOON, matters, refused


def read(**given_: str) -> Draft:
    return read_draft({"category": "noise", "summary": "楼上跑跳"} | given_, NOON, Calendar(), EN)


def test_little_is_needed_and_the_rest_is_filled_in() -> None:
    draft = read()
    assert (draft.channel, draft.urgency, draft.dangers) == ("walk_in", "normal", ())
    assert (draft.applicant, draft.phone, draft.id_number, draft.place) == ("", "", "", "")
    assert (draft.occurred_at, draft.due_at) == (NOON, NOON + timedelta(days=3))
    assert draft.warnings == ()


@pytest.mark.parametrize("matter", matters(), ids=lambda m: m["at"] + " " + m["category"])
def test_each_of_the_forty_matters_is_taken_as_it_was_said(matter: dict[str, str]) -> None:
    draft = read(**{name: matter[name] for name in ("applicant", "phone", "category", "summary")})
    assert draft.applicant == matter["applicant"]
    assert draft.phone == matter["phone"]
    assert draft.urgency == matter["urgency"]
    assert draft.summary == ("" if matter["category"] == "case_report" else matter["summary"])


@pytest.mark.parametrize(
    ("given_", "field", "word"),
    [
        ({"category": ""}, "category", "1–9"),
        ({"category": "moonlight"}, "category", "noise"),
        ({"summary": "  "}, "summary", "type a line"),
        ({"phone": "1380001000"}, "phone", "11 digits"),
        ({"occurred_at": "+1h"}, "occurred_at", "still to come"),
        ({"occurred_at": "明天"}, "occurred_at", "still to come"),
        ({"due_at": "昨天"}, "due_at", "passed"),
        ({"due_at": "哪天"}, "due_at", "哪天"),
        ({"urgency": "very"}, "urgency", "critical"),
        ({"channel": "pigeon"}, "channel", "walk_in"),
        ({"dangers": "weapon,fog"}, "dangers", "fog"),
        ({"id_number": "A" * 41}, "id_number", "41"),
        ({"applicant": "长" * 101}, "applicant", "101"),
        ({"place": "长" * 201}, "place", "201"),
        ({"address": "长" * 201}, "address", "201"),
        ({"summary": "长" * 10_001}, "summary", "10001"),
        ({"applicant": "\u202e" * 30}, "applicant", "150"),
        ({"category": "\x1b[2J"}, "category", "␛[2J"),
        ({"occurred_at": "\x1b[2J"}, "occurred_at", "␛[2J"),
    ],
)
def test_bad_input_is_one_sentence(given_: dict[str, str], field: str, word: str) -> None:
    with pytest.raises(DeskError) as refusal:
        read(**given_)
    refused(refusal.value, word)
    assert refusal.value.field == field
    assert "\x1b" not in str(refusal.value)


@pytest.mark.parametrize(("field", "limit"), LIMITS.items())
def test_a_text_of_the_full_length_is_taken(field: str, limit: int) -> None:
    assert len(getattr(read(**{field: "长" * limit}), field)) == limit


def test_a_case_report_is_taken_without_its_narrative() -> None:
    draft = read(category="case_report", summary="昨夜被人持刀抢走手机", place="和平巷", applicant="解学军")
    assert draft.summary == ""
    assert (draft.place, draft.applicant, draft.urgency, draft.dangers) == (
        "和平巷",
        "解学军",
        "critical",
        ("weapon",),
    )
    assert draft.warnings == (NARRATIVE_NOTICE,)
    assert read(category="case_report", summary="").warnings == ()


def test_a_doubtful_identity_number_is_a_warning_and_no_wall() -> None:
    draft = read(id_number="110105194912310021")
    assert draft.id_number == "110105194912310021"
    assert "check digit" in draft.warnings[0]


def test_the_identity_number_of_a_child_says_that_it_is_one() -> None:
    assert read(id_number="110105201306050021").dangers == ("minor",)
    assert read(id_number="110105201306050021", dangers="threat").dangers == ("threat", "minor")
    assert read(id_number="110105201306050021", dangers="minor").dangers == ("minor",)


def test_the_officer_s_word_on_danger_counts_before_the_proposal() -> None:
    assert read(summary="说要打我").dangers == ("threat",)
    assert read(summary="说要打我", dangers="").dangers == ()
    assert read(dangers="weapon，threat , weapon").dangers == ("weapon", "threat")
    assert read(summary="说要打我", urgency="normal").urgency == "normal"


def test_dates_are_taken_as_typed() -> None:
    draft = read(occurred_at="昨天 22:00", due_at="11-25")
    calendar = Calendar()
    assert calendar.show(draft.occurred_at) == "2026-11-20 22:00"
    assert calendar.show(draft.due_at) == "2026-11-25 18:00"


def test_codes_are_taken_by_their_label_too() -> None:
    assert read(category="Lost item", channel="Phone call").category == "lost_item"


def test_names_are_kept_as_typed() -> None:
    for name in ("努尔买买提·西热甫", "John Smith", "王㛃", "李𠮷", "尉迟恭谨"):
        assert read(applicant=f" {name} ").applicant == name
    assert read(applicant="张\n三\x07").applicant == "张 三␇"


@given(
    st.dictionaries(
        st.sampled_from(sorted(FIELD_LABELS)),
        st.one_of(st.text(max_size=30), st.text("\u202e\x00１2-:今", max_size=120)),
    ),
    st.sampled_from([entry.code for entry in CATEGORY]),
)
def test_anything_typed_is_taken_or_refused_in_words(given_: dict[str, str], category: str) -> None:
    try:
        draft = read(**given_ | {"category": category})
    except DeskError as error:
        refused(error)
        return
    assert draft.channel in CHANNEL
    assert all(len(getattr(draft, field)) <= limit for field, limit in LIMITS.items())
    assert draft.summary or draft.category == "case_report"
    assert draft.occurred_at <= NOON + timedelta(minutes=1)
    assert draft.due_at >= NOON
