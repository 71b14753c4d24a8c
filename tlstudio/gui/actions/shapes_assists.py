"""Actions of the tools with an assist."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import row

ROWS = (
    row("wand", "Magic wand", ("Q",), "ph.magic-wand", group="Tools", writes=True),
    row("grabcut", "Object in a box", ("Shift+Q",), "ph.selection-foreground", group="Tools", writes=True),
    row("scissors", "Scissors along edges", ("Shift+S",), "ph.scissors", group="Tools", writes=True),
    row("superpixel", "Superpixel brush", ("Shift+B",), "ph.circles-three-plus", group="Tools", writes=True),
    row("cut_apart", "Cut touching objects apart", ("Shift+X",), "ph.knife", group="Tools", writes=True),
)
"""All rows."""
