"""Faults on purpose: calls that fail, kills at every call, cuts of power, and many windows at once."""
