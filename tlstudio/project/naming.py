"""Names that scripts use instead of ids and members: of images, labels, states, splits and tasks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Image, Label, Split, State, Task
from tlstudio.project.matching import Matcher
from tlstudio.project.project import Project

ImageLike = Image | int | str | Path
Images = ImageLike | Iterable[ImageLike]
_Words = TypeVar("_Words", State, Split, Task)


def image_ids(project: Project, images: Images) -> list[int]:
    """Return the ids of images; a path may stand for all pages of its file.

    Raises:
        UsageError: One of them is not in the project, or its name fits several images.
    """
    several: Iterable[ImageLike] = [images] if isinstance(images, Image | int | str | Path) else images
    matcher: Matcher | None = None
    ids: list[int] = []
    for image in several:
        if isinstance(image, Image):
            ids.append(image.id)
        elif isinstance(image, int):
            ids.append(image)
        else:
            matcher = matcher or Matcher(project)
            found = matcher.ids(str(image), Path.cwd())
            if not found:
                raise UsageError(f"{image} is not in the project, or the name fits several images.")
            ids += found
    known = {image.id for image in project.read.images(ids)}
    missing = [image_id for image_id in ids if image_id not in known]
    if missing:
        raise UsageError(f"There is no image with the id {missing[0]}.")
    return ids


def one_image(project: Project, image: ImageLike) -> int:
    """Return the id of one image.

    Raises:
        UsageError: It is not in the project, or its file has several pages: they are told apart by `Image` or id.
    """
    ids = image_ids(project, image)
    if len(ids) != 1:
        raise UsageError(f"{image} has {len(ids)} pages.", hint="Name one of them by its Image or id.")
    return ids[0]


def label_named(project: Project, name: str) -> Label:
    """Return the label of a name.

    Raises:
        UsageError: There is none; the hint names the closest.
    """
    labels = {label.name: label for label in project.read.labels()}
    if name not in labels:
        raise UsageError(f"There is no label {name!r}.", hint=closest(name, labels))
    return labels[name]


def member(kind: type[_Words], value: _Words | str) -> _Words:
    """Return the state, split or task that a word names.

    Raises:
        UsageError: It names none; the hint names the closest.
    """
    try:
        return kind(value)
    except ValueError as err:
        raise UsageError(f"{value!r} is no {kind.__name__.lower()}.", hint=closest(str(value), list(kind))) from err
