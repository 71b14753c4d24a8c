"""Actions on suggested shapes."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import RESTING, SUGGESTED, row

ROWS = (
    row("accept_shape", "Accept the suggestion", ("Enter",), "ph.check", group="Suggestions", contexts=SUGGESTED,
        writes=True),
    row("reject_shape", "Reject the suggestion", ("X", "Del", "Backspace"), "ph.x-circle", group="Suggestions",
        contexts=SUGGESTED, writes=True),
    row("next_suggestion", "Next suggestion, on other images too", ("Ctrl+Down",), "ph.caret-double-right",
        group="Suggestions"),
    row("previous_suggestion", "Previous suggestion", ("Ctrl+Up",), "ph.caret-double-left", group="Suggestions"),
    row("more_suggestions", "Show less certain suggestions", (",",), "ph.sliders-horizontal", group="Suggestions"),
    row("fewer_suggestions", "Show only more certain ones", (".",), "ph.sliders-horizontal", group="Suggestions"),
    row("accept_here", "Accept what is suggested here", ("Shift+Enter",), "ph.checks", group="Suggestions", writes=True,
        contexts=RESTING),
    row("accept_above", "Accept all suggestions above a score", (), "ph.checks", group="Suggestions", writes=True),
)  # fmt: skip
"""All rows."""
