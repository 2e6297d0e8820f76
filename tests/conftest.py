"""What every test stands on: a home of its own, no settings from outside, repeatable property tests."""

from __future__ import annotations

import hypothesis  # isort: skip - first: loaded later, under pytest's import hook, it fails on Python 3.11.7

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.keyring import RING
from tests import once

ROOT = Path(__file__).resolve().parent.parent

FOREIGN = ("DESKAPP", "TEXTUAL", "LC_", "XDG_")
"""Variables that begin so come from the tester's own desk and terminal."""

FOREIGN_NAMES = ("COLORTERM", "COLUMNS", "FORCE_COLOR", "LANGUAGE", "LINES", "NO_COLOR")

ENCRYPTED = os.environ.get("DESKAPP_TEST_ENCRYPTED") == "1"
"""Whether every desk file of the tests is an encrypted one: DESKAPP_TEST_ENCRYPTED=1, with the extra installed."""

SECRET = "5e" * 32
"""A key as it is: no passphrase has to be worked on for each file."""

KEY_FILE = Path(tempfile.gettempdir()) / f"deskapp-test-{os.getuid() if hasattr(os, 'getuid') else 0}.key"


def hold_keys() -> None:
    """Begin anew with the keys of this process: none, or the one of all files where all of them are encrypted."""
    RING.forget()
    RING.ask = None
    if ENCRYPTED:
        RING.hold(SECRET)


hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[name]  # Textual reads them when it is imported

# Each program that a test starts would compile the desk anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def in_memory(folder: str = "/dev/shm", least: int = 2 << 30) -> bool:
    """Whether `folder` lies in memory, has room, and lets programs run: fsync then waits for no disk."""
    try:
        found = os.statvfs(folder)
    except (OSError, AttributeError):
        return False
    return found.f_bavail * found.f_frsize >= least and not found.f_flag & os.ST_NOEXEC


if ENCRYPTED:
    fresh = KEY_FILE.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(SECRET)
    fresh.replace(KEY_FILE)
    hold_keys()

if "TMPDIR" not in os.environ and in_memory():
    os.environ["TMPDIR"] = tempfile.tempdir = "/dev/shm"


def pytest_collection_finish() -> None:
    """Keep the garbage collector off all that was loaded: looking through it took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def settle(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Point everything that says where a person's files are into `home`."""
    for name in [name for name in os.environ if name.startswith(FOREIGN) or name in FOREIGN_NAMES]:
        patch.delenv(name)
    for name, folder in {
        "HOME": "", "USERPROFILE": "", "APPDATA": "AppData", "LOCALAPPDATA": "AppData",
        "XDG_CACHE_HOME": ".cache", "XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share",
        "XDG_RUNTIME_DIR": ".run", "XDG_STATE_HOME": ".local/state",
    }.items():  # fmt: skip
        (home / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        patch.setenv(name, str(home / folder))
    patch.setenv("LANG", "C.UTF-8")
    patch.setenv("TERM", "xterm-256color")
    if ENCRYPTED:
        patch.setenv("DESKAPP_KEY_FILE", str(KEY_FILE))
    patch.setenv("PYTHONPATH", str(ROOT))  # for `python -m deskapp` from any folder


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    """The keys that a test holds are its own."""
    yield
    hold_keys()


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a test that forgets its home away from the tester's own desk."""
    with pytest.MonkeyPatch.context() as patch:
        settle(tmp_path_factory.mktemp("nobody"), patch)
        once.shared_styles(patch)
        once.copied_schema(patch, tmp_path_factory.mktemp("once"))
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty home of a new person; the test works in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    settle(folder, monkeypatch)
    monkeypatch.chdir(folder)
    return folder
