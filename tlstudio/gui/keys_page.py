"""Write docs/guide/keys.md from the table of actions: `python -m tlstudio.gui.keys_page > docs/guide/keys.md`."""

from __future__ import annotations

import sys

from tlstudio.gui.actions import ACTIONS, EVERYWHERE, Action
from tlstudio.gui.keymap import shown

PLACES = {
    EVERYWHERE: "Everywhere",
    "data": "Data",
    "data_shapes": "Data with shapes",
    "label": "Label",
    "shapes": "Label with shapes",
    "shapes_selected": "Label with shapes, one or more selected",
    "shapes_suggested": "Label with shapes, suggestions selected",
    "shapes_drawing": "Label with shapes, while drawing",
    "review_grid": "Review, grid",
    "review_single": "Review, single image",
    "train": "Train",
    "results": "Results",
}


def keys_markdown() -> str:
    """Return the page: one table a place, in the order of the table of actions."""
    parts = [
        "# Keys\n",
        "Made from the table of actions by `python -m tlstudio.gui.keys_page`; F1 shows the keys of the present room, and a",
        "click on one changes it. Bare keys are off while you type in a field. On macOS, Ctrl is Cmd.\n",
        "Settings has two more sets: *left-handed* (J L I K U O for A D W S Q E, which trade places) and *mouse only* (no",
        "bare keys).\n",
    ]
    for context, title in PLACES.items():
        rows = [row for row in ACTIONS if context in row.contexts and row.keys]
        if rows:
            parts += [f"## {title}\n", "| key | does |", "|---|---|", *(_line(row) for row in rows), ""]
    return "\n".join(parts)


def _line(row: Action) -> str:
    keys = ", ".join(f"`{shown(key)}`" for key in row.keys)
    return f"| {keys} | {row.text} |"


if __name__ == "__main__":
    sys.stdout.write(keys_markdown())
