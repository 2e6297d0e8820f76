"""A text is looked through before it leaves the desk: documents, phones, plates, minors, however they are written."""

from __future__ import annotations

import pytest

from deskapp.domain.appeal_check import findings, said_of, unsettled
from tests.builders import EN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证622421199001011234掉了", [("id", "622421199001011234")]),
        ("６２２４２１ 19900101 123Ｘ", [("id", "６２２４２１ 19900101 123Ｘ")]),
        ("护照 E12345678 一本", [("id", "E12345678")]),
        ("打 138 0001-0001 找我", [("phone", "138 0001-0001")]),
        ("１３８０００１０００１", [("phone", "１３８０００１０００１")]),
        ("一三八零零零一零零零一", [("phone", "一三八零零零一零零零一")]),
        ("+86 13800010001", [("phone", "+86 13800010001")]),
        ("0937-6223110 警务室", [("phone", "0937-6223110")]),
        ("请致电6223110", [("phone", "6223110")]),
        ("甘A·12345 和 新B8888学", [("plate", "甘A·12345"), ("plate", "新B8888学")]),
        ("粤 b d12345", [("plate", "粤 b d12345")]),
        ("找13岁的人", [("minor", "13岁")]),
        ("十三岁左右", [("minor", "十三岁")]),
        ("a 9-year-old on a scooter", [("minor", "9-year-old")]),
        ("一名男孩和一名小学生", [("minor", "男孩"), ("minor", "小学生")]),
        ("周小明走失", [("minor", "周小明")]),
    ],
)
def test_what_must_not_go_out_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.hit) for one in findings(text, ["周小明", "孙"])] == found


@pytest.mark.parametrize(
    "text",
    ["昨晚十点东门电动车被盗", "20261121 21:00-22:00", "2026-11-21 14:30", "63岁老人，穿灰外套", "三十岁左右男子",
     "请拨打110", "京东快递 A12", "LF-20261121-003", "小学门口", "每人100元，共3000元", "138****0001"],
)  # fmt: skip
def test_ordinary_words_and_dates_go_out_as_they_are(text: str) -> None:
    assert findings(text) == ()


def test_each_thing_is_named_once_and_a_confirmed_one_no_more() -> None:
    found = findings("13800010001，13800010001，甘A12345")
    assert [one.hit for one in found] == ["13800010001", "甘A12345"]
    assert said_of(found, EN) == "phone «13800010001», number plate «甘A12345»"
    assert [one.hit for one in unsettled(found, "13800010001")] == ["甘A12345"]
    assert unsettled((), "") == ()
