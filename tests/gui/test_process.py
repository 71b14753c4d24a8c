"""What can only be seen in a process of its own: imports at start, memory of None, refusals before Qt is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tlstudio.core import qt_libraries

HEAVY = (
    "torch",
    "torchvision",
    "sklearn",
    "scipy",
    "matplotlib",
    "pandas",
    "pyqtgraph",
    "tifffile",
    "onnxruntime",
    "openvino",
)


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    merged = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=merged, timeout=120, check=False
    )


def test_the_window_starts_without_heavy_libraries() -> None:
    code = f"""
import sys
from pathlib import Path
from tlstudio.gui import app
application = app.make_application()
window = app.open_window()
application.processEvents()
application.processEvents()
assert window.isVisible()
print(sorted(set({HEAVY!r}) & set(sys.modules)))
import os
print(os.environ["OPENBLAS_NUM_THREADS"])
"""
    done = run_python(code, OPENBLAS_NUM_THREADS="1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["[]", "1"]


def test_linear_algebra_is_told_to_use_one_thread_before_numpy_comes() -> None:
    code = "import sys, tlstudio.gui.app, os; print('numpy' in sys.modules, os.environ['OMP_NUM_THREADS'])"
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.stdout.split() == ["False", "1"]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_painting_does_not_use_up_none(light: QApplication) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(500):
        painter.translate(0, 0)
        painter.save()
        painter.restore()
    after = sys.getrefcount(None)
    painter.end()
    assert before - after < 100  # PySide6 6.12.0 loses one reference a call


def test_twenty_thousand_paints_survive() -> None:
    code = """
from PySide6.QtGui import QGuiApplication, QImage, QPainter
application = QGuiApplication([])
image = QImage(8, 8, QImage.Format.Format_ARGB32)
painter = QPainter(image)
for _ in range(20_000):
    painter.translate(0, 0)
painter.end()
print("alive")
"""
    done = run_python(code)
    assert done.stdout.strip() == "alive", done.stderr[-500:]


def test_no_screen_is_a_sentence_and_not_an_abort() -> None:
    code = "from tlstudio.gui.app import main; raise SystemExit(main([]))"
    done = run_python(code, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 1
    assert "There is no screen" in done.stderr
    assert "demo --headless" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_libraries_are_named_with_the_command_that_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(qt_libraries, "_loads", lambda library: library not in gone)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":0")
    sentence, hint = qt_libraries.window_problem()
    assert "libEGL.so.1, libxcb-cursor.so.0" in sentence
    assert hint.endswith("sudo apt-get install libegl1 libxcb-cursor0")


def test_offscreen_needs_no_window_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_loads", lambda library: not library.startswith("libxcb"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert qt_libraries.window_problem() == ("", "")
    assert qt_libraries.missing_libraries(with_window=True)
    assert not qt_libraries.missing_libraries(with_window=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_a_session_that_ends_closes_the_window(tmp_path: Path) -> None:
    code = """
import os, signal
from PySide6.QtCore import QTimer
from tlstudio.gui import app
made = app.make_application
def with_timer():
    application = made()
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    return application
app.make_application = with_timer
print(app.main([]))
"""
    done = run_python(code, TLSTUDIO_CONFIG=str(tmp_path))
    assert done.stdout.split() == ["0"], done.stderr
