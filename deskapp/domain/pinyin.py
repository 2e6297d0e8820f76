"""Pinyin keys of short labels, so that a list is found by sound."""

from __future__ import annotations


def keys_of(text: str) -> tuple[str, str]:
    """Initials and full pinyin of `text`; characters without pinyin stay as they are."""
    from pypinyin import Style, lazy_pinyin  # late: it costs a fifth of a second

    full = lazy_pinyin(text)
    first = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return "".join(first).casefold(), "".join(full).casefold()
