"""The catalogue's upkeep: `python -m tests.catalogue` finds every text, keeps its Chinese and compiles it.

New texts come out with an empty msgstr: fill it in deskapp.po and run it again.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "deskapp"
PO = PACKAGE / "locales" / "zh_CN" / "LC_MESSAGES" / "deskapp.po"
MO = PO.with_suffix(".mo")
_HEAD = (
    'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)
_MARKS = frozenset({"N_", "t", "Term", "say"})


def texts() -> dict[str, str]:
    """Every text of the program with the module that says it first; also those inside f-strings."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in _MARKS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                    found.setdefault(first.value, path.relative_to(PACKAGE.parent).as_posix())
    return found


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def kept() -> dict[str, str]:
    """The translations as the .po file has them."""
    with PO.open("rb") as file:
        return {
            str(message.id): str(message.string) for message in read_po(file, locale="zh_CN") if message.id
        }


def compiled(translations: dict[str, str]) -> bytes:
    """The bytes of the .mo file."""
    catalogue = Catalog(locale="zh_CN", header_comment="")
    for text in sorted(translations):
        if translations[text]:
            catalogue.add(text, translations[text])
    buffer = io.BytesIO()
    write_mo(buffer, read_po(io.BytesIO((_HEAD + _po_text(catalogue)).encode()), locale="zh_CN"))
    return buffer.getvalue()


def _po_text(catalogue: Catalog) -> str:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True, include_lineno=False)
    return buffer.getvalue().decode()


def main() -> int:
    """Write both files; what has no translation yet is listed, and the exit code is 1."""
    found, known = texts(), kept()
    catalogue = Catalog(locale="zh_CN")
    for text in sorted(found, key=lambda text: (found[text], text)):
        catalogue.add(text, known.get(text, ""), locations=[(found[text], 0)])
    PO.write_text(_HEAD + _po_text(catalogue), "utf-8")
    MO.write_bytes(compiled(kept()))
    missing = [text for text in found if not known.get(text)]
    for text in missing:
        print(f"{found[text]}: {text!r}")
    print(f"{len(found)} texts, {len(missing)} without Chinese")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
