"""Train in projects about shapes: what it will do, and that this version does not do it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.workspaces.base import Workspace


class _NotYet(Workspace):
    """One sentence why there is nothing here, and the way to where there is something to do."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._place = EmptyPlace()
        self._place.wanted.connect(lambda name: self.room_wanted.emit(name, None))
        self._place.show_drawing([], 1, "ph.bounding-box")
        sentence, then = self.words()
        self._place.tell(sentence, then, buttons=[("label", self.tr("Go to Label"), "ph.bounding-box", "Ctrl 2")])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._place)

    def words(self) -> tuple[str, str]:
        """The sentence why, and what can be done meanwhile."""
        raise NotImplementedError

    def activate(self) -> None:
        self._place.focus_primary()

    def areas(self) -> list[QWidget]:
        return [self._place]

    def reason_off(self, action_id: str) -> str:
        return self.words()[0] if action_id.startswith(f"{self.room}.") else ""


class TrainNotYet(_NotYet):
    """Networks learn whole-image labels only."""

    room = "train"

    def words(self) -> tuple[str, str]:
        return (
            self.tr("Training on shapes is not part of this version"),
            self.tr("What you draw is stored and can be exported; networks for boxes and masks come later."),
        )
