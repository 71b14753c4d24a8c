"""Actions on masks: the tools that paint, the brush's size, and whole masks."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import ALWAYS, SELECTED, row

ROWS = (
    row("brush", "Brush", ("B",), "ph.paint-brush", group="Tools", writes=True),
    row("eraser", "Eraser", ("E",), "ph.eraser", group="Tools", writes=True),
    row("mask_fill", "Fill a closed outline", ("Ctrl+Shift+E",), "ph.paint-bucket", group="Tools", writes=True),
    row("mask_lasso", "Lasso", ("Shift+E",), "mdi6.lasso", group="Tools", writes=True),
    row("brush_smaller", "Smaller brush", ("[",), "ph.minus-circle", group="Masks", contexts=ALWAYS),
    row("brush_larger", "Larger brush", ("]",), "ph.plus-circle", group="Masks", contexts=ALWAYS),
    row(
        "mask_union",
        "Unite masks",
        ("Ctrl+U",),
        "mdi6.vector-union",
        group="Masks",
        menu="edit",
        contexts=SELECTED,
        writes=True,
    ),
    row("mask_subtract", "Subtract masks", (), "mdi6.vector-difference-ba", group="Masks", menu="edit", writes=True),
    row("mask_intersect", "Intersect masks", (), "mdi6.vector-intersection", group="Masks", menu="edit", writes=True),
    row("mask_split", "Split into parts", (), "mdi6.call-split", group="Masks", menu="edit", writes=True),
    row("mask_fill_holes", "Fill holes", (), "mdi6.format-color-fill", group="Masks", menu="edit", writes=True),
    row("mask_smooth", "Smooth the mask", (), "mdi6.vector-curve", group="Masks", menu="edit", writes=True),
    row("mask_grow", "Grow the mask by 1 px", (), "ph.arrows-out-simple", group="Masks", menu="edit", writes=True),
    row("mask_shrink", "Shrink the mask by 1 px", (), "ph.arrows-in-simple", group="Masks", menu="edit", writes=True),
    row("mask_to_polygon", "Turn masks into polygons", (), "ph.polygon", group="Masks", menu="edit", writes=True),
    row("to_mask", "Turn shapes into masks", (), "ph.paint-brush", group="Masks", menu="edit", writes=True),
)
"""All rows."""
