"""Actions of the Train room."""

from __future__ import annotations

from tlstudio.gui.actions.action import Action


def _row(
    name: str,
    text: str,
    keys: tuple[str, ...] = (),
    icon: str = "",
    *,
    writes: bool = False,
    is_destructive: bool = False,
) -> Action:
    return Action(
        f"train.{name}", text, keys, icon, room="train", group="Runs", contexts=("train", "results"), writes=writes,
        is_destructive=is_destructive,
    )  # fmt: skip


ROWS = (
    _row("start", "Fine-tune", (), "ph.play", writes=True),
    _row("stop", "Stop and keep the best", (), "ph.stop", writes=True),
    _row("pause", "Pause or go on", (), "ph.pause", writes=True),
    _row("discard", "Discard the running one", (), "ph.trash", writes=True, is_destructive=True),
    _row("results", "Open the results", (), "ph.chart-line-up"),
    _row("pin", "Use this run for suggestions", (), "ph.push-pin-fill", writes=True),
    _row("report", "Open the report", (), "ph.file-text"),
)
