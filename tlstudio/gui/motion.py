"""How long a movement on the screen may take: nothing for those who asked for less movement, here or in their system."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyle

PAGE_MS = 120
"""A page of thumbnails that takes the place of an accepted one."""

_PROPERTY = "reduced_motion"


def set_reduced(reduced: bool) -> None:
    """Take over the person's choice."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_PROPERTY, reduced)


def milliseconds(wanted: int) -> int:
    """Return how long a movement takes; 0 = it is not shown."""
    application = QApplication.instance()
    if not isinstance(application, QApplication) or application.property(_PROPERTY):
        return 0
    is_animated = application.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    return wanted if is_animated else 0
