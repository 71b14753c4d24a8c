from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Split
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.commands.images import AddImages, NewImage
from tlstudio.project.grouping import units
from tlstudio.project.project import Project
from tlstudio.project.splits import apply_mapping, split_images


def spread(count: int, start: int = 0, group: str = "") -> list[NewImage]:
    """Images that look nothing like each other."""
    rng = np.random.default_rng(start)
    return [
        NewImage(f"p/{i}.jpg", f"{i:032x}", perceptual_hash=rng.bytes(8).hex(), group=group)
        for i in range(start, start + count)
    ]


@pytest.fixture
def large(tmp_path: Path):
    with Project.create(tmp_path / "shop", labels=["a", "b", "rare"]) as opened:
        opened.run(AddImages(spread(200)))
        opened.run(Decide(range(1, 101), [1]))
        opened.run(Decide(range(101, 151), [2]))
        opened.run(Decide(range(151, 161), [3]))
        yield opened


def sides(project: Project) -> dict[int, Split | None]:
    return {image.id: image.split for image in project.read.images(project.read.image_ids())}


def test_shares_hold_over_all_and_for_each_label(large: Project) -> None:
    report = split_images(large, test=0.2, val=0.1)
    assert (report.train, report.val, report.test) == (140, 20, 40)
    for label, total in ((1, 100), (2, 50), (3, 10)):
        counted = Counter(i.split for i in large.read.images(range(1, 201)) if i.label_ids == (label,))
        assert abs(counted[Split.TEST] - 0.2 * total) <= 1
        assert abs(counted[Split.VAL] - 0.1 * total) <= 1


def test_many_small_labels_still_reach_the_test_side(tmp_path: Path) -> None:
    with Project.create(tmp_path / "small", labels=[f"l{i}" for i in range(20)]) as project:
        project.run(AddImages(spread(40)))
        for i in range(20):
            project.run(Decide([2 * i + 1, 2 * i + 2], [i + 1]))
        report = split_images(project, test=0.25, val=0.25)
        assert (report.train, report.val, report.test) == (20, 10, 10)


def test_the_same_seed_gives_the_same_sides(large: Project, tmp_path: Path) -> None:
    split_images(large, seed=3)
    first = {image.content_hash: image.split for image in large.read.images(range(1, 201))}
    split_images(large, seed=4, redo=True)
    assert {image.content_hash: image.split for image in large.read.images(range(1, 201))} != first
    with Project.create(tmp_path / "reversed", labels=["a", "b", "rare"]) as other:
        other.run(AddImages(spread(200)[::-1]))
        other.run(Decide(range(101, 201), [1]))
        other.run(Decide(range(51, 101), [2]))
        other.run(Decide(range(41, 51), [3]))
        split_images(other, seed=3)
        assert {image.content_hash: image.split for image in other.read.images(range(1, 201))} == first


def test_sides_are_kept_unless_asked_anew(large: Project) -> None:
    split_images(large)
    before = sides(large)
    assert split_images(large).changed == 0
    large.run(AddImages(spread(50, 1000)))
    report = split_images(large)
    assert report.changed == 50
    assert {i: s for i, s in sides(large).items() if i in before} == before
    assert report.train + report.val + report.test == 250
    large.undo()
    assert sides(large)[201] is None


def test_groups_and_near_duplicates_stay_together(large: Project) -> None:
    for number in range(6):
        large.run(AddImages(spread(10, 1000 + 10 * number, group=f"patient {number}")))
    look = large.read.image(1).perceptual_hash
    nearly = f"{int(look, 16) ^ 1:016x}"
    large.run(AddImages([NewImage("twin.jpg", "f" * 32, perceptual_hash=nearly)]))
    report = split_images(large)
    assert (report.groups, report.torn) == (6, 0)
    assert report.near_duplicates >= 2
    placed = sides(large)
    assert placed[261] == placed[1]
    assert all(len({placed[201 + 10 * g + i] for i in range(10)}) == 1 for g in range(6))


def test_group_by_is_stored(large: Project) -> None:
    split_images(large, group_by=r"(\d)\.jpg")
    assert large.read.image(14).group == "3"
    placed = sides(large)
    assert len({placed[i] for i in range(4, 201, 10)}) == 1
    large.undo()
    assert large.read.image(14).group == ""


def test_sides_from_elsewhere(large: Project) -> None:
    split_images(large)
    report = apply_mapping(large, {1: Split.TEST, 2: Split.VAL}, redo=True)
    assert (report.train, report.val, report.test) == (0, 1, 1)
    assert sides(large)[3] is None


def test_impossible_shares(large: Project) -> None:
    with pytest.raises(UsageError):
        split_images(large, test=0.6, val=0.4)
    with pytest.raises(UsageError):
        split_images(large, test=-0.1)


@given(
    groups=st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=1, max_size=12),
    pairs=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=8),
)
def test_units_are_the_connected_parts(groups: list[str], pairs: list[tuple[int, int]]) -> None:
    alike = [[a, b] for a, b in pairs if a < len(groups) and b < len(groups)]
    unit = units(groups, alike)
    for a, b in alike:
        assert unit[a] == unit[b]
    for name in {"a", "b", "c"}:
        assert len({int(unit[i]) for i, group in enumerate(groups) if group == name}) <= 1
    touched = {i for pair in alike for i in pair}
    for i, group in enumerate(groups):
        if not group and i not in touched:
            assert (unit == unit[i]).sum() == 1
