"""The keys of the search index: texts as pairs of characters, names by their sound, numbers from all sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from deskapp.domain.surnames import surname_of
from deskapp.domain.text import clean, compatible

VERSION = 2
"""Of the keys: a file whose index was made by other rules is indexed anew."""

SOUND, PART, FRONT, TAIL, NUMBER = "¡·«»§"
"""Keys that are no pairs of characters begin with one of these; no word of a text does, for they end words."""

EDGE = 4
"""Beginnings of a sound up to this length are keys of their own: short prefixes of many names are slow to gather."""

PIECE = 3
"""Digits of a phone or document number in one piece."""

LONGEST = 64
"""Letters of one sound."""

_EDGES = (*(slice(size) for size in range(1, EDGE + 1)), slice(LONGEST))

_NUMBER = re.compile(r"[A-Z]{2}-(\d{4})(\d{2})(\d{2})-(\d+)$")


MANY = 5
"""Digits from which a number in a text is looked for by its pieces."""

_LONG = re.compile(f"[0-9]{{{MANY},}}")

_SIGNS = frozenset("#$%&*+/<=>@[\\]^_`{|}~")
_SIGN = 0xF800
"""Added to a sign: the index leaves out signs as they are, and nobody types what stands there."""


_MARKS = frozenset("，。、：；？！（）《》“”…—·")
"""What ends a word in most texts: known without the tables of all characters, a megabyte of memory."""


class _Folding(dict[int, str]):
    """How each character is searched for; what ends a word is a blank. A memo of a pure rule."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        folded = " " if char in _MARKS else "".join(map(_searched, compatible(char).casefold()))
        self[point] = folded
        return folded


def _searched(char: str) -> str:
    if char < "\x80":
        return char if char.isalnum() else " "
    if "\u4e00" <= char <= "\u9fff":
        return char
    # What this Python does not know (Cn) or fonts alone know (Co) may be the rare character of a name.
    kind = category(char)
    return " " if kind[0] in "PZ" or kind in ("Cc", "Cf", "Cs") else char


_FOLDING = _Folding()


def runs(text: str) -> list[str]:
    """The words of `text`: without case and width, broken at white space and punctuation.

    Each character is folded by itself, so that what any part of a text folds to is a part of the whole.
    """
    return text.translate(_FOLDING).split()


def pairs(text: str) -> str:
    """`text` as overlapping pairs of characters, each word with its last character behind.

    So any stretch of a word is one phrase of keys, and one character alone is the beginning of a key. Signs of
    programs and prices stand behind, each once; other punctuation has no keys. A long number has the pieces of a
    phone, too: its pairs are those of every house number.
    """
    words = runs(text)
    keys = [key for run in words for key in (*stretch(run), run[-1])]
    numbers = [key for run in words for number in _LONG.findall(run) for key in digit_keys(number)]
    return " ".join((*keys, *numbers, *_signs(text)))


def _signs(text: str) -> list[str]:
    found = {char for char in text if char in _SIGNS}
    return [chr(_SIGN + ord(char)) for char in sorted(found)]


def stretch(run: str) -> Iterator[str]:
    """The pairs of one word."""
    return (run[at : at + 2] for at in range(len(run) - 1))


# -- sounds of a name


@lru_cache(maxsize=2_000)  # as below: one person brings many things, and one list has many namesakes
def name_keys(name: str) -> str:
    """The sounds of a name, from each of its characters on: in full, surname in full, and by initials.

    The first of them has all its readings, a surname those of the table before them. Loads pypinyin.
    """
    units = _units(name)
    keys: dict[str, None] = {}
    rest, initials = "", ""
    places = []
    for readings in reversed(units):
        places.append((readings, rest, initials))
        rest, initials = readings[0] + rest, readings[0][0] + initials
    for readings, rest, initials in reversed(places):
        for reading in readings:
            for form in (reading + rest, reading + initials, reading[0] + initials):
                for edge in _EDGES:
                    keys[form[edge]] = None
    return " ".join([SOUND + key for key in keys])


def _units(name: str) -> list[tuple[str, ...]]:
    """The readings of each Chinese character; words of other letters stay whole."""
    found: list[tuple[str, ...]] = []
    for run in runs(name):
        parts = re.findall(r"[^\u3007\u3400-\u9fff\U00020000-\U0003ffff]+|.", run)
        found += [(part,) if len(part) > 1 or part < "\u3007" else _readings(part) for part in parts]
    chinese = "".join(runs(name)[:1])
    surname, readings = surname_of(chinese)
    for place in range(len(surname)):
        told = [reading[place] for reading in readings]
        found[place] = tuple(dict.fromkeys((*told, *found[place])))
    return found


@lru_cache(maxsize=10_000)  # a memo of a pure rule: the characters of names come again and again
def _readings(char: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # late: it costs a fifth of a second

    found = pinyin(char, style=Style.NORMAL, heteronym=True)
    plain = [reading.casefold() for reading in found[0]] if found else [char]
    return tuple(dict.fromkeys(form for reading in plain for form in (reading, reading.replace("v", "u"))))


# -- numbers


def digit_keys(number: str) -> list[str]:
    """The keys of a phone or a document number: its pieces, and the whole from both ends."""
    said = "".join(runs(number))
    if not said:
        return []
    return [*_pieces(said), FRONT + said, TAIL + said[::-1]]


def _pieces(said: str) -> list[str]:
    return [PART + said[at : at + PIECE] for at in range(len(said) - PIECE + 1)]


def record_keys(number: str) -> list[str]:
    """The keys of a record's number: whole, its year, month and day with and without year, and its serial."""
    known = _NUMBER.match(number)
    if known is None:
        return []
    year, month, day, serial = known.groups()
    dates = (year, year + month, year + month + day, year[2:] + month + day, month + day)
    return [
        f"{NUMBER}n{year}{month}{day}{serial}",
        *(f"{NUMBER}d{date}" for date in dates),
        f"{NUMBER}s{serial}",
    ]


def tails(record: str, *numbers: str) -> str:
    """The keys of the number of a record and of the phones and documents of its person."""
    return " ".join((*record_keys(record), *(key for number in numbers for key in digit_keys(number))))


# -- what is typed


@dataclass(frozen=True, slots=True)
class Word:
    """One word that was typed: what it may be, each as a condition of the index."""

    text: str
    """Folded: what a found text holds."""
    kind: str
    """"text", "sound", "digits", "number", or "sign"."""
    prefix: str = ""
    """The register that a record number names, as "LF"."""
    date: str = ""
    serial: str = ""


WORDS = 16
"""Words looked for; more do not narrow what is found."""

_DASHED = re.compile(r"(?:([a-z]{2})-?)?(\d{8}|\d{6}|\d{4})-(\d{0,6})$")
_TIGHT = re.compile(r"(?:([a-z]{2})-?)?(20\d\d[01]\d[0-3]\d(?=\d{3,4}$)|[01]\d[0-3]\d(?=\d{3}$))(\d+)$")
_PREFIXED = re.compile(r"([a-z]{2})-?()(\d{1,8})$")


def words(typed: str) -> tuple[Word, ...]:
    """What was typed as words that must all be found."""
    found: dict[Word, None] = {}
    for chunk in clean(typed[:10_000], lines=True).split():
        found.update(dict.fromkeys(_words_of(chunk)))
        if len(found) >= WORDS:
            break
    return tuple(found)[:WORDS]


def _words_of(chunk: str) -> Iterator[Word]:
    plain = compatible(chunk).casefold()
    number = _DASHED.match(plain) or _TIGHT.match(plain) or _PREFIXED.match(plain)
    if number:
        yield Word("".join(runs(plain)), "number", (number[1] or "").upper(), number[2], number[3])
    else:
        found = runs(chunk)
        for run in found:
            yield _word(run[:LONGEST])
        for sign in [] if found else sorted(_SIGNS.intersection(plain)):
            yield Word(sign, "sign")


def _word(run: str) -> Word:
    sound = run.replace("ü", "v")
    if sound.isascii() and sound.isalpha():
        return Word(run, "sound")
    if run.isascii() and any(char.isdigit() for char in run):
        return Word(run, "digits")
    return Word(run, "text")


def phrase(word: Word, columns: str) -> str:
    """The condition that a text in one of `columns` holds the word."""
    if word.kind == "sign":
        return f'{{{columns}}} : "{chr(_SIGN + ord(word.text))}"'
    keys = " ".join(stretch(word.text))
    return f'{{{columns}}} : "{keys}"' if keys else f'{{{columns}}} : "{word.text}" *'


def match(word: Word, columns: str, *, bare: bool = True) -> str:
    """The condition of the index for one word; `columns` are those that hold texts.

    With `bare` a number without the letters before it is looked for among the numbers of records, too.
    """
    by_number = bare or bool(word.prefix)
    if _LONG.fullmatch(word.text) and word.kind == "digits":
        either = [*_digits(word.text, f"{columns} tails"), *(_of_record(word.text) if bare else ())]
        return f"({' OR '.join(either)})"
    either = [phrase(word, columns)]
    if word.kind == "sound":
        either.append(_sound(word.text.replace("ü", "v")[:LONGEST]))
    elif word.kind == "digits":
        either += [*_digits(word.text), *(_of_record(word.text) if bare else ())]
    elif word.kind == "number":
        either = [*(_record(word) if by_number else ()), *(_digits(word.text) if word.text.isdigit() else ())]
    return f"({' OR '.join(either)})" if either else ""


def _sound(said: str) -> str:
    return f'{{sounds}} : "{SOUND}{said}"' + (" *" if len(said) > EDGE else "")


_WHOLE = 11
"""From this many digits on a number is looked for from its ends, by whole keys: there are few that fit."""


def _digits(said: str, columns: str = "tails") -> list[str]:
    """The conditions that a number in one of `columns` has these digits."""
    found = []
    if len(said) >= _WHOLE:
        found += [f'{{{columns}}} : "{FRONT}{said}" *', f'{{{columns}}} : "{TAIL}{said[::-1]}" *']
    elif len(said) >= PIECE:
        found.append(f'{{{columns}}} : "{" ".join(_pieces(said))}"')
    return found


def _of_record(said: str) -> list[str]:
    if not said.isdigit() or len(said) > 14:
        return []
    return _serial_or_day(said) if len(said) <= 8 else [f'{{tails}} : "{NUMBER}n{said}" *']


def ends(word: Word, *, bare: bool = True) -> str:
    """The condition that a phone, a document or a record number ends in the word; empty where that cannot be."""
    if word.kind != "digits" or len(word.text) < PIECE:
        return ""
    end = f'{{tails}} : "{TAIL}{word.text[::-1]}" *'
    return f'({end} OR {{tails}} : "{NUMBER}s{word.text}")' if bare else end


def _record(word: Word) -> list[str]:
    date, serial = word.date, word.serial
    if len(date) == 8:
        return [f'{{tails}} : "{NUMBER}n{date}{serial}" *']
    if date:
        whole = f' AND {{tails}} : "{NUMBER}s{int(serial):03d}"' if len(serial) >= PIECE else ""
        return [f'({{tails}} : "{NUMBER}d{date}"{whole})']
    return _serial_or_day(serial)


def _serial_or_day(said: str) -> list[str]:
    found = [f'{{tails}} : "{NUMBER}s{int(said):03d}"'] if len(said) <= 6 else []
    if len(said) >= 4:
        found.append(f'{{tails}} : "{NUMBER}d{said}"' + (" *" if len(said) in (5, 7) else ""))
    return found
