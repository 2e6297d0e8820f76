"""Where things are and how the desk speaks: config.toml, the environment and flags, as one frozen value."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deskapp.db import check, sync
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.print_options import NOTHING_SET, Printing, printing_of
from deskapp.domain.words import LANGUAGES, N_

THEMES = ("dark", "light", "contrast")

FOLDERS = ("backups", "papers", "exports")
"""Names in config.toml whose value is a folder that must be writable."""

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
    kept_backups: str = ""
    """Folder of the copies, where it is not beside the desk file."""
    kept_second: str = ""
    """The second place of the copies, as a folder on a stick; empty where there is none."""
    copies_kept: str = ""
    """Of how many days, weeks and months copies stay, as 7/4/12; see domain.rotation."""
    copy_key: str = ""
    """The public key to which copies are encrypted; empty where they are readable."""
    kept_papers: str = ""
    """Folder of the PDFs, where it is not beside the desk file."""
    kept_exports: str = ""
    """Folder of exports whose name has none."""
    chosen: bool = False
    """True where a flag, the environment or config.toml names the database."""
    language: str = "zh"
    printer: str = ""
    """Name of the print queue; empty means the system's default."""
    printing: Printing = NOTHING_SET
    """How papers are printed, and where slips go."""
    theme: str = "dark"
    """dark, light or contrast."""
    bell: str = "on"
    """on, or off for a desk that never rings."""
    ascii: bool = False
    """Borders and marks without box drawing."""
    opened_by: str = ""
    """The key file of an encrypted desk file; empty where there is none, or where a passphrase is asked for."""
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
        return Path(self.kept_papers).expanduser() if self.kept_papers else self.database.parent / "papers"

    @property
    def backups(self) -> Path:
        """Folder of the copies of the desk file."""
        return Path(self.kept_backups).expanduser() if self.kept_backups else self.database.parent / "backups"

    @property
    def second_place(self) -> Path | None:
        """The second place of the copies, where one is set."""
        return Path(self.kept_second).expanduser() if self.kept_second else None

    @property
    def exports(self) -> Path:
        """Folder of the tables that are written from a list, and of named ones where somebody chose it."""
        return Path(self.kept_exports).expanduser() if self.kept_exports else self.database.parent / "exports"

    def place(self, name: str) -> Path | str:
        """The path that is in use now for the setting `name`, or nothing where it is no path."""
        if name == "exports":
            return self.exports if self.kept_exports else ""
        if name == "second_place":
            return self.second_place or ""
        return {"backups": self.backups, "papers": self.papers, "database": self.database}.get(name, "")


def load(
    environ: Mapping[str, str] = os.environ,
    *,
    database: str = "",
    language: str = "",
    ascii: bool = False,
    key_file: str = "",
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
        printing=printing_of(kept),
        kept_backups=kept.get("backups", ""),
        kept_second=kept.get("second_place", ""),
        copies_kept=kept.get("backups_kept", ""),
        copy_key=kept.get("backup_key", ""),
        kept_papers=kept.get("papers", ""),
        kept_exports=kept.get("exports", ""),
        theme=theme,
        bell="off" if kept.get("bell", "").casefold() == "off" else "on",
        ascii=ascii or environ.get("DESKAPP_ASCII", "") == "1",
        opened_by=key_file or environ.get("DESKAPP_KEY_FILE", "") or kept.get("key_file", ""),
        now=environ.get("DESKAPP_NOW", ""),
    )


def reread(settings: Settings) -> Settings:
    """`settings` with what config.toml says now of printer, folders and bell; look and language stay."""
    kept = _read(settings.config)
    return replace(
        settings,
        printer=kept.get("printer", ""),
        printing=printing_of(kept),
        bell="off" if kept.get("bell", "").casefold() == "off" else "on",
        kept_backups=kept.get("backups", ""),
        kept_second=kept.get("second_place", ""),
        copies_kept=kept.get("backups_kept", ""),
        copy_key=kept.get("backup_key", ""),
        kept_papers=kept.get("papers", ""),
        kept_exports=kept.get("exports", ""),
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
    write(settings.config, changes)
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


@dataclass(frozen=True, slots=True)
class ConfigToml:
    """The settings file, as the service of settings needs it."""

    path: Path

    def value(self, name: str) -> str:
        """What stands in it under `name`; nothing where nothing does. Raises DeskError."""
        return _read(self.path).get(name, "")

    def check(self, name: str, text: str) -> None:
        """See that what `text` names can be used: a folder written, a desk file opened. Raises DeskError."""
        place = Path(text).expanduser()
        if text and name in FOLDERS:
            _see_folder(place)
        elif text and name == "second_place":
            _see_second(place)
        elif text and name == "backup_key":
            from deskapp.envelope import check as check_key

            check_key(text)
        elif text and name == "database":
            check(place)

    def put(self, name: str, text: str) -> None:
        """Write `name`, or take it out where `text` is nothing; whole or not at all. Raises DeskError."""
        try:
            write(self.path, {name: text})
        except OSError as error:
            raise DeskError(
                N_("The settings file {path} cannot be written: {why}. Nothing is changed: ask whoever set up "
                   "this machine."),
                path=self.path, why=reason(error),
            ) from error  # fmt: skip


def write(config: Path, changes: Mapping[str, str]) -> None:
    """Write `changes` into config.toml, keeping its comments, order and other lines; an empty text takes a line out.

    The file is replaced in one step, 0600, and is on the disk when this returns. Raises OSError.
    """
    import tomlkit

    config.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    real = config.resolve()  # where it is a link, what it points to is replaced
    text = real.read_text("utf-8") if real.exists() else _NEW
    document = tomlkit.parse(text)
    for name, value in changes.items():
        if value:
            document[name] = value
        elif name in document:
            del document[name]
    fresh = real.with_name(f".{real.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(tomlkit.dumps(document))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(real)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync(real.parent)


def _see_second(folder: Path) -> None:
    """See that the folder on a stick or disk can be written; what it lies in must be there. Raises DeskError."""
    if not folder.is_dir() and not folder.absolute().parent.is_dir():
        raise DeskError(
            N_("There is no {folder}: plug in the stick or disk first, then type a folder on it. Nothing is changed."),
            code=Exit.NOT_FOUND, folder=folder.absolute().parent,
        )  # fmt: skip
    _see_folder(folder)


def _see_folder(folder: Path) -> None:
    """Make the folder where it is missing and see that it can be written. Raises DeskError."""
    probe = folder / f".deskapp.{os.getpid()}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        probe.unlink()
    except OSError as error:
        raise DeskError(
            N_("The folder {folder} cannot be made or written: {why}. Nothing is changed: choose another one."),
            code=Exit.USAGE, folder=folder, why=reason(error),
        ) from error  # fmt: skip
