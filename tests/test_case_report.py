"""A case report is closed with the receipt of the case system, and in no other way of solving it."""

from __future__ import annotations

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.request_correct import read_correction
from deskapp.domain.request_steps import moves
from tests.builders import a_request, facts


@pytest.mark.parametrize("outcome", ["solved", "unfounded", "unreachable"])
def test_a_case_report_is_not_resolved_without_its_receipt(outcome: str) -> None:
    request = a_request(category="case_report", summary="", status="in_progress")
    with pytest.raises(DeskError, match="receipt number"):
        moves(request, "resolve", {"outcome": outcome, "text": "x"}, facts())


def test_a_case_report_is_not_solved_on_the_spot() -> None:
    with pytest.raises(DeskError, match="receipt number"):
        moves(a_request(category="case_report", summary=""), "solve", {"text": "x"}, facts())


@pytest.mark.parametrize("outcome", ["solved", "solved_on_spot", "unfounded", "unreachable"])
def test_a_solved_matter_does_not_become_a_case_report_without_its_receipt(outcome: str) -> None:
    request = a_request(status="resolved", outcome=outcome, result="好")
    with pytest.raises(DeskError, match="receipt number alone"):
        read_correction(request, {"category": "case_report"}, "是报案", facts())
    with_receipt = {"category": "case_report", "outcome": "to_case", "receipt": "A1"}
    found = read_correction(request, with_receipt, "是报案", facts())
    assert (found.changes["category"], found.changes["outcome"]) == ("case_report", "to_case")


def test_the_outcome_of_a_case_report_is_not_corrected_away_from_its_receipt() -> None:
    request = a_request(
        category="case_report", summary="", status="resolved", outcome="to_case", receipt="A1", result="好"
    )
    with pytest.raises(DeskError, match="receipt number alone"):
        read_correction(request, {"outcome": "solved"}, "错", facts())
    assert read_correction(request, {"receipt": "A2"}, "错", facts()).changes == {"receipt": "A2"}
