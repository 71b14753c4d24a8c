"""Small integers that stand for states, splits, checks and outcomes in the database and in the numpy columns."""

from __future__ import annotations

from tlstudio.core.words import Check, Outcome, Split, State

STATE_CODES: dict[State, int] = {
    State.UNDECIDED: 0,
    State.LABELLED: 1,
    State.ACCEPTED: 2,
    State.CORRECTED: 3,
    State.REJECTED: 4,
    State.SKIPPED: 5,
}
SPLIT_CODES: dict[Split | None, int] = {None: 0, Split.TRAIN: 1, Split.VAL: 2, Split.TEST: 3}
CHECK_CODES: dict[Check, int] = {Check.NONE: 0, Check.APPROVED: 1, Check.RETURNED: 2}
OUTCOME_CODES: dict[Outcome, int] = {Outcome.OPEN: 0, Outcome.ACCEPTED: 1, Outcome.CORRECTED: 2, Outcome.REJECTED: 3}
STATES: tuple[State, ...] = tuple(STATE_CODES)
SPLITS: tuple[Split | None, ...] = tuple(SPLIT_CODES)
CHECKS: tuple[Check, ...] = tuple(CHECK_CODES)
OUTCOMES: tuple[Outcome, ...] = tuple(OUTCOME_CODES)
DECIDED_CODES: tuple[int, ...] = tuple(code for state, code in STATE_CODES.items() if state.is_decided)


def pack_labels(label_ids: tuple[int, ...]) -> str:
    """Write label ids as the text kept in `images.label_ids` and `decisions.label_ids`."""
    return ",".join(str(label_id) for label_id in label_ids)


def unpack_labels(text: str) -> tuple[int, ...]:
    """Read what `pack_labels` wrote."""
    return tuple(int(part) for part in text.split(",")) if text else ()
