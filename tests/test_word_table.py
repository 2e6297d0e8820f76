"""The words for guessing as a room keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deskapp import locales
from deskapp.domain import codebook
from deskapp.domain.codebook_kept import kept as kept_list
from deskapp.domain.errors import DeskError
from deskapp.domain.guess import default_words, guess_category
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.roomwords import guessing_of, lists_of
from deskapp.domain.word_table import changed, read_own, shown, told, words_of
from tests.builders import EN

ZH = locales.load("zh")


def test_other_words_guess_otherwise_and_default_brings_them_back() -> None:
    text = told("", "噪声扰民", "广场舞*9", ZH)
    table = guessing_of({"words": text}, EN)
    assert guess_category("楼下广场舞", table)[0].category == "noise"
    assert told(text, "noise", "默认", ZH) == ""
    assert changed("", "noise", words_of("", "noise")) == ""


def test_a_category_of_the_room_is_guessed_by_its_words_and_one_switched_off_never() -> None:
    codes = codebook.switch(codebook.add(CATEGORY, "广场舞", EN), "noise", False, EN)
    kept = {"codes.category": kept_list(codes), "words": changed("", "local_1", "广场舞*5 音响*2")}
    t = replace(EN, local=lists_of(kept))
    table = guessing_of(kept, t)
    assert guess_category("楼下广场舞音响太吵，噪音", table)[0].category == "local_1"
    assert "noise" not in [guess.category for guess in guess_category("楼上噪音太吵", table)]


def test_bad_words_are_refused_and_a_broken_table_is_the_programs() -> None:
    with pytest.raises(DeskError):
        changed("", "noise", "吵*99")
    with pytest.raises(DeskError):
        changed("", "noise", "字 " * 3000)
    with pytest.raises(DeskError):
        read_own("[3]")
    assert guessing_of({"words": "[3]"}, EN) == default_words()


def test_every_category_shows_its_words() -> None:
    assert len(shown("", ZH).splitlines()) == len(CATEGORY.entries)
