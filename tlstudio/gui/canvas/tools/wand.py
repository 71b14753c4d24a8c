"""Magic wand: press on a colour and drag until the region is right; further clicks add, Shift or the right button takes away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.gui.canvas import overlay
from tlstudio.gui.canvas.assist_source import Source
from tlstudio.gui.canvas.assist_tool import AssistTool, is_remove, slider_row
from tlstudio.gui.canvas.tool import Pointer, Tool, ToolCard
from tlstudio.gui.widgets.toggles import Slider
from tlstudio.imaging.assists.cutout import Cutout, minus, union, without_specks
from tlstudio.imaging.assists.magic_wand import MagicWand

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "wand",
    "Magic wand",
    "ph.magic-wand",
    "shapes.wand",
    30,
    hint="Drag sideways; Shift takes away; Enter keeps",
)

FIRST_TOLERANCE = 12
MOST_TOLERANCE = 100
PER_PIXEL = 0.15
DRAG_PIXELS = 4.0
WHEEL_STEP = 2
# Specks below this share of the region are noise, not objects.
SPECKS = 0.005


@dataclass(frozen=True)
class _Region:
    x: float
    y: float
    tolerance: float
    adds: bool


class WandTool(AssistTool):
    """The tolerance of the last click is set by dragging sideways, by Alt and the wheel, or in the bar above."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._regions: list[_Region] = []
        self._wands: dict[tuple[float, float], MagicWand] = {}
        self._tolerance = float(FIRST_TOLERANCE)
        self._grip: Pointer | None = None
        self._base = self._tolerance
        self._slider: Slider | None = None

    def press(self, pointer: Pointer) -> None:
        self.pointer_at = pointer.at
        x, y = self.canvas.inside(pointer.x, pointer.y)
        removes = is_remove(pointer)
        if self.draft is not None and not removes and self.draft.holds(x, y):
            self.finish()
            return
        if (removes and self.draft is None) or not self.begin():
            return
        if self.source is not None and not self.source.holds(x, y):
            self.widen()
            self._wands = {}
        self._regions.append(_Region(x, y, self._tolerance, not removes))
        self._grip, self._base = pointer, self._tolerance
        self._refresh()

    def move(self, pointer: Pointer) -> None:
        self.pointer_at = pointer.at
        if self._grip is None or pointer.held == Qt.MouseButton.NoButton:
            return
        way = pointer.at.x() - self._grip.at.x()
        if abs(way) >= DRAG_PIXELS:
            self._set_tolerance(self._base + PER_PIXEL * way)

    def release(self, pointer: Pointer) -> None:
        self._grip = None
        self.canvas.update()

    def wheel(self, steps: float, pointer: Pointer, modifiers: Qt.KeyboardModifier) -> bool:
        if not modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        self._set_tolerance(self._tolerance + WHEEL_STEP * steps)
        return True

    def step_back(self) -> bool:
        if not self._regions:
            return False
        self._regions.pop()
        if self._regions:
            self._refresh()
        else:
            self.cancel()
        return True

    def cancel(self) -> bool:
        self._regions, self._wands, self._grip = [], {}, None
        return super().cancel()

    def options(self) -> QWidget:
        tr = self.canvas.tr
        self._slider = Slider(tr("Tolerance"), 1, MOST_TOLERANCE)
        self._slider.setValue(round(self._tolerance))
        self._slider.valueChanged.connect(self._on_slider)
        return slider_row(tr("Tolerance"), self._slider)

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        if self._grip is not None:
            overlay.paint_note(painter, self.pointer_at, f"± {self._tolerance:.0f}")

    def _on_slider(self, value: int) -> None:
        # The slider knows whole numbers only: what it says of its own tolerance is not taken back.
        if value != round(self._tolerance):
            self._set_tolerance(value)

    def _set_tolerance(self, tolerance: float) -> None:
        tolerance = min(float(MOST_TOLERANCE), max(1.0, tolerance))
        if tolerance == self._tolerance:
            return
        self._tolerance = tolerance
        if self._slider is not None:
            self._slider.setValue(round(tolerance))
        if self._regions:
            self._regions[-1] = replace(self._regions[-1], tolerance=tolerance)
            self._refresh()

    def _refresh(self) -> None:
        regions, wands = tuple(self._regions), self._wands

        def find(source: Source) -> Cutout | None:
            found: Cutout | None = None
            for region in regions:
                place = source.frame.to_part(region.x, region.y)
                wand = wands.get(place)
                if wand is None:
                    wand = wands[place] = MagicWand(source.rgb, *place)
                chosen = wand.select(region.tolerance)
                found = union((found, chosen)) if region.adds else minus(found, chosen)
            return without_specks(found, round(SPECKS * found.area)) if found is not None else None

        self.find(find)
        self.canvas.update()


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return WandTool(canvas)
