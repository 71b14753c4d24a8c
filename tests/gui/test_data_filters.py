"""Filters of Data by where decisions came from and by the score of suggestions."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.shown_images import shown_ids
from tlstudio.core.words import Origin
from tlstudio.gui.models.suggested import Suggested
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.data.data_filter import DataFilter


def test_images_are_found_by_origin_and_by_score(make_session: Callable[..., Session]) -> None:
    session = make_session(count=12, decided=3)
    project = session.project
    suggested = Suggested(project)
    by_hand = shown_ids(project.read, DataFilter(origins=frozenset({Origin.PERSON})), suggested)
    assert sorted(by_hand) == sorted(project.read.decided().image_ids)
    assert not len(shown_ids(project.read, DataFilter(origins=frozenset({Origin.IMPORT})), suggested))
    sure = shown_ids(project.read, DataFilter(min_score=0.9), suggested).tolist()
    ids, probs, _labels = project.suggestions.scores()
    assert sorted(sure) == sorted(i for i, row in zip(ids, probs, strict=True) if row.max() >= 0.9)
    assert 0 < len(sure) < 9
    assert not len(shown_ids(project.read, DataFilter(min_score=0.9), None))


def test_another_room_can_show_exactly_its_images(make_session: Callable[..., Session]) -> None:
    project = make_session(count=12, decided=3).project
    wanted = tuple(project.read.image_ids().tolist()[4:7])
    only = DataFilter(only=wanted)
    assert only.is_on
    assert sorted(shown_ids(project.read, only, None).tolist()) == sorted(wanted)
