"""Every refusal of the program stands in one reviewed list, is a whole sentence and names the next step.

`UPDATE_GOLDEN=1 pytest tests/test_errors.py` writes the list again: read what changed before you keep it.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "deskapp"
GOLDEN = Path(__file__).parent / "golden" / "errors.txt"

_VERBS = (
    "add ask bring check choose close copy delete fill give go install keep leave log look make mend move needs "
    "open paste plug press put repeat run say see shorten stop take try type unset use wait write"
)
NEXT_STEPS = (
    rf"\b({'|'.join(_VERBS.split())})\b",
    r"\bdeskapp [a-z]+", r"\bF\d", r"Ctrl\+",  # a command or a key
    r": \{(every|near|known|steps|allowed|choices|way)\}", r"looks? like",  # what is allowed, or an example of it
    r"kept: \{path\}",  # where the work lies
    r"\?",  # a question is answered
)  # fmt: skip


def _marked(node: ast.AST) -> Iterator[str]:
    """The N_ texts inside an expression."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "N_":
            (text,) = one.args
            assert isinstance(text, ast.Constant)
            yield str(text.value)


def _assigned(tree: ast.AST, name: str) -> list[str]:
    """The texts that are given to `name` or `something.name` anywhere in a module."""
    found: list[str] = []
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(getattr(one, "id", getattr(one, "attr", "")) == name for one in targets if one is not None):
            found += _marked(getattr(node, "value", None) or ast.Pass())
    return found


def _parents(tree: ast.Module, call: ast.Call) -> ast.AST:
    """The innermost function around `call`, or the module."""
    around: ast.AST = tree
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
            one is call for one in ast.walk(node)
        ):
            around = node
    return around


def _texts(tree: ast.Module, call: ast.Call) -> list[str]:
    said = call.args[0]
    if found := list(_marked(said)):
        return found
    name = getattr(said, "id", getattr(said, "attr", ""))
    return _assigned(_parents(tree, call), name) or _assigned(tree, name)


@cache
def _refusals() -> dict[str, str]:
    """Each text with the module that says it first."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("DeskError", "MovedError"):
                texts = _texts(tree, node)
                assert texts or f"{place}: {ast.unparse(node.args[0])}" in HANDED_ON, (
                    f"{place}:{node.lineno} raises a text that this test cannot find"
                )
                for text in texts:
                    found.setdefault(text, place)
    return found


HANDED_ON = {
    "screens/disputes/parties.py: found.warning": "as in the log form",
    "screens/volunteers/member_form.py: found.warning": "as in the log form",
    "screens/log.py: found.warning": "the warning of an identity number, a sentence of domain/identity.py",
    "screens/disputes/parties.py: warning": "the same",
}
"""Refusals whose text was made elsewhere, and where."""


def test_the_reviewed_list_holds_every_refusal() -> None:
    listed = "".join(f"{text}\n" for text in sorted(_refusals()))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(listed, "utf-8")
    assert GOLDEN.read_text("utf-8") == listed


@pytest.mark.parametrize("text", sorted(_refusals()))
def test_each_refusal_is_a_sentence_with_a_next_step(text: str) -> None:
    # What is to be copied, a command or a path, stands at the end without a mark that would be copied too.
    assert re.search(r"([.?!]|: deskapp [^.]+|: \{\w+\}|--help)$", text), "it does not end"
    assert "\n" not in text
    assert not re.search(r"\b(invalid|illegal|error|exception|failed to|bad input)\b", text, re.IGNORECASE)
    assert text[0] in "“{-" or text[0].isupper()
    assert any(re.search(step, text, re.IGNORECASE) for step in NEXT_STEPS), "it names no next step"
