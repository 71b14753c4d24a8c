"""Environments of their own for the programs that ours is measured against, made once in `benchmarks/.work/`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WORK = Path(__file__).parent / ".work"
PACKAGES = {"labelme": "labelme", "x-anylabeling": "x-anylabeling-cvhub"}
INSTALL_SECONDS = 900
_ASK = """
import importlib.metadata as m, importlib.util as u, sys
print(m.version(sys.argv[1]), next(x for x in ("PySide6", "PyQt6", "PyQt5") if u.find_spec(x)))
"""


@dataclass(frozen=True)
class Rival:
    """A program that is installed.

    Attributes:
        python: Of its environment.
        binding: Which Qt for Python it uses.
    """

    name: str
    python: str
    version: str
    binding: str


def rival(name: str) -> Rival | None:
    """Install a program the first time; None where it cannot be installed.

    labelme 7 needs Python 3.12: the newest Python found is taken, else the newest version that installs.
    """
    home = WORK / name
    inside = home / "bin" / "python"
    try:
        if not inside.exists():
            subprocess.run([newest_python(), "-m", "venv", str(home)], check=True, capture_output=True)
            install = [str(inside), "-m", "pip", "install", "--quiet", PACKAGES[name]]
            subprocess.run(install, check=True, capture_output=True, timeout=INSTALL_SECONDS)
        asked = subprocess.run([str(inside), "-c", _ASK, PACKAGES[name]], capture_output=True, text=True, check=True)
        version, binding = asked.stdout.split()
    except (subprocess.SubprocessError, OSError, ValueError):
        shutil.rmtree(home, ignore_errors=True)
        return None
    return Rival(name, str(inside), version, binding)


def newest_python() -> str:
    """The newest Python that really runs: of the path, of pyenv, else our own."""
    names = [shutil.which(f"python3.{minor}") for minor in (14, 13, 12)]
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python"), reverse=True)
    for python in [*filter(None, names), *map(str, pyenv)]:
        done = subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False)
        if done.returncode == 0:
            return python
    return sys.executable
