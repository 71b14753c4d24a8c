"""Shapes of the image before as suggestions on the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tlstudio.project.commands.shape_suggestions import SuggestShapes


@dataclass(frozen=True)
class SuggestKept(SuggestShapes):
    """Suggest what was on the image before; whoever goes on to an image decides nothing, so undo passes over it."""

    is_undoable: ClassVar[bool] = False
