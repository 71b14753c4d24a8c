"""A small open project to run commands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tlstudio.core.words import Task
from tlstudio.project.commands.images import AddImages, NewImage
from tlstudio.project.project import Project


def new_images(count: int, start: int = 0) -> list[NewImage]:
    return [
        NewImage(f"../photos/part {i:03}.jpg", f"{i:032x}", width=64, height=48, perceptual_hash=f"{i * 977:016x}")
        for i in range(start, start + count)
    ]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "shop", task=Task.CLASSIFICATION, labels=["good", "scratch", "dent"]) as opened:
        opened.run(AddImages(new_images(8)))
        yield opened


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "several", task=Task.MULTILABEL, labels=["good", "scratch", "dent"]) as opened:
        opened.run(AddImages(new_images(8)))
        yield opened
