"""Reads what strace has written down of a scene: each write, cut, sync and new name, in order, and each answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults.disk import Disk
from tests.faults.scenes import ACK

TRACED = (
    "openat,creat,pwrite64,pwritev,write,writev,ftruncate,truncate,fallocate,copy_file_range,sendfile,fsync,fdatasync,"
    "sync_file_range,syncfs,msync,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,access,"
    "faccessat,faccessat2"
)
OPTIONS = ("-y", "-xx", "-s", "4194304", "-e", f"trace={TRACED}")

_LINE = re.compile(r"^(\d+) +(.*)$")
_RESUMED = re.compile(r"^<\.\.\. [a-z0-9_]+ resumed>(.*)$")
_WHOLE = re.compile(r"^([a-z0-9_]+)\((.*)\) += (-?\d+|\?)", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"^\d+<([^>]*)>")


_NAMING = {
    "unlink": "unlink", "unlinkat": "unlink", "rename": "move", "renameat": "move", "renameat2": "move",
    "link": "link", "linkat": "link",
}  # fmt: skip
_ASKING = ("access", "faccessat", "faccessat2")


@dataclass(frozen=True)
class Op:
    """One thing that happened to the disk, or an answer to a person."""

    what: str
    """write, cut, sync, make, unlink, move, link or answer."""
    name: str
    other: str = ""
    offset: int = 0
    data: bytes = b""


def _plain(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def _path(argument: str) -> str:
    """The path of a descriptor as -y shows it."""
    found = _OPENED.match(argument.strip())
    text = found[1] if found else ""
    return (_plain(text).decode() if text.startswith("\\x") else text).removesuffix("(deleted)")


def _whole_lines(log: str) -> Iterator[str]:
    """The calls, each with its end, in the order in which they came back."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        pid, rest = found.groups()
        if rest.endswith("<unfinished ...>"):
            begun[pid] = rest.removesuffix("<unfinished ...>").rstrip()
        elif resumed := _RESUMED.match(rest):
            yield begun.pop(pid) + resumed[1].lstrip()
        else:
            yield rest


def operations(log: str, folder: str) -> list[Op]:
    """What happened in `folder`, paths within it."""
    found: list[Op] = []
    appended: dict[str, int] = {}
    for line in _whole_lines(log):
        match = _WHOLE.match(line)
        if match is not None and match[1] in _ASKING:
            asked = _plain(_TEXT.findall(match[2])[0]).decode()
            if asked.startswith(ACK):
                found.append(Op("answer", asked.removeprefix(ACK)))
        elif match is not None and not match[3].startswith("-") and match[3] != "?":
            found += _read(match[1], match[2], line, folder, appended)
    return found


def _read(call: str, arguments: str, line: str, folder: str, appended: dict[str, int]) -> Iterator[Op]:
    texts = [_plain(one) for one in _TEXT.findall(arguments)]
    named = texts[0].decode() if call in (*_NAMING, "openat", "creat") else ""
    path = named or _path(arguments)
    if path != folder and not path.startswith(f"{folder}/"):
        return
    if call in ("openat", "creat"):
        appended[path] = 0
        if "O_CREAT" in arguments or call == "creat":
            yield Op("make", path)
        if "O_TRUNC" in arguments or call == "creat":
            yield Op("cut", path)
    elif call in _NAMING:
        yield Op(_NAMING[call], path, texts[1].decode() if len(texts) > 1 else "")
    elif call == "pwrite64":
        offset = int(arguments.rsplit(",", 1)[1])
        yield Op("write", path, offset=offset, data=texts[0])
    elif call == "write":
        at = appended.get(path, 0)
        appended[path] = at + len(texts[0])
        yield Op("write", path, offset=at, data=texts[0])
    elif call == "ftruncate":
        yield Op("cut", path, offset=int(arguments.rsplit(",", 1)[1]))
    elif call in ("fsync", "fdatasync"):
        yield Op("sync", path)
    else:
        raise AssertionError(f"the replay does not know {call}: {line[:200]}")


def replay(disk: Disk, op: Op) -> None:
    """Let one operation happen to a disk."""
    match op.what:
        case "make":
            disk.file(op.name)
        case "write":
            disk.file(op.name).write(op.offset, op.data)
        case "cut":
            disk.file(op.name).cut(op.offset)
        case "sync":
            disk.sync(op.name)
        case "unlink":
            disk.unlink(op.name)
        case "move":
            disk.move(op.name, op.other)
        case "link":
            disk.link(op.name, op.other)
