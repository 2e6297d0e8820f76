"""Looks at everything that the desk stands on; each finding says what is there and what to do about it."""

from deskapp.doctor.anchors import head_on_paper
from deskapp.doctor.chain import verify
from deskapp.doctor.examination import examine
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.doctor.searching import reindex

__all__ = ["BAD", "GOOD", "NOTE", "Finding", "examine", "head_on_paper", "reindex", "verify"]
