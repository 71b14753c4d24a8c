"""How long a fine-tuning takes, before it starts: in seconds, in words, and corrected by the last one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.jobs.freeze import choose
from tlstudio.jobs.spec import RunSpec
from tlstudio.project.backbone_card import card_of
from tlstudio.project.run_duration import PACE_LIMITS, START_SECONDS, duration, in_words, pace_of
from tlstudio.project.run_log import Run, RunState

SPEC = RunSpec(labels=("cat", "dog"), backbone="efficientnet_lite0")
SIDES = {"train": 100, "val": 30, "test": 30}


def expected(spec: RunSpec = SPEC, sides: dict[str, int] = SIDES, **pace: float) -> tuple[float, float]:
    card = card_of(spec.backbone)
    policy = choose(spec.freeze, smallest_label=50, stages=len(card.taps), from_scratch=spec.from_scratch)
    return duration(spec, card, policy, sides, **pace)


def finished(seconds: float, **said: object) -> Run:
    return replace(Run("1", Path("1"), SPEC, RunState.DONE, images=SIDES, epoch=8, seconds=seconds), **said)


def test_more_images_and_more_epochs_take_longer() -> None:
    once = expected()
    assert once[0] < once[1]
    assert expected(sides={side: 2 * number for side, number in SIDES.items()})[0] > once[0]
    assert expected(replace(SPEC, epochs=40))[0] > expected(replace(SPEC, epochs=4))[0]


def test_a_limit_of_time_is_an_end() -> None:
    low, high = expected(replace(SPEC, max_minutes=0.1), {side: 1000 * number for side, number in SIDES.items()})
    assert (low, high) == (6.0, 6.0 + START_SECONDS)


def test_the_last_run_says_how_fast_this_machine_is() -> None:
    counted = expected(replace(SPEC, epochs=8))
    twice = pace_of(finished(2 * counted[0]))
    assert expected(pace=twice)[0] == pytest.approx(twice * expected()[0])
    assert pace_of(finished(4 * counted[0])) == pytest.approx(2 * twice)


@pytest.mark.parametrize("run", [None, finished(9.0, images={}), finished(9.0, why="stopped"), finished(0.0)])
def test_a_run_that_was_cut_short_says_nothing(run: Run | None) -> None:
    assert pace_of(run) == 1.0


@given(st.floats(1e-3, 1e9))
def test_one_odd_run_does_not_spoil_the_next_plan(seconds: float) -> None:
    assert PACE_LIMITS[0] <= pace_of(finished(seconds)) <= PACE_LIMITS[1]


def test_in_words() -> None:
    assert in_words(3, 8) == "5 to 10 s"
    assert in_words(21, 44) == "20 to 45 s"
    assert in_words(200, 400) == "3 to 7 min"
    assert in_words(7200, 9000) == "2.0 to 2.5 h"
