"""Actions of the Label room in projects about shapes: tools, editing, images.

Four contexts share the keys: nothing selected, something selected, suggestions selected, a draft in progress.
"""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

SUGGESTED = ("shapes_suggested",)
RESTING = ("shapes", "shapes_selected", *SUGGESTED)
SELECTED = ("shapes_selected",)
DRAWING = ("shapes_drawing",)
ALWAYS = (*RESTING, *DRAWING)


def row(
    name: str, text: str, keys: tuple[str, ...] = (), icon: str = "", *, group: str, writes: bool = False, menu: str = "",
    contexts: tuple[str, ...] = RESTING, is_native: bool = False,
) -> Action:  # fmt: skip
    """A row of this room; rows that come from a file of their own (`shapes_*.py`) use it too."""
    return Action(
        f"shapes.{name}", text, keys, icon, room="label", group=group, contexts=contexts, writes=writes, menu=menu,
        is_native=is_native,
    )  # fmt: skip


ROWS = (
    row("next", "Next image", ("D", "PgDown"), "ph.caret-right", group="Images"),
    row("previous", "Previous image", ("A", "PgUp"), "ph.caret-left", group="Images"),
    row("next_undecided", "Next to finish", ("Shift+D",), "ph.skip-forward", group="Images"),
    row("previous_undecided", "Previous to finish", ("Shift+A",), "ph.skip-back", group="Images"),
    row("first", "First image", ("Home",), "ph.arrow-line-up", group="Images"),
    row("last", "Last image", ("End",), "ph.arrow-line-down", group="Images"),
    row("go_to", "Go to number or name", ("Ctrl+G",), "ph.hash", group="Images"),
    row("finish", "Image is right: finish, next", ("Space",), "ph.check", group="Images", writes=True, is_native=True),
    row("reopen", "Not finished yet", (), "ph.arrow-counter-clockwise", group="Images", writes=True),
    row("skip", "Skip", ("S",), "ph.skip-forward-circle", group="Images", writes=True),
    row("flag", "Discuss", ("M",), "ph.flag", group="Images", writes=True),
    row("select", "Select and move", ("V",), "ph.cursor", group="Tools"),
    row("box", "Box", ("W", "R"), "ph.bounding-box", group="Tools", writes=True),
    row("rotated_box", "Rotated box", ("Shift+W",), "ph.diamond", group="Tools", writes=True),
    row("polygon", "Polygon", ("P",), "ph.polygon", group="Tools", writes=True),
    row("point", "Point", ("Shift+P",), "ph.crosshair", group="Tools", writes=True),
    row("repeat", "The last tool again", ("N",), "ph.repeat", group="Tools", writes=True),
    row("complete", "Complete the shape", ("Enter",), "ph.check", group="Drawing", contexts=DRAWING),
    row("last_point", "Take the last point back", ("Backspace",), "ph.backspace", group="Drawing", contexts=DRAWING),
    row("escape", "One step back", ("Esc",), "ph.x", group="Drawing", contexts=ALWAYS),
    row("assign", "Set the label", ("1-0", "Shift+1-0"), "ph.tag", group="Shapes", contexts=ALWAYS, writes=True),
    row("list", "Choose from all labels", ("L",), "ph.list-bullets", group="Shapes", writes=True),
    row("delete", "Delete", ("Del", "Backspace"), "ph.trash", group="Shapes", contexts=SELECTED, writes=True),
    row("next_shape", "Next shape", ("Tab",), "ph.caret-double-right", group="Shapes", is_native=True),
    row("previous_shape", "Previous shape", ("Shift+Tab",), "ph.caret-double-left", group="Shapes", is_native=True),
    row("select_all", "Select all", ("Ctrl+A",), "ph.selection-all", group="Shapes", menu="edit"),
    row("copy", "Copy", ("Ctrl+C",), "ph.copy", group="Shapes", menu="edit", contexts=SELECTED),
    row("paste", "Paste", ("Ctrl+V",), "ph.clipboard", group="Shapes", menu="edit", writes=True),
    row(
        "paste_previous",
        "Paste the previous image's shapes",
        ("Ctrl+Shift+V",),
        "ph.clipboard-text",
        group="Shapes",
        menu="edit",
        writes=True,
    ),
    row(
        "duplicate",
        "Duplicate",
        ("Ctrl+D",),
        "ph.copy-simple",
        group="Shapes",
        menu="edit",
        contexts=SELECTED,
        writes=True,
    ),
    row("left", "Previous image, or nudge left", ("Left",), "ph.arrow-left", group="Shapes"),
    row("right", "Next image, or nudge right", ("Right",), "ph.arrow-right", group="Shapes"),
    row("up", "Scroll, or nudge up", ("Up",), "ph.arrow-up", group="Shapes"),
    row("down", "Scroll, or nudge down", ("Down",), "ph.arrow-down", group="Shapes"),
    row("far_left", "Nudge 10 px left", ("Shift+Left",), "ph.arrow-left", group="Shapes", contexts=SELECTED),
    row("far_right", "Nudge 10 px right", ("Shift+Right",), "ph.arrow-right", group="Shapes", contexts=SELECTED),
    row("far_up", "Nudge 10 px up", ("Shift+Up",), "ph.arrow-up", group="Shapes", contexts=SELECTED),
    row("far_down", "Nudge 10 px down", ("Shift+Down",), "ph.arrow-down", group="Shapes", contexts=SELECTED),
    row("peek", "Hide all shapes while held", ("H",), "ph.eye", group="View", contexts=ALWAYS, is_native=True),
    row("hide", "Hide or show all shapes", ("Shift+H",), "ph.eye-slash", group="View", menu="view"),
    row("names", "Names", ("T",), "ph.text-aa", group="View", menu="view"),
    row("outlines", "Outlines only", (), "ph.polygon", group="View", menu="view"),
    row("fit", "Fit the image", ("F",), "ph.frame-corners", group="View", menu="view", contexts=ALWAYS),
    row(
        "fit_selection",
        "Fit the selection",
        ("Shift+F",),
        "ph.selection",
        group="View",
        menu="view",
        contexts=(*SELECTED, *SUGGESTED),
    ),
    row("actual", "100 %", ("Ctrl+0",), "ph.magnifying-glass", group="View", menu="view", contexts=ALWAYS),
    row(
        "zoom_in",
        "Zoom in",
        ("Ctrl++", "Ctrl+="),
        "ph.magnifying-glass-plus",
        group="View",
        menu="view",
        contexts=ALWAYS,
    ),
    row("zoom_out", "Zoom out", ("Ctrl+-",), "ph.magnifying-glass-minus", group="View", menu="view", contexts=ALWAYS),
    row("film_strip", "Show or hide the film strip", ("Shift+F9",), "ph.film-strip", group="View", menu="view"),
)
"""All rows."""
