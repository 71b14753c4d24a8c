"""Actions on polygons: one made of several, fewer vertices, the shared border; and the cut along a line."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import DRAWING, SELECTED, row

ROWS = (
    row("other_way", "Follow the shared border the other way round", ("X",), "ph.path", group="Drawing",
        contexts=DRAWING),
    row("split_line", "Cut along a line", ("Shift+K",), "ph.line-segment", group="Tools", writes=True),
    row("polygon_union", "Unite polygons", ("Ctrl+Shift+U",), "mdi6.vector-union", group="Polygons", menu="edit",
        contexts=SELECTED, writes=True),
    row("polygon_subtract", "Subtract polygons", (), "mdi6.vector-difference-ba", group="Polygons", menu="edit",
        writes=True),
    row("polygon_intersect", "Intersect polygons", (), "mdi6.vector-intersection", group="Polygons", menu="edit",
        writes=True),
    row("polygon_simplify", "Simplify polygons", ("Ctrl+Shift+S",), "ph.line-segments", group="Polygons", menu="edit",
        contexts=SELECTED, writes=True),
)  # fmt: skip
"""All rows."""
