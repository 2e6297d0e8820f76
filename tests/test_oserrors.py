"""What the system refused is said in the reader's language."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from deskapp import locales, papers
from deskapp.domain.errors import DeskError
from deskapp.domain.oserrors import reason
from tests.builders import EN

ZH = locales.load("zh")


def test_a_full_disk_is_named_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DeskError) as refusal:
        papers.write_whole(tmp_path / "sheet.pdf", b"%PDF")
    assert "磁盘已满" in refusal.value.say(ZH)
    assert "the disk is full" in refusal.value.say(EN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EISDIR, errno.ENOENT, errno.EIO])
def test_every_usual_reason_has_chinese(number: int) -> None:
    said = ZH(reason(OSError(number, "as the system says it")))
    assert said.isascii() is False


def test_a_rare_reason_is_told_in_the_words_of_the_system() -> None:
    assert (
        reason(OSError(errno.ELOOP, "Too many levels of symbolic links"))
        == "Too many levels of symbolic links"
    )
