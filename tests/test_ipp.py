"""The question how a print job stands: whatever answers, nothing but the state of a job is believed."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskapp.printing import ipp


def attribute(tag: int, name: str, value: bytes) -> bytes:
    return bytes([tag]) + struct.pack(">H", len(name)) + name.encode() + struct.pack(">H", len(value)) + value


HEAD = b"\x01\x01\x00\x00\x00\x00\x00\x01\x01" + attribute(0x47, "attributes-charset", b"utf-8")
STATE = attribute(0x23, "job-state", struct.pack(">I", ipp.CANCELLED))


def http(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def answering(said: bytes, place: Path | None = None) -> Iterator[str]:
    """A print service that gives one answer, on a port or on a socket file."""
    family = socket.AF_UNIX if place else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.bind(str(place) if place else ("127.0.0.1", 0))
        server.listen(1)

        def answer() -> None:
            taken, _ = server.accept()
            with taken:
                asked = taken.recv(65536)
                while b"\x03" not in asked:
                    asked += taken.recv(65536)
                taken.sendall(said)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield str(place) if place else f"127.0.0.1:{server.getsockname()[1]}"
        thread.join(5)


def test_the_state_of_a_job_is_read_on_a_port_and_on_the_socket_file(tmp_path: Path) -> None:
    said = http(HEAD + b"\x02" + attribute(0x44, "job-state-reasons", b"none") + STATE + b"\x03")
    with answering(said) as server:
        assert ipp.job_state(server, 7, 2.0) == ipp.CANCELLED
    with answering(said, tmp_path / "cups.sock") as server:
        assert ipp.job_state(server, 7, 2.0) == ipp.CANCELLED


@pytest.mark.parametrize(
    "said",
    [
        b"", b"garbage\r\n\r\n", http(b""), http(b"<html>"), http(HEAD + b"\x03"), http(HEAD + STATE[:-9]),
        http(HEAD + STATE + b"\x03", "401 Unauthorized"), http(b"\x01\x01\x04\x06" + HEAD[4:] + STATE + b"\x03"),
        http(HEAD + b"\x44\xff\xff"),
    ],
)  # fmt: skip
def test_an_answer_without_a_state_says_nothing(said: bytes) -> None:
    with answering(said) as server:
        assert ipp.job_state(server, 7, 2.0) is None


@pytest.mark.parametrize("server", ["", "127.0.0.1:1", "/nowhere/cups.sock", "127.0.0.1:x"])
def test_a_service_that_is_not_there_says_nothing(server: str) -> None:
    assert ipp.job_state(server, 7, 0.5) is None
