"""How a public key for encrypted copies looks."""

from __future__ import annotations

import re

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_

_PUBLIC = re.compile(r"age1[a-z0-9]{58}")


def read_copy_key(text: str) -> str:
    """A public key as it was typed, or nothing. Raises DeskError."""
    plain = text.strip()
    if plain and not _PUBLIC.fullmatch(plain):
        raise DeskError(
            N_(
                "A public key for copies begins with age1 and has 62 letters and digits. Make one: deskapp backup-key"
            ),
            code=Exit.USAGE,
        )
    return plain
