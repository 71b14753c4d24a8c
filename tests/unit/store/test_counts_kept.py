"""Counts are kept until the next command, and the table is read in pieces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tlstudio.core.words import State
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.commands.images import AddImages, NewImage
from tlstudio.project.project import Project
from tlstudio.store import table


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "project", labels=["cat", "dog"]) as opened:
        images = [NewImage(path=f"{n}.png", content_hash=f"{n:032x}", width=4, height=3) for n in range(7)]
        opened.run(AddImages(images))
        yield opened


def test_counts_are_made_once_between_two_commands(project: Project) -> None:
    first = project.read.counts()
    assert project.read.counts() is first
    ids, labels = project.read.image_ids(), project.read.labels()
    project.run(Decide(ids[:2].tolist(), [labels[1].id]))
    after = project.read.counts()
    assert (after.by_state[State.LABELLED], after.by_label[labels[1].id]) == (2, 2)
    project.undo()
    assert project.read.counts() == first


def test_a_table_read_in_pieces_is_the_whole_table(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = project.read.table()
    monkeypatch.setattr(table, "_PIECE", 3)
    with Project.open(project.root, read_only=True) as again:
        pieces = again.read.table()
    for name, column in whole.columns().items():
        np.testing.assert_array_equal(column, getattr(pieces, name))
        assert column.dtype == getattr(pieces, name).dtype
