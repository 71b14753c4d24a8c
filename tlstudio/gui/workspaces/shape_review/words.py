"""Translation in the context of the review of shapes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate in the context of the review of shapes."""
    return QCoreApplication.translate("shape_review", text)
