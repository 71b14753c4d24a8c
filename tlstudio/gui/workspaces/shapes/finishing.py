"""From image to image: in which order they come, what is said of each as a whole, and which one is next. No widgets."""

from __future__ import annotations

from collections.abc import Callable

from tlstudio.core.words import Image
from tlstudio.gui.models.attention import Dwell
from tlstudio.gui.models.label_queue import LabelQueue
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shapes.annotating import INITIATOR, Annotating
from tlstudio.gui.workspaces.shapes.order import ShapeOrder
from tlstudio.gui.workspaces.undecided import needs_person_test
from tlstudio.project.command import Command
from tlstudio.project.commands.images import SetFlag
from tlstudio.project.commands.shape_answers import FinishAsShown
from tlstudio.project.commands.shapes import FinishImages, PutOffImages


class Finishing:
    """The images of the room, one of them open.

    Args:
        work: The open image.

    Attributes:
        order: In which order images come.
        queue: The images in this order, and which one is open.
        dwell: Counts how long the open image was looked at.
    """

    def __init__(self, session: Session, work: Annotating) -> None:
        self._session = session
        self._work = work
        self.order = ShapeOrder(session)
        self.queue = LabelQueue()
        self.dwell = Dwell()

    def start_order(self) -> None:
        """Take the order anew, the open image stays open."""
        ids, reasons = self.order.images()
        self.queue.replace(ids, reasons, open_image=self.queue.current)

    def load(self) -> Image | None:
        """Read the image that is open in the queue, and what is on it."""
        return self._work.load(self.queue.current)

    def to_next(self, step: int = 1) -> bool:
        """Open the next (or previous) image that is not finished; whether there is one."""
        return self.queue.next_where(needs_person_test(self._session.project.read), step=step)

    # -- what is said of the open image ----------------------------------------------------------------------------

    def finish(self, finished: bool = True) -> bool:
        """Say that everything of the labels is drawn on the open image, or that it is not.

        Suggestions that are shown are accepted with it; those that are not shown go away.
        """
        work = self._work
        if finished and work.suggesting.waiting:
            shown = [one.id for one in work.suggesting.shown]
            dropped = [one.id for one in work.suggesting.uncertain]
            if not self._on_image(lambda i: FinishAsShown(i, shown, dropped, self.dwell.seconds())):
                return False
            work.read_shapes()
            return True
        return self._on_image(lambda i: FinishImages([i], finished, self.dwell.seconds() if finished else None))

    def skip(self) -> bool:
        """Leave the open image for the end."""
        return self._on_image(lambda i: PutOffImages([i], self.dwell.seconds()))

    def flag(self, flagged: bool, note: str | None = None) -> bool:
        """Mark the open image for discussion, or no longer."""
        return self._on_image(lambda i: SetFlag([i], flagged, note))

    # -- inside ----------------------------------------------------------------------------------------------------

    def _on_image(self, command: Callable[[int], Command]) -> bool:
        work = self._work
        if work.image is None:
            return False
        if self._session.run(command(work.image.id), initiator=INITIATOR, toast=False) is None:
            return False
        work.read_image()
        return True
