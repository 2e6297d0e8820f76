"""The audit chain: each row is bound to the one before by a keyed hash over a canonical form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

START = "0" * 64
"""What the first row of a chain has as its predecessor."""


def canonical(content: Mapping[str, object] | Sequence[object]) -> bytes:
    """The one byte form of `content`: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seal(key: bytes, content: Mapping[str, object] | Sequence[object]) -> str:
    """HMAC-SHA-256 of the canonical form, in hex; personal data is inside it only as this hash."""
    import hashlib  # late, as below: it takes three megabytes, and a desk that only reads needs none
    import hmac

    return hmac.new(key, canonical(content), hashlib.sha256).hexdigest()


def key_name(key: bytes) -> str:
    """The first eight hex digits of the key's own hash: tells keys apart without showing one."""
    import hashlib

    return hashlib.sha256(key).hexdigest()[:8]
