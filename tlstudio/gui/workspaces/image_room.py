"""What the rooms share that show one image after the other: stage, film strip, inspector, and the ways to an image."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.words import Image, Label
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.models.attention import Dwell
from tlstudio.gui.models.label_queue import LabelQueue
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.workspaces.base import Workspace
from tlstudio.gui.workspaces.label.film_strip import FilmStrip
from tlstudio.gui.workspaces.label.order import LabelOrder
from tlstudio.gui.workspaces.room_splitter import RoomSplitter

AHEAD = 3
PLACEHOLDER_SIDE = 320


class ImageRoom(Workspace):
    """Goes from image to image and picks labels; what an image shows and what is decided is the subclass's own.

    Args:
        stage: Shows the image.
        order: In which order images come.
        queue: The images in this order, and which one is open.
        dwell: Counts how long an image was looked at.

    Attributes:
        film: The strip of the images that come next.
        empty: Stands in for everything while there is no image.
    """

    room = "label"

    def __init__(
        self,
        session: Session,
        stage: ImageStage,
        order: LabelOrder,
        queue: LabelQueue,
        dwell: Dwell,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, parent)
        self.stage = stage
        self.order = order
        self.queue = queue
        self._dwell = dwell
        self.film = FilmStrip(session.keymap, self._thumbnail, session.project.read.images)
        self.film.set_orders(order.choices)
        self.film.strip.clicked.connect(self.open_image)
        self.empty = EmptyPlace()
        self.empty.wanted.connect(lambda name: self.room_wanted.emit(name, None))
        self._whole = QStackedWidget()
        self._picker: LabelPicker | None = None
        self._go_to: LinePrompt | None = None
        session.thumbnails.ready.connect(self._on_thumbnails)
        cache = session.project.root / "cache"
        stage.keep_overviews_in(cache / "overviews", cache / "thumbnails.db")
        session.undone.connect(self._on_undone)

    def lay_out(self, name: str, above: QLayout, panel: QWidget) -> None:
        """Put the parts together.

        Args:
            name: Under which the widths are kept.
            above: What stands above the film strip, the stage among it.
            panel: The inspector.
        """
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above, 1)
        column.addWidget(self.film)
        self._splitter = RoomSplitter(self.session.preferences, name, centre, panel)
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(self.empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)

    # -- what the subclass says ------------------------------------------------------------------------------------

    def show_image(self) -> None:
        """Show the image that is open in the queue."""
        raise NotImplementedError

    def known_labels(self) -> list[Label]:
        """The labels to choose from."""
        raise NotImplementedError

    def assign(self, label_id: int) -> None:
        """A label was chosen."""
        raise NotImplementedError

    def create_label(self, name: str) -> int | None:
        """Make a label; its id, None where that failed."""
        raise NotImplementedError

    def label_anchor(self) -> QWidget:
        """Where the list of labels opens."""
        raise NotImplementedError

    # -- what the main window asks ---------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether there is no image to show."""
        return self._whole.currentWidget() is self.empty

    def show_target(self, target: object) -> None:
        if isinstance(target, dict) and "image_id" in target:
            self.open_image(int(target["image_id"]))

    def covered_foot(self) -> int:
        return self.stage.covered_foot() + (self.film.height() if self.film.isVisible() else 0)

    def release(self) -> None:
        """Stop the picture decoders before the project closes."""
        self.stage.close_pictures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._dwell.pause()
        elif event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._dwell.go_on()
        return super().event(event)

    # -- images ----------------------------------------------------------------------------------------------------

    def put_on_stage(self, image: Image | None) -> list[Image]:
        """Show an image and fetch the next ones; return those. None = there is no image."""
        self._whole.setCurrentWidget(self.empty if image is None else self._splitter)
        if image is None:
            self.stage.clear()
            return []
        project = self.session.project
        ahead = project.read.images(self.queue.ahead(AHEAD))
        self.stage.show_image(
            image,
            project.absolute(image),
            self.session.thumbnails.get(image.id, PLACEHOLDER_SIDE),
            ahead=[(other, project.absolute(other)) for other in ahead],
        )
        return ahead

    def open_image(self, image_id: int) -> None:
        """Open an image wherever it stands in the order."""
        self.queue.go_to(image_id)
        self.show_image()
        self.focus_centre()

    def step(self, step: int) -> None:
        """Open the next or the previous image."""
        if self.queue.move(step):
            self.show_image()

    def go_to_end(self, *, first: bool) -> None:
        """Open the first or the last image."""
        self.queue.go_to_end(first=first)
        self.show_image()

    def ask_where(self) -> None:
        """Ask for the number or the name of an image, and open it."""
        if self._go_to is None:
            self._go_to = LinePrompt(
                self.tr("Go to image"), self.tr("A number in the order of the files, or a part of the name"), self
            )
            self._go_to.entered.connect(self._go_where)
            self._go_to.closed.connect(self.focus_centre)
        self._go_to.ask(self.film)

    def focus_centre(self) -> None:
        """Put the focus on the image, so that bare keys act on it."""
        if self.is_empty:
            self.empty.focus_primary()
        elif self.isVisible():
            self.stage.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- labels ----------------------------------------------------------------------------------------------------

    def assign_place(self, index: int) -> None:
        """Choose the label of a digit's place."""
        labels = self.known_labels()
        if index < len(labels):
            self.assign(labels[index].id)
        else:
            self.session.refused.emit(self.tr("There is no label number {}").format(index + 1))

    def open_label_list(self) -> None:
        """Choose from all labels by typing, or make a new one."""
        if self._picker is None:
            self._picker = LabelPicker(self)
            self._picker.picked.connect(self.assign)
            self._picker.created.connect(self._create)
            self._picker.closed.connect(self.focus_centre)
        self._picker.open_for(self.known_labels(), self.label_anchor())

    # -- inside ----------------------------------------------------------------------------------------------------

    def _create(self, name: str) -> None:
        label_id = self.create_label(name)
        if label_id is not None:
            self.assign(label_id)

    def _on_thumbnails(self, ids: set[int]) -> None:
        self.film.strip.repaint_pictures()
        image = self.stage.image
        if image is not None and image.id in ids:
            small = self.session.thumbnails.get(image.id, PLACEHOLDER_SIDE)
            if small is not None:
                self.stage.show_placeholder(image.id, small)

    def _on_undone(self, image_ids: list[int]) -> None:
        if self.isVisible() and image_ids and self.queue.current not in image_ids:
            self.open_image(image_ids[0])

    def _go_where(self, text: str) -> None:
        found = self.order.find(text)
        if self._go_to is None:
            return
        if found is None:
            self._go_to.refuse(self.tr("No image is numbered or named so"))
            return
        self._go_to.close()
        self.open_image(found)

    def _thumbnail(self, image_id: int) -> QImage | None:
        return self.session.thumbnails.get(image_id, round(160 * self.devicePixelRatioF()))
