"""Why something cannot go in or out: one wording for each fault, whatever the format, so that a person learns it once.

Each is the end of a sentence that begins with what it is about ("photo.xml has no area"). The window says them in the
person's language by these patterns.
"""

from __future__ import annotations

from tlstudio.core.errors import BadRecord

NO_LABEL = "has no label"
NO_PICTURE = "names no picture"
NO_ID = "has no number as its id"
NO_NAME = "has no id or no name"
ID_TWICE = "has the id of one before"
IMAGE_NOT_LISTED = "belongs to an image that the file does not list"
LABEL_NOT_LISTED = "has a label that the file does not list"
NO_POINTS = "has no points, or what is no number among them"
FEW_POINTS = "has fewer than three points"
NO_LIST = "holds something else where a list belongs"
NO_FLAG = "is neither true nor false"
NO_SHAPE = "has no shape that can be read"
OUTSIDE = "lies outside of its picture"
NO_AREA = "has no area"
NO_NUMBER = "holds what is not a number"
MASK_SIZE = "has a mask without a size"
MASK_RUNS = "has a mask whose runs are no numbers"
MASK_BEYOND = "has a mask that reaches beyond the picture"
MASK_DAMAGED = "has a mask that is damaged, or of another kind"
OTHER_KIND = "is a file of another kind"
NOT_DECIDED = "nobody has decided it"


def cannot_hold(kind: str) -> str:
    """Why a kind of shape, that other programs have, cannot go in."""
    return f"is a {kind}, which cannot be held"


def unknown_kind(kind: str) -> str:
    """Why a shape of a kind that nobody knows cannot go in."""
    return f"is of the kind {kind!r}, which is not known"


def no_number(*names: str) -> str:
    """Which of a shape's numbers are missing or no numbers, one of them at least."""
    return f"has no number as {', '.join(names)}"


def too_few(count: int, wanted: int, what: str = "numbers") -> str:
    """Why a list of another length cannot be understood."""
    return f"has {count} {what} instead of {wanted}"


def other_size(width: int, height: int, picture_width: int, picture_height: int) -> str:
    """Why a mask does not fit its picture."""
    return f"has a mask of {width} x {height} pixels, the picture has {picture_width} x {picture_height}"


def unreadable(why: object) -> str:
    """Why nothing of a file could be taken."""
    return f"cannot be read: {why}"


def point_out(label: str) -> str:
    """Why a point of an image is not written."""
    return f"its {label} is a point, which cannot be held"


def no_pixel(label: str) -> str:
    """Why a mask of an image is not written."""
    return f"its {label} has no pixel"


def bad(reason: str) -> BadRecord:
    """Return the error that says one of these of a shape."""
    return BadRecord(f"It {reason}.")


def reason_of(error: BadRecord) -> str:
    """Return what an error says, as the end of a sentence."""
    return error.sentence.removeprefix("It ").rstrip(".")
