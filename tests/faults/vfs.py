"""Writes down what the engine does to its files from within, and lets it fail there: no strace and no root is needed.

A layer is put over the engine's own access to files: each write, cut, sync and deletion is noted before it is done, or
refused as a disk would. What Python itself does to files (links, renames) is not seen: for that there is strace.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from tests.faults.recording import Op

MISSING = "the engine of this Python is no library of its own: run it with one whose SQLite is, as Debian's"

_OK, _FULL = 0, 13
_IOERR = {"write": 778, "sync": 1034, "cut": 1546}
"""What the engine's own layer says where a write, a sync or a cut fails with EIO."""
_CREATE, _JOURNALS = 0x4, 0x800 | 0x4000 | 0x80000
"""How a file is opened: made where it is missing; a journal, of several files, a log."""

_VFS_SIZE, _OPEN, _DELETE, _NAME = 168, 40, 48, 24
_METHODS_SIZE, _CLOSE, _WRITE, _TRUNCATE, _SYNC = 152, 8, 24, 32, 40
"""Sizes and offsets of sqlite3_vfs and sqlite3_io_methods, which have been the same since 2010."""

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
_T_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)  # the name is handed on as it came: more stands behind it
_T_DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)
_T_CLOSE = ctypes.CFUNCTYPE(_I, _P)
_T_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_T_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_T_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)


def _library() -> Any:
    """The very library that this Python's sqlite3 works with; None where it is not found."""
    try:
        maps = Path("/proc/self/maps").read_text("utf-8")
    except OSError:
        return None
    paths = {line.split(maxsplit=5)[5] for line in maps.splitlines() if "libsqlite3" in line}
    try:
        found = ctypes.CDLL(paths.pop()) if len(paths) == 1 else None
    except OSError:
        return None
    if found is None or not hasattr(found, "sqlite3_vfs_find"):
        return None
    found.sqlite3_vfs_find.restype = _P
    found.sqlite3_libversion.restype = ctypes.c_char_p
    same = found.sqlite3_libversion().decode() == sqlite3.sqlite_version
    return found if same and ctypes.sizeof(_P) == 8 else None


def works() -> bool:
    """Whether the engine of this Python can be looked at from within."""
    return _library() is not None


def _pointer(address: int) -> Any:
    return ctypes.cast(address, ctypes.POINTER(_P))[0]


@dataclass(frozen=True)
class Fault:
    """The N-th write, sync or cut is refused, and perhaps all after it."""

    kind: str
    """ENOSPC, EIO, or kill, which ends the process there."""
    at: int
    stays: bool = False


class Layer:
    """Over the engine's own access to files, for as long as it is entered; one at a time."""

    _alive: ClassVar[list[Layer]] = []
    """A file that was opened under a layer calls it until it is closed, whenever that is."""

    def __init__(self, fault: Fault | None = None) -> None:
        self._alive.append(self)
        self.ops: list[Op] = []
        self.count = 0
        """Writes, syncs and cuts so far."""
        self._fault = fault
        self._lib = _library()
        self._held: list[Any] = []  # what C points to must not be collected
        self._names: dict[int, str] = {}
        self._fresh: set[str] = set()
        self._methods: dict[int, int] = {}

    def answer(self, name: str) -> None:
        """A verb came back to whoever asked."""
        self.ops.append(Op("answer", name))

    def __enter__(self) -> Self:
        real = self._lib.sqlite3_vfs_find(None)
        self._real = real
        self._do_open = _T_OPEN(_pointer(real + _OPEN))
        self._do_delete = _T_DELETE(_pointer(real + _DELETE))
        mine = ctypes.create_string_buffer(ctypes.string_at(real, _VFS_SIZE), _VFS_SIZE)
        self._mine = mine
        self._name = ctypes.c_char_p(b"faults")
        self._put(mine, _NAME, ctypes.cast(self._name, _P).value)
        self._put(mine, _OPEN, self._callback(_T_OPEN, self._open))
        self._put(mine, _DELETE, self._callback(_T_DELETE, self._delete))
        self._lib.sqlite3_vfs_register(mine, 1)
        return self

    def __exit__(self, *_: object) -> None:
        self._lib.sqlite3_vfs_register(_P(self._real), 1)
        self._lib.sqlite3_vfs_unregister(self._mine)

    def _callback(self, kind: Any, what: Callable[..., int]) -> int:
        made = kind(what)
        self._held.append(made)
        return int(ctypes.cast(made, _P).value or 0)

    @staticmethod
    def _put(target: Any, offset: int, address: int | None) -> None:
        ctypes.memmove(ctypes.byref(target, offset), ctypes.byref(_P(address)), 8)

    # -- what the engine asks for

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        before = path and Path(path).exists()
        code = self._do_open(self._real, name, file, flags, out)
        if code == _OK and path:
            self._names[file] = path
            if not before and flags & _CREATE:
                self.ops.append(Op("make", path))
                if flags & _JOURNALS:
                    self._fresh.add(path)
            address = ctypes.cast(file, ctypes.POINTER(_P))
            address[0] = self._wrapped(address[0])
        return int(code)

    def _delete(self, _vfs: int, name: int, sync: int) -> int:
        code = int(self._do_delete(self._real, name, sync))
        if code == _OK:
            path = ctypes.string_at(name).decode()
            self.ops.append(Op("unlink", path))
            if sync:
                self.ops.append(Op("sync", path.rpartition("/")[0]))
        return code

    def _wrapped(self, methods: int) -> int:
        """The same methods with ours among them."""
        if methods not in self._methods:
            mine = ctypes.create_string_buffer(ctypes.string_at(methods, _METHODS_SIZE), _METHODS_SIZE)
            do_write = _T_WRITE(_pointer(methods + _WRITE))
            do_cut = _T_TRUNCATE(_pointer(methods + _TRUNCATE))
            do_sync = _T_SYNC(_pointer(methods + _SYNC))
            do_close = _T_CLOSE(_pointer(methods + _CLOSE))

            def write(file: int, data: int, size: int, offset: int) -> int:
                op = Op("write", self._names.get(file, ""), offset=offset, data=ctypes.string_at(data, size))
                return self._step(op, lambda: do_write(file, data, size, offset))

            def cut(file: int, size: int) -> int:
                return self._step(
                    Op("cut", self._names.get(file, ""), offset=size), lambda: do_cut(file, size)
                )

            def sync(file: int, flags: int) -> int:
                path = self._names.get(file, "")
                code = self._step(Op("sync", path), lambda: do_sync(file, flags))
                if code == _OK and path in self._fresh:  # as the layer below does for a new journal
                    self._fresh.discard(path)
                    self.ops.append(Op("sync", path.rpartition("/")[0]))
                return code

            def close(file: int) -> int:
                self._names.pop(file, None)
                return int(do_close(file))

            for offset, kind, what in (
                (_WRITE, _T_WRITE, write), (_TRUNCATE, _T_TRUNCATE, cut), (_SYNC, _T_SYNC, sync),
                (_CLOSE, _T_CLOSE, close),
            ):  # fmt: skip
                self._put(mine, offset, self._callback(kind, what))
            self._held.append(mine)
            self._methods[methods] = ctypes.addressof(mine)
        return self._methods[methods]

    def _step(self, op: Op, do: Callable[[], int]) -> int:
        if not op.name:  # a file without a name, which nobody keeps
            return int(do())
        self.count += 1
        fault = self._fault
        if fault is not None and (self.count == fault.at or (fault.stays and self.count > fault.at)):
            if fault.kind == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            return _FULL if fault.kind == "ENOSPC" and op.what == "write" else _IOERR[op.what]
        code = int(do())
        if code == _OK:
            self.ops.append(op)
        return code
