"""Paint the real window without a screen: `python -m tlstudio.gui.screenshots PROJECT FOLDER` writes one PNG per room."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tlstudio.gui.main_window import MainWindow

SIZE = (1280, 800)
ROOMS = ("data", "label", "review", "train")
OPENING_SECONDS = 30.0
SETTLING_SECONDS = 2.0
SUGGESTIONS_SECONDS = 20.0


def take_screenshots(
    project: Path, folder: Path, *, schemes: Sequence[str] = ("light", "dark"), size: tuple[int, int] = SIZE
) -> list[Path]:
    """Open a project offscreen and write a picture of each room in each colour scheme.

    Args:
        size: Width and height of the window in pixels.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tlstudio.gui import theme
    from tlstudio.gui.app import make_application, open_window

    application = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    window = open_window(project)
    window.resize(*size)
    _wait(application, lambda: window.studio is not None, OPENING_SECONDS)
    if window.studio is None:
        raise RuntimeError(f"{project} could not be opened")
    _wait(application, lambda: _has_suggestions(window), SUGGESTIONS_SECONDS)
    written: list[Path] = []
    for scheme in schemes:
        theme.theme().choose(theme.Scheme(scheme))
        for room in ROOMS:
            window.studio.go(room)
            _settle(application)
            path = folder / f"{room}-{scheme}.png"
            if not window.grab().save(str(path)):
                raise RuntimeError(f"{path} could not be written")
            written.append(path)
    window.close()
    return written


def _has_suggestions(window: MainWindow) -> bool:
    return window.studio is not None and len(window.studio.session.project.suggestions.undecided()) > 0


def _settle(application: QApplication) -> None:
    """Give thumbnails and charts the time they need."""
    _wait(application, lambda: False, SETTLING_SECONDS)


def _wait(application: QApplication, is_done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not is_done() and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures and print their names; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) != 2:
        print("usage: python -m tlstudio.gui.screenshots PROJECT FOLDER", file=sys.stderr)
        return 2
    for path in take_screenshots(Path(given[0]), Path(given[1])):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
