"""Actions of the Data room: gallery, filters, selection, and what is decided about whole images there."""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

BOTH = ("data", "data_shapes")
CLASSES = ("data",)


def row(
    name: str, text: str, keys: tuple[str, ...] = (), icon: str = "", *, group: str, writes: bool = False, menu: str = "",
    is_native: bool = False, contexts: tuple[str, ...] = BOTH,
) -> Action:  # fmt: skip
    """Return a row of the Data room; its name is what follows `data.`."""
    return Action(
        f"data.{name}", text, keys, icon, room="data", group=group, contexts=contexts, writes=writes, menu=menu,
        is_native=is_native,
    )  # fmt: skip


ROWS = (
    row("move", "Move", ("Left", "Right", "Up", "Down"), "ph.arrows-out-cardinal", group="Images", is_native=True),
    row("first", "First image", ("Home",), "ph.arrow-line-up", group="Images", is_native=True),
    row("last", "Last image", ("End",), "ph.arrow-line-down", group="Images", is_native=True),
    row("next_page", "Next page", ("D", "PgDown"), "ph.arrow-down", group="Images"),
    row("previous_page", "Previous page", ("A", "PgUp"), "ph.arrow-up", group="Images"),
    row("open", "Open in Label", ("G",), "ph.bounding-box", group="Images", menu="image"),
    row("similar", "More like this", ("R",), "ph.intersect", group="Images", menu="image", contexts=CLASSES),
    row("copy_path", "Copy the path", ("Ctrl+Shift+C",), "ph.copy", group="Images", menu="image"),
    row("show_file", "Show the file in its folder", (), "ph.folder-open", group="Images", menu="image"),
    row("select", "Select or not", ("Space",), "ph.check-square", group="Selection"),
    row("select_all", "Select all shown", ("Ctrl+A",), "ph.selection-all", group="Selection", menu="edit"),
    row("select_none", "Select none", ("Esc",), "ph.x", group="Selection"),
    row("assign", "Label the selection", ("1-0", "Shift+1-0"), "ph.tag", group="Decide", writes=True,
        contexts=CLASSES),
    row("set_label", "Set label", ("L",), "ph.tag", group="Decide", writes=True, menu="image", contexts=CLASSES),
    row("accept", "Accept the suggestion", ("Enter",), "ph.check", group="Decide", writes=True, menu="image",
        contexts=CLASSES),
    row("reject", "None of the labels", ("X",), "ph.x-circle", group="Decide", writes=True, menu="image",
        contexts=CLASSES),
    row("clear", "Take the decision back", (), "ph.eraser", group="Decide", writes=True, menu="image",
        contexts=CLASSES),
    row("flag", "Discuss, or no longer", ("M",), "ph.flag", group="Decide", writes=True, menu="image"),
    row("split_train", "Put into train", (), "ph.columns", group="Split", writes=True),
    row("split_val", "Put into val", (), "ph.columns", group="Split", writes=True),
    row("split_test", "Put into test", (), "ph.columns", group="Split", writes=True),
    row("show_accepted", "Show accepted images", (), "ph.funnel", group="Show", contexts=CLASSES),
    row("show_corrected", "Show corrected images", (), "ph.funnel", group="Show", contexts=CLASSES),
    row("show_rejected", "Show images with none of the labels", (), "ph.funnel", group="Show", contexts=CLASSES),
    row("show_suggested", "Show suggested images", (), "ph.funnel", group="Show", contexts=CLASSES),
    row("show_undecided", "Show undecided images", (), "ph.funnel", group="Show", contexts=CLASSES),
    row("show_flagged", "Show images to discuss", (), "ph.funnel", group="Show"),
    row("show_missing", "Show images whose file is missing", (), "ph.funnel", group="Show"),
    row("show_duplicates", "Show near duplicates", (), "ph.funnel", group="Show"),
    row("show_all", "Show all images", (), "ph.funnel", group="Show"),
    row("larger", "Larger thumbnails", ("Ctrl++", "Ctrl+="), "ph.magnifying-glass-plus", group="View", menu="view"),
    row("smaller", "Smaller thumbnails", ("Ctrl+-",), "ph.magnifying-glass-minus", group="View", menu="view"),
    row("whole", "Whole images or squares", ("C",), "ph.crop", group="View", menu="view"),
    row("find_missing", "Find missing files", (), "ph.magnifying-glass", group="Images", writes=True, menu="file"),
)  # fmt: skip
