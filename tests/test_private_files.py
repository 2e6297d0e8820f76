"""What is written beside the desk file is for its owner alone, and a crash record tells of nobody."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import crash, exports, forms, papers
from deskapp.reading import disputes
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk
from tests.builders import settings_in
from tests.test_app_disputes import quarrel


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = new_desk(tmp_path)
    yield found
    found.close()


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A shell that lets everybody read what is made."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_exports_and_pdfs_are_for_their_owner_alone_whatever_the_umask(desk: Desk, open_umask: None) -> None:
    kept = log(desk, applicant="王秀英")
    number = quarrel(desk).dispute.number
    file = disputes.find(desk.reader, desk.room.id, number)
    assert file is not None
    paper = forms.lay_out(desk, file, "acceptance", desk.words, by_hand=False)
    made = [
        exports.write(desk, [kept.id], desk.words),
        papers.keep(desk, papers.day_sheet(desk, None), desk.words).path,
        forms.set_as_pdf(desk, file, "acceptance", paper, desk.words).path,
    ]
    for path in made:
        assert mode(path) == 0o600, path


def test_a_crash_record_holds_no_name_no_phone_and_no_id(tmp_path: Path, open_umask: None) -> None:
    secrets = ("王秀英", "13800010009", "340801198001011234")

    def fails(name: str, phone: str, number: str) -> None:
        told = {"applicant": name, "phone": phone, "id_number": number}
        try:
            raise KeyError(told["applicant"], phone)
        except KeyError as error:
            raise ValueError(f"{name} {phone} {number}") from error

    settings = settings_in(tmp_path)
    with pytest.raises(ValueError, match="王秀英") as caught:
        fails(*secrets)
    place = crash.write(settings, caught.value)
    told = place.read_text("utf-8")
    assert "ValueError" in told
    assert "KeyError" in told
    assert "fails" in told
    for secret in secrets:
        assert secret not in told
    assert mode(place) == 0o600
