"""Runs a scene in a forked child under strace: to write down its calls, to let one fail, to kill it at one."""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deskapp import db
from tests.faults.marks import BUG, Marks, Told
from tests.faults.scenes import Scene, Stage, play

MISSING = (
    "strace is not there or may not look into a process: apt-get install strace, and run the tests as root"
)
_LONGEST = 30
"""Seconds after which a child that hangs is ended."""

WAITS = ("futex", "restart_syscall", "clock_nanosleep")
"""Calls that come as often as the machine likes."""

_CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?([a-z0-9_]+)(?:\(| resumed>)")


@dataclass(frozen=True)
class Ran:
    """A scene that came to its end, one way or another."""

    told: Told
    hit: bool
    """Whether the fault came: the scene has that many calls."""
    killed: bool
    hung: bool
    log: str


def works() -> bool:
    """Whether strace is there and may look into a child."""
    if shutil.which("strace") is None:
        return False
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        watcher = _watch(child.pid, ["-e", "trace=exit_group"], Path(os.devnull))
    except OSError:
        return False
    else:
        child.communicate(b"\n")
        watcher.wait()
        return True
    finally:
        child.kill()
        child.wait()


def _watch(pid: int, options: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Attach strace to a process, and to what threads it begins. Raises OSError where it may not."""
    watcher = subprocess.Popen(
        ["strace", "-f", "-o", str(log), *options, "-p", str(pid)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert watcher.stderr is not None
    for line in watcher.stderr:
        if b"attached" in line:
            return watcher
    watcher.wait()
    raise OSError(MISSING)


def run(
    scene: Scene, stage: Stage, options: Sequence[str], marks: Marks, *, before: Callable[[], None] | None = None
) -> Ran:  # fmt: skip
    """Play a scene in a child under strace with these options; `before` is called in the child first."""
    log = stage.folder.with_name(f"{stage.folder.name}.strace")
    sys.stdout.flush()
    turn_in, turn_out = os.pipe()
    ready_in, ready_out = os.pipe()
    child = os.fork()
    if child == 0:
        _child(scene, stage, marks, turn_in, ready_out, before)
    os.close(turn_in)
    os.close(ready_out)
    os.read(ready_in, 1)  # the desk stands open
    os.close(ready_in)
    watcher = _watch(child, options, log)
    os.write(turn_out, b".")
    os.close(turn_out)
    _, status = os.waitpid(child, 0)
    assert watcher.stderr is not None
    watcher.stderr.close()
    watcher.wait()
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    text = log.read_text("latin-1")
    log.unlink()
    hit = "(INJECTED)" in text or ended == signal.SIGKILL
    return Ran(marks.read(), hit, ended == signal.SIGKILL, ended == signal.SIGALRM, text)


def _child(
    scene: Scene, stage: Stage, marks: Marks, turn: int, ready: int, before: Callable[[], None] | None
) -> None:  # fmt: skip
    """Open the desk, wait until strace looks, and play; never comes back."""
    gc.disable()
    signal.alarm(_LONGEST)
    try:
        if before is not None:
            before()
        if scene.opens:
            _ = stage.desk
            _ = stage.desk.reader
        os.write(ready, b".")
        os.read(turn, 1)
        play(scene, stage, marks)
    except BaseException as error:
        marks.say(BUG, "child", f"{type(error).__name__} {error}")
    finally:
        os._exit(0)


def calls(log: str, names: Sequence[str] = ()) -> Counter[str]:
    """How often each call was made by the thread that made it most; of these names, or of all but those that wait."""
    found: Counter[tuple[str, str]] = Counter()
    for line in log.splitlines():
        if (match := _CALL.match(line)) and " resumed>" not in line:
            found[match[1], match[2]] += 1
    most: Counter[str] = Counter()
    for (_, name), count in found.items():
        if (name in names) if names else name not in WAITS:
            most[name] = max(most[name], count)
    return most


def unsynced(*pragmas: str) -> Callable[[], None]:
    """A desk whose engine is told to keep these pragmas instead of ours: for a test that must find it out."""

    def change() -> None:
        db.journal_pragmas = lambda version=(): pragmas

    return change
