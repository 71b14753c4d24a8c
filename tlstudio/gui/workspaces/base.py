"""What the main window asks of a workspace, and what a workspace may ask of the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.core.changes import Changes
from tlstudio.gui.session import Session


class Workspace(QWidget):
    """One room of the window: Data, Label, Review or Train.

    The main window makes it once per open project, on the first visit, and forwards changes to the visible one only;
    `activate` therefore brings it up to date. A workspace never knows another one: it emits `room_wanted`.
    """

    room = ""
    subtitle_changed = Signal()
    room_wanted = Signal(str, object)  # room, what to show there (see `show`)
    foot_changed = Signal()  # a floating bar came or went: see `covered_foot`

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    @classmethod
    def import_parts(cls) -> None:
        """Import what the room finds by itself when it is made; called beforehand on a thread, like its own import."""

    def activate(self) -> None:
        """Come to the front: read what changed meanwhile and put the focus into the centre."""

    def deactivate(self) -> None:
        """Leave the front: stop timers, keep the place."""

    def release(self) -> None:
        """Stop threads of the room's own; the project is about to be closed."""

    def show_target(self, target: object) -> None:
        """Go to what another room asked for, for example `{"image_id": 7}`; unknown wishes are ignored."""

    def on_changes(self, changes: Changes) -> None:
        """Repaint what shows the changed kinds and ids; called only while in front."""

    def context(self) -> str:
        """The context whose keys hold now; a workspace with two views has two."""
        return self.room

    def run_action(self, action_id: str, index: int = 0) -> bool:
        """Do an action of the table; `index` is the digit's place (0 to 19). Return whether it was taken."""
        return False

    @property
    def has_draft(self) -> bool:
        """Whether something is begun that is not stored yet."""
        return False

    def take_back(self) -> None:
        """Undo while there is a draft: take back its last point, not what was stored before it."""

    def reason_off(self, action_id: str) -> str:
        """Say why an action is off now, in a sentence for the search; empty = it can be done."""
        return ""

    def subtitle(self) -> str:
        """What stands after the room's name in the header, for example "300 images, 94 shown"."""
        return ""

    def areas(self) -> list[QWidget]:
        """The places that F6 jumps between, in order (filters or tools, centre, inspector)."""
        return [self]

    def covered_foot(self) -> int:
        """How many pixels at the foot a floating bar of the room covers; the toast stays above it."""
        return 0

    def chosen_images(self) -> dict[str, list[int]]:
        """What an export may be narrowed to: ids `shown` by the room's filter, and `selected`; those there are."""
        return {}

    def inspector(self) -> QWidget | None:
        """The panel that F9 folds, if there is one."""
        return None
