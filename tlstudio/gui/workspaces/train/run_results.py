"""The results of one run on their page: what was measured, its course, and whether it makes the suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import StudioError
from tlstudio.core.words import Split
from tlstudio.gui import fonts
from tlstudio.gui.models import run_facts
from tlstudio.gui.models import training_views as views
from tlstudio.gui.models.result import read_result
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.results.page import ResultsPage
from tlstudio.gui.workspaces.train.run_actions import RunActions
from tlstudio.jobs.spec import read_dataset


class RunResults(QObject):
    """Reads a run's folder, writes the page.

    Args:
        backbones: Key -> card of those that can be fine-tuned.

    Attributes:
        run_id: The run that is shown; empty before the first.
    """

    def __init__(
        self, session: Session, page: ResultsPage, backbones: Mapping[str, BackboneCard], actions: RunActions
    ) -> None:
        super().__init__(page)
        self._session = session
        self._runs = session.project.runs
        self._page = page
        self._backbones = backbones
        self._actions = actions
        self.run_id = ""

    def show(self, run_id: str) -> bool:
        """Show a finished run; False, with the reason in a toast, where it has no results."""
        try:
            run, metrics = self._runs.get(run_id), self._runs.metrics(run_id)
        except StudioError as error:
            self._session.told.emit(error.sentence, False)
            return False
        result = read_result(metrics, run_facts.rival_name(metrics))
        if result is None:
            self._session.told.emit(self.tr("Nothing was held out, so there is nothing to measure on"), False)
            return False
        self.run_id = run_id
        colours = {label.name: label.colour for label in self._session.project.read.labels()}
        card = self._backbones.get(run.spec.backbone)
        backbone = card.title if card else run.spec.backbone
        self._page.show_result(result, colours, self._picture, run_facts.provenance(run, datetime.now(), backbone))
        view = views.running_view(run, self._runs.events(run_id), None)
        self._page.course.show_course(view, run_facts.settings_of(run, backbone))
        self.show_pin()
        return True

    def show_pin(self) -> None:
        """Say whether the run makes the suggestions, and offer the other."""
        serving = self._runs.serving_model()
        is_serving = serving.model == self.run_id
        if is_serving and serving.pinned:
            text = self.tr("Choose by evidence again")
        else:
            text = self.tr("Makes the suggestions") if is_serving else self.tr("Use this run")
        self._page.pin.setText(text)
        self._page.pin.setEnabled(not is_serving or serving.pinned)

    def toggle_pin(self) -> None:
        """Let the run make the suggestions, or the evidence choose again."""
        serving = self._runs.serving_model()
        self._actions.pin(None if serving.model == self.run_id and serving.pinned else self.run_id)

    def image_ids_learnt_from(self) -> list[int]:
        """The images that the run learnt from or picked its epoch by; those of the test are not among them."""
        rows = read_dataset(self._runs.get(self.run_id).folder)
        return [row.image_id for row in rows if row.split != Split.TEST.value]

    def _picture(self, image_id: int) -> QImage | None:
        return self._session.thumbnails.get(image_id, fonts.px(160)) if image_id else None
