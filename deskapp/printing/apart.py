"""Typesetting in a process of its own: typst holds the interpreter while it works, and a long paper would hold keys.

What is asked for goes in as JSON, the PDF comes out; where no process can be started the caller sets it itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 180.0
"""Seconds after which a process is given up."""

_SOURCE = """
import json, sys, typst
asked = json.load(sys.stdin.buffer)
fonts = typst.Fonts(include_system_fonts=asked["system"], include_embedded_fonts=asked["embedded"],
                    font_paths=asked["folders"])
compiler = typst.Compiler(root=asked["root"], font_paths=fonts)
with open(asked["template"], "rb") as file:
    source = file.read()
given = dict(format="pdf", pdf_tags=False, sys_inputs=asked["inputs"], timestamp=asked["at"])
try:
    data = compiler.compile(source, pdf_standards=asked["standard"], **given)
except typst.TypstError:
    data = compiler.compile(source, **given)
sys.stdout.buffer.write(data)
"""


def set_apart(
    template: Path, folders: list[str], fonts: tuple[bool, bool], inputs: Mapping[str, str], at: int, standard: str
) -> bytes | None:  # fmt: skip
    """The PDF of a template; None where the process could not be started or gave none.

    `fonts` says whether those of the system and those inside typst are looked at, beside `folders`; `at` is in
    seconds since 1970.
    """
    asked = {
        "template": str(template), "root": str(template.parent), "folders": folders, "system": fonts[0],
        "embedded": fonts[1], "inputs": dict(inputs), "at": at, "standard": standard,
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _SOURCE], input=json.dumps(asked).encode(), capture_output=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"%PDF-") else None
