"""How the reasons of the query strategies are drawn and worded in a narrow place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.gui.models.label_queue import Reason
from tlstudio.gui.models.numbers import decimal

_ICONS = {
    "unsure": "ph.question",
    "novel": "ph.star-four",
    "typical": "ph.stack",
    "random": "ph.shuffle",
}


def reason_icon(code: str) -> str:
    """Return the icon of a reason."""
    return _ICONS.get(code, "ph.sparkle")


def short_reason(reason: Reason) -> str:
    """Word a reason for the caption of a thumbnail: `Unsure 0.54`, `Unlike the others`, `Random check`."""
    match reason.code:
        case "unsure":
            text = QCoreApplication.translate("reasons", "Unsure")
            return text if reason.score is None else f"{text} {decimal(reason.score)}"
        case "novel":
            return QCoreApplication.translate("reasons", "Unlike the others")
        case "typical":
            return QCoreApplication.translate("reasons", "Typical")
        case "random":
            return QCoreApplication.translate("reasons", "Random check")
        case _:
            return ""


def why_chosen(reason: Reason) -> str:
    """Say what an image is good for, as the second line below its reason; empty without a reason."""
    if not reason.sentence:
        return ""
    if reason.code == "random":
        return QCoreApplication.translate("reasons", "One in ten, so that the rest is checked fairly")
    return QCoreApplication.translate("reasons", "Chosen as the most useful next image")
