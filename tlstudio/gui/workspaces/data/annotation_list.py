"""The shapes of the selected images in the inspector: counted by label and kind, and one by one for a single image."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.core.geometry import measure
from tlstudio.core.words import Annotation, Image, Label
from tlstudio.gui import fonts
from tlstudio.gui.exchange.cards import KINDS, kind_name
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.said import tr
from tlstudio.gui.widgets.text import Elided, Swatch, Text
from tlstudio.store.reads import Reads

# More rows than this make a panel that nobody scrolls through; the Label room has the whole list.
LISTED = 40


def add_annotations(
    column: QVBoxLayout, read: Reads, images: Sequence[Image], shown: Image, labels: Mapping[int, Label]
) -> None:
    """Fill a column with what is on images.

    Args:
        images: The selected ones.
        shown: The one whose shapes are listed, where it is the only one.
    """
    ids = [image.id for image in images]
    found = read.annotations(ids)
    proposed = read.shape_suggestions(ids)
    everything = [one for several in found.values() for one in several]
    waiting = Counter(one.label_id for several in proposed.values() for one in several)
    number = len(everything)
    heading = tr("1 annotation") if number == 1 else tr("{} annotations").format(counted(number))
    column.addWidget(Text(heading, "strong"))
    if not everything and not waiting:
        said = tr("Finished, with nothing on it") if shown.state.is_decided else tr("Nothing drawn yet")
        column.addWidget(Text(said, "body", "text2", wrap=True))
        return
    counts = Counter((one.label_id, one.kind) for one in everything)
    for label_id in [i for i in labels if waiting[i] or any(key[0] == i for key in counts)]:
        kinds = [_counted(counts[label_id, kind], kind) for kind in KINDS if counts[label_id, kind]]
        if waiting[label_id]:
            kinds.append(tr("{} suggested").format(counted(waiting[label_id])))
        drawn = any(key[0] == label_id for key in counts)
        swatch = Swatch(labels[label_id].colour, 10, hollow=not drawn)
        column.addLayout(_row(swatch, labels[label_id].name, ", ".join(kinds)))
    drawn_ones = [one for one in everything if one.geometry is not None]
    if len(images) == 1 and len(drawn_ones) > 1:
        column.addSpacing(fonts.px(6))
        column.addWidget(Text(tr("One by one, lowest first"), "strong"))
        for one in drawn_ones[:LISTED]:
            label = labels.get(one.label_id)
            swatch = Swatch(label.colour if label else "edge", 10)
            column.addLayout(_row(swatch, label.name if label else tr("a deleted label"), described(one)))
        if len(drawn_ones) > LISTED:
            column.addWidget(Text(tr("and {} more").format(counted(len(drawn_ones) - LISTED)), "second", "text2"))


def described(one: Annotation) -> str:
    """Return what a shape is: `Box 40 × 32 px`, with what is said about it."""
    if one.geometry is None:
        return kind_name("image")
    box = measure.bounds(one.geometry)
    size = "" if one.kind == "point" else f" {counted(round(box.width))} × {counted(round(box.height))} px"
    flags = (
        (one.occluded, tr("occluded")),
        (one.truncated, tr("truncated")),
        (one.difficult, tr("difficult")),
        (one.locked, tr("locked")),
        (one.hidden, tr("hidden")),
    )
    said = [name for is_on, name in flags if is_on]
    kind = tr(SINGLE[one.kind])
    return ", ".join([f"{kind[:1].upper()}{kind[1:]}{size}", *said])


SINGLE = {
    "image": "label of the image",
    "box": "box",
    "rotated_box": "rotated box",
    "polygon": "polygon",
    "mask": "mask",
    "point": "point",
}


def _counted(number: int, kind: str) -> str:
    return f"{counted(number)} {tr(SINGLE[kind] if number == 1 else KINDS[kind])}"


def _row(swatch: QWidget, name: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(fonts.px(8))
    row.addWidget(swatch)
    row.addWidget(Elided(name, "button"), 2)
    row.addWidget(Elided(words, "second", "text2"), 3)
    return row
