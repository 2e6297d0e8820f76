"""Due dates, and what the words of a matter propose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.due import RULES, Rule, due_at, propose, rule_for
from deskapp.domain.request_codes import CATEGORY, DANGER, URGENCY
from tests.builders import NOON, matters


@pytest.mark.parametrize("matter", matters(), ids=lambda m: m["at"] + " " + m["category"])
def test_the_forty_matters_get_their_urgency(matter: dict[str, str]) -> None:
    assert propose(matter["category"], matter["summary"]).urgency == matter["urgency"]


@pytest.mark.parametrize(
    ("category", "words", "dangers"),
    [
        ("dispute", "去要还说要打我", ("threat",)),
        ("violence_home", "前夫又来家门口堵人，手里拿着棍子", ("weapon", "domestic_violence")),
        ("lost_person", "孩子放学没回家，十三岁", ("minor",)),
        ("other_help", "说不想活了", ("self_harm",)),
        ("id_card", "问身份证", ()),
    ],
)
def test_dangers_are_proposed_from_the_words(category: str, words: str, dangers: tuple[str, ...]) -> None:
    assert set(propose(category, words).dangers) == set(dangers)


@pytest.mark.parametrize(
    ("category", "urgency", "hours"),
    [
        ("lost_person", "critical", 2), ("suicide_drown", "critical", 1), ("lost_person", "normal", 2),
        ("dispute", "normal", 72), ("dispute", "urgent", 24), ("dispute", "critical", 2),
        ("complaint", "normal", 168), ("stranded", "urgent", 4), ("id_card", "normal", 72),
    ],
)  # fmt: skip
def test_a_matter_is_due_by_its_category_and_sooner_when_urgent(
    category: str, urgency: str, hours: int
) -> None:
    assert due_at(category, urgency, NOON) - NOON == timedelta(hours=hours)


def test_a_room_s_own_table_counts() -> None:
    table = {"noise": Rule("urgent", 8)}
    assert rule_for("noise", table).hours == 8
    assert rule_for("dog", table) == Rule()
    assert due_at("noise", "urgent", NOON, table) - NOON == timedelta(hours=8)
    assert propose("noise", "楼上跑跳", table).urgency == "urgent"


def test_the_table_speaks_of_known_categories_and_urgencies() -> None:
    assert set(RULES) <= {entry.code for entry in CATEGORY}
    assert {rule.urgency for rule in RULES.values()} <= {entry.code for entry in URGENCY}


@given(st.sampled_from([entry.code for entry in CATEGORY]), st.text(max_size=60))
def test_any_words_propose_something_known(category: str, words: str) -> None:
    proposed = propose(category, words)
    assert proposed.urgency in URGENCY
    assert all(flag in DANGER for flag in proposed.dangers)
    assert due_at(category, proposed.urgency, NOON) > NOON
