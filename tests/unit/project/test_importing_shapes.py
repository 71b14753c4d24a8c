"""Imports and exports of shapes: suggestions, archives, what formats leave open, dry runs."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.formats.shape_tests import picture
from tlstudio.core.errors import Stopped, UsageError
from tlstudio.core.geometry.shapes import Box, Geometry, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation, Split, State, Task
from tlstudio.formats import registry
from tlstudio.project.adding import add_images
from tlstudio.project.commands.annotations import SetAnnotations
from tlstudio.project.commands.shape_answers import RejectShapes
from tlstudio.project.commands.shapes import FinishImages
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.exporting import export_decisions
from tlstudio.project.importing import import_decisions
from tlstudio.project.project import Project

SHAPE_FORMATS = [key for key, found in registry.formats().items() if "detection" in found.CARD.tasks]


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[Project]:
    for number in range(4):
        picture(tmp_path / "photos" / f"{number}.png", number=number)
    with Project.create(tmp_path / "boxes", task=Task.DETECTION, labels=["cell", "rust"]) as opened:
        add_images(opened, [tmp_path / "photos"])
        yield opened


def predictions(tmp_path: Path, *scores: float) -> Path:
    content = {
        "images": [{"id": n, "file_name": f"photos/{n}.png"} for n in range(4)],
        "categories": [{"id": 1, "name": "cell"}, {"id": 2, "name": "new"}],
    }
    (tmp_path / "instances.json").write_text(json.dumps(content | {"annotations": []}))
    rows = [
        {"image_id": n, "category_id": 1 + n % 2, "bbox": [1 + n, 2, 10, 10], "score": score}
        for n, score in enumerate(scores)
    ]
    path = tmp_path / "predictions.json"
    path.write_text(json.dumps(rows))
    return path


def open_boxes(project: Project) -> dict[int, list[tuple[Geometry, float | None]]]:
    found = project.read.shape_suggestions([1, 2, 3, 4])
    return {i: [(one.geometry, one.score) for one in several] for i, several in found.items() if several}


def test_predictions_are_suggested_and_decide_nothing(boxes: Project, tmp_path: Path) -> None:
    path = predictions(tmp_path, 0.75, 0.5)
    revision = boxes.read.revision()
    dry = import_decisions(boxes, "auto", path, read_as="suggestions", dry_run=True)
    assert (boxes.read.revision(), dry.created, dry.annotations) == (revision, 2, 2)
    assert dry.per_label == {"cell": {"box": 1}, "new": {"box": 1}}
    real = import_decisions(boxes, "auto", path, read_as="suggestions")
    assert (real.created, real.unchanged, real.conflicts) == (2, 0, 0)
    assert open_boxes(boxes) == {1: [(Box(1, 2, 10, 10), 0.75)], 2: [(Box(2, 2, 10, 10), 0.5)]}
    assert boxes.read.counts().decided == 0
    assert [label.name for label in boxes.read.labels()] == ["cell", "rust", "new"]

    again = import_decisions(boxes, "auto", path, read_as="suggestions")
    assert (again.created, again.unchanged, len(open_boxes(boxes))) == (0, 2, 2)
    better = import_decisions(boxes, "auto", predictions(tmp_path, 0.9), read_as="suggestions")
    assert (better.created, open_boxes(boxes)[1]) == (1, [(Box(1, 2, 10, 10), 0.9)])
    boxes.undo(3)
    assert open_boxes(boxes) == {}
    assert [label.name for label in boxes.read.labels()] == ["cell", "rust"]


def test_what_was_rejected_is_neither_suggested_nor_counted_again(boxes: Project, tmp_path: Path) -> None:
    path = predictions(tmp_path, 0.75, 0.5)
    import_decisions(boxes, "coco", path, read_as="suggestions")
    boxes.run(RejectShapes([one.id for one in boxes.read.shape_suggestions([1])[1]]))
    again = import_decisions(boxes, "coco", path, read_as="suggestions")
    assert (again.created, again.unchanged) == (0, 2)
    assert list(open_boxes(boxes)) == [2]
    renamed = path.rename(tmp_path / "another model.json")
    other = import_decisions(boxes, "coco", renamed, read_as="suggestions")
    assert (other.created, other.unchanged) == (1, 1), "another model may ask again"


def test_finished_images_get_suggestions_only_if_asked(boxes: Project, tmp_path: Path) -> None:
    boxes.run(SetAnnotations({1: [Annotation(0, 1, 1, Box(3, 3, 9, 9))]}))
    path = predictions(tmp_path, 0.75, 0.5)
    done = import_decisions(boxes, "coco", path, read_as="suggestions")
    assert (done.created, done.conflicts, list(open_boxes(boxes))) == (1, 1, [2])
    assert any("1 finished images" in note for note in done.notes)
    import_decisions(boxes, "coco", path, read_as="suggestions", on_conflict="update")
    assert list(open_boxes(boxes)) == [1, 2]
    assert boxes.read.annotations([1])[1][0].geometry == Box(3, 3, 9, 9)


def test_scores_are_mentioned_when_predictions_are_taken_as_annotations(boxes: Project, tmp_path: Path) -> None:
    done = import_decisions(boxes, "coco", predictions(tmp_path, 0.75))
    assert any("--as suggestions" in note for note in done.notes)
    assert boxes.read.annotations([1])[1][0].score is None


def test_whole_images_are_not_imported_as_suggestions(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only shapes can be imported as suggestions"):
        import_decisions(project, "csv", tmp_path / "labels.csv", read_as="suggestions")


def test_a_dry_run_counts_kinds_and_conflicts(boxes: Project, tmp_path: Path) -> None:
    export_of(boxes)
    export_decisions(boxes, "labelme", tmp_path / "out")
    boxes.run(SetAnnotations({1: []}))
    dry = import_decisions(boxes, "labelme", tmp_path / "out", dry_run=True)
    assert dry.per_label == {
        "cell": {"box": 1, "polygon": 1},
        "rust": {"rotated_box": 1, "point": 1},
    }
    assert (dry.conflicts, dry.unchanged, dry.updated) == (1, 1, 0)


def export_of(project: Project) -> None:
    shapes = [
        Annotation(0, 1, 1, Box(1, 2, 10, 10)),
        Annotation(0, 1, 2, RotatedBox(30, 20, 12, 6, 30)),
        Annotation(0, 1, 1, Polygon((((40.0, 5.0), (60.0, 5.0), (60.0, 25.0)),)), note="look"),
        Annotation(0, 1, 2, Point(5, 40)),
    ]
    project.run(SetAnnotations({1: shapes, 2: []}))


@pytest.mark.parametrize("key", SHAPE_FORMATS)
def test_every_format_follows_include_split_and_pictures(boxes: Project, tmp_path: Path, key: str) -> None:
    export_of(boxes)
    boxes.run(SetAnnotations({3: [Annotation(0, 3, 1, Box(1, 2, 10, 10))]}))
    boxes.run(ApplySplits({1: Split.TRAIN, 2: Split.TRAIN, 3: Split.TEST, 4: Split.TEST}))
    every = export_decisions(boxes, key, tmp_path / "all", with_images=True)
    test = export_decisions(boxes, key, tmp_path / "test", split=Split.TEST, with_images=True)
    assert (every.images, test.images, test.annotations) == (3, 1, 1)
    undecided = export_decisions(boxes, key, tmp_path / "undecided", include="all", with_images=True)
    assert undecided.images + len(undecided.skipped) >= 4
    _, found = registry.read(key, tmp_path / "test")
    assert [len(record.shapes) for record in found.records] == [1]
    result = import_decisions(boxes, key, tmp_path / "test")
    assert (result.created, result.added) == (0, 0)


@pytest.mark.parametrize("key", SHAPE_FORMATS)
def test_a_dry_run_of_an_export_writes_nothing_and_says_what_is_lost(boxes: Project, tmp_path: Path, key: str) -> None:
    export_of(boxes)
    dry = export_decisions(boxes, key, tmp_path / "out", dry_run=True)
    assert not (tmp_path / "out").exists()
    assert dry.files == ()
    real = export_decisions(boxes, key, tmp_path / "out")
    assert (dry.images, dry.annotations, dry.skipped) == (real.images, real.annotations, real.skipped)
    if key == "voc":
        assert "1 notes would be lost" in " ".join(dry.losses)
        assert "1 rotated boxes, 1 polygons, 1 points would become 2 boxes" in " ".join(dry.losses)


def xml_of(folder: Path) -> str:
    return next(folder.rglob("0.xml")).read_text(encoding="utf-8")


def test_what_a_format_leaves_open_is_kept_for_the_next_time(boxes: Project, tmp_path: Path) -> None:
    boxes.run(SetAnnotations({1: [Annotation(0, 1, 1, Box(10, 10, 5, 5))]}))
    export_decisions(boxes, "voc", tmp_path / "zero")
    assert "<xmin>10</xmin>" in xml_of(tmp_path / "zero")
    options = {"base": "1"}
    done = import_decisions(boxes, "voc", tmp_path / "zero", options=options, on_conflict="update")
    assert done.updated == 1
    assert boxes.read.annotations([1])[1][0].geometry == Box(9, 9, 6, 6)
    kept = import_decisions(boxes, "voc", tmp_path / "zero", dry_run=True)
    assert (kept.unchanged, any("base=1 of voc holds" in note for note in kept.notes)) == (1, True)
    export_decisions(boxes, "voc", tmp_path / "one")
    assert "<xmin>10</xmin>" in xml_of(tmp_path / "one")
    import_decisions(boxes, "voc", tmp_path / "zero", options={"base": "auto"}, on_conflict="update")
    assert boxes.read.annotations([1])[1][0].geometry == Box(10, 10, 5, 5)
    with pytest.raises(UsageError, match="has no option 'bas'") as caught:
        import_decisions(boxes, "voc", tmp_path / "zero", options={"bas": "1"})
    assert "base" in caught.value.hint
    with pytest.raises(UsageError, match="is not '2'"):
        export_decisions(boxes, "voc", tmp_path / "two", options={"base": "2"})


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [("detect", {"box"}), ("segment", {"polygon"}), ("obb", {"rotated_box"})],
)
def test_the_kind_of_yolos_rows_can_be_chosen(boxes: Project, tmp_path: Path, kind: str, kinds: set[str]) -> None:
    export_of(boxes)
    export_decisions(boxes, "yolo", tmp_path / "out", options={"kind": kind})
    _, found = registry.read("yolo", tmp_path / "out", find=lambda name: tmp_path / "photos" / Path(name).name)
    shapes = [shape for record in found.records for shape in record.shapes]
    assert (len(shapes), {shape.geometry.kind for shape in shapes}) == (3, kinds)
    as_boxes = import_decisions(boxes, "yolo", tmp_path / "out", options={"kind": "detect"}, on_conflict="update")
    assert {kind for kinds in as_boxes.per_label.values() for kind in kinds} == {"box"}


def test_an_archive_brings_its_pictures_along(boxes: Project, tmp_path: Path) -> None:
    export_of(boxes)
    export_decisions(boxes, "coco", tmp_path / "out", with_images=True)
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as made:
        for file in sorted((tmp_path / "out").rglob("*")):
            made.write(file, file.relative_to(tmp_path / "out").as_posix())
        made.writestr("../escaped.json", "{}")
    with Project.create(tmp_path / "fresh", task=Task.DETECTION) as fresh:
        dry = import_decisions(fresh, "auto", tmp_path / "set.zip", dry_run=True)
        assert (dry.format, dry.created, dry.added, fresh.read.counts().total) == ("coco", 2, 2, 0)
        done = import_decisions(fresh, "auto", tmp_path / "set.zip")
        assert (done.created, done.added) == (2, 2)
        assert [(one.path, one.reason) for one in done.skipped] == [
            ("set.zip/../escaped.json", "leads out of the archive's folder")
        ]
        images = fresh.read.images(fresh.read.image_ids())
        assert {image.state for image in images} == {State.LABELLED, State.REJECTED}
        assert all(fresh.absolute(image).is_file() for image in images)
        assert all(fresh.root in fresh.absolute(image).parents for image in images)
        again = import_decisions(fresh, "auto", tmp_path / "set.zip")
        assert (again.created, again.added, again.unchanged, fresh.read.counts().total) == (0, 0, 2, 2)


def test_only_chosen_images_are_exported(boxes: Project, tmp_path: Path) -> None:
    ids = boxes.read.image_ids(order="path")
    label = boxes.read.labels()[0].id
    boxes.run(SetAnnotations({int(i): (Annotation(0, int(i), label, Box(1, 1, 5, 5)),) for i in ids}))
    done = export_decisions(boxes, "voc", tmp_path / "some", among=ids[1:3])
    assert sorted(path.name for path in done.files if path.suffix == ".xml") == ["1.xml", "2.xml"]


def test_a_dry_run_can_be_stopped_while_it_looks_at_unknown_files(tmp_path: Path) -> None:
    paths = [picture(tmp_path / "set" / "good" / f"{n}.png", number=n) for n in range(6)]
    assert len(paths) == 6
    named: list[int] = []
    seen: list[tuple[int, int]] = []
    phases: list[str] = []

    def told(done: int, total: int) -> None:
        seen.append((done, total)) if total else named.append(done)

    with Project.create(tmp_path / "fresh", labels=["good"]) as fresh:
        import_decisions(
            fresh,
            "imagefolder",
            tmp_path / "set",
            dry_run=True,
            on_progress=told,
            on_phase=phases.append,
            should_stop=lambda: len(seen) >= 2,
        )
        assert fresh.read.counts().total == 0
    assert named == [1, 2, 3, 4, 5, 6]
    assert seen == [(1, 6), (2, 6)]
    assert phases == ["labels", "images", "store"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_stopped_while_labels_are_read_changes_nothing(tmp_path: Path, dry_run: bool) -> None:
    for n in range(3):
        picture(tmp_path / "set" / "good" / f"{n}.png", number=n)
    with Project.create(tmp_path / "fresh", labels=["good"]) as fresh:
        before = fresh.read.revision()
        with pytest.raises(Stopped):
            import_decisions(fresh, "auto", tmp_path / "set", dry_run=dry_run, should_stop=lambda: True)
        assert (fresh.read.revision(), fresh.read.counts().total) == (before, 0)


@pytest.mark.parametrize("read_as", ["annotations", "suggestions"])
def test_a_file_about_none_of_the_images_leaves_no_labels_behind(tmp_path: Path, read_as: str) -> None:
    content = {
        "images": [{"id": 1, "file_name": "gone.png"}],
        "categories": [{"id": 1, "name": "cell"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}],
    }
    (tmp_path / "labels.json").write_text(json.dumps(content))
    with Project.create(tmp_path / "fresh", task=Task.DETECTION) as fresh:
        done = import_decisions(fresh, "coco", tmp_path / "labels.json", read_as=read_as)
        assert [one.reason for one in done.skipped] == ["the picture is not there (labels.json names it)"]
        assert (fresh.read.labels(), fresh.read.next_undo()) == ([], "")


def test_copies_do_not_repeat_where_the_images_happen_to_be(tmp_path: Path) -> None:
    picture(tmp_path / "far" / "away" / "day 1" / "a.png", number=1)
    picture(tmp_path / "far" / "away" / "day 2" / "a.png", number=2)
    with Project.create(tmp_path / "fresh", task=Task.DETECTION) as fresh:
        add_images(fresh, [tmp_path / "far"])
        fresh.run(FinishImages(fresh.read.image_ids().tolist()))
        export_decisions(fresh, "coco", tmp_path / "out", with_images=True)
        copied = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.png")}
        assert copied == {"images/day 1/a.png", "images/day 2/a.png"}
