"""python -m deskapp: the version, the desk, or one of its commands."""

from __future__ import annotations

import sys


def main(words: list[str] | None = None) -> int:
    """Do what the command line says and give the exit code."""
    words = sys.argv[1:] if words is None else words
    if "--version" in words[: words.index("--") if "--" in words else None]:
        from deskapp import __version__

        print(f"deskapp {__version__}")
        return 0
    from deskapp.start import start

    return start(words)


if __name__ == "__main__":
    sys.exit(main())
