"""The words for guessing as a room keeps them: for each category what speaks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.guess import Table, default_words, read_words, show_words
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words

DEFAULT = ("default", "默认")
TEXT_LIMIT = 5000
"""Characters of the words of one category."""


def read_own(text: str) -> Mapping[str, str]:
    """What the room wrote, by category. Raises DeskError."""
    if not text:
        return {}
    try:
        own = {str(code): show_words(read_words(words)) for code, words in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise DeskError(
            N_("This is not a table of words. Type one category at a time: words.noise loud hammering*2. "
               "Nothing is changed."),
            code=Exit.USAGE,
        ) from error  # fmt: skip
    return own


def kept(own: Mapping[str, str]) -> str:
    """What the room wrote as text; a category at its default is left out."""
    found = {code: words for code, words in sorted(own.items()) if words != words_of("", code)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def words_of(text: str, category: str) -> str:
    """The words of one category as a person writes them."""
    own = read_own(text)
    return own[category] if category in own else show_words(default_words().get(category, ()))


def changed(text: str, category: str, said: str) -> str:
    """The kept text with other words for `category`; `default` brings the program's back. Raises DeskError."""
    if len(said) > TEXT_LIMIT:
        raise DeskError(
            N_("The words have {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="words", count=len(said), limit=TEXT_LIMIT,
        )  # fmt: skip
    own = dict(read_own(text))
    if clean(said).strip().casefold() in DEFAULT:
        own.pop(category, None)
    else:
        own[category] = show_words(read_words(clean(said)))
    return kept(own)


def told(text: str, part: str, said: str, t: Words) -> str:
    """The kept text after `words.noise 吵 噪音*2`. Raises DeskError."""
    return changed(text, CATEGORY.find(part, t), said)


def table_of(text: str) -> Table:
    """The whole table. Raises DeskError."""
    return {**default_words(), **{code: read_words(words) for code, words in read_own(text).items()}}


def shown(text: str, t: Words) -> str:
    """The words in lines, a category each."""
    return "\n".join(
        f"{entry.code}  {entry.say(t)}  {words_of(text, entry.code)}" for entry in CATEGORY.here(t)
    )
