"""Filters under a name: kept in the project, chosen from a menu at the end of the chips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import inf
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from tlstudio.core.words import Check, Origin, Split
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.chips import Chip
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.widgets.text import plain_entry
from tlstudio.gui.workspaces.data.data_filter import DATABASE_ORDERS, DataFilter
from tlstudio.store.shape_filters import Range

SETTING = "data.filters"
_Member = TypeVar("_Member")
_FLAGS = ("flagged", "missing", "duplicates", "commented", "proposed", "differs")
_RANGES = ("objects", "sides", "scores")


class SavedFilters(QObject):
    """Owns the chip with the menu.

    Signals:
        chosen: The filter to show.
    """

    chosen = Signal(object)  # DataFilter

    def __init__(self, session: Session, room: QWidget) -> None:
        super().__init__(room)
        self._session = session
        self._room = room
        self._filter = DataFilter()
        self._prompt: LinePrompt | None = None
        self.chip = Chip(self.tr("Saved"), icon="ph.push-pin", menu=True)
        self.chip.clicked.connect(self._open)

    def show_filter(self, wanted: DataFilter) -> None:
        """Remember what is shown now: that is what would be saved."""
        self._filter = wanted

    def names(self) -> list[str]:
        """Names of all saved filters."""
        return list(self._kept())

    def save(self, name: str) -> None:
        """Keep the filter of now under a name; one of the same name is replaced."""
        self._session.project.settings.set(SETTING, {**self._kept(), name: to_json(self._filter)})

    def forget(self, name: str) -> None:
        """Take a filter off the list."""
        kept = {other: values for other, values in self._kept().items() if other != name}
        self._session.project.settings.set(SETTING, kept or None)

    def choose(self, name: str) -> None:
        """Show the images of a saved filter; labels that were deleted since ask nothing."""
        wanted = from_json(self._kept()[name])
        known = {label.id for label in self._session.project.read.labels()}
        self.chosen.emit(replace(wanted, label_ids=wanted.label_ids & known))

    def _kept(self) -> dict[str, Any]:
        kept = self._session.project.settings.get(SETTING, {})
        return kept if isinstance(kept, dict) else {}

    def _open(self) -> None:
        menu = QMenu(self._room)
        names, can_write = self.names(), not self._session.read_only
        for name in names:
            self._add(menu, plain_entry(name), lambda name=name: self.choose(name))
        if names:
            menu.addSeparator()
        self._add(menu, self.tr("Save this filter ..."), self._ask, enabled=self._filter.is_on and can_write)
        if names and can_write:
            forget = menu.addMenu(self.tr("Forget"))
            for name in names:
                self._add(forget, plain_entry(name), lambda name=name: self.forget(name))
        menu.exec(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 4)))
        menu.deleteLater()

    @staticmethod
    def _add(menu: QMenu, text: str, act: Callable[[], object], *, enabled: bool = True) -> None:
        entry = menu.addAction(text)
        entry.setEnabled(enabled)
        entry.triggered.connect(lambda _checked=False: act())

    def _ask(self) -> None:
        if self._prompt is None:
            hint = self.tr("Enter saves it in the project; a filter of the same name is replaced.")
            self._prompt = LinePrompt(self.tr("Name of the filter"), hint, self._room)
            self._prompt.entered.connect(self._save_as)
        self._prompt.ask(self.chip)

    def _save_as(self, name: str) -> None:
        if self._prompt is None:
            return
        if not name:
            self._prompt.refuse(self.tr("A filter needs a name"))
            return
        self._prompt.close()
        self.save(name)
        self._session.told.emit(self.tr("Filter saved: {name}").format(name=name), False)


def to_json(wanted: DataFilter) -> dict[str, Any]:
    """Return a filter as JSON holds it; what names single images (more like one, chosen ones) is left out."""
    values: dict[str, Any] = {name: True for name in _FLAGS if getattr(wanted, name)}
    for name in _RANGES:
        if (found := getattr(wanted, name)) is not None:
            values[name] = [None if end == inf else end for end in found]
    lists = {
        "marks": sorted(mark.name for mark in wanted.marks),
        "labels": sorted(wanted.label_ids),
        "splits": sorted("" if split is None else split.value for split in wanted.splits),
        "origins": sorted(origin.value for origin in wanted.origins),
        "checks": sorted(check.value for check in wanted.checks),
    }
    values |= {name: found for name, found in lists.items() if found}
    if wanted.text:
        values["text"] = wanted.text
    if wanted.min_score:
        values["min_score"] = wanted.min_score
    return values | {"order": wanted.order}


def from_json(values: Mapping[str, Any]) -> DataFilter:
    """Return the filter that `to_json` wrote; a value that this version does not know asks nothing."""
    splits = {split.value: split for split in Split} | {"": None}
    return DataFilter(
        marks=_known(values, "marks", Mark.__members__),
        label_ids=frozenset(int(i) for i in values.get("labels", ())),
        splits=_known(values, "splits", splits),
        origins=_known(values, "origins", {origin.value: origin for origin in Origin}),
        checks=_known(values, "checks", {check.value: check for check in Check}),
        text=str(values.get("text", "")),
        min_score=float(values.get("min_score", 0.0)),
        order=order if (order := values.get("order")) in (*DATABASE_ORDERS, "score") else "decided",
        flagged=bool(values.get("flagged")),
        missing=bool(values.get("missing")),
        duplicates=bool(values.get("duplicates")),
        commented=bool(values.get("commented")),
        proposed=bool(values.get("proposed")),
        differs=bool(values.get("differs")),
        objects=_range(values, "objects"),
        sides=_range(values, "sides"),
        scores=_range(values, "scores"),
    )


def _known(values: Mapping[str, Any], name: str, members: Mapping[str, _Member]) -> frozenset[_Member]:
    return frozenset(members[one] for one in values.get(name, ()) if one in members)


def _range(values: Mapping[str, Any], name: str) -> Range | None:
    found = values.get(name)
    return None if not found else (float(found[0]), inf if found[1] is None else float(found[1]))
