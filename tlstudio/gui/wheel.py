"""What the wheel does over a picture: it zooms by itself, or only with Ctrl and scrolls otherwise."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

PREFERENCE = "wheel_with_ctrl"


def set_needs_ctrl(needs: bool) -> None:
    """Take over the person's choice."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(PREFERENCE, needs)


def needs_ctrl() -> bool:
    """Whether the wheel zooms only with Ctrl."""
    application = QApplication.instance()
    return application is not None and bool(application.property(PREFERENCE))
