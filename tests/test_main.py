"""How the program begins and ends: the version, the environment, the locale, crashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskapp import __version__, crash
from deskapp.__main__ import main
from deskapp.settings import Settings


def call(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "deskapp", *words]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **env}, check=False
    )


def test_the_version_is_answered_before_anything_else(home: Path) -> None:
    done = call("--version", "--db", "/nowhere", "--lang", "xx")
    assert (done.returncode, done.stdout) == (0, f"deskapp {__version__}\n")


def test_the_version_needs_next_to_nothing(home: Path) -> None:
    code = "import sys; from deskapp.__main__ import main; main(['--version']); print(len(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(len(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout.split()[-1]) <= int(bare.stdout) + 4


def test_a_bare_call_opens_the_desk_without_typer(home: Path) -> None:
    code = """
import sys, types
app = types.ModuleType("deskapp.app")
app.run = lambda settings, typed: print(settings.database.name, settings.ascii, "typer" in sys.modules) or 0
sys.modules["deskapp.app"] = app
from deskapp.__main__ import main
sys.exit(main(["--db", "x.db", "--ascii", "--lang", "en"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "x.db True False\n")


def test_textual_gets_no_settings_but_ours(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_LOG", "keys.log")
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "0")
    assert main(["paths", "-q"]) == 0
    assert {name for name in os.environ if name.startswith("TEXTUAL")} == {
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FPS",
    }
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"


def test_under_another_encoding_it_begins_again_in_utf8(home: Path) -> None:
    code = """
import os, sys
from deskapp import start
os.execv = lambda path, words: (print(words[1:3], os.environ["PYTHONUTF8"]), sys.exit(7))
sys.getfilesystemencoding = lambda: "gbk"
start.start(["paths"])
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "['-X', 'utf8'] 1\n")
    again = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert again.returncode == 0


def test_a_reader_that_goes_away_ends_it_quietly(home: Path) -> None:
    line = f'"{sys.executable}" -P -m deskapp --help --lang en | true'
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_ctrl_c_ends_it_quietly(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*args: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("deskapp.settings.load", interrupted)
    assert main(["paths"]) == 130
    assert capsys.readouterr().err == ""


def test_an_unexpected_error_is_one_sentence_and_a_log_without_names(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*args: object, **named: object) -> None:
        name, phone = "王秀英", "13800001111"
        try:
            raise ValueError(f"{name} {phone}")
        except ValueError as error:
            raise RuntimeError(f"cannot log {name}") from error

    monkeypatch.setattr("deskapp.cli.build", broken)
    assert main(["paths", "--lang", "en"]) == 1
    said = capsys.readouterr()
    log = home / ".local/state/deskapp/crash.log"
    assert said.err.count("\n") == 1
    assert str(log) in said.err
    text = log.read_text("utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "tests/test_main.py" in text
    assert not any(
        word in text + said.err for word in ("王秀英", "13800001111", str(home / "x"), "cannot log")
    )
    assert log.stat().st_mode & 0o777 == 0o600


def test_debug_shows_the_trace(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("why")

    monkeypatch.setattr("deskapp.cli.build", broken)
    assert main(["paths", "--lang", "en", "--debug"]) == 1
    assert "RuntimeError: why" in capsys.readouterr().err


def test_a_crash_is_logged_even_where_the_log_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, no folder")
    settings = Settings(
        config=tmp_path / "c.toml", database=tmp_path / "d.db", state=tmp_path / "state" / "x"
    )
    place = crash.write(settings, ValueError("secret"))
    try:
        assert "builtins.ValueError" in place.read_text("utf-8")
        assert "secret" not in place.read_text("utf-8")
    finally:
        place.unlink()


def test_the_crash_log_stays_small(tmp_path: Path) -> None:
    settings = Settings(config=tmp_path / "c.toml", database=tmp_path / "d.db", state=tmp_path)
    settings.crash_log.write_text("x" * 300_000)
    crash.write(settings, ValueError())
    assert settings.crash_log.stat().st_size < 10_000


def test_the_day_sheet_needs_neither_sqlmodel_nor_typer(home: Path) -> None:
    words = ["setup", "--practice", "--station", "S", "--room", "R", "--officer", "L", "--badge", "1", "-q"]
    assert call(*words, DESKAPP_LANG="en").returncode == 0
    code = """
import sys
from deskapp.__main__ import main
code = main(["handover", "--pdf", "s.pdf"])
heavy = {"sqlmodel", "sqlalchemy", "alembic", "typer", "textual", "pypinyin"}
sys.exit(code or bool(heavy & set(sys.modules)))
"""
    env = {**os.environ, "DESKAPP_LANG": "en"}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0
