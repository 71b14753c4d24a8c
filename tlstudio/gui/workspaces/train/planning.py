"""What a run would do with the settings as they are, planned beside the window's thread and shown before it starts."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tlstudio.core.cards import BackboneCard
from tlstudio.gui.models import training_views as views
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.workspaces.train.pages import ReadyPage
from tlstudio.gui.workspaces.train.preview import AugmentationPreview
from tlstudio.project.settings import BACKBONE_SETTING, DEFAULT_BACKBONE

if TYPE_CHECKING:
    from tlstudio.project.runs import Plan


class Planning(QObject):
    """Asks for the plan, writes the page; the newest plan wins.

    Args:
        backbones: Key -> card of those that can be fine-tuned.
        notice: Where an error is shown.
    """

    def __init__(
        self, session: Session, page: ReadyPage, backbones: Mapping[str, BackboneCard], notice: Notice
    ) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._backbones = backbones
        self._notice = notice
        self._preview = AugmentationPreview(session, page.sections.variation)
        self._number = 0
        self._plan: Plan | None = None

    @property
    def reason_off(self) -> str:
        """Why no run can start; empty = one can, or nothing is planned yet."""
        return self._plan.reason_off if self._plan is not None else ""

    def plan(self) -> None:
        """Plan on a thread: looking for near duplicates among thousands of images takes longer than a frame."""
        self._number += 1
        number, overrides = self._number, self._page.form.overrides()

        def show(plan: Plan) -> None:
            if number == self._number:
                self._show(plan)

        runs = self._session.project.runs
        self._session.in_background(lambda: runs.plan(**overrides), show, self._notice.tell_error)

    def ask_backbones(self) -> None:
        """Offer the project's backbone, and ask which others have their weights on this machine."""
        project = self._session.project
        self._page.form.choose_backbone(project.settings.get(BACKBONE_SETTING, DEFAULT_BACKBONE))

        def take(future: Future[dict[str, Any]]) -> None:
            if future.exception() is None:
                rows = future.result().get("backbones", ())
                self._page.form.show_available({row["name"]: bool(row["available"]) for row in rows})

        project.engine.request("backbones").add_done_callback(take)

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        view = views.ready_view(plan, self._session.project.read.labels())
        card = self._backbones.get(plan.spec.backbone)
        rarest = min((label for label in view.labels if label.count), key=lambda label: label.count, default=None)
        link = self.tr("Show {label}").format(label=rarest.name) if rarest and not plan.reason_off else ""
        why = f"{tr(plan.freeze)}: {sentence(plan.why)}." if plan.freeze else ""
        self._page.show_view(
            view, backbone=card.title if card else plan.spec.backbone, draws=plan.spec.draws, link=link, why=why
        )
        self._preview.show(plan.spec.augmentation)
