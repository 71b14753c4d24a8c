"""In which order the list shows what is on the image."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.workspaces.shapes.object_list import ORDERS, ListOrder
from tlstudio.gui.workspaces.shapes.part import RoomPart

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

ORDER = "shapes.list_order"


class ObjectOrder(RoomPart):
    """A button in the list's head opens the choices; the key goes from one to the next."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._button = IconButton("ph.sort-ascending", self.tr("Order of the list"), size=24, glyph=16)
        self._button.clicked.connect(self._open)
        room.panel.add_to_head(self._button)
        stored = room.session.preferences.get(ORDER, ListOrder.ABOVE.value)
        room.panel.objects.set_order(ListOrder(stored) if stored in set(ORDERS) else ListOrder.ABOVE)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {"sort_objects": self._next}

    def _names(self) -> dict[ListOrder, str]:
        return {
            ListOrder.ABOVE: self.tr("What lies above first"),
            ListOrder.LABEL: self.tr("By label"),
            ListOrder.SIZE: self.tr("Largest first"),
            ListOrder.PLACE: self.tr("From the upper left to the lower right"),
        }

    def _choose(self, order: ListOrder) -> None:
        self.room.session.preferences.set(ORDER, order.value)
        self.room.panel.objects.set_order(order)
        self.room.show_state()

    def _next(self) -> None:
        now = ORDERS.index(self.room.panel.objects.order)
        order = ORDERS[(now + 1) % len(ORDERS)]
        self._choose(order)
        self.room.tell(self.tr("List: {}").format(self._names()[order]))

    def _open(self) -> None:
        menu = QMenu(self.room)
        for order, text in self._names().items():
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(order is self.room.panel.objects.order)
            entry.triggered.connect(lambda _checked=False, order=order: self._choose(order))
        menu.exec(self._button.mapToGlobal(QPoint(0, self._button.height())))
        menu.deleteLater()


PART = ObjectOrder
