"""Actions on what is said about objects: flags, note, group, order, lock, hiding; and which labels are shown."""

from __future__ import annotations

from tlstudio.gui.actions.shapes import RESTING, SELECTED, row

ROWS = (
    row("lock", "Lock or unlock", ("Ctrl+L",), "ph.lock", group="Object", menu="edit", contexts=SELECTED, writes=True),
    row("hide_objects", "Hide or show what is selected", ("Alt+H",), "ph.eye-slash", group="Object", menu="edit",
        contexts=SELECTED, writes=True),
    row("show_hidden", "Show all hidden objects", ("Shift+Alt+H",), "ph.eye", group="Object", menu="edit",
        contexts=RESTING, writes=True),
    row("group", "Group or ungroup", ("Ctrl+Shift+G",), "ph.link", group="Object", menu="edit", contexts=SELECTED,
        writes=True),
    row("occluded", "Partly hidden by something else", ("Shift+O",), "ph.copy-simple", group="Object",
        contexts=SELECTED, writes=True),
    row("truncated", "Reaches beyond the image", ("Shift+T",), "ph.crop", group="Object", contexts=SELECTED,
        writes=True),
    row("difficult", "Hard to recognise", ("Shift+U",), "ph.question", group="Object", contexts=SELECTED, writes=True),
    row("note", "Write a note on the object", ("Ctrl+M",), "ph.note-pencil", group="Object", contexts=SELECTED,
        writes=True),
    row("to_front", "To the front", ("Ctrl+Shift+PgUp",), "ph.arrow-line-up", group="Object", menu="edit",
        contexts=SELECTED, writes=True),
    row("to_back", "To the back", ("Ctrl+Shift+PgDown",), "ph.arrow-line-down", group="Object", menu="edit",
        contexts=SELECTED, writes=True),
    row("step_up", "One step up", ("Ctrl+PgUp",), "ph.arrow-up", group="Object", contexts=SELECTED, writes=True),
    row("step_down", "One step down", ("Ctrl+PgDown",), "ph.arrow-down", group="Object", contexts=SELECTED, writes=True),
    row("select_group", "Select the whole group", ("Shift+G",), "ph.selection-plus", group="Object", contexts=SELECTED),
    row("select_label", "Select all of this label", ("Ctrl+Shift+A",), "ph.selection-all", group="Labels", menu="edit"),
    row("only_label", "Show this label only, or all", ("Ctrl+Shift+L",), "ph.funnel", group="Labels", menu="view"),
    row("sort_objects", "List of shapes in another order", ("Ctrl+Shift+O",), "ph.sort-ascending", group="Object"),
    row("keep_shapes", "Keep shapes for the next image, or not", ("Ctrl+Alt+V",), "ph.copy", group="Images",
        menu="edit", writes=True),
    row("label_attributes", "Attributes of the label", ("Ctrl+Shift+F",), "ph.list-bullets", group="Labels",
        menu="edit", writes=True),
)  # fmt: skip
"""All rows."""
