"""A disk that loses its power: what was written and not yet synced may be there, or not, or in part.

It is harsher than file systems are: each unsynced write is lost or kept on its own and may be torn at any sector, and
a name that was made, taken away or moved counts only once its folder is synced, each of them on its own, too.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR = 512


@dataclass
class Inode:
    """The bytes of one file: those that are safe, and what came since."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes at an offset; without bytes the file was cut to that length."""

    def write(self, offset: int, data: bytes) -> None:
        self.waiting.append((offset, data))

    def cut(self, length: int) -> None:
        self.waiting.append((length, None))

    def sync(self) -> None:
        for offset, data in self.waiting:
            _apply(self.safe, offset, data)
        self.waiting.clear()

    def after_the_cut(self, chance: random.Random) -> bytes:
        """What the disk has when the power is back."""
        if not self.waiting:
            return bytes(self.safe)
        found = bytearray(self.safe)
        kept = chance.random()
        for offset, data in self.waiting:
            if chance.random() >= kept:
                continue
            if data and len(data) > SECTOR and chance.random() < 0.3:
                for at in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _apply(found, offset + at, data[at : at + SECTOR])
            else:
                _apply(found, offset, data)
        return bytes(found)


def _apply(target: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del target[offset:]
        target.extend(bytes(offset - len(target)))
        return
    if len(target) < offset:
        target.extend(bytes(offset - len(target)))
    target[offset : offset + len(data)] = data


@dataclass(frozen=True)
class Naming:
    """Names of one folder that change together: each stands for a file, or for none any more."""

    names: Mapping[str, Inode | None]


class Disk:
    """The files of some folders by their paths."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._safe = {name: Inode(bytearray(content)) for name, content in files.items()}
        self._now: dict[str, Inode] = dict(self._safe)
        self._waiting: list[Naming] = []

    def has(self, name: str) -> bool:
        return name in self._now

    def file(self, name: str) -> Inode:
        """A file as the running program sees it; made where there is none."""
        if name not in self._now:
            self._rename({name: Inode()})
        return self._now[name]

    def unlink(self, name: str) -> None:
        if name in self._now:
            self._rename({name: None})

    def link(self, name: str, new: str) -> None:
        self._rename({new: self._now[name]})

    def move(self, name: str, new: str) -> None:
        self._rename({new: self._now[name], name: None})

    def _rename(self, names: dict[str, Inode | None]) -> None:
        self._waiting.append(Naming(names))
        self._name(self._now, names)

    @staticmethod
    def _name(table: dict[str, Inode], names: Mapping[str, Inode | None]) -> None:
        for name, inode in names.items():
            if inode is None:
                table.pop(name, None)
            else:
                table[name] = inode

    def sync(self, name: str) -> None:
        """Sync a file, or a folder with all that happened to its names."""
        if name in self._now:
            self._now[name].sync()
            return
        rest = []
        for naming in self._waiting:
            if all(one.rpartition("/")[0] == name for one in naming.names):
                self._name(self._safe, naming.names)
            else:
                rest.append(naming)
        self._waiting = rest

    def after_the_cut(self, chance: random.Random) -> dict[str, bytes]:
        """All files as they are when the power is back."""
        names = dict(self._safe)
        kept = chance.random()
        for naming in self._waiting:
            if chance.random() < kept:
                self._name(names, naming.names)
        return {name: inode.after_the_cut(chance) for name, inode in names.items()}
