"""Looks whether certificates and handovers are kept as they were issued and accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from deskapp import db
from deskapp.doctor.finding import BAD, GOOD, Finding
from deskapp.domain.certificate import digest_of
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.reading.seals import seals
from deskapp.settings import Settings, audit_key


def certificates(settings: Settings) -> Iterator[Finding]:
    """Whether each certificate is kept as it was issued; nothing is said where there is none."""
    if not settings.database.is_file():
        return
    try:
        if db.check(settings.database) != db.HEAD:
            return
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            rows = connection.execute("SELECT number, content, digest FROM certificate").fetchall()
    except DeskError:
        return  # told by the look at the file
    wrong = [row["number"] for row in rows if digest_of(row["content"]) != row["digest"]]
    if wrong:
        yield Finding(N_("Certificates"), BAD, N_("What is kept is not what was issued: {numbers}."),
                      {"numbers": ", ".join(wrong[:20])},
                      N_("Compare with the paper, then with a backup: deskapp restore."))  # fmt: skip
    elif rows:
        yield Finding(
            N_("Certificates"), GOOD, N_("All {count} are as they were issued."), {"count": len(rows)}
        )


def handovers(settings: Settings) -> Iterator[Finding]:
    """Whether each sealed handover says what was accepted; nothing is said where there is none."""
    if not settings.database.is_file() or not settings.key_file.exists():
        return  # said with the file or the key
    try:
        key = audit_key(settings)
        if db.check(settings.database) != db.HEAD:
            return
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            checked = list(seals(connection, key))
    except (DeskError, OSError):
        return  # said with the file or the key
    wrong = [one.number for one in checked if not one.whole]
    if wrong:
        yield Finding(N_("Handovers"), BAD, N_("What is kept is not what was sealed: {numbers}."),
                      {"numbers": ", ".join(wrong[:20])},
                      N_("Compare with the signed paper, keep a copy of the file, then look into a backup: "
                         "deskapp restore."))  # fmt: skip
    elif checked:
        yield Finding(N_("Handovers"), GOOD, N_("All {count} fit their seals."), {"count": len(checked)})
