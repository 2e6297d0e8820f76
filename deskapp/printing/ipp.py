"""One question in the printers' own protocol: how a job stands.

`lpstat` lists a cancelled job among the completed ones, and CUPS 2.4 gives both the same reasons; the state itself
is told by IPP alone (RFC 8011, Get-Job-Attributes).
"""

from __future__ import annotations

import getpass
import http.client
import socket
import struct

_VERSION = b"\x01\x01"
_GET_JOB_ATTRIBUTES = 0x0009
_OPERATION, _END = b"\x01", b"\x03"
_CHARSET, _LANGUAGE, _URI, _NAME, _KEYWORD = 0x47, 0x48, 0x45, 0x42, 0x44
_LAST_DELIMITER = 0x0F
_MOST = 1 << 20
"""Bytes of an answer at the most."""

PENDING, HELD, PROCESSING, STOPPED, CANCELLED, ABORTED, COMPLETED = range(3, 10)
"""The states of a job, as the protocol counts them."""


class _Local(http.client.HTTPConnection):
    """HTTP over the socket file of the print service on this machine."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        """Open the socket file."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def job_state(server: str, job: int, seconds: float) -> int | None:
    """The state of a job at `server`, which is host:port or the path of a socket; None where it does not tell."""
    if not server:
        return None
    try:
        connection = _connection(server, seconds)
        try:
            connection.request("POST", f"/jobs/{job}", _question(job), {"Content-Type": "application/ipp"})
            answer = connection.getresponse()
            said = answer.read(_MOST)
        finally:
            connection.close()
        return _state_in(said) if answer.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError, IndexError, struct.error):
        return None


def _connection(server: str, seconds: float) -> http.client.HTTPConnection:
    if server.startswith("/"):
        return _Local(server, seconds)
    host, _, port = server.rpartition(":")
    return http.client.HTTPConnection(host or server, int(port) if host else 631, timeout=seconds)


def _question(job: int) -> bytes:
    return (
        _VERSION + struct.pack(">HI", _GET_JOB_ATTRIBUTES, 1) + _OPERATION
        + _attribute(_CHARSET, "attributes-charset", "utf-8")
        + _attribute(_LANGUAGE, "attributes-natural-language", "en")
        + _attribute(_URI, "job-uri", f"ipp://localhost/jobs/{job}")
        + _attribute(_NAME, "requesting-user-name", _user())
        + _attribute(_KEYWORD, "requested-attributes", "job-state")
        + _END
    )  # fmt: skip


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return "anonymous"


def _attribute(tag: int, name: str, value: str) -> bytes:
    key, text = name.encode(), value.encode()[:255]
    return bytes([tag]) + struct.pack(">H", len(key)) + key + struct.pack(">H", len(text)) + text


def _state_in(said: bytes) -> int | None:
    """The job-state of an answer that went well."""
    if len(said) < 8 or struct.unpack(">H", said[2:4])[0] >= 0x0100:
        return None
    at = 8
    while at < len(said) and said[at : at + 1] != _END:
        if said[at] <= _LAST_DELIMITER:
            at += 1
            continue
        (size,) = struct.unpack(">H", said[at + 1 : at + 3])
        name = said[at + 3 : at + 3 + size]
        at += 3 + size
        (size,) = struct.unpack(">H", said[at : at + 2])
        value = said[at + 2 : at + 2 + size]
        at += 2 + size
        if name == b"job-state":
            return int.from_bytes(value, "big")
    return None
