"""The sample of the start page: real photographs, a few decisions by a script, nothing else decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.words import Origin
from tlstudio.gui.start.sample_project import DECIDED_PER_LABEL, make_sample_project
from tlstudio.project import sample
from tlstudio.project.scheduler import PlainScheduler


def test_the_sample_is_ready_to_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = sample.shots()[:30]
    monkeypatch.setattr(sample, "shots", lambda: few)
    told: list[tuple[int, int]] = []
    with make_sample_project(
        tmp_path / "sample", PlainScheduler(), lambda done, total: told.append((done, total))
    ) as project:
        truth = sample.truth(tmp_path / "sample")
        counts = project.read.counts()
        names = {label.id: label.name for label in project.read.labels()}
        assert counts.total == 30
        assert told[-1] == (30, 30)
        assert set(names.values()) == set(sample.LABELS)
        assert max(counts.by_label.values()) <= DECIDED_PER_LABEL
        decided = project.read.decided()
        for image, label_ids in zip(project.read.images(decided.image_ids), decided.label_ids, strict=True):
            assert truth[image.path.rsplit("/", 1)[-1]] == names[label_ids[0]]
            assert project.read.decisions(image.id)[0].origin is Origin.SCRIPT
            assert image.group.startswith("tray-")
