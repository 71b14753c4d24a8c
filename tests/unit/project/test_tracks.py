"""Key frames and what lies between them: filled in one step, in step when a key frame moves, never over a person's shape."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlstudio.core.errors import UsageError
from tlstudio.core.geometry.shapes import Box, Geometry, Point
from tlstudio.core.tracks import KEYFRAME, TRACK, TRACK_END, as_key, is_key
from tlstudio.core.words import Annotation, Attribute, Origin, Task
from tlstudio.project.commands.images import AddImages, NewImage
from tlstudio.project.commands.shapes import EditShapes, FinishImages
from tlstudio.project.commands.track_edits import DeleteTracks, EndTracks, ReleaseKeyFrames
from tlstudio.project.commands.tracks import CarryShapes, InterpolateShapes
from tlstudio.project.interpolating import carry, fill, neighbours, next_images, track_places
from tlstudio.project.project import Project

FRAMES = 11
CLIP = "../clip.mp4"


def frames(step: int = 1, group: str = CLIP) -> list[NewImage]:
    return [
        NewImage(CLIP, "c" * 32, page=page, pages=FRAMES, width=200, height=100, group=group)
        for page in range(0, FRAMES, step)
    ]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", task=Task.DETECTION, labels=["cell", "platelet"]) as opened:
        opened.run(AddImages(frames()))
        yield opened


def put(project: Project, image_id: int, geometry: Geometry, track: str = "1", **attributes: Attribute) -> int:
    annotation = Annotation(0, image_id, 1, geometry, attributes={TRACK: track, **attributes})
    return project.run(EditShapes(image_id, added=[annotation])).result[0]


def shapes(project: Project, image_id: int) -> list[Annotation]:
    return list(project.read.annotations([image_id]).get(image_id, ()))


def one(project: Project, image_id: int) -> Annotation:
    (found,) = shapes(project, image_id)
    return found


def everything(project: Project) -> dict[int, tuple[Annotation, ...]]:
    return project.read.annotations(range(1, FRAMES + 1))


def move(project: Project, annotation: Annotation, x: float) -> None:
    assert isinstance(annotation.geometry, Box)
    project.run(
        EditShapes(annotation.image_id, changed=[replace(annotation, geometry=replace(annotation.geometry, x=x))])
    )


def test_frames_between_two_keys_are_filled_in_one_step(project: Project) -> None:
    put(project, 1, Box(0, 10, 20, 20))
    put(project, 11, Box(100, 10, 20, 40))
    before = everything(project)
    filled = fill(project, 5)
    assert (filled.added, filled.changed) == (9, 0)
    middle = one(project, 6)
    assert middle.geometry == Box(50, 10, 20, 30)
    assert middle.attributes == {TRACK: "1", KEYFRAME: False}
    assert middle.origin is Origin.SCRIPT
    assert project.read.image(6).label_ids == (1,)
    assert project.read.next_undo() == "Fill 9 shapes between key frames"
    undone = project.undo()
    assert undone is not None
    assert set(undone.image_ids) == set(range(2, 11))
    assert everything(project) == before


def test_frames_far_apart_count_by_their_number(tmp_path: Path) -> None:
    with Project.create(tmp_path / "q", task=Task.DETECTION, labels=["cell"]) as project:
        project.run(AddImages(frames(step=5)))  # pages 0, 5, 10 are images 1, 2, 3
        project.run(AddImages(frames(step=2)))  # pages 2, 4, 6, 8 come later
        order = neighbours(project.read, project.read.image(1))
        assert [image.page for image in order] == [0, 2, 4, 5, 6, 8, 10]
        put(project, order[0].id, Box(0, 0, 10, 10))
        put(project, order[-1].id, Box(100, 0, 10, 10))
        fill(project, 1)
        assert [one(project, image.id).geometry for image in order[1:3]] == [Box(20, 0, 10, 10), Box(40, 0, 10, 10)]


def test_a_moved_key_frame_takes_its_neighbours_along_in_the_same_step(project: Project) -> None:
    for image_id, x in ((1, 0), (5, 40), (11, 100)):
        put(project, image_id, Box(x, 0, 20, 20))
    fill(project, 1)
    before = everything(project)
    move(project, one(project, 5), 80)
    assert one(project, 3).geometry == Box(40, 0, 20, 20)
    assert one(project, 8).geometry == Box(90, 0, 20, 20)
    project.undo()
    assert everything(project) == before


def test_a_filled_shape_that_is_moved_becomes_a_key_frame(project: Project) -> None:
    put(project, 1, Box(0, 0, 20, 20))
    put(project, 11, Box(100, 0, 20, 20))
    fill(project, 1)
    move(project, one(project, 6), 0)
    assert is_key(one(project, 6))
    assert one(project, 3).geometry == Box(0, 0, 20, 20)
    assert one(project, 8).geometry == Box(40, 0, 20, 20)
    assert [places.keys for places in track_places(project.read, neighbours(project.read, project.read.image(1)))] == [
        (0, 5, 10)
    ]


def test_a_deleted_key_frame_lets_the_others_meet(project: Project) -> None:
    for image_id, x in ((1, 0), (6, 90), (11, 100)):
        put(project, image_id, Box(x, 0, 20, 20))
    fill(project, 1)
    project.run(EditShapes(6, deleted=[one(project, 6).id]))
    assert shapes(project, 6) == []
    assert one(project, 3).geometry == Box(20, 0, 20, 20)


def test_what_a_person_placed_locked_or_finished_stays(project: Project) -> None:
    for image_id, x in ((1, 0), (11, 100)):
        put(project, image_id, Box(x, 0, 20, 20))
    alone = project.run(EditShapes(4, added=[Annotation(0, 4, 2, Box(1, 2, 3, 4))])).result[0]
    project.run(FinishImages([7]))
    filled = fill(project, 1)
    assert (filled.added, filled.left_alone) == (8, 1)
    assert shapes(project, 7) == []
    assert {annotation.id for annotation in shapes(project, 4)} > {alone}
    assert project.read.image(4).label_ids == (1, 2)
    project.run(FinishImages([3]))
    kept = one(project, 3)
    move(project, one(project, 1), 60)
    assert one(project, 3) == kept
    assert one(project, 2).geometry == Box(64, 0, 20, 20)


def test_nothing_is_filled_in_where_the_object_has_left(project: Project) -> None:
    put(project, 1, Box(0, 0, 20, 20))
    put(project, 3, Box(20, 0, 20, 20), **{TRACK_END: True})
    put(project, 9, Box(0, 0, 20, 20))
    put(project, 11, Box(0, 0, 20, 20))
    fill(project, 1)
    assert [image_id for image_id, several in everything(project).items() if several] == [1, 2, 3, 9, 10, 11]
    assert one(project, 2).attributes == {TRACK: "1", KEYFRAME: False}


def test_kinds_with_nothing_between_them_are_counted(project: Project) -> None:
    put(project, 1, Point(5, 5))
    put(project, 11, Box(0, 0, 20, 20))
    assert fill(project, 1).impossible == 1
    assert shapes(project, 5) == []


def test_only_the_tracks_named_are_filled(project: Project) -> None:
    for track, y in (("1", 0), ("2", 50)):
        put(project, 1, Box(0, y, 20, 20), track)
        put(project, 3, Box(20, y, 20, 20), track)
    fill(project, 1, ["2"])
    assert [annotation.attributes[TRACK] for annotation in shapes(project, 2)] == ["2"]


def test_shapes_are_carried_on_and_follow_until_they_are_moved(project: Project) -> None:
    (plain,) = project.run(EditShapes(2, added=[Annotation(0, 2, 1, Box(10, 0, 20, 20))])).result
    carried = carry(project, 2, [plain], 3)
    assert carried.added == 3
    assert one(project, 2).attributes == {TRACK: "1"}
    assert [one(project, image_id).geometry for image_id in (3, 4, 5)] == [Box(10, 0, 20, 20)] * 3
    move(project, one(project, 2), 0)
    assert one(project, 5).geometry == Box(0, 0, 20, 20)
    move(project, one(project, 5), 30)
    assert one(project, 3).geometry == Box(10, 0, 20, 20)
    assert one(project, 4).geometry == Box(20, 0, 20, 20)
    for _ in range(3):
        project.undo()
    assert one(project, 2).attributes == {}
    assert shapes(project, 3) == []


def test_carrying_towards_a_later_key_frame_lies_between_both(project: Project) -> None:
    first = put(project, 1, Box(0, 0, 20, 20))
    put(project, 5, Box(40, 0, 20, 20))
    carry(project, 1, [first], 2)
    assert [one(project, image_id).geometry for image_id in (2, 3)] == [Box(10, 0, 20, 20), Box(20, 0, 20, 20)]
    assert shapes(project, 4) == []
    carry(project, 1, [first], 1)
    assert len(shapes(project, 2)) == 1


def test_two_shapes_carried_at_once_are_two_objects(project: Project) -> None:
    ids = project.run(EditShapes(1, added=[Annotation(0, 1, 1, Box(x, 0, 9, 9)) for x in (0, 50)])).result
    carry(project, 1, ids)
    assert {annotation.attributes[TRACK] for annotation in shapes(project, 2)} == {"1", "2"}


def test_a_copy_on_the_same_image_is_another_object_and_on_another_image_a_key_frame(project: Project) -> None:
    put(project, 1, Box(0, 0, 20, 20))
    put(project, 3, Box(20, 0, 20, 20))
    fill(project, 1)
    copied = one(project, 2)
    project.run(EditShapes(2, added=[copied]))
    assert [annotation.attributes.get(TRACK) for annotation in shapes(project, 2)] == ["1", None]
    project.run(EditShapes(6, added=[copied]))
    assert one(project, 6).attributes == as_key(copied.attributes)


def test_the_neighbours_of_an_image(project: Project) -> None:
    image = project.read.image(10)
    assert [other.id for other in next_images(project.read, image, 5)] == [11]
    assert [other.id for other in next_images(project.read, image, -2)] == [9, 8]


def test_what_makes_no_sense_is_refused(project: Project, tmp_path: Path) -> None:
    first = put(project, 1, Box(0, 0, 20, 20))
    last = put(project, 11, Box(0, 0, 20, 20))
    with pytest.raises(UsageError, match="last image of its group"):
        carry(project, 11, [last])
    with pytest.raises(UsageError, match="no longer there"):
        carry(project, 2, [first])
    with pytest.raises(UsageError, match="same group"):
        project.run(CarryShapes(1, [first], [99]))
    with pytest.raises(UsageError, match="in no group"):
        project.run(InterpolateShapes(""))


def test_a_released_key_frame_is_worked_out_again(project: Project) -> None:
    put(project, 1, Box(0, 0, 20, 20))
    put(project, 11, Box(100, 0, 20, 20))
    fill(project, 1)
    move(project, one(project, 6), 90)
    assert one(project, 4).geometry == Box(54, 0, 20, 20)
    project.run(ReleaseKeyFrames(6, [one(project, 6).id]))
    assert one(project, 6).geometry == Box(50, 0, 20, 20)
    assert not is_key(one(project, 6))
    assert one(project, 4).geometry == Box(30, 0, 20, 20)
    project.undo()
    assert one(project, 6).geometry == Box(90, 0, 20, 20)
    project.run(ReleaseKeyFrames(1, [one(project, 1).id]))
    assert one(project, 1).geometry == Box(90, 0, 20, 20), "before the first key frame it stands still"


def test_the_only_key_frame_and_finished_images_stay(project: Project) -> None:
    here = put(project, 3, Box(0, 0, 20, 20))
    with pytest.raises(UsageError, match="only key frame"):
        project.run(ReleaseKeyFrames(3, [here]))
    project.run(FinishImages([3]))
    for command in (ReleaseKeyFrames(3, [here]), EndTracks(3, [here])):
        with pytest.raises(UsageError, match="finished"):
            project.run(command)
    alone = project.run(EditShapes(4, added=[Annotation(0, 4, 1, Box(1, 1, 9, 9))])).result
    with pytest.raises(UsageError, match="one image only"):
        project.run(EndTracks(4, alone))


def test_an_object_leaves_the_picture_and_stays_after_all(project: Project) -> None:
    put(project, 1, Box(0, 0, 20, 20))
    put(project, 11, Box(100, 0, 20, 20))
    fill(project, 1)
    project.run(FinishImages([8]))
    assert project.run(EndTracks(4, [one(project, 4).id])).text == "Let an object leave the picture"
    assert one(project, 4).attributes == {TRACK: "1", TRACK_END: True}
    assert [len(shapes(project, i)) for i in range(1, 12)] == [1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1], (
        "the finished one stays"
    )
    assert track_places(project.read, project.read.images(range(1, 12)))[0].ends == (3,)
    with pytest.raises(UsageError, match="comes into the picture"):
        project.run(ReleaseKeyFrames(11, [one(project, 11).id]))
    project.run(EndTracks(4, [one(project, 4).id], leaves=False))
    assert one(project, 4).attributes == {TRACK: "1"}
    between = one(project, 5).geometry
    assert isinstance(between, Box)
    assert between.x == pytest.approx(40)
    project.undo(2)
    assert [len(shapes(project, i)) for i in range(1, 12)] == [1] * 11


def test_an_object_is_deleted_from_its_group(project: Project) -> None:
    put(project, 1, Box(0, 0, 20, 20))
    put(project, 11, Box(100, 0, 20, 20))
    fill(project, 1)
    other = put(project, 2, Box(50, 50, 9, 9), track="2")
    project.run(FinishImages([7]))
    locked = replace(one(project, 9), locked=True)
    project.run(EditShapes(9, changed=[locked]))
    done = project.run(DeleteTracks(1, [one(project, 1).id]))
    assert (done.result, done.text) == (9, "Delete an object from 9 images")
    assert {i: [a.id for a in several] for i, several in everything(project).items() if several} == {
        2: [other],
        7: [one(project, 7).id],
        9: [locked.id],
    }
    assert project.read.image(3).label_ids == ()
    project.undo()
    assert len(shapes(project, 3)) == 1


def test_a_group_of_files_counts_by_order(tmp_path: Path) -> None:
    slices = [NewImage(f"../{n}.dcm", f"{n:032x}", width=64, height=64, group="series 1") for n in range(5)]
    with Project.create(tmp_path / "q", task=Task.DETECTION, labels=["cell"]) as project:
        project.run(AddImages(slices))
        put(project, 1, Box(0, 0, 10, 10))
        put(project, 5, Box(40, 0, 10, 10))
        assert fill(project, 2).added == 3
        assert one(project, 4).geometry == Box(30, 0, 10, 10)


Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "move", "delete", "fill", "carry", "release", "leave", "stay"]),
        st.integers(1, FRAMES),
        st.integers(0, 150),
    ),
    max_size=10,
)


@settings(max_examples=12)
@given(steps)
def test_any_steps_keep_keys_and_are_undone_to_the_start(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    with Project.create(tmp_path_factory.mktemp("t") / "p", task=Task.DETECTION, labels=["cell"]) as project:
        project.run(AddImages(frames()))
        done = 0
        keys: dict[int, Geometry | None] = {}
        for kind, image_id, x in steps:
            before = project.read.revision()
            there = shapes(project, image_id)
            if kind == "put" and not there:
                put(project, image_id, Box(x, 0, 20, 20))
                keys[image_id] = Box(x, 0, 20, 20)
            elif kind == "move" and there:
                move(project, there[0], x)
                keys[image_id] = Box(x, 0, 20, 20)
            elif kind == "delete" and there:
                project.run(EditShapes(image_id, deleted=[there[0].id]))
                keys.pop(image_id, None)
            elif kind == "fill":
                fill(project, image_id)
            elif kind == "carry" and there and image_id < FRAMES:
                carry(project, image_id, [there[0].id], 2)
                keys[image_id] = there[0].geometry
            elif kind == "release" and there:
                with suppress(UsageError):
                    project.run(ReleaseKeyFrames(image_id, [there[0].id]))
                    keys.pop(image_id, None)
            elif kind in ("leave", "stay") and there:
                project.run(EndTracks(image_id, [there[0].id], leaves=kind == "leave"))
                keys[image_id] = there[0].geometry
            done += project.read.revision() != before
            found = {a.image_id: a.geometry for several in everything(project).values() for a in several if is_key(a)}
            assert found == keys
        for _ in range(done):
            project.undo()
        assert not any(everything(project).values())
