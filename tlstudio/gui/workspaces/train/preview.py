"""Shows one labelled image as training would vary it; the draws are made by the engine, which owns augmentation."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

from tlstudio.gui.models.stored_picture import stored_picture
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.train.ready import VariationGrid

DRAWS = 8


class AugmentationPreview:
    """Asks the engine once per image and choice; a newer wish replaces an older one."""

    def __init__(self, session: Session, grid: VariationGrid) -> None:
        self._session = session
        self._grid = grid
        self._shown: tuple[int, str] = (0, "")

    def show(self, augmentation: str) -> None:
        """Show draws of the first decided image."""
        decided = self._session.project.read.decided()
        if not len(decided.image_ids):
            self._grid.show_images(())
            return
        wish = (int(decided.image_ids[0]), augmentation)
        if wish == self._shown:
            return
        self._shown = wish
        image = self._session.project.read.image(wish[0])
        future = self._session.project.engine.request(
            "preview",
            {
                "path": str(self._session.project.absolute(image)),
                "page": image.page,
                "augmentation": augmentation,
                "count": DRAWS,
                "folder": str(self._session.project.root / "cache" / "preview"),
            },
        )
        future.add_done_callback(lambda done: self._take(wish, done))

    def _take(self, wish: tuple[int, str], future: Future[dict[str, Any]]) -> None:
        if wish != self._shown:
            return
        if future.exception() is not None:
            self._shown = (0, "")
            return
        pictures = [stored_picture(Path(name).read_bytes()) for name in future.result()["files"]]
        self._grid.show_images(pictures)
