"""A place is found again however it is written, and two places stay two."""

from __future__ import annotations

import pytest

from deskapp.domain.place import plain_place


@pytest.mark.parametrize(
    "written",
    ["3号楼", "三号楼", "３号楼", "3栋", "三幢", "3座", "3#", "3#楼", " 3 号 楼。", "03号楼", "3栋楼"],
)
def test_one_building_written_in_many_ways_is_one_place(written: str) -> None:
    assert plain_place(written) == "3号楼"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("十二号楼二单元五〇二室", "12栋2单元502"),
        ("明珠路12号三栋 502房", "明珠路 12号3号楼502室"),
        ("二十号楼一百零二室", "20幢102"),
        ("A座1203", "a座1203室"),
        ("Gate 3", "gate-3"),
        ("（地下车库）", "地下车库"),
    ],
)
def test_two_ways_to_write_an_address_are_one_place(one: str, other: str) -> None:
    assert plain_place(one) == plain_place(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3号楼", "三楼"),
        ("3-1", "31"),
        ("3号楼", "13号楼"),
        ("七一路", "八一路"),
        ("1单元", "1号楼"),
        ("3栋502", "3栋503"),
    ],
)
def test_two_places_stay_two(one: str, other: str) -> None:
    assert plain_place(one) != plain_place(other)


@pytest.mark.parametrize("written", ["", " ", "·", "——", "\u202e\x1b", "/"])
def test_a_text_without_a_letter_is_no_place(written: str) -> None:
    assert plain_place(written) == ""


def test_hostile_text_is_only_compared() -> None:
    assert plain_place("[/red]3栋\x1b[2J") == plain_place("[/RED] 3幢\x1b[2J")
    plain_place("一" * 200 + "号")
    plain_place("3栋" * 100)
