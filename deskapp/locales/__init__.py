"""Catalogues: what English texts are called in the other languages of the desk."""

from __future__ import annotations

from pathlib import Path

from deskapp.domain.marks import ASCII, SHAPES
from deskapp.domain.words import Words

FOLDER = Path(__file__).parent
_CATALOGUES = {"zh": "zh_CN"}


def load(language: str, *, ascii: bool = False) -> Words:
    """The words of `language`: zh, or en, which is the source itself; with signs in ASCII where asked for."""
    marks = ASCII if ascii else SHAPES
    name = _CATALOGUES.get(language)
    if name is None:
        return Words(marks=marks)
    return Words(language, _read(FOLDER / name / "LC_MESSAGES" / "deskapp.mo"), marks)


def _read(path: Path) -> dict[str, str]:
    from gettext import GNUTranslations

    with path.open("rb") as file:
        catalogue: dict[object, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in catalogue.items() if isinstance(key, str) and key}


def topic(language: str, name: str) -> str:
    """The help page on the topic `name`, in `language`."""
    return (FOLDER / "topics" / language / f"{name}.txt").read_text(encoding="utf-8")
