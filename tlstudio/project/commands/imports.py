"""Store decisions that come from a label file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tlstudio.core.words import Origin, Split, State
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.decisions import Choice, write_choices
from tlstudio.project.commands.labels import AddLabels, clean_name
from tlstudio.store.codes import SPLIT_CODES


@dataclass(frozen=True)
class ImportDecisions(Command):
    """Write what a label file says; its caller has resolved conflicts and names the images one by one.

    Attributes:
        decisions: Image id -> names of labels; empty = checked, none of the labels.
        labels: All labels of the file, in its order; missing ones are added.
        source: Name of the file, for the history.
    """

    decisions: Mapping[int, tuple[str, ...]]
    labels: Sequence[str] = ()
    splits: Mapping[int, Split] = field(default_factory=dict[int, Split])
    groups: Mapping[int, str] = field(default_factory=dict[int, str])
    source: str = ""

    def apply(self, context: Context) -> Applied:
        """Add labels, write decisions, sides and groups; the result is the number of images decided."""
        ids: Mapping[str, int] = AddLabels(self.labels).apply(context).result
        order = {label_id: number for number, label_id in enumerate(ids.values())}
        choices: dict[int, Choice] = {}
        for image_id, names in self.decisions.items():
            label_ids = tuple(sorted({ids[clean_name(name)] for name in names}, key=lambda i: order[i]))
            choices[image_id] = Choice(State.LABELLED if label_ids else State.REJECTED, label_ids)
        number = write_choices(context, choices, origin=Origin.IMPORT)
        context.rows.update("images", {i: {"split": SPLIT_CODES[split]} for i, split in self.splits.items()})
        context.rows.update("images", {i: {"group_name": group} for i, group in self.groups.items()})
        return Applied(f"Import {count_images(number)} from {self.source}", number)
