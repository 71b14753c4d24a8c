"""Sentences of other rooms are recognised as those rooms write them, and said in the person's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tlstudio.gui.models import said, sentences
from tlstudio.imaging.sampling import Sampling
from tlstudio.jobs.freeze import choose
from tlstudio.learn.classification.metrics.verdict import false_alarms
from tlstudio.project import run_duration, run_plan
from tlstudio.project.engine_messages import EngineProgress, progress_sentence
from tlstudio.query.reasons import PLAIN
from tlstudio.query.reasons import sentence as reason

MARK = "|"


@pytest.fixture
def marked() -> Iterator[None]:
    """A language in which every text that was looked up stands between two strokes."""
    said.use(lambda text: f"{MARK}{text}{MARK}")
    yield
    said.use(str)


def recognised(text: str) -> bool:
    return sentences.sentence(text).startswith(MARK)


def test_what_is_in_no_pattern_stays_as_it_came(marked: None) -> None:
    assert sentences.sentence("Somebody wrote this.") == "Somebody wrote this."
    assert sentences.sentence("") == ""


def test_a_sentence_keeps_what_it_says_of_the_project() -> None:
    for text in (
        "Unsure: crack 0.52, scratch 0.48",
        "3 new decisions since the last run. A gain is possible; it takes over only if it is better on the same test images.",
        "Finds 8 of 10 crack images (6 to 9), 1 false alarm per 5 images",
        "Of the shapes, 3 boxes, 2 points would become 4 polygons.",
        "Features: 340 of 2,000, 96 per second, 17 s left",
    ):
        assert sentences.sentence(text) == text  # English says the same


def test_why_an_image_comes_up(marked: None) -> None:
    for text in (reason("unsure", ["crack", "scratch"], [0.5, 0.4]), PLAIN["novel"], PLAIN["typical"]):
        assert recognised(text)


def test_the_plan_of_a_run(marked: None) -> None:
    texts = [
        run_plan._expectation(3, 40, 30),
        run_plan._expectation(300, 4000, None),
        f"About {run_duration.in_words(20, 40)} on this CPU",
        f"About {run_duration.in_words(200, 400)} on this GPU",
        f"About {run_duration.in_words(7200, 9000)} on this CPU",
    ]
    texts += [choose("auto", smallest_label=count, stages=5).why for count in (1, 60, 100_000)]
    texts += [choose("head", smallest_label=1, stages=5).why]
    assert [text for text in texts if not recognised(text)] == []


def test_what_the_engine_does(marked: None) -> None:
    for progress in (
        EngineProgress(phase="features", done=340, total=2000, rate=96.0, seconds_left=17.0),
        EngineProgress(phase="features", done=340, total=2000, rate=0.0, seconds_left=None),
    ):
        assert recognised(progress_sentence(progress))


def test_the_verdict(marked: None) -> None:
    for row, images in (({"said": 3, "hits": 3}, 20), ({"said": 5, "hits": 3}, 20), ({"said": 40, "hits": 3}, 40)):
        assert recognised(false_alarms(row, images))


def test_frames_of_videos(marked: None) -> None:
    for sampling in (Sampling(every=1), Sampling(every=25), Sampling(per_second=2.0)):
        assert recognised(sampling.sentence(500, 25.0))
    assert recognised(Sampling(every=25).sentence(500, 0.0))


@pytest.mark.parametrize("template", sentences.TEMPLATES)
def test_every_pattern_fits_itself_and_no_earlier_one_takes_it(template: str) -> None:
    import re

    filled = re.sub(r"\{(\w+)\}", lambda found: "7" if found[1] in sentences._NUMBERS else "thing", template)
    first = next(one for one in sentences.TEMPLATES if sentences._pattern(one).fullmatch(filled))
    assert first == template
