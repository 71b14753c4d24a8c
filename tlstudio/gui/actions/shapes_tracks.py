"""Actions of objects that go through several images of a group."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import RESTING, SELECTED, row

ROWS = (
    row("carry", "Carry to the next image", ("Ctrl+B",), "ph.arrow-bend-up-right", group="Group", writes=True,
        contexts=SELECTED),
    row("carry_on", "Carry to the next 10 images", ("Ctrl+Shift+B",), "ph.arrow-fat-lines-right", group="Group",
        writes=True, contexts=SELECTED),
    row("fill_between", "Fill between key frames", ("Ctrl+Alt+B",), "ph.dots-three-outline", group="Group",
        writes=True, contexts=RESTING),
)  # fmt: skip
"""All rows."""
