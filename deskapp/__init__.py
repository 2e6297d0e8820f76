"""The desk of a neighbourhood police room in a terminal."""

__version__ = "0.1.0"
