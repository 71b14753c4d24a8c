"""Which class makes which room; imported on the first visit, so that the window starts without charts or canvases."""

from __future__ import annotations

import importlib

from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.base import Workspace

ROOMS = {
    "data": ("tlstudio.gui.workspaces.data.workspace", "DataWorkspace"),
    "label": ("tlstudio.gui.workspaces.label.workspace", "LabelWorkspace"),
    "review": ("tlstudio.gui.workspaces.review.workspace", "ReviewWorkspace"),
    "train": ("tlstudio.gui.workspaces.train.workspace", "TrainWorkspace"),
}

SHAPE_ROOMS = {
    "label": ("tlstudio.gui.workspaces.shapes.workspace", "ShapesWorkspace"),
    "review": ("tlstudio.gui.workspaces.shape_review.workspace", "ShapeReviewWorkspace"),
    "train": ("tlstudio.gui.workspaces.shapes.not_yet", "TrainNotYet"),
}
"""Rooms that are others in projects about shapes."""


def has_room(room: str) -> bool:
    """Whether there is such a room."""
    return room in ROOMS


def import_room(room: str, *, has_shapes: bool) -> type[Workspace]:
    """Import a room's class; may be called beforehand on a thread, so that the window's thread finds it in memory."""
    module, name = (SHAPE_ROOMS.get(room) if has_shapes else None) or ROOMS[room]
    return getattr(importlib.import_module(module), name)


def make_room(room: str, session: Session) -> Workspace:
    """Build a room for an open project."""
    return import_room(room, has_shapes=session.project.info.task.has_shapes)(session)
