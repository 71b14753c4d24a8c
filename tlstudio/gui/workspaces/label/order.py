"""In which order images come up in Label: by a query strategy, or as the files lie in their folders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from tlstudio.core.cards import StrategyCard
from tlstudio.core.discover import cards
from tlstudio.core.words import State
from tlstudio.gui.models.label_queue import Reason
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.session import Session
from tlstudio.project.slice_order import in_space
from tlstudio.project.suggestions import STRATEGY_SETTING
from tlstudio.store.codes import DECIDED_CODES, STATE_CODES

QUEUED = 60
BY_FILE = "files"
DEFAULT = "default"
ORDER_PREFERENCE = "label.order"
LISTED = 400


def tr(text: str) -> str:
    """Translate in the context of the label room."""
    return QCoreApplication.translate("label", text)


@dataclass(frozen=True, slots=True)
class Order:
    """A choice of the menu.

    Attributes:
        when: When to choose it.
    """

    key: str
    title: str
    when: str


class LabelOrder:
    """Reads the order from the project and stores the person's choice."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._project = session.project
        self._choices: list[Order] = []
        self._by_file: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None

    def choices(self) -> list[Order]:
        """All orders, the usual one first, the files' own last; found once."""
        if self._choices:
            return self._choices
        found = [card for card in cards("tlstudio.query").values() if isinstance(card, StrategyCard)]
        found.sort(key=lambda card: (card.key != DEFAULT, card.title))
        by_file = Order(BY_FILE, tr("In the order of the files"), tr("To go through everything once, decided or not."))
        self._choices = [*(Order(card.key, card.title, card.when) for card in found), by_file]
        return self._choices

    @property
    def key(self) -> str:
        """The chosen order."""
        if self._session.preferences.get(ORDER_PREFERENCE) == BY_FILE:
            return BY_FILE
        return str(self._project.settings.get(STRATEGY_SETTING, DEFAULT))

    @property
    def title(self) -> str:
        """The chosen order in words."""
        key = self.key
        return next((order.title for order in self.choices() if order.key == key), tr("Most useful next"))

    def choose(self, key: str) -> None:
        """Take over a choice; a strategy belongs to the project, the files' order to the person."""
        self._session.preferences.set(ORDER_PREFERENCE, BY_FILE if key == BY_FILE else None)
        if key != BY_FILE and key != self._project.settings.get(STRATEGY_SETTING, DEFAULT):
            self._project.settings.set(STRATEGY_SETTING, key)

    def images(self) -> tuple[list[int], dict[int, Reason]]:
        """Ids in order, and why the first ones come up.

        By file: all images. By a strategy: its queue, then some hundred other undecided ones, skipped ones last (there
        is a newer queue long before their end).
        """
        if self.key == BY_FILE:
            return self._all_by_file().tolist(), {}
        items = self._project.suggestions.queue(QUEUED)
        reasons = {item.image_id: Reason(item.reason, sentence(item.sentence), item.score) for item in items}
        ids, states = self._by_file_with_states()
        is_skipped = states == STATE_CODES[State.SKIPPED]
        is_open = ~np.isin(states, DECIDED_CODES) & ~is_skipped
        skipped = set(ids[is_skipped].tolist())
        first = [i for i in reasons if i not in skipped]
        others = [i for i in ids[is_open][: LISTED + len(reasons)].tolist() if i not in reasons]
        return [*first, *others, *ids[is_skipped].tolist()[:LISTED]], reasons

    def left(self) -> int:
        """How many images wait for a decision."""
        return int((~np.isin(self._project.read.table().state, DECIDED_CODES)).sum())

    def find(self, wanted: str) -> int | None:
        """Find an image by its number in the order of the files, or by a part of its name."""
        ids = self._all_by_file().tolist()
        text = wanted.strip()
        if text.isdigit():
            return ids[int(text) - 1] if 0 < int(text) <= len(ids) else None
        return next(iter(self._named(text.casefold(), ids)), None) if text else None

    def similar(self, image_id: int, done: Callable[[list[int]], object]) -> None:
        """Ask for all images, the most alike first."""
        future = self._project.suggestions.similar(image_id, max(1, len(self._project.read.table())))

        def take(finished: object) -> None:
            if not future.cancelled() and future.exception() is None:
                done([int(i) for i in future.result()["ids"]])

        future.add_done_callback(take)

    def _named(self, text: str, ids: Sequence[int]) -> list[int]:
        paths = dict(self._project.read.strings("id", "path"))
        return [i for i in ids if text in str(paths.get(i, "")).rsplit("/", 1)[-1].casefold()]

    def _all_by_file(self) -> np.ndarray:
        return self._by_file_with_states()[0]

    def _by_file_with_states(self) -> tuple[np.ndarray, np.ndarray]:
        """Ids in the order of the files, and their states; the order is kept while the images stay the same."""
        table = self._project.read.table()
        kept = self._by_file
        if kept is None or (kept[0] is not table.ids and not np.array_equal(kept[0], table.ids)):
            ids = in_space(self._project.read, self._project.read.image_ids(order="path"))
            kept = self._by_file = (table.ids, ids, table.rows_of(ids))
        return kept[1], table.state[kept[2]]
