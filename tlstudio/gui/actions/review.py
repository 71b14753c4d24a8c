"""Actions of the Review room: the grid (a page at a time) and the single view."""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

_GRID = ("review_grid",)
_SINGLE = ("review_single",)
_BOTH = ("review_grid", "review_single")


def _row(
    name: str, text: str, keys: tuple[str, ...] = (), icon: str = "", *, group: str, contexts: tuple[str, ...],
    writes: bool = False, is_native: bool = False,
) -> Action:  # fmt: skip
    return Action(
        f"review.{name}", text, keys, icon, room="review", group=group, contexts=contexts, writes=writes,
        is_native=is_native,
    )  # fmt: skip


ROWS = (
    _row(
        "move",
        "Move",
        ("Left", "Right", "Up", "Down"),
        "ph.arrows-out-cardinal",
        group="Page",
        contexts=_GRID,
        is_native=True,
    ),
    _row("accept_page", "Accept this page", ("Enter",), "ph.checks", group="Page", contexts=_GRID, writes=True),
    _row("accept_to_here", "Accept to here", ("Shift+Enter",), "ph.check", group="Page", contexts=_GRID, writes=True),
    _row(
        "accept_above",
        "Accept all above a score",
        (),
        "ph.sliders-horizontal",
        group="Page",
        contexts=_GRID,
        writes=True,
    ),
    _row("leave_out", "Leave out", ("Space",), "ph.prohibit", group="Page", contexts=_GRID, writes=True),
    _row("next_page", "Next page", ("D", "PgDown"), "ph.caret-right", group="Page", contexts=_GRID),
    _row("previous_page", "Previous page", ("A", "PgUp"), "ph.caret-left", group="Page", contexts=_GRID),
    _row("similar", "More like this", ("R",), "ph.intersect", group="Page", contexts=_GRID),
    _row("assign", "Change label", ("1-0", "Shift+1-0"), "ph.tag", group="Decide", contexts=_BOTH, writes=True),
    _row(
        "list",
        "Choose from all labels",
        ("L",),
        "ph.list-bullets",
        group="Decide",
        contexts=_BOTH,
        writes=True,
    ),
    _row(
        "reject",
        "None of the labels",
        ("X", "Del", "Backspace"),
        "ph.x-circle",
        group="Decide",
        contexts=_BOTH,
        writes=True,
    ),
    _row("flag", "Discuss", ("M",), "ph.flag", group="Decide", contexts=_BOTH, writes=True),
    _row("accept", "Accept", ("Enter",), "ph.check", group="Decide", contexts=_SINGLE, writes=True),
    _row("skip", "Skip", ("S",), "ph.skip-forward-circle", group="Decide", contexts=_SINGLE, writes=True),
    _row("next", "Next image", ("D", "PgDown", "Right"), "ph.caret-right", group="Images", contexts=_SINGLE),
    _row("previous", "Previous image", ("A", "PgUp", "Left"), "ph.caret-left", group="Images", contexts=_SINGLE),
    _row("first", "First", ("Home",), "ph.arrow-line-up", group="Page", contexts=_BOTH),
    _row("last", "Last", ("End",), "ph.arrow-line-down", group="Page", contexts=_BOTH),
    _row("fit", "Fit the image", ("F",), "ph.frame-corners", group="View", contexts=_SINGLE),
    _row("actual", "100 %", ("Ctrl+0",), "ph.magnifying-glass", group="View", contexts=_SINGLE),
    _row("zoom_in", "Zoom in", ("Ctrl++", "Ctrl+="), "ph.magnifying-glass-plus", group="View", contexts=_SINGLE),
    _row("zoom_out", "Zoom out", ("Ctrl+-",), "ph.magnifying-glass-minus", group="View", contexts=_SINGLE),
    _row("grid_or_single", "Grid or single image", ("G",), "ph.squares-four", group="View", contexts=_BOTH),
    _row("mislabelled", "Show probably mislabelled images", (), "ph.warning", group="Images", contexts=_BOTH),
)
