"""The view with a selection: which shapes are hovered, selected or changing, and how these are painted above the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.gui import theme
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.look import Look
from tlstudio.gui.canvas.shapes import FILLED, Shape
from tlstudio.gui.canvas.view import LayeredView
from tlstudio.gui.models.numbers import decimal

MOST_HIGHLIGHTED = 200
MOST_NAMES = 400
MOST_WITH_HANDLES = 12


class SelectingView(LayeredView):
    """Knows the labels' colours and names, the selection, and the shapes in the middle of a gesture.

    Signals:
        selection_changed: The set of selected ids changed.
    """

    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: dict[int, str] = {}
        self._names: Mapping[int, str] = {}
        self._selected: frozenset[int] = frozenset()
        self._hover: int | None = None
        self._changing: tuple[Shape, ...] = ()
        self.shows_names = False

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def image_size(self) -> tuple[int, int]:
        """Width and height of the image."""
        return self._port.image_size

    @property
    def shows_shapes(self) -> bool:
        """Whether the shapes are drawn at all."""
        return self._shows_shapes

    @property
    def hides_shapes(self) -> bool:
        """Whether no shape is drawn now: switched off, or the key to peek is held."""
        return self._peeks or not self._shows_shapes

    def show_labels(self, colours: Mapping[int, str], names: Mapping[int, str], fill: float) -> None:
        """Take over the labels' colours (`#RRGGBB`) and names, and how strongly insides are tinted."""
        if names != self._names:
            self.update()  # the look may be the same after a label was renamed
        self._colours, self._names = dict(colours), names
        bgr = {i: _bgr(theme.color(colour)) for i, colour in colours.items()}
        self.set_look(Look(bgr, fill))

    def colour(self, label_id: int) -> QColor:
        """The colour of a label, a copy that may be made transparent."""
        return QColor(theme.color(self._colours.get(label_id, "edge")))

    def set_names_shown(self, shown: bool) -> None:
        """Write the label's name on every shape, or only on the selected ones."""
        self.shows_names = shown
        self.update()

    def fit_selection(self) -> None:
        """Show the selected shapes as large as they fit."""
        shapes = self.selected_shapes()
        if not shapes:
            return
        left, top = min(s.bounds[0] for s in shapes), min(s.bounds[1] for s in shapes)
        right, bottom = max(s.bounds[2] for s in shapes), max(s.bounds[3] for s in shapes)
        self.show_area(left, top, right, bottom)

    def show_area(self, left: float, top: float, right: float, bottom: float, *, share: float = 0.7) -> None:
        """Show a rectangle of the image in the middle, filling `share` of the view."""
        zoom = share * min(self.width() / max(1.0, right - left), self.height() / max(1.0, bottom - top))
        port = self._port.zoomed(zoom)
        x, y = (left + right) / 2 * port.zoom, (top + bottom) / 2 * port.zoom
        middle = (self.width() / 2 - x, self.height() / 2 - y)
        self._move(port.panned(middle[0] - port.offset[0], middle[1] - port.offset[1]))

    # -- selection -------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> frozenset[int]:
        """Ids of the selected shapes."""
        return self._selected

    def selected_shapes(self) -> list[Shape]:
        """The selected shapes, the lowest first."""
        found = [self._table.get(i) for i in self._selected]
        return sorted((s for s in found if s is not None), key=lambda s: self._table.place(s.id) or 0)

    def select(self, ids: Iterable[int]) -> None:
        """Select these and nothing else."""
        wanted = frozenset(ids)
        if wanted == self._selected:
            return
        self._repaint_shapes(wanted ^ self._selected)
        self._selected = wanted
        self.setAccessibleDescription(self._described())
        self.selection_changed.emit()

    def neighbour_of_selection(self, step: int) -> int | None:
        """Id of the next or previous shape, from the upper left to the lower right; None where there is no shape."""
        table = self._table
        shown = [place for place in range(len(table)) if table.shown[place]]
        if not shown:
            return None
        row = max(1.0, self.image_size[1] / 24)
        shown.sort(key=lambda place: (int(table.bounds[place, 1] // row), float(table.bounds[place, 0])))
        ids = [table.shapes[place].id for place in shown]
        here = [ids.index(i) for i in self._selected if i in ids]
        return ids[(here[0] + step) % len(ids) if here else (0 if step > 0 else len(ids) - 1)]

    def set_hover(self, shape_id: int | None) -> None:
        """Mark the shape under the mouse."""
        if shape_id != self._hover:
            before, self._hover = self._hover, shape_id
            self._repaint_shapes(i for i in (before, shape_id) if i is not None)

    def label_name(self, label_id: int) -> str:
        """The name of a label; empty where there is none."""
        return self._names.get(label_id, "")

    def to_view(self, x: float, y: float) -> QPointF:
        """Image pixels in the view."""
        return QPointF(x * self._port.zoom + self._port.offset[0], y * self._port.zoom + self._port.offset[1])

    # -- painting --------------------------------------------------------------------------------------------------

    def paint_marks(self, painter: QPainter, rect: QRect) -> None:
        """Paint names, the hovered and the selected shapes, and those that are changing."""
        table, port, fill = self._table, self._port, self._look.fill
        hover = table.get(self._hover) if self._hover is not None and self._hover not in self._live else None
        seen = [s for s in self._seen_selected(rect) if s.id not in self._live]
        if self.shows_names:
            self._paint_names(painter, rect)
        if hover is not None and hover.id not in self._selected:
            colour = self.colour(hover.label_id)
            overlay.paint_outline(painter, hover, port, colour, width=overlay.SELECTED_WIDTH, rect=rect)
            overlay.paint_handles(painter, hover, port)
        for shape in seen:
            tint = fill / 3 if shape.kind not in FILLED else 0.0
            overlay.paint_outline(
                painter, shape, port, self.colour(shape.label_id), width=overlay.SELECTED_WIDTH, fill=tint, rect=rect
            )
        overlay.paint_shapes(painter, self._changing, port, self.colour, fill=fill, selected=self._selected)
        if len(self._selected) <= MOST_WITH_HANDLES:
            for shape in (*seen, *self._changing):
                overlay.paint_handles(painter, shape, port)
            for shape in seen:
                self._paint_name(painter, shape, rect)

    def _paint_names(self, painter: QPainter, rect: QRect) -> None:
        port = self._port
        box = QRectF(rect).adjusted(-160, -8, 8, 32)
        left, top = port.to_image(box.left(), box.top())
        right, bottom = port.to_image(box.right(), box.bottom())
        for place in self._table.overlapping(left, top, right, bottom)[:MOST_NAMES].tolist():
            shape = self._table.shapes[place]
            if shape.id not in self._live:
                self._paint_name(painter, shape, rect)

    def _paint_name(self, painter: QPainter, shape: Shape, rect: QRect) -> None:
        name = self._names.get(shape.label_id, "")
        overlay.paint_name(painter, shape, self._port, name, self._colours.get(shape.label_id, "edge"), rect)

    def _seen_selected(self, rect: QRect) -> list[Shape]:
        """The selected shapes that meet a rectangle, not more than the eye can tell apart."""
        found = (self._table.get(i) for i in list(self._selected)[:MOST_HIGHLIGHTED])
        return [s for s in found if s is not None and not s.is_hidden and self._shape_rect(s).intersects(rect)]

    def _shape_rect(self, shape: Shape) -> QRect:
        """What a shape with its handles and its plate takes up in the view."""
        left, top, right, bottom = shape.bounds
        box = QRectF(self.to_view(left, top), self.to_view(right, bottom))
        plate = 180 if shape.id in self._selected or self.shows_names else 8
        return box.adjusted(-8, -34 if plate > 8 else -8, 8 + plate, 34).toAlignedRect()

    def _repaint_shapes(self, ids: Iterable[int]) -> None:
        for number, shape_id in enumerate(ids):
            if number > MOST_HIGHLIGHTED:
                self.update()
                return
            shape = self._table.get(shape_id)
            if shape is not None:
                # A name plate has the width of its text, which the rectangle of a resting shape does not count.
                self.update(self._shape_rect(shape).adjusted(-2, -28, 174, 2))

    def repaint_name(self, shape: Shape) -> None:
        """Paint anew where the name plate of a shape stands."""
        at = self.to_view(*shape.bounds[:2])
        self.update(QRectF(at.x() - 8, at.y() - 40, 360, 80).toAlignedRect())

    def _described(self) -> str:
        if len(self._selected) != 1:
            return self.tr("{n} of {m} selected").format(n=len(self._selected), m=len(self._table))
        shape = self.selected_shapes()[0]
        place = (self._table.place(shape.id) or 0) + 1
        said = self.tr("{kind} {n} of {m}, {label}").format(
            kind=shape.kind.word, n=place, m=len(self._table), label=self._names.get(shape.label_id, "")
        )
        if not shape.is_suggestion:
            return said
        proposed = (
            self.tr("suggestion") if shape.score is None else self.tr("suggestion {}").format(decimal(shape.score))
        )
        return f"{said}, {proposed}"


def _bgr(colour: QColor) -> tuple[int, int, int]:
    return colour.blue(), colour.green(), colour.red()
