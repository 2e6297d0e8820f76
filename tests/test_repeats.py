"""What counts as the same person, the same place and the same matter; the weekly list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from deskapp.domain.repeat_list import Entered, repeats, same_matters
from deskapp.domain.repeats import LISTED, Matter, Tie, alike, pairs, rank, tie
from tests.builders import NOON, matters

TODAY = date(2026, 11, 21)
DAYS = 30


def a_matter(**changes: object) -> Matter:
    return replace(Matter(TODAY, "noise", 1, "3号楼", "楼上半夜跑跳"), **changes)  # type: ignore[arg-type]


def entered(*told: Matter, **changes: object) -> list[Entered]:
    """The matters as requests of a desk, an hour apart."""
    return [
        replace(
            Entered(
                at, f"LF-20261121-{at:03d}", one, NOON + timedelta(hours=at), False, "王秀英", "13800010001"
            ),
            **changes,  # type: ignore[arg-type]
        )
        for at, one in enumerate(told, 1)
    ]


def test_one_card_is_one_person_at_any_time() -> None:
    old = a_matter(day=TODAY - timedelta(days=900), category="dog", place="", told="")
    assert tie(a_matter(), old, DAYS) == Tie(person=True)


def test_two_people_without_a_card_are_not_one() -> None:
    assert not tie(a_matter(person=0), a_matter(person=0, category="dog", place="", told=""), DAYS)


def test_the_last_of_the_days_counts_and_the_one_before_does_not() -> None:
    place = a_matter(person=2, day=TODAY - timedelta(days=DAYS))
    assert tie(a_matter(), place, DAYS) == Tie(place=True, matter=True)
    assert not tie(a_matter(), replace(place, day=TODAY - timedelta(days=DAYS + 1)), DAYS)


@pytest.mark.parametrize(
    ("old", "same"),
    [
        (a_matter(place="", told=""), True),  # one category, one person
        (a_matter(person=2, place="三栋", told=""), True),  # one category, one place
        (a_matter(person=2, place="", told="楼上又半夜跑跳"), True),  # one category, similar words
        (a_matter(person=2, place="5号楼", told="楼上又半夜跑跳"), False),  # the same elsewhere
        (a_matter(person=2, place="", told="烧烤摊喝酒吵闹"), False),  # one category, other words
        (a_matter(person=2, category="dispute", told="楼上又半夜跑跳"), True),  # one place, similar words
        (a_matter(person=2, category="dispute", place="", told="楼上又半夜跑跳"), False),
        (a_matter(category="dog", told="狗没拴绳"), False),  # one person with another matter
    ],
)
def test_the_same_matter_is_told_by_category_person_place_and_words(old: Matter, same: bool) -> None:
    assert tie(a_matter(), old, DAYS).matter is same


def test_similar_words_are_half_of_the_shorter_text_and_three_pairs_at_least() -> None:
    assert alike(pairs("楼上噪音"), pairs("昨天报过的楼上噪音，今天又来了"))
    assert not alike(pairs("噪音"), pairs("噪音"))
    assert not alike(pairs("问身份证过期了去哪里换"), pairs("捡到一个黑色钱包，里面有身份证"))
    assert alike(pairs("Loud music at night"), pairs("LOUD music, again at night"))
    assert not alike(pairs("loud music at night"), pairs("cloud musical attic"))
    assert not alike(pairs(""), pairs(""))


def test_the_forty_matters_of_a_day_are_forty_matters() -> None:
    told = [Matter(TODAY, one["category"], 0, "", one["summary"]) for one in matters()]
    assert same_matters(entered(*told), DAYS) == []


def test_the_neighbours_noise_of_yesterday_is_the_noise_of_today() -> None:
    day = {one["applicant"]: one for one in matters()}
    told = day["查小刚"]["summary"]
    before = Matter(TODAY - timedelta(days=1), "noise", 27, "", "楼上噪音，半夜不停")
    assert tie(Matter(TODAY, "noise", 27, "", told), before, DAYS) == Tie(person=True, matter=True)
    assert tie(Matter(TODAY, "noise", 0, "", told), before, DAYS) == Tie(matter=True)


def test_the_thanks_for_a_mother_found_are_not_the_mother_fetched_home() -> None:
    day = {one["applicant"]: one for one in matters()}
    fetched = Matter(TODAY, "lost_person", 38, "", day["江涛"]["summary"])
    thanks = Matter(TODAY, "thanks", 30, "", day["翟天明"]["summary"])
    missing = Matter(TODAY, "lost_person", 38, "", "母亲走失了，穿紫色外套")
    assert not tie(fetched, thanks, DAYS)
    assert tie(fetched, missing, DAYS).matter


def test_what_is_open_comes_first_then_the_same_matter_then_the_person() -> None:
    found = [
        (False, Tie(matter=True), 9), (True, Tie(place=True), 1), (False, Tie(person=True), 8),
        (True, Tie(person=True, matter=True), 2), (False, Tie(place=True), 7), (False, Tie(matter=True), 10),
    ]  # fmt: skip
    assert [key for _, _, key in sorted(found, key=rank)] == [2, 1, 10, 9, 8, 7]
    assert LISTED == 10


# -- the list of a week


def test_the_list_names_people_then_matters_then_places_the_most_frequent_first() -> None:
    found = repeats(
        entered(
            a_matter(),
            a_matter(person=2, category="dog", place="三栋", told="狗"),
            a_matter(place="3 栋"),
            a_matter(person=2, category="hazard", place="东门", told="灯坏了"),
            a_matter(person=3, category="thanks", place="", told="谢谢"),
            a_matter(category="thanks", place="", told=""),
        ),
        DAYS,
    )
    assert [(one.kind, one.count, one.requests) for one in found] == [
        ("person", 3, (1, 3, 6)), ("person", 2, (2, 4)), ("matter", 2, (1, 3)), ("place", 3, (1, 2, 3)),
    ]  # fmt: skip
    assert [one.name for one in found] == ["王秀英", "王秀英", "楼上半夜跑跳", "3 栋"]
    assert found[0].last == NOON + timedelta(hours=6)
    assert found[0].note == "138****0001"


def test_a_sheltered_person_is_an_initial_without_a_phone() -> None:
    told = entered(a_matter(), a_matter(category="violence_home"))
    told[1] = replace(told[1], sheltered=True)
    person = repeats(told, DAYS)[0]
    assert (person.name, person.note) == ("王＊", "")


def test_what_was_merged_is_one_matter_whatever_it_says() -> None:
    told = entered(
        a_matter(person=1, place="", told="甲"), a_matter(person=2, category="dog", place="", told="乙")
    )
    assert same_matters(told, DAYS) == []
    told[1] = replace(told[1], merged_into=told[0].number)
    assert [len(group) for group in same_matters(told, DAYS)] == [2]


def test_a_matter_may_go_on_from_day_to_day_beyond_the_days() -> None:
    long = [a_matter(day=TODAY + timedelta(days=20 * step)) for step in range(4)]
    assert [len(group) for group in same_matters(entered(*long), DAYS)] == [4]
    assert same_matters(entered(*long), 19) == []


def test_open_ones_are_counted() -> None:
    told = entered(a_matter(), a_matter(), a_matter())
    told[2] = replace(told[2], is_open=True)
    assert {one.open for one in repeats(told, DAYS)} == {1}


def test_a_year_of_matters_is_told_apart_in_seconds() -> None:
    words = "路灯井盖噪音充电车位门禁水管电梯垃圾油烟"
    year = [
        Matter(
            TODAY + timedelta(days=at // 40), ("noise", "hazard", "dog", "tip")[at % 4], at % 997, f"{at % 301}号楼",
            "".join(words[(at * step) % len(words)] for step in (3, 7, 11, 13)),
        )
        for at in range(4000)
    ]  # fmt: skip
    assert same_matters(entered(*year), DAYS)
