"""What Review says while there is nothing to review, with the real next step."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import State
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.store.filters import ImageFilter

NEEDED = 2
LABELLED_STATES = (State.LABELLED, State.ACCEPTED, State.CORRECTED)


def tr(text: str) -> str:
    """Translate in the context of the review."""
    return QCoreApplication.translate("review", text)


def tell_why_empty(place: EmptyPlace, session: Session, suspects: int) -> None:
    """Fill an empty place: no images, too few labels, suggestions on their way, or everything decided."""
    read, key = session.project.read, session.keymap.first
    counts = read.counts()
    used = [label_id for label_id, number in counts.by_label.items() if number]
    shown = read.image_ids(ImageFilter(states=LABELLED_STATES), order="decided")[:3].tolist()
    place.show_drawing([session.thumbnails.get(i, 160) for i in shown], max(0, NEEDED - len(used)) or (not shown))
    to_label = ("label", tr("Label an image"), "ph.tag", key("go.label"))
    if not counts.total:
        place.tell(
            tr("Nothing to review yet"),
            tr("This project has no images."),
            tr("Add a folder in Data; nothing is copied."),
            buttons=[("data", tr("Go to Data"), "ph.folder-plus", key("go.data"))],
        )
    elif counts.decided == counts.total:
        buttons = [("train", tr("Go to Train"), "ph.chart-line-up", key("go.train"))]
        if suspects:
            look = tr("Look at {n} again").format(n=suspects)
            buttons.insert(0, ("mislabelled", look, "ph.warning", ""))
        place.tell(
            tr("All {n} decided").format(n=count(counts.total, tr("image"), tr("images"))),
            tr("Nothing waits for you here."),
            buttons=buttons,
        )
    elif len(used) < NEEDED:
        _tell_few_labels(place, session, counts.by_label, counts.total - counts.decided, to_label)
    else:
        reason = sentence(session.project.suggestions.missing_reason()) or tr("Suggestions are on their way.")
        place.tell(tr("Nothing to review yet"), reason, buttons=[to_label])


def _tell_few_labels(
    place: EmptyPlace, session: Session, by_label: object, left: int, to_label: tuple[str, str, str, str]
) -> None:
    counts = dict(by_label) if isinstance(by_label, dict) else {}
    labels = session.project.read.labels()
    used = [label for label in labels if counts.get(label.id)]
    unused = [label for label in labels if not counts.get(label.id)]
    if used:
        have = tr("You have decided {what}.").format(
            what=count(counts[used[0].id], f"{used[0].name} {tr('image')}", f"{used[0].name} {tr('images')}")
        )
    else:
        have = tr("You have not decided an image yet.")
    example = tr(", for example {label},").format(label=unused[0].name) if unused else ""
    others = count(left, tr("other image"), tr("other images"))
    what = tr("Label one more{example} and the {others} get a suggestion.") if used else tr(
        "Label one image of each of two labels{example} and the {others} get a suggestion."
    )  # fmt: skip
    place.tell(
        tr("Nothing to review yet"),
        tr("Suggestions start with 2 labels.") + " " + have,
        what.format(example=example, others=others),
        buttons=[to_label, ("data", tr("Import labels"), "ph.download-simple", "")],
        progress=(len(used) / NEEDED, tr("{n} of 2 labels").format(n=len(used))),
    )
