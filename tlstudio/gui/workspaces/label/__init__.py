"""The Label room."""

from tlstudio.gui.workspaces.label.workspace import LabelWorkspace

__all__ = ["LabelWorkspace"]
