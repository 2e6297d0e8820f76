"""What stands before the numbers of registers that are loaded late."""

from __future__ import annotations

AREA, HAZARD = "QY", "YH"
