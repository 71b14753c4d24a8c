"""What this program is, under which licence, and with what it was made."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from tlstudio.core.version import __version__


def about_text() -> str:
    """Return the sentences of the box."""
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate("about", "Label a few images. The program suggests the rest, you decide."),
            translate("about", "Apache License 2.0. Works offline; nothing leaves this computer."),
            f"TL Studio {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}, {platform.platform()}",
        )
    )


def show_about(window: QWidget) -> None:
    """Open the box; it does not block."""
    box = QMessageBox(window)
    box.setWindowTitle(QCoreApplication.translate("about", "About TL Studio"))
    box.setText("TL Studio")
    box.setInformativeText(about_text())
    box.open()
