"""Actions that help to see: how light the picture is shown, what lies where, the image before beside this one."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import ALWAYS, row

ROWS = (
    row("tones", "Brightness and contrast", ("Shift+C",), "ph.sun", group="View", menu="view", contexts=ALWAYS),
    row("tones_auto", "Contrast by what is seen", ("Ctrl+Shift+C",), "ph.magic-wand", group="View", contexts=ALWAYS),
    row(
        "tones_reset",
        "Show the picture as it is",
        ("Ctrl+Alt+C",),
        "ph.arrow-counter-clockwise",
        group="View",
        contexts=ALWAYS,
    ),
    row("navigator", "Navigator", ("Shift+N",), "ph.map-trifold", group="View", menu="view", contexts=ALWAYS),
    row("crosshair", "Cross hair", ("Shift+Y",), "ph.crosshair-simple", group="View", menu="view", contexts=ALWAYS),
    row(
        "pixel_grid", "Pixel grid when close", ("Shift+J",), "ph.grid-four", group="View", menu="view", contexts=ALWAYS
    ),
    row(
        "compare",
        "Previous image beside this one",
        ("Ctrl+Shift+D",),
        "ph.columns",
        group="View",
        menu="view",
        contexts=ALWAYS,
    ),
)
"""All rows."""
