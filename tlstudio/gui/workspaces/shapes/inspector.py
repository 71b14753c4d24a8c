"""The inspector: palette, what is on the image, and the button that says that the image is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.words import count
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.inspector import Advice, Head
from tlstudio.gui.widgets.label_palette import LabelPalette
from tlstudio.gui.widgets.rows import PADDING, LabelLine
from tlstudio.gui.widgets.text import Hairline, Text
from tlstudio.gui.widgets.toggles import Slider
from tlstudio.gui.workspaces.shapes.object_list import ROW, ObjectList

LEAST_SHOWN = 120
ROWS_OF_SHAPES = 5  # so many shapes stay in sight beside a long palette
LEAST_OF_PALETTE = 140
BETWEEN, LEAST_BETWEEN = 12, 4  # Skip and Discuss
CLOSER = 14  # how much of its own margins the primary button gives up for its words, icon and key


class ShapesInspector(QWidget):
    """What stands right of the canvas; the list of shapes scrolls, the rest stays.

    Signals:
        action: Id of an action that was clicked.
        label_chosen: Label id of the palette's row.
        fill_chosen: How strongly insides are tinted, 0 to 1.
    """

    action = Signal(str)
    label_chosen = Signal(int)
    fill_chosen = Signal(float)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.setAccessibleName(self.tr("Labels and shapes"))
        self.palette_list = LabelPalette(has_eyes=True)
        self.palette_list.chosen.connect(self.label_chosen)
        self.palette_list.new_wanted.connect(lambda: self.action.emit("shapes.list"))
        self._head = Head(self.tr("In this image"))
        self.objects = ObjectList()
        self._empty = Text("", "second", "text2", wrap=True)
        self._honest = Text(
            self.tr("No suggestions here. What a model found elsewhere comes in with Import labels, as suggestions."),
            "second",
            "text3",
            wrap=True,
        )
        self._note = Advice("ph.flag", "suggested")
        self._sections = _Sections()
        self.fill = Slider(self.tr("Overlay"), 0, 100)
        self.fill.valueChanged.connect(lambda value: self.fill_chosen.emit(value / 100))
        self._fill_value = Text("", "button")
        self.finish = Button("", "primary", icon="ph.check", height=40)
        self.skip = Button(self.tr("Skip"), "ghost")
        self.discuss = Button(self.tr("Discuss"), "ghost")
        self.finish.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._said = ""
        self._buttons = {self.finish: "shapes.finish", self.skip: "shapes.skip", self.discuss: "shapes.flag"}
        for button, name in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self._lay_out()
        keymap.changed.connect(self.show_keys)
        theme.theme().changed.connect(self.update)
        self.show_keys()

    def add_sections(self, sections: Sequence[QWidget]) -> None:
        """Put the sections of the room's parts below the list of shapes, in this order."""
        for section in sections:
            self._sections.rows.addWidget(section)

    def add_to_head(self, button: QWidget) -> None:
        """Put a button at the right end of the head of the list of shapes."""
        head = self._head.layout()
        if head is not None:
            head.addWidget(button)

    def show_labels(self, lines: Sequence[LabelLine]) -> None:
        """List the labels."""
        self.palette_list.show_lines(lines)

    def show_shapes(self, shapes: Sequence[Shape], labels: Mapping[int, Label], empty: str, suggested: int = 0) -> None:
        """List the shapes, or say in a sentence how to make the first.

        Args:
            suggested: How many of them are suggestions.
        """
        text = count(len(shapes), self.tr("shape"), self.tr("shapes"))
        if suggested:
            decided = len(shapes) - suggested
            text = self.tr("{n} + {m} suggested") if decided else self.tr("{m} suggested")
            text = text.format(n=counted(decided), m=counted(suggested))
        self._head.show_value(text, "text2")
        self._honest.setVisible(not shapes)
        self.objects.show_shapes(shapes, labels)
        self.objects.setVisible(bool(shapes))
        self._empty.setVisible(not shapes)
        self._empty.setText(empty)
        self._share_room()

    def show_note(self, is_flagged: bool, note: str) -> None:
        """Show that the image is to be discussed."""
        self._note.tell(self.tr("To discuss") if is_flagged else "", note)
        self.discuss.setText(self.tr("Discussed") if is_flagged else self.tr("Discuss"))
        self._fit_button()

    def show_button(self, text: str, *, action: str, can: bool) -> None:
        """Word the primary button."""
        self._buttons[self.finish] = action
        self._said = text
        self._fit_button()
        self.finish.setEnabled(can)

    def show_fill(self, fill: float) -> None:
        """Show how strongly insides are tinted."""
        self.fill.blockSignals(True)
        self.fill.setValue(round(fill * 100))
        self.fill.blockSignals(False)
        self._fill_value.setText(f"{round(fill * 100)} %")

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        self.finish.set_key(self._keymap.first("shapes.finish"))
        self.skip.set_key(self._keymap.first("shapes.skip"))
        self.discuss.set_key(self._keymap.first("shapes.flag"))
        self._fit_button()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_button()
        self._share_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # A section has come, gone or grown.
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        """Let a long palette scroll before it takes the list of shapes out of sight."""
        column = self.layout()
        if column is None:
            return
        listed = (
            min(self.objects.sizeHint().height(), self.objects.maximumHeight()) if self.objects.isVisibleTo(self) else 0
        )
        scrolls = self._sections.sizeHint().height() - self._sections.minimumSizeHint().height()
        rest = column.sizeHint().height() - self._palette_height() - listed - scrolls
        wanted = min(self.objects.maximumHeight(), ROWS_OF_SHAPES * fonts.px(ROW)) if listed else 0
        self.palette_list.setMaximumHeight(max(fonts.px(LEAST_OF_PALETTE), self.height() - rest - wanted))

    def _palette_height(self) -> int:
        return min(self.palette_list.sizeHint().height(), self.palette_list.maximumHeight())

    def _fit_button(self) -> None:
        """Leave icon and key out of the buttons where their words need the room."""
        room = self.width() - 2 * fonts.px(8 + PADDING)
        self.finish.fit([self._said], room + fonts.px(CLOSER))
        room -= fonts.px(LEAST_BETWEEN)
        self.skip.fit([self.skip.text()], room)
        self.discuss.fit([self.discuss.text()], room - self.skip.sizeHint().width())
        self.skip.fit([self.skip.text()], room - self.discuss.sizeHint().width())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.end()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(8), fonts.px(12), fonts.px(8), fonts.px(14))
        column.setSpacing(0)
        column.addWidget(self.palette_list)
        column.addLayout(_padded(Hairline(), 12))
        column.addWidget(self._head)
        column.addSpacing(fonts.px(6))
        column.addWidget(self.objects, 1000)
        column.addLayout(_padded(self._empty, 2))
        column.addLayout(_padded(self._honest, 6))
        column.addWidget(self._note)
        column.addWidget(self._sections)
        # Takes the room only while the list is hidden.
        column.addStretch(1)
        column.addLayout(_padded(Hairline(), 8))
        head = QHBoxLayout()
        head.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        head.setSpacing(fonts.px(10))
        head.addWidget(Text(self.tr("Overlay"), "second_strong"))
        head.addWidget(self.fill, 1)
        head.addWidget(self._fill_value)
        column.addLayout(head)
        column.addSpacing(fonts.px(10))
        column.addLayout(_padded(self.finish, 0))
        column.addSpacing(fonts.px(8))
        pair = QHBoxLayout()
        pair.addStretch(1)
        pair.addWidget(self.skip)
        # Closer together in a narrow panel.
        pair.addSpacerItem(QSpacerItem(fonts.px(BETWEEN), 0, QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed))
        pair.addWidget(self.discuss)
        pair.addStretch(1)
        column.addLayout(pair)


def _padded(widget: QWidget, above_and_below: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(fonts.px(PADDING), fonts.px(above_and_below), fonts.px(PADDING), fonts.px(above_and_below))
    row.addWidget(widget)
    row.setAlignment(widget, Qt.AlignmentFlag(0))
    return row


class _Sections(QScrollArea):
    """As high as the sections that are shown where there is room; where there is not, they scroll instead of shrinking."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        self.rows = QVBoxLayout(self._inside)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(200), self._inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._inside.minimumSizeHint().height(), fonts.px(LEAST_SHOWN)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
