"""The action on labels of the whole image, in projects about shapes."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import RESTING, row

ROWS = (
    row("image_label", "Label of the whole image", ("Shift+L",), "ph.tag", group="Labels", menu="image", writes=True,
        contexts=RESTING),
)  # fmt: skip
"""All rows."""
