"""The audit chain: each link holds the one before by a keyed hash over a canonical form; docs/audit-chain.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

START = "0" * 64
"""What the first link of a chain has as its predecessor."""

FIELDS = (
    "seq", "room_id", "at", "officer_id", "via", "action", "subject", "subject_id", "content", "key_name", "prev",
)  # fmt: skip
"""What the hash of a link is made of, in this order; `bound` follows where it is not empty."""

NOTHING = "-"
"""What stands in `bound` where a write changed no row that is bound; before rows were bound it is empty."""

GONE = "-"
"""The digest of a row that a write took out."""

UNBOUND = ("alembic_version", "audit", "draft", "pin_tries", "purged", "serial", "sqlite_sequence")
"""Tables whose rows no link binds: the chain itself, what is typed and not yet written, counters, and which records
were purged, which the items of the purges say, too.

Tables of the search index, which can be made anew from the records, are not bound either.
"""


def is_bound(table: str) -> bool:
    """Whether links bind the rows of this table."""
    return table not in UNBOUND and not table.startswith(("search_", "sqlite_"))


def canonical(content: Mapping[str, object] | Sequence[object]) -> bytes:
    """The one byte form of `content`: JSON with sorted keys, no spaces, UTF-8.

    What was bent to be no UTF-8 any more has a form, too, and another one than anything that was written.
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        errors="surrogatepass"
    )


def seal(key: bytes, content: Mapping[str, object] | Sequence[object]) -> str:
    """HMAC-SHA-256 of the canonical form, in hex; personal data is inside it only as this hash."""
    import hmac  # late, as below: it takes three megabytes, and a desk that only reads needs none

    return hmac.digest(key, canonical(content), "sha256").hex()


def seal_link(key: bytes, fields: Sequence[object], bound: str) -> str:
    """The hash of a link with these `FIELDS`, which the next one has as its predecessor."""
    return seal(key, [*fields, bound] if bound else fields)


def row_digest(key: bytes, table: str, filled: Mapping[str, object]) -> str:
    """The digest of a row by which a link binds it: the first 128 bits of its seal, in hex.

    `filled` are the columns whose value is not the default of the column, so that a column that a later step
    of the schema adds changes nothing.
    """
    return seal(key, [table, filled])[:32]


def key_name(key: bytes) -> str:
    """The first eight hex digits of the key's own hash: tells keys apart without showing one."""
    import hashlib

    return hashlib.sha256(key).hexdigest()[:8]
