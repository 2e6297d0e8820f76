"""Finding a label by its sound: initials, whole syllables or a mixture, in every reading of each character."""

from __future__ import annotations

Sounds = tuple[tuple[str, ...], ...]
"""For each character its readings; a character without any reads as itself."""


def sounds_of(text: str, *, every: bool = True) -> Sounds:
    """The readings of each character of `text`, the usual one in these words first and alone without `every`."""
    from pypinyin import Style, lazy_pinyin, pinyin  # late: it costs a fifth of a second

    found: list[tuple[str, ...]] = []
    usual = lazy_pinyin(text, errors=_apart)  # type: ignore[arg-type]
    for place, char in enumerate(text):
        here = usual[place] if place < len(usual) else char
        if not every:
            found.append((here.casefold(),))
            continue
        others = pinyin(char, style=Style.NORMAL, heteronym=True, errors=_apart)  # type: ignore[arg-type]
        readings = [here, *(others[0] if others else ())]
        found.append(tuple(dict.fromkeys(reading.casefold() for reading in readings)))
    return tuple(found)


def _apart(text: str) -> list[str]:
    return list(text)


def begins(wanted: str, sounds: Sounds, at: int = 0) -> bool:
    """Whether `wanted` can be read from the character `at` on: `dy`, `dayin`, `day` and `dyin` all fit 打印."""
    if not wanted:
        return True
    if at >= len(sounds):
        return False
    for reading in sounds[at]:
        if reading.startswith(wanted):
            return True
        if wanted.startswith(reading) and begins(wanted[len(reading) :], sounds, at + 1):
            return True
        if wanted[0] == reading[0] and begins(wanted[1:], sounds, at + 1):
            return True
    return False


def within(wanted: str, sounds: Sounds) -> bool:
    """Whether `wanted` can be read from any character on."""
    return any(begins(wanted, sounds, at) for at in range(len(sounds)))
