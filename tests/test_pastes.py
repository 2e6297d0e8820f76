"""A bracketed paste is text from its first mark to its last, however the terminal cuts it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskapp.pastes import BEGIN, END, Pastes

TEXT = st.text(st.sampled_from("ab中\x1b[2J\n~01"), max_size=30).filter(
    lambda text: END not in text and BEGIN not in text
)


def test_an_escape_inside_a_paste_stays_text() -> None:
    assert list(Pastes().split(f"x{BEGIN}AA\x1b[2JBB\nCC{END}y")) == [
        (False, "x"), (True, "AA\x1b[2JBB\nCC"), (False, "y"),
    ]  # fmt: skip


@given(TEXT, st.lists(st.integers(1, 40), max_size=8))
def test_a_paste_is_whole_however_it_is_cut(text: str, cuts: list[int]) -> None:
    stream, pastes = f"{BEGIN}{text}{END}", Pastes()
    at = [0, len(BEGIN)]
    for cut in cuts:
        at.append(min(at[-1] + cut, len(stream)))
    found = [
        part
        for start, end in zip(at, [*at[1:], len(stream)], strict=True)
        for part in pastes.split(stream[start:end])
    ]
    assert "".join(said for pasted, said in found if pasted) == (stream[len(BEGIN) :].partition(END)[0])


def test_a_mark_cut_between_two_reads_is_found() -> None:
    pastes = Pastes()
    assert list(pastes.split("a\x1b[20")) == [(False, "a")]
    assert list(pastes.split("0~中\x1b[201")) == []
    assert list(pastes.split("~b")) == [(True, "中"), (False, "b")]


def test_a_lone_escape_is_a_key_at_once() -> None:
    assert list(Pastes().split("\x1b")) == [(False, "\x1b")]
