"""Export: a format, a place, which images; what would be lost is said in numbers before anything is written."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Split
from tlstudio.gui import fonts
from tlstudio.gui.exchange.cards import title_of, writable
from tlstudio.gui.exchange.dialog import ExchangeDialog, at_left, clear
from tlstudio.gui.exchange.exporting import Choice, export_in_background, free_place, in_use, try_out
from tlstudio.gui.exchange.format_list import FormatList
from tlstudio.gui.exchange.import_report import skipped_notice
from tlstudio.gui.exchange.option_fields import OptionFields
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.told_progress import ToldProgress
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Toggle

if TYPE_CHECKING:
    from tlstudio.core.cards import FormatCard
    from tlstudio.gui.frame.studio import Studio
    from tlstudio.project.exporting import Exported

FORMAT_KEY = "export.format"


class ExportDialog(ExchangeDialog):
    """Formats at the left; at the right what is written, and what a trial of it found."""

    def __init__(self, studio: Studio) -> None:
        task = studio.session.project.info.task
        self._cards = {card.key: card for card in writable(task.value)}
        self.formats = FormatList(list(self._cards.values()), studio.tr("Format"))
        super().__init__(
            studio,
            studio.tr("Export decisions"),
            studio.tr("Only what a person decided is written. Suggestions stay here."),
            studio.tr("Export"),
        )
        self._has_shapes = task.has_shapes
        self.options = OptionFields()
        self._proposed = ""
        self._number = 0
        self._stop = threading.Event()
        self.place_notice = Notice("suggested")
        self._build()
        self.preview = Text("", "body", "text", wrap=True)
        self.body.addWidget(self.place_notice)
        self.body.addWidget(self.preview)
        self._found = QVBoxLayout()
        self._found.setSpacing(fonts.px(8))
        self.body.addLayout(self._found)
        self.formats.chosen.connect(lambda _key: self._chosen())
        before = str(self.session.preferences.get(FORMAT_KEY, ""))
        self.formats.choose(before if before in self._cards else next(iter(self._cards)))

    def centre(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(16))
        row.addWidget(self.formats)
        row.addWidget(self.area, 1)
        return both

    def _build(self) -> None:
        self.path = QLineEdit()
        self.path.setFixedHeight(fonts.px(32))
        choose = Button(self.tr("Choose"), icon="ph.folder-open")
        choose.clicked.connect(self._choose_place)
        self.images = Select()
        self._add_images()
        self.side = Select()
        self.side.addItem(self.tr("All sides"), None)
        for split in Split:
            self.side.addItem(split.value, split)
        self.copies = Toggle(self.tr("Copy the images too"))
        self.row(self.tr("To"), self.path, choose)
        self.row(self.tr("Images"), self.images)
        self.row(self.tr("Split"), self.side)
        self.row(self.tr("Copy the images too"), at_left(self.copies))
        self.form.addWidget(self.options)
        self.images.currentIndexChanged.connect(lambda _place: self.look())
        self.side.currentIndexChanged.connect(lambda _place: self.look())
        self.options.changed.connect(self.look)
        self.copies.toggled.connect(lambda _on: self._propose())
        self.path.textChanged.connect(lambda _text: self._check_place())

    def _add_images(self) -> None:
        """All that may be written; the room in front may know a filter and a selection."""
        finished = self.tr("Finished images") if self._has_shapes else self.tr("Decided images")
        self.images.addItem(finished, ("decided", None))
        room = self.studio.room
        chosen = room.chosen_images() if room is not None else {}
        if shown := chosen.get("shown"):
            words = self.tr("Of the {} shown, the finished ones") if self._has_shapes else self.tr("Of the {} shown")
            self.images.addItem(words.format(counted(len(shown))), ("decided", shown))
        if selected := chosen.get("selected"):
            words = (
                self.tr("Of the {} selected, the finished ones") if self._has_shapes else self.tr("Of the {} selected")
            )
            self.images.addItem(words.format(counted(len(selected))), ("decided", selected))
        self.images.addItem(
            self.tr("All images, also unfinished ones") if self._has_shapes else self.tr("All images, also undecided"),
            ("all", None),
        )

    def open_sized(self, width: int = 860, height: int = 640) -> None:
        super().open_sized(width, height)

    @property
    def card(self) -> FormatCard:
        """The chosen format."""
        return self._cards[self.formats.key]

    def choice(self) -> Choice:
        """What the person chose."""
        include, ids = self.images.currentData()
        return Choice(
            format=self.card.key,
            place=Path(self.path.text().strip()).expanduser(),
            include=include,
            split=self.side.currentData(),
            among=None if ids is None else np.asarray(ids, np.int64),
            with_images=self.copies.isChecked(),
            options=self.options.values(),
        )

    def _chosen(self) -> None:
        from tlstudio.formats import registry
        from tlstudio.project.format_options import chosen_options

        known = self.card.write_options
        self.options.show_options(known, chosen_options(self.session.project, self.card.key, known, {})[0])
        # A format whose labels are the places of its pictures cannot be written without them.
        needs_images = hasattr(registry.get(self.card.key), "cannot_hold")
        self.copies.setEnabled(not needs_images)
        if needs_images:
            self.copies.setChecked(True)
        self._propose()
        self.look()

    def _propose(self) -> None:
        """Name a free place, as long as the person has not named one."""
        if self.path.text() in ("", self._proposed):
            root = self.session.project.root
            self._proposed = str(free_place(root / "exports", root.name, self.card, self.copies.isChecked()))
            self.path.setText(self._proposed)
        self._check_place()

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Into which folder?"))
        if chosen:
            place = Path(chosen)
            name = self.session.project.root.name
            is_file = self.card.key == "csv" and not self.copies.isChecked()
            empty = not is_file and not in_use(place)
            self.path.setText(str(place if empty else free_place(place, name, self.card, self.copies.isChecked())))

    def _check_place(self) -> bool:
        """Say when something is there already; nothing is ever written over."""
        text = self.path.text().strip()
        taken = bool(text) and in_use(Path(text).expanduser())
        if taken:
            place = Path(text).expanduser()

            def another() -> None:
                self.path.setText(str(free_place(place.parent, place.stem, self.card, self.copies.isChecked())))

            self.place_notice.tell(
                self.tr("{} is there already").format(place.name),
                self.tr("An export never writes over anything."),
                buttons=[(self.tr("Take another name"), another)],
                closable=False,
            )
        else:
            self.place_notice.hide()
        self._may_go()
        return not taken

    def _may_go(self) -> None:
        text = self.path.text().strip()
        self.go.setEnabled(self._number > 0 and bool(text) and not in_use(Path(text).expanduser()))

    def look(self) -> None:
        self._rest.stop()
        self._stop.set()
        self._number = 0
        self._may_go()
        self.notice.hide()
        clear(self._found)
        self.preview.setText("")
        self.working.setText(self.tr("Trying it out ..."))
        self._stop = stop = threading.Event()
        choice, session = self.choice(), self.session
        report = ToldProgress(
            session, self.tr("Trying it out, {} of {} images"), lambda text, _share: self._say_progress(text, stop)
        )
        self.ask(lambda: try_out(session.project, choice, report, stop), self._show)

    def _say_progress(self, text: str, stop: threading.Event) -> None:
        if stop is self._stop and not stop.is_set() and not self._number:
            self.working.setText(text)

    def _show(self, report: Exported) -> None:
        self.working.setText("")
        self._number = report.images
        images = self.tr("1 image") if report.images == 1 else self.tr("{} images").format(counted(report.images))
        marks = (
            self.tr("1 annotation")
            if report.annotations == 1
            else self.tr("{} annotations").format(counted(report.annotations))
        )
        self.preview.setText(self.tr("{images} with {annotations}").format(images=images, annotations=marks))
        if report.losses:
            self._add_notice(
                "suggested",
                self.tr("A trial says what would be lost of yours"),
                "\n".join(map(sentence, report.losses)),
            )
        elif self._has_shapes:
            self._add_notice("accepted", self.tr("A trial kept every shape and all that is said about it"), "")
        if report.skipped:
            self._found.addWidget(skipped_notice(report.skipped, self))
        if report.loses:
            title = self.tr("What {} cannot hold").format(title_of(self.card))
            self._found.addWidget(Text(title, "strong", wrap=True))
            for line in report.loses:
                self._found.addWidget(Text(tr(line), "second", "text2", wrap=True))
        self.go.setText(
            self.tr("Export 1 image")
            if report.images == 1
            else self.tr("Export {} images").format(counted(report.images))
        )
        self._may_go()

    def _add_notice(self, kind: str, title: str, second: str) -> None:
        notice = Notice(kind)
        notice.tell(title, second, closable=False)
        self._found.addWidget(notice)

    def show_error(self, error: StudioError) -> None:
        self._number = 0
        self.preview.setText("")
        super().show_error(error)

    def done(self, result: int) -> None:
        self._stop.set()
        super().done(result)

    def start(self) -> None:
        if not self._check_place():
            return
        self.session.preferences.set(FORMAT_KEY, self.card.key)
        export_in_background(self.studio, self.choice())
        self.accept()
