"""The due table of a room: read in words, kept where it differs, counted at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp import locales
from deskapp.domain.due import RULES, Rule, due_at, propose, rule_for
from deskapp.domain.due_table import changed, kept, read_hours, read_rule, read_table, shown, told
from deskapp.domain.errors import DeskError
from tests.builders import EN, NOON, refused

ZH = locales.load("zh")


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("urgent 4h", Rule("urgent", 4)),
        ("紧急 4小时", Rule("urgent", 4)),
        ("４", Rule("normal", 4)),
        ("2d", Rule("normal", 48)),
        ("critical", Rule("critical", 72)),
        ("特急 1天", Rule("critical", 24)),
        ("normal 8760", Rule("normal", 8760)),
        ("默认", Rule("normal", 72)),
    ],
)
def test_a_rule_is_read_as_people_type_it(typed: str, rule: Rule) -> None:
    assert read_rule("noise", typed.replace("４", "4"), ZH) == rule


def test_full_width_digits_are_digits() -> None:
    assert read_hours("４ｈ") == 4


@pytest.mark.parametrize("typed", ["0", "8761", "366d", "-1", "urgent soon", "4.5", "1e3", "urgent 4h more"])
def test_a_time_that_makes_no_sense_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(DeskError) as error:
        read_rule("noise", typed, EN)
    refused(error.value, "8760", "4h")


def test_a_word_that_is_no_urgency_is_refused() -> None:
    with pytest.raises(DeskError) as error:
        read_rule("noise", "loud 4h", EN)
    refused(error.value, "critical")


@given(st.dictionaries(st.sampled_from(sorted(RULES)), st.tuples(st.sampled_from(["normal", "urgent", "critical"]),
                                                                 st.integers(1, 8760))))  # fmt: skip
def test_the_file_keeps_what_differs_and_gives_it_back(own: dict[str, tuple[str, int]]) -> None:
    rules = {**RULES, **{code: Rule(*rule) for code, rule in own.items()}}
    assert read_table(kept(rules)) == rules
    assert kept(RULES) == ""


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"noise": 4}', '{"noise": ["loud", 4]}', '{"noise": ["urgent", 0]}', '{"noise": ["urgent", true]}',
     '{"No Code": ["urgent", 4]}', '{"noise": ["urgent", "4"]}'],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(DeskError):
        read_table(text)


def test_the_hours_of_the_room_count_even_where_its_urgency_is_higher() -> None:
    rules = read_table(changed("", "noise", Rule("urgent", 48)))
    assert due_at("noise", "urgent", NOON, rules) == NOON + timedelta(hours=48)
    assert due_at("noise", "critical", NOON, rules) == NOON + timedelta(hours=2)
    assert propose("noise", "", rules).urgency == "urgent"
    assert due_at("noise", "urgent", NOON) == NOON + timedelta(hours=24)


def test_a_category_of_the_room_has_a_rule_too() -> None:
    rules = read_table(changed("", "local_1", Rule("urgent", 6)))
    assert rule_for("local_1", rules) == Rule("urgent", 6)


def test_one_category_is_changed_by_its_label() -> None:
    text = told("", "噪声扰民", "紧急 4小时", ZH)
    assert text == '{"noise":["urgent",4]}'
    assert "噪声扰民  紧急 · 4 小时" in shown(text, ZH)
    assert told(text, "noise", "default", EN) == ""
