"""Which frames of a video are wanted is asked first; a project is told which threads its engine may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.unit.imaging.video_clips import write_clip
from tlstudio.gui.adding import add_asking
from tlstudio.gui.app import _taken
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.frames_dialog import FramesDialog
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.models.clips import Clip, find_clips
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.imaging.sampling import DEFAULT, Sampling


def test_each_choice_says_what_it_gives(qtbot, light) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = FramesDialog([Clip(Path("a.mp4"), 7500, 25.0)], host)
    assert dialog.sampling() == DEFAULT
    assert dialog.go.text() == "Add 300 images"
    dialog.every.setValue(100)
    assert dialog.sampling() == Sampling(every=100)
    assert dialog.result_line.text() == "Gives 75 images: every 100th of 7,500 frames (0.2 a second)"
    dialog.rate.setValue(0.5)
    assert dialog.go.text() == "Add 150 images"
    dialog.group.button(3).setChecked(True)
    assert dialog.go.text() == "Add 7,500 images"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.go.click()
    assert chosen.args == [Sampling(every=1)]


def test_a_video_is_added_with_the_frames_that_were_chosen(qtbot, drawing: Session, tmp_path: Path) -> None:
    pytest.importorskip("av")
    write_clip(tmp_path / "clips" / "clip.mp4", 40)
    (tmp_path / "clips" / "broken.mp4").write_bytes(b"no video")
    assert [(clip.path.name, clip.frames) for clip in find_clips([tmp_path / "clips"], lambda: False)] == [
        ("clip.mp4", 40)
    ]
    studio = Studio(drawing)
    qtbot.addWidget(studio)
    before = drawing.project.read.counts().total
    add_asking(studio, [tmp_path / "clips"])
    qtbot.waitUntil(lambda: studio.findChild(FramesDialog) is not None, timeout=10_000)
    assert drawing.project.read.counts().total == before
    dialog = studio.findChild(FramesDialog)
    dialog.every.setValue(10)
    with qtbot.waitSignal(drawing.told, timeout=10_000) as told:
        dialog.go.click()
    assert told.args[0].startswith("4 images added. clip.mp4: every 10th of 40 frames")
    assert drawing.project.read.counts().total == before + 4
    studio.activity.close()


def test_threads_of_the_command_line_reach_the_engine(qtbot, light, drawing: Session, tmp_path: Path) -> None:
    given = ["shop", "--threads", "3", "--room", "data"]
    assert (_taken(given, "--threads"), _taken(given, "--room"), _taken(given, "--device")) == ("3", "data", "")
    assert given == ["shop"]
    root = drawing.project.root
    drawing.close()
    drawing.project.close()
    window = MainWindow(Preferences(tmp_path / "window2.json"))
    qtbot.addWidget(window)
    window.engine_overrides["threads"] = 3
    window.commands.open_folder(root)
    qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
    assert window.studio.session.project.engine.overrides == {"threads": 3}
    window.close()
