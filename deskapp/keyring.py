"""What opens encrypted desk files: the passphrase or key of this process, and how a file shows that it needs one."""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_

HEADER = b"SQLite format 3\x00"

SALT = 16
"""Bytes at the beginning of an encrypted file from which, with the passphrase, its key is made."""

LEAST = 12
"""Characters of a new passphrase."""

MOST = 256

_PAGE, _RESERVED, _MAC = 4096, 80, 64
_ROUNDS = 256_000
_MIXED = 180
"""Different bytes that a first page has at the least where it is encrypted; texts have half as many."""

_KNOWN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"%PDF",
    b"\x1f\x8b",
    b"age-encryption.org",
    b"7z\xbc\xaf",
    b"Rar!",
)
"""How files begin that look just as mixed and are none of ours."""

_RAW = re.compile(r"[0-9a-fA-F]{64}")

_AGAIN = 0.1
"""Seconds after which the first page is read once more: somebody may have been writing it."""


def head_of(path: Path, size: int = _PAGE) -> bytes:
    """The first bytes of a file. Raises OSError."""
    with path.open("rb") as file:
        return file.read(size)


def is_encrypted(path: Path) -> bool:
    """Whether the file is, by its first page, an encrypted desk file; nobody can say it of all files for sure."""
    head = head_of(path)
    mixed = len(head) == _PAGE and len(set(head)) >= _MIXED
    return mixed and not head.startswith((HEADER, *_KNOWN))


def read_passphrase(text: str) -> str:
    """A passphrase as it counts: full-width signs of an input method are taken as plain ones.

    Raises DeskError for signs that no keyboard types without an input method: who is in a hurry could not type them.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        raise DeskError(N_("The passphrase is missing: type it, then Enter."), field="passphrase")
    if not all(" " <= sign <= "~" for sign in plain):
        raise DeskError(
            N_("A passphrase has Latin letters, digits, blanks and signs only. Switch the input method to English "
               "and type it again."),
            field="passphrase",
        )  # fmt: skip
    if len(plain) > MOST:
        raise DeskError(
            N_("A passphrase has at most {most} characters: type it again."), field="passphrase", most=MOST
        )
    return plain


def read_new_passphrase(text: str, again: str) -> str:
    """A passphrase that somebody chooses. Raises DeskError where it is too short or not typed twice."""
    plain = read_passphrase(text)
    if len(plain) < LEAST or len(set(plain)) < LEAST // 2:
        raise DeskError(
            N_("A passphrase needs at least {least} characters that are not all alike: four or five words with "
               "blanks are good. Type another one."),
            field="passphrase", least=LEAST,
        )  # fmt: skip
    if read_passphrase(again) != plain:
        raise DeskError(N_("The two passphrases are not the same: type both again."), field="again")
    return plain


def read_key_file(path: Path) -> str:
    """The passphrase or key that stands in a key file. Raises DeskError where others could read it, too."""
    try:
        if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise DeskError(
                N_(
                    "Others on this machine can read the key file {path}, so it is not used. Make it yours alone, "
                    "with chmod 600, and try again."
                ),
                path=path,
            )
        text = path.read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise DeskError(
            N_("There is no key file {path}: plug in what it lies on, or use another one with --key-file."),
            path=path,
        ) from error
    except UnicodeDecodeError as error:
        raise DeskError(
            N_("{path} is no key file: it holds no line of text. Use another one with --key-file."),
            path=path,
        ) from error
    except OSError as error:
        raise DeskError(
            N_("The key file {path} cannot be read: check the path and its permissions."), path=path
        ) from error
    return read_passphrase(text)


class KeyRing:
    """The secrets of this process and the keys that were made of them; nothing of it is ever shown or written.

    There is one for the whole process, as there is one umask: which key a person holds goes for every file that
    the program opens, also those that it makes beside the desk file and those that its threads open.
    """

    __slots__ = ("_file", "_keys", "_salt", "_secrets", "ask")

    def __init__(self) -> None:
        self._secrets: list[str] = []
        self._keys: dict[bytes, bytes] = {}
        self._salt = b""
        self._file: Path | None = None
        self.ask: Callable[[Path], str] | None = None
        """How a person is asked for the passphrase of a file, where somebody can be asked in the middle."""

    def __repr__(self) -> str:
        return f"KeyRing({len(self._secrets)})"

    def __bool__(self) -> bool:
        return bool(self._secrets) or self._file is not None

    def hold(self, secret: str) -> None:
        """Try this secret from now on, before all others; new files are made with it."""
        self._secrets = [secret, *(one for one in self._secrets if one != secret)]
        self._salt = b""

    def hold_file(self, path: Path) -> None:
        """Hold what stands in a key file; it is read when the first encrypted file needs it."""
        self._file = path

    def _read(self) -> None:
        if self._file is not None:
            secret, self._file = read_key_file(self._file), None
            self.hold(secret)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._file = None
        self._secrets.clear()
        self._keys.clear()
        self._salt = b""

    def spec_of(self, path: Path) -> str:
        """How the engine is told the key of an encrypted file. Raises DeskError where no secret at hand opens it."""
        salt = head_of(path, SALT)
        if salt not in self._keys:
            self._keys[salt] = self._found(path)
        if not self._salt:
            self._salt = salt
        return _spec(self._keys[salt], salt)

    def opens(self, path: Path, secret: str) -> bool:
        """Whether this secret is the one of an encrypted file. Raises OSError."""
        head = head_of(path)
        if len(head) == _PAGE and _fits(key_of(secret, head[:SALT]), head):
            return True
        time.sleep(_AGAIN)
        again = head_of(path)
        return again != head and len(again) == _PAGE and _fits(key_of(secret, again[:SALT]), again)

    def spec_for_new(self, salt: bytes = b"") -> str:
        """How the engine is told the key of a file that is made now, with the secret that was held last."""
        self._read()
        chosen = salt or self._salt or new_salt()
        if chosen not in self._keys:
            self._keys[chosen] = key_of(self._secrets[0], chosen)
        self._salt = self._salt or chosen
        return _spec(self._keys[chosen], chosen)

    def _found(self, path: Path) -> bytes:
        self._read()
        for secret in self._secrets:
            if self.opens(path, secret):
                return key_of(secret, head_of(path, SALT))
        if self.ask is not None:
            secret = self.ask(path)
            self.hold(secret)
            return key_of(secret, head_of(path, SALT))
        if self._secrets:
            raise wrong_key(path)
        raise needs_key(path)


def new_salt() -> bytes:
    """What an encrypted file begins with; never what a file of another kind begins with."""
    salt = os.urandom(SALT)
    return new_salt() if salt.startswith((HEADER[:4], *_KNOWN)) else salt


def key_of(secret: str, salt: bytes) -> bytes:
    """The key of a file: 64 hex digits are a key themselves, all else is a passphrase, as SQLCipher takes it."""
    if _RAW.fullmatch(secret):
        return bytes.fromhex(secret)
    import hashlib  # late: a plain desk needs none of it

    return hashlib.pbkdf2_hmac("sha512", secret.encode(), salt, _ROUNDS, 32)


def spec_with(secret: str) -> str:
    """How the engine is told the key of a file that begins anew with this secret."""
    salt = new_salt()
    return _spec(key_of(secret, salt), salt)


def make_key_file(path: Path) -> str:
    """Make a key file with a new random key, for its owner alone, and give the key. Raises DeskError."""
    secret = os.urandom(32).hex()
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret + "\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise DeskError(
            N_("{path} is there already and is left as it is. Choose another name."), path=path
        ) from error
    except OSError as error:
        raise DeskError(
            N_("The key file {path} cannot be written: choose another place. Nothing is changed."), path=path
        ) from error
    return secret


def _spec(key: bytes, salt: bytes) -> str:
    return f"x'{key.hex()}{salt.hex()}'"


def _fits(key: bytes, page: bytes) -> bool:
    """Whether the first page was sealed with this key: the engine itself would only say that it is no database."""
    import hashlib
    import hmac

    salt = page[:SALT]
    seals = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    content = page[SALT : _PAGE - _MAC] + (1).to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(seals, content, "sha512"), page[-_MAC:])


def needs_key(path: Path) -> DeskError:
    """The refusal of an encrypted file for which nobody gave a key."""
    return DeskError(
        N_("{path} is encrypted, or it is not a desk file. Give its key: deskapp --key-file FILE, or type its "
           "passphrase when deskapp asks for it on a terminal."),
        path=path,
    )  # fmt: skip


def wrong_key(path: Path) -> DeskError:
    """The refusal of an encrypted file that the key at hand does not open."""
    return DeskError(
        N_("The key does not open {path}: it is that of another file, or its first page is damaged, or it is not a "
           "desk file. Nothing is changed: try again with the right passphrase or key file."),
        path=path, field="passphrase",
    )  # fmt: skip


RING = KeyRing()
"""The keys of this process."""
