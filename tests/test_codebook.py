"""The code lists of a room: whatever is done with them, no code is lost and something can be chosen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp import locales
from deskapp.domain import codebook
from deskapp.domain.codebook import FIXED, LISTS, NEEDED
from deskapp.domain.codebook_kept import kept, overlaid, shown, told
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError
from deskapp.domain.request_codes import CATEGORY, CHANNEL, OUTCOME
from deskapp.domain.request_correct import read_correction
from deskapp.domain.request_draft import read_draft
from deskapp.domain.request_steps import DECLINE_OUTCOME, resolve_outcomes
from deskapp.domain.sheet import Label, say
from deskapp.domain.times import Calendar
from deskapp.domain.words import Words
from tests.builders import EN, NOON, a_request, facts, refused

ZH = locales.load("zh")


def words(codes: CodeList, language: str = "en") -> Words:
    """The words of a room that keeps `codes`."""
    return replace(locales.load(language), local={codes.name: codes})


def codes_of(codes: CodeList) -> list[str]:
    return [entry.code for entry in codes]


@st.composite
def verbs(draw: st.DrawFn) -> list[tuple[str, str, str, int]]:
    """A sequence of what can be done with the categories."""
    verb = st.sampled_from(["add", "rename", "on", "off", "move", "key"])
    code = st.sampled_from(codes_of(CATEGORY))
    label = st.text(min_size=0, max_size=12)
    return draw(st.lists(st.tuples(verb, code, label, st.integers(-3, 40)), max_size=14))


@given(verbs())
def test_whatever_is_done_no_code_is_lost_and_something_can_be_chosen(
    done: list[tuple[str, str, str, int]],
) -> None:
    codes = CATEGORY
    for verb, code, label, number in done:
        before = codes
        try:
            if verb == "add":
                codes = codebook.add(codes, label, EN)
            elif verb == "rename":
                codes = codebook.rename(codes, code, label, EN)
            elif verb == "move":
                codes = codebook.move(codes, code, number)
            elif verb == "key":
                codes = codebook.put_on_key(codes, code, number, EN)
            else:
                codes = codebook.switch(codes, code, verb == "on", EN)
        except DeskError:
            codes = before
        assert set(codes_of(before)) <= set(codes_of(codes))
        assert len(codes_of(codes)) == len(set(codes_of(codes)))
        assert any(entry.on for entry in codes)
        assert len(codes.most_used) == min(9, sum(entry.on for entry in codes))
        assert all(codes[key].on for key in codes.most_used)
        labels = [entry.say(EN).casefold() for entry in codes]
        assert len(labels) == len(set(labels))
        assert all(codes[needed].on for needed in NEEDED["category"])
    again = overlaid(CATEGORY, kept(codes))
    assert (again.entries, again.most_used) == (codes.entries, codes.most_used)


def test_an_untouched_list_is_nothing_in_the_file() -> None:
    for shipped in LISTS.values():
        assert kept(shipped) == ""
        assert overlaid(shipped, "") is shipped
    moved = codebook.move(CATEGORY, "dog", 0)
    assert kept(codebook.move(moved, "dog", codes_of(CATEGORY).index("dog"))) == ""


def test_a_label_typed_in_latin_letters_gives_the_code_and_any_other_a_number() -> None:
    codes = codebook.add(CATEGORY, "Square dance", EN)
    codes = codebook.add(codes, "广场舞", EN)
    codes = codebook.add(codes, "烧烤摊", EN)
    codes = codebook.add(codes, "养鸽", EN, code="pigeons", group="Opinion")
    assert codes_of(codes)[-4:] == ["square_dance", "local_1", "local_2", "pigeons"]
    assert codes["pigeons"].group == "Opinion"
    with pytest.raises(DeskError) as error:
        codebook.add(codes, "再来", EN, code="Pigeons!")
    refused(error.value, "Pigeons!", "square_dance")
    with pytest.raises(DeskError):
        codebook.add(codes, "再来", EN, code="dog")


def test_two_entries_cannot_have_one_name_in_either_language() -> None:
    for t, label in ((EN, "noise"), (ZH, "噪声扰民"), (EN, "Dog ")):
        with pytest.raises(DeskError) as error:
            codebook.add(CATEGORY, label, t)
        refused(error.value, "choose another name")
    with pytest.raises(DeskError):
        codebook.rename(CATEGORY, "noise", "dog", EN)
    assert codebook.rename(CATEGORY, "noise", "噪音", EN)["noise"].say(ZH) == "噪音"


def test_an_emptied_label_is_that_of_the_program_again() -> None:
    renamed = codebook.rename(CATEGORY, "noise", "吵闹", ZH)
    assert kept(codebook.rename(renamed, "noise", "  ", ZH)) == ""
    own = codebook.add(CATEGORY, "广场舞", ZH)
    with pytest.raises(DeskError) as error:
        codebook.rename(own, "local_1", "", ZH)
    refused(error.value, "type one")


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, codes in NEEDED.items() for code in codes])
def test_what_the_rules_lean_on_stays_on_and_the_reason_is_told(name: str, code: str) -> None:
    assert code in LISTS[name]
    with pytest.raises(DeskError) as error:
        codebook.switch(LISTS[name], code, False, EN)
    assert error.value.params["reason"]
    assert "cannot be switched off" in str(error.value)
    hostile = json.dumps({"entries": [{"code": code, "on": False}], "digits": []})
    with pytest.raises(DeskError):
        overlaid(LISTS[name], hostile)


def test_the_last_entry_that_is_offered_stays_on() -> None:
    codes = LISTS["followup"]
    for code in codes_of(codes)[:-1]:
        codes = codebook.switch(codes, code, False, EN)
    with pytest.raises(DeskError) as error:
        codebook.switch(codes, codes_of(codes)[-1], False, EN)
    refused(error.value, "the last one")


def test_a_free_key_goes_to_the_next_entry_and_the_other_keys_stay() -> None:
    before = CATEGORY.most_used
    codes = codebook.switch(CATEGORY, "noise", False, EN)
    assert [one for one in codes.most_used if one in before] == [one for one in before if one != "noise"]
    assert codes.most_used[before.index("noise")] == "lost_pet"
    back = codebook.put_on_key(codebook.switch(codes, "noise", True, EN), "noise", 3, EN)
    assert back.most_used[2] == "noise"
    swapped = codebook.put_on_key(CATEGORY, "noise", 1, EN)
    assert (swapped.most_used[0], swapped.most_used[2]) == ("noise", "dispute")
    with pytest.raises(DeskError):
        codebook.put_on_key(codes, "noise", 1, EN)
    with pytest.raises(DeskError):
        codebook.put_on_key(codes, "dog", 0, EN)


HOSTILE = (
    "[]", "{", '{"entries": 3}', '{"entries": [], "digits": 5}', '{"entries": [{"on": true}], "digits": []}',
    '{"entries": [{"code": "new", "on": true}], "digits": []}',
    '{"entries": [{"code": "X Y", "own": true, "label": "a", "on": true}], "digits": []}',
    '{"entries": [{"code": "dog", "on": "no"}], "digits": []}',
    '{"entries": [{"code": "dog", "on": true}, {"code": "dog", "on": true}], "digits": []}',
    '{"entries": [{"code": "dog", "on": false}], "digits": ["dog"]}',
    '{"entries": [{"code": "dog", "label": "a"}, {"code": "noise", "label": "A"}], "digits": []}',
    '{"entries": [{"code": "dog", "on": true, "label": "' + "长" * 31 + '"}], "digits": []}',
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_list_that_makes_no_sense_is_refused_whole(text: str) -> None:
    with pytest.raises(DeskError) as error:
        overlaid(CATEGORY, text)
    refused(error.value, "not a whole list")


def test_entries_that_a_newer_program_brings_stand_at_the_end() -> None:
    old = json.dumps({"entries": [{"code": "dog", "on": True}], "digits": ["dog"]})
    codes = overlaid(CATEGORY, old)
    assert codes_of(codes)[0] == "dog"
    assert set(codes_of(codes)) == set(codes_of(CATEGORY))


def test_what_is_switched_off_is_known_but_not_taken() -> None:
    t = words(codebook.switch(CATEGORY, "noise", False, EN))
    assert CATEGORY.label_of("noise", t) == "Noise"
    assert "noise" not in [entry.code for entry in CATEGORY.offered(t)]
    for said in ("noise", "Noise"):
        with pytest.raises(DeskError) as error:
            CATEGORY.find(said, t)
        refused(error.value, "switched off", "dog")
        assert "noise" not in str(error.value.params["choices"]).split(", ")
    assert CATEGORY.find("noise", t, standing="noise") == "noise"


def test_a_name_that_went_from_one_entry_to_another_means_the_one_that_shows_it() -> None:
    codes = codebook.rename(CATEGORY, "id_card", "Cards", EN)
    codes = codebook.rename(codes, "noise", "Identity card", EN)
    t = words(codes)
    assert CATEGORY.find("Identity card", t) == "noise"
    assert CATEGORY.find("cards", t) == "id_card"
    assert CATEGORY.find("id_card", t) == "id_card"
    assert CATEGORY.find("Noise", t) == "noise"


def test_a_label_of_the_room_stands_as_typed_in_both_languages_and_is_no_text_of_ours() -> None:
    codes = codebook.add(codebook.rename(CATEGORY, "dog", "Name", EN), "{x}[/]", EN)
    for language in ("zh", "en"):
        t = words(codes, language)
        assert CATEGORY.label_of("dog", t) == "Name"
        assert CATEGORY.label_of("x", t) == say(Label(CATEGORY, "x"), t) == "{x}[/]"
        assert t("{found}", found=CATEGORY.label_of("x", t)) == "{x}[/]"


def test_a_part_of_a_list_follows_the_list() -> None:
    codes = codebook.switch(codebook.rename(OUTCOME, "solved", "搞定", ZH), "unfounded", False, ZH)
    codes = codebook.add(codes, "转网格", ZH)
    t = words(codes, "zh")
    offered = [entry.code for entry in resolve_outcomes().offered(t)]
    assert "unfounded" not in offered
    assert offered[-1] == "local_1"
    assert resolve_outcomes().find("搞定", t) == "solved"
    assert [entry.code for entry in DECLINE_OUTCOME.offered(t)] == ["told_where", "not_police"]


def test_a_correction_keeps_a_code_that_is_offered_no_more() -> None:
    codes = codebook.switch(CATEGORY, "noise", False, EN)
    now = facts(words=words(codes))
    request = a_request(category="noise")
    done = read_correction(request, {"summary": "楼上拍球"}, "misheard", now)
    assert dict(done.changes) == {"summary": "楼上拍球"}
    with pytest.raises(DeskError):
        read_correction(a_request(category="dog"), {"category": "noise"}, "wrong", now)
    channels = facts(words=words(codebook.switch(CHANNEL, "letter", False, EN)))
    kept_channel = read_correction(
        a_request(channel="letter"), {"channel": "letter", "place": "东门"}, "added", channels
    )
    assert dict(kept_channel.changes) == {"place": "东门"}


def test_what_is_switched_off_cannot_be_logged_and_what_was_added_can() -> None:
    codes = codebook.switch(codebook.add(CATEGORY, "广场舞", EN), "noise", False, EN)
    t = words(codes)
    draft = read_draft({"category": "广场舞", "summary": "音响"}, NOON, Calendar(), t)
    assert draft.category == "local_1"
    with pytest.raises(DeskError) as error:
        read_draft({"category": "noise", "summary": "音响"}, NOON, Calendar(), t)
    assert error.value.field == "category"


def test_the_list_is_changed_by_words_of_the_command_line() -> None:
    codes = told(CATEGORY, "add", "广场舞", EN)
    codes = told(codes, "rename", "noise 噪音 扰民", EN)
    codes = told(codes, "off", "Thanks", EN)
    codes = told(codes, "move", "local_1 1", EN)
    codes = told(codes, "key", "local_1 ９", EN)
    assert codes_of(codes)[0] == "local_1"
    assert codes.most_used[8] == "local_1"
    assert codes["noise"].local == "噪音 扰民"
    lines = shown(codes, EN).splitlines()
    assert lines[0] == "9  local_1  广场舞"
    assert any(line.endswith("(off)") and "thanks" in line for line in lines)
    for verb, said in (
        ("on", "nothing"),
        ("burn", "noise"),
        ("move", "noise 0"),
        ("key", "noise x"),
        ("off", ""),
    ):
        with pytest.raises(DeskError):
            told(codes, verb, said, EN)


def test_state_and_urgency_are_fixed() -> None:
    assert not {codes.name for codes in FIXED} & {codes.name for codes in LISTS.values()}
