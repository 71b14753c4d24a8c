"""The eraser: takes pixels from the selected mask, or from the one under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlstudio.gui.canvas.brush_tool import BrushTool
from tlstudio.gui.canvas.tool import Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard(
    "eraser", "Eraser", "ph.eraser", "shapes.eraser", 11, tasks=("segmentation",), draws=False, keeps_selection=True
)


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return BrushTool(canvas, adds=False)
