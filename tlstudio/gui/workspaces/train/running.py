"""The page of a run that goes on: phases, two live curves, six held-out images before and now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.charts.card import Card
from tlstudio.gui.charts.curve import CurveChart, Curves
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.training import PhaseView, RunningView, SampleRow
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import paint_text
from tlstudio.gui.widgets.text import Text

_ROWS = 6


class PhaseBar(QWidget):
    """Segments as wide as they take, their names below; the present one says what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phases: list[PhaseView] = []
        self._present = ""
        self._detail = ""
        self._left = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_phases(self, phases: Sequence[PhaseView], present: str, detail: str, left: str) -> None:
        """Show how far each phase is and what the present one does."""
        self._phases = list(phases)
        self._present, self._detail, self._left = present, detail, left
        self.setAccessibleName(", ".join(part for part in (present, detail, left) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(400), fonts.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(phase.share for phase in self._phases) or 1.0
        gap = fonts.px(4)
        width = self.width() - gap * max(0, len(self._phases) - 1)
        left = 0.0
        present = next((i for i, phase in enumerate(self._phases) if phase.name == self._present), len(self._phases))
        for index, phase in enumerate(self._phases):
            span = width * phase.share / total
            marks.paint_bar(painter, QRectF(left, 0, span, fonts.px(5)), phase.done)
            # What is going on needs more room than a short phase is wide: it may run on below the phases to come.
            end = self.width() if index == present else left + span
            if index <= present:
                self._paint_name(painter, phase, QRectF(left, fonts.px(12), end - left, fonts.px(22)))
            left += span + gap
        painter.end()

    def _paint_name(self, painter: QPainter, phase: PhaseView, box: QRectF) -> None:
        if phase.name == self._present:
            time_width = fonts.text_width(self._left, "strong") + fonts.px(12) if self._left else 0
            taken = paint_text(painter, box, tr(phase.name), "strong")
            middle = box.adjusted(taken + fonts.px(12), 0, -time_width, 0)
            paint_text(painter, middle, self._detail, "body", "text2")
            paint_text(painter, box.adjusted(0, 0, -fonts.px(8), 0), self._left, "strong", right=True)
            return
        if phase.done >= 1.0:
            side = fonts.px(13)
            paint_icon(
                painter, QRectF(box.left(), box.center().y() - side / 2, side, side), "ph.check-bold", "accepted"
            )
            box = box.adjusted(side + fonts.px(6), 0, 0, 0)
        if fonts.text_width(tr(phase.name)) <= box.width() + 2:
            paint_text(painter, box, tr(phase.name), "body", "text2")


class SamplesCard(Card):
    """Six fixed held-out images: what the model in use says, what the run says now, and whether that is right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Six held-out images"))
        self._legend = Text("", "second", "text2")
        self.head.addWidget(self._legend)
        self._list = _SampleList()
        self.body.addWidget(self._list, 1)

    def show_samples(self, samples: Sequence[SampleRow], head: str, picture: Callable[[int], QImage | None]) -> None:
        """Show rows; `picture` gives the thumbnail of an image id where it is there already."""
        self._legend.setText(head)
        self._list.show_rows(samples[:_ROWS], picture)


class _SampleList(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[SampleRow, QImage | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.theme().changed.connect(self.update)

    def show_rows(self, samples: Sequence[SampleRow], picture: Callable[[int], QImage | None]) -> None:
        self._rows = [(row, picture(row.image_id)) for row in samples]
        self.setAccessibleName(", ".join(f"{row.before} {row.now} {decimal(row.score)}" for row, _ in self._rows))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(230), fonts.px(36) * _ROWS)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows:
            text = self.tr("They appear after the first epoch")
            paint_text(painter, QRectF(0, 0, self.width(), fonts.px(24)), text, "second", "text3")
        step = self.height() / _ROWS
        for index, (row, image) in enumerate(self._rows):
            self._paint_row(painter, QRectF(0, index * step, self.width(), step), row, image)
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRectF, row: SampleRow, image: QImage | None) -> None:
        side = min(fonts.px(33), box.height() - 4)
        marks.paint_picture(painter, QRectF(0, box.center().y() - side / 2, side, side), image, radius=4)
        icon = fonts.px(14)
        right, tone = ("ph.check-bold", "accepted") if row.is_right else ("ph.x-bold", "rejected")
        paint_icon(painter, QRectF(box.right() - icon, box.center().y() - icon / 2, icon, icon), right, tone)
        score = QRectF(box.right() - icon - fonts.px(48), box.top(), fonts.px(38), box.height())
        paint_text(painter, score, decimal(row.score), right=True)
        left = side + fonts.px(10)
        half = (score.left() - left) / 2
        paint_text(painter, QRectF(left, box.top(), half - fonts.px(18), box.height()), row.before, "body", "text2")
        arrow = QRectF(left + half - fonts.px(16), box.center().y() - fonts.px(6), fonts.px(12), fonts.px(12))
        paint_icon(painter, arrow, "ph.arrow-right", "text3")
        paint_text(
            painter, QRectF(left + half + fonts.px(2), box.top(), half - fonts.px(4), box.height()), row.now, "strong"
        )


class RunningCharts(QWidget):
    """Loss, the deciding figure and the held-out images; in a narrow window the images go below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = CurveChart(self.tr("Loss"))
        self.figure = CurveChart(self.tr("Balanced accuracy"))
        self.samples = SamplesCard()
        for card in (self.loss, self.figure, self.samples):
            card.setFixedHeight(fonts.px(280))
        self._grid = QGridLayout()
        self._grid.setSpacing(fonts.px(16))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        self._wide: bool | None = None
        self._arrange(True)

    def _arrange(self, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for card in (self.loss, self.figure, self.samples):
            self._grid.removeWidget(card)
        self._grid.addWidget(self.loss, 0, 0)
        self._grid.addWidget(self.figure, 0, 1)
        self._grid.addWidget(self.samples, *((0, 2) if wide else (1, 0, 1, 2)))
        for column, share in enumerate((5, 5, 4 if wide else 0)):
            self._grid.setColumnStretch(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width() >= fonts.px(1000))
        super().resizeEvent(event)

    def show_view(self, view: RunningView, picture: Callable[[int], QImage | None]) -> None:
        """Redraw with the newest values."""
        self.loss.show_curves(Curves(view.loss, view.loss_train, epochs=view.epochs))
        self.figure.title.setText(view.metric_name)
        self.figure.show_curves(
            Curves(view.metric, view.metric_train, view.best, view.in_use, epochs=view.epochs, bounded=True)
        )
        self.samples.show_samples(view.samples, view.samples_head, picture)
