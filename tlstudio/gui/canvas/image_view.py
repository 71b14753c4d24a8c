"""The big picture: one widget that shows an image at any zoom.

What is painted is kept as one frame, so that anything floating over it repaints in a blit.
"""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import theme
from tlstudio.gui.canvas.captions import paint_caption, paint_problem
from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.picture import Picture
from tlstudio.gui.canvas.shown_picture import ShownPicture
from tlstudio.gui.canvas.tiles import Tiles
from tlstudio.gui.canvas.tones import Tones
from tlstudio.gui.canvas.zoom_pan_view import ZoomPanView

# Tiles that come in within this time are painted together.
TILES_MS = 15


class ImageView(ZoomPanView):
    """Shows one picture.

    Signals:
        sharp_wanted: More pixels would be seen than the picture in hand has.
        picture_changed: Another picture is shown, or the same one finer.
        tones_changed: The picture is shown in another way.
    """

    sharp_wanted = Signal()
    picture_changed = Signal()
    tones_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self.setProperty("own_focus", True)
        self.setAccessibleName(self.tr("Image"))
        self._picture = ShownPicture()
        self._caption = ""
        self._problem: tuple[str, str] | None = None
        self._frame: QPixmap | None = None
        self._finer = QTimer(self, singleShot=True, interval=TILES_MS)
        self._finer.timeout.connect(self._invalidate)
        theme.theme().changed.connect(self._invalidate)

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def has_picture(self) -> bool:
        """Whether any pixels of the image can be seen."""
        return bool(self._picture.levels)

    @property
    def has_problem(self) -> bool:
        """Whether a sentence stands in the image's place: it cannot be shown."""
        return self._problem is not None

    @property
    def finest_level(self) -> QImage | None:
        """The picture at the largest size that is in memory, Format_RGB32; None before any pixels have come."""
        return self._picture.levels[0] if self._picture.levels else None

    @property
    def deep(self) -> DeepPicture | None:
        """The stored values, of a picture of more than 8 bits once they have come."""
        return self._picture.deep

    @property
    def tiles(self) -> Tiles | None:
        """Where the pixels of a large picture come from."""
        return self._picture.tiles

    @property
    def tones(self) -> Tones:
        """How values are shown."""
        return self._picture.tones

    def set_tones(self, tones: Tones) -> None:
        """Show values in another way; the picture itself stays as it is."""
        if tones != self._picture.tones:
            self._picture.tones = tones
            self._invalidate()
            self.tones_changed.emit()

    def set_deep(self, deep: DeepPicture | None) -> None:
        """Paint these values of the image that is shown instead of its 8-bit picture."""
        self._picture.deep = deep
        self._changed()
        self.picture_changed.emit()

    def value_at(self, x: float, y: float) -> tuple[tuple[float, ...], bool] | None:
        """What is stored at a place of the image, as `ShownPicture.value_at` tells it."""
        return self._picture.value_at(x, y, self._port.image_size)

    def overview(self, width: int, height: int) -> QImage | None:
        """The whole picture at a size in pixels, shown as the view shows it; None before any has come."""
        return self._picture.overview(width, height)

    def show_image(
        self, full_size: tuple[int, int], placeholder: QImage | None, caption: str, *, has_caption: bool = True
    ) -> None:
        """Begin with another image: fitted, with a small picture of it until the real one comes."""
        self._begin_with((max(1, full_size[0]), max(1, full_size[1])))
        self._picture.levels = (placeholder,) if placeholder is not None and not placeholder.isNull() else ()
        self._picture.deep = None
        self._follow_tiles(None)
        self._caption, self._problem = caption if has_caption else "", None
        self.setAccessibleDescription(caption)
        self._changed()

    def set_picture(self, picture: Picture) -> None:
        """Take the decoded picture of the image that is shown; zoom and place stay."""
        if picture.full_size != self._port.image_size:
            self._begin_with(picture.full_size)
        self._picture.levels, self._problem = picture.levels, None
        self._follow_tiles(picture.tiles)
        if picture.tiles is not None:
            self._picture.deep = picture.deep
        self._changed()
        self.picture_changed.emit()

    def set_placeholder(self, placeholder: QImage) -> None:
        """Take a small picture of the image that is shown, where nothing larger has come yet."""
        if not self._picture.levels and self._problem is None and not placeholder.isNull():
            self._picture.levels = (placeholder,)
            self._changed()
            self.picture_changed.emit()

    def show_problem(self, sentence: str, hint: str) -> None:
        """Say in the image's place why it cannot be shown."""
        self._picture.levels, self._problem, self._picture.deep = (), (sentence, hint), None
        self._follow_tiles(None)
        self.setAccessibleDescription(f"{sentence} {hint}")
        self._changed()
        self.picture_changed.emit()

    def clear(self) -> None:
        """Show nothing."""
        self._picture.levels, self._picture.deep = (), None
        self._caption, self._problem = "", None
        self._follow_tiles(None)
        self._invalidate()

    # -- Qt --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(700, 560)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._frame is None:
            self._frame = self._render()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._frame)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        super()._changed()
        self._ask_for_pixels()

    def _ask_for_pixels(self) -> None:
        """Say so where more pixels would be seen than there are."""
        # A thumbnail stands in for a picture of the view's size, which is on its way: that one counts.
        coming = min(1.0, self.wanted_side() / max(self._port.image_size))
        resolution = max(coming, self._picture.resolution(self._port.image_size))
        if self._picture.levels and self._port.zoom * self.devicePixelRatioF() > 1.05 * resolution:
            self.sharp_wanted.emit()

    def _follow_tiles(self, tiles: Tiles | None) -> None:
        if tiles is self._picture.tiles:
            return
        if self._picture.tiles is not None:
            with contextlib.suppress(RuntimeError):  # its picture may have been let go of already
                self._picture.tiles.came.disconnect(self._on_tile)
        self._picture.tiles = tiles
        if tiles is not None:
            tiles.came.connect(self._on_tile)

    def _on_tile(self, area: QRectF) -> None:
        port = self._port
        place = QRectF(
            area.x() * port.zoom + port.offset[0], area.y() * port.zoom + port.offset[1],
            area.width() * port.zoom, area.height() * port.zoom,
        )  # fmt: skip
        if place.intersects(QRectF(self.rect())) and not self._finer.isActive():
            self._finer.start()

    def _invalidate(self) -> None:
        self._frame = None
        self.update()

    def _render(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        frame = QPixmap(*self.device_size())
        frame.setDevicePixelRatio(ratio)
        frame.fill(theme.color("canvas"))
        painter = QPainter(frame)
        self._picture.paint(painter, self._port, ratio)
        if self._problem is not None:
            paint_problem(painter, self._port.view_size, *self._problem)
        elif self._caption:
            paint_caption(painter, self._port, self._caption)
        painter.end()
        return frame
