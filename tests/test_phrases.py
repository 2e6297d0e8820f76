"""Stock phrases: typed, ordered, kept as typed, translated only where they are the program's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp import locales
from deskapp.domain import phrases
from deskapp.domain.errors import DeskError
from deskapp.domain.phrases import SHIPPED, StockPhrase, kept, read_phrases, shown, told
from tests.builders import EN, refused

ZH = locales.load("zh")


def test_the_program_brings_nine_and_says_them_in_the_language_of_the_screen() -> None:
    assert len(SHIPPED) == 9
    assert kept(SHIPPED) == ""
    for one in SHIPPED:
        assert one.say(ZH) != one.say(EN)
        assert len(one.say(ZH)) <= phrases.TEXT_LIMIT
    assert "已电话联系" in SHIPPED[0].say(ZH)


_TEXTS = st.text("ab中 1", min_size=1).filter(str.strip).map(str.strip)


@given(st.lists(st.builds(StockPhrase, _TEXTS, st.just("")), min_size=1, max_size=20))
def test_the_file_gives_back_what_it_keeps(found: list[StockPhrase]) -> None:
    assert read_phrases(kept(tuple(found))) == tuple(found)


def test_a_moved_phrase_of_the_program_goes_on_following_the_language() -> None:
    text = told("", "move", "9 1", ZH)
    assert read_phrases(text)[0] == SHIPPED[8]
    assert "已电话回访" in shown(text, ZH).splitlines()[0]
    assert "Called afterwards" in shown(text, EN).splitlines()[0]
    assert told(text, "move", "1 9", EN) == ""


def test_phrases_are_added_changed_and_taken_out_by_words() -> None:
    text = told("", "add", "借物|已借出雨伞一把", ZH)
    assert read_phrases(text)[-1] == StockPhrase("已借出雨伞一把", "借物")
    text = told(text, "10", "已归还雨伞", ZH)
    assert read_phrases(text)[-1] == StockPhrase("已归还雨伞")
    assert told(text, "out", "10", ZH) == ""
    for part, said in (("11", "x"), ("out", "0"), ("move", "1 99"), ("add", " "), ("nothing", "x")):
        with pytest.raises(DeskError):
            told(text, part, said, ZH)


def test_a_phrase_has_five_hundred_characters_at_most_and_hidden_ones_are_seen() -> None:
    assert phrases.checked("字" * 500).text == "字" * 500
    with pytest.raises(DeskError) as error:
        phrases.checked("字" * 501)
    refused(error.value, "501", "500")
    assert phrases.checked("a\u202eb\x1b[2J").text == "a⟪RLO⟫b␛[2J"


def test_a_room_has_ninety_nine_at_most_and_one_at_least() -> None:
    full = tuple(StockPhrase(f"第{at}条") for at in range(99))
    with pytest.raises(DeskError):
        phrases.add(full, StockPhrase("再来"))
    with pytest.raises(DeskError):
        phrases.take_out(full[:1], 0)


@pytest.mark.parametrize(
    "text", ["{}", "[", "[3]", '[{"name": "x"}]', '[{"text": ""}]', '[{"text": "x", "shipped": true}]']
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(DeskError):
        read_phrases(text)
