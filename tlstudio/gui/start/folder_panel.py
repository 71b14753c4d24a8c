"""The right side of the new-project steps: what is in the folder."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.start.folder_facts import LOOKED_AT, FolderFacts
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.text import Elided, Icon, Text
from tlstudio.gui.widgets.toggles import Toggle
from tlstudio.gui.workspaces.data.inspector import file_size


class PictureTiles(QWidget):
    """Up to 25 images, five in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[QImage, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Images of the folder"))
        theme.theme().changed.connect(self.update)

    def set_pictures(self, pictures: tuple[QImage, ...]) -> None:
        """Show these."""
        self._pictures = pictures
        self.updateGeometry()
        self.update()

    def _side(self, width: int) -> float:
        return (width - 4 * 8) / 5

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._pictures) // 5)
        return round(rows * (self._side(width) + 8))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(352), self.heightForWidth(fonts.px(352)))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        side = self._side(self.width())
        for number, picture in enumerate(self._pictures):
            row, column = divmod(number, 5)
            if (row + 1) * (side + 8) > self.height() + 8:
                break
            marks.paint_picture(painter, QRectF(column * (side + 8), row * (side + 8), side, side), picture, radius=4)
        painter.end()


class FolderPanel(QWidget):
    """Name and facts of the folder, tiles, and three things worth knowing."""

    change_wanted = Signal()
    labels_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Elided("", "section")
        self._change = Button(self.tr("Change"))
        self._change.clicked.connect(self.change_wanted)
        self._facts = Text("", "second", "text2", wrap=True)
        self._tiles = PictureTiles()
        self.toggle = Toggle(self.tr("Use the folders' names as labels"))
        self.toggle.toggled.connect(self.labels_toggled)
        self._labels = _Fact("ph.folders", "acct", self.toggle)
        self._alike = _Fact("ph.copy", "text2")
        self._broken = _Fact("ph.warning", "suggested")
        head = QHBoxLayout()
        head.setSpacing(fonts.px(8))
        head.addWidget(Icon("ph.folder", 18))
        head.addWidget(self._name, 1)
        head.addWidget(self._change)
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(32), fonts.px(30), fonts.px(32), fonts.px(16))
        column.setSpacing(fonts.px(8))
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._tiles)
        column.addSpacing(fonts.px(8))
        for fact in (self._labels, self._alike, self._broken):
            column.addWidget(fact)
            fact.hide()
        column.addStretch(1)

    def show_facts(self, facts: FolderFacts) -> None:
        """Bring everything up to date."""
        self._name.setText(facts.folder.name or str(facts.folder))
        self._facts.setText(self._sentence(facts))
        self._tiles.set_pictures(facts.pictures)
        self._labels.setVisible(facts.looks_labelled)
        names = ", ".join(facts.folders)
        same = set(facts.folders.values())
        each = self.tr("{}: {} each").format(names, same.pop()) if len(same) == 1 else names
        self._labels.say(self.tr("{} folders look like labels").format(len(facts.folders)), each)
        self._alike.setVisible(facts.near_duplicates > 0)
        self._alike.say(
            self.tr("{} near duplicates").format(counted(facts.near_duplicates)),
            self.tr("Kept on the same side of the split"),
        )
        broken = facts.unreadable
        self._broken.setVisible(bool(broken))
        if broken:
            first = broken[0]
            self._broken.say(
                self.tr("1 file could not be read")
                if len(broken) == 1
                else self.tr("{} files could not be read").format(len(broken)),
                self.tr("{} Skipped").format(
                    first.reason if first.reason.endswith(".") else f"{first.path}: {first.reason}."
                ),
            )

    def _sentence(self, facts: FolderFacts) -> str:
        if not facts.images:
            return (
                self.tr("No images in this folder")
                if facts.is_done or facts.formats
                else self.tr("Looking into the folder ...")
            )
        parts = [self.tr("1 image") if facts.images == 1 else self.tr("{} images").format(counted(facts.images))]
        parts += [", ".join(sorted(facts.formats, key=lambda name: -facts.formats[name])[:3])] if facts.formats else []
        if facts.width:
            parts.append(self.tr("{} × {} px on average").format(counted(facts.width), counted(facts.height)))
        if facts.bytes:
            parts.append(file_size(facts.bytes))
        if facts.is_done and facts.images > LOOKED_AT:
            parts.append(self.tr("{} of them looked at").format(counted(facts.looked_at)))
        return ", ".join(parts)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, 0, 1, self.height(), theme.color("line"))
        painter.end()


class _Fact(QWidget):
    """An icon, a fact, a second line, and perhaps a switch."""

    def __init__(self, icon: str, tone: str, control: QWidget | None = None) -> None:
        super().__init__()
        self._first = Text("", "button", wrap=True)
        self._second = Text("", "second", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(fonts.px(1))
        words.addWidget(self._first)
        words.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, fonts.px(4), 0, fonts.px(4))
        row.setSpacing(fonts.px(10))
        row.addWidget(Icon(icon, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, first: str, second: str) -> None:
        """Show other words."""
        self._first.setText(first)
        self._second.setText(second)
