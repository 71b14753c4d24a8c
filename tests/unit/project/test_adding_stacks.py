"""Videos, stacks and series become images of one group, with a step of the person's choice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from tests.unit.imaging.video_clips import number_in, write_clip
from tlstudio.core.words import Split, Task
from tlstudio.imaging import video
from tlstudio.imaging.read import read_image
from tlstudio.imaging.sampling import Sampling
from tlstudio.project.adding import add_images
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.project import Project
from tlstudio.project.slice_order import in_space


@pytest.fixture
def empty(tmp_path: Path):
    with Project.create(tmp_path / "shop", task=Task.DETECTION, labels=["good"]) as opened:
        yield opened
    video.close_idle()


def test_frames_of_a_video_are_images_of_one_group(empty: Project, tmp_path: Path) -> None:
    pytest.importorskip("av")
    clip = write_clip(tmp_path / "clips" / "clip.mp4", 60)
    added = add_images(empty, [clip.parent], sampling=Sampling(every=20))
    images = empty.read.images(added.image_ids)
    assert [image.name for image in images] == ["clip.mp4 [1/60]", "clip.mp4 [21/60]", "clip.mp4 [41/60]"]
    assert {image.group for image in images} == {"../clips/clip.mp4"}
    assert [number_in(read_image(empty.absolute(image), page=image.page)) for image in images] == [0, 20, 40]
    assert added.videos == {clip: "every 20th of 60 frames (1.2 a second)"}
    empty.undo()
    assert empty.read.counts().total == 0


def test_a_finer_step_adds_what_lacks_on_the_same_side(empty: Project, tmp_path: Path) -> None:
    pytest.importorskip("av")
    clip = write_clip(tmp_path / "clip.mp4", 40)
    first = add_images(empty, [clip], sampling=Sampling(every=20))
    empty.run(ApplySplits(dict.fromkeys(first.image_ids, Split.TEST)))
    second = add_images(empty, [clip], sampling=Sampling(every=10))
    assert [image.page for image in empty.read.images(second.image_ids)] == [10, 30]
    assert {image.split for image in empty.read.images(second.image_ids)} == {Split.TEST}
    assert add_images(empty, [clip], sampling=Sampling(every=10)).added == 0


def test_a_video_cut_short_gives_its_good_frames(empty: Project, tmp_path: Path) -> None:
    pytest.importorskip("av")
    clip = write_clip(tmp_path / "clip.mkv", 60)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size * 2 // 3])
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(write_clip(tmp_path / "whole.mp4", 10).read_bytes()[:300])
    added = add_images(empty, [clip, broken], sampling=Sampling(every=1))
    assert added.added > 20
    assert any(one.path == str(broken) and "cut off" in one.reason for one in added.skipped)
    lacking = next(one for one in added.skipped if one.path == f"{clip} [after {added.added}]")
    assert lacking.reason == f"The video's end is cut off: {(60 - added.added) / 25:.1f} s lack."


def test_pages_that_cannot_be_read_are_one_line(
    empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tlstudio.core.errors import ImageUnreadable
    from tlstudio.imaging import read

    pages = [PillowImage.fromarray(np.full((20, 30), 20 * n, np.uint8)) for n in range(8)]
    stack = tmp_path / "stack.tif"
    pages[0].save(stack, save_all=True, append_images=pages[1:])
    whole = read.read_image

    def cut(path: Path, *, page: int = 0, max_side: int | None = None) -> np.ndarray:
        if page in (2, 5, 6, 7):
            raise ImageUnreadable(f"{path.name} is cut off.")
        return whole(path, page=page, max_side=max_side)

    monkeypatch.setattr(read, "read_image", cut)
    added = add_images(empty, [stack])
    assert [image.page for image in empty.read.images(added.image_ids)] == [0, 1, 3, 4]
    assert [Path(one.path).name for one in added.skipped] == ["stack.tif [3]", "stack.tif [6 to 8]"]


def test_slices_of_a_series_are_one_group_in_their_order(empty: Project, tmp_path: Path) -> None:
    pytest.importorskip("pydicom")
    from tests.unit.imaging.test_dicom_series import write_slice

    rng = np.random.default_rng(3)
    for n in range(4):
        place = {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0], "ImagePositionPatient": [0, 0, -n]}
        write_slice(tmp_path / "ct" / f"{n}.dcm", rng.integers(0, 500, (16, 16)), **place)
    images = empty.read.images(add_images(empty, [tmp_path / "ct"]).image_ids)
    assert [image.name for image in images] == ["3.dcm", "2.dcm", "1.dcm", "0.dcm"]
    assert len({image.group for image in images}) == 1
    assert images[0].group
    by_name = empty.read.image_ids(order="path")
    assert [image.name for image in empty.read.images(by_name)] == ["0.dcm", "1.dcm", "2.dcm", "3.dcm"]
    assert in_space(empty.read, by_name).tolist() == [image.id for image in images]
    assert in_space(empty.read, by_name[1:3]).tolist() == [images[1].id, images[2].id], "also among some of them"


def test_other_groups_stay_in_the_order_of_their_files(empty: Project, tmp_path: Path) -> None:
    for name in ("b", "a"):
        PillowImage.new("RGB", (20, 10), "red" if name == "a" else "blue").save(tmp_path / f"{name}.png")
        add_images(empty, [tmp_path / f"{name}.png"], group_by="folder")
    by_name = empty.read.image_ids(order="path")
    assert in_space(empty.read, by_name).tolist() == by_name.tolist() == [2, 1]


def test_one_long_video_says_how_far_it_is_and_stops_inside(empty: Project, tmp_path: Path) -> None:
    pytest.importorskip("av")
    clip = write_clip(tmp_path / "clip.mp4", 40)
    seen: list[tuple[Path, int, int]] = []
    added = add_images(
        empty,
        [clip],
        sampling=Sampling(every=2),
        on_page=lambda *said: seen.append(said),
        should_stop=lambda: len(seen) >= 5,
    )
    assert seen == [(clip, number, 20) for number in range(5)]
    assert added.added == 5
