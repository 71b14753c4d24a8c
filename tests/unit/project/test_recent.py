from __future__ import annotations

from pathlib import Path

from tlstudio.core.words import Task
from tlstudio.project import recent


def test_the_newest_project_comes_first_and_once(tmp_path: Path) -> None:
    assert recent.recent_projects() == []
    for name in ("a", "b", "a"):
        recent.remember(tmp_path / name, name=name, task=Task.MULTILABEL, images=7, decided=3)
    found = recent.recent_projects()
    assert [project.name for project in found] == ["a", "b"]
    assert (found[0].task, found[0].images, found[0].decided) == (Task.MULTILABEL, 7, 3)
    assert not found[0].exists
    recent.forget(tmp_path / "a")
    assert [project.name for project in recent.recent_projects()] == ["b"]


def test_the_list_stays_short(tmp_path: Path) -> None:
    for number in range(recent.MOST + 5):
        recent.remember(tmp_path / str(number), name=str(number), task=Task.CLASSIFICATION, images=0, decided=0)
    assert len(recent.recent_projects()) == recent.MOST


def test_a_damaged_list_is_an_empty_list(tmp_path: Path) -> None:
    (recent.config_folder() / "recent.json").write_text('[{"folder": 1')
    assert recent.recent_projects() == []
    recent.remember(tmp_path, name="x", task=Task.CLASSIFICATION, images=1, decided=1)
    assert len(recent.recent_projects()) == 1
    assert [path.name for path in recent.config_folder().iterdir()] == ["recent.json"]
