"""The brush: paints into the selected mask, or begins a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlstudio.gui.canvas.brush_tool import BrushTool
from tlstudio.gui.canvas.tool import Tool, ToolCard

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

CARD = ToolCard("brush", "Brush", "ph.paint-brush", "shapes.brush", 10, tasks=("segmentation",), keeps_selection=True)


def make(canvas: Canvas) -> Tool:
    """Make the tool for a canvas."""
    return BrushTool(canvas, adds=True)
