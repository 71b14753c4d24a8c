"""Why an image comes up now: codes for the arrays, sentences for the person."""

from __future__ import annotations

from collections.abc import Sequence

# The index in this tuple is what `reasons.npy` stores; append only.
REASONS = ("", "unsure", "novel", "typical", "random")
PLAIN = {
    "novel": "Unlike anything labelled yet",
    "typical": "Typical of many images without a decision",
    "random": "Random check",
}


def sentence(reason: str, names: Sequence[str] = (), scores: Sequence[float] = ()) -> str:
    """Say in words why an image was chosen.

    Args:
        reason: Code.
        names: The suggested labels, best first.
        scores: Their probabilities, 0..1.

    Returns:
        For example `Unsure: crack 0.52, scratch 0.48`; empty for an unknown code.
    """
    if reason != "unsure":
        return PLAIN.get(reason, "")
    best = [f"{name} {score:.2f}" for name, score in list(zip(names, scores, strict=False))[:2]]
    return f"Unsure: {', '.join(best)}" if best else "Unsure"
