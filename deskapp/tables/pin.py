"""Rows of PINs, of the tries to guess them, and of the recovery code."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PinRow(SQLModel, table=True):
    """The PIN of an officer, as its argon2id hash."""

    __tablename__ = "officer_pin"

    officer_id: int = Field(primary_key=True)
    hash: str
    set_at: str
    set_by: int


class TriesRow(SQLModel, table=True):
    """The wrong PINs of an account; see domain.lockout."""

    __tablename__ = "pin_tries"

    room_id: int = Field(primary_key=True)
    who: str = Field(primary_key=True)
    """`officer:3`, or a keyed hash of what was typed where nobody has that badge number or name."""
    fails: int
    wait: float
    boot: str
    seconds: float
    at: str


class RecoveryRow(SQLModel, table=True):
    """The recovery code of a room, as its argon2id hash."""

    __tablename__ = "recovery"

    room_id: int = Field(primary_key=True)
    hash: str
    made_at: str
    made_by: int
