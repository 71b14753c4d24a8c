"""What the tools with an assist share: a draft that is worked out beside the window, shown, and kept or dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.assist_draft import Draft, draft_of
from tlstudio.gui.canvas.assist_runner import AssistRunner
from tlstudio.gui.canvas.assist_source import Box, Source, around, seen_of, source_of
from tlstudio.gui.canvas.tool import Pointer, Tool
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Slider
from tlstudio.imaging.assists.cutout import Cutout

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

DRAFT_FILL = 0.3
SLIDER_WIDTH = 140

Find = Callable[[Source], Cutout | None]


class AssistTool(Tool):
    """A tool whose draft comes from a worker: the newest question counts, Enter keeps, Esc drops.

    Attributes:
        makes_masks: Whether what is kept becomes a mask; else a polygon with holes. The room says so.
    """

    outlives_changes = True

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.makes_masks = False
        self.runner = AssistRunner(canvas)
        self.runner.slow_changed.connect(lambda _slow: self.canvas.update())
        self.draft: Draft | None = None
        self.source: Source | None = None
        self.pointer_at = QPointF()
        self._keeps_answer = False

    @property
    def is_drawing(self) -> bool:
        return self.source is not None

    @property
    def is_busy(self) -> bool:
        return self.runner.is_busy

    def begin(self) -> bool:
        """Take the picture as it is now; whether there is one and something may be drawn."""
        if self.source is None and self.canvas.can_draw():
            self.source = source_of(self.canvas)
            if self.source is None:
                self.canvas.refused.emit(self.canvas.tr("The picture is still being read"))
        return self.source is not None

    def reach_for(self, box: Box) -> Source | None:
        """The picture in hand, or of one that is never in memory whole the part that holds a box; None = none in hand."""
        if self.source is None or self.source.box is None:
            return self.source
        return source_of(self.canvas, box) or self.source

    def widen(self) -> None:
        """Take what is seen now to what is in hand already."""
        if self.source is not None:
            self.source = self.reach_for(around(self.source.box, seen_of(self.canvas)))

    def find(self, find: Find) -> None:
        """Work the draft out anew."""
        source = self.source
        if source is not None:
            self.runner.ask(lambda: draft_of(find(source), source.frame), self._show)

    def finish(self) -> bool:
        if self.source is None:
            return False
        if self.runner.is_busy:
            # Enter was quicker than the worker: what it finds is kept when it comes.
            self._keeps_answer = True
            return True
        draft = self.draft
        self.cancel()
        if draft is None:
            self.canvas.refused.emit(self.canvas.tr("Nothing was found there, so nothing was kept"))
        else:
            canvas = self.canvas
            canvas.add(draft.kept(canvas.label_id, canvas.image_size, as_mask=self.makes_masks))
        return True

    def double_click(self, pointer: Pointer) -> None:
        if self.source is not None:
            self.finish()
        else:
            self.press(pointer)

    def cancel(self) -> bool:
        was = self.is_drawing
        self.runner.drop()
        self.draft, self.source, self._keeps_answer = None, None, False
        self.canvas.update()
        return was

    def close(self) -> None:
        self.cancel()
        self.runner.close()

    def paint(self, painter: QPainter) -> None:
        if self.draft is not None:
            paint_tinted(painter, self.draft, self.canvas, self.canvas.label_id)
        if self.runner.is_slow:
            overlay.paint_note(painter, self.pointer_at, self.canvas.tr("Working …"))

    def _show(self, draft: Draft | None) -> None:
        self.draft = draft
        self.canvas.update()
        if self._keeps_answer:
            self._keeps_answer = False
            self.finish()
            self.canvas.tell_state()


def paint_tinted(painter: QPainter, draft: Draft, canvas: Canvas, label_id: int) -> None:
    """Paint a draft in the colour of the label it will have, its holes left free."""
    colour = canvas.colour(label_id)
    tint = canvas.colour(label_id)
    tint.setAlphaF(DRAFT_FILL)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    inside = QPainterPath()
    for points in draft.shape.rings:
        inside.addPolygon(overlay.polygon(points, canvas.viewport))
    painter.drawPath(inside)
    overlay.paint_outline(painter, draft.shape, canvas.viewport, colour)


def is_remove(pointer: Pointer) -> bool:
    """Whether a press takes away: the right button, or Shift."""
    return pointer.button == Qt.MouseButton.RightButton or pointer.shift


def slider_row(name: str, slider: Slider) -> QWidget:
    """A named slider, for the bar at the top of the stage."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(fonts.px(8))
    slider.setFixedWidth(fonts.px(SLIDER_WIDTH))
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    value = Text(str(slider.value()), tone="text2")
    value.setFixedWidth(fonts.px(28))
    slider.valueChanged.connect(lambda number: value.setText(str(number)))
    layout.addWidget(Text(name))
    layout.addWidget(slider)
    layout.addWidget(value)
    return row
