"""Results in a sentence that needs no statistics to be understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

GOOD = 0.9
USABLE = 0.6
COUNTING = 0.95
# Fewer tested images of a label than this carry no sentence of their own.
ENOUGH_TESTED = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person should take home.

    Attributes:
        headline: One sentence: what is found, between which numbers, how often wrongly. No full stop.
        detail: What it is good for, the most frequent mistake, what would help most. Full sentences.
    """

    headline: str
    detail: str


def verdict(metrics: dict[str, Any]) -> Verdict:
    """Put the result of `evaluate` into words, beginning with the label that fares worst."""
    tested = [row for row in metrics["per_label"] if row["support"] > 0]
    if not tested:
        return Verdict("No label was tested", "Decide some test images first.")
    solid = [row for row in tested if row["support"] >= ENOUGH_TESTED] or tested
    worst = min(solid, key=lambda row: (row["f1"] or 0.0, row["label"]))
    detail = [_purpose(metrics, worst)]
    mistake = _mistake(metrics, worst)
    if mistake:
        detail.append(mistake)
    if len(solid) < len(tested):
        few = [row["label"] for row in tested if row["support"] < ENOUGH_TESTED]
        detail.append(f"Too few tested to say anything: {', '.join(few)}.")
    if (worst["f1"] or 0.0) < GOOD:
        detail.append(f"{wanted_labels(worst['support'])} more {worst['label']} would help most.")
    return Verdict(_headline(metrics, worst, tested), " ".join(detail))


def wanted_labels(count: int) -> int:
    """How many more decisions of a label are worth asking for: about as many again, in tens, 10 to 50."""
    return min(50, max(10, round(count / 10) * 10))


def _headline(metrics: dict[str, Any], worst: dict[str, Any], tested: list[dict[str, Any]]) -> str:
    if metrics["accuracy"] == 1.0:
        return f"Names all {metrics['images']} tested images right"
    others = [row["sensitivity"] for row in tested if row is not worst]
    found = worst["intervals"]["sensitivity"]
    text = f"Finds {_out_of(worst['sensitivity'], found, worst['support'], worst['label'] + ' images')}"
    if not others:
        return f"{text}, {false_alarms(worst, metrics['images'])}"
    if min(others) >= COUNTING:
        return f"{text} and nearly all others"
    if (worst["f1"] or 0.0) >= GOOD:
        return (
            f"Names {_out_of(metrics['accuracy'], metrics['intervals']['accuracy'], metrics['images'], 'images')} right"
        )
    return f"{text}, {false_alarms(worst, metrics['images'])}"


def _out_of(share: float, interval: list[float], count: int, things: str) -> str:
    """Say `8 of 10 crack images (6 to 9)`; counts above 20 are given per 10 where that says enough, from 200 on per 100."""
    whole = count if count <= 20 else 100 if count > 200 else count if share > 0.9 else 10
    low, high = (round(end * whole) for end in interval)
    return f"{round(share * whole)} of {whole} {things} ({low} to {high})"


def false_alarms(row: dict[str, Any], images: int) -> str:
    """How often the label is said wrongly, per number of images a person can picture."""
    wrong = row["said"] - row["hits"]
    if wrong == 0:
        return f"no false alarm in {images} images"
    each = images / wrong
    if each >= 1.5:
        return f"1 false alarm per {round(each)} images"
    return f"{round(100 * wrong / images)} false alarms per 100 images"


def _purpose(metrics: dict[str, Any], worst: dict[str, Any]) -> str:
    sensitivity, precision = worst["sensitivity"] or 0.0, worst["precision"] or 0.0
    if min(sensitivity, precision) >= COUNTING and worst["intervals"]["sensitivity"][0] >= GOOD:
        return "Good for sorting and for counting."
    if min(sensitivity, precision) >= COUNTING:
        return "Good for sorting; for counting, test more images first."
    if metrics["accuracy"] >= USABLE and min(sensitivity, precision) >= USABLE:
        return f"Good for sorting, not yet for counting {worst['label']}."
    if metrics["accuracy"] >= USABLE:
        return f"Good for a first sorting; look at {worst['label']} yourself."
    return "Good for suggestions only: look at every image."


def _mistake(metrics: dict[str, Any], worst: dict[str, Any]) -> str:
    """What is said most often instead of the worst label, as in `1 in 4 miner images is called cercospora`."""
    confusion = metrics["confusion"]
    if confusion is None:
        return ""
    row = confusion["labels"].index(worst["label"])
    counts = list(confusion["matrix"][row])
    counts[row] = 0
    most = max(counts)
    if most < 2:
        return ""
    other = confusion["labels"][counts.index(most)]
    return f"1 in {round(worst['support'] / most)} {worst['label']} images is called {other}."
