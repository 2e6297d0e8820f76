"""The desk uses no network: it runs whole where nothing can open a socket to another machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.terminal import Terminal, the_desk

WATCH = """
import os, sys

def watch(event, args):
    asked = event == "socket.__new__" and int(args[1]) in (2, 10, 23, 30)
    if asked or event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        with open(os.environ["CALLS"], "a") as file:
            file.write(event + "\\n")
        raise OSError("no network here")

sys.addaudithook(watch)
"""
"""A `sitecustomize` for every Python that is started: no internet socket, no look-up of a name."""

DAY = """
import sys
from deskapp.__main__ import main
home = sys.argv[1]
for words in (
    ["setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1"],
    ["log", "--yes", "--category", "noise", "--name", "王小明", "--phone", "13800000000", "楼上吵"],
    ["list", "requests"], ["find", "王小明"], ["show", "1"], ["people", "add", "--name", "李四", "--yes"],
    ["handover", "--text"], ["handover", "--pdf", home + "/sheet.pdf"], ["figures"],
    ["export", home + "/all.xlsx"], ["backup", home + "/copy.db"], ["doctor", "--verify"],
):
    print(words, flush=True)
    assert main([*words, "--no-input"]) == 0, words
"""


@pytest.fixture
def environ(home: Path, tmp_path: Path) -> Mapping[str, str]:
    """An environment in which Python watches itself; without the programs of a printing system, which has sockets."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WATCH)
    path = f"{tmp_path / 'site'}{os.pathsep}{os.environ['PYTHONPATH']}"
    return {
        **os.environ,
        "PYTHONPATH": path,
        "CALLS": str(tmp_path / "calls"),
        "PATH": str(tmp_path),
        "DESKAPP_LANG": "en",
    }


@cache
def strace() -> str:
    """Where strace is, if it can hold a program here; else nothing."""
    found = shutil.which("strace")
    if not found or sys.platform != "linux":
        return ""
    done = subprocess.run(
        [found, "-f", "--seccomp-bpf", "-e", "trace=socket", "-o", os.devnull, "true"],
        check=False,
        capture_output=True,
    )
    return found if done.returncode == 0 else ""


def held(command: Sequence[str], log: Path) -> list[str]:
    """The command with every `socket` call of it and its children refused by the system and noted, if that can be."""
    if not strace():
        return list(command)
    rules = ["-e", "trace=socket,connect", "-e", "inject=socket:error=EACCES"]
    return [strace(), "-f", "--seccomp-bpf", *rules, "-o", str(log), *command]


def abroad(log: Path) -> list[str]:
    """The calls that asked for an internet socket, those of libraries below Python too where strace is there."""
    lines = log.read_text().splitlines() if log.exists() else []
    return [line for line in lines if "AF_INET" in line]


def worked(command: Sequence[str], home: Path, environ: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, cwd=home, env=dict(environ), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (home / "sheet.pdf").stat().st_size > 0
    return done.stdout


def seen(command: Sequence[str], environ: Mapping[str, str], home: Path) -> None:
    """Open the desk, log a matter by keyboard, look at the sheet, leave."""
    subprocess.run(
        the_desk("setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1"),
        env=dict(environ), cwd=home, check=True, capture_output=True,
    )  # fmt: skip
    with Terminal(command, environ=environ, cwd=home) as desk:
        desk.sees("Nothing is open", seconds=60)
        desk.types("f2", "王小明\n13800000000\n3楼上吵\n")
        desk.sees("today 1 · open 1")
        desk.types("f9")
        desk.sees("Keep PDF")
        desk.types("ctrl+s")
        desk.sees("PDF kept")
        desk.types("ctrl+q")
        assert desk.ends(20) == 0


def test_commands_export_and_paper_need_no_network(
    home: Path, environ: Mapping[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "strace"
    worked(held([sys.executable, "-c", DAY, str(home)], log), home, environ)
    assert abroad(log) == []
    assert not Path(environ["CALLS"]).exists()


def test_the_open_desk_needs_no_network(home: Path, environ: Mapping[str, str], tmp_path: Path) -> None:
    log = tmp_path / "strace"
    seen(held(the_desk("--lang", "en"), log), environ, home)
    assert abroad(log) == []
    assert not Path(environ["CALLS"]).exists()


def test_the_watch_would_catch_a_socket(environ: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"],
        env=dict(environ),
        check=False,
        capture_output=True,
    )
    assert done.returncode != 0
    assert Path(environ["CALLS"]).read_text() == "socket.__new__\n"


@pytest.mark.skipif(not strace(), reason="needs strace that may hold programs: apt-get install strace")
def test_strace_would_catch_a_socket_below_python(tmp_path: Path) -> None:
    log, below = tmp_path / "strace", "import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0))"
    done = subprocess.run(
        held([sys.executable, "-c", below], log), check=False, capture_output=True, text=True
    )
    assert done.stdout == "-1\n"
    assert len(abroad(log)) == 1
