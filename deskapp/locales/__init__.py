"""Catalogues: what English texts are called in the other languages of the desk."""

from __future__ import annotations

from pathlib import Path

from deskapp.domain.words import Words

FOLDER = Path(__file__).parent
_CATALOGUES = {"zh": "zh_CN"}


def load(language: str) -> Words:
    """The words of `language`: zh, or en, which is the source itself."""
    name = _CATALOGUES.get(language)
    if name is None:
        return Words.plain()
    return Words(language, _read(FOLDER / name / "LC_MESSAGES" / "deskapp.mo"))


def _read(path: Path) -> dict[str, str]:
    from gettext import GNUTranslations

    with path.open("rb") as file:
        catalogue: dict[object, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in catalogue.items() if isinstance(key, str) and key}


def topic(language: str, name: str) -> str:
    """The help page on the topic `name`, in `language`."""
    return (FOLDER / "topics" / language / f"{name}.txt").read_text(encoding="utf-8")
