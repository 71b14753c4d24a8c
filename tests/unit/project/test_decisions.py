from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Origin, State, SuggestionRef
from tlstudio.project.commands.decisions import Accept, ClearDecision, Decide, Reject, Skip
from tlstudio.project.commands.labels import AddLabels, DeleteLabel, MergeLabels, MoveLabel, RecolourLabel, RenameLabel
from tlstudio.project.project import Project


def suggested(label_id: int, score: float = 0.9) -> SuggestionRef:
    return SuggestionRef(label_id, score, "instant", 0)


def test_the_state_follows_from_the_suggestion_shown(project: Project) -> None:
    project.run(Decide([1], [1]))
    project.run(Decide([2, 3], [1], suggestions={2: suggested(1), 3: suggested(2, 0.4)}, seconds=3.0))
    project.run(Reject([4], suggestions={4: suggested(3)}))
    project.run(Skip([5]))
    states = [image.state for image in project.read.images([1, 2, 3, 4, 5, 6])]
    assert states == [
        State.LABELLED,
        State.ACCEPTED,
        State.CORRECTED,
        State.REJECTED,
        State.SKIPPED,
        State.UNDECIDED,
    ]
    decision = project.read.decisions(3)[0]
    assert decision.suggestion == suggested(2, 0.4)
    assert (decision.seconds, decision.page_size, decision.origin) == (1.5, 2, Origin.PERSON)
    assert project.read.decisions(4)[0].suggestion == suggested(3)


def test_accepting_a_batch_never_touches_a_human_decision(project: Project) -> None:
    project.run(Decide([1], [2]))
    project.run(Reject([2]))
    project.run(Skip([3]))
    outcome = project.run(Accept({i: suggested(1) for i in (1, 2, 3, 4)}))
    assert outcome.result == 2
    assert [image.label_ids for image in project.read.images([1, 2, 3, 4])] == [(2,), (), (1,), (1,)]
    assert project.undo() is not None
    assert project.read.image(3).state is State.SKIPPED
    assert project.read.image(4).state is State.UNDECIDED


def test_skipping_leaves_decided_images_decided(project: Project) -> None:
    project.run(Decide([1], [2]))
    assert project.run(Skip([1])).result == 0
    assert project.read.image(1).state is State.LABELLED


def test_the_diary_keeps_what_was_decided_before(project: Project) -> None:
    project.run(Decide([1], [1]))
    project.run(Decide([1], [2]))
    project.run(ClearDecision([1]))
    assert [d.state for d in project.read.decisions(1)] == [State.UNDECIDED, State.LABELLED, State.LABELLED]
    assert [d.label_ids for d in project.read.decisions(1)] == [(), (2,), (1,)]
    assert project.read.image(1).decided_at is None
    assert project.run(ClearDecision([1])).changes.ids == {}


def test_a_classification_takes_one_label(project: Project, several: Project) -> None:
    with pytest.raises(UsageError):
        project.run(Decide([1], [1, 2]))
    with pytest.raises(UsageError):
        project.run(Decide([1], []))
    with pytest.raises(UsageError):
        project.run(Decide([1], [99]))
    several.run(Decide([1], [2, 1], suggestions={1: suggested(1)}, suggested_labels={1: (1, 2)}))
    several.run(Decide([2], [1, 2], suggestions={2: suggested(1)}, suggested_labels={2: (1,)}))
    assert [i.state for i in several.read.images([1, 2])] == [State.ACCEPTED, State.CORRECTED]
    assert several.read.counts().by_label == {1: 2, 2: 2, 3: 0}
    assert several.read.decided().label_ids == ((2, 1), (1, 2))


def test_decided_gives_what_a_fit_needs(project: Project) -> None:
    project.run(Decide([2, 5], [3]))
    project.run(Reject([4]))
    project.run(Skip([1]))
    decided = project.read.decided()
    assert decided.image_ids.tolist() == [2, 4, 5]
    assert decided.label_ids == ((3,), (), (3,))
    assert decided.states.dtype == np.uint8


def test_labels_are_clean_and_unique(project: Project) -> None:
    outcome = project.run(AddLabels([" crack ", "crack", "good", "e\u0301clat", "two\n words"]))
    names = [label.name for label in project.read.labels()]
    assert names == ["good", "scratch", "dent", "crack", "\u00e9clat", "two words"]
    assert outcome.result["good"] == 1
    assert len({label.colour for label in project.read.labels()}) == 6
    with pytest.raises(UsageError):
        project.run(AddLabels(["  "]))
    with pytest.raises(UsageError):
        project.run(RenameLabel(1, "dent"))
    with pytest.raises(UsageError):
        project.run(RecolourLabel(1, "blue"))
    project.run(RenameLabel(1, "fine"))
    project.run(MoveLabel(3, 0))
    assert [label.name for label in project.read.labels()][:3] == ["dent", "fine", "scratch"]
    assert [label.hot_key for label in project.read.labels()][:2] == ["1", "2"]


def test_deleting_a_label_makes_its_images_undecided(several: Project) -> None:
    several.run(Decide([1], [1, 2]))
    several.run(Decide([2], [1]))
    several.run(DeleteLabel(1))
    first, second = several.read.images([1, 2])
    assert (first.state, first.label_ids) == (State.LABELLED, (2,))
    assert (second.state, second.label_ids) == (State.UNDECIDED, ())
    assert several.undo() is not None
    assert [i.label_ids for i in several.read.images([1, 2])] == [(1, 2), (1,)]


def test_merging_labels_keeps_the_decisions(several: Project) -> None:
    several.run(Decide([1], [1, 2]))
    several.run(Decide([2], [1]))
    several.run(MergeLabels(1, 2))
    assert [i.label_ids for i in several.read.images([1, 2])] == [(2,), (2,)]
    assert [label.name for label in several.read.labels()] == ["scratch", "dent"]
    with pytest.raises(UsageError):
        several.run(MergeLabels(2, 2))
    with pytest.raises(UsageError):
        several.run(DeleteLabel(1))
