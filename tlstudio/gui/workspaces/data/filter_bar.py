"""The chips above the gallery: states, labels, split, and more; what does not fit folds into "More"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tlstudio.core.words import Check, Label, Origin, Split
from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.widgets.chips import Chip
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.widgets.text import Hairline, plain_entry
from tlstudio.gui.workspaces.data.data_filter import DataFilter, MarkCounts
from tlstudio.gui.workspaces.data.gallery_cells import mark_name
from tlstudio.gui.workspaces.data.label_filter import LabelFilter
from tlstudio.gui.workspaces.data.object_filter import ObjectFilter, described
from tlstudio.store.counts import Counts
from tlstudio.store.review_reads import ReviewReads

STATE_CHIPS = (Mark.ACCEPTED, Mark.CORRECTED, Mark.REJECTED, Mark.SUGGESTED, Mark.UNDECIDED)
SCORES = (0.5, 0.8, 0.9, 0.95)
# The last ones are the first to give way.
KEPT = (Mark.SUGGESTED, Mark.UNDECIDED, Mark.ACCEPTED, Mark.CORRECTED, Mark.REJECTED)


class FilterBar(QWidget):
    """Shows a `DataFilter` and emits another one when the person changes it."""

    changed = Signal(object)  # DataFilter

    def __init__(self, review: ReviewReads, parent: QWidget | None = None, *, has_shapes: bool = False) -> None:
        super().__init__(parent)
        self._review = review
        self._filter = DataFilter()
        self._labels: Sequence[Label] = ()
        self._counts = Counts()
        self._chips: dict[Mark, Chip] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(7))
        for mark in STATE_CHIPS:
            if has_shapes and mark is Mark.CORRECTED:
                continue  # shapes are corrected one by one; an image is finished or not
            chip = Chip(mark_name(mark, has_shapes=has_shapes), mark=mark)
            chip.clicked.connect(lambda _checked=False, mark=mark: self._change(self._filter.toggled(mark)))
            chip.removed.connect(lambda mark=mark: self._change(self._filter.toggled(mark)))
            self._chips[mark] = chip
            layout.addWidget(chip)
        line = Hairline(vertical=True)
        line.setFixedHeight(fonts.px(16))
        layout.addWidget(line)
        self._label_chip = Chip(self.tr("Label"), icon="ph.tag", menu=True)
        self._like_chip = Chip(self.tr("Like"), icon="ph.intersect", menu=True)
        self._only_chip = Chip(self.tr("Chosen images"), icon="ph.chart-line-up", menu=True)
        self._object_chip = Chip(self.tr("Objects"), icon="ph.bounding-box", menu=True)
        self._object_chip.setVisible(has_shapes)
        self._has_shapes = has_shapes
        self._split_chip = Chip(self.tr("Split"), menu=True)
        self._more_chip = Chip(self.tr("More"), menu=True)
        for chip, opened, removed in (
            (self._only_chip, self._drop_only, self._drop_only),
            (self._like_chip, self._drop_like, self._drop_like),
            (self._label_chip, self._open_labels, lambda: self._change(replace(self._filter, label_ids=frozenset()))),
            (self._object_chip, self._open_objects, self._drop_objects),
            (self._split_chip, self._open_splits, lambda: self._change(replace(self._filter, splits=frozenset()))),
            (self._more_chip, self._open_more, self._drop_more),
        ):
            chip.clicked.connect(opened)
            chip.removed.connect(removed)
            layout.addWidget(chip)
        layout.addStretch(1)
        self._last: list[Chip] = []

    def add_last(self, chip: Chip) -> None:
        """Put a chip of another owner at the end."""
        self._last.append(chip)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(chip)

    def show_filter(
        self, wanted: DataFilter, counts: MarkCounts, totals: Counts, labels: Sequence[Label], shown: int
    ) -> None:
        """Bring all chips up to date.

        Args:
            shown: How many images pass; stands on the label chip.
        """
        self._filter = wanted
        self._labels = labels
        self._counts = totals
        for mark, chip in self._chips.items():
            chip.set_count(counts.by_mark.get(mark, 0))
            chip.setChecked(mark in wanted.marks)
        names = [label.name for label in labels if label.id in wanted.label_ids]
        self._label_chip.set_text(_either(names, self.tr("or")) if names else self.tr("Label"))
        self._label_chip.setChecked(bool(names))
        self._label_chip.set_count(shown if names else None)
        self._only_chip.setVisible(bool(wanted.only))
        self._only_chip.setChecked(bool(wanted.only))
        self._only_chip.set_count(len(wanted.only) or None)
        self._like_chip.setVisible(bool(wanted.like))
        self._like_chip.setChecked(bool(wanted.like))
        self._like_chip.set_count(len(wanted.similar_ids) if wanted.like else None)
        objects = described(wanted)
        self._object_chip.set_text(objects or self.tr("Objects"))
        self._object_chip.setChecked(bool(objects))
        sides = [split.value if split else self.tr("none") for split in wanted.splits]
        self._split_chip.set_text(_either(sorted(sides), self.tr("or")) if sides else self.tr("Split"))
        self._split_chip.setChecked(bool(sides))
        extra = self._extra_names(wanted)
        self._more_chip.set_text(", ".join(extra) if extra else self.tr("More"))
        self._more_chip.setChecked(bool(extra))
        self._fold()

    def _extra_names(self, wanted: DataFilter) -> list[str]:
        named = ((wanted.flagged, self.tr("To discuss")), (wanted.missing, self.tr("Missing")),
                 (wanted.duplicates, self.tr("Near duplicates")), (wanted.commented, self.tr("Open comments")),
                 (wanted.proposed, self.tr("Suggested shapes")),
                 (wanted.differs, self.tr("Person and model differ")))  # fmt: skip
        names = [name for is_on, name in named if is_on]
        names += [name for check, name in self._check_names().items() if check in wanted.checks]
        names += [name for origin, name in self._origin_names().items() if origin in wanted.origins]
        return [*names, self._score_name(wanted.min_score)] if wanted.min_score else names

    def _origin_names(self) -> dict[Origin, str]:
        return {
            Origin.PERSON: self.tr("Labelled by hand"),
            Origin.SUGGESTION: self.tr("From a suggestion"),
            Origin.IMPORT: self.tr("Imported"),
            Origin.SCRIPT: self.tr("By a script"),
        }

    def _check_names(self) -> dict[Check, str]:
        return {
            Check.NONE: self.tr("Waits for a second person"),
            Check.APPROVED: self.tr("Approved by a second person"),
            Check.RETURNED: self.tr("Returned by a second person"),
        }

    def _score_name(self, score: float) -> str:
        return self.tr("Suggested at {} or more").format(decimal(score))

    def _change(self, wanted: DataFilter) -> None:
        self._filter = wanted
        self.changed.emit(wanted)

    def _drop_like(self) -> None:
        self._change(replace(self._filter, like=0, similar_ids=()))

    def _drop_only(self) -> None:
        self._change(replace(self._filter, only=()))

    def _drop_objects(self) -> None:
        self._change(replace(self._filter, objects=None, sides=None, scores=None))

    def _open_objects(self) -> None:
        popover = ObjectFilter(self, self._filter)
        popover.changed.connect(self._change)
        popover.closed.connect(popover.deleteLater)
        popover.open_below(self._object_chip)

    def _drop_more(self) -> None:
        self._change(
            replace(
                self._filter,
                flagged=False,
                missing=False,
                duplicates=False,
                origins=frozenset(),
                min_score=0.0,
                checks=frozenset(),
                commented=False,
                proposed=False,
                differs=False,
            )
        )

    def _open_labels(self) -> None:
        popover = LabelFilter(self, self._labels, self._counts.by_label, self._filter.label_ids)
        popover.changed.connect(lambda ids: self._change(replace(self._filter, label_ids=frozenset(ids))))
        popover.open_below(self._label_chip)

    def _open_splits(self) -> None:
        menu = QMenu(self)
        for split in (*Split, None):
            name = split.value if split else self.tr("not split yet")
            number = self._counts.by_split.get(split, 0)
            self._add_choice(
                menu, name, number, split in self._filter.splits,
                lambda split=split: self._change(replace(self._filter, splits=self._filter.splits ^ {split})),
            )  # fmt: skip
        self._pop(menu, self._split_chip)

    def _open_more(self) -> None:
        menu = QMenu(self)
        for mark, chip in self._chips.items():
            if not chip.isVisible():
                self._add_choice(
                    menu, chip.text(), None, mark in self._filter.marks,
                    lambda mark=mark: self._change(self._filter.toggled(mark)),
                )  # fmt: skip
        if not menu.isEmpty():
            menu.addSeparator()
        now = self._filter
        self._add_choice(menu, self.tr("To discuss"), self._counts.flagged, now.flagged,
                         lambda: self._change(replace(now, flagged=not now.flagged)))  # fmt: skip
        self._add_choice(menu, self.tr("File missing"), self._counts.missing, now.missing,
                         lambda: self._change(replace(now, missing=not now.missing)))  # fmt: skip
        self._add_choice(menu, self.tr("Near duplicates"), None, now.duplicates,
                         lambda: self._change(replace(now, duplicates=not now.duplicates)))  # fmt: skip
        self._add_choice(menu, self.tr("Open comments"), len(self._review.commented()), now.commented,
                         lambda: self._change(replace(now, commented=not now.commented)))  # fmt: skip
        self._add_choice(menu, self.tr("Suggested shapes"), None, now.proposed,
                         lambda: self._change(replace(now, proposed=not now.proposed)))  # fmt: skip
        if self._has_shapes:
            self._add_choice(menu, self.tr("Person and model differ"), None, now.differs,
                             lambda: self._change(replace(now, differs=not now.differs)))  # fmt: skip
        checked = self._review.check_counts()
        for check, name in self._check_names().items():
            self._add_choice(menu, name, checked[check], check in now.checks,
                             lambda check=check: self._change(replace(now, checks=now.checks ^ {check})))  # fmt: skip
        menu.addSeparator()
        for origin, name in self._origin_names().items():
            self._add_choice(menu, name, None, origin in now.origins,
                             lambda origin=origin: self._change(replace(now, origins=now.origins ^ {origin})))  # fmt: skip
        if not self._has_shapes:
            menu.addSeparator()
        for score in () if self._has_shapes else SCORES:
            wanted = 0.0 if score == now.min_score else score
            self._add_choice(menu, self._score_name(score), None, score == now.min_score,
                             lambda wanted=wanted: self._change(replace(now, min_score=wanted)))  # fmt: skip
        self._pop(menu, self._more_chip)

    @staticmethod
    def _add_choice(menu: QMenu, name: str, number: int | None, is_on: bool, act: Callable[[], object]) -> None:
        name = plain_entry(name)
        entry = menu.addAction(name if number is None else f"{name}\t{counted(number)}")
        entry.setCheckable(True)
        entry.setChecked(is_on)
        entry.triggered.connect(lambda _checked=False: act())

    def _pop(self, menu: QMenu, chip: Chip) -> None:
        menu.exec(chip.mapToGlobal(QPoint(0, chip.height() + 4)))
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Hide the state chips that have no room; they are in "More" then, and an active one is never hidden."""
        gap = fonts.px(7)
        fixed = [
            chip
            for chip in (self._label_chip, self._object_chip, self._split_chip, self._more_chip, *self._last)
            if not chip.isHidden()
        ]
        if self._filter.like:
            fixed.append(self._like_chip)
        if self._filter.only:
            fixed.append(self._only_chip)
        room = self.width() - sum(chip.sizeHint().width() + gap for chip in fixed) - 2 * gap
        order = sorted(self._chips, key=lambda mark: (mark not in self._filter.marks, KEPT.index(mark)))
        used = 0
        visible: set[Mark] = set()
        for mark in order:
            used += self._chips[mark].sizeHint().width() + gap
            if used <= room or mark in self._filter.marks:
                visible.add(mark)
        for mark, chip in self._chips.items():
            chip.setVisible(mark in visible)


def _either(names: Sequence[str], word: str) -> str:
    """Return `rust`, `rust or miner`, `rust, miner or phoma`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
