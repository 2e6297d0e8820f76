"""Copies that the desk writes and cannot read: in the age format, for a key whose secret part lies elsewhere."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from deskapp.domain.copy_key import read_copy_key
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_

MAGIC = b"age-encryption.org/v1"
ENDING = ".age"


def is_locked(path: Path) -> bool:
    """Whether this is an encrypted copy. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def check(public: str) -> str:
    """A public key whose check letters are right. Raises DeskError."""
    plain = read_copy_key(public)
    if plain:
        from pyrage import RecipientError, x25519

        try:
            x25519.Recipient.from_str(plain)
        except RecipientError as error:
            raise DeskError(
                N_(
                    "This public key has a wrong letter or digit in it. Copy it again, or make one: deskapp backup-key"
                ),
                code=Exit.USAGE,
            ) from error
    return plain


def make() -> tuple[str, str]:
    """A new pair of keys: the public one, and the secret one that opens what it closes."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def lock(source: Path, half: Path, public: str) -> None:
    """Write `source` encrypted to the holder of the secret key into the new file `half`. Raises DeskError, OSError."""
    from pyrage import EncryptError, encrypt_io, x25519

    descriptor = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with source.open("rb") as plain, os.fdopen(descriptor, "wb") as file:
            encrypt_io(plain, file, [x25519.Recipient.from_str(check(public))])
            file.flush()
    except EncryptError as error:
        raise OSError(str(error)) from error


def read_identity(path: Path) -> str:
    """The secret key in a key file of age. Raises DeskError."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError(
            N_("The key file {path} cannot be read. Check the path that stands behind --identity."),
            path=path,
        ) from error
    found = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")]
    if len(found) != 1:
        raise DeskError(
            N_("{path} is no key file of copies: one line of it begins with AGE-SECRET-KEY-. Use the right one with "
               "--identity."),
            path=path,
        )  # fmt: skip
    return found[0]


def unlock(source: Path, half: Path, secret: str, key_file: Path) -> None:
    """Write the encrypted copy `source`, readable, into the new file `half`. Raises DeskError."""
    from pyrage import DecryptError, IdentityError, decrypt_io, x25519

    try:
        identity = x25519.Identity.from_str(secret)
    except IdentityError as error:
        raise DeskError(
            N_("The secret key in {path} has a wrong letter or digit in it. Nothing is changed: use its other copy."),
            path=key_file,
        ) from error  # fmt: skip
    descriptor = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with source.open("rb") as locked, os.fdopen(descriptor, "wb") as file:
            decrypt_io(locked, file, [identity])
    except (DecryptError, OSError, ValueError) as error:
        with suppress(OSError):
            half.unlink()
        if "No matching keys" in str(error):
            raise DeskError(
                N_("{path} was encrypted for another key than that in {key_file}. Nothing is changed: use the right "
                   "one with --identity."),
                path=source, key_file=key_file,
            ) from error  # fmt: skip
        raise DeskError(
            N_(
                "{path} is damaged or cut off: it is not what the desk wrote. Nothing is changed: take another copy."
            ),
            path=source,
        ) from error
