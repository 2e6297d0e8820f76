"""The category of a matter is guessed from words that anybody can read and change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.demo import matters
from deskapp.domain.errors import DeskError
from deskapp.domain.guess import (
    HEAVIEST,
    LONGEST,
    Entry,
    default_words,
    guess_category,
    plain,
    read_words,
    show_words,
)
from deskapp.domain.guess_words import WORDS
from deskapp.domain.request_codes import CATEGORY

DAY = [
    json.loads(line)
    for line in Path(__file__).with_name("data").joinpath("day.jsonl").read_text().splitlines()
]
SHORT = 4
"""Characters that a word of the table may share with a sentence of the day."""


def ranked(text: str) -> list[str]:
    return [guess.category for guess in guess_category(text)]


def test_of_the_forty_matters_of_a_day_34_are_right_at_once_and_38_within_three() -> None:
    places = [ranked(case["summary"])[:3] for case in DAY]
    first = sum(found[:1] == [case["category"]] for found, case in zip(places, DAY, strict=True))
    three = sum(case["category"] in found for found, case in zip(places, DAY, strict=True))
    assert len(DAY) == 40
    assert first >= 34
    assert three >= 38


def test_what_the_practice_desk_is_told_is_recognised_as_well() -> None:
    told = [(text, category) for category, texts in matters.MATTERS.items() for text in texts]
    right = sum(ranked(text)[:1] == [category] for text, category in told)
    assert right >= len(told) * 0.9


def test_no_long_word_of_the_table_comes_from_a_sentence_of_the_day() -> None:
    parts = {part for entries in default_words().values() for entry in entries for part in entry.parts}
    said = [plain(case["summary"]) for case in DAY]
    assert [part for part in parts if len(part) > SHORT and any(part in text for text in said)] == []


def test_every_category_has_words_and_no_word_stands_under_an_unknown_one() -> None:
    assert set(WORDS) == {entry.code for entry in CATEGORY} | {""}
    for code, entries in default_words().items():
        assert code == "" or len(entries) >= 15, code


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("有人捡到一部手机送来", "found_item"),
        ("手机落在出租车上了", "lost_item"),
        ("家里的猫不见了两天", "lost_pet"),
        ("奶奶有老年痴呆，早上出门没回来", "lost_person"),
        ("谢谢民警帮我找回手机", "thanks"),
        ("建议在路口装个减速带", "suggestion"),
        ("卧床的父亲要换身份证，能上门办吗", "certificate_delivery"),
        ("楼上漏水把天花板泡了，不肯赔", "dispute"),
        ("路边井盖没了", "hazard"),
        ("有人在桥栏杆外面要跳河", "suicide_drown"),
        ("老公喝醉打我", "violence_home"),
        ("摩托车昨晚被偷了", "case_report"),
        ("客人吃饭没结账跑了", "unpaid_money"),
    ],
)
def test_near_categories_are_told_apart(text: str, category: str) -> None:
    assert ranked(text)[0] == category


def test_a_word_inside_a_longer_one_counts_for_nothing() -> None:
    words = {"lost_item": read_words("丢*5"), "suspicious": read_words("没丢")}
    assert [guess.category for guess in guess_category("东西没丢", words)] == ["suspicious"]
    assert [guess.category for guess in guess_category("没丢包，丢了伞", words)] == [
        "lost_item",
        "suspicious",
    ]


def test_two_words_with_a_plus_count_where_both_are_said() -> None:
    words = {"dog": read_words("狗*2"), "lost_pet": read_words("狗+丢*3")}
    assert guess_category("狗在叫", words)[0].category == "dog"
    found = guess_category("丢了一条狗", words)[0]
    assert (found.category, found.weight, found.words) == ("lost_pet", 3, ("狗+丢",))


def test_the_words_of_the_room_take_the_place_of_those_that_ship() -> None:
    words = dict(default_words()) | {"noise": read_words("轰"), "other_help": read_words("噪音*9")}
    assert ranked("楼上噪音") == ["noise"]
    assert [guess.category for guess in guess_category("楼上噪音", words)] == ["other_help"]


def test_full_width_letters_and_capitals_are_the_same_word() -> None:
    assert ranked("ＫＴＶ 到天亮")[0] == "noise"


def test_a_text_that_says_nothing_known_is_no_guess() -> None:
    assert guess_category("") == ()
    assert guess_category("嗯嗯") == ()


def test_words_are_written_as_they_are_read() -> None:
    entries = read_words("吵 噪音，半夜*2\n狗+丢*3；吵")
    assert entries == (Entry(("吵",)), Entry(("噪音",)), Entry(("半夜",), 2), Entry(("狗", "丢"), 3))
    assert show_words(entries) == "吵 噪音 半夜*2 狗+丢*3"
    assert read_words("") == ()


@pytest.mark.parametrize("category", list(WORDS))
def test_the_table_of_a_category_survives_being_shown_and_read(category: str) -> None:
    entries = default_words()[category]
    assert read_words(show_words(entries)) == entries


@pytest.mark.parametrize(
    "text", ["吵*", "吵*0", "*3", "吵*x", "吵*12", "+狗", "狗+", "狗**2", "吵*-1", "长" * (LONGEST + 1)]
)
def test_what_is_no_word_is_refused_in_words(text: str) -> None:
    with pytest.raises(DeskError) as refused:
        read_words(f"半夜 {text}")
    assert refused.value.field == "words"
    assert "kept" in str(refused.value)


@given(st.text(max_size=60))
def test_no_text_breaks_the_guess(text: str) -> None:
    found = guess_category(text)
    weights = [guess.weight for guess in found]
    assert weights == sorted(weights, reverse=True)
    assert all(guess.category in CATEGORY and guess.words for guess in found)


@given(
    st.lists(st.tuples(st.text("吵半夜狗叫丢", min_size=1, max_size=4), st.integers(1, HEAVIEST)), max_size=6)
)
def test_any_table_is_read_back_as_it_was(pairs: list[tuple[str, int]]) -> None:
    entries = tuple(Entry((word,), weight) for word, weight in dict(pairs).items())
    assert read_words(show_words(entries)) == entries
