"""From the command to a window that can be used, beside labelme in the same run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.harness import Row
from benchmarks.rival_homes import rival

NAME = "startup"
RUNS = 7

# Runs in the measured process: begins before anything of the program is imported, ends when the event loop is idle
# after the first paint. CPU time is the process's own, so that other work on the machine counts little.
_PROBE = """
import json, os, resource, sys, time
wall = time.perf_counter()
def tell():
    heavy = [m for m in ("torch", "sklearn", "scipy", "matplotlib", "pyqtgraph", "pandas") if m in sys.modules]
    pages = int(open("/proc/self/statm").read().split()[1]) if sys.platform.startswith("linux") else 0
    probe = {"wall": time.perf_counter() - wall, "cpu": time.process_time(), "heavy": heavy,
             "mb": pages * resource.getpagesize() / 1e6, "modules": len(sys.modules)}
    sys.__stdout__.write("PROBE" + json.dumps(probe))
    sys.__stdout__.flush()
    os._exit(0)
"""
_OURS = """
from tlstudio.gui import app
application = app.make_application()
window = app.open_window()
from PySide6.QtCore import QTimer
QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
application.exec()
"""
_LABELME = """
sys.argv = ["labelme"]
from BINDING import QtCore, QtWidgets
real = QtWidgets.QApplication.exec
def exec_and_tell(*_arguments):
    QtCore.QTimer.singleShot(0, lambda: QtCore.QTimer.singleShot(0, tell))
    return real()
QtWidgets.QApplication.exec = exec_and_tell
QtWidgets.QApplication.exec_ = exec_and_tell
from labelme.__main__ import main
main()
"""


def run() -> list[Row]:
    """Measure both in turn, so that a busier minute falls on both."""
    work = Path(tempfile.mkdtemp(prefix="tlstudio-bench-"))
    try:
        labelme = rival("labelme")
        ours: list[dict[str, float]] = []
        theirs: list[dict[str, float]] = []
        for _ in range(RUNS):
            ours.append(_probe(sys.executable, _PROBE + _OURS, work))
            if labelme:
                theirs.append(_probe(labelme.python, _PROBE + _LABELME.replace("BINDING", labelme.binding), work))
        return _rows(ours, theirs, labelme.version if labelme else "")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _rows(ours: list[dict[str, float]], theirs: list[dict[str, float]], version: str) -> list[Row]:
    def middle(probes: list[dict[str, float]], key: str) -> float | None:
        return median(probe[key] for probe in probes) if probes else None

    against = f"labelme {version}" if theirs else "labelme did not install here"
    heavy = {name for probe in ours for name in probe["heavy"]}  # type: ignore[attr-defined]  # a list of names
    return [
        Row(f"start to usable window, CPU time, against {against}", middle(ours, "cpu") or 0.0, middle(theirs, "cpu"), "s", "ratio <= 0.6" if theirs else ""),
        Row(f"start to usable window, wall time, against {against}", middle(ours, "wall") or 0.0, middle(theirs, "wall"), "s", "ratio <= 0.6" if theirs else ""),
        Row("memory of the idle window", middle(ours, "mb") or 0.0, middle(theirs, "mb"), "MB", "ours <= 180"),
        Row("heavy libraries imported (torch, sklearn, scipy, matplotlib, ...)", float(len(heavy)), None, "modules", "ours <= 0"),
        Row("modules imported", middle(ours, "modules") or 0.0, middle(theirs, "modules"), "modules"),
    ]  # fmt: skip


def _probe(python: str, code: str, work: Path) -> dict[str, float]:
    environment = {
        **os.environ,
        "TLSTUDIO_CONFIG": str(work / "config"),
        "HOME": str(work),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM") or ("xcb" if os.environ.get("DISPLAY") else "offscreen"),
    }
    done = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    for line in done.stdout.splitlines():
        if line.startswith("PROBE"):
            return json.loads(line.removeprefix("PROBE"))
    raise RuntimeError(f"the probe said nothing: {done.stderr[-2000:]}")
