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
    row("previous_key_frame", "Previous key frame of the object", ("Ctrl+Alt+Left",), "ph.skip-back", group="Group",
        contexts=SELECTED),
    row("next_key_frame", "Next key frame of the object", ("Ctrl+Alt+Right",), "ph.skip-forward", group="Group",
        contexts=SELECTED),
    row("release_key_frame", "Work this shape out again: no key frame", ("Ctrl+Alt+K",), "ph.circle-dashed", group="Group",
        writes=True, contexts=SELECTED),
    row("object_leaves", "The object leaves after this image, or stays", ("Ctrl+Alt+L",), "ph.sign-out", group="Group",
        writes=True, contexts=SELECTED),
    row("delete_object", "Delete the object on all images", ("Ctrl+Shift+Del",), "ph.trash", group="Group", writes=True,
        contexts=SELECTED),
)  # fmt: skip
"""All rows."""
