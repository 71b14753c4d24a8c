"""The Review room."""

from tlstudio.gui.workspaces.review.workspace import ReviewWorkspace

__all__ = ["ReviewWorkspace"]
