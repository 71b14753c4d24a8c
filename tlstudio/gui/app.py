"""Start the window: what must be said before Qt is loaded, then one window."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

# A linear algebra library that takes every core makes the window stutter (p99 111 ms instead of 20); the window's own
# arithmetic is small. It reads these when numpy is first imported, so they stand before everything else.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from tlstudio.core.qt_libraries import window_problem  # noqa: E402 - numpy may come with any import of ours

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tlstudio.gui.main_window import MainWindow


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Build the application with its style, fonts, theme and language; one per process."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from tlstudio.gui import fonts, theme
    from tlstudio.gui.allocator import return_large_blocks
    from tlstudio.gui.language import install_language
    from tlstudio.gui.preferences import Preferences

    return_large_blocks()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["tlstudio", *arguments])
    application.setApplicationName("tlstudio")
    application.setApplicationDisplayName("TL Studio")
    application.setDesktopFileName("tlstudio")
    application.setStyle("Fusion")
    preferences = Preferences()
    install_language(application, preferences.get("language", ""))
    fonts.init_fonts()
    fonts.set_text_size(int(preferences.get("text_size", 100)))
    theme.theme().follow_system()
    theme.theme().choose(theme.Scheme(preferences.get("theme", "system")))
    return application


def open_window(
    project: Path | None = None, room: str = "", *, engine: Mapping[str, int | str] | None = None
) -> MainWindow:
    """Show the main window, with a project where one is given.

    Args:
        engine: What holds for the engine as long as the window is open, whatever a project says: `threads`, `device`.
    """
    from tlstudio.gui.main_window import MainWindow

    window = MainWindow()
    window.engine_overrides.update(engine or {})
    window.show()
    if project is not None:
        window.commands.open_folder(project, room=room)
    return window


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; return the exit code.

    Args:
        arguments: `[PROJECT] [--room data|label|review|train] [--threads N] [--device NAME]`; None = the process's own.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    sentence, hint = window_problem()
    if sentence:
        print(f"error: {sentence}\nhint: {hint}", file=sys.stderr)
        return 1
    room, threads, device = (_taken(given, name) for name in ("--room", "--threads", "--device"))
    engine: dict[str, int | str] = {"threads": int(threads)} if threads.isdecimal() and int(threads) else {}
    if device:
        engine["device"] = device
    application = make_application()
    from tlstudio.gui.ending import EndOnSignal

    window = open_window(Path(given[0]) if given else None, room=room, engine=engine)
    ending = EndOnSignal(window)
    code = application.exec()
    ending.release()
    window.deleteLater()
    return code


def _taken(given: list[str], name: str) -> str:
    """Take an option and its value out of the arguments; return the value, empty where there is none."""
    if name not in given:
        return ""
    place = given.index(name)
    value = given[place + 1] if place + 1 < len(given) else ""
    del given[place : place + 2]
    return value


if __name__ == "__main__":
    sys.exit(main())
