"""Advanced settings: folded away as chips that say what was chosen, unfolded as a form in the field's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.cards import BackboneCard
from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.said import tr
from tlstudio.gui.widgets.rows import paint_text
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.spin import Spin, SpinDecimal
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Toggle

FREEZE = (
    ("auto", "Chosen by the number of labels"),
    ("head", "Feature extraction: only the head learns"),
    ("stages:1", "Freeze all but the last stage"),
    ("stages:2", "Freeze all but the last 2 stages"),
    ("stages:3", "Freeze all but the last 3 stages"),
    ("none", "Fine-tune all"),
)
AUGMENTATION = (
    ("mild", "Mild: flips, small crops, light"),
    ("strong", "Strong: also turns, colour, blur"),
    ("none", "None"),
)


class Fold(QAbstractButton):
    """The head of the folded part: a caret, a title, and the chosen values as quiet pills."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pills: list[str] = []
        self._note = ""
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_pills(self, pills: Sequence[str], note: str) -> None:
        """Show the values in use and how they were chosen."""
        self._pills, self._note = list(pills), note
        self.setAccessibleDescription(", ".join(pills))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(300), fonts.px(48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for y in (0.5, self.height() - 0.5):
            painter.setPen(QPen(theme.color("line"), 1.0))
            painter.drawLine(0, round(y), self.width(), round(y))
        side = fonts.px(14)
        middle = self.height() / 2
        icon = "ph.caret-down" if self.isChecked() else "ph.caret-right"
        paint_icon(painter, QRectF(0, middle - side / 2, side, side), icon)
        left = float(fonts.px(22))
        left += paint_text(painter, QRectF(left, 0, self.width(), self.height()), self.text(), "strong") + fonts.px(24)
        for pill in () if self.isChecked() else self._pills:
            width = fonts.text_width(pill, "second_strong") + fonts.px(22)
            if left + width > self.width():
                break
            box = QRectF(left, middle - fonts.px(13), width, fonts.px(26))
            painter.setPen(QPen(theme.color("line"), 1.0))
            painter.setBrush(theme.color("surf"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            paint_text(painter, box.adjusted(fonts.px(11), 0, 0, 0), pill, "second_strong")
            left += width + fonts.px(8)
        if not self.isChecked() and self._note and left + fonts.text_width(self._note, "second") < self.width():
            paint_text(painter, QRectF(left + 4, 0, self.width() - left, self.height()), self._note, "second", "text2")
        painter.end()


class AdvancedForm(QWidget):
    """Everything that can be set by hand; what stays untouched is chosen by the number of labels."""

    changed = Signal()

    def __init__(self, backbones: Sequence[BackboneCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backbone = Select()
        for card in backbones:
            self._backbone.addItem(f"{card.title}, {decimal(card.parameters_millions, 1)} M", card.key)
        self._freeze = self._combo(FREEZE)
        self._augmentation = self._combo(AUGMENTATION)
        self._epochs = self._spin(0, 500, self.tr("automatic"))
        self._minutes = self._spin(0, 24 * 60, self.tr("no limit"), self.tr(" min"))
        self._batch = self._spin(1, 256)
        self._batch.setValue(16)
        self._seed = self._spin(0, 2**31 - 1)
        self._size = self._spin(0, 1024, self.tr("the network's own"), " px")
        self._size.setSingleStep(32)
        self._rate = SpinDecimal()
        self._rate.setDecimals(6)
        self._rate.setSingleStep(0.0001)
        self._rate.setMaximum(1.0)
        self._rate.setSpecialValueText(self.tr("automatic"))
        self._balance = Toggle(self.tr("Rare labels count more"))
        self._balance.setChecked(True)
        self._note = Text("", "second", "text2", wrap=True)
        self._build()
        self._connect()

    @staticmethod
    def _combo(rows: Sequence[tuple[str, str]]) -> Select:
        combo = Select()
        for key, text in rows:
            combo.addItem(tr(text), key)
        return combo

    @staticmethod
    def _spin(low: int, high: int, special: str = "", suffix: str = "") -> Spin:
        spin = Spin()
        spin.setRange(low, high)
        spin.setSuffix(suffix)
        if special:
            spin.setSpecialValueText(special)
        return spin

    def _build(self) -> None:
        left, right = QFormLayout(), QFormLayout()
        for form in (left, right):
            form.setHorizontalSpacing(fonts.px(16))
            form.setVerticalSpacing(fonts.px(10))
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        balance = QHBoxLayout()
        balance.addWidget(self._balance)
        balance.addStretch(1)
        for form, rows in (
            (
                left,
                (
                    (self.tr("Network (backbone)"), self._backbone),
                    (self.tr("What learns (freeze policy)"), self._freeze),
                    (self.tr("Variation (augmentation)"), self._augmentation),
                    (self.tr("Image size"), self._size),
                    (self.tr("Even out labels (class balance)"), balance),
                ),
            ),
            (
                right,
                (
                    (self.tr("Epochs at most"), self._epochs),
                    (self.tr("Time at most"), self._minutes),
                    (self.tr("Images a step (batch size)"), self._batch),
                    (self.tr("Step size (learning rate)"), self._rate),
                    (self.tr("Seed"), self._seed),
                ),
            ),
        ):
            for name, field in rows:
                label = Text(name, "body", "text2")
                if isinstance(field, QWidget):
                    label.setBuddy(field)
                    field.setAccessibleName(name)
                    form.addRow(label, field)
                else:
                    form.addRow(label, field)
        grid = QGridLayout()
        grid.setHorizontalSpacing(fonts.px(32))
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(fonts.px(22), fonts.px(8), 0, fonts.px(8))
        layout.addLayout(grid)
        layout.addWidget(self._note)

    def _connect(self) -> None:
        for combo in (self._backbone, self._freeze, self._augmentation):
            combo.currentIndexChanged.connect(self.changed)
        for spin in (self._epochs, self._minutes, self._batch, self._seed, self._size):
            spin.valueChanged.connect(self.changed)
        self._rate.valueChanged.connect(self.changed)
        self._balance.toggled.connect(self.changed)

    def show_available(self, available: Mapping[str, bool]) -> None:
        """Switch off backbones whose weights are not on this machine, and say so in their line."""
        model = self._backbone.model()
        assert isinstance(model, QStandardItemModel)
        note = self.tr(", not downloaded")
        for place in range(self._backbone.count()):
            here = available.get(self._backbone.itemData(place), True)
            model.item(place).setEnabled(here)
            text = self._backbone.itemText(place).removesuffix(note)
            self._backbone.setItemText(place, text if here else text + note)

    def show_note(self, text: str) -> None:
        """Say below the form what the choice means."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def choose_backbone(self, key: str) -> None:
        """Show the project's backbone without telling."""
        index = self._backbone.findData(key)
        if index >= 0 and index != self._backbone.currentIndex():
            self._backbone.blockSignals(True)
            self._backbone.setCurrentIndex(index)
            self._backbone.blockSignals(False)

    def overrides(self) -> dict[str, object]:
        """Return what was set by hand, as fields of a run's spec."""
        return {
            "backbone": self._backbone.currentData(),
            "freeze": self._freeze.currentData(),
            "augmentation": self._augmentation.currentData(),
            "epochs": self._epochs.value(),
            "max_minutes": float(self._minutes.value()),
            "batch_size": self._batch.value(),
            "learning_rate": self._rate.value(),
            "seed": self._seed.value(),
            "image_size": self._size.value(),
            "class_balance": self._balance.isChecked(),
        }
