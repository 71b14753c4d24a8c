"""Actions of the Label room."""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

_HERE = ("label",)


def _row(
    name: str, text: str, keys: tuple[str, ...] = (), icon: str = "", *, group: str, writes: bool = False, menu: str = "",
    is_native: bool = False,
) -> Action:  # fmt: skip
    return Action(
        f"label.{name}", text, keys, icon, room="label", group=group, contexts=_HERE, writes=writes, menu=menu,
        is_native=is_native,
    )  # fmt: skip


ROWS = (
    _row("next", "Next image", ("D", "PgDown", "Right"), "ph.caret-right", group="Images"),
    _row("previous", "Previous image", ("A", "PgUp", "Left"), "ph.caret-left", group="Images"),
    _row("next_undecided", "Next to decide", ("Shift+D",), "ph.skip-forward", group="Images"),
    _row("previous_undecided", "Previous to decide", ("Shift+A",), "ph.skip-back", group="Images"),
    _row("scroll_up", "Scroll up", ("Up",), "ph.arrow-up", group="View"),
    _row("scroll_down", "Scroll down", ("Down",), "ph.arrow-down", group="View"),
    _row("first", "First image", ("Home",), "ph.arrow-line-up", group="Images"),
    _row("last", "Last image", ("End",), "ph.arrow-line-down", group="Images"),
    _row("go_to", "Go to number or name", ("Ctrl+G",), "ph.hash", group="Images"),
    _row("assign", "Label", ("1-0", "Shift+1-0"), "ph.tag", group="Decide", writes=True),
    _row("list", "Choose from all labels", ("L",), "ph.list-bullets", group="Decide", writes=True),
    _row("accept", "Accept the suggestion, next", ("Enter", "Space"), "ph.check", group="Decide", writes=True),
    _row("reject", "None of the labels", ("X", "Del", "Backspace"), "ph.x-circle", group="Decide", writes=True),
    _row("skip", "Skip", ("S",), "ph.skip-forward-circle", group="Decide", writes=True),
    _row("flag", "Discuss", ("M",), "ph.flag", group="Decide", writes=True),
    _row("clear", "Take the decision back", (), "ph.eraser", group="Decide", writes=True),
    _row("similar", "More like this", ("R",), "ph.intersect", group="Images"),
    _row("fit", "Fit the image", ("F",), "ph.frame-corners", group="View", menu="view"),
    _row("actual", "100 %", ("Ctrl+0",), "ph.magnifying-glass", group="View", menu="view"),
    _row("zoom_in", "Zoom in", ("Ctrl++", "Ctrl+="), "ph.magnifying-glass-plus", group="View", menu="view"),
    _row("zoom_out", "Zoom out", ("Ctrl+-",), "ph.magnifying-glass-minus", group="View", menu="view"),
    _row("names", "Names and scores", ("T",), "ph.text-aa", group="View", menu="view"),
    _row("film_strip", "Show or hide the film strip", ("Shift+F9",), "ph.film-strip", group="View", menu="view"),
)
