"""What of a person is shown where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.masks import identity_ends, initial, is_sheltered, outside_name, phone_tail, public_name
from tests.builders import EN, a_request

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800010001", "138****0001"),
        ("6223344", "*****44"),
        ("110", "*10"),
        ("", ""),
        ("09376223344", "093****3344"),
    ],
)
def test_a_phone_shows_its_ends(phone: str, shown: str) -> None:
    assert phone_tail(phone) == shown


@given(st.from_regex(r"\+?[0-9]{3,17}", fullmatch=True))
def test_a_masked_phone_has_its_length_and_hides_something(phone: str) -> None:
    shown = phone_tail(phone)
    assert len(shown) == len(phone)
    assert "*" in shown


def test_a_document_shows_its_ends_in_the_open_record() -> None:
    assert identity_ends("11010519491231002X") == "110***********002X"
    assert identity_ends("E123456") == "*******"
    assert identity_ends("") == ""


def test_a_sheltered_name_is_its_first_character() -> None:
    assert initial("仇海燕") == "仇＊"
    assert initial("𠮷田") == "𠮷＊"
    assert initial("") == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王秀英", "王＊＊"), ("王", "王＊"), ("努尔买买提·西热甫", "努尔买买提·＊＊＊"), ("", "")],
)
def test_a_public_name_is_covered(name: str, shown: str) -> None:
    assert public_name(name) == shown


@pytest.mark.parametrize(
    ("sheltered", "style", "shown"),
    [
        (False, "standard", "王秀英"),
        (False, "strict", "王＊＊"),
        (True, "standard", "王＊"),
        (True, "strict", "王＊"),
    ],
)
def test_outside_the_record_a_name_stands_in_the_style_of_the_room(
    sheltered: bool, style: str, shown: str
) -> None:
    assert outside_name("王秀英", sheltered=sheltered, style=style) == shown
    assert outside_name("", sheltered=sheltered, style=style) == ""


@pytest.mark.parametrize(
    ("changes", "sheltered"),
    [
        ({}, False),
        ({"category": "tip"}, True),
        ({"category": "violence_home"}, True),
        ({"dangers": ("minor",)}, True),
        ({"dangers": ("threat", "domestic_violence")}, True),
        ({"dangers": ("threat",)}, False),
        ({"id_number": "110105201306050021"}, True),
        ({"id_number": "11010519491231002X"}, False),
    ],
)
def test_the_weak_and_those_who_give_clues_are_sheltered(changes: dict[str, object], sheltered: bool) -> None:
    request = a_request(applicant="仇海燕", **changes)
    assert request.is_sheltered(TODAY) is sheltered
    assert is_sheltered(request.category, request.dangers, request.id_number, TODAY) is sheltered
    assert request.shown_name(TODAY, EN) == ("仇＊" if sheltered else "仇海燕")


def test_nobody_s_name_is_a_word() -> None:
    assert a_request(applicant="").shown_name(TODAY, EN) == "Unnamed"
    assert a_request(applicant="", category="tip").shown_name(TODAY, EN) == "Unnamed"


def test_a_case_report_shows_the_fixed_sentence() -> None:
    assert "not kept here" in a_request(category="case_report", summary="").told(EN)
    assert a_request().told(EN) == "楼上跑跳"
