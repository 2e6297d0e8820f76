"""Where things are and how the desk speaks: config.toml, the environment and flags, as one frozen value."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import LANGUAGES, N_

THEMES = ("dark", "light", "contrast")

_NEW = """\
# deskapp settings. Lines that begin with # are yours to keep; the desk leaves them alone.
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the program must know before it opens a file."""

    config: Path
    """The settings file, config.toml."""
    database: Path
    state: Path
    """Folder of the crash log and of kept PDFs."""
    chosen: bool = False
    """True where a flag, the environment or config.toml names the database."""
    language: str = "zh"
    printer: str = ""
    """Name of the print queue; empty means the system's default."""
    theme: str = "dark"
    """dark, light or contrast."""
    bell: str = "on"
    """on, or off for a desk that never rings."""
    ascii: bool = False
    """Borders and marks without box drawing."""
    now: str = ""
    """DESKAPP_NOW: the clock of a practice file."""

    @property
    def key_file(self) -> Path:
        """The key of the audit chain, beside the settings and never in the database."""
        return self.config.with_name("audit.key")

    @property
    def crash_log(self) -> Path:
        """Where an unexpected error leaves its trace, without names, phones or IDs."""
        return self.state / "crash.log"

    @property
    def papers(self) -> Path:
        """Folder of the PDFs that the desk keeps."""
        return self.database.parent / "papers"

    @property
    def exports(self) -> Path:
        """Folder of the tables that are written from a list."""
        return self.database.parent / "exports"

    @property
    def backups(self) -> Path:
        """Folder of the copies of the desk file."""
        return self.database.parent / "backups"


def load(
    environ: Mapping[str, str] = os.environ, *, database: str = "", language: str = "", ascii: bool = False
) -> Settings:
    """Settings in their order: flag, then DESKAPP_*, then config.toml, then default. Raises DeskError."""
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("deskapp", appauthor=False)
    config = Path(environ.get("DESKAPP_CONFIG") or Path(dirs.user_config_dir) / "config.toml")
    kept = _read(config)
    chosen = language or environ.get("DESKAPP_LANG", "") or kept.get("language", "") or "zh"
    if chosen not in LANGUAGES:
        raise DeskError(
            N_("“{language}” is no language of the desk: choose zh or en."), code=Exit.USAGE, language=chosen
        )
    theme = environ.get("DESKAPP_THEME", "") or kept.get("theme", "") or THEMES[0]
    if theme not in THEMES:
        raise DeskError(
            N_("“{theme}” is no theme of the desk: choose dark, light or contrast."),
            code=Exit.USAGE,
            theme=theme,
        )
    place = database or environ.get("DESKAPP_DB", "") or kept.get("database", "")
    return Settings(
        config=config,
        database=Path(place).expanduser() if place else Path(dirs.user_data_dir) / "desk.db",
        state=Path(dirs.user_state_dir),
        chosen=bool(place),
        language=chosen,
        printer=kept.get("printer", ""),
        theme=theme,
        bell="off" if kept.get("bell", "").casefold() == "off" else "on",
        ascii=ascii or environ.get("DESKAPP_ASCII", "") == "1",
        now=environ.get("DESKAPP_NOW", ""),
    )


def _read(config: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(config.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeskError(
            N_("The settings file {path} cannot be read: {why}. Mend it or move it away."),
            path=config, why=error,
        ) from error  # fmt: skip
    except PermissionError as error:
        raise DeskError(
            N_("No permission for {path}: ask whoever set up this machine. Nothing is changed."), path=config
        ) from error
    return {name: value for name, value in found.items() if isinstance(value, str)}


def remember(settings: Settings, **changes: str) -> Settings:
    """Write `changes` (language, theme, database, printer) into config.toml, keeping its comments and other lines."""
    import tomlkit

    settings.config.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = settings.config.read_text("utf-8") if settings.config.exists() else _NEW
    document = tomlkit.parse(text)
    for name, value in changes.items():
        document[name] = value
    fresh = settings.config.with_suffix(".new")
    descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(document))
    fresh.replace(settings.config)
    return replace(
        settings,
        language=changes.get("language", settings.language),
        theme=changes.get("theme", settings.theme),
        printer=changes.get("printer", settings.printer),
        database=Path(changes["database"]) if "database" in changes else settings.database,
    )


def audit_key(settings: Settings) -> bytes:
    """The key of the audit chain; made on first use, 0600, 32 random bytes in hex."""
    path = settings.key_file
    try:
        return bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        pass
    except ValueError as error:
        raise DeskError(
            N_("The key file {path} is damaged. Bring back its copy, or move it away to begin a new key."),
            path=path,
        ) from error
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = os.urandom(32)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:  # another window was first
        return audit_key(settings)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
    return key
