"""The page on the audit chain: its test vectors hold by hashlib and hmac alone, and the desk agrees with them."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from pathlib import Path

import pytest

from deskapp.domain import audit
from deskapp.reading.shapes import Shape
from tests.builders import KEY

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "audit-chain.md").read_text("utf-8")
VECTORS = re.findall(r"```vector\nform (.+)\nhmac ([0-9a-f]+)\n```", PAGE)


def test_the_page_has_a_vector_of_each_kind() -> None:
    assert len(VECTORS) == PAGE.count("```vector") == 4
    assert sorted(type(json.loads(form)).__name__ for form, _ in VECTORS) == ["dict", "list", "list", "list"]


def test_the_key_of_the_vectors_is_on_the_page() -> None:
    key, name = re.findall(r"The key of all of them is `([0-9a-f]+)`, its name `([0-9a-f]+)`", PAGE)[0]
    assert hashlib.sha256(bytes.fromhex(key)).hexdigest()[:8] == name
    assert bytes.fromhex(key) == KEY


@pytest.mark.parametrize(("form", "digits"), VECTORS)
def test_each_vector_holds_by_hmac_alone(form: str, digits: str) -> None:
    assert hmac.new(bytes(range(32)), form.encode(), hashlib.sha256).hexdigest()[: len(digits)] == digits


@pytest.mark.parametrize(("form", "digits"), VECTORS)
def test_the_desk_writes_the_same_form_and_the_same_hash(form: str, digits: str) -> None:
    content = json.loads(form)
    assert audit.canonical(content).decode() == form
    assert audit.seal(KEY, content)[: len(digits)] == digits


def test_the_links_of_the_page_are_those_of_the_desk() -> None:
    first, second = (json.loads(form) for form, _ in VECTORS if len(json.loads(form)) > 10)
    assert audit.seal_link(KEY, first, "") == second[10]
    assert audit.seal_link(KEY, second[:11], second[11]) == VECTORS[3][1]
    assert len(audit.FIELDS) == 11


def test_the_row_of_the_page_has_its_digest_from_the_desk() -> None:
    table, row = json.loads(VECTORS[2][0])
    columns = (*row, "reason", "detail")
    shape = Shape(table, columns, (*(None for _ in row), "", ""))
    assert shape.digest(KEY, (*row.values(), "", "")) == VECTORS[2][1]
