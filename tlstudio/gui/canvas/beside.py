"""Another image beside the open one, moved and zoomed with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.words import Image
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.canvas.tones import Tones


class Beside(QWidget):
    """Shows an image for comparison; both views follow each other.

    Args:
        leader: The view of the open image.
        cache: The project's folder with reduced copies of large pictures and with thumbnails.
    """

    def __init__(self, leader: ImageView, cache: Path) -> None:
        super().__init__()
        self._leader = leader
        self._is_following = False
        self.stage = ImageStage(has_caption=False, has_arrows=False)
        self.stage.keep_overviews_in(cache / "overviews", cache / "thumbnails.db")
        self.stage.read_values()
        self.stage.zoom_bar.hide()
        self.stage.view.set_margins(*leader.viewport.margins)
        self.stage.view.setFocusPolicy(leader.focusPolicy().NoFocus)
        self.stage.view.setAccessibleName(self.tr("Previous image"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stage)
        leader.zoom_changed.connect(self.follow)
        self.stage.view.zoom_changed.connect(self._lead)
        self.stage.view.resized.connect(self.follow)
        self.stage.view.picture_changed.connect(self._follow_tones)
        leader.tones_changed.connect(self._follow_tones)

    def show_image(self, image: Image | None, path: Path) -> None:
        """Show an image, at the place that the leader shows; None = there is none."""
        if image is None:
            self.stage.clear()
            self.stage.view.show_problem(
                self.tr("There is no previous image"), self.tr("The open one is the first of the images to go through.")
            )
            return
        self.stage.show_image(image, path, None)
        self._follow_tones()
        self.follow()

    def follow(self) -> None:
        """Show the same place at the same size as the leader."""
        self._copy(self._leader, self.stage.view)

    def _follow_tones(self) -> None:
        """Show values as the leader does; the window of a deep picture means nothing to one of 8 bits."""
        view, leader = self.stage.view, self._leader
        view.set_tones(leader.tones if (view.deep is None) == (leader.deep is None) else Tones())

    def _lead(self) -> None:
        self._copy(self.stage.view, self._leader)

    def _copy(self, source: ImageView, target: ImageView) -> None:
        if self._is_following or self.isHidden() or not (source.has_picture and target.has_picture):
            return
        self._is_following = True
        here, there = source.viewport, target.viewport
        # Where the images differ in size, the same share of each is shown.
        zoom = here.zoom * here.image_size[0] / there.image_size[0]
        x, y = here.to_image(here.view_size[0] / 2, here.view_size[1] / 2)
        place = QPointF(x / here.image_size[0] * there.image_size[0], y / here.image_size[1] * there.image_size[1])
        target.centre_on(place.x(), place.y(), zoom)
        self._is_following = False
