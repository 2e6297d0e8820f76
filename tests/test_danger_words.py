"""The words of danger: what proposes a mark, in both languages, and the plain quarrels that propose none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.danger_words import SIGNS
from deskapp.domain.dispute_draft import propose_flags, propose_risk
from deskapp.domain.dispute_signals import speaks
from deskapp.domain.due import propose
from tests.builders import EN

VIOLENT = (
    "夫妻吵架，丈夫酒后打人", "老公打我", "老公又打我了", "长期家暴", "遭遇家庭暴力", "被丈夫打伤",
    "被老公打得不敢回家", "丈夫喝酒后动手，脸上有伤", "妻子说老公天天殴打她", "儿子打母亲要钱",
    "男朋友扇她耳光", "夫妻打架，邻居来劝", "前夫又来家门口堵人", "打老婆被邻居听到",
    "爸爸打孩子，孩子身上有伤", "挨老公打", "他打了老婆一巴掌", "Husband beats her when drunk",
    "My husband hit me again", "He beat his wife", "She was beaten by her husband",
    "domestic violence, third time", "boyfriend slapped her", "her husband was drunk and hit her",
    "Family Violence", "his wife kicked him", "she says the husband is violent",
    "ex-husband keeps harassing her", "her partner hits the children",
)  # fmt: skip

THREATENING = (
    "去要还说要打我", "扬言要砍人", "对方威胁他", "说要弄死他全家", "手里拿着棍子", "拿刀堵门",
    "说再来就打死他", "要杀他", "He has a knife", "Threatens to kill him", "came with a KNIFE",
    "I will kill you, he said", "threatened her with an axe", "he beat up the landlord",
    "says he will beat him", "two men with iron bars", "neighbour threatening the family",
    "he came with a stick", "Wants to stab somebody", "death threat by phone",
)  # fmt: skip

PLAIN = (
    "楼上半夜跑跳，太吵", "夫妻争吵，丈夫天天打麻将", "丈夫打电话来说不还钱", "老公在外打工，不寄钱回家",
    "丈夫打牌输了两万", "妻子嫌丈夫打呼噜", "婆媳吵架，儿子打圆场", "丈夫打算离婚", "老公打她电话不接",
    "邻居砍树压坏了车棚", "买菜砍价吵起来", "冰棍化了要赔钱", "卖光棍节礼品的摊位占道", "杀了邻居家的鸡",
    "打死也不认账", "工人扬言要上访", "夫妻吵架，没动手", "丈夫没有打人，只是摔了杯子",
    "前夫每月不给抚养费", "前妻不让看孩子", "丈夫动手修水管弄湿了楼下", "丈夫被邻居骂了",
    "儿子打篮球吵到楼下", "狗叫太吵", "孩子打球砸了玻璃", "扬言要起诉他", "老公打车不给钱",
    "丈夫和邻居为停车吵", "妻子打扫楼道时和邻居争执", "并没有威胁对方",
    "The beat of the music is too loud", "Drums beating until midnight", "The noise is killing me",
    "He wants to sue", "She threatens to sue the landlord", "threatened to complain to the office",
    "Neighbour killed the hens", "the husband hit the neighbour's car while parking",
    "husband and wife quarrel about money", "they argue about a wall", "no knife, no threat",
    "kill time in the shop", "He stabs at the plan", "the fitness club is loud",
    "the husband did not hit her", "the wife beats carpets in the yard",
    "knife sharpener rings too early", "a hit-and-run of words about a debt", "her husband called me",
    "we beat them at cards and they will not pay", "the water gun of the child wet the wall",
    "minor quarrel about a dog", "no domestic help came", "the partner of the shop hit a low price",
    "ex-tenant does not pay", "wages were beaten down", "he hit the brakes late",
)  # fmt: skip


@pytest.mark.parametrize("said", VIOLENT)
def test_violence_at_home_is_proposed_as_a_mark(said: str) -> None:
    assert "domestic_violence" in propose_flags(said)
    assert "domestic_violence" in propose("dispute", said).dangers
    assert propose("dispute", said).urgency == "critical"


@pytest.mark.parametrize("said", THREATENING)
def test_a_threat_is_proposed_as_a_mark(said: str) -> None:
    assert "threat" in propose_flags(said)
    assert {"threat", "weapon"} & set(propose("dispute", said).dangers)


@pytest.mark.parametrize("said", PLAIN)
def test_a_plain_quarrel_raises_no_false_alarm(said: str) -> None:
    assert not {"threat", "domestic_violence"} & set(propose_flags(said))
    assert not {"threat", "weapon", "domestic_violence", "self_harm"} & set(propose("dispute", said).dangers)


def test_full_width_letters_and_line_breaks_speak_too() -> None:
    assert propose_flags("Ｈｅ ｈａｓ ａ ｋｎｉｆｅ") == ("threat",)
    assert propose_flags("争吵\n丈夫酒后打人") == ("domestic_violence",)
    assert propose_flags("") == ()


def test_the_risk_of_violence_at_home_is_serious_and_says_its_words() -> None:
    risk, why = propose_risk("夫妻吵架，丈夫酒后打人", ("domestic_violence",), 2, "individual", EN)
    assert risk == "orange"
    assert "丈夫酒后打" in why
    risk, why = propose_risk("they quarrel", ("domestic_violence",), 2, "individual", EN)
    assert (risk, why) == ("orange", "Domestic violence is marked.")
    assert propose_risk("夫妻吵架", (), 2, "individual", EN) == ("", "")


def test_a_warning_shows_the_words_as_they_stand_in_the_text() -> None:
    found = next(speaks("Then he said: I WILL  KILL YOU", (), 2, "individual"))
    assert (found.kind, found.risk, found.params) == ("threat", "red", (("word", "KILL YOU"),))


@given(st.text(alphabet="丈夫打被不没了人 husbandhitkle.，刀\n", max_size=300))
def test_any_text_is_looked_through_quickly(text: str) -> None:
    began = time.perf_counter()
    for sign in SIGNS:
        sign.said(text)
    assert time.perf_counter() - began < 1


def test_a_very_long_text_is_looked_through_quickly() -> None:
    began = time.perf_counter()
    for text in ("husband " * 2000, "丈夫被" * 4000, "前夫" * 5000, "wife a b c " * 1500, "打" * 10_000):
        propose("dispute", text)
    assert time.perf_counter() - began < 5
