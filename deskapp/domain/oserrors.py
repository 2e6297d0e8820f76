"""What the system refused, in words that a duty officer knows."""

from __future__ import annotations

import errno

from deskapp.domain.words import N_, Term

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the file is too big for this disk"),
    errno.EACCES: N_("this user may not write there"),
    errno.EPERM: N_("this user may not write there"),
    errno.EROFS: N_("it can only be read"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk does not answer as it should"),
    errno.EBUSY: N_("another program holds it"),
}


def reason(error: OSError) -> str:
    """Why the system refused: a text of the catalogue, or the system's own words where it is a rare one."""
    known = _REASONS.get(error.errno or 0)
    return Term(known) if known else error.strerror or "?"
