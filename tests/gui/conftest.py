"""Real projects with tiny pictures, one offscreen application in the light theme; suggestions as on disk, no engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.gui.rooms import in_front, session_of
from tlstudio.core.words import Task
from tlstudio.gui import fonts, theme
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.project import Project
from tlstudio.project.suggestions import Suggestions

COLOURS = {"red": (200, 40, 40), "green": (40, 180, 60)}


def paint_pictures(folder: Path, per_label: int = 6) -> list[Path]:
    """Draw small pictures of two kinds into folders named after them."""
    rng = np.random.default_rng(3)
    paths: list[Path] = []
    for name, colour in COLOURS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(per_label):
            pixels = np.clip(np.array(colour) + rng.integers(-30, 30, (24, 32, 3)), 0, 255).astype(np.uint8)
            path = folder / name / f"{name}_{number:02d}.png"
            PillowImage.fromarray(pixels).save(path)
            paths.append(path)
    return paths


@pytest.fixture(autouse=True)
def nothing_stays(qapp: QApplication) -> Iterator[None]:
    """Delete closed widgets after each test: the theme and the fonts of the next would be given to all of them."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def light(qapp: QApplication) -> QApplication:
    """The application with its style and the light theme."""
    qapp.setStyle("Fusion")
    fonts.init_fonts()
    theme.theme().apply(theme.LIGHT)
    return qapp


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with twelve pictures in two sub-folders."""
    paint_pictures(tmp_path / "pictures")
    return tmp_path / "pictures"


@pytest.fixture
def scheduler(light: QApplication) -> QtScheduler:
    """The window's scheduler."""
    return QtScheduler()


@pytest.fixture
def project(tmp_path: Path, pictures: Path, scheduler: QtScheduler) -> Iterator[Project]:
    """Twelve images and two labels, nothing decided."""
    with Project.create(tmp_path / "project", name="Leaves", labels=["red", "green"], scheduler=scheduler) as opened:
        add_images(opened, [pictures], workers=1)
        yield opened


@pytest.fixture
def session(project: Project, scheduler: QtScheduler, tmp_path: Path) -> Iterator[Session]:
    """The project as workspaces get it; no engine is started."""
    opened = session_of(project, scheduler, tmp_path)
    yield opened
    opened.close()


LABELS = ("rust", "miner", "healthy")
HUES = {"rust": (30, 60, 200), "miner": (200, 200, 200), "healthy": (40, 160, 40)}


def write_pictures(folder: Path, count: int) -> list[Path]:
    """Draw pictures that all differ."""
    rng = np.random.default_rng(0)
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for number in range(count):
        colour = HUES[LABELS[number % len(LABELS)]]
        picture = np.full((48, 64, 3), colour, np.uint8)
        picture[:, :, 0] ^= rng.integers(0, 30, (48, 64), dtype=np.uint8)
        path = folder / f"leaf{number:02d}.png"
        PillowImage.fromarray(picture).save(path)
        paths.append(path)
    return paths


def write_generation(root: Path, number: int, ids: list[int], probs: np.ndarray, label_ids: list[int]) -> None:
    """Write a generation as the engine does: the first ten are queued, in the order of their doubt."""
    folder = root / "cache" / "suggestions" / str(number)
    folder.mkdir(parents=True)
    order = np.full(len(ids), -1, np.int32)
    for rank, row in enumerate(np.argsort(probs.max(axis=1))[:10]):
        order[row] = rank
    np.save(folder / "ids.npy", np.array(ids, np.int64))
    np.save(folder / "probs.npy", probs.astype(np.float32))
    np.save(folder / "order.npy", order)
    np.save(folder / "reasons.npy", (order >= 0).astype(np.uint8))
    meta = {
        "generation": number,
        "model": "instant",
        "label_ids": label_ids,
        "seconds": 0.01,
        "reasons": ["", "unsure"],
        "hint": {},
        "suspects": [],
    }
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions are read from disk and nothing is computed."""

    def never(*_args: object, **_kwargs: object) -> Future[dict[str, object]]:
        return Future()

    monkeypatch.setattr(Suggestions, "follow", lambda self: None)
    monkeypatch.setattr(Suggestions, "look_at", lambda self, ids: None)
    monkeypatch.setattr(Suggestions, "similar", never)


@pytest.fixture
def make_session(tmp_path: Path, light: QApplication, no_engine: None) -> Iterator[Callable[..., Session]]:
    """Make an open project: `count` pictures, the first `decided` of them labelled, the rest suggested."""
    opened: list[Session] = []

    def make(*, count: int = 24, decided: int = 3, task: Task = Task.CLASSIFICATION, suggest: bool = True) -> Session:
        scheduler = QtScheduler()
        project = Project.create(tmp_path / "shop", task=task, labels=LABELS, scheduler=scheduler)
        if count:
            add_images(project, write_pictures(tmp_path / "pictures", count))
        ids = project.read.image_ids(order="path").tolist()
        labels = [label.id for label in project.read.labels()]
        for place, image_id in enumerate(ids[:decided]):
            project.run(Decide([image_id], [labels[place % 3]]))
        if suggest and count > decided:
            left = ids[decided:]
            probs = np.full((len(left), 3), 0.02)
            for row in range(len(left)):
                probs[row, row % 3] = 0.96 - 0.01 * row
            write_generation(project.root, 1, left, probs, labels)
        session = session_of(project, scheduler, tmp_path)
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()
        session.project.close()


@pytest.fixture
def shapes_task() -> Task:
    """What kind of project `drawing` is; a file of tests may say another."""
    return Task.DETECTION


@pytest.fixture
def drawing(tmp_path: Path, light: QApplication, shapes_task: Task) -> Iterator[Session]:
    """Three pictures of 400 x 300 and three labels, nothing drawn."""
    rng = np.random.default_rng(5)
    (tmp_path / "pictures").mkdir()
    for number in range(3):
        pixels = rng.integers(60, 200, (300, 400, 3), dtype=np.uint8)
        PillowImage.fromarray(pixels).save(tmp_path / "pictures" / f"cell_{number}.png")
    scheduler = QtScheduler()
    labels = ["red", "white", "platelet"]
    with Project.create(tmp_path / "p", task=shapes_task, labels=labels, scheduler=scheduler) as project:
        add_images(project, [tmp_path / "pictures"], workers=1)
        session = session_of(project, scheduler, tmp_path)
        yield session
        session.close()


@pytest.fixture
def shapes_room(qtbot, drawing: Session) -> Iterator[ShapesWorkspace]:
    """The Label room for shapes in front, with its keys."""
    workspace = make_room("label", drawing)
    assert isinstance(workspace, ShapesWorkspace)

    # The thumbnail comes first: a test that compares what is painted must not meet the change to the picture itself.
    def is_sharp() -> bool:
        image, level = workspace.work.image, workspace.canvas.finest_level
        return image is None or (level is not None and level.width() == image.width)

    with in_front(qtbot, workspace):
        qtbot.waitUntil(is_sharp, timeout=10_000)
        qtbot.waitUntil(lambda: workspace.canvas.is_settled, timeout=10_000)
        workspace.canvas.setFocus()
        yield workspace
