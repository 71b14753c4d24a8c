"""Puts the state of labelling into the widgets of the room, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import Image, Label
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.widgets.rows import LabelLine
from tlstudio.gui.workspaces.label.film_strip import FilmStrip
from tlstudio.gui.workspaces.label.inspector import LabelInspector
from tlstudio.gui.workspaces.label.labelling import Labelling
from tlstudio.gui.workspaces.label.suggestion_bar import SuggestionBar
from tlstudio.gui.workspaces.reasons import reason_icon, why_chosen


def tr(text: str) -> str:
    """Translate in the context of the label room."""
    return QCoreApplication.translate("label", text)


class LabelPresenter:
    """Reads `Labelling`, writes widgets."""

    def __init__(
        self,
        labelling: Labelling,
        panel: LabelInspector,
        bar: SuggestionBar,
        film: FilmStrip,
        *,
        read_only: bool,
    ) -> None:
        self._labelling = labelling
        self._panel = panel
        self._bar = bar
        self._film = film
        self._read_only = read_only

    def show_state(self) -> None:
        """Show everything but the picture and the strip."""
        labelling, image = self._labelling, self._labelling.image
        if image is None:
            return
        known = labelling.deciding.labels()
        self._panel.show_labels(self._lines(image, known))
        queue = labelling.queue
        self._panel.show_place(tr("{n} of {m}").format(n=counted(queue.position + 1), m=counted(len(queue.ids))))
        mark, text = self._answer(image)
        self._panel.show_answer(mark, text, can_clear=image.state.is_decided and not self._read_only)
        reason = queue.reason(image.id)
        if labelling.is_hidden:
            first = tr("Suggestion hidden until you decide")
            self._panel.show_reason(first, tr("One in 20, to check the model without its influence"), "ph.eye-slash")
        elif image.state.is_decided:
            self._panel.show_reason("", "", "ph.check")
        else:
            second = why_chosen(reason)
            self._panel.show_reason(reason.sentence, second, reason_icon(reason.code))
        self._panel.show_note(image.flagged, image.note)
        self._panel.show_settings(
            auto_advance=labelling.auto_advance, bias_guard=labelling.bias_guard, blind=self._blind()
        )
        self._show_answers(image, mark, text, len(known))

    def show_strip(self) -> None:
        """Show the film strip."""
        labelling = self._labelling
        self._film.show_queue(labelling.queue, labelling.deciding.labels(), labelling.has_suggestion)
        self._film.show_order(labelling.order.title, labelling.order.left())

    def tell_why_empty(self, place: EmptyPlace) -> None:
        """Say that there are no images, and where to add them."""
        place.show_drawing([], 1, "ph.tag")
        place.tell(
            tr("No images to label yet"),
            tr("Add a folder of images in Data; nothing is copied."),
            buttons=[("data", tr("Go to Data"), "ph.folder-plus", "Ctrl 1")],
        )

    def _lines(self, image: Image, known: dict[int, Label]) -> list[LabelLine]:
        labelling = self._labelling
        counts = labelling.counts()
        is_draft = labelling.deciding.has_several
        chosen = set(labelling.draft) if is_draft or image.state.is_decided else set[int]()
        suggested = set(labelling.shown.label_ids) if labelling.shown is not None else set[int]()
        return [
            LabelLine(
                label.id,
                label.name,
                label.colour,
                label.hot_key.replace("Shift+", "⇧ "),
                counted(counts.get(label.id, 0)),
                is_chosen=label.id in chosen,
                is_suggested=label.id in suggested,
            )
            for label in known.values()
        ]

    def _answer(self, image: Image) -> tuple[marks.Mark, str]:
        labelling = self._labelling
        if image.state.is_decided:
            name = labelling.deciding.name(image.label_ids)
            return marks.mark_of(image.state), tr("Decided: {label}").format(label=name)
        if labelling.shown is not None:
            name = labelling.deciding.name(labelling.shown.label_ids)
            return marks.Mark.SUGGESTED, f"{name} {decimal(labelling.shown.score)}"
        if labelling.is_hidden:
            return marks.Mark.UNDECIDED, tr("To decide by yourself")
        return marks.Mark.UNDECIDED, tr("Undecided")

    def _show_answers(self, image: Image, mark: marks.Mark, text: str, n_labels: int) -> None:
        labelling = self._labelling
        draft = labelling.deciding.name(labelling.draft) if labelling.draft else ""
        is_changed = set(labelling.draft) != set(image.label_ids)
        if image.state.is_decided and not is_changed:
            self._panel.show_button(tr("Next to decide"), tr("Next"), can=True)
            self._bar.show_state(mark, text, can_accept=False, accept="", n_labels=n_labels)
            return
        if not n_labels:
            self._panel.show_first_label(can=not self._read_only)
            self._bar.show_state(mark, text, can_accept=False, accept="", n_labels=0)
            return
        if not draft:
            button, short, can = tr("Choose a label"), tr("Choose a label"), False
        elif labelling.shown is not None and set(labelling.draft) == set(labelling.shown.label_ids):
            button, short, can = tr("Right as shown: {label}").format(label=draft), tr("Right as shown"), True
        else:
            button, short, can = tr("Decide {label}").format(label=draft), tr("Decide"), True
        self._panel.show_button(button, short, can=can and not self._read_only)
        accept = tr("Accept") if labelling.shown is not None else tr("Decide")
        self._bar.show_state(mark, text, can_accept=can and not self._read_only, accept=accept, n_labels=n_labels)

    def _blind(self) -> str:
        agreed, total = self._labelling.blind
        if not total:
            return ""
        return tr("Unseen, {n} of {m} suggestions were right").format(n=agreed, m=total)
