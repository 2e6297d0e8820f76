"""The people who come to the desk of a generated file: a card each, some of them again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from deskapp.demo import people
from deskapp.domain.number import number_of
from deskapp.domain.person import PREFIX
from deskapp.domain.person_draft import read_document
from deskapp.domain.search_keys import name_keys

NEW = 0.2
"""The share of visits by somebody who was never here."""
NAMELESS = 0.08
"""The share of visits that leave neither name nor phone."""
RARE = 0.06
"""The share of people with one of the practice desk's special names: other scripts, rare characters."""
SHOWN = 0.3
"""The share of people who showed a document."""

HOME, NEAR = "790106", 0.7
"""Where most documents were given out, and the share of those."""

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解查朴区盖翟乐"
)
_FIRST = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玉秀志建国海春淑子雨浩欣文光小晓立永红"
_SECOND = "英兰华国强娟燕梅生庆芬伟敏静磊洋艳勇杰涛明超霞平刚花涵桐然怡博柱力雨林峰军波辉鹏玲红"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OPERATORS = (
    133, 134, 135, 136, 137, 138, 139, 147, 150, 151, 152, 153, 155, 156, 157, 158, 159, 166, 173, 175, 176, 177, 178,
    180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 191, 193, 198, 199,
)  # fmt: skip
"""How mobile numbers begin: a search for their first digits meets as many as at a real desk."""

sounds = lru_cache(maxsize=None)(name_keys)
"""The keys of a name, made by the rule of the desk, once for each name."""


@dataclass(slots=True)
class Card:
    """What stands on a card."""

    key: int
    number: str
    name: str
    phone: str
    document: str
    address: str


@dataclass
class Crowd:
    """Who comes through the door; every draw is of the one `random`."""

    random: Random
    cards: list[Card] = field(default_factory=list)
    _known: dict[tuple[str, str], Card] = field(default_factory=dict)
    _serials: dict[date, int] = field(default_factory=dict)

    def visit(self, day: date) -> tuple[Card | None, bool]:
        """Who comes now, and whether the card is new."""
        random = self.random
        if random.random() < NAMELESS:
            return None, False
        if self.cards and random.random() > NEW:
            return self.cards[int(random.random() * len(self.cards))], False
        name, phone = self._name(), self._phone()
        if same := self._known.get((name, phone)):  # the desk takes these for one person
            return same, False
        serial = self._serials[day] = self._serials.get(day, 0) + 1
        document = self._document() if random.random() < SHOWN else ""
        address = people.address(random) if random.random() < 0.5 else ""
        made = Card(len(self.cards) + 1, number_of(PREFIX, day, serial), name, phone, document, address)
        self.cards.append(made)
        self._known[name, phone] = made
        return made, True

    def _name(self) -> str:
        random = self.random
        if random.random() < RARE:
            while not (name := people.name(random)):
                pass
            return name
        given = random.choice(_FIRST) + (random.choice(_SECOND) if random.random() < 0.8 else "")
        return random.choice(_SURNAMES) + given

    def _phone(self) -> str:
        """A number like any mobile phone's; the file is for measuring and goes to nobody."""
        return f"{self.random.choice(_OPERATORS)}{self.random.randrange(10**8):08d}"

    def _document(self) -> str:
        """A number with its check digit, of a region that no country has: of one county for most, as at a desk."""
        region = HOME if self.random.random() < NEAR else f"79{self.random.randrange(10**4):04d}"
        born = date(1935, 1, 1) + timedelta(days=self.random.randrange(75 * 365))
        digits = f"{region}{born:%Y%m%d}{self.random.randrange(1000):03d}"
        return digits + _CHECKS[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


PERSON = (
    "id", "room_id", "number", "day", "name", "sounds", "phones", "id_kind", "id_number", "sex", "born", "address",
    "entered_at", "entered_by",
)  # fmt: skip


def row_of(card: Card, room_id: int, day: str, at: str, officer: int) -> tuple[object, ...]:
    """The card as a row of `PERSON`."""
    document = read_document(card.document)
    born = document.born.isoformat() if document.born else None
    return (
        card.key, room_id, card.number, day, card.name, sounds(card.name), card.phone, document.kind,
        document.number, document.sex, born, card.address, at, officer,
    )  # fmt: skip
