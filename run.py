#!/usr/bin/env python3
"""Sets the desk up beside this file and opens it: `python3 run.py [for deskapp]` or `--tests [for pytest]`.

It needs Python 3.11 with pip, nothing else; an older Python still reads this file, to say that it is too old.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT

HERE = Path(__file__).resolve().parent
ENV = HERE / ".venv"
PYTHON = ENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UNFINISHED = ENV / "deskapp-unfinished"
PIP = ["install", "-q", "--require-hashes", "--no-deps", "--no-user", "--disable-pip-version-check"]
VERSION = "import sys; sys.version_info >= (3, 11) and print('# Python %d.%d' % sys.version_info[:2])"
OFFLINE = "NewConnection|ConnectionError|Timeout|timed out|name resolution|unreachable|ProxyError|SSLError"
FAILURES = (
    ("No space left", "磁盘已满，需要约 500 MB。", "the disk is full, 500 MB are needed."),
    ("HASHES", "下载的文件与锁定的不符，未安装。", "a download is not the locked one; it is not installed."),
    (OFFLINE, "下载失败，请连上网络再试。", "the download failed, connect to the network and try again."),
)


def give_up(chinese: str, english: str) -> None:
    """Say a sentence instead of a traceback; stderr takes any character, whatever the locale."""
    sys.exit(f"无法启动：{chinese}\nCannot start: {english}")


def read(path: Path) -> str:
    """The text of a file, none where it is missing."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def call(*command: str | Path) -> tuple[int, str]:
    """Run a command in silence: its exit status and all that it said."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    try:
        done = subprocess.run([*command], cwd=HERE, env=env, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT)
    except OSError as error:
        return 1, str(error)
    return done.returncode, done.stdout.decode("utf-8", "replace").strip()


def ready(locked: str) -> bool:
    """Whether all is installed: a note in the environment names its Python and repeats the locked list."""
    python, _, noted = read(ENV / f"deskapp-{locked}").partition("\n")
    if UNFINISHED.exists() or not PYTHON.exists() or noted != read(HERE / locked):
        return False
    return python == "# Python %d.%d" % sys.version_info[:2] or python == call(PYTHON, "-c", VERSION)[1]


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time: a lock on this file, which the system drops when the process ends."""
    with open(__file__, "rb") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 30)  # beyond the end, so that others can still read the file
            while True:
                with contextlib.suppress(OSError):  # ten seconds in vain: once more
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            with contextlib.suppress(OSError):  # a network drive without locks
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def installer() -> list[str | Path]:
    """The pip that fills the environment: the one outside, else its own, else an old one outside."""
    outside = [sys.executable, "-m", "pip"]
    pip = re.search(r"^pip (\d+)\.(\d+)", call(*outside, "--version")[1], re.MULTILINE)
    if pip and (int(pip[1]), int(pip[2])) >= (22, 3):
        return [*outside, "--python", PYTHON, *PIP]
    if call(PYTHON, "-m", "ensurepip")[0] == 0:  # Debian leaves it out
        return [PYTHON, "-m", "pip", *PIP]
    if not pip:
        give_up("没有 pip，请先安装（apt install python3-pip）。", "pip is missing: apt install python3-pip")
    place = call(PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")[1]
    return [*outside, *PIP, "--upgrade", "--target", place]


def set_up(locked: str) -> None:
    """Make the environment where it is missing or broken, and install the locked versions."""
    import venv

    try:
        if UNFINISHED.exists() or not call(PYTHON, "-c", VERSION)[1].startswith("# Python"):
            venv.EnvBuilder(clear=ENV.is_dir(), symlinks=os.name != "nt").create(ENV)
        UNFINISHED.touch()
        status, said = call(*installer(), "-r", HERE / locked)
        UNFINISHED.unlink()
        for name in {locked, "requirements.txt"} if status == 0 else ():  # the dev list holds the other
            note = call(PYTHON, "-c", VERSION)[1] + "\n" + read(HERE / name)
            (ENV / f"deskapp-{name}").write_text(note, encoding="utf-8")
    except (OSError, ValueError) as error:
        status, said = 1, str(error)
    if status:
        for pattern, chinese, english in FAILURES:
            if re.search(pattern, said):
                give_up(chinese, english)
        last = [said, *(line for line in said.splitlines() if "error" in line.lower())][-1]
        give_up(f"安装没有完成：{last}", f"the set-up failed: {last}")


def main(words: list[str]) -> None:
    """Set up what is missing, then become the desk, or its tests."""
    if sys.version_info < (3, 11):
        give_up("需要 Python 3.11 或更高版本。", "Python 3.11 or newer is needed: " + sys.version.split()[0])
    tests = words[:1] == ["--tests"]
    locked = "requirements-dev.txt" if tests else "requirements.txt"
    if not ready(locked):
        print("正在准备运行环境，约需一分钟…  Setting up, about a minute ...", file=sys.stderr, flush=True)
        with alone():
            if not ready(locked):  # another one may have done it meanwhile
                set_up(locked)
    # -P: a file called typing.py in the folder one happens to be in must not stand in for Python's own
    command = [str(PYTHON), "-P", "-m", *(["pytest", *words[1:]] if tests else ["deskapp", *words])]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    env["PYTHONPATH"] = str(HERE)
    if tests:
        os.chdir(HERE)
    if os.name != "nt":
        os.execve(PYTHON, command, env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the affair of the desk itself
    sys.exit(subprocess.call(command, env=env))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
