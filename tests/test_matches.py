"""What fits together is proposed by a sum of stated reasons, and nothing that cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from deskapp.domain.custody import FoundItem
from deskapp.domain.lost import LostReport
from deskapp.domain.matches import LEAST, SHOWN, best, match
from tests.builders import EN, NOON


def thing(**changes: Any) -> FoundItem:
    values: dict[str, Any] = {
        "id": 1, "room_id": 1, "number": "ZC-20261121-001", "day": NOON.date(), "kind": "wallet",
        "name": "钱包", "features": "棕色", "pieces": 1, "amount": 0, "finder": "", "phone": "", "locker": "",
        "found_place": "菜市场", "found_at": NOON, "witness": "", "status": "received", "due_on": NOON.date(),
        "entered_at": NOON, "entered_by": 1,
    }  # fmt: skip
    return FoundItem(**values | changes)


def loss(**changes: Any) -> LostReport:
    values: dict[str, Any] = {
        "id": 1, "room_id": 1, "number": "ZX-20261121-001", "day": NOON.date(), "kind": "wallet", "name": "钱包",
        "features": "棕色", "age": None, "owner": "", "phone": "", "last_place": "菜市场", "last_at": NOON,
        "status": "open", "entered_at": NOON, "entered_by": 1,
    }  # fmt: skip
    return LostReport(**values | changes)


def test_a_pair_is_proposed_with_all_its_reasons() -> None:
    found = match(thing(), loss(last_at=NOON - timedelta(days=1)))
    assert found is not None
    assert found.why(EN) == (
        "10 = same kind (Wallet) +3 · colour brown +2 · words 钱包 +1 · found 1 d after it was lost +2 · "
        "same place 菜市场 +2"
    )


@pytest.mark.parametrize(
    ("item", "report"),
    [
        ({}, {"kind": "person"}),
        ({}, {"kind": "phone"}),
        ({"found_at": NOON - timedelta(days=3)}, {}),
        (
            {
                "name": "皮夹",
                "features": "黑色",
                "found_place": "河边",
                "found_at": NOON + timedelta(days=40),
            },
            {},
        ),
        ({"kind": "other", "name": "布袋", "features": ""}, {"features": ""}),
    ],
)
def test_what_cannot_be_or_says_too_little_is_not_proposed(
    item: dict[str, Any], report: dict[str, Any]
) -> None:
    assert match(thing(**item), loss(**report)) is None


@pytest.mark.parametrize(
    ("item", "report", "said"),
    [
        ({"features": "黑色"}, {}, "another colour -2"),
        ({"kind": "other", "name": "iPhone", "features": "蓝"}, {"kind": "phone", "name": "iphone", "features": "蓝"},
         "words iphone +2"),
        ({"found_place": "明珠路菜市场"}, {"last_place": "东门菜市场"}, "place alike, 菜市场 +2"),
        ({"found_at": NOON + timedelta(days=20)}, {}, "found within a month, 20 d +1"),
        ({"kind": "pet", "name": "金毛犬", "features": "戴红项圈"}, {"kind": "pet", "name": "金毛", "features": "红圈"},
         "colour golden +2"),
    ],
)  # fmt: skip
def test_each_reason_counts_what_the_method_says(
    item: dict[str, Any], report: dict[str, Any], said: str
) -> None:
    found = match(thing(**item), loss(**report))
    assert found is not None
    assert said.replace("场", "市场 菜市") in found.why(EN).replace(
        "市场 菜市", "市场 菜市"
    ) or said in found.why(EN)
    assert found.points >= LEAST


def test_the_best_stand_first_and_not_more_than_a_digit_reaches() -> None:
    pairs = [
        match(thing(number=f"ZC-20261121-{at:03}", features="棕色" if at % 2 else ""), loss())
        for at in range(20)
    ]
    found = best(pairs)
    assert len(found) == SHOWN
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    assert best([None, None]) == ()
