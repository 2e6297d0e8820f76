"""Phones and identity numbers as people give them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.identity import born_of, is_minor, read_identity, read_phone
from tests.builders import refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("13800010001", "13800010001"),
        ("１３８ ０００１ ０００１", "13800010001"),
        ("138-0001-0001", "13800010001"),
        ("+86 138 0001 0001", "+8613800010001"),
        ("（0937）6223344", "09376223344"),
        ("6223344转801", "6223344转801"),
        ("0937-6223344#801", "09376223344#801"),
        ("110", "110"),
        ("12345", "12345"),
        ("95588", "95588"),
    ],
)
def test_a_phone_is_taken_as_people_write_it(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize("typed", ["1380001000", "138000100011", "1234567"])
def test_a_mobile_number_of_another_length_is_refused_with_its_count(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        read_phone(typed)
    refused(refusal.value, "11 digits", str(len(typed)))
    assert refusal.value.field == "phone"
    assert refusal.value.code == Exit.USAGE


@pytest.mark.parametrize("typed", ["一三八", "abc", "12", "138\x1b[31m", "1" * 200, "+", "138 0001 000l"])
def test_what_is_no_phone_is_refused_and_kept(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        read_phone(typed)
    refused(refusal.value, "kept")
    assert "\x1b" not in str(refusal.value)


@given(st.text(max_size=30))
def test_any_phone_is_taken_or_refused_in_words(typed: str) -> None:
    try:
        said = read_phone(typed)
    except DeskError as error:
        refused(error)
    else:
        assert read_phone(said) == said


def test_a_true_number_tells_the_birth_date() -> None:
    found = read_identity("11010519491231002x")
    assert (found.number, found.warning, found.born) == ("11010519491231002X", "", date(1949, 12, 31))


@pytest.mark.parametrize("typed", ["420115198502060017", "620201198502060019"])
def test_a_county_that_no_table_has_is_no_doubt(typed: str) -> None:
    whole = typed[:17] + ric.calc_check_digit(typed)
    found = read_identity(whole)
    assert (found.warning, found.born) == ("", date(1985, 2, 6))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("110105194912310021", "check digit"),
        ("１１０１０５１９４９１２３１００２１", "check digit"),
        ("990105194912310023", "impossible"),
        ("110105194913310021", "impossible"),
        ("1101051949123100", "18 digits"),
        ("1101051949123100211", "18 digits"),
    ],
)
def test_a_doubtful_number_is_warned_of_and_saved(typed: str, word: str) -> None:
    found = read_identity(typed)
    assert word in found.warning
    assert found.number.isascii()


@pytest.mark.parametrize(
    "typed", ["", "110105491231002", "E12345678", "H0812345600", "護照 A-12", "M1234567(8)"]
)
def test_old_and_foreign_documents_are_taken_as_they_are(typed: str) -> None:
    assert read_identity(typed).warning == ""


def test_a_document_number_has_forty_characters_at_most() -> None:
    assert read_identity("A" * 40).number == "A" * 40
    with pytest.raises(DeskError) as refusal:
        read_identity("A" * 41)
    refused(refusal.value, "41", "40")


@given(st.one_of(st.text(max_size=45), st.from_regex(r"\d{17}[\dXx]", fullmatch=True)))
def test_any_document_is_taken_warned_of_or_refused_in_words(typed: str) -> None:
    try:
        found = read_identity(typed)
    except DeskError as error:
        refused(error)
    else:
        assert read_identity(found.number).number == found.number
        assert len(found.number) <= 40


def test_eighteen_is_reached_on_the_birthday() -> None:
    assert is_minor(date(2008, 11, 22), date(2026, 11, 21))
    assert not is_minor(date(2008, 11, 21), date(2026, 11, 21))
    assert not is_minor(None, date(2026, 11, 21))
    assert is_minor(date(2008, 2, 29), date(2026, 2, 28))


def test_a_birth_date_is_read_where_there_is_one() -> None:
    assert born_of("110105201306050021") == date(2013, 6, 5)
    assert born_of("110105201313050021") is None
    assert born_of("E12345678") is None


def test_a_city_without_counties_is_a_place_like_any_other() -> None:
    assert read_identity("620201195806150119").warning == read_identity("11010519491231002X").warning
    assert "check digit" in read_identity("620201195806150118").warning
