"""The stage of one image: the view, its zoom bar, arrows to the neighbours, and whatever floats at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.words import Image
from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.canvas.pictures import Failure, Key, Picture, Pictures, key_of
from tlstudio.gui.canvas.values import Values
from tlstudio.gui.canvas.zoom_bar import ZoomBar
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.shadow import MARGIN, Floating
from tlstudio.gui.widgets.text import KeyCap

RESIZE_REST_MS = 150
EDGE = 12


class FootBar(Floating):
    """A bar that floats at the foot of the stage."""

    def fit_into(self, width: int) -> None:
        """Leave out what is least needed until no more than `width` pixels are taken, the shadow counted."""
        self.adjustSize()


class _Arrow(QWidget):
    """A way to the neighbouring image, with its key below."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = IconButton(icon, name, size=36, glyph=22)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cap = KeyCap("A")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(4))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.cap, 0, Qt.AlignmentFlag.AlignHCenter)
        self.adjustSize()

    def paintEvent(self, _event: object) -> None:
        """Bring the ground along, for an image may lie below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("canvas"))
        painter.setOpacity(0.72)
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.end()


class ImageStage(QWidget):
    """Shows one image of the project and fetches the next ones.

    Args:
        has_caption: Whether name and size stand below the image (else only a screen reader says them).
        view: What shows the image; None = a plain view.
        has_arrows: Whether arrows to the neighbours lie over the image's sides.

    Signals:
        stepped: -1 or +1, an arrow was clicked.
    """

    stepped = Signal(int)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        has_caption: bool = True,
        view: ImageView | None = None,
        has_arrows: bool = True,
    ) -> None:
        super().__init__(parent)
        self._has_caption = has_caption
        self.view = view or ImageView()
        self.view.setParent(self)
        self._pictures = Pictures(self)
        self._pictures.ready.connect(self._take)
        self._pictures.failed.connect(self._fail)
        self._image: Image | None = None
        self._path = Path()
        self._ahead: Sequence[tuple[Image, Path]] = ()
        self._foot: FootBar | None = None
        self._is_placing = False
        self.zoom_bar = ZoomBar(self)
        self.zoom_bar.zoomed.connect(self.view.zoom_by)
        self.zoom_bar.fit_wanted.connect(self.view.fit)
        self.zoom_bar.pixels_wanted.connect(self.view.zoom_to_pixels)
        self._back = _Arrow("ph.caret-left", self.tr("Previous image"), self)
        self._forward = _Arrow("ph.caret-right", self.tr("Next image"), self)
        for arrow in (self._back, self._forward):
            arrow.setVisible(has_arrows)
        self._back.button.clicked.connect(lambda: self.stepped.emit(-1))
        self._forward.button.clicked.connect(lambda: self.stepped.emit(1))
        self.view.zoom_changed.connect(self._on_zoom)
        self.view.sharp_wanted.connect(self._sharpen)
        self._rest = QTimer(self, singleShot=True, interval=RESIZE_REST_MS)
        self._rest.timeout.connect(self._fetch)
        self._values: Values | None = None
        self._beside: QWidget | None = None
        self.view.setFocus()

    @property
    def image(self) -> Image | None:
        """The image that is open."""
        return self._image

    def show_image(
        self,
        image: Image,
        path: Path,
        placeholder: QImage | None,
        *,
        ahead: Sequence[tuple[Image, Path]] = (),
    ) -> None:
        """Open an image: at once as far as it is in memory, sharp when a worker has decoded it.

        Args:
            image: What to show.
            path: Its file.
            placeholder: A thumbnail, shown until the picture comes.
            ahead: The images that come next, nearest first; their pictures are fetched too.
        """
        again = self._image is not None and self._image.id == image.id and self.view.has_picture
        self._image, self._path, self._ahead = image, path, ahead
        if self._values is not None:
            self._values.leave(image)
        if not again:
            size = f", {counted(image.width)} × {counted(image.height)} px" if image.width else ""
            self.view.show_image(
                (image.width, image.height), placeholder, image.name + size, has_caption=self._has_caption
            )
        self._fetch()

    def keep_overviews_in(self, folder: Path | None, thumbnails: Path | None = None) -> None:
        """Where reduced copies of large pictures are kept, and the file with the thumbnails that come before them."""
        self._pictures.keep_overviews_in(folder, thumbnails)

    def read_values(self) -> None:
        """Read from now on the stored values of pictures with more than 8 bits too, to be shown through a window."""
        if self._values is None:
            self._values = Values(self)
            self._values.came.connect(self._take_values)

    def show_placeholder(self, image_id: int, placeholder: QImage) -> None:
        """A thumbnail came: show it where it is of the open image and nothing larger has come yet."""
        if self._image is not None and self._image.id == image_id:
            self.view.set_placeholder(placeholder)

    def clear(self) -> None:
        """Show nothing."""
        self._image, self._ahead = None, ()
        self.view.clear()

    def set_keys(self, previous: str, following: str) -> None:
        """Show the keys of the arrows."""
        self._back.cap.set_key(previous)
        self._forward.cap.set_key(following)
        for arrow in (self._back, self._forward):
            arrow.adjustSize()

    def set_foot(self, foot: FootBar) -> None:
        """Let a bar float at the bottom middle."""
        self._foot = foot
        foot.setParent(self)
        foot.installEventFilter(self)
        self._place()

    def covered_foot(self) -> int:
        """How many pixels at the foot the floating bar takes, with the room above it; 0 while it is hidden."""
        foot = self._foot
        return foot.height() + fonts.px(8) if foot is not None and foot.isVisible() else 0

    def set_beside(self, widget: QWidget | None) -> None:
        """Show something in the left half, and the image in the right one; None = the image fills the stage again."""
        if self._beside is not None and widget is None:
            self._beside.hide()
        self._beside = widget
        if widget is not None:
            widget.setParent(self)
            widget.show()
            widget.lower()
        self._place_views()

    def zoom(self, action: str) -> bool:
        """Do a zoom action by its short name: fit, actual, zoom_in, zoom_out."""
        match action:
            case "fit":
                self.view.fit()
            case "actual":
                self.view.zoom_to_pixels()
            case "zoom_in":
                self.view.zoom_by(1)
            case "zoom_out":
                self.view.zoom_by(-1)
            case _:
                return False
        return True

    def close_pictures(self) -> None:
        """Stop the decoders; call before the stage goes."""
        self._pictures.close()
        if self._values is not None:
            self._values.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_views()
        self._place()
        self._rest.start()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        is_change = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show)
        if watched is self._foot and is_change and not self._is_placing:
            self._place()
        return False

    def _place_views(self) -> None:
        area = self.rect()
        if self._beside is not None:
            half = area.width() // 2
            self._beside.setGeometry(0, 0, half - 1, area.height())
            area.setLeft(half + 1)
        self.view.setGeometry(area)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        if self._image is None:
            return
        found = self._pictures.show(self._image, self._path, max_side=self.view.wanted_side(), ahead=self._ahead)
        if found is not None:
            self.view.set_picture(found)
            self._look_at_values(found)

    def _sharpen(self) -> None:
        if self._image is not None:
            self._pictures.sharpen(self._image, self._path)

    def _take(self, picture: Picture) -> None:
        if self._image is not None and picture.key == key_of(self._image):
            self.view.set_picture(picture)
            self._look_at_values(picture)

    def _look_at_values(self, picture: Picture) -> None:
        if self._values is not None and self._image is not None and picture.tiles is None and self.view.deep is None:
            self._values.look(self._image, self._path)

    def _take_values(self, key: Key, deep: DeepPicture) -> None:
        if self._image is not None and key == key_of(self._image):
            self.view.set_deep(deep)

    def _fail(self, failure: Failure) -> None:
        if self._image is not None and failure.key == key_of(self._image):
            self.view.show_problem(failure.sentence, failure.hint)

    def _on_zoom(self) -> None:
        self.zoom_bar.show_percent(self.view.zoom_percent)

    def _place(self) -> None:
        self._is_placing = True  # fitting the bar changes its layout, which would ask for its place again
        self._place_all()
        self._is_placing = False

    def _place_all(self) -> None:
        area = self.rect()
        bar = self.zoom_bar
        bar.adjustSize()
        bar.move(area.right() - bar.width() + MARGIN - EDGE, area.bottom() - bar.height() + MARGIN - EDGE)
        middle = area.center().y() - self._back.height() // 2
        self._back.move(QPoint(EDGE, middle))
        self._forward.move(QPoint(area.right() - self._forward.width() - EDGE, middle))
        if self._foot is not None:
            foot = self._foot
            foot.fit_into(bar.x() + 3 * MARGIN - 2 * EDGE)
            left = area.center().x() - foot.width() // 2
            box = QRect(left, area.bottom() - foot.height() + MARGIN - EDGE, foot.width(), foot.height())
            if box.right() - MARGIN > bar.x() + MARGIN - EDGE:
                box.moveRight(bar.x() + 2 * MARGIN - EDGE)
            box.moveLeft(max(EDGE - MARGIN, box.left()))
            foot.setGeometry(box)
            foot.raise_()
        bar.raise_()
