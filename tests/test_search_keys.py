"""The keys of the search index: pairs of characters, sounds of names, sides of numbers, what is typed."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.search_hits import place_of
from deskapp.domain.search_keys import EDGE, SOUND, match, name_keys, pairs, runs, tails, words
from deskapp.domain.text import clean

LETTERS = "王楼上噪音曾建平㛃𠮷𰻝aBß１２3栋É·，。 %😀"
TEXTS = st.one_of(st.text(LETTERS, max_size=30), st.text(max_size=30)).map(
    lambda text: clean(text, lines=True)
)


def sounds(name: str) -> set[str]:
    return {key.removeprefix(SOUND) for key in name_keys(name).split()}


def finds(held: str, typed: str) -> bool:
    """Whether an index over `held` answers `typed`."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE i USING fts5 (name, sounds, tails, prefix='1', tokenize='ascii')")
    index.execute("INSERT INTO i VALUES (?, '', '')", (pairs(held),))
    conditions = [match(word, "name") for word in words(typed)]
    found = [
        index.execute("SELECT count(*) FROM i WHERE i MATCH ?", (one,)).fetchone()[0] for one in conditions
    ]
    index.close()
    return bool(found) and all(found)


@given(TEXTS, st.data())
def test_any_stretch_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : start + data.draw(st.integers(1, 8))]
    assert finds(text, part) == bool(words(part))


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=4))
def test_what_is_found_holds_every_word_and_nothing_else_does(text: str, typed: str) -> None:
    asked = [word.text for word in words(typed)]
    folded = " ".join(runs(text))
    holds = all(one in folded or (one == "%" and one in text) for one in asked)
    assert finds(text, typed) == (bool(asked) and holds)


NUMBERS = st.lists(st.text("017", min_size=1, max_size=14), min_size=1, max_size=4).map("，".join)


@given(NUMBERS, st.text("017", min_size=5, max_size=9))
def test_long_numbers_in_a_text_are_found_by_any_part_and_never_across_two(text: str, typed: str) -> None:
    wanted = words(typed)
    if all(word.kind == "digits" for word in wanted):
        assert finds(text, typed) == (typed in text)


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=3))
def test_the_place_of_a_hit_is_where_it_stands(text: str, said: str) -> None:
    for word in runs(said):
        place = place_of(text, word)
        assert (place is not None) == (word in " ".join(runs(text)))
        if place:
            assert word in "".join(runs(text[slice(*place)]))


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("曾建平", {"zengjianping", "zjp", "cengjianping", "jianping", "jp", "ping", "zengjp", "zen", "zeng"}),
        ("单小云", {"shanxiaoyun", "sxy", "danxiaoyun"}), ("仇英", {"qiuying", "chouying", "qy"}),
        ("解晓东", {"xiexiaodong", "xxd"}), ("查良镛", {"zhaliangyong", "zly"}), ("朴正浩", {"piaozhenghao"}),
        ("区先生", {"ouxiansheng"}), ("盖叫天", {"gejiaotian"}), ("翟天", {"zhaitian"}), ("乐嘉", {"yuejia", "lejia"}),
        ("尉迟恭", {"yuchigong", "ycg"}), ("万俟卨", {"moqi", "mq"}), ("欧阳倩", {"ouyangqian", "oyq"}),
        ("吕布", {"lvbu", "lubu", "lb"}), ("㛃", {"jie", "j"}),
        ("努尔买买提·西热甫", {"nuermaimaitixirefu", "nemmtxrf", "xirefu", "xrf"}),
        ("John Smith", {"johnsmith", "smith", "js", "joh"}), ("欧 阳", {"ouyang"}),
    ],
)  # fmt: skip
def test_a_name_is_read_as_people_read_it(name: str, read: set[str]) -> None:
    beginnings = {key[:size] for key in sounds(name) for size in range(1, len(key) + 1)}
    assert read <= beginnings, sounds(name)
    assert {key for key in read if len(key) <= EDGE} <= sounds(name)


def test_a_name_of_nothing_has_no_sound() -> None:
    assert name_keys("") == name_keys("·") == ""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LF-20261121-003", True), ("lf20261121003", True), ("20261121003", True), ("1121-003", True),
        ("1121003", True), ("003", True), ("3", True), ("ＬＦ－20261121－003", True), ("261121-003", True),
        ("20261121", True), ("2026112", True), ("LF-2026", True), ("LF-1121", True), ("LF-20261121-", True),
        ("LF-20261121-0", True), ("1121-0", True), ("5678", True), ("138", True), ("13800015678", True),
        ("0001567", True), ("1232", True), ("123x", False), ("110101198001011232", True), ("19800101", True),
        ("XS-20261121-003", True), ("004", False), ("1122-003", False), ("5679", False), ("20261122", False),
        ("13800015679", False), ("1121-004", False),
    ],
)  # fmt: skip
def test_a_number_is_found_in_every_form(typed: str, found: bool) -> None:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE i USING fts5 (name, sounds, tails, prefix='1', tokenize='ascii')")
    keys = tails("LF-20261121-003", "13800015678", "110101198001011232")
    index.execute("INSERT INTO i VALUES ('', '', ?)", (keys,))
    wanted = " AND ".join(match(word, "name") for word in words(typed))
    assert bool(index.execute("SELECT count(*) FROM i WHERE i MATCH ?", (wanted,)).fetchone()[0]) == found


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "NEAR", "NEAR(a b)", "-", "(", "a AND", "OR", "NOT b", "{name} : x", "^王", "😀", "王" * 10_000,
     "a " * 5_000, "\x00\ud800", "'; DROP TABLE request; --", "¡z", "·138", "§s003", "«1»"],
)  # fmt: skip
def test_nothing_that_is_typed_is_taken_for_a_command(typed: str) -> None:
    assert finds("王", typed) in (True, False)
    assert len(words(typed)) <= 16
    assert all(len(word.text) <= 64 for word in words(typed))


def test_no_text_reaches_the_keys_of_sounds_and_numbers() -> None:
    for hostile in ("¡z", "·138", "«138", "»138", "§s003"):
        assert not set(pairs(hostile).split()) & {hostile}
