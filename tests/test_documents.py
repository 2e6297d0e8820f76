"""Rules and documents in force: added, corrected, retired, never deleted."""

from __future__ import annotations

from datetime import date

import pytest

from deskapp import locales
from deskapp.domain import documents
from deskapp.domain.documents import SHIPPED, kept, path_warning, read_documents, shown, told
from deskapp.domain.errors import DeskError
from tests.builders import EN, refused

TODAY = date(2026, 11, 21)
ZH = locales.load("zh")


def test_the_law_that_is_in_force_stands_there_from_the_start() -> None:
    lines = shown("", ZH).splitlines()
    assert lines[0] == "1  治安管理处罚法 · 2025年6月27日修订  2026-01-01"
    assert kept(SHIPPED) == ""


def test_a_document_is_added_corrected_retired_and_brought_back() -> None:
    text = told("", "add", "值班制度|2026版|2026-03-01|/srv/zhiban.pdf", ZH, TODAY)
    text = told(text, "correct", "3|值班制度|2026年第2版|2026-04-01|/srv/zhiban2.pdf", ZH, TODAY)
    last = read_documents(text)[-1]
    assert (last.title, last.version, last.since, last.path) == (
        "值班制度", "2026年第2版", "2026-04-01", "/srv/zhiban2.pdf",
    )  # fmt: skip
    text = told(text, "retire", "1", ZH, TODAY)
    assert [one.retired for one in read_documents(text)] == [False, False, True]
    assert shown(text, ZH).splitlines()[-1].endswith("已废止")
    text = told(text, "again", "3", ZH, TODAY)
    assert not any(one.retired for one in read_documents(text))
    assert len(read_documents(text)) == 3


def test_a_shipped_title_follows_the_language_until_somebody_writes_another() -> None:
    found = documents.correct(SHIPPED, 0, documents.checked(
        {"title": "治安管理处罚法", "version": "2025年6月27日修订", "since": "2026-01-01", "path": "/srv/law.pdf"},
        TODAY,
    ), ZH)  # fmt: skip
    assert found[0].shipped
    assert "Punishments Law" in shown(kept(found), EN)
    assert found[0].path == "/srv/law.pdf"


def test_what_is_typed_wrong_is_told_beside_its_field() -> None:
    for given, field in (
        ({"title": " "}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"title": "x", "since": "yesterweek"}, "since"),
        ({"title": "x", "path": "/" + "x" * 500}, "path"),
    ):
        with pytest.raises(DeskError) as error:
            documents.checked(given, TODAY)
        assert error.value.field == field
    with pytest.raises(DeskError) as error:
        documents.add(SHIPPED, SHIPPED[0])
    refused(error.value, "already")


def test_a_path_where_nothing_lies_is_a_warning_and_no_wall() -> None:
    one = documents.checked({"title": "x", "path": "/nowhere"}, TODAY)
    assert path_warning(one, lambda path: False)
    assert path_warning(one, lambda path: True) == ""
    assert path_warning(SHIPPED[0], lambda path: False) == ""


@pytest.mark.parametrize(
    "text", ["[", "3", '[{"title": ""}]', '[{"title": "x", "since": "soon"}]', '[{"title": "a\\u202eb"}]']
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(DeskError):
        read_documents(text)


def test_a_part_that_is_none_says_what_there_is() -> None:
    with pytest.raises(DeskError) as error:
        told("", "burn", "1", EN, TODAY)
    assert "retire" in str(error.value)
