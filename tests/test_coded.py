"""Words of the desk inside records: said in the language of whoever reads them; what people wrote stays."""

from __future__ import annotations

import json

from deskapp import locales
from deskapp.domain.coded import Coded, both, coded, told
from deskapp.domain.text import clean
from deskapp.domain.words import Term
from tests.builders import EN
from tests.test_cli import Desk, desk, log, room  # noqa: F401 - the fixtures

ZH = locales.load("zh")


def test_words_of_the_desk_are_said_in_the_language_of_the_reader() -> None:
    kept = coded("The roster says: {state}", state=Term("Returned"))
    assert isinstance(kept, Coded)
    assert told(kept, EN) == "The roster says: Returned"
    assert told(kept, ZH) == f"{ZH('The roster says: {state}', state=ZH('Returned'))}"
    two = both([("{name}: willing", {"name": "王秀英"}), ("{name}: not willing", {"name": "{x}"})])
    assert told(two, EN) == "王秀英: willing; {x}: not willing"
    assert told(two, ZH) == "王秀英：愿意; {x}：不愿意"


def test_what_people_wrote_stays_as_it_is_and_cannot_pass_for_words_of_the_desk() -> None:
    for text in ("", "gone", '[["The roster says: {state}", {}]]', "From request LF-20261121-001."):
        assert told(text, ZH) == text
    typed = clean(str(coded("Undone")))
    assert told(typed, ZH) == typed


def test_willing_and_the_way_of_a_request_are_said_in_the_language_of_each_reader(room: Desk) -> None:  # noqa: F811
    number = log(room, "Shouting", "--name", "Zhao Min").split()[0]
    first = "JF-20261121-001"
    assert room("dispute", "open", "--from", number, "--type", "noise", "--party", "Li").code == 0
    assert room("dispute", "willing", first, "--party", "Li", "--answer", "yes").code == 0
    english, chinese = (room("show", first, "--lang", lang) for lang in ("en", "zh"))
    assert "Li: willing" in english.out
    assert "Li：愿意" in chinese.out
    reasons = [
        row["reason"] for row in json.loads(room("show", first, "--json", "--lang", "zh").out)["history"]
    ]
    assert "Li：愿意" in reasons
    for lang in ("en", "zh"):
        shown = room("show", number, "--lang", lang).out
        assert first in shown  # the number alone: its words belong to whoever reads it
        assert "Goes on" not in shown
