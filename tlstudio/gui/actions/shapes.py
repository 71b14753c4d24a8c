"""Actions of the Label room in projects about shapes: tools, editing, images.

Three contexts share the keys: nothing selected, something selected, a draft in progress.
"""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

_RESTING = ("shapes", "shapes_selected")
_SELECTED = ("shapes_selected",)
_DRAWING = ("shapes_drawing",)
_ALWAYS = (*_RESTING, *_DRAWING)


def _row(
    name: str, text: str, keys: tuple[str, ...] = (), icon: str = "", *, group: str, writes: bool = False, menu: str = "",
    contexts: tuple[str, ...] = _RESTING, is_native: bool = False,
) -> Action:  # fmt: skip
    return Action(
        f"shapes.{name}", text, keys, icon, room="label", group=group, contexts=contexts, writes=writes, menu=menu,
        is_native=is_native,
    )  # fmt: skip


ROWS = (
    _row("next", "Next image", ("D", "PgDown"), "ph.caret-right", group="Images"),
    _row("previous", "Previous image", ("A", "PgUp"), "ph.caret-left", group="Images"),
    _row("next_undecided", "Next to finish", ("Shift+D",), "ph.skip-forward", group="Images"),
    _row("previous_undecided", "Previous to finish", ("Shift+A",), "ph.skip-back", group="Images"),
    _row("first", "First image", ("Home",), "ph.arrow-line-up", group="Images"),
    _row("last", "Last image", ("End",), "ph.arrow-line-down", group="Images"),
    _row("go_to", "Go to number or name", ("Ctrl+G",), "ph.hash", group="Images"),
    _row("finish", "Image is right: finish, next", ("Space",), "ph.check", group="Images", writes=True, is_native=True),
    _row("reopen", "Not finished yet", (), "ph.arrow-counter-clockwise", group="Images", writes=True),
    _row("skip", "Skip", ("S",), "ph.skip-forward-circle", group="Images", writes=True),
    _row("flag", "Discuss", ("M",), "ph.flag", group="Images", writes=True),
    _row("select", "Select and move", ("V",), "ph.cursor", group="Tools"),
    _row("box", "Box", ("W", "R"), "ph.bounding-box", group="Tools", writes=True),
    _row("rotated_box", "Rotated box", ("Shift+W",), "ph.diamond", group="Tools", writes=True),
    _row("polygon", "Polygon", ("P",), "ph.polygon", group="Tools", writes=True),
    _row("point", "Point", ("Shift+P",), "ph.crosshair", group="Tools", writes=True),
    _row("repeat", "The last tool again", ("N",), "ph.repeat", group="Tools", writes=True),
    _row("complete", "Complete the shape", ("Enter",), "ph.check", group="Drawing", contexts=_DRAWING),
    _row("last_point", "Take the last point back", ("Backspace",), "ph.backspace", group="Drawing", contexts=_DRAWING),
    _row("escape", "One step back", ("Esc",), "ph.x", group="Drawing", contexts=_ALWAYS),
    _row("assign", "Set the label", ("1-0", "Shift+1-0"), "ph.tag", group="Shapes", contexts=_ALWAYS, writes=True),
    _row("list", "Choose from all labels", ("L",), "ph.list-bullets", group="Shapes", writes=True),
    _row("delete", "Delete", ("Del", "Backspace"), "ph.trash", group="Shapes", contexts=_SELECTED, writes=True),
    _row("next_shape", "Next shape", ("Tab",), "ph.caret-double-right", group="Shapes", is_native=True),
    _row("previous_shape", "Previous shape", ("Shift+Tab",), "ph.caret-double-left", group="Shapes", is_native=True),
    _row("select_all", "Select all", ("Ctrl+A",), "ph.selection-all", group="Shapes", menu="edit"),
    _row("copy", "Copy", ("Ctrl+C",), "ph.copy", group="Shapes", menu="edit", contexts=_SELECTED),
    _row("paste", "Paste", ("Ctrl+V",), "ph.clipboard", group="Shapes", menu="edit", writes=True),
    _row(
        "paste_previous",
        "Paste the previous image's shapes",
        ("Ctrl+Shift+V",),
        "ph.clipboard-text",
        group="Shapes",
        menu="edit",
        writes=True,
    ),
    _row(
        "duplicate",
        "Duplicate",
        ("Ctrl+D",),
        "ph.copy-simple",
        group="Shapes",
        menu="edit",
        contexts=_SELECTED,
        writes=True,
    ),
    _row("lock", "Lock or unlock", ("Ctrl+L",), "ph.lock", group="Shapes", menu="edit", contexts=_SELECTED),
    _row("left", "Previous image, or nudge left", ("Left",), "ph.arrow-left", group="Shapes"),
    _row("right", "Next image, or nudge right", ("Right",), "ph.arrow-right", group="Shapes"),
    _row("up", "Scroll, or nudge up", ("Up",), "ph.arrow-up", group="Shapes"),
    _row("down", "Scroll, or nudge down", ("Down",), "ph.arrow-down", group="Shapes"),
    _row("far_left", "Nudge 10 px left", ("Shift+Left",), "ph.arrow-left", group="Shapes", contexts=_SELECTED),
    _row("far_right", "Nudge 10 px right", ("Shift+Right",), "ph.arrow-right", group="Shapes", contexts=_SELECTED),
    _row("far_up", "Nudge 10 px up", ("Shift+Up",), "ph.arrow-up", group="Shapes", contexts=_SELECTED),
    _row("far_down", "Nudge 10 px down", ("Shift+Down",), "ph.arrow-down", group="Shapes", contexts=_SELECTED),
    _row("peek", "Hide all shapes while held", ("H",), "ph.eye", group="View", contexts=_ALWAYS, is_native=True),
    _row("hide", "Hide or show all shapes", ("Shift+H",), "ph.eye-slash", group="View", menu="view"),
    _row("names", "Names", ("T",), "ph.text-aa", group="View", menu="view"),
    _row("outlines", "Outlines only", (), "ph.polygon", group="View", menu="view"),
    _row("fit", "Fit the image", ("F",), "ph.frame-corners", group="View", menu="view", contexts=_ALWAYS),
    _row(
        "fit_selection",
        "Fit the selection",
        ("Shift+F",),
        "ph.selection",
        group="View",
        menu="view",
        contexts=_SELECTED,
    ),
    _row("actual", "100 %", ("Ctrl+0",), "ph.magnifying-glass", group="View", menu="view", contexts=_ALWAYS),
    _row(
        "zoom_in",
        "Zoom in",
        ("Ctrl++", "Ctrl+="),
        "ph.magnifying-glass-plus",
        group="View",
        menu="view",
        contexts=_ALWAYS,
    ),
    _row("zoom_out", "Zoom out", ("Ctrl+-",), "ph.magnifying-glass-minus", group="View", menu="view", contexts=_ALWAYS),
    _row("film_strip", "Show or hide the film strip", ("Shift+F9",), "ph.film-strip", group="View", menu="view"),
)
"""All rows."""
