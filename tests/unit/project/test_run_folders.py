"""Folders of runs as they are found on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.errors import DiskFull, UsageError
from tlstudio.jobs.spec import DatasetRow, RunSpec, write_run
from tlstudio.project.run_folders import RUNS_FOLDER, RunFolders


@pytest.fixture
def folders(tmp_path: Path) -> RunFolders:
    return RunFolders(tmp_path)


def write(folder: Path) -> Path:
    write_run(folder, RunSpec(labels=("cat", "dog")), [DatasetRow("a.jpg", (0,), "train")])
    return folder


def test_a_project_without_runs_has_none(folders: RunFolders, tmp_path: Path) -> None:
    assert folders.all() == []
    assert folders.find("1") is None
    assert not (tmp_path / RUNS_FOLDER).exists()


def test_runs_are_numbered_and_listed_by_number(folders: RunFolders) -> None:
    for _ in range(11):
        write(folders.make())
    assert [log.id for log in folders.all()] == [str(number) for number in range(1, 12)]
    folders.remove("3")
    assert folders.make().name == "12"


def test_what_is_no_run_is_passed_over(folders: RunFolders, tmp_path: Path) -> None:
    write(folders.make())
    (tmp_path / RUNS_FOLDER / "notes").mkdir()
    (tmp_path / RUNS_FOLDER / "2").mkdir()
    assert [log.id for log in folders.all()] == ["1"]


def test_a_run_is_looked_up_as_the_disk_is_now(folders: RunFolders, tmp_path: Path) -> None:
    other = RunFolders(tmp_path)
    write(folders.make())
    known = other.get("1")
    assert other.get("1") is known, "read once"
    folders.remove("1")
    assert other.find("1") is None
    with pytest.raises(UsageError, match="There is no run 1"):
        other.get("1")


def test_a_run_that_is_gone_already_can_be_removed(folders: RunFolders) -> None:
    folders.remove("7")


def test_a_full_disk_is_said(folders: RunFolders, tmp_path: Path) -> None:
    (tmp_path / RUNS_FOLDER).write_text("in the way")
    with pytest.raises(DiskFull, match="could not be made"):
        folders.make()
