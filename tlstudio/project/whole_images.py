"""What works on labels of whole images only says so to projects about shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlstudio.core.errors import UsageError

if TYPE_CHECKING:
    from tlstudio.project.project import Project


def check_whole_images(project: Project, what: str) -> None:
    """Make sure that a project's labels are about whole images.

    Args:
        what: What was asked for, in the plural: `Suggestions`.

    Raises:
        UsageError: They are not.
    """
    if project.info.task.has_shapes:
        raise UsageError(
            f"{what} for {project.info.task.value} projects are not part of this version.",
            hint="Shapes can be imported, counted, undone and exported on the command line and in Python.",
        )
