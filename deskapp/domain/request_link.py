"""Logging a request into one that is open already (并案): what may take it, and what is said where it may not."""

from __future__ import annotations

from deskapp.domain.errors import DeskError
from deskapp.domain.request import Request
from deskapp.domain.words import N_

LOG_INTO = "log_into"
"""The write that logs and merges at once; one undo takes both back."""


def takes_more(request: Request) -> bool:
    """Whether a new request can be logged into this one."""
    return request.is_open


def refuse_link(target: Request) -> None:
    """Raise DeskError where `target` takes no new request, with what to do instead."""
    if takes_more(target):
        return
    if target.status == "merged":
        raise DeskError(
            N_("{number} was merged into {other} already. Choose {other}, or save this one on its own. "
               "What you typed is kept."),
            field="into", number=target.number, other=target.merged_into,
        )  # fmt: skip
    if target.status in ("archived", "voided", "undone"):
        raise DeskError(
            N_("{number} is archived, voided or undone and takes nothing more: leave it and save this one on its own. "
               "What you typed is kept."),
            field="into", number=target.number,
        )  # fmt: skip
    raise DeskError(
        N_("{number} is closed, and nothing is reopened on its own. Open it and reopen it with 1, then merge; "
           "or save this one on its own. What you typed is kept."),
        field="into", number=target.number,
    )  # fmt: skip
