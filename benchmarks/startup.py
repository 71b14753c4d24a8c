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

NAME = "startup"
RUNS = 7

# Runs in the measured process: begins before anything of the program is imported, ends when the event loop is idle
# after the first paint. CPU time is the process's own, so that other work on the machine counts little.
_PROBE = """
import json, resource, sys, time
wall = time.perf_counter()
{start}
from {qt}.QtCore import QTimer
def tell():
    heavy = [m for m in ("torch", "sklearn", "scipy", "matplotlib", "pyqtgraph", "pandas") if m in sys.modules]
    pages = int(open("/proc/self/statm").read().split()[1]) if sys.platform.startswith("linux") else 0
    print("PROBE" + json.dumps({{"wall": time.perf_counter() - wall, "cpu": time.process_time(), "heavy": heavy,
        "mb": pages * resource.getpagesize() / 1e6, "modules": len(sys.modules)}}), flush=True)
    import os
    os._exit(0)
QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
application.exec()
"""
_OURS = """
from tlstudio.gui import app
application = app.make_application()
window = app.open_window()
"""
_LABELME = """
import sys
sys.argv = ["labelme"]
from {qt} import QtWidgets
real = QtWidgets.QApplication.exec
application = None
class Stop(BaseException): pass
def catch(*arguments):
    raise Stop
QtWidgets.QApplication.exec = catch
QtWidgets.QApplication.exec_ = catch
from labelme.__main__ import main
try:
    main()
except Stop:
    pass
application = QtWidgets.QApplication.instance()
application.exec = real if not hasattr(real, "__get__") else real.__get__(application)
"""


def run() -> list[Row]:
    """Measure both in turn, so that a busier minute falls on both."""
    work = Path(tempfile.mkdtemp(prefix="tlstudio-bench-"))
    try:
        rival, version, qt = _labelme(work)
        ours: list[dict[str, float]] = []
        theirs: list[dict[str, float]] = []
        for _ in range(RUNS):
            ours.append(_probe(sys.executable, _PROBE.format(start=_OURS, qt="PySide6"), work))
            if rival:
                start = _LABELME.replace("{qt}", qt)
                theirs.append(_probe(rival, _PROBE.format(start=start, qt=qt), work))
        return _rows(ours, theirs, version)
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


def _labelme(work: Path) -> tuple[str, str, str]:
    """Make labelme's own environment: labelme 7 where Python 3.12 or newer is found, else the newest that installs.

    Returns:
        (its Python, its version, its Qt binding); three empty texts where it cannot be installed.
    """
    names = [f"python3.{minor}" for minor in (14, 13, 12)]
    python = next((found for name in names if (found := shutil.which(name))), sys.executable)
    folder = work / "labelme"
    try:
        subprocess.run([python, "-m", "venv", str(folder)], check=True, capture_output=True)
        inside = str(folder / "bin" / "python")
        subprocess.run(
            [inside, "-m", "pip", "install", "--quiet", "labelme"], check=True, capture_output=True, timeout=600
        )
        told = subprocess.run(
            [inside, "-c", "import importlib.metadata as m; print(m.version('labelme')); import qtpy; print(qtpy.API_NAME)"],
            capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        lines = told.stdout.split()
        version = lines[0]
        binding = lines[1] if len(lines) > 1 else "PySide6" if int(version.split(".")[0]) >= 7 else "PyQt5"
    except (subprocess.SubprocessError, OSError, IndexError):
        return "", "", ""
    return inside, version, binding
