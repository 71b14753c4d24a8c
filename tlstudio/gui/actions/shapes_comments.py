"""Actions on comments, and on what a second person says."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import RESTING, row

ROWS = (
    row("comment", "Comment on this place", ("Shift+M",), "ph.chat-circle-dots", group="Talk", writes=True,
        contexts=RESTING),
    row("next_comment", "Next open comment, on other images too", ("Ctrl+Shift+M",), "ph.chat-circle-dots", group="Talk",
        contexts=RESTING),
    row("approve", "Approve the image", ("Ctrl+Alt+A",), "ph.circle-wavy-check", group="Talk", writes=True, contexts=RESTING),
    row("return", "Return the image with a note", ("Ctrl+Alt+R",), "ph.arrow-u-up-left", group="Talk", writes=True,
        contexts=RESTING),
    row("next_to_check", "Next image to check", ("Ctrl+Alt+N",), "ph.arrow-bend-right-down", group="Talk", contexts=RESTING),
    row("second_person", "A second person checks finished images", (), "ph.users", group="Talk", writes=True,
        menu="image"),
)  # fmt: skip
"""All rows."""
