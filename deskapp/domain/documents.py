"""Rules and documents in force: what the desk goes by, in which version, since when, and where it lies."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.position import read_place
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Term, Words

LIMITS = {"title": 100, "version": 60, "path": 500}
"""Characters of each part."""
LIMIT = 99

LABELS = {
    "title": N_("Title"),
    "version": N_("Version"),
    "since": N_("In force since"),
    "path": N_("Where it lies"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One rule or document."""

    title: str
    version: str = ""
    """Number or version, as it calls itself."""
    since: str = ""
    """The day from which it holds, as ISO 8601; empty where nobody knows."""
    path: str = ""
    """Where the file lies on this machine; empty where it is on paper."""
    retired: bool = False
    """Whether it holds no longer; it stays in the list, below."""
    shipped: bool = False
    """Whether title and version are texts of the catalogue."""

    def name(self, t: Words) -> str:
        """Title and version."""
        said = (t(self.title), t(self.version)) if self.shipped else (self.title, self.version)
        return " · ".join(part for part in said if part)


SHIPPED: tuple[Document, ...] = (
    Document(
        N_("Public Security Administration Punishments Law"), N_("revision of 2025-06-27"), "2026-01-01",
        shipped=True,
    ),
    Document(N_("People's Mediation Law"), "", "2011-01-01", shipped=True),
)  # fmt: skip
"""What the program brings."""


def read_documents(text: str) -> tuple[Document, ...]:
    """The documents that `text` keeps, what is retired at the end. Raises DeskError."""
    if not text:
        return SHIPPED
    try:
        return ordered(tuple(_read(one) for one in json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DeskError(
            N_("This is not a list of documents. Add one: rules.add \"title|version|date|path\". Nothing is changed."),
            code=Exit.USAGE,
        ) from error  # fmt: skip


def _read(one: dict[str, object]) -> Document:
    said = {name: str(one.get(name, "")) for name in ("title", "version", "since", "path")}
    if said["since"]:
        date.fromisoformat(said["since"])
    shipped = next((d for d in SHIPPED if one.get("shipped") and d.title == said["title"]), None)
    found = Document(said["title"], said["version"], said["since"], said["path"])
    if shipped is not None:
        found = replace(shipped, since=said["since"], path=said["path"])
    if not found.title.strip() or any(clean(value) != value for value in said.values()):
        raise ValueError(found.title)
    return replace(found, retired=one.get("retired") is True)


def ordered(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """What is in force first, else as it stands."""
    return tuple(sorted(documents, key=lambda one: one.retired))


def kept(documents: tuple[Document, ...]) -> str:
    """The documents as text; empty where they are the program's."""
    if documents == SHIPPED:
        return ""
    rows: list[dict[str, object]] = []
    for one in documents:
        row: dict[str, object] = {
            "title": one.title,
            "version": one.version,
            "since": one.since,
            "path": one.path,
        }
        row |= {name: True for name in ("retired", "shipped") if getattr(one, name)}
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def checked(given: dict[str, str], today: date) -> Document:
    """A document as typed: `title`, `version`, `since` and `path`. Raises DeskError about the first wrong one."""
    said = {name: one_line(clean(given.get(name, ""))) for name in ("title", "version")}
    said["path"] = clean(given.get("path", "")).strip()
    if not said["title"]:
        raise DeskError(
            N_("“{label}” is empty: fill it in. What you typed is kept."),
            code=Exit.USAGE, field="title", label=Term(LABELS["title"]),
        )  # fmt: skip
    for name, limit in LIMITS.items():
        if len(said[name]) > limit:
            raise DeskError(
                N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
                code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said[name]), limit=limit,
            )  # fmt: skip
    day = given.get("since", "").strip()
    try:
        since = read_day(day, today).isoformat() if day else ""
    except DeskError as error:
        error.field = "since"
        raise
    return Document(said["title"], said["version"], since, said["path"])


def add(documents: tuple[Document, ...], document: Document) -> tuple[Document, ...]:
    """One more in force. Raises DeskError where it stands there already."""
    if len(documents) >= LIMIT:
        raise DeskError(
            N_("A room has {limit} documents at most: make one of them the new one instead."), limit=LIMIT
        )
    if any((one.title, one.version) == (document.title, document.version) for one in documents):
        raise _twice(document)
    return ordered((*documents, document))


def _twice(document: Document) -> DeskError:
    return DeskError(
        N_("“{title}” in this version is in the list already: correct it there, or type another version."),
        code=Exit.USAGE, field="version", title=document.title,
    )  # fmt: skip


def correct(documents: tuple[Document, ...], at: int, document: Document, t: Words) -> tuple[Document, ...]:
    """What stands at `at`, counted from 0, as typed anew; retired stays retired. Raises DeskError."""
    was = documents[at]
    new = replace(document, retired=was.retired)
    if was.shipped and new.name(t) == was.name(t):  # untouched, the title goes on following the language
        new = replace(was, since=document.since, path=document.path)
    others = (*documents[:at], *documents[at + 1 :])
    if any((one.title, one.version) == (new.title, new.version) for one in others):
        raise _twice(new)
    return (*documents[:at], new, *documents[at + 1 :])


def retire(documents: tuple[Document, ...], at: int, retired: bool = True) -> tuple[Document, ...]:
    """What stands at `at` is in force no longer, or again."""
    return ordered((*documents[:at], replace(documents[at], retired=retired), *documents[at + 1 :]))


def path_warning(document: Document, exists: Callable[[str], bool]) -> str:
    """An English sentence where nothing lies at the path; it is no wall."""
    if document.path and not exists(document.path):
        return N_("Nothing lies at that path now: look whether it is right. It is saved as typed.")
    return ""


def told(text: str, part: str, said: str, t: Words, today: date) -> str:
    """The kept text after `add "title|version|date|path"`, `correct "2|title|…"`, `retire 2` or `again 2`.

    Raises DeskError.
    """
    documents = read_documents(text)
    if part == "add":
        return kept(add(documents, _typed(said.split("|"), today)))
    first, *rest = said.split("|")
    at = read_place(first, len(documents)) - 1
    if part == "correct":
        return kept(correct(documents, at, _typed(rest, today), t))
    if part in ("retire", "again"):
        return kept(retire(documents, at, part == "retire"))
    raise DeskError(
        N_("Say what to do with the rules: add, correct, retire or again. See: deskapp config --help"),
        code=Exit.USAGE,
    )


def _typed(parts: list[str], today: date) -> Document:
    return checked(dict(zip(("title", "version", "since", "path"), parts, strict=False)), today)


def shown(text: str, t: Words) -> str:
    """The documents in lines, each with its number."""
    rows = []
    for place, one in enumerate(read_documents(text), 1):
        parts = [one.name(t), one.since, one.path, t(N_("retired")) if one.retired else ""]
        rows.append(f"{place}  " + "  ".join(part for part in parts if part))
    return "\n".join(rows)
