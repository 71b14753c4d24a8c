"""Real projects with tiny pictures, and one offscreen application in the light theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtWidgets import QApplication

from tlstudio.gui import fonts, theme
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.project.adding import add_images
from tlstudio.project.project import Project

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
    preferences = Preferences(tmp_path / "window.json")
    opened = Session(project, scheduler, preferences, Keymap(preferences))
    yield opened
    opened.close()
