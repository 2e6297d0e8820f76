"""What the desk paints reaches the terminal whole."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
from pathlib import Path
from typing import cast

from deskapp.driver import whole


class Short(io.FileIO):
    """A file that takes but half of what it is given, as a write does that a signal breaks off."""

    def write(self, data: object) -> int:
        given = bytes(memoryview(cast(bytes, data)))
        return super().write(given[: max(1, len(given) // 2)])


def test_signals_cut_nothing_off_what_an_unbuffered_terminal_is_given() -> None:
    reads, writes = os.pipe()
    frame, got = "屏" * 200_000, bytearray()

    def read() -> None:
        while data := os.read(reads, 65536):
            got.extend(data)

    reader = threading.Thread(target=read)
    reader.start()
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    raw = io.TextIOWrapper(io.FileIO(writes, "w", closefd=False), "utf-8", write_through=True)
    ended = threading.Event()

    def interrupt(who: int = threading.get_ident()) -> None:
        while not ended.is_set():
            signal.pthread_kill(who, signal.SIGUSR1)
            time.sleep(0.0005)

    signals = threading.Thread(target=interrupt)
    signals.start()
    try:
        stream = whole(raw)
        stream.write(frame)
        stream.flush()
    finally:
        ended.set()
        signals.join()
        signal.signal(signal.SIGUSR1, before)
        os.close(writes)
        reader.join()
        os.close(reads)
    assert got.decode() == frame


def test_a_stream_with_a_buffer_is_left_as_it_is(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        assert whole(stream) is stream


def test_a_short_write_is_carried_on(tmp_path: Path) -> None:
    raw = io.TextIOWrapper(Short(tmp_path / "out", "w"), "utf-8", write_through=True)
    with whole(raw) as stream:
        stream.write("一行字" * 100)
    assert (tmp_path / "out").read_text("utf-8") == "一行字" * 100
