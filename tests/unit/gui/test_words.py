from datetime import datetime

import pytest

from tlstudio.gui.models import words


def test_figures_have_real_minus_signs_and_a_dash_for_nothing():
    assert words.figure(-0.014) == "−0.01"
    assert words.figure(None) == "–"
    assert words.figure(float("nan")) == "–"
    assert words.signed(0.042) == "+0.04"
    assert words.interval((0.86, 0.971)) == "0.86 to 0.97"
    assert words.interval(None) == ""


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (8, 12, "about 10 s"),
        (1, 2, "about 5 s"),
        (100, 170, "1 to 3 min"),
        (110, 119, "1 to 2 min"),
        (240, 360, "4 to 6 min"),
        (5400, 7100, "1.5 to 2 h"),
        (7200, 7200, "about 2 h"),
    ],
)
def test_a_range_of_time_is_rounded_outwards(low: float, high: float, text: str):
    assert words.time_range(low, high) == text


@pytest.mark.parametrize(("seconds", "text"), [(47, "0:47"), (288, "4:48"), (3725, "1:02:05")])
def test_clock(seconds: float, text: str):
    assert words.clock(seconds) == text


@pytest.mark.parametrize(
    ("then", "text"),
    [
        (datetime(2026, 11, 21, 14, 2, 40), "Now"),
        (datetime(2026, 11, 21, 9, 5), "Today 09:05"),
        (datetime(2026, 11, 20, 17, 10), "Yesterday 17:10"),
        (datetime(2026, 11, 16, 8, 0), "Monday"),
        (datetime(2026, 11, 2, 8, 0), "2 November"),
        (datetime(2025, 11, 12, 8, 0), "12 November 2025"),
    ],
)
def test_a_moment_is_named_as_people_do(then: datetime, text: str):
    assert words.moment(then, datetime(2026, 11, 21, 14, 3)) == text


def test_counts_know_their_plural():
    assert words.count(1, "image") == "1 image"
    assert words.count(2310, "box", "boxes") == "2,310 boxes"
