"""Comments pinned to places of the open image: begin, read, answer, resolve, go from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Comment, Image
from tlstudio.gui import fonts, theme
from tlstudio.gui.workspaces.shapes.comment_section import CommentSection
from tlstudio.gui.workspaces.shapes.comment_thread import CommentThread
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.project.command import Command
from tlstudio.project.commands.comments import AddComment, DeleteComments, ResolveComment

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

PIN = 20
AROUND = 120.0
Place = tuple[float, float] | None


class Comments(RoomPart):
    """A thread opens at its pin; where the mouse is, the key pins a new one."""

    section_place = 70

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._threads: list[list[Comment]] = []
        self._open: tuple[int, Place] | None = None  # which thread the panel shows (0 = a new one), and where
        self._panel: CommentThread | None = None
        self._anchor = QWidget(room.canvas)
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._section = CommentSection()
        self._section.chosen.connect(self._go_to)
        room.canvas.installEventFilter(self)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {"comment": self._begin, "next_comment": self._next}

    def image_shown(self, image: Image | None) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._panel.close()
        self._read()

    def on_changes(self, changes: Changes) -> None:
        image = self.room.work.image
        if image is not None and changes.touches_id("comment", image.id):
            self._read()

    def section(self) -> QWidget | None:
        return self._section

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font("key"))
        for number, thread in enumerate(self._threads, 1):
            box = self._pin(thread[0])
            if box is None or not box.intersects(QRectF(rect)):
                continue
            painter.setPen(QPen(theme.color("white"), 1.5))
            painter.setBrush(theme.color("text3" if thread[0].resolved else "image_suggested"))
            painter.drawRoundedRect(box, PIN / 2, PIN / 2)
            painter.setPen(theme.color("white"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a pin opens its thread and goes no further."""
        if not isinstance(event, QMouseEvent) or watched is not self.room.canvas:
            return False
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            for thread in reversed(self._threads):
                box = self._pin(thread[0])
                if box is not None and box.contains(event.position()) and not self.room.canvas.is_drawing:
                    self._show_thread(thread[0].id)
                    return True
        return False

    # -- doing -----------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Pin a new comment where the mouse is, else on the selected shape, else on the whole image."""
        canvas = self.room.canvas
        at = canvas.mapFromGlobal(QCursor.pos())
        x, y = canvas.viewport.to_image(at.x(), at.y())
        width, height = self.room.work.size
        place: Place = (x, y) if canvas.rect().contains(at) and 0 <= x <= width and 0 <= y <= height else None
        selected = canvas.selected_shapes()
        if place is None and selected:
            left, top, right, bottom = selected[0].bounds
            place = (left + right) / 2, (top + bottom) / 2
        self._open_panel(0, place)

    def _next(self) -> None:
        """Go to the next open thread of this image, then to the next image with one."""
        room = self.room
        open_here = [thread[0].id for thread in self._threads if not thread[0].resolved]
        here = self._open[0] if self._open is not None else 0
        following = open_here[open_here.index(here) + 1 :] if here in open_here else open_here
        if not following:
            wanted = set(room.session.project.read.review.commented())
            if not room.queue.next_where(lambda image_id: image_id in wanted):
                room.tell(room.tr("No other image has open comments"))
                return
            room.show_image()
            following = [thread[0].id for thread in self._threads if not thread[0].resolved]
        if following:
            self._go_to(following[0])

    def _go_to(self, comment_id: int) -> None:
        found = next((thread[0] for thread in self._threads if thread[0].id == comment_id), None)
        if found is not None and found.x is not None and found.y is not None:
            x, y = found.x, found.y
            self.room.canvas.show_area(x - AROUND, y - AROUND, x + AROUND, y + AROUND)
        self._show_thread(comment_id)

    def _show_thread(self, comment_id: int) -> None:
        found = next((thread[0] for thread in self._threads if thread[0].id == comment_id), None)
        if found is not None:
            self._open_panel(comment_id, None if found.x is None or found.y is None else (found.x, found.y))

    def _open_panel(self, comment_id: int, place: Place) -> None:
        if self._panel is None:
            self._panel = CommentThread(self.room)
            self._panel.sent.connect(self._send)
            self._panel.resolved.connect(lambda resolved: self._run_on_open(lambda i: ResolveComment(i, resolved)))
            self._panel.deleted.connect(lambda: self._run_on_open(lambda i: DeleteComments([i])))
            self._panel.closed.connect(self.room.focus_centre)
        self._open = (comment_id, place)
        self._fill_panel()
        canvas = self.room.canvas
        at = canvas.to_view(*place).toPoint() if place is not None else QPoint(24, 24)
        self._anchor.setGeometry(at.x() + PIN // 2, at.y() - PIN // 2, 1, PIN)
        self._anchor.show()
        self._panel.open_below(self._anchor)
        self._panel.field.setFocus()

    def _send(self, text: str) -> None:
        image = self.room.work.image
        if image is None or self._open is None:
            return
        comment_id, place = self._open
        x, y = place if place is not None else (None, None)
        command = AddComment(image.id, text, answers=comment_id) if comment_id else AddComment(image.id, text, x, y)
        outcome = self.room.session.run(command, toast=False)
        if outcome is not None and self._panel is not None:
            self._read()
            self._panel.close()

    def _run_on_open(self, command: Callable[[int], Command]) -> None:
        if self._open is None or not self._open[0]:
            return
        if self.room.session.run(command(self._open[0])) is not None and self._panel is not None:
            self._read()
            self._panel.close()

    # -- showing ---------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        image = self.room.work.image
        found = self.room.session.project.read.comments([image.id])[image.id] if image is not None else ()
        threads = {one.id: [one] for one in found if not one.answers}
        for one in found:
            if one.answers in threads:
                threads[one.answers].append(one)
        self._threads = list(threads.values())
        self._section.show_threads(self._threads)
        self.room.canvas.update()

    def _fill_panel(self) -> None:
        if self._panel is None or self._open is None:
            return
        thread = next((one for one in self._threads if one[0].id == self._open[0]), [])
        title = self.tr("Comment on this place") if self._open[1] is not None else self.tr("Comment on the image")
        self._panel.show_thread(thread, title=title, can_write=not self.room.session.read_only)

    def _pin(self, begin: Comment) -> QRectF | None:
        """Where a thread's pin is in the view; comments on the whole image stand at the upper left, side by side."""
        if begin.x is None or begin.y is None:
            whole = [thread[0].id for thread in self._threads if thread[0].x is None]
            at = self.room.canvas.to_view(0, 0) + QPointF(14 + 24 * whole.index(begin.id), 14)
        else:
            at = self.room.canvas.to_view(begin.x, begin.y)
        return QRectF(at.x() - PIN / 2, at.y() - PIN / 2, PIN, PIN)


PART = Comments
