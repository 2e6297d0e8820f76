"""Text from people: what is hidden becomes visible, and stays so."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deskapp.domain.text import HIDDEN, clean, narrow, one_line

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Mn"]),
        st.sampled_from("e\u0301\u0338>=\n\r\t"),
    ),
    max_size=40,
)


@given(ANY_TEXT, st.booleans())
@example("e\u200b\u0301", False)
@example("\r\n\u0338", True)
def test_nothing_hidden_survives_cleaning(text: str, lines: bool) -> None:
    said = clean(text, lines=lines)
    assert not re.search(f"[{HIDDEN}]", said.replace("\n", "") if lines else said)
    assert lines or "\n" not in said


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=40))
def test_plain_words_stay_as_they_are(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("\x00\x7f\x9b31m", "␀␡⟪U+009B⟫31m"),
        ("李\u202e四", "李⟪RLO⟫四"),
        ("\ufeff王\u200b", "⟪BOM⟫王⟪ZWSP⟫"),
        ("e\u0301", "é"),
        ("一\r\n二\r三\t四", "一 二 三 四"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("努尔买买提·西热甫 㛃 𠮷 👨‍👩‍👧‍👦", "努尔买买提·西热甫 㛃 𠮷 👨‍👩‍👧‍👦"),
        ("\ud800", "⟪U+D800⟫"),
        ("\U000e0041", "⟪U+E0041⟫"),
    ],
)
def test_hidden_characters_become_marks_and_the_rest_stays(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_long_text_keeps_its_lines() -> None:
    assert clean("一\r\n二\r三\n\x1b四", lines=True) == "一\n二\n三\n␛四"


def test_full_width_digits_are_digits_where_only_digits_count() -> None:
    assert narrow(" １３８ 0001\u3000００１１ ｘ") == "13800010011x"


def test_a_list_shows_one_line() -> None:
    assert one_line(" 一\n 二\u3000\u3000三 ") == "一 二 三"
