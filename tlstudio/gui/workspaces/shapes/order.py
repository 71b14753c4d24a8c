"""The one order in which images come for drawing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.gui.workspaces.label.order import BY_FILE, LabelOrder, Order


def tr(text: str) -> str:
    """Translate in the context of shapes."""
    return QCoreApplication.translate("shapes", text)


class ShapeOrder(LabelOrder):
    """Images as the files lie: nothing is proposed for shapes, so no strategy could order them."""

    def choices(self) -> list[Order]:
        return [Order(BY_FILE, tr("In the order of the files"), tr("To go through everything once, decided or not."))]

    @property
    def key(self) -> str:
        return BY_FILE
