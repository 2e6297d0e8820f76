"""Sentences to publish: numbers as the articles print them, nothing that is not counted, templates of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp import locales
from deskapp.__main__ import main
from deskapp.domain.errors import DeskError
from deskapp.domain.field_figures import FIELD_METRICS
from deskapp.domain.figures import METRICS, Figure, Metric
from deskapp.domain.sentences import SHIPPED, checked, fill, floor, kept, named, read_sentences, told
from deskapp.domain.volunteer_figures import VOLUNTEER_METRICS
from deskapp.domain.words import Words
from tests.app_builders import new_desk
from tests.builders import EN, refused

ZH = locales.load("zh")
METRIC = {one.code: one for one in (*METRICS, *VOLUNTEER_METRICS, *FIELD_METRICS)}


def figure(code: str, n: int, of: int | None = None, amount: float | None = None) -> Figure:
    return Figure(METRIC[code], n, of, amount)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (7, "7"), (10, "10"), (30, "30"), (33, "30余"), (99, "90余"), (283, "280余"), (440, "440"),
        (445, "440余"), (512, "510余"), (1342, "1300余"), (13007, "13000余"), (5140, "5100余"),
    ],
)  # fmt: skip
def test_a_floor_is_printed_as_the_articles_print_it(value: int, said: str) -> None:
    assert floor(value, ZH) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (43210, "4.3万余"),
        (43000, "4.3万"),
        (9999, "9900余"),
        (10000, "1万"),
        (128000, "12万余"),
        (120000, "12万"),
    ],
)
def test_ten_thousands_are_counted_as_such(value: int, said: str) -> None:
    assert floor(value, ZH, wan=True) == said


def test_the_first_sentence_says_what_the_first_article_says() -> None:
    found = {
        one.code: one
        for one in (
            figure("patrol_sessions", 82), figure("hazards_found", 24), figure("disputes_settled", 33),
            figure("settle_rate", 33, 33), figure("training_sessions", 12),
        )
    }  # fmt: skip
    said = fill(SHIPPED[0].say(ZH), found, ZH)
    assert said.text == "共参与巡防82次，收集上报隐患24处，化解矛盾纠纷30余起，化解率100%；开展培训12次。"
    assert said.missing == ()
    assert "100% (33/33)" in fill(SHIPPED[0].say(EN), found, EN, parts=True).text


def test_a_number_that_is_not_counted_is_named_and_never_printed() -> None:
    found = {"settle_rate": figure("settle_rate", 0, 0)}
    said = fill("化解率{settle_rate}，巡防{patrol_sessions}次，{nonsense: 余}", found, ZH)
    assert (
        said.text
        == "化解率［未统计：化解率（达成协议）］，巡防［未统计：patrol_sessions］次，［未统计：nonsense］"
    )
    assert said.missing == ("settle_rate", "patrol_sessions", "nonsense")
    assert not any(char.isdigit() for char in said.text)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{settle_rate}", "98.2%"), ("{settle_rate:n/N}", "275/280"), ("{settle_rate:parts}", "275/280"),
        ("{copies:万余}", "4.3万余"), ("{copies:余}", "43000余"), ("{copies}", "43210"), ("{volunteer_hours}", "12.5"),
        ("{ copies : 余 }", "43000余"),
    ],
)  # fmt: skip
def test_each_way_of_printing(template: str, said: str) -> None:
    found = {
        "settle_rate": figure("settle_rate", 275, 280),
        "copies": Figure(METRIC["copies"], 3, amount=43210),
        "volunteer_hours": Figure(METRIC["volunteer_hours"], 3, amount=750),
    }
    assert fill(template, found, ZH).text == said


def test_every_figure_of_the_shipped_sentences_is_counted_and_both_languages_say_the_same_ones() -> None:
    nothing: dict[str, Figure] = {}
    for one in SHIPPED:
        asked = {t.language: fill(one.say(t), nothing, t).missing for t in (ZH, EN)}
        assert set(asked["zh"]) == set(asked["en"])
        assert set(asked["zh"]) <= set(METRIC), one.name


def test_the_room_adds_changes_moves_and_takes_out_a_template() -> None:
    text = told("", "add", "月报|巡防{patrol_sessions}次", ZH)
    assert [one.name for one in read_sentences(text)][-1] == "月报"
    assert read_sentences(text)[0].shipped  # it goes on following the language
    text = told(text, "move", "6 1", ZH)
    assert read_sentences(text)[0].name == "月报"
    text = told(text, "1", "月报|巡防{patrol_sessions:余}次", ZH)
    assert named(read_sentences(text), "月报", ZH).text == "巡防{patrol_sessions:余}次"
    text = told(text, "out", "1", ZH)
    assert text == kept(SHIPPED) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [("巡防{patrol_sessions次", ("brace", "kept")), ("{copies:大约}", ("大约", "floor")), ("  ", ("empty",))],
)
def test_a_template_that_cannot_be_filled_is_refused(text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(DeskError) as error:
        checked(text)
    refused(error.value, *words)


def test_a_breakdown_line_can_be_named(  # by the name that the card shows
) -> None:
    metric: Metric = METRIC["disputes_by_type"]
    found = {"disputes_by_type.noise": Figure(metric, 4, key="noise")}
    assert fill("{disputes_by_type.noise}", found, Words.plain()).text == "4"


def test_the_command_line_says_all_sentences_or_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = new_desk(tmp_path)
    desk.activities.add("patrol", {"when": "08:00-09:00", "place": "明珠路"}, desk.actor, desk.words)
    desk.close()
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    words = ["--db", str(desk.settings.database), "--lang", "zh", "figures"]
    assert main([*words, "--sentence", "1"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("共参与巡防1次，收集上报隐患0处")
    assert "［未统计：化解率（达成协议）］" in said.out
    assert "settle_rate" in said.err
    assert main([*words, "--sentences"]) == 0
    assert "防范宣传" in capsys.readouterr().out
    assert main([*words, "--sentence", "没有"]) != 0
    assert "1 义警工作" in capsys.readouterr().err
