"""How the program begins and how it ends: environment, language, the one place that shows refusals."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.commands.flags import Flags, split
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import LANGUAGES, Words

if TYPE_CHECKING:
    from deskapp.settings import Settings

_INTERRUPTED = 130
SWITCH = 0.0005
"""Seconds that a key waits at most for a thread that is at work, as on a draft; Python's own are ten times as long."""


def start(words: list[str]) -> int:
    """Open the desk, or run a command, and give the exit code."""
    _speak_utf8()
    _prepare_environment()
    language = _language(words)
    flags, settings, rest = Flags(), None, list[str]()
    try:
        flags, rest = split(words)
        if rest[:1] == ["kiosk"]:
            _ignore_keyboard()
        from deskapp.keyring import RING
        from deskapp.settings import load

        settings = load(database=flags.db, language=flags.lang, ascii=flags.ascii, key_file=flags.key_file)
        if settings.opened_by:
            RING.hold_file(Path(settings.opened_by).expanduser())
        code = _run(settings, flags, rest)
        sys.stdout.flush()
    except DeskError as error:
        return _refuse(error, _words(settings, language))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # the reader of our lines has gone, as in `deskapp list requests | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - the one crash handler of the command line
        if (refused := _about_the_file(error, settings)) is not None:
            return _refuse(refused, _words(settings, language))
        debug = flags.debug and rest[:1] != ["kiosk"]  # a trace has names in it, and the room is a public one
        return _crashed(error, settings, _words(settings, language), debug)
    return code


def _run(settings: Settings, flags: Flags, rest: list[str]) -> int:
    if rest:
        from deskapp.commands.passphrase import prepare

        prepare(settings, flags, rest, _words(settings, settings.language))
    if rest in ([], ["kiosk"]) and flags.for_the_desk:
        return _open_screen(settings, kiosk=bool(rest))
    if rest[:1] == ["handover"]:
        from deskapp.commands import sheets

        if asked := sheets.read(rest[1:]):
            from deskapp.commands.call import Call

            return sheets.hand_over(Call(settings, _words(settings, settings.language), flags), asked)
    from deskapp.cli import run

    return run(settings, flags, rest)


def _open_screen(settings: Settings, *, kiosk: bool = False) -> int:
    """Open the desk or the kiosk; the terminal is asked how wide it draws while the screens are loaded."""
    import gc
    from dataclasses import replace

    gc.disable()  # nothing that is loaded now is garbage; the app turns it on again after its first frame
    sys.setswitchinterval(SWITCH)

    probe = None
    if os.name == "posix" and not settings.ascii:
        from deskapp.probe import ask

        probe = ask()
    try:
        _load_asyncio()
        from deskapp import app
    finally:
        wide = probe is not None and probe.is_wide()
    run = app.run_kiosk if kiosk else app.run
    return run(replace(settings, ascii=settings.ascii or wide), probe.typed if probe else b"")


def _load_asyncio() -> None:
    """Load it without TLS, which takes four megabytes: a desk opens no connection to anywhere."""
    known = sys.modules.get("ssl")
    sys.modules["ssl"] = None  # type: ignore[assignment]  # the way to say that there is no such module
    import asyncio  # noqa: F401 - for those who come after

    del sys.modules["ssl"]
    if known is not None:
        sys.modules["ssl"] = known


def _ignore_keyboard() -> None:
    """No key ends the kiosk, from its first moment on."""
    import signal

    for name in ("SIGINT", "SIGQUIT", "SIGTSTP"):
        if found := getattr(signal, name, None):
            signal.signal(found, signal.SIG_IGN)


def _speak_utf8() -> None:
    """Begin again in UTF-8 mode where the locale has another encoding: names would not survive in it."""
    if sys.getfilesystemencoding().lower() == "utf-8" or sys.flags.utf8_mode:
        return
    if os.environ.get("PYTHONUTF8") == "1":  # we come from here already
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _prepare_environment() -> None:
    """New files are for their owner alone; Textual gets no settings but ours."""
    os.umask(0o077)
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]  # one of them writes every key into a file
    os.environ.pop("PYTHONINSPECT", None)  # it opens a prompt where the program ends
    # With the kitty protocol on, words committed by an input method arrive as escape codes.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    # A key that comes just after a frame is drawn 4 ms later, not 17; where nothing changes nothing is drawn.
    os.environ["TEXTUAL_FPS"] = "250"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _language(words: list[str]) -> str:
    """The language before the settings are read: of the flag, else of the environment."""
    said = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "--lang"]
    said += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    said.append(os.environ.get("DESKAPP_LANG", ""))
    return next((language for language in said if language in LANGUAGES), "zh")


def _words(settings: Settings | None, language: str) -> Words:
    from deskapp import locales

    return locales.load(settings.language if settings else language)


def _refuse(error: DeskError, t: Words) -> int:
    from dataclasses import replace

    print(error.say(replace(t, at_prompt=True)), file=sys.stderr)
    return error.code


def _about_the_file(error: Exception, settings: Settings | None) -> DeskError | None:
    """The sentence for what a command met where it read: a damaged page, a disk that fails; None for a bug."""
    import sqlite3

    from deskapp.db import refusal

    if settings is None or not isinstance(error, sqlite3.DatabaseError):
        return None
    return refusal(error, settings.database)


def _crashed(error: Exception, settings: Settings | None, t: Words, debug: bool) -> int:
    from deskapp import crash

    if debug:
        import traceback

        traceback.print_exception(error)
    print(crash.sentence(t, crash.write(settings, error)), file=sys.stderr)
    return Exit.REFUSED
