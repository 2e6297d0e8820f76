"""The kiosk: a field, a clock, one line, and the page on which an officer lets it go."""
