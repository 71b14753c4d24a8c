"""What the keys, the selection bar and the context menu of the gallery do with the chosen images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from tlstudio.core.words import Split, SuggestionRef, Task
from tlstudio.gui.actions import action
from tlstudio.gui.frame.menus import fill_menu
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.project.commands.decisions import Accept, ClearDecision, Decide, Reject
from tlstudio.project.commands.images import SetFlag
from tlstudio.project.commands.labels import AddLabels
from tlstudio.project.splits import apply_mapping

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.data.workspace import DataWorkspace

MENU = (
    "data.open", "data.set_label", "data.accept", "data.reject", "data.clear", "data.flag", "data.similar",
    "data.split_train", "data.split_val", "data.split_test", "data.copy_path", "data.show_file",
)  # fmt: skip
SPLITS = {"data.split_train": Split.TRAIN, "data.split_val": Split.VAL, "data.split_test": Split.TEST}


def is_for(action_id: str, *, has_shapes: bool) -> bool:
    """Whether an action of the Data room makes sense in projects about shapes, or in those about whole images."""
    return ("data_shapes" if has_shapes else "data") in action(action_id).contexts


class SelectionActions(QObject):
    """Runs commands of the project for the chosen images of one Data room; here: labels of whole images.

    Attributes:
        menu: Ids of the context menu.
    """

    menu: tuple[str, ...] = MENU

    def __init__(self, session: Session, room: DataWorkspace) -> None:
        super().__init__(room)
        self._session = session
        self._room = room
        self._has_shapes = session.project.info.task.has_shapes

    def run(self, action_id: str, index: int = 0) -> bool:
        """Do an action; False = it is not one of these."""
        if not action_id.startswith("data."):
            return False
        if action_id in SPLITS:
            self._split(SPLITS[action_id])
            return True
        if self.reason_off(action_id):
            self._session.refused.emit(self.reason_off(action_id))
            return True
        handler = {**self._shared(), **self._deciding(index)}.get(action_id)
        if handler is None:
            return False
        handler()
        return True

    def _shared(self) -> dict[str, Callable[[], object]]:
        """What every kind of project has."""
        return {
            "data.select": self._select,
            "data.select_all": lambda: self._room.gallery.select(self._room.gallery.ids.tolist()),
            "data.select_none": self._select_none,
            "data.flag": self._flag,
            "data.open": lambda: self._room.room_wanted.emit("label", {"image_id": self._ids()[0]}),
            "data.copy_path": self._copy_path,
            "data.show_file": self._show_file,
            "data.find_missing": lambda: self._session.action_wanted.emit("data.find_missing_files"),
        }

    def _deciding(self, index: int) -> dict[str, Callable[[], object]]:
        """What is decided about whole images; `index` is a digit's place."""
        return {
            "data.assign": lambda: self._assign_place(index),
            "data.set_label": self._pick_label,
            "data.accept": self._accept,
            "data.reject": self._reject,
            "data.clear": self._clear,
            "data.similar": lambda: self._room.find_similar(self._ids()[0]),
        }

    def reason_off(self, action_id: str) -> str:
        """Why an action cannot be done with what is chosen now."""
        if not is_for(action_id, has_shapes=self._has_shapes):
            if self._has_shapes:
                return self.tr("This project is about shapes, not about whole images")
            return self.tr("This project is about whole images, not about shapes")
        needs_images = (*self.menu, "data.assign", "data.select")
        if action_id in needs_images and not self._ids():
            return self.tr("Select an image first")
        if action_id == "data.accept" and not self.acceptable(self._ids()):
            return self.tr("None of the selected images has a suggestion")
        if action_id == "data.similar" and not self._session.project.suggestions.generation:
            return self.tr("Wait until the images are compared; the status line says how far that is")
        return ""

    def acceptable_number(self, image_ids: Sequence[int]) -> int:
        """How many suggestions accepting would take."""
        return len(self.acceptable(image_ids))

    def acceptable(self, image_ids: Sequence[int]) -> dict[int, SuggestionRef]:
        """Which of the images have a suggestion nobody has decided about: image id -> suggestion."""
        table = self._session.project.read.table()
        found: dict[int, SuggestionRef] = {}
        rows = table.rows_of(list(image_ids))
        for image_id, label in zip(table.ids[rows].tolist(), table.decided_at[rows].tolist(), strict=True):
            if label:
                continue
            suggestion = self._room.suggested.for_image(image_id)
            if suggestion is not None:
                found[image_id] = suggestion.best
        return found

    def open_menu(self, position: QPoint) -> None:
        """The context menu at a global position."""
        menu = QMenu(self._room)
        writes_off = self.tr("Open for reading only") if self._session.read_only else ""
        fill_menu(
            menu,
            [action(name) for name in self.menu],
            self._session.keymap,
            lambda row, index: self.run(row.id, index),
            lambda row: (writes_off if row.writes else "") or self.reason_off(row.id),
        )
        menu.exec(position)
        menu.deleteLater()

    def _ids(self) -> list[int]:
        return self._room.chosen_ids()

    def _select(self) -> None:
        self._room.gallery.toggle_current()

    def _select_none(self) -> None:
        if len(self._room.gallery.selection):
            self._room.gallery.select([])
        elif self._room.filter.is_on:
            self._room.run_action("data.show_all")

    def _suggestions(self, image_ids: Sequence[int]) -> dict[int, SuggestionRef]:
        return self.acceptable(image_ids)

    def _assign_place(self, index: int) -> None:
        labels = self._session.project.read.labels()
        if index >= len(labels):
            self._session.refused.emit(self.tr("There is no label number {}").format(index + 1))
            return
        self._assign(labels[index].id)

    def _assign(self, label_id: int) -> None:
        ids = self._ids()
        label_ids: tuple[int, ...] = (label_id,)
        if self._session.project.info.task is Task.MULTILABEL and len(ids) == 1:
            # A digit adds a label to one image or takes it off.
            have = self._session.project.read.image(ids[0]).label_ids
            label_ids = tuple(i for i in have if i != label_id) if label_id in have else (*have, label_id)
        if not label_ids:
            self._clear()
            return
        names = {label.id: label.name for label in self._session.project.read.labels()}
        said = self.tr("{} labelled {}").format(count(len(ids), self.tr("image"), self.tr("images")), names[label_id])
        self._session.run(Decide(ids, label_ids, suggestions=self._suggestions(ids)), initiator="data", said=said)

    def _pick_label(self) -> None:
        picker = LabelPicker(self._room)
        picker.picked.connect(self._assign)
        picker.created.connect(self._create_and_assign)
        bar = self._room.selection_bar
        below = bar.buttons["data.set_label"] if bar.isVisible() else self._room.gallery
        picker.open_for(self._session.project.read.labels(), below)

    def _create_and_assign(self, name: str) -> None:
        if self._session.run(AddLabels((name,)), initiator="data", toast=False) is None:
            return
        label = next((one for one in self._session.project.read.labels() if one.name == name), None)
        if label is not None:
            self._assign(label.id)

    def _accept(self) -> None:
        suggestions = self.acceptable(self._ids())
        labels: dict[int, tuple[int, ...]] = {}
        if self._session.project.info.task is Task.MULTILABEL:
            for image_id in suggestions:
                full = self._room.suggested.for_image(image_id)
                if full is not None:
                    above = tuple(i for i, s in zip(full.label_ids, full.scores, strict=True) if s >= 0.5)
                    labels[image_id] = above or full.label_ids[:1]
        names = {label.id: label.name for label in self._session.project.read.labels()}
        accepted = {names.get(one.label_id, "") for one in suggestions.values()}
        said = self.tr("{} accepted").format(counted(len(suggestions)))
        if len(accepted) == 1:
            said = self.tr("{} accepted as {}").format(counted(len(suggestions)), accepted.pop())
        self._session.run(Accept(suggestions, labels), initiator="data", said=said)

    def _reject(self) -> None:
        ids = self._ids()
        said = self.tr("{} with none of the labels").format(count(len(ids), self.tr("image"), self.tr("images")))
        self._session.run(Reject(ids, suggestions=self._suggestions(ids)), initiator="data", said=said)

    def _clear(self) -> None:
        self._session.run(ClearDecision(self._ids()), initiator="data", said=self.tr("Undecided again"))

    def _flag(self) -> None:
        images = self._session.project.read.images(self._ids())
        flagged = not all(image.flagged for image in images)
        said = self.tr("Marked for discussion") if flagged else self.tr("No longer to discuss")
        self._session.run(SetFlag([image.id for image in images], flagged), initiator="data", said=said)

    def _split(self, split: Split) -> None:
        project = self._session.project
        ids = self._ids()
        self._session.in_background(
            lambda: apply_mapping(project, dict.fromkeys(ids, split)),
            lambda report: self._session.told.emit(
                self.tr("{} images put into {}").format(counted(report.changed), split.value), True
            ),
        )

    def _copy_path(self) -> None:
        project = self._session.project
        paths = [str(project.absolute(image)) for image in project.read.images(self._ids())]
        QGuiApplication.clipboard().setText("\n".join(paths))
        self._session.told.emit(self.tr("Path copied") if len(paths) == 1 else self.tr("Paths copied"), False)

    def _show_file(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        project = self._session.project
        path = project.absolute(project.read.image(self._ids()[0]))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
