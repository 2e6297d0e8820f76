"""Hashing PINs with argon2id; its parameters stand in each hash, and argon2 is loaded at the first one."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from deskapp.domain.lockout import Tick

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_SALT, _HASH = 16, 32


class Hashing(Protocol):
    """How secrets become hashes and are compared with them."""

    def make(self, secret: str) -> str:
        """A new hash, with its salt and its parameters in it."""
        ...

    def fits(self, kept: str, secret: str) -> bool:
        """Whether `secret` is the one of the hash `kept`."""
        ...

    def is_stale(self, kept: str) -> bool:
        """Whether `kept` was made with other parameters than these."""
        ...

    def nobodys(self) -> str:
        """A hash that no secret fits: comparing with it takes as long as with a real one."""
        ...


@dataclass(frozen=True, slots=True)
class Argon:
    """argon2id with the second recommended set of parameters of RFC 9106."""

    rounds: int = 3
    memory: int = 65_536
    """In KiB."""
    lanes: int = 4

    def make(self, secret: str) -> str:
        """A new hash."""
        return self._hasher().hash(secret)

    def fits(self, kept: str, secret: str) -> bool:
        """Whether the secret fits; a hash that was spoilt in the file fits none."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher().verify(kept, secret)
        except (VerificationError, InvalidHashError):
            return False

    def is_stale(self, kept: str) -> bool:
        """Whether the parameters have changed since."""
        return self._hasher().check_needs_rehash(kept)

    def nobodys(self) -> str:
        """The parameters with an empty salt and an empty hash."""
        salt, tail = (base64.b64encode(bytes(size)).decode().rstrip("=") for size in (_SALT, _HASH))
        return f"$argon2id$v=19$m={self.memory},t={self.rounds},p={self.lanes}${salt}${tail}"

    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(self.rounds, self.memory, self.lanes, hash_len=_HASH, salt_len=_SALT)


_BOOT = Path("/proc/sys/kernel/random/boot_id")


def machine_ticks() -> Tick:
    """The machine's own clock, sleep included where the system counts it."""
    try:
        boot = _BOOT.read_text("ascii").strip()
    except OSError:
        boot = ""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return Tick(boot, time.monotonic() if clock is None else time.clock_gettime(clock))
