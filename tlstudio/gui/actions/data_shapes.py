"""Actions of the Data room in projects about shapes: what can be said of several images at once."""

from __future__ import annotations

from tlstudio.gui.actions.data import row

_HERE = ("data_shapes",)

ROWS = (
    row("accept_shapes", "Accept what is suggested on the images", ("Enter",), "ph.checks", group="Decide", writes=True,
        menu="image", contexts=_HERE),
    row("reject_shapes", "Reject what is suggested on the images", ("X",), "ph.x-circle", group="Decide", writes=True,
        menu="image", contexts=_HERE),
    row("forget_shapes", "Take the suggestions away unanswered", (), "ph.eraser", group="Decide", writes=True,
        menu="image", contexts=_HERE),
    row("finish", "Finish the images as they are", ("Shift+Enter",), "ph.check", group="Decide", writes=True,
        menu="image", contexts=_HERE),
    row("reopen", "Not finished yet", (), "ph.arrow-counter-clockwise", group="Decide", writes=True, menu="image",
        contexts=_HERE),
    row("show_finished", "Show finished images", (), "ph.funnel", group="Show", contexts=_HERE),
    row("show_empty", "Show images finished as empty", (), "ph.funnel", group="Show", contexts=_HERE),
    row("show_waiting", "Show images with suggestions", (), "ph.funnel", group="Show", contexts=_HERE),
    row("show_unfinished", "Show images not finished yet", (), "ph.funnel", group="Show", contexts=_HERE),
)  # fmt: skip
"""All rows."""
