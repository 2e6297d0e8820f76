"""Tests of the desk; flat, each module named after what it holds."""
