"""Puts the state of annotating into the widgets of the room, in words."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Image, State, Task
from tlstudio.gui.canvas.canvas import Canvas
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.widgets.rows import LabelLine
from tlstudio.gui.workspaces.label.film_strip import FilmStrip
from tlstudio.gui.workspaces.shapes.annotating import Annotating
from tlstudio.gui.workspaces.shapes.finishing import Finishing
from tlstudio.gui.workspaces.shapes.inspector import ShapesInspector
from tlstudio.store.filters import ImageFilter


def tr(text: str) -> str:
    """Translate in the context of shapes."""
    return QCoreApplication.translate("shapes", text)


class ShapesPresenter:
    """Reads `Annotating` and `Finishing`, writes widgets."""

    def __init__(
        self, work: Annotating, finishing: Finishing, panel: ShapesInspector, film: FilmStrip, session: Session
    ) -> None:
        self._work = work
        self._finishing = finishing
        self._panel = panel
        self._film = film
        film.speak_of_shapes(tr("Nothing here"))
        self._session = session
        self._suggested: tuple[int, frozenset[int]] = (-1, frozenset())

    def dress(self, canvas: Canvas, fill: float) -> None:
        """Give the canvas the labels' names and colours."""
        labels = self._work.labels()
        colours = {label.id: label.colour for label in labels.values()}
        canvas.show_labels(colours, {label.id: label.name for label in labels.values()}, fill)
        canvas.label_id = self._work.label_id
        self._panel.show_fill(fill)

    def show_state(self, selected: frozenset[int], *, is_seen: bool = True) -> None:
        """Show everything but the canvas and the strip.

        Args:
            is_seen: Whether the image can be shown at all.
        """
        work, image = self._work, self._work.image
        if image is None:
            return
        self.show_labels(selected)
        hidden = work.hidden_labels
        shown = [one for one in work.table.shapes if one.label_id not in hidden] if hidden else work.table.shapes
        self._panel.show_shapes(shown, work.labels(), self._how_to_begin(image), len(work.suggesting.shown))
        self._panel.show_note(image.flagged, image.note)
        self._show_button(image, is_seen)

    def show_labels(self, selected: frozenset[int]) -> None:
        """List the labels: the one to draw with, or those of the selected shapes, are marked."""
        work = self._work
        here = Counter(shape.label_id for shape in work.table.shapes)
        of_selected = {shape.label_id for i in selected if (shape := work.table.get(i)) is not None}
        chosen = of_selected or {work.label_id}
        self._panel.show_labels(
            [
                LabelLine(
                    label.id,
                    label.name,
                    label.colour,
                    label.hot_key.replace("Shift+", "⇧ "),
                    tr("{n} here").format(n=counted(here[label.id])) if here[label.id] else "",
                    is_chosen=label.id in chosen,
                    is_hidden=label.id in work.hidden_labels,
                )
                for label in work.labels().values()
            ]
        )

    def refresh_strip(self) -> None:
        """Show the film strip."""
        read = self._session.project.read
        revision = read.revision()
        if revision != self._suggested[0]:
            self._suggested = (revision, frozenset(read.image_ids(ImageFilter(suggested=True)).tolist()))
        self._film.show_queue(self._finishing.queue, self._work.labels(), self._suggested[1].__contains__)
        self._film.show_order(self._finishing.order.title, self._finishing.order.left())

    def tell_why_empty(self, place: EmptyPlace) -> None:
        """Say that there are no images, and where to add them."""
        place.show_drawing([], 1, "ph.bounding-box")
        place.tell(
            tr("No images to draw on yet"),
            tr("Add a folder of images in Data; nothing is copied."),
            buttons=[("data", tr("Go to Data"), "ph.folder-plus", "Ctrl 1")],
        )

    def _how_to_begin(self, image: Image) -> str:
        if self._session.read_only:
            return tr("Nothing is drawn on this image.")
        if image.state is State.REJECTED:
            return tr("Finished, empty: a person has looked, and there is nothing of the labels.")
        if not self._work.labels():
            return tr("Make the first label: press L and type its name.")
        keys = self._session.keymap
        if self._session.project.info.task is Task.SEGMENTATION:
            return tr("Nothing is painted yet. {brush} paints, {eraser} erases; {finish} says that there is nothing.").format(
                brush=keys.first("shapes.brush") or tr("The brush"),
                eraser=keys.first("shapes.eraser") or tr("the eraser"),
                finish=keys.first("shapes.finish") or tr("the button below"),
            )  # fmt: skip
        return tr("Nothing is drawn yet. {box} draws boxes, {polygon} polygons; {finish} says that there is nothing.").format(
            box=keys.first("shapes.box") or tr("The box tool"),
            polygon=keys.first("shapes.polygon") or tr("the polygon tool"),
            finish=keys.first("shapes.finish") or tr("the button below"),
        )  # fmt: skip

    def _show_button(self, image: Image, is_seen: bool) -> None:
        number, suggested = len(self._work.table), len(self._work.suggesting.shown)
        if image.state.is_decided:
            self._panel.show_button(tr("Finished: next to finish"), action="shapes.next_undecided", can=True)
            return
        if not is_seen:
            self._panel.show_button(tr("Cannot be shown: skip"), action="shapes.skip", can=not self._session.read_only)
            return
        if suggested:
            text = tr("Image is right: accept {n}").format(n=counted(suggested))
        elif number:
            text = tr("Image is right: keep {n}").format(n=counted(number))
        elif self._work.labels_of_image():
            text = tr("Image is right: finish")
        else:
            text = tr("Nothing here: finish empty")
        self._panel.show_button(text, action="shapes.finish", can=not self._session.read_only)
