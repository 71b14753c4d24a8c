import threading
from pathlib import Path

from tests.unit.project.manual_scheduler import ManualScheduler
from tlstudio.core.changes import Changes
from tlstudio.core.words import Task
from tlstudio.project.project import Project


def test_a_project_opened_on_a_worker_thread_tells_the_thread_that_took_it_over(tmp_path: Path):
    scheduler = ManualScheduler()
    opened: list[Project] = []
    worker = threading.Thread(
        target=lambda: opened.append(Project.create(tmp_path / "shop", task=Task.CLASSIFICATION, scheduler=scheduler))
    )
    worker.start()
    worker.join()
    project = opened[0]
    project.belong_here()
    heard: list[int] = []
    project.on_changes(lambda changes: heard.append(threading.get_ident()))
    project.tell(Changes.of(run=()))
    assert heard == [threading.get_ident()]
    project.close()
