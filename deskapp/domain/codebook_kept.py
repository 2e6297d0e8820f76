"""How a changed code list lies in the file: its entries in their order and its keys, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from deskapp.domain import codebook
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.position import read_place
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words


def kept(codes: CodeList) -> str:
    """The list as text; empty where it is as the program brings it."""
    shipped = codebook.LISTS[codebook.short_name(codes)]
    if codes.entries == shipped.entries and codes.chosen in (shipped.chosen, shipped.most_used):
        return ""
    value = {"entries": [_entry(entry) for entry in codes], "digits": list(codes.chosen)}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entry(entry: Code) -> dict[str, object]:
    found: dict[str, object] = {"code": entry.code, "on": entry.on}
    if entry.local:
        found["label"] = entry.local
    if entry.own:
        found |= {"own": True, "group": entry.group}
    return found


def overlaid(shipped: CodeList, text: str) -> CodeList:
    """The list that `text` keeps; entries that a newer program brings stand at its end. Raises DeskError."""
    if not text:
        return shipped
    try:
        value = json.loads(text)
        entries = [_read(shipped, one) for one in value["entries"]]
        chosen = tuple(str(code) for code in value["digits"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable(shipped) from error
    seen = {entry.code for entry in entries}
    entries += [entry for entry in shipped if entry.code not in seen]
    labels = [entry.local.casefold() for entry in entries if entry.local]
    needed = codebook.NEEDED.get(codebook.short_name(shipped), {})
    if (
        len(seen) != len(value["entries"])
        or len(labels) != len(set(labels))
        or len(entries) > codebook.ENTRIES_LIMIT
        or not any(entry.on for entry in entries)
        or any(entry.code in needed and not entry.on for entry in entries)
        or len(chosen) != len(set(chosen))
        or not {entry.code for entry in entries if entry.on}.issuperset(chosen)
    ):
        raise _unreadable(shipped)
    return codebook.rebuilt(shipped, tuple(entries), chosen)


def _read(shipped: CodeList, one: Mapping[str, object]) -> Code:
    code, label = str(one["code"]), one_line(clean(str(one.get("label", ""))))
    if len(label) > codebook.LABEL_LIMIT or not isinstance(one.get("on", True), bool):
        raise ValueError(code)
    on = bool(one.get("on", True))
    if code in shipped:
        return replace(shipped[code], local=label, on=on)
    if one.get("own") is not True or not label or not codebook.is_code(code):
        raise ValueError(code)
    groups = [entry.group for entry in shipped]
    group = str(one.get("group", ""))
    return Code(code, label, group if group in groups else groups[-1], label, on, own=True)


def _unreadable(codes: CodeList) -> DeskError:
    return DeskError(
        N_("This is not a whole list “{name}”. Change it entry by entry: add, rename, move, switch, key. "
           "Nothing is changed."),
        code=Exit.USAGE, name=codes.label,
    )  # fmt: skip


VERBS = ("add", "rename", "on", "off", "move", "key")
"""What can be done with a list by words: `codes.category.off noise`."""


def told(codes: CodeList, verb: str, said: str, t: Words) -> CodeList:
    """The list after `verb`: `add LABEL`, `rename CODE LABEL`, `move CODE PLACE`, `key CODE DIGIT`, `on`, `off CODE`.

    Raises DeskError.
    """
    text = one_line(clean(said))
    if verb == "add":
        return codebook.add(codes, text, t)
    if verb not in VERBS or not text:
        raise DeskError(
            N_("Say what to do with the list “{name}”: add LABEL, rename CODE LABEL, move CODE PLACE, key CODE DIGIT, "
               "on CODE or off CODE. Nothing is changed."),
            code=Exit.USAGE, name=t(codes.label),
        )  # fmt: skip
    first, _, rest = text.partition(" ")
    entry = codebook.entry_of(codes, first if verb in ("rename", "move", "key") else text, t)
    verbs: Mapping[str, Callable[[], CodeList]] = {
        "rename": lambda: codebook.rename(codes, entry.code, rest, t),
        "on": lambda: codebook.switch(codes, entry.code, True, t),
        "off": lambda: codebook.switch(codes, entry.code, False, t),
        "move": lambda: codebook.move(codes, entry.code, read_place(rest, len(codes.entries)) - 1),
        "key": lambda: codebook.put_on_key(codes, entry.code, read_place(rest, 9), t),
    }
    return verbs[verb]()


def shown(codes: CodeList, t: Words) -> str:
    """The list in lines: its key, its code, its label, and a word where it is not offered."""
    keys = {code: str(place) for place, code in enumerate(codes.most_used, 1)}
    off = t(N_("off"))
    return "\n".join(
        f"{keys.get(entry.code, '-')}  {entry.code}  {entry.say(t)}" + ("" if entry.on else f"  ({off})")
        for entry in codes
    )
