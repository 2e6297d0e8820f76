"""Rows of the database file, one noun a module."""
