"""The question to the terminal: answered, not answered, and with keys typed meanwhile."""

from __future__ import annotations

import os
import pty
import termios
import time
from collections.abc import Iterator

import pytest

from deskapp.probe import Probe, ask


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The terminal's end and the program's."""
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize(("column", "wide"), [(3, False), (5, True)])
def test_the_answer_says_how_wide_the_signs_are(ends: tuple[int, int], column: int, wide: bool) -> None:
    master, slave = ends
    before = termios.tcgetattr(slave)
    probe = Probe(slave, slave)
    asked = os.read(master, 100)
    assert asked.startswith("\r●─\x1b[6n".encode()) and asked.endswith(b"\r\x1b[K")
    os.write(master, b"\x1b[7;%dR" % column)
    assert probe.is_wide() is wide
    assert probe.typed == b""
    assert termios.tcgetattr(slave) == before


def test_a_terminal_without_an_answer_costs_next_to_nothing(ends: tuple[int, int]) -> None:
    probe = Probe(ends[1], ends[1])
    start = time.perf_counter()
    assert not probe.is_wide()
    assert time.perf_counter() - start < 0.2
    late = Probe(ends[1], ends[1])
    late._until = time.monotonic() - 1  # the screens took longer to load than patience lasts
    start = time.perf_counter()
    assert not late.is_wide()
    assert time.perf_counter() - start < 0.02


def test_keys_typed_meanwhile_are_kept(ends: tuple[int, int]) -> None:
    master, slave = ends
    probe = Probe(slave, slave)
    os.write(master, "\x1bOQ王\x1b[1;3R秀".encode())
    assert not probe.is_wide()
    assert probe.typed == "\x1bOQ王秀".encode()


def test_nothing_is_asked_where_the_width_is_said_or_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskapp.probe.Probe", lambda *_: pytest.fail("asked"))
    assert ask() is None  # under pytest stdin is no terminal
    monkeypatch.setattr("os.isatty", lambda _: True)
    for said in ("0", "1"):
        monkeypatch.setenv("DESKAPP_ASCII", said)
        assert ask() is None
