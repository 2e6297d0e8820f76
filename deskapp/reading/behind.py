"""The records behind a figure, whatever their register."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from deskapp.domain.figures import Figure, Period
from deskapp.domain.listing import Source
from deskapp.domain.officer import Room
from deskapp.domain.volunteer_warnings import Limits
from deskapp.domain.words import Words
from deskapp.reading import certificates, dispute_lists, field_behind, hours, volunteer_lists
from deskapp.reading.volunteer_figures import records_of

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


def behind_source(
    connect: Connect, room: Room, limits: Limits, figure: Figure, period: Period, now: datetime, t: Words
) -> Source:
    """The records from which a figure was counted."""
    register = figure.metric.register
    if register == "dispute":
        return dispute_lists.behind_source(connect, room, figure, period, now, t)
    if register in field_behind.REGISTERS:
        return field_behind.source(connect, room, figure, period, t)
    where, params = records_of(connect(), room, period, figure)
    if register == "attendance":
        return hours.behind_source(connect, room, where, params, now, t)
    if register == "certificate":
        return certificates.list_source(connect, room, now, t, where, tuple(params))
    return volunteer_lists.among_source(connect, room, limits, where, params, now, t)
