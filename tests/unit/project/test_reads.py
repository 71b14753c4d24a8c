from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from tests.unit.project.conftest import new_images
from tests.unit.project.manual_scheduler import ManualScheduler
from tlstudio.core.changes import Changes
from tlstudio.core.errors import ReadOnlyProject, UsageError
from tlstudio.core.words import Origin, Split, State, SuggestionRef
from tlstudio.project.commands.decisions import Accept, ClearDecision, Decide, Reject
from tlstudio.project.commands.images import AddImages, MarkMissing, NewImage, RelocateImages, SetFlag, SetGroup
from tlstudio.project.commands.settings import SetSetting
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.project import Project
from tlstudio.store.filters import ImageFilter


def ids(project: Project, order: str = "added", **conditions: object) -> list[int]:
    return project.read.image_ids(ImageFilter(**conditions), order).tolist()  # type: ignore[arg-type]


def test_the_order_of_the_paths_follows_every_change(project: Project) -> None:
    usual = ids(project, "path")
    assert usual == sorted(usual)
    project.run(RelocateImages({2: "zzz.jpg"}))
    moved = ids(project, "path")
    assert moved == [i for i in usual if i != 2] + [2]
    assert ids(project, "path", flagged=True) == []
    project.run(SetFlag([7, 2]))
    assert ids(project, "path", flagged=True) == [7, 2]
    project.undo(2)
    assert ids(project, "path") == usual


def test_filters(project: Project) -> None:
    project.run(Decide([1, 2], [2]))
    project.run(Reject([3]))
    project.run(ApplySplits({1: Split.TEST, 2: Split.TRAIN}))
    project.run(SetFlag([4], note="blurred at the edge, ÄRGER"))
    project.run(MarkMissing({5: True}))
    assert ids(project) == list(range(1, 9))
    assert ids(project, states=(State.LABELLED,)) == [1, 2]
    assert ids(project, states=(State.LABELLED, State.REJECTED)) == [1, 2, 3]
    assert ids(project, label_ids=(2,)) == [1, 2]
    assert ids(project, splits=(Split.TEST,)) == [1]
    assert ids(project, splits=(None,), states=(State.REJECTED,)) == [3]
    assert ids(project, flagged=True) == [4]
    assert ids(project, missing=True) == [5]
    assert ids(project, text="PART 003") == [4]
    assert ids(project, text="ärger blurred") == [4]
    assert ids(project, text="scratch") == [1, 2]
    assert ids(project, text="100%") == []
    counts = project.read.counts()
    assert (counts.total, counts.decided, counts.flagged, counts.missing) == (8, 3, 1, 1)
    assert counts.by_split == {None: 6, Split.TRAIN: 1, Split.VAL: 0, Split.TEST: 1}


def test_duplicates_are_images_that_look_alike(project: Project) -> None:
    project.run(AddImages([NewImage("a.jpg", "a" * 32, perceptual_hash=project.read.image(3).perceptual_hash)]))
    assert {3, 9} <= set(ids(project, duplicates=True))
    assert not {3, 9} & set(ids(project, duplicates=False))


def test_images_by_where_their_decision_came_from(project: Project) -> None:
    shown = {i: SuggestionRef(1, i / 10, "instant", i) for i in range(1, 6)}
    project.run(Decide([1, 7], [2], suggestions=shown))
    project.run(Accept({2: shown[2], 3: shown[3], 4: shown[4], 5: shown[5]}))
    project.run(Decide([6], [3], origin=Origin.SCRIPT))
    project.run(ClearDecision([4]))
    project.run(Reject([5]))
    assert ids(project, origins=(Origin.PERSON,)) == [1, 5, 7]
    assert ids(project, origins=(Origin.SUGGESTION, Origin.SCRIPT)) == [2, 3, 6]
    assert ids(project, scores=(0.1, 0.2)) == [1, 2]
    assert ids(project, scores=(0.0, 1.0), origins=(Origin.SUGGESTION,)) == [2, 3]
    project.undo()
    assert ids(project, scores=(0.5, 1.0)) == [5]


def test_a_filter_goes_together_with_ids_that_the_caller_knows(project: Project) -> None:
    project.run(Decide([1, 2, 3], [2]))
    chosen = ImageFilter(states=(State.LABELLED,))
    assert project.read.image_ids(chosen, "decided", among=np.array([8, 3, 1, 99])).tolist() == [1, 3]
    assert project.read.image_ids(None, among=np.array([], dtype=np.int64)).tolist() == []


def test_orders(project: Project) -> None:
    project.run(AddImages([NewImage("../a.jpg", "a" * 32)]))
    project.run(Decide([4], [1]))
    assert ids(project, "path")[0] == 9
    assert ids(project, "decided")[0] == 4
    shuffled = ids(project, "random")
    assert sorted(shuffled) == list(range(1, 10))
    assert shuffled != sorted(shuffled)
    with pytest.raises(UsageError, match="alphabet"):
        ids(project, "alphabet")


def test_the_table_after_each_command_equals_one_read_afresh(project: Project) -> None:
    before = project.read.table()
    steps = [
        lambda: project.run(Decide([2], [1])),
        lambda: project.run(AddImages(new_images(3, 100))),
        lambda: project.run(ApplySplits({9: Split.VAL, 1: Split.TEST})),
        lambda: project.undo(2),
        lambda: project.redo(),
    ]
    for step in steps:
        step()
        mine = project.read.table()
        with Project.open(project.root, read_only=True) as other:
            for name, column in other.read.table().columns().items():
                np.testing.assert_array_equal(mine.columns()[name], column, err_msg=name)
        assert not mine.ids.flags.writeable
    assert before.state.tolist() == [0] * 8


def test_a_reader_sees_what_the_writer_does_meanwhile(project: Project) -> None:
    with Project.open(project.root, read_only=True) as reader:
        assert reader.read.counts().decided == 0
        project.run(Decide([1], [1]))
        assert reader.read.counts().decided == 1
        with pytest.raises(ReadOnlyProject):
            reader.run(Decide([2], [1]))


def test_one_event_per_command(project: Project) -> None:
    heard: list[Changes] = []
    off = project.on_changes(heard.append)
    project.run(Decide([1, 2], [1]), initiator="grid")
    project.run(ApplySplits({1: Split.TEST}))
    project.run(ApplySplits({1: Split.TEST}))
    project.run(SetSetting("strategy", "margin"))
    project.undo()
    assert [sorted(changes.ids) for changes in heard] == [
        ["annotation", "decision", "image"],
        ["image", "split"],
        ["setting"],
        ["setting"],
    ]
    assert heard[0].ids["decision"] == {1, 2}
    assert heard[0].initiator == "grid"
    off()
    project.run(ApplySplits({2: Split.TEST}))
    assert len(heard) == 4


def test_work_in_another_thread_is_heard_on_the_owners_thread(tmp_path: Path) -> None:
    scheduler = ManualScheduler()
    heard: list[int] = []
    with Project.create(tmp_path / "shop", scheduler=scheduler) as project:
        project.on_changes(lambda _: heard.append(threading.get_ident()))
        worker = threading.Thread(target=lambda: project.run(AddImages(new_images(3))))
        worker.start()
        worker.join()
        assert heard == []
        assert project.read.counts().total == 3
        scheduler.run_pending()
        assert heard == [threading.get_ident()]


def test_settings_hold_json(project: Project) -> None:
    project.settings.set("train", {"epochs": 8, "name": "Prüfung"})
    assert project.settings.get("train") == {"epochs": 8, "name": "Prüfung"}
    assert project.settings.get("absent", 3) == 3
    project.settings.set("train", None)
    assert project.settings.get("train") is None


def test_known_content_is_not_added_twice(project: Project) -> None:
    assert project.run(AddImages(new_images(9))).result == [9]
    assert project.run(AddImages(new_images(9))).changes.ids == {}


def test_images_by_path_and_group(project: Project) -> None:
    image = project.read.image_by_path("../photos/part 002.jpg")
    assert image is not None
    assert image.id == 3
    assert project.read.image_by_path("part 002.jpg") is None
    project.run(SetGroup({3: "tray 1"}))
    project.run(RelocateImages({3: "images/new.jpg"}))
    image = project.read.image(3)
    assert (image.group, image.path) == ("tray 1", "images/new.jpg")
    assert project.absolute(image) == project.root / "images/new.jpg"
    with pytest.raises(KeyError):
        project.read.image(99)
