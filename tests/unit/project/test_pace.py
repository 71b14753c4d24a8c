from __future__ import annotations

import pytest

from tlstudio.core.words import Origin, SuggestionRef
from tlstudio.project import pace
from tlstudio.project.commands.decisions import Accept, ClearDecision, Decide
from tlstudio.project.project import Project


def suggested(label_id: int) -> SuggestionRef:
    return SuggestionRef(label_id, 0.9, "instant", 0)


def test_nothing_is_claimed_before_it_is_measured(project: Project) -> None:
    project.run(Decide([1], [1], seconds=2.0))
    measured = pace.measure(project.read)
    assert (measured.decisions, measured.seconds_saved, measured.acceptance, measured.sentence) == (1, None, None, "")


def test_saving_is_accepted_images_times_the_difference(project: Project) -> None:
    for image_id in range(1, 6):
        project.run(Decide([image_id], [1], seconds=4.0))
    project.run(ClearDecision(range(1, 9)))
    project.run(Decide([8], [1], seconds=9.0, suggestions={8: suggested(2)}))
    project.run(Accept({i: suggested(1) for i in range(1, 7)}, seconds=6.0))
    project.run(Decide([7], [2], origin=Origin.IMPORT))
    measured = pace.measure(project.read)
    assert measured.seconds_alone == 4.0
    assert measured.seconds_accepted == 1.0
    assert measured.seconds_saved == pytest.approx(6 * 3.0)
    assert measured.acceptance == pytest.approx(6 / 7)
    assert measured.decisions == 12
    assert "saved about 18 s" in measured.sentence
