from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from tlstudio.core.errors import FormatError, UsageError
from tlstudio.core.words import Origin, Split, State, Task
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide, Reject
from tlstudio.project.exporting import export_decisions, export_items
from tlstudio.project.importing import import_decisions
from tlstudio.project.matching import Matcher
from tlstudio.project.project import Project
from tlstudio.project.split_table import split_from_table


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Six pictures; two folders hold one of the same name."""
    for seed, name in enumerate(("a/1.png", "a/2.png", "b/1.png", "b/3.png", "b/4.png", "b/5.png")):
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        patches = np.random.default_rng(seed).integers(0, 255, (9, 9, 3), dtype=np.uint8)
        cv2.imwrite(str(path), cv2.resize(patches, (32, 32), interpolation=cv2.INTER_CUBIC))
    return tmp_path / "photos"


@pytest.fixture
def shop(tmp_path: Path, photos: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "shop", labels=["good"]) as opened:
        add_images(opened, [photos / "a", photos / "b" / "1.png"])
        yield opened


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "labels.csv"
    path.write_text(text, encoding=encoding)
    return path


LABELS = (
    "path,label,split\nphotos/a/1.png,good,train\nphotos/a/2.png,crack,test\nphotos/b/3.png,crack,\nnone.png,good,\n"
)


def test_a_dry_run_says_what_would_happen_and_changes_nothing(shop: Project, tmp_path: Path) -> None:
    path = table(tmp_path, LABELS)
    revision = shop.read.revision()
    dry = import_decisions(shop, "auto", path, dry_run=True)
    assert shop.read.revision() == revision
    assert (dry.format, dry.images, dry.annotations, dry.labels) == ("csv", 3, 3, ("good", "crack"))
    assert (dry.created, dry.updated, dry.unchanged, dry.added) == (3, 0, 0, 1)
    assert [(item.path, item.line) for item in dry.skipped] == [("none.png", 5)]

    real = import_decisions(shop, "auto", path)
    for name in ("format", "images", "annotations", "labels", "created", "updated", "unchanged", "added", "skipped"):
        assert getattr(real, name) == getattr(dry, name), name
    by_path = {image.path: image for image in shop.read.images(shop.read.image_ids())}
    names = {label.id: label.name for label in shop.read.labels()}
    assert [names[i] for i in by_path["../photos/b/3.png"].label_ids] == ["crack"]
    assert by_path["../photos/a/2.png"].split is Split.TEST
    assert shop.read.last_decisions(1)[0].origin is Origin.IMPORT

    again = import_decisions(shop, "csv", path)
    assert (again.created, again.updated, again.unchanged, again.added) == (0, 0, 3, 0)
    shop.undo()
    assert shop.read.counts().total == 3
    assert shop.read.counts().decided == 0
    assert [label.name for label in shop.read.labels()] == ["good"]


def test_a_human_decision_is_kept_unless_told_otherwise(shop: Project, tmp_path: Path) -> None:
    path = table(tmp_path, LABELS)
    shop.run(Decide([2], [1]))
    shop.run(Reject([1]))
    kept = import_decisions(shop, "csv", path)
    assert (kept.created, kept.updated) == (1, 0)
    assert sum("decided as" in item.reason for item in kept.skipped) == 2
    assert shop.read.image(2).label_ids == (1,)
    replaced = import_decisions(shop, "csv", path, on_conflict="update")
    assert (replaced.created, replaced.updated, replaced.unchanged) == (0, 2, 1)
    assert shop.read.image(1).state is State.LABELLED
    with pytest.raises(UsageError):
        import_decisions(shop, "csv", path, on_conflict="ask")


def test_rows_that_contradict_each_other(shop: Project, tmp_path: Path, photos: Path) -> None:
    (photos / "twin.png").write_bytes((photos / "a" / "1.png").read_bytes())
    path = table(tmp_path, "path,label\nphotos/a/1.png,good\nphotos/twin.png,crack\nphotos/a/2.png,good;crack\n")
    report = import_decisions(shop, "csv", path)
    reasons = {Path(item.path).name: item.reason for item in report.skipped}
    assert "contradicts line 2" in reasons["twin.png"]
    assert "2 labels" in reasons["2.png"]
    assert report.created == 1
    assert shop.read.counts().total == 3


def test_names_find_known_images_wherever_the_table_lies(shop: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    path = table(tmp_path / "elsewhere", "path,label\na\\2.png,crack\n2.png,crack\n1.png,good\nb/1.png,good\n")
    report = import_decisions(shop, "csv", path)
    assert report.created == 2
    assert [item.path for item in report.skipped] == ["1.png"]  # two images have this name


def test_include_split_and_latin_1(shop: Project, tmp_path: Path) -> None:
    path = table(tmp_path, "path,label\nphotos/a/1.png,Größe\nphotos/b/1.png,Größe\n", "latin-1")
    report = import_decisions(shop, "csv", path, include="b/*", split=Split.VAL)
    assert (report.created, report.labels) == (1, ("Größe",))
    assert any("latin-1" in note for note in report.notes)
    assert [image.split for image in shop.read.images([1, 2, 3])] == [None, None, Split.VAL]


def test_folders_give_labels_and_come_back_from_an_export(shop: Project, tmp_path: Path, photos: Path) -> None:
    report = import_decisions(shop, "auto", photos)
    assert (report.format, report.created, report.added, report.labels) == ("imagefolder", 6, 3, ("a", "b"))
    done = export_decisions(shop, "imagefolder", tmp_path / "out", with_images=True)
    assert (done.images, done.annotations, done.skipped) == (6, 6, ())
    assert done.loses
    with Project.create(tmp_path / "second") as second:
        back = import_decisions(second, "imagefolder", tmp_path / "out")
        assert (back.created, back.labels) == (6, ("a", "b"))
        assert {i.content_hash: i.label_ids for i in second.read.images(range(1, 7))} == {
            i.content_hash: (i.label_ids[0] - 1,) for i in shop.read.images(range(1, 7))
        }


def test_only_what_people_decided_is_exported(shop: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to export"):
        export_decisions(shop, "csv", tmp_path / "out.csv")
    shop.run(Decide([1], [1]))
    shop.run(Reject([2]))
    assert [(item.name, item.labels) for item in export_items(shop)] == [
        ("a/1.png", ("good",)),
        ("a/2.png", ()),
    ]
    assert len(export_items(shop, include="all")) == 3
    assert export_items(shop, split=Split.TEST) == []
    done = export_decisions(shop, "csv", tmp_path / "out.csv")
    assert (done.images, len(done.files)) == (2, 1)
    with (
        Project.create(tmp_path / "several", task=Task.MULTILABEL) as several,
        pytest.raises(UsageError, match="imagefolder"),
    ):
        export_decisions(several, "imagefolder", tmp_path / "out")
    with pytest.raises(UsageError):
        export_decisions(shop, "csv", tmp_path / "out.csv", include="some")


def test_sides_from_a_table(shop: Project, tmp_path: Path) -> None:
    path = tmp_path / "sides.csv"
    path.write_text("image;subset\nphotos/a/1.png;test\na/2.png;Valid\n1.png;train\nb/1.png;holdout\n")
    report = split_from_table(shop, path)
    assert (report.train, report.val, report.test) == (0, 1, 1)
    assert [(item.path, item.line) for item in report.skipped] == [("1.png", 4), ("b/1.png", 5)]
    path.write_text("file,label\na,b\n")
    with pytest.raises(FormatError, match="no columns"):
        split_from_table(shop, path)


def test_matching(shop: Project, photos: Path) -> None:
    matcher = Matcher(shop)
    assert matcher.ids_of_file(photos / "a" / "2.png") == [2]
    assert matcher.find("2.png") == photos / "a" / "2.png"
    assert matcher.ids("1.png", photos / "b") == [3]
    assert matcher.ids(str(photos / "a" / "1.png")) == [1]
    assert matcher.find("1.png") is None
    assert matcher.ids("") == []
