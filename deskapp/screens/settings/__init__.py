"""The settings as a screen: pages on the left, what is set on each of them on the right."""
