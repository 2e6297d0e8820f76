"""A case report is closed with the receipt of the case system, and in no other way of solving it."""

from __future__ import annotations

import pytest

from deskapp.domain.errors import DeskError
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
