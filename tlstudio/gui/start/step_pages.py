"""The left side of the three new-project steps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.words import Task
from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.words import time_range
from tlstudio.gui.start.choice_card import ChoiceCard
from tlstudio.gui.start.drop_zone import DropZone
from tlstudio.gui.start.label_list import LabelList
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.text import Elided, Hairline, Icon, Text
from tlstudio.gui.widgets.toggles import Toggle

# What a person and this kind of machine take; said as ranges because nobody knows better beforehand.
LABELLED_EACH = 5
SECONDS_TO_LABEL = (4.0, 7.0)
SECONDS_TO_DRAW = (7.0, 25.0)
# An outline of a COCO object took 79 s (Lin et al. 2014); brush, bucket and lasso are quicker than its vertices.
SECONDS_TO_PAINT = (25.0, 80.0)
SECONDS_TO_REVIEW = (1.2, 2.0)
IMAGES_PER_SECOND_AND_THREAD = 15.0


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(fonts.px(48), fonts.px(34), fonts.px(40), fonts.px(24))
    column.setSpacing(fonts.px(8))
    return page, column


class _Step(QScrollArea):
    """A page that scrolls where the window is small."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page, self.column = _page()
        self.setWidget(page)


class ImagesStep(_Step):
    """Which folder."""

    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(Text(self.tr("Which images?"), "sentence"))
        self.column.addWidget(
            Text(self.tr("A folder with everything below it. Images stay where they are."), "body", "text2", wrap=True)
        )
        self.column.addSpacing(fonts.px(16))
        drop = DropZone()
        drop.setMinimumHeight(fonts.px(240))
        drop.clicked.connect(self.folder_wanted)
        self.column.addWidget(drop)
        row = QHBoxLayout()
        choose = Button(self.tr("Choose a folder"), icon="ph.folder-open")
        choose.clicked.connect(self.folder_wanted)
        row.addWidget(choose)
        row.addStretch(1)
        self.column.addSpacing(fonts.px(8))
        self.column.addLayout(row)
        self.column.addStretch(1)


class DecisionStep(_Step):
    """What to decide about each image."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(Text(self.tr("What do you want to decide?"), "sentence"))
        self.column.addWidget(Text(self.tr("Another kind is another project over the same images."), "body", "text2"))
        self.column.addSpacing(fonts.px(16))
        self.classes = ChoiceCard(
            "classes",
            self.tr("Classes"),
            self.tr("What is in the image?"),
            self.tr("One answer per image, such as “rust”. Fastest: about 2 s an image."),
            key="1",
        )
        self.boxes = ChoiceCard(
            "boxes",
            self.tr("Boxes"),
            self.tr("Where is each thing?"),
            self.tr("A frame around every object. For finding and counting."),
            key="2",
        )
        self.masks = ChoiceCard(
            "masks",
            self.tr("Masks"),
            self.tr("Which pixels exactly?"),
            self.tr("Painted outlines. For areas, shapes and measuring."),
            key="3",
        )
        self.classes.setChecked(True)
        for card in (self.classes, self.boxes, self.masks):
            card.toggled.connect(self._show_kind)
        cards = QHBoxLayout()
        cards.setSpacing(fonts.px(16))
        for card in (self.classes, self.boxes, self.masks):
            cards.addWidget(card, 1)
        self.column.addLayout(cards)
        self.column.addSpacing(fonts.px(12))
        self._expected: tuple[int, int, int] | None = None
        self.several = Toggle(self.tr("An image may have several labels at once"))
        words = QVBoxLayout()
        words.setSpacing(fonts.px(2))
        words.addWidget(Text(self.tr("An image may have several labels at once"), "button"))
        words.addWidget(Text(self.tr("For example “rust” and “miner” on the same leaf"), "second", "text2"))
        row = QHBoxLayout()
        row.setSpacing(fonts.px(12))
        row.addWidget(self.several, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._several_row = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        self._several_row.setLayout(row)
        self.column.addWidget(self._several_row)
        self.column.addSpacing(fonts.px(16))
        self.column.addWidget(Hairline())
        self.column.addSpacing(fonts.px(8))
        self._heading = Text("", "strong")
        self.column.addWidget(self._heading)
        self._lines = [_Expectation(icon) for icon in ("ph.hand-pointing", "ph.sparkle", "ph.checks")]
        expect = QHBoxLayout()
        for line in self._lines:
            expect.addWidget(line, 1)
        self.column.addLayout(expect)
        self.column.addStretch(1)

    @property
    def task(self) -> Task:
        """What was chosen."""
        if self.boxes.isChecked():
            return Task.DETECTION
        if self.masks.isChecked():
            return Task.SEGMENTATION
        return Task.MULTILABEL if self.several.isChecked() else Task.CLASSIFICATION

    def choose(self, digit: str) -> bool:
        """Take the choice of a digit; whether there is one."""
        card = {"1": self.classes, "2": self.boxes, "3": self.masks}.get(digit)
        if card is not None:
            card.setChecked(True)
        return card is not None

    def show_picture(self, picture: QImage, label: str) -> None:
        """Tell the choices with one of the person's own images."""
        self.classes.set_picture(picture, label)
        self.boxes.set_picture(picture)
        self.masks.set_picture(picture)

    def show_expectation(self, images: int, labels: int, threads: int) -> None:
        """Say how much work it will be."""
        self._expected = images, labels, threads
        if self.task.has_shapes:
            self._expect_drawing(images)
            return
        first = min(images, labels * LABELLED_EACH)
        rest = max(0, images - first)
        self._heading.setText(self.tr("What to expect with {} images").format(counted(images)))
        self._lines[0].say(
            self.tr("Label about {}").format(first),
            self.tr("{} of each, {}").format(LABELLED_EACH, time_range(*(first * s for s in SECONDS_TO_LABEL))),
        )
        seconds = images / (IMAGES_PER_SECOND_AND_THREAD * threads)
        self._lines[1].say(
            self.tr("Get the rest suggested"), self.tr("in {} on this CPU").format(time_range(seconds, seconds * 1.6))
        )
        self._lines[2].say(
            self.tr("Review {}").format(counted(rest)),
            self.tr("a page at a time, {}").format(time_range(*(rest * s for s in SECONDS_TO_REVIEW))),
        )

    def _expect_drawing(self, images: int) -> None:
        self._heading.setText(self.tr("What to expect with {} images").format(counted(images)))
        if self.task is Task.SEGMENTATION:
            self._lines[0].say(
                self.tr("Paint every object"),
                self.tr("{}, with one mask in each image").format(time_range(*(images * s for s in SECONDS_TO_PAINT))),
            )
        else:
            self._lines[0].say(
                self.tr("Draw every box"),
                self.tr("{}, with one box in each image").format(time_range(*(images * s for s in SECONDS_TO_DRAW))),
            )
        self._lines[1].say(self.tr("Nothing is suggested yet"), self.tr("this version does not learn from shapes"))
        self._lines[2].say(self.tr("Export for training"), self.tr("in the formats that other programs read"))

    def _show_kind(self, _is_on: bool) -> None:
        self._several_row.setVisible(self.classes.isChecked())
        if self._expected is not None:
            self.show_expectation(*self._expected)


class LabelsStep(_Step):
    """Which labels, under which name, in which folder."""

    place_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.place = Path()
        self.column.addWidget(Text(self.tr("Which labels?"), "sentence"))
        self._enough = Text("", "body", "text2", wrap=True)
        self.column.addWidget(self._enough)
        self.show_task(Task.CLASSIFICATION)
        self.column.addSpacing(fonts.px(12))
        self.list = LabelList()
        self.list.setMaximumWidth(fonts.px(560))
        self.list.setMinimumHeight(fonts.px(260))
        self.column.addWidget(self.list, 1)
        self.column.addWidget(Hairline())
        self.column.addSpacing(fonts.px(6))
        self.column.addWidget(Text(self.tr("Name of the project"), "strong"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the project"))
        self.name.setMaximumWidth(fonts.px(360))
        self.name.setFixedHeight(fonts.px(32))
        self.column.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(fonts.px(10))
        row.addWidget(Icon("ph.folder-plus", 16))
        self._place = Elided("", "second", "text2", mode=Qt.TextElideMode.ElideMiddle)
        row.addWidget(self._place, 1)
        change = Button(self.tr("Change"), "ghost")
        change.clicked.connect(self.place_wanted)
        row.addWidget(change)
        self.column.addLayout(row)

    def show_task(self, task: Task) -> None:
        """Say how many labels such a project needs to begin."""
        self._enough.setText(
            self.tr("One is enough to begin. You can add, rename and merge labels at any time.")
            if task.has_shapes
            else self.tr("Two are enough to begin. You can add, rename and merge labels at any time.")
        )

    def set_project(self, name: str, place: Path) -> None:
        """Propose a name and a folder."""
        self.name.setText(name)
        self.set_place(place)

    def set_place(self, place: Path) -> None:
        """Choose the project's folder."""
        self.place = place
        self._place.setText(str(place))


class _Expectation(QWidget):
    """An icon, what to do, how long."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._first = Text("", "button", wrap=True)
        self._second = Text("", "second", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(fonts.px(2))
        words.addWidget(self._first)
        words.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, fonts.px(6), fonts.px(8), 0)
        row.setSpacing(fonts.px(10))
        row.addWidget(Icon(icon, 18, "acct"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, first: str, second: str) -> None:
        """Show other words."""
        self._first.setText(first)
        self._second.setText(second)
