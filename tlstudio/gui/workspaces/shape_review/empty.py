"""What the review of shapes says while nothing is suggested, with the real next step."""

from __future__ import annotations

from tlstudio.gui.models.words import count
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.workspaces.shape_review.words import tr


def tell_why_empty(place: EmptyPlace, session: Session) -> None:
    """Fill an empty place: no images, everything answered, or how suggestions come about."""
    read, key = session.project.read, session.keymap.first
    counts = read.counts()
    newest = read.image_ids(order="added")[:3].tolist()
    place.show_drawing([session.thumbnails.get(i, 160) for i in newest], 1 if not newest else 0, "ph.bounding-box")
    to_label = ("label", tr("Go to Label"), "ph.bounding-box", key("go.label"))
    if not counts.total:
        place.tell(
            tr("Nothing to review yet"),
            tr("This project has no images."),
            tr("Add a folder in Data; nothing is copied."),
            buttons=[("data", tr("Go to Data"), "ph.folder-plus", key("go.data"))],
        )
    elif answered := sum(one.answered for one in read.review.outcomes()):
        place.tell(
            tr("Every suggestion is answered"),
            tr("{what} answered so far.").format(what=count(answered, tr("suggested shape"), tr("suggested shapes"))),
            tr("What is missing on the images is drawn in Label."),
            buttons=[to_label],
        )
    else:
        place.tell(
            tr("Nothing to review yet"),
            tr("Nothing is suggested on these images."),
            tr(
                "A model's predictions come in with Import labels, as suggestions. In videos and stacks, draw once in Label"
                " and carry the shape to the next images."
            ),
            buttons=[("import", tr("Import labels"), "ph.download-simple", key("app.import")), to_label],
        )
