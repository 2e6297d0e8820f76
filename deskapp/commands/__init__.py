"""The commands of the desk without the screen, one duty a file."""
