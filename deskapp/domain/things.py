"""What can be lost and found: the kinds of people, animals and things that a desk is asked about."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_, Words

KIND = CodeList(
    "thing_kind", N_("Who or what"),
    Code("person", N_("Person")),
    Code("pet", N_("Pet")),
    Code("phone", N_("Mobile phone")),
    Code("wallet", N_("Wallet")),
    Code("id_paper", N_("Identity paper")),
    Code("bank_card", N_("Bank card")),
    Code("cash", N_("Cash")),
    Code("keys", N_("Bunch of keys")),
    Code("bag", N_("Bag or case")),
    Code("jewellery", N_("Jewellery")),
    Code("electronics", N_("Electronics")),
    Code("clothing", N_("Clothing")),
    Code("bike", N_("Bicycle or e-bike")),
    Code("vehicle", N_("Car or motorcycle")),
    Code("toy", N_("Toy or child's scooter")),
    Code("document", N_("Papers or book")),
    Code("medicine", N_("Medicine")),
    Code("other", N_("Other")),
    most_used=("person", "pet", "phone", "wallet", "id_paper", "keys", "bag", "bike", "other"),
)  # fmt: skip

PERSON, OTHER = "person", "other"

FOUND_KIND = KIND.narrowed("found_kind", lambda code: code != PERSON)
"""What can lie in custody: nobody is kept there."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("手机", "iphone", "phone"), "wallet": ("钱包", "wallet", "purse"),
    "id_paper": ("身份证", "护照", "驾驶证", "行驶证", "社保卡", "户口", "passport", "licence"),
    "bank_card": ("银行卡", "储蓄卡", "信用卡", "bank card"), "cash": ("现金", "元现", "cash"),
    "keys": ("钥匙", "keys"), "jewellery": ("戒指", "项链", "手镯", "耳环", "首饰", "手表", "ring", "necklace"),
    "electronics": ("电脑", "平板", "相机", "耳机", "laptop", "tablet", "camera"),
    "toy": ("滑板车", "玩具", "童车", "scooter", "toy"), "bike": ("电动车", "自行车", "单车", "e-bike", "bicycle"),
    "vehicle": ("汽车", "轿车", "摩托", "motorcycle"), "pet": ("狗", "犬", "猫", "鸟", "dog", "cat", "parrot"),
    "medicine": ("药",), "document": ("文件", "合同", "书本", "档案", "document"),
    "clothing": ("衣服", "外套", "帽子", "围巾", "鞋", "coat", "jacket"),
    "bag": ("包", "箱", "bag", "suitcase"),
}  # fmt: skip
"""Words by which a kind is recognised, those that say more first."""

_CATEGORIES: Mapping[str, str] = {"lost_person": PERSON, "lost_pet": "pet"}


def guess_kind(category: str, text: str) -> str:
    """What a request of `category` is about, by its words; something else where they do not say."""
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    said = text.casefold()
    return next((kind for kind, words in _WORDS.items() if any(word in said for word in words)), OTHER)


def named(kind: str, name: str, t: Words) -> str:
    """Kind and name, the kind once where the name says it already."""
    label = KIND.label_of(kind, t)
    return name if kind == OTHER or label.casefold() in name.casefold() else f"{label} {name}".strip()
