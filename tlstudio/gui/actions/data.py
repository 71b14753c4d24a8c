"""Actions of the Data room: gallery, filters, selection."""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

_HERE = ("data",)


def _row(
    name: str, text: str, keys: tuple[str, ...] = (), icon: str = "", *, group: str, writes: bool = False, menu: str = "",
    is_native: bool = False,
) -> Action:  # fmt: skip
    return Action(
        f"data.{name}", text, keys, icon, room="data", group=group, contexts=_HERE, writes=writes, menu=menu,
        is_native=is_native,
    )  # fmt: skip


ROWS = (
    _row("move", "Move", ("Left", "Right", "Up", "Down"), "ph.arrows-out-cardinal", group="Images", is_native=True),
    _row("first", "First image", ("Home",), "ph.arrow-line-up", group="Images", is_native=True),
    _row("last", "Last image", ("End",), "ph.arrow-line-down", group="Images", is_native=True),
    _row("next_page", "Next page", ("D", "PgDown"), "ph.arrow-down", group="Images"),
    _row("previous_page", "Previous page", ("A", "PgUp"), "ph.arrow-up", group="Images"),
    _row("open", "Open in Label", ("G",), "ph.bounding-box", group="Images", menu="image"),
    _row("similar", "More like this", ("R",), "ph.intersect", group="Images", menu="image"),
    _row("copy_path", "Copy the path", ("Ctrl+Shift+C",), "ph.copy", group="Images", menu="image"),
    _row("show_file", "Show the file in its folder", (), "ph.folder-open", group="Images", menu="image"),
    _row("select", "Select or not", ("Space",), "ph.check-square", group="Selection"),
    _row("select_all", "Select all shown", ("Ctrl+A",), "ph.selection-all", group="Selection", menu="edit"),
    _row("select_none", "Select none", ("Esc",), "ph.x", group="Selection"),
    _row("assign", "Label the selection", ("1-0", "Shift+1-0"), "ph.tag", group="Decide", writes=True),
    _row("set_label", "Set label", ("L",), "ph.tag", group="Decide", writes=True, menu="image"),
    _row("accept", "Accept the suggestion", ("Enter",), "ph.check", group="Decide", writes=True, menu="image"),
    _row("reject", "None of the labels", ("X",), "ph.x-circle", group="Decide", writes=True, menu="image"),
    _row("clear", "Take the decision back", (), "ph.eraser", group="Decide", writes=True, menu="image"),
    _row("flag", "Discuss, or no longer", ("M",), "ph.flag", group="Decide", writes=True, menu="image"),
    _row("split_train", "Put into train", (), "ph.columns", group="Split", writes=True),
    _row("split_val", "Put into val", (), "ph.columns", group="Split", writes=True),
    _row("split_test", "Put into test", (), "ph.columns", group="Split", writes=True),
    _row("show_accepted", "Show accepted images", (), "ph.funnel", group="Show"),
    _row("show_corrected", "Show corrected images", (), "ph.funnel", group="Show"),
    _row("show_rejected", "Show images with none of the labels", (), "ph.funnel", group="Show"),
    _row("show_suggested", "Show suggested images", (), "ph.funnel", group="Show"),
    _row("show_undecided", "Show undecided images", (), "ph.funnel", group="Show"),
    _row("show_flagged", "Show images to discuss", (), "ph.funnel", group="Show"),
    _row("show_missing", "Show images whose file is missing", (), "ph.funnel", group="Show"),
    _row("show_duplicates", "Show near duplicates", (), "ph.funnel", group="Show"),
    _row("show_all", "Show all images", (), "ph.funnel", group="Show"),
    _row("larger", "Larger thumbnails", ("Ctrl++", "Ctrl+="), "ph.magnifying-glass-plus", group="View", menu="view"),
    _row("smaller", "Smaller thumbnails", ("Ctrl+-",), "ph.magnifying-glass-minus", group="View", menu="view"),
    _row("whole", "Whole images or squares", ("C",), "ph.crop", group="View", menu="view"),
    _row("find_missing", "Find missing files", (), "ph.magnifying-glass", group="Images", writes=True, menu="file"),
)
