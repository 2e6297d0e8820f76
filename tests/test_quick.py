"""One line becomes a request: what is picked out of it, and that nothing of it is lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deskapp.domain.guess import read_words
from deskapp.domain.quick import Quick, best_first, read_quick
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.request_draft import read_occurred
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import Calendar

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
"""16:00 in the room."""
ROOM = Calendar()


def read(text: str) -> Quick:
    return read_quick(text, NOW, ROOM)


# -- who


@pytest.mark.parametrize(
    ("line", "name", "phone", "summary"),
    [
        ("王秀英 13800010001 楼上半夜跑跳", "王秀英", "13800010001", "楼上半夜跑跳"),
        ("王秀英，13800010001，楼上半夜跑跳", "王秀英", "13800010001", "楼上半夜跑跳"),
        ("王秀英13800010001楼上半夜跑跳", "王秀英", "13800010001", "楼上半夜跑跳"),
        ("１３８０００１０００１ 王秀英 楼上半夜跑跳", "王秀英", "13800010001", "楼上半夜跑跳"),
        ("楼上半夜跑跳 王秀英 138-0001-0001", "王秀英", "13800010001", "楼上半夜跑跳"),
        ("楼上半夜跑跳，138 0001 0001，请来看看", "", "13800010001", "楼上半夜跑跳，请来看看"),
        ("欧阳倩 身份证过期了", "欧阳倩", "", "身份证过期了"),
        ("尉迟恭谨 0991-2345678 停电", "尉迟恭谨", "09912345678", "停电"),
        ("努尔买买提·西热甫 13800010010 想问居住证", "努尔买买提·西热甫", "13800010010", "想问居住证"),
        ("John Smith 13800010032 住宿登记", "John Smith", "13800010032", "住宿登记"),
        ("李师傅，车翻进沟里了", "李师傅", "", "车翻进沟里了"),
        ("单玉梅 13800010018 有人发刷单广告", "单玉梅", "13800010018", "有人发刷单广告"),
        ("张伟说昨晚楼下吵架", "张伟", "", "张伟说昨晚楼下吵架"),
        ("(021)65432100 单元门坏了", "", "02165432100", "单元门坏了"),
        ("+86 13800010001 路灯坏了", "", "+8613800010001", "路灯坏了"),
    ],
)
def test_name_and_phone_are_picked_out(line: str, name: str, phone: str, summary: str) -> None:
    found = read(line)
    assert (found.applicant, found.phone, found.summary) == (name, phone, summary)
    assert ("applicant" in found.guessed) == bool(name)
    assert "phone" not in found.guessed


@pytest.mark.parametrize(
    "line",
    [
        "路灯 坏了", "马路 边上有坑", "小区 门口有人", "周一 有人来过", "单元门 坏了", "金毛 跑了",
        "车位 被占了", "高空 抛物", "安全 通道堵了", "方便 的话来看看", "石头 砸了车", "解决 一下",
        "王小明、李红打架", "楼上 13800010001 很吵", "房东 13800010001 不退押金", "家里电话 13800010001",
        "钱包 13800010001", "江边 有人", "任何 时候都吵", "时间 太长", "小车 挡路", "老人 走丢了",
        "金项链 没了", "高压线 断了", "白衣服 丢了",
    ],
)  # fmt: skip
def test_a_word_that_is_no_name_is_left_in_the_text(line: str) -> None:
    found = read(line)
    assert found.applicant == ""
    assert line.split()[0] in found.summary


@pytest.mark.parametrize(
    "line",
    [
        "接到13912345678电话说是快递理赔", "骗子号码13912345678", "让我打给 13912345678",
        "订单号 20261121138000100011", "尾号1234", "被转走 12345678 元", "1380001000", "138000100012",
    ],
)  # fmt: skip
def test_a_number_that_is_not_the_persons_phone_stays_in_the_text(line: str) -> None:
    assert read(line).phone == ""
    assert read(line).summary == line


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("110105194912310021 补办身份证", "110105194912310021", "补办身份证"),
        ("11010519491231002x 补办", "11010519491231002X", "补办"),
        ("１１０１０５ 19491231 002X，补办", "11010519491231002X", "补办"),
        ("110105491231002 老证", "110105491231002", "老证"),
        ("卡号 622848194913990021 被转走", "", "卡号 622848194913990021 被转走"),
        ("6228480402564890018 转走了", "", "6228480402564890018 转走了"),
    ],
)
def test_an_identity_number_is_picked_out_and_an_account_is_not(line: str, number: str, rest: str) -> None:
    found = read(line)
    assert (found.id_number, found.summary, found.phone) == (number, rest, "")


# -- when and where


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("昨晚有人吵架", "2026-11-20 20:00"),
        ("昨夜两点有人撬门", "2026-11-21 02:00"),
        ("昨天夜里11点吵", "2026-11-20 23:00"),
        ("今早8点丢的", "2026-11-21 08:00"),
        ("今天上午九点半", "2026-11-21 09:30"),
        ("14:30 在门口", "2026-11-21 14:30"),
        ("下午3点多摔倒", "2026-11-21 15:00"),
        ("昨天傍晚丢了", "2026-11-20 18:00"),
        ("前天中午12点", "2026-11-19 12:00"),
        ("11月20日下午2点15分", "2026-11-20 14:15"),
        ("11月20号丢的", "2026-11-20 12:00"),
        ("半小时前跑出去了", "2026-11-21 15:30"),
        ("２个小时前", "2026-11-21 14:00"),
        ("凌晨三点一刻", "2026-11-21 03:15"),
        ("今晚八点", ""),
        ("23:30 再来", ""),
        ("每天晚上9点跳舞", ""),
        ("半夜跑跳", ""),
        ("昨天报过的噪音，又来了", ""),
        ("12月3日要办", ""),
        ("欠了三个月", ""),
        ("13月45日", ""),
        ("25:70", ""),
    ],
)
def test_a_time_is_picked_out_and_is_never_still_to_come(line: str, at: str) -> None:
    found = read(line)
    assert found.occurred_at == at
    assert ("occurred_at" in found.guessed) == bool(at)
    assert found.summary == line


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("3号楼2单元门禁坏了", "3号楼2单元"),
        ("在幸福路12号丢了包", "幸福路12号"),
        ("小区门口堵车", "小区门口"),
        ("住和平里15栋，漏水", "和平里15栋"),
        ("昨晚菜市场有人打架", "菜市场"),
        ("三号楼301没人开门", "三号楼301"),
        ("3-2-501 漏水", "3-2-501"),
        ("婆婆去河边没回来", "河边"),
        ("有人跳广场舞", ""),
        ("身份证过期了", ""),
    ],
)
def test_a_place_is_picked_out_by_how_it_ends(line: str, place: str) -> None:
    assert read(line).place == place
    assert place in read(line).summary


# -- what


def test_categories_are_ranked_and_the_rooms_own_words_count() -> None:
    assert read("楼上半夜跑跳").category == "noise"
    assert len(read("老公喝酒打人，邻居报警，孩子吓哭，门也砸坏了").categories) == 3
    words = {"dog": read_words("跑跳")}
    assert read_quick("楼上半夜跑跳", NOW, ROOM, words).categories == ("dog",)


def test_the_digits_begin_with_the_guesses_and_go_on_with_the_most_used() -> None:
    digits = best_first(("consumer", "dispute", "tip"), CATEGORY.most_used)
    assert digits[:4] == ("consumer", "dispute", "tip", "hazard")
    assert len(digits) == len(set(digits)) == 9
    assert best_first((), CATEGORY.most_used) == CATEGORY.most_used


def test_an_empty_line_is_an_empty_request() -> None:
    assert read("  ") == Quick()
    assert read("13800010001").values() == {"phone": "13800010001"}


def test_what_is_worth_a_draft_has_no_guess_that_the_text_holds_as_well() -> None:
    assert read("王秀英 13800010001 昨晚在3号楼吵").told() == {
        "applicant": "王秀英", "phone": "13800010001", "summary": "昨晚在3号楼吵",
    }  # fmt: skip


# -- nothing is lost

PIECES = st.sampled_from(
    [
        "王秀英", "13800010001", "138 0001 0002", "110105194912310021", "楼上半夜跑跳", "，", " ", "、",
        "：", "昨晚", "3号楼2单元", "12345", "１２", "张伟说", "John Smith", "021-65432100", "x", "欧阳倩",
        "·", "买买提·艾力", "0", "。", "110105491231002", "电话", "接到",
    ]
)  # fmt: skip


def letters(text: str) -> list[str]:
    """The letters and digits of a text, in no order."""
    return sorted(re.sub(r"[\W_]", "", one_line(clean(text))).casefold())


@given(st.one_of(st.lists(PIECES, max_size=9).map("".join), st.text(max_size=40)))
@example("王秀英 王秀英 13800010001 13800010001")
def test_nothing_that_was_told_is_lost(line: str) -> None:
    found = read(line)
    flat = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    kept = [found.summary, found.phone, found.id_number]
    if found.applicant not in found.summary or len(letters("".join(kept))) < len(letters(line)):
        kept.append(found.applicant)
    same = str.maketrans(flat)
    assert letters("".join(kept).translate(same)) == letters(line.translate(same))


@given(st.lists(PIECES, max_size=9).map("".join))
def test_what_was_picked_out_can_be_logged(line: str) -> None:
    found = read(line)
    if found.occurred_at:
        assert read_occurred(found.occurred_at, NOW, ROOM) <= NOW + timedelta(minutes=1)
    assert found.guessed <= {"applicant", "occurred_at", "place", "category"}
    assert all(code in CATEGORY for code in found.categories)
