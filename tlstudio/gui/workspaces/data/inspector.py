"""What is known about the selected images: picture, label, every decision, file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.core.words import Decision, Image, Label, Origin, State
from tlstudio.gui import fonts, theme
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.models.words import moment
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.text import Badge, Elided, Hairline, Swatch, Text, plain_tip
from tlstudio.gui.workspaces.data.annotation_list import add_annotations

if TYPE_CHECKING:
    from tlstudio.gui.models.outlines import OutlineProvider
    from tlstudio.gui.models.suggested import Suggested

WIDTH = 304
MOST = 500


class Preview(QWidget):
    """The picture, whole."""

    def __init__(
        self, session: Session, outlines: OutlineProvider | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._outlines = outlines
        self._image: Image | None = None
        self._image_id = 0
        self._shape = (4, 3)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        session.thumbnails.ready.connect(self._came)
        if outlines is not None:
            outlines.ready.connect(self._came)

    def show_image(self, image: Image | None) -> None:
        """Show an image; None leaves the place empty."""
        self._image = image
        self._image_id = image.id if image else 0
        self._shape = (max(1, image.width), max(1, image.height)) if image else (4, 3)
        self.setAccessibleName(image.name if image else "")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(fonts.px(80), min(fonts.px(220), round(width * self._shape[1] / self._shape[0])))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(272), self.heightForWidth(fonts.px(272)))

    def _came(self, ids: set[int]) -> None:
        if self._image_id in ids:
            self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        picture = None
        if self._image_id:
            picture = self._session.thumbnails.get(self._image_id, round(self.width() * self.devicePixelRatioF()))
        marks.paint_picture(painter, QRectF(self.rect()), picture, whole=True)
        if self._outlines is not None and self._image is not None and picture is not None:
            lines = self._outlines.get(self._image, self.width(), self.height(), self.devicePixelRatioF(), whole=True)
            if lines is not None:
                painter.drawPixmap(0, 0, lines)
        painter.end()


class Inspector(QScrollArea):
    """Built anew for each selection: short, and nothing in it is edited."""

    def __init__(
        self,
        session: Session,
        suggested: Suggested,
        outlines: OutlineProvider | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._suggested = suggested
        self._has_shapes = outlines is not None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Inspector"))
        self._title = Elided("", "section")
        self._second = Text("", "second", "text2")
        self._preview = Preview(session, outlines)
        self._body = QVBoxLayout()
        self._body.setSpacing(fonts.px(8))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._second)
        inside = QWidget()
        column = QVBoxLayout(inside)
        side = fonts.px(16)
        column.setContentsMargins(side, fonts.px(14), side, side)
        column.setSpacing(fonts.px(10))
        column.addLayout(head)
        column.addWidget(self._preview)
        column.addLayout(self._body)
        column.addStretch(1)
        self.setWidget(inside)
        theme.theme().changed.connect(self.viewport().update)

    def show_images(self, images: Sequence[Image], shown: Image | None, count: int, total: int) -> None:
        """Show the selection.

        Args:
            images: The selected ones (at most `MOST` of them).
            shown: The one whose picture and history are shown.
            count: How many are selected.
            total: How many the gallery shows, for the empty selection.
        """
        _clear(self._body)
        labels = {label.id: label for label in self._session.project.read.labels()}
        self._preview.setVisible(shown is not None)
        self._preview.show_image(shown)
        if shown is None:
            self._title.setText(self.tr("Nothing selected"))
            self._second.setText(self.tr("{} shown").format(counted(total)))
            return
        if count > 1:
            self._title.setText(self.tr("{} images").format(counted(count)))
            self._second.setText(self.tr("1 of {} shown").format(counted(count)))
        else:
            self._title.setText(shown.name)
            self._second.setText("")
        if self._has_shapes:
            add_annotations(self._body, self._session.project.read, images, shown, labels)
        else:
            self._add_labels(images, labels)
        self._body.addWidget(Hairline())
        self._add_decisions(shown, labels)
        self._body.addWidget(Hairline())
        self._add_file(shown)

    def _add_labels(self, images: Sequence[Image], labels: dict[int, Label]) -> None:
        self._body.addWidget(Text(self.tr("Label"), "strong"))
        decided: dict[int, int] = {}
        suggested: dict[int, int] = {}
        without = 0
        for image in images:
            for label_id in image.label_ids:
                decided[label_id] = decided.get(label_id, 0) + 1
            without += image.state is State.REJECTED
            if not image.state.is_decided and (proposal := self._suggested.for_image(image.id)) is not None:
                suggested[proposal.best.label_id] = suggested.get(proposal.best.label_id, 0) + 1
        for label_id in [i for i in labels if i in decided or i in suggested]:
            parts: list[str] = []
            if decided.get(label_id):
                parts.append(self.tr("{} decided").format(counted(decided[label_id])))
            if suggested.get(label_id):
                parts.append(self.tr("{} suggested").format(counted(suggested[label_id])))
            only_one = len(images) == 1
            words = "" if only_one and decided else self.tr("suggested") if only_one else ", ".join(parts)
            swatch = Swatch(labels[label_id].colour, 10, hollow=label_id not in decided)
            self._body.addLayout(_row(swatch, Elided(labels[label_id].name, "button"), Text(words, "body", "text2")))
        if without:
            self._body.addLayout(
                _row(
                    Badge(marks.Mark.REJECTED, 14),
                    Text(self.tr("None of the labels")),
                    Text(counted(without), "body", "text2"),
                )
            )
        if not decided and not suggested and not without:
            self._body.addWidget(Text(self.tr("Not decided yet"), "body", "text2"))

    def _add_decisions(self, image: Image, labels: dict[int, Label]) -> None:
        self._body.addWidget(
            Elided(self.tr("Decisions on {}").format(image.name), "strong", mode=Qt.TextElideMode.ElideMiddle)
        )
        now = datetime.now().astimezone()
        for decision in self._session.project.read.decisions(image.id):
            said, detail = self._say(decision, labels)
            when = moment(decision.at.astimezone(), now)
            self._body.addLayout(_entry(_mark_of_decision(decision), said, f"{when}{', ' + detail if detail else ''}"))
        if image.added_at is not None:
            self._body.addLayout(
                _entry(marks.Mark.UNDECIDED, self.tr("Added"), moment(image.added_at.astimezone(), now))
            )

    def _say(self, decision: Decision, labels: dict[int, Label]) -> tuple[str, str]:
        def name(label_id: int) -> str:
            return labels[label_id].name if label_id in labels else self.tr("a deleted label")

        names = ", ".join(name(label_id) for label_id in decision.label_ids)
        suggestion = decision.suggestion
        detail = ""
        if suggestion is not None:
            detail = self.tr("suggested at {}").format(decimal(suggestion.score))
            if decision.state is State.ACCEPTED and suggestion.model:
                by = self.tr("the instant learner") if suggestion.model == "instant" else suggestion.model
                detail = self.tr("suggested at {} by {}").format(decimal(suggestion.score), by)
        elif decision.origin is Origin.IMPORT:
            detail = self.tr("imported")
        elif decision.origin is Origin.SCRIPT:
            detail = self.tr("by a script")
        if decision.state is State.ACCEPTED:
            return self.tr("Accepted {}").format(names), detail
        if decision.state is State.CORRECTED and suggestion is not None:
            return self.tr("Corrected {} to {}").format(name(suggestion.label_id), names), detail
        if decision.state is State.REJECTED:
            return self.tr("Finished, empty") if self._has_shapes else self.tr("None of the labels"), detail
        if decision.state is State.SKIPPED:
            return self.tr("Skipped"), detail
        if decision.state is State.UNDECIDED:
            return self.tr("To be finished again") if self._has_shapes else self.tr("Taken back"), detail
        if self._has_shapes:
            return self.tr("Finished with {}").format(names), detail
        return self.tr("Labelled {}").format(names), detail

    def _add_file(self, image: Image) -> None:
        self._body.addWidget(Text(self.tr("File"), "strong"))
        split = self.tr("{}, stays there").format(image.split.value) if image.split else self.tr("not split yet")
        rows = [
            (self.tr("Path"), image.path),
            (self.tr("Size"), f"{counted(image.width)} × {counted(image.height)} px, {file_size(image.file_bytes)}"),
            (self.tr("Split"), split),
        ]
        if image.group:
            rows.append((self.tr("Group"), image.group))
        if image.note:
            rows.append((self.tr("Note"), image.note))
        if image.missing:
            rows.append((self.tr("File"), self.tr("not found where it was")))
        for name, value in rows:
            right = Elided(value, "second", mode=Qt.TextElideMode.ElideMiddle)
            right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            right.setToolTip(plain_tip(value))
            line = QHBoxLayout()
            line.setSpacing(fonts.px(12))
            line.addWidget(Text(name, "second", "text2"))
            line.addWidget(right, 1)
            self._body.addLayout(line)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("panel"))
        painter.end()


def file_size(number: int) -> str:
    """Return `11 kB` or `3.4 MB`."""
    if number < 1_000_000:
        return f"{counted(max(1, round(number / 1000)))} kB"
    return f"{decimal(number / 1_000_000, 1)} MB"


def _mark_of_decision(decision: Decision) -> marks.Mark:
    return marks.mark_of(decision.state)


def _row(first: QWidget, middle: QWidget, last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(fonts.px(8))
    row.addWidget(first)
    row.addWidget(middle, 1)
    row.addWidget(last)
    return row


def _entry(mark: marks.Mark, said: str, detail: str) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(said, "button", wrap=True))
    words.addWidget(Text(detail, "second", "text2", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(fonts.px(10))
    row.addWidget(Badge(mark, 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _clear(inner)
