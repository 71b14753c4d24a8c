from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Split
from tlstudio.project import adding
from tlstudio.project.adding import add_images
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.project import Project
from tlstudio.project.relocate import check_missing, find_missing

Draw = Callable[..., Path]


@pytest.fixture
def empty(tmp_path: Path):
    with Project.create(tmp_path / "shop", labels=["good"]) as opened:
        yield opened


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Write a picture of coarse random patches; the same seed gives the same bytes."""

    def write(name: str, seed: int, side: int = 32) -> Path:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        patches = np.random.default_rng(seed).integers(0, 255, (9, 9, 3), dtype=np.uint8)
        pixels = cv2.resize(patches, (side, side), interpolation=cv2.INTER_CUBIC)
        path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())
        return path

    return write


def test_a_folder_goes_in_and_what_is_odd_is_listed(empty: Project, draw: Draw, tmp_path: Path) -> None:
    photos = draw("a/part.png", 1).parent.parent
    draw("b/part.png", 2)
    draw("b/Größe 3.jpg", 3)
    (photos / "empty.jpg").write_bytes(b"")
    (photos / "text.png").write_text("not a picture")
    whole = draw("cut.jpg", 4, side=200).read_bytes()
    (photos / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    heard: list[tuple[int, int]] = []
    report = add_images(empty, [photos], on_progress=lambda done, total: heard.append((done, total)))
    assert (report.added, report.known, report.moved) == (3, 0, 0)
    assert sorted(Path(item.path).name for item in report.skipped) == ["cut.jpg", "empty.jpg", "text.png"]
    assert all(item.reason for item in report.skipped)
    assert heard[-1] == (6, 6)
    images = empty.read.images(report.image_ids)
    assert sorted(image.path for image in images) == [
        "../photos/a/part.png",
        "../photos/b/Größe 3.jpg",
        "../photos/b/part.png",
    ]
    assert all(image.width == image.height == 32 and image.perceptual_hash for image in images)
    assert all(empty.absolute(image).is_file() for image in images)
    again = add_images(empty, [photos])
    assert (again.added, again.known) == (0, 3)
    assert empty.undo() is not None
    assert empty.read.counts().total == 0


def test_the_same_bytes_twice_are_one_image(empty: Project, draw: Draw) -> None:
    first = draw("a/one.png", 1)
    draw("b/two.png", 1)
    report = add_images(empty, [first.parent.parent])
    assert (report.added, report.known, len(report.duplicates)) == (1, 1, 1)
    assert "../photos/a/one.png" in report.duplicates[0].reason
    assert report.skipped == ()


def test_moved_files_keep_their_decisions(empty: Project, draw: Draw, tmp_path: Path) -> None:
    photos = draw("one.png", 1).parent
    draw("two.png", 2)
    add_images(empty, [photos])
    shutil.move(photos / "one.png", tmp_path / "elsewhere.png")
    lost = check_missing(empty)
    assert [image.name for image in empty.read.images(lost.missing)] == ["one.png"]
    assert empty.read.counts().missing == 1
    report = add_images(empty, [tmp_path / "elsewhere.png"])
    assert (report.added, report.moved) == (0, 1)
    image = empty.read.image(lost.missing[0])
    assert (image.path, image.missing) == ("../elsewhere.png", False)


def test_missing_files_are_found_again_by_content(empty: Project, draw: Draw, tmp_path: Path) -> None:
    photos = draw("one.png", 1).parent
    draw("two.png", 2)
    add_images(empty, [photos])
    (tmp_path / "archive" / "2026").mkdir(parents=True)
    shutil.move(photos / "one.png", tmp_path / "archive" / "2026" / "renamed.png")
    shutil.copy(photos / "two.png", tmp_path / "archive" / "other.png")
    check_missing(empty)
    found = find_missing(empty, tmp_path / "archive")
    assert list(found.values()) == ["../archive/2026/renamed.png"]
    assert check_missing(empty).missing == ()
    shutil.move(tmp_path / "archive" / "2026" / "renamed.png", photos / "one.png")
    check_missing(empty)
    shutil.move(photos / "one.png", tmp_path / "archive" / "2026" / "renamed.png")
    assert check_missing(empty).found_again == 1


def test_pages_of_a_file_become_images_of_one_group(empty: Project, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    pages = [PillowImage.fromarray(rng.integers(0, 255, (20, 30, 3), dtype=np.uint8)) for _ in range(3)]
    path = tmp_path / "stack.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    report = add_images(empty, [path])
    images = empty.read.images(report.image_ids)
    assert [image.page for image in images] == [0, 1, 2]
    assert [image.name for image in images] == ["stack.tif [1/3]", "stack.tif [2/3]", "stack.tif [3/3]"]
    assert {image.group for image in images} == {"../stack.tif"}
    assert len({image.perceptual_hash for image in images}) == 3


def test_groups_by_folder_and_by_pattern(empty: Project, draw: Draw) -> None:
    photos = draw("p1/a.png", 1).parent.parent
    draw("p2/b.png", 2)
    add_images(empty, [photos / "p1"], group_by="folder")
    add_images(empty, [photos / "p2"], group_by=r"/p(\d+)/")
    assert [image.group for image in empty.read.images([1, 2])] == ["../photos/p1", "2"]
    with pytest.raises(UsageError, match="regular expression"):
        add_images(empty, [photos], group_by="(")


def test_copies_land_in_the_project(empty: Project, draw: Draw) -> None:
    photos = draw("a/part.png", 1).parent.parent
    draw("b/part.png", 2)
    report = add_images(empty, [photos], copy=True)
    images = empty.read.images(report.image_ids)
    assert sorted(image.path for image in images) == ["images/part (2).png", "images/part.png"]
    shutil.rmtree(photos)
    assert check_missing(empty).missing == ()


def test_stopping_keeps_what_was_finished(empty: Project, draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "PIECE", 2)
    for number in range(6):
        draw(f"{number}.png", number)
    photos = draw("6.png", 6).parent
    asked: list[int] = []
    report = add_images(empty, [photos], should_stop=lambda: len(asked) >= 2 or asked.append(1) is not None)
    assert report.stopped
    assert report.added == 4
    assert add_images(empty, [photos]).added == 3
    undone = empty.undo()
    assert undone is not None
    assert undone.text == "Add images from 7 files"
    assert empty.read.counts().total == 4


def test_new_images_join_the_side_of_what_they_resemble(empty: Project, draw: Draw) -> None:
    photos = draw("a.png", 1).parent
    draw("b.png", 2)
    add_images(empty, [photos])
    empty.run(ApplySplits({1: Split.TEST, 2: Split.TRAIN}))
    draw("c.jpg", 1)  # the look of a.png, other bytes
    draw("d.png", 3)
    report = add_images(empty, [photos])
    sides = {image.name: image.split for image in empty.read.images(report.image_ids)}
    assert sides == {"c.jpg": Split.TEST, "d.png": None}
    empty.undo()
    assert empty.read.counts().total == 2


def test_an_empty_folder_adds_nothing(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    assert add_images(empty, [tmp_path / "photos"]) == adding.Added()
    assert len(add_images(empty, [tmp_path / "absent"]).skipped) == 1
