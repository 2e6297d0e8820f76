"""The house keeps its floors: arrows point down, and nothing heavy comes in before it is needed."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import deskapp

ROOT = Path(__file__).resolve().parent.parent

LATE = ("alembic", "argon2", "openpyxl", "pypinyin", "sqlalchemy", "sqlmodel", "typer", "typst")
"""Libraries that the first frame does not wait for."""

ON_SCREEN = (
    "app", "disputing", "drafts", "driver", "fieldwork", "kiosk", "privacy", "screens", "seat", "serving", "shifting",
    "themes", "tidy", "unlocking", "volunteering", "widgets",
)  # fmt: skip
SCRIPTS = ("migrations", "__main__")
"""Run by Alembic and by `python -m`, not imported."""

HEAVY = ("services", "tables", "cli", "commands", *SCRIPTS)
"""Floors that stand on SQLModel or Typer; they are imported inside functions."""

WATCH = """
import importlib, sys
banned, modules = sys.argv[1].split(), sys.argv[2:]
for module in modules:
    importlib.import_module(module)
    found = [name for name in banned if name in sys.modules]
    if found:
        sys.exit(f"{module} brings in {', '.join(found)}")
"""


def modules_outside(*floors: str) -> list[str]:
    walked = pkgutil.walk_packages([str(ROOT / "deskapp")], "deskapp.", onerror=lambda name: None)
    return [module.name for module in walked if module.name.split(".")[1] not in floors]


def bring_in(banned: tuple[str, ...], modules: list[str]) -> str:
    """Import the modules one by one in a fresh process; what it says when a banned library has come along."""
    command = [sys.executable, "-c", WATCH, " ".join(banned), *modules]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return done.stderr.strip()


def test_the_import_contracts_are_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_module_stands_on_a_floor() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors = {name for layer in settings["contracts"][0]["layers"] for name in re.findall(r"\w+", layer)}
    parts = {path.stem for path in (ROOT / "deskapp").glob("*.py")} - {"__init__"}
    parts |= {path.parent.name for path in (ROOT / "deskapp").glob("*/*.py")}
    assert parts <= floors


def test_headless_modules_never_import_textual() -> None:
    assert bring_in(("textual",), modules_outside(*ON_SCREEN, *SCRIPTS)) == ""


def test_opening_the_screens_imports_no_late_library() -> None:
    assert bring_in(LATE, modules_outside(*HEAVY)) == ""


@pytest.mark.parametrize("module", ["deskapp", "deskapp.__main__"])
def test_asking_for_the_version_imports_next_to_nothing(module: str) -> None:
    assert bring_in((*LATE, "textual", "rich", "pydantic"), [module]) == ""
    assert deskapp.__version__


def test_the_first_frame_brings_no_tls_along_and_whoever_needs_it_still_has_it() -> None:
    script = (
        "import sys; from deskapp import start; start._load_asyncio(); from deskapp.app import run\n"
        "found = {'_ssl', '_hashlib'} & sys.modules.keys()\n"
        "import ssl; ssl.create_default_context\n"
        "sys.exit(', '.join(found) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
