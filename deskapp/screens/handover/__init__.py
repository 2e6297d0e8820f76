"""Shifts and handovers on the screen."""
