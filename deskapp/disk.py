"""The disk under the desk file: how much room it has, a reserve for the last writes, and whether it is a network's."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

RESERVE = 1 << 20
"""Bytes that are held back for the last writes: some hundred records, or what many forms hold half typed."""

SCARCE = RESERVE // 2
"""Free bytes below which a write might not get through: the reserve goes first."""

ENOUGH = 16 * RESERVE
"""Free bytes from which on the reserve is made again."""

_MOUNTS = Path("/proc/self/mountinfo")

_NETWORKS = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "sshfs",
    "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.curlftpfs",
    "fuse.s3fs", "beegfs", "gfs2", "ocfs2",
})  # fmt: skip
"""File systems whose locks and syncs another machine answers for."""


def reserve_of(file: Path) -> Path:
    """Where the reserve of a desk file lies."""
    return file.with_name("deskapp.reserve")


def free(folder: Path) -> int:
    """Bytes that may still be written there. Raises OSError."""
    if hasattr(os, "statvfs"):
        found = os.statvfs(folder)
        return found.f_bavail * found.f_frsize
    import shutil

    return shutil.disk_usage(folder).free


def has_reserve(file: Path) -> bool:
    """Whether the reserve is there and really takes the room that it is to hold back."""
    try:
        found = reserve_of(file).stat()
    except OSError:
        return False
    return found.st_size >= RESERVE and getattr(found, "st_blocks", RESERVE) * 512 >= RESERVE


def keep_reserve(file: Path) -> bool:
    """Make the reserve where it is missing and there is room; gives whether it is there. It never raises."""
    if has_reserve(file):
        return True
    place = reserve_of(file)
    fresh = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        if free(file.parent) < ENOUGH:
            return False
        descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(os.urandom(RESERVE))  # zeros take no room on a disk that compresses
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(place)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        return False
    return True


def let_go(file: Path) -> bool:
    """Let the reserve go; gives whether there was one. It never raises."""
    try:
        reserve_of(file).unlink()
    except OSError:
        return False
    return True


def make_way(file: Path) -> None:
    """Before a write: let the reserve go where there is hardly any room left without it. It never raises."""
    with suppress(OSError):
        if free(file.parent) < SCARCE:
            let_go(file)


def network(file: Path, mounts: str | None = None) -> str:
    """The kind of the network's file system on which a file lies; empty where its disk is this machine's own.

    `mounts` is what Linux tells of its mounts; elsewhere nothing is known.
    """
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text("utf-8", "replace")
        except OSError:
            return ""
    place, longest, found = os.path.realpath(file), -1, ""
    for line in mounts.splitlines():
        before, _, behind = line.partition(" - ")
        parts, kinds = before.split(" "), behind.split(" ")
        if len(parts) < 5 or not kinds[0]:
            continue
        point = _unescaped(parts[4])
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= longest:  # of two on one place the later one counts
            longest, found = len(point), kinds[0]
    return found if found in _NETWORKS else ""


def _unescaped(text: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, sign)
    return text
