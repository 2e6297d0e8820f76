"""A card as a form has it: its fields, and from what was typed to columns that can be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.identity import read_identity, read_phone, refuse_masked
from deskapp.domain.machine import StepField
from deskapp.domain.masks import identity_ends
from deskapp.domain.person import PHONES, Person
from deskapp.domain.person_codes import ID_KIND, LANGUAGE, SEX, WITHOUT_NUMBER
from deskapp.domain.person_draft import Document, document_columns, read_document
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Term, Words

YES_NO = CodeList("yes_no", N_("Yes or no"), Code("no", N_("No")), Code("yes", N_("Yes")))

FIELDS: tuple[StepField, ...] = (
    StepField("name", N_("Name"), "name", required=False),
    StepField("phones", N_("Phones"), "phones", required=False),
    StepField("id_kind", N_("Kind of ID"), "code", required=False, options=ID_KIND),
    StepField("id_number", N_("ID number"), "id", required=False),
    StepField("sex", N_("Sex"), "code", required=False, options=SEX),
    StepField("born", N_("Date of birth"), "day", required=False),
    StepField("minor", N_("Minor"), "code", required=False, options=YES_NO),
    StepField("address", N_("Address"), "place", required=False),
    StepField("language", N_("Language"), "code", required=False, options=LANGUAGE),
    StepField("notes", N_("Notes"), "long", required=False),
)
"""What of a card can be typed, by the name that it has in JSON."""

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}
_LIMITS = {"name": 100, "address": 200, "notes": 10_000}
LISTS: Mapping[str, CodeList] = {field.name: field.options for field in FIELDS if field.options}


@dataclass(frozen=True, slots=True)
class Columns:
    """New values of the columns of a card, those that differ alone."""

    changes: Mapping[str, object]
    warnings: tuple[str, ...] = ()


def texts_of(person: Person) -> dict[str, str]:
    """Each field as a form shows it; the document number by its ends, for nobody reveals it here."""
    return {
        "name": person.name, "phones": ", ".join(person.phones), "id_kind": person.id_kind,
        "id_number": identity_ends(person.id_number), "sex": person.sex,
        "born": person.born.isoformat() if person.born else "", "minor": "yes" if person.minor else "no",
        "address": person.address, "language": person.language, "notes": person.notes,
    }  # fmt: skip


_EMPTY = dict.fromkeys(LABELS, "") | {"minor": "no"}


def read_columns(given: Mapping[str, str], person: Person | None, today: date, t: Words) -> Columns:
    """Check the texts in `given`, by field; those that stand there already change nothing. Raises DeskError."""
    for name in given:
        if name not in LABELS:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
    stands = texts_of(person) if person else _EMPTY
    typed = {name: text.strip() for name, text in given.items() if text.strip() != stands[name].strip()}
    changes: dict[str, object] = {}
    for name in ("name", "address", "notes"):
        if name in typed:
            changes[name] = _text(name, typed[name])
    for name in ("sex", "language"):
        if name in typed:
            changes[name] = _code(name, typed[name], t)
    if "minor" in typed:
        changes["minor"] = int(_code("minor", typed["minor"], t) == "yes")
    if "phones" in typed:
        changes["phones"] = read_phones(typed["phones"])
    found, warnings = _document(typed, person, t)
    changes = found | changes  # what was typed for sex stands against what the number tells
    if "born" in typed:
        changes["born"] = _born(typed["born"], today)
    return Columns(_differing(changes, person), warnings)


def _differing(changes: Mapping[str, object], person: Person | None) -> dict[str, object]:
    if person is None:
        return {name: value for name, value in changes.items() if value not in ("", None)}
    has: dict[str, object] = {name: getattr(person, name) for name in LABELS}
    has |= {
        "phones": ",".join(person.phones), "minor": int(person.minor),
        "born": person.born.isoformat() if person.born else None,
    }  # fmt: skip
    return {name: value for name, value in changes.items() if value != has[name]}


def _text(name: str, text: str) -> str:
    said = clean(text, lines=True) if name == "notes" else one_line(clean(text))
    if len(said) > _LIMITS[name]:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=_LIMITS[name],
        )  # fmt: skip
    return said


def _code(name: str, text: str, t: Words) -> str:
    if not text:
        return ""
    with about(name):
        return LISTS[name].find(text, t)


def read_phones(text: str) -> str:
    """Phones with commas between them, each once. Raises DeskError for one that is none, or one too many."""
    for mark in "，、;；\n":
        text = text.replace(mark, ",")
    with about("phones"):
        try:
            found = list(dict.fromkeys(filter(None, map(read_phone, text.split(",")))))
        except DeskError as error:
            error.field = "phones"
            raise
    if len(found) > PHONES:
        raise DeskError(
            N_("A card holds {limit} phones, {count} were typed. All of it is kept: leave some out."),
            code=Exit.USAGE, field="phones", limit=PHONES, count=len(found),
        )  # fmt: skip
    return ",".join(found)


def _born(text: str, today: date) -> str | None:
    if not text:
        return None
    with about("born"):
        found = read_day(text, today)
    if found > today:
        raise DeskError(
            N_("“{text}” is still to come: when was the person born? What you typed is kept."),
            code=Exit.USAGE, field="born", text=clean(text),
        )  # fmt: skip
    return found.isoformat()


def _document(
    typed: Mapping[str, str], person: Person | None, t: Words
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Kind and number, which are read together, and what the number tells."""
    if "id_kind" not in typed and "id_number" not in typed:
        return {}, ()
    refuse_masked(typed.get("id_number", ""))
    kind = _code("id_kind", typed["id_kind"], t) if "id_kind" in typed else ""
    identity = read_identity(typed["id_number"]) if "id_number" in typed else None
    number = identity.number if identity else person.id_number if person else ""
    if kind in WITHOUT_NUMBER:
        if "id_number" in typed and number:
            raise DeskError(
                N_("A number is typed, and “{kind}” has none: empty the number or choose another kind. It is kept."),
                code=Exit.USAGE, field="id_kind", kind=ID_KIND.label_of(kind, t),
            )  # fmt: skip
        return {"id_kind": kind, "id_number": ""}, ()
    document = read_document(number, kind) if number else Document(kind)
    warning = identity.warning if identity and document.kind == "resident_id" else ""
    return document_columns(document), (warning,) if warning else ()
