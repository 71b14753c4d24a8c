"""Set decided images aside for a run that has no validation or test side yet: by label, groups kept together."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence


def hold_out(targets: Sequence[Sequence[int]], groups: Sequence[str], share: float, seed: int = 0) -> list[bool]:
    """Choose about `share` of every label, whole groups at a time.

    Labels are served from the rarest to the most frequent (iterative stratification, Sechidis et al. 2011), so that images
    with several labels fill the rare ones first. At least one image of each label stays behind.

    Args:
        targets: Class indices of each image; empty = none of the labels, treated as a label of its own.
        groups: Group of each image; empty = alone.
        share: Wanted share, in (0, 1).
        seed: The same seed chooses the same images.

    Returns:
        For each image whether it is set aside.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        members[group or f"\0{index}"].append(index)
    group_labels = {
        name: Counter(label for index in indices for label in (targets[index] or (-1,)))
        for name, indices in members.items()
    }
    totals: Counter[int] = Counter()
    for counts in group_labels.values():
        totals.update(counts)
    wanted = {label: max(1, round(total * share)) if total > 1 else 0 for label, total in totals.items()}
    taken: Counter[int] = Counter()
    chosen = [False] * len(targets)
    order = sorted(members)
    random.Random(seed).shuffle(order)  # noqa: S311 - reproducible drawing, not a secret
    for label in sorted(totals, key=lambda item: (totals[item], item)):
        for name in order:
            if taken[label] >= wanted[label]:
                break
            counts = group_labels[name]
            if not counts[label] or chosen[members[name][0]]:
                continue
            if any(taken[other] + count >= totals[other] for other, count in counts.items()):
                continue
            overshoot = taken[label] + counts[label] - wanted[label]
            if overshoot > 0 and overshoot >= wanted[label] - taken[label]:
                continue
            taken.update(counts)
            for index in members[name]:
                chosen[index] = True
    return chosen
