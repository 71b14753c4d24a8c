"""Answers to suggested shapes: annotations with their origin, outcomes kept, everything undone in one step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.project.conftest import new_images
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry.shapes import Box, Polygon
from tlstudio.core.words import Annotation, Check, Origin, Outcome, State, Task
from tlstudio.project.command import Command
from tlstudio.project.commands.checks import CheckImages
from tlstudio.project.commands.comments import AddComment, DeleteComments, ResolveComment
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.labels import DeleteLabel, MergeLabels
from tlstudio.project.commands.shape_answers import AcceptShapes, AnswerShapes, FinishAsShown, RejectShapes
from tlstudio.project.commands.shape_suggestions import ClearShapeSuggestions, SuggestShapes
from tlstudio.project.commands.shapes import EditShapes, FinishImages
from tlstudio.project.project import Project
from tlstudio.project.shape_review import accept_shapes_command, clear_shapes_command, reject_shapes_command
from tlstudio.store.filters import ImageFilter

BOX = Box(10, 10, 40, 30)
NEAR = Box(11, 11, 40, 30)
FAR = Box(70, 10, 20, 20)
TRIANGLE = Polygon((((0.0, 0.0), (30.0, 0.0), (0.0, 30.0)),))


def make(folder: Path) -> Project:
    project = Project.create(folder, task=Task.DETECTION, labels=["cell", "rust"])
    project.run(AddImages(new_images(3)))
    return project


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path / "boxes") as opened:
        suggested = {1: [(1, BOX, 0.9, {"colour": "red"}), (2, FAR, 0.4, {})], 2: [(1, TRIANGLE, 0.7, {})]}
        opened.run(SuggestShapes(suggested, source="a.json"))
        yield opened


def outcomes(project: Project) -> dict[int, Outcome]:
    return {one.id: one.outcome for one in project.read.review.shapes(range(1, 20))}


def test_accepting_makes_an_annotation_that_says_where_it_came_from(boxes: Project) -> None:
    assert boxes.read.annotations([1])[1] == ()
    outcome = boxes.run(AcceptShapes([1]))
    (one,) = boxes.read.annotations([1])[1]
    assert (one.label_id, one.geometry, one.origin, one.score) == (1, BOX, Origin.SUGGESTION, 0.9)
    assert one.attributes == {"colour": "red"}
    assert outcome.result == {1: one.id}
    kept = boxes.read.review.shapes([1])[0]
    assert (kept.outcome, kept.annotation_id, kept.source) == (Outcome.ACCEPTED, one.id, "a.json")
    assert boxes.read.image(1).state is State.UNDECIDED
    assert boxes.read.image(1).label_ids == (1,)
    assert outcome.text == "Accept 1 suggested shape on 1 image"
    assert outcome.changes.touches_id("shape_suggestion", 1)
    assert outcome.changes.touches_id("annotation", 1)
    boxes.undo()
    assert boxes.read.annotations([1])[1] == ()
    assert outcomes(boxes) == dict.fromkeys((1, 2, 3), Outcome.OPEN)


def test_another_label_or_another_shape_is_a_correction(boxes: Project) -> None:
    boxes.run(AnswerShapes(labels={1: 2}, geometries={3: NEAR}))
    assert outcomes(boxes) == {1: Outcome.CORRECTED, 2: Outcome.OPEN, 3: Outcome.CORRECTED}
    assert boxes.read.annotations([1])[1][0].label_id == 2
    assert boxes.read.annotations([2])[2][0].geometry == NEAR
    boxes.run(AnswerShapes(labels={2: 2}))
    assert outcomes(boxes)[2] is Outcome.ACCEPTED, "its own label is no correction"


def test_what_was_answered_stays_as_it_was_answered(boxes: Project) -> None:
    boxes.run(RejectShapes([1]))
    assert not boxes.run(AcceptShapes([1])).changes
    boxes.run(AcceptShapes([2]))
    assert not boxes.run(RejectShapes([1, 2, 99])).changes
    assert len(boxes.read.annotations([1])[1]) == 1


def test_a_shape_that_is_there_already_is_not_made_twice(boxes: Project) -> None:
    (own,) = boxes.run(EditShapes(1, added=[Annotation(0, 1, 1, NEAR)])).result
    assert boxes.run(AcceptShapes([1])).result == {1: own}
    (one,) = boxes.read.annotations([1])[1]
    assert (one.geometry, one.origin) == (NEAR, Origin.PERSON)


def test_what_is_annotated_or_was_rejected_is_not_suggested_again(boxes: Project) -> None:
    boxes.run(AcceptShapes([1]))
    boxes.run(RejectShapes([2]))
    again = {1: [(1, NEAR, 0.95, {}), (2, FAR, 0.5, {}), (2, NEAR, 0.5, {})]}
    assert boxes.run(SuggestShapes(again, source="a.json")).result == 1, "the other label at this place is news"
    assert boxes.run(SuggestShapes(again, source="b.json")).result == 2, "another source may ask again"


def test_a_batch_takes_what_is_certain_on_unfinished_images(boxes: Project) -> None:
    boxes.run(FinishImages([2]))
    assert accept_shapes_command(boxes, above=0.5).suggestion_ids == [1]
    assert accept_shapes_command(boxes, above=0.5, image_ids=[2]).suggestion_ids == [3]
    assert accept_shapes_command(boxes, label_id=2).suggestion_ids == [2]
    with pytest.raises(UsageError, match="not a probability"):
        accept_shapes_command(boxes, above=1.5)


def test_a_batch_rejects_what_is_uncertain_on_unfinished_images(boxes: Project) -> None:
    boxes.run(SuggestShapes({3: [(1, BOX, None, {})]}, source="c"))
    assert reject_shapes_command(boxes, below=0.5).suggestion_ids == [2], "one without a score is not below any"
    assert reject_shapes_command(boxes, source="c").suggestion_ids == [4]
    assert reject_shapes_command(boxes, label_id=1, image_ids=[1, 3]).suggestion_ids == [1, 4]
    boxes.run(FinishImages([3]))
    assert reject_shapes_command(boxes, source="c").suggestion_ids == []
    with pytest.raises(UsageError, match="not a probability"):
        reject_shapes_command(boxes, below=-1)
    with pytest.raises(UsageError, match="Nothing was suggested"):
        reject_shapes_command(boxes, source="d")


def test_what_is_taken_away_unanswered_may_be_suggested_again(boxes: Project) -> None:
    boxes.run(AcceptShapes([3]))
    taken = boxes.run(clear_shapes_command(boxes, image_ids=[1, 2]))
    assert (taken.result, taken.text) == (2, "Take away 2 suggested shapes on 1 image")
    assert taken.changes.touches_id("shape_suggestion", 1)
    assert outcomes(boxes)[3] is Outcome.ACCEPTED
    assert boxes.run(SuggestShapes({1: [(1, BOX, 0.9, {})]}, source="a.json")).result == 1
    boxes.undo(2)
    assert outcomes(boxes) == {1: Outcome.OPEN, 2: Outcome.OPEN, 3: Outcome.ACCEPTED}


def test_shapes_without_a_score_are_never_above_one(boxes: Project) -> None:
    boxes.run(SuggestShapes({3: [(1, BOX, None, {})]}, source="c"))
    assert accept_shapes_command(boxes, above=0.1, image_ids=[3]).suggestion_ids == []
    assert len(accept_shapes_command(boxes, image_ids=[3]).suggestion_ids) == 1


def test_an_image_is_finished_as_it_is_shown(boxes: Project) -> None:
    outcome = boxes.run(FinishAsShown(1, shown=[1], dropped=[2]))
    assert boxes.read.image(1).state is State.LABELLED
    assert [one.score for one in boxes.read.annotations([1])[1]] == [0.9]
    assert boxes.read.shape_suggestions([1], outcome=None)[1][0].outcome is Outcome.ACCEPTED
    assert boxes.read.shape_suggestions([1])[1] == (), "what was not shown is not on the image"
    assert outcome.text == "Finish 1 image, accept 1 suggested shape"
    boxes.undo()
    assert len(boxes.read.shape_suggestions([1])[1]) == 2
    assert boxes.read.image(1).state is State.UNDECIDED


def test_labels_are_deleted_and_merged_with_what_is_suggested(boxes: Project) -> None:
    boxes.run(MergeLabels(2, 1))
    assert [one.label_id for one in boxes.read.shape_suggestions([1])[1]] == [1, 1]
    boxes.run(DeleteLabel(1))
    assert boxes.read.review.waiting() == 0
    boxes.undo()
    boxes.undo()
    assert [one.label_id for one in boxes.read.shape_suggestions([1])[1]] == [1, 2]


def test_an_image_that_was_empty_is_so_no_longer(boxes: Project) -> None:
    boxes.run(FinishImages([1]))
    assert boxes.read.image(1).state is State.REJECTED
    boxes.run(AcceptShapes([1]))
    assert boxes.read.image(1).state is State.LABELLED


def test_what_makes_no_sense_is_refused_whole(boxes: Project) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        boxes.run(AnswerShapes(accepted=[2], labels={1: 9}))
    with pytest.raises(UsageError, match="negative size"):
        boxes.run(AnswerShapes(geometries={1: Box(1, 1, -2, 2)}))
    assert set(outcomes(boxes).values()) == {Outcome.OPEN}


def test_acceptance_is_counted_by_source(boxes: Project) -> None:
    boxes.run(SuggestShapes({3: [(1, BOX, None, {})]}, source="later"))
    boxes.run(AnswerShapes(accepted=[1], labels={2: 1}, rejected=[3]))
    later, first = boxes.read.review.outcomes()
    assert (later.source, later.right, later.answered) == ("later", None, 0)
    assert (first.answered, first.right) == (3, pytest.approx(1 / 3))
    assert boxes.read.review.outcomes(2)[0].by_outcome == {Outcome.REJECTED: 1}


def test_comments_are_threads_at_a_place(boxes: Project) -> None:
    begin = boxes.run(AddComment(1, " Is this one? ", 12.5, 8)).result
    boxes.run(AddComment(1, "Yes", answers=begin))
    first, answer = boxes.read.comments([1])[1]
    assert (first.text, first.x, first.y, first.resolved) == ("Is this one?", 12.5, 8.0, False)
    assert (answer.answers, answer.x) == (begin, 12.5)
    assert boxes.read.image_ids(ImageFilter(commented=True)).tolist() == [1]
    boxes.run(ResolveComment(begin))
    assert boxes.read.image_ids(ImageFilter(commented=True)).tolist() == []
    boxes.run(AddComment(1, "No, look again", answers=begin))
    assert boxes.read.review.commented() == [1], "an answer opens the thread again"
    assert boxes.run(DeleteComments([begin])).result == 3
    assert boxes.read.comments([1])[1] == ()
    boxes.undo()
    assert len(boxes.read.comments([1])[1]) == 3
    for command, sentence in (
        (AddComment(1, "  "), "some words"),
        (AddComment(9, "x"), "no longer in the project"),
        (AddComment(1, "x", 3.0), "both coordinates"),
        (AddComment(2, "x", answers=begin), "another image"),
        (AddComment(1, "x", answers=answer.id), "begins the thread"),
        (ResolveComment(99), "no longer there"),
    ):
        with pytest.raises(UsageError, match=sentence):
            boxes.run(command)


def test_a_second_person_approves_and_a_later_edit_takes_it_back(boxes: Project) -> None:
    boxes.who = "Ana"
    boxes.run(EditShapes(1, added=[Annotation(0, 1, 1, BOX)]))
    with pytest.raises(UsageError, match="Only finished"):
        boxes.run(CheckImages([1], Check.APPROVED))
    boxes.run(FinishImages([1]))
    with pytest.raises(UsageError, match="finished this image yourself"):
        boxes.run(CheckImages([1], Check.APPROVED))
    boxes.who = "Ben"
    assert boxes.run(CheckImages([1, 2], Check.APPROVED)).result == 1
    assert boxes.read.image(1).check is Check.APPROVED
    assert boxes.read.image_ids(ImageFilter(checks=(Check.APPROVED,))).tolist() == [1]
    boxes.run(AddComment(1, "Well done"))
    assert boxes.read.image(1).check is Check.APPROVED, "a remark is no edit"
    (one,) = boxes.read.annotations([1])[1]
    boxes.run(EditShapes(1, changed=[Annotation(one.id, 1, 1, NEAR)]))
    assert boxes.read.image(1).check is Check.NONE
    boxes.undo()
    assert boxes.read.image(1).check is Check.APPROVED


def test_a_returned_image_is_to_be_finished_again(boxes: Project) -> None:
    boxes.who = "Ana"
    boxes.run(FinishImages([1, 2]))
    boxes.who = "Ben"
    with pytest.raises(UsageError, match="with a note"):
        boxes.run(CheckImages([1], Check.RETURNED))
    boxes.run(CheckImages([1], Check.RETURNED, "one cell is missing"))
    image = boxes.read.image(1)
    assert (image.check, image.state) == (Check.RETURNED, State.UNDECIDED)
    assert boxes.read.review.checks(1)[0].note == "one cell is missing"
    assert boxes.read.review.check_counts() == {Check.NONE: 1, Check.APPROVED: 0, Check.RETURNED: 1}
    boxes.who = "Ana"
    boxes.run(EditShapes(1, added=[Annotation(0, 1, 1, BOX)]))
    assert boxes.read.image(1).check is Check.RETURNED, "until it is finished again"
    boxes.run(FinishImages([1]))
    assert boxes.read.image(1).check is Check.NONE


IDS = st.lists(st.integers(1, 6), max_size=3)
SHAPES = st.sampled_from([BOX, NEAR, FAR, TRIANGLE])
STEPS: st.SearchStrategy[Command | None] = st.one_of(
    st.builds(AnswerShapes, IDS, st.dictionaries(st.integers(1, 6), st.integers(1, 2), max_size=2),
              st.dictionaries(st.integers(1, 6), SHAPES, max_size=2), IDS),
    st.builds(FinishAsShown, st.integers(1, 3), IDS, IDS),
    st.builds(lambda image, label, shape, source: SuggestShapes({image: [(label, shape, 0.5, {})]}, source=source),
              st.integers(1, 3), st.integers(1, 2), SHAPES, st.sampled_from("ab")),
    st.builds(ClearShapeSuggestions, IDS),
    st.builds(lambda image, shape: EditShapes(image, added=[Annotation(0, image, 1, shape)]), st.integers(1, 3), SHAPES),
    st.builds(FinishImages, st.lists(st.integers(1, 3), max_size=2), st.booleans()),
    st.builds(CheckImages, st.lists(st.integers(1, 3), max_size=2), st.sampled_from(list(Check)), st.just("why")),
    st.builds(AddComment, st.integers(1, 3), st.just("look"), st.just(3.0), st.just(4.0), st.integers(0, 3)),
    st.builds(ResolveComment, st.integers(1, 3), st.booleans()),
    st.builds(DeleteComments, st.lists(st.integers(1, 3), max_size=2)),
    st.none(),
)  # fmt: skip


def everything(project: Project) -> str:
    read = project.read
    return json.dumps(
        [
            [(i.id, i.state, i.label_ids, i.check, str(i.decided_at)) for i in read.images([1, 2, 3])],
            [repr(read.annotations([1, 2, 3])), repr(read.shape_suggestions([1, 2, 3], outcome=None))],
            [repr(read.comments([1, 2, 3])), [repr(read.review.checks(i)) for i in (1, 2, 3)]],
        ],
        default=str,
    )


@settings(max_examples=25)
@given(st.lists(st.tuples(STEPS, st.sampled_from(["Ana", "Ben"])), max_size=10))
def test_any_sequence_undone_is_as_if_nothing_had_been(steps: list[tuple[Command | None, str]]) -> None:
    with TemporaryDirectory() as folder, make(Path(folder) / "p") as project:
        project.run(SuggestShapes({1: [(1, BOX, 0.9, {}), (2, FAR, 0.4, {})], 2: [(1, TRIANGLE, 0.7, {})]}, source="a"))
        before = everything(project)
        done = 0
        for command, who in steps:
            project.who = who
            try:
                if command is None:
                    done -= int(done > 0 and project.undo() is not None)
                else:
                    done += bool(project.run(command).changes)
            except UsageError:
                continue
        after = everything(project)
        for _ in range(done):
            project.undo()
        assert everything(project) == before
        for _ in range(done):
            project.redo()
        assert everything(project) == after
