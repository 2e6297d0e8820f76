"""Reads through plain sqlite3 into frozen values, light enough for the first frame."""
