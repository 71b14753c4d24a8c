"""What was dropped on the window: images are added, label files open the import, a folder with labels asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.errors import StudioError
from tlstudio.gui.exchange.cards import label_suffixes
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.sentences import sentence

if TYPE_CHECKING:
    from tlstudio.gui.frame.studio import Studio


def add_or_import(studio: Studio, paths: Sequence[Path], import_labels: Callable[[Path], object]) -> None:
    """Add what was dropped; where one label file or one folder with labels was, import it.

    Args:
        import_labels: Opens the import with a path.
    """
    from tlstudio.gui.adding import add_asking

    if len(paths) != 1:
        add_asking(studio, paths)
        return
    path = paths[0]
    if path.is_file() and path.suffix.lower() in label_suffixes():
        import_labels(path)
        return
    if not path.is_dir():
        add_asking(studio, paths)
        return

    def decide(found: tuple[str, str]) -> None:
        key, why = found
        if not key:
            add_asking(studio, paths)
            return
        studio.notice.tell(
            tr("{} holds labels, too").format(path.name),
            sentence(why),
            buttons=[
                (tr("Import the labels"), lambda: _closing(studio, lambda: import_labels(path))),
                (tr("Add the images only"), lambda: _closing(studio, lambda: add_asking(studio, paths))),
            ],
            kind="acct",
        )

    task = studio.session.project.info.task.value
    studio.session.in_background(lambda: labels_in(path, task), decide)


def labels_in(folder: Path, task: str) -> tuple[str, str]:
    """Return the key of the format that a folder is written in, and why; folders of folders are only images here."""
    from tlstudio.formats import registry

    try:
        key, why = registry.identify(folder, task)
    except StudioError:
        return "", ""
    fits = task in registry.get(key).CARD.tasks and key != "imagefolder"
    return (key, why) if fits else ("", "")


def _closing(studio: Studio, act: Callable[[], object]) -> None:
    studio.notice.hide()
    act()
