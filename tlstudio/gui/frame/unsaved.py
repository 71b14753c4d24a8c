"""The bar about changes that could not be stored: it stays until they are, and offers to try again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tlstudio.core.errors import DiskFull
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice


class UnsavedBar(QObject):
    """Speaks through the notice at the top of the room; closing it gives the changes up."""

    def __init__(self, session: Session, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._notice = notice
        self._is_told = False
        notice.closed.connect(self._give_up)

    @property
    def is_told(self) -> bool:
        """Whether the notice speaks of changes that are not stored."""
        return self._is_told

    def tell(self, error: DiskFull) -> None:
        """Say what was refused and how many changes wait."""
        number = len(self._session.unsaved)
        waits = ""
        if number:
            waits = (
                self.tr("1 change is kept here") if number == 1 else self.tr("{} changes are kept here").format(number)
            )
            waits = self.tr("{what} until there is room.").format(what=waits)
        self._is_told = True
        self._notice.tell(
            sentence(error.sentence),
            f"{sentence(error.hint)} {waits}".strip(),
            buttons=[(self.tr("Try again"), self._try_again)] if number else (),
            detail=error.detail,
            kind="err",
        )

    def something_saved(self) -> None:
        """The disk takes changes again."""
        if self._is_told and not self._session.unsaved:
            self._is_told = False
            self._notice.hide()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _try_again(self) -> None:
        if self._session.save_again():
            self.something_saved()

    def _give_up(self) -> None:
        if self._is_told:
            self._session.unsaved.clear()
            self._is_told = False
