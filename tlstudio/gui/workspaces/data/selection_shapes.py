"""What can be done with chosen images in projects about shapes: answer what is suggested on them, finish them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tlstudio.gui.models.words import count
from tlstudio.gui.workspaces.data.selection_actions import SelectionActions
from tlstudio.project.commands.shape_answers import AcceptShapes, RejectShapes
from tlstudio.project.commands.shape_suggestions import ClearShapeSuggestions
from tlstudio.project.commands.shapes import FinishImages

ANSWERS = ("data.accept_shapes", "data.reject_shapes", "data.forget_shapes")


class ShapeSelectionActions(SelectionActions):
    """The same commands as in Review and Label, for all chosen images in one undo step."""

    menu = (
        "data.open", *ANSWERS, "data.finish", "data.reopen", "data.flag",
        "data.split_train", "data.split_val", "data.split_test", "data.copy_path", "data.show_file",
    )  # fmt: skip

    def reason_off(self, action_id: str) -> str:
        reason = super().reason_off(action_id)
        if reason or action_id not in (*ANSWERS, "data.finish", "data.reopen"):
            return reason
        if action_id in ANSWERS:
            return "" if self.acceptable_number(self._ids()) else self.tr("Nothing is suggested on the selected images")
        return "" if self._to_change(action_id) else self._why_not(action_id)

    def acceptable_number(self, image_ids: Sequence[int]) -> int:
        return len(self._session.project.read.review.open_on(image_ids))

    def _deciding(self, index: int) -> dict[str, Callable[[], object]]:
        return {
            "data.accept_shapes": self._accept_shapes,
            "data.reject_shapes": self._reject_shapes,
            "data.forget_shapes": self._forget_shapes,
            "data.finish": lambda: self._finish("data.finish"),
            "data.reopen": lambda: self._finish("data.reopen"),
        }

    def _open(self) -> list[int]:
        return self._session.project.read.review.open_on(self._ids())

    def _named(self, number: int) -> str:
        return count(number, self.tr("suggestion"), self.tr("suggestions"))

    def _accept_shapes(self) -> None:
        ids = self._open()
        said = self.tr("{} accepted").format(self._named(len(ids)))
        self._session.run(AcceptShapes(ids), initiator="data", said=said)

    def _reject_shapes(self) -> None:
        ids = self._open()
        said = self.tr("{} rejected").format(self._named(len(ids)))
        self._session.run(RejectShapes(ids), initiator="data", said=said)

    def _forget_shapes(self) -> None:
        ids = self._open()
        said = self.tr("{} taken away unanswered").format(self._named(len(ids)))
        self._session.run(ClearShapeSuggestions(ids), initiator="data", said=said)

    def _to_change(self, action_id: str) -> list[int]:
        """Those of the chosen images that are not (or, to reopen, that are) finished."""
        images = self._session.project.read.images(self._ids())
        return [image.id for image in images if image.state.is_decided == (action_id == "data.reopen")]

    def _why_not(self, action_id: str) -> str:
        if action_id == "data.finish":
            return self.tr("The selected images are finished already")
        return self.tr("None of the selected images is finished")

    def _finish(self, action_id: str) -> None:
        ids = self._to_change(action_id)
        finished = action_id == "data.finish"
        images = count(len(ids), self.tr("image"), self.tr("images"))
        said = self.tr("{} finished as they are") if finished else self.tr("{} to be finished again")
        self._session.run(FinishImages(ids, finished), initiator="data", said=said.format(images))
