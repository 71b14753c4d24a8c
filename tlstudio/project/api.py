"""The project for notebooks and scripts: names instead of ids, and every call waits until it is done.

    import tlstudio

    with tlstudio.open("shop") as p:
        p.add("photos")
        p.decide("photos/0001.jpg", "crack")
        for s in p.suggestions():
            print(s.image.path, s.label, s.score)
        p.accept(above=0.95)
        p.train(max_minutes=5)
        print(p.evaluate()["accuracy"])
        p.export("csv", "decided.csv")

Everything goes through the same commands as the window: each call is one undo step, and decisions made here carry the
origin `script`. `p.project` is the open project itself for whatever is not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Image, Origin, Split, State, Task
from tlstudio.project.accepting import accept_command
from tlstudio.project.adding import Added, add_images
from tlstudio.project.api_models import ModelCalls
from tlstudio.project.api_shapes import ShapeCalls
from tlstudio.project.commands.decisions import ClearDecision, Decide, Reject, Skip
from tlstudio.project.commands.labels import AddLabels
from tlstudio.project.exporting import Exported, export_decisions
from tlstudio.project.importing import Imported, import_decisions
from tlstudio.project.naming import Images, image_ids, label_named, member
from tlstudio.project.project import Project
from tlstudio.project.scheduler import PlainScheduler
from tlstudio.project.shape_review import accept_shapes_command, clear_shapes_command, reject_shapes_command
from tlstudio.project.splits import SplitReport, split_images
from tlstudio.store.filters import ImageFilter


class StudioProject(ModelCalls, ShapeCalls):
    """An open project for scripts; made by `tlstudio.open` or `tlstudio.create`, a context manager.

    Images are named by `Image`, id, or path (as stored, absolute, relative to the current or the project's folder, or
    the end of a path that only one image has). Calls are for the thread that opened the project.
    """

    def __init__(self, project: Project, scheduler: PlainScheduler) -> None:
        self.project = project
        self._scheduler = scheduler

    # Images and labels.

    def add(self, *paths: str | Path, recursive: bool = True, copy: bool = False, group_by: str = "") -> Added:
        """Register files and folders; what could not be read is in `skipped` of the result."""
        return add_images(
            self.project, [Path(path) for path in paths], recursive=recursive, copy=copy, group_by=group_by
        )

    def images(
        self,
        *,
        state: State | str | None = None,
        label: str | None = None,
        split: Split | str | None = None,
        text: str = "",
        order: str = "added",
    ) -> list[Image]:
        """Images that fit all conditions.

        Args:
            state: For example `undecided`, `accepted`.
            label: Name of a decided label.
            split: `train`, `val` or `test`.
            text: Found in path, note or label.
            order: `added`, `path`, `decided` or `random`.

        Raises:
            UsageError: An unknown state, label, split or order.
        """
        wanted = ImageFilter(
            states=() if state is None else (member(State, state),),
            label_ids=() if label is None else (self._label_id(label),),
            splits=() if split is None else (member(Split, split),),
            text=text,
        )
        return self.project.read.images(self.project.read.image_ids(wanted, order))

    def labels(self) -> list[str]:
        """Names of all labels in the order of the palette."""
        return [label.name for label in self.project.read.labels()]

    def label_of(self, image: Image) -> tuple[str, ...]:
        """Names of an image's decided labels."""
        names = {label.id: label.name for label in self.project.read.labels()}
        return tuple(names[label_id] for label_id in image.label_ids)

    # Decisions.

    def decide(self, images: Images, label: str | Sequence[str]) -> int:
        """Give images a label (multilabel: or several); unknown labels are added. Returns how many images.

        Raises:
            UsageError: An image that is not in the project, or several labels where the project takes one.
        """
        names = [label] if isinstance(label, str) else list(label)
        ids = self._ids(images)
        added = self.project.run(AddLabels(names))
        label_ids = list(added.result.values())
        return self.project.run(Decide(ids, label_ids, origin=Origin.SCRIPT), step=added.step).result

    def reject(
        self,
        images: Images | None = None,
        *,
        below: float | None = None,
        label: str | None = None,
        source: str = "",
        forget: bool = False,
    ) -> int:
        """Decide that images carry none of the labels; in a project about shapes: that suggested shapes are wrong.

        Args:
            images: In a project about shapes None = all unfinished ones, and finished ones may be named.
            below: Only shapes with a lower score, 0..1.
            label: Only shapes suggested with this label.
            source: Only what this model, run or file suggested.
            forget: Take the shapes away unanswered, so that they may be suggested again.

        Returns:
            How many images, or shapes.

        Raises:
            UsageError: No images in a project about whole images; no condition at all in one about shapes.
        """
        if not self.project.info.task.has_shapes:
            if images is None:
                raise UsageError("Which images carry none of the labels?", hint="Name them.")
            return self.project.run(Reject(self._ids(images), origin=Origin.SCRIPT)).result
        if images is None and below is None and label is None and not source:
            raise UsageError("This would reject every suggestion, however certain.", hint="Say which.")
        build = clear_shapes_command if forget else reject_shapes_command
        label_id = None if label is None else self._label_id(label)
        image_ids = None if images is None else self._ids(images)
        command = build(self.project, below=below, label_id=label_id, image_ids=image_ids, source=source)
        self.project.run(command)
        return len(command.suggestion_ids)

    def skip(self, images: Images) -> int:
        """Leave images undecided on purpose."""
        return self.project.run(Skip(self._ids(images))).result

    def clear(self, images: Images) -> int:
        """Make images undecided again."""
        return self.project.run(ClearDecision(self._ids(images))).result

    def undo(self, count: int = 1) -> str:
        """Take back the newest steps; returns what they were, empty = nothing to undo."""
        undone = self.project.undo(count)
        return undone.text if undone else ""

    def redo(self, count: int = 1) -> str:
        """Do again what was undone last; returns what it was, empty = nothing to redo."""
        redone = self.project.redo(count)
        return redone.text if redone else ""

    def split(self, test: float = 0.2, val: float = 0.2, *, seed: int = 0, redo: bool = False) -> SplitReport:
        """Divide images into train, validation and test; groups and near-duplicates stay together."""
        return split_images(self.project, test=test, val=val, seed=seed, redo=redo)

    # Suggestions and models.

    def accept(self, images: Images | None = None, *, above: float = 0.0, label: str | None = None) -> int:
        """Turn suggestions into decisions; images that are decided are never touched. Returns how many.

        In a project about shapes: turn suggested shapes into annotations; `images` may name finished ones.

        Args:
            images: None = all undecided ones.
            above: Least score.
            label: Only images suggested with this label.
        """
        has_shapes = self.project.info.task.has_shapes
        if not has_shapes:
            self._refresh()
        label_id = None if label is None else self._label_id(label)
        image_ids = None if images is None else self._ids(images)
        if has_shapes:
            shapes = accept_shapes_command(self.project, above=above, label_id=label_id, image_ids=image_ids)
            return len(self.project.run(shapes).result)
        command = accept_command(self.project, above=above, label_id=label_id, image_ids=image_ids)
        return self.project.run(command).result

    # Label files.

    def import_labels(self, path: str | Path, format: str = "auto", **options: Any) -> Imported:
        """Bring in labels or shapes; options as in `tlstudio.project.importing.import_decisions` (dry_run, on_conflict, ...)."""
        return import_decisions(self.project, format, Path(path), **options)

    def export(self, format: str, dest: str | Path, **options: Any) -> Exported:
        """Write what was decided; options as in `tlstudio.project.exporting.export_decisions` (split, with_images, ...)."""
        return export_decisions(self.project, format, Path(dest), **options)

    def close(self) -> None:
        """Close the project."""
        self.project.close()

    def __enter__(self) -> StudioProject:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ids(self, images: Images) -> list[int]:
        return image_ids(self.project, images)

    def _label_id(self, name: str) -> int:
        return label_named(self.project, name).id


def open_project(folder: str | Path, *, read_only: bool = False) -> StudioProject:
    """Open an existing project folder.

    Raises:
        NotAProject, ProjectLocked, ProjectTooNew, ProjectDamaged, DiskFull: See `Project.open`.
    """
    scheduler = PlainScheduler()
    return StudioProject(Project.open(Path(folder), read_only=read_only, scheduler=scheduler), scheduler)


def create_project(
    folder: str | Path, *, task: Task | str = Task.CLASSIFICATION, name: str = "", labels: Sequence[str] = ()
) -> StudioProject:
    """Make a new project in a folder and open it.

    Args:
        task: `classification` (one label per image), `multilabel`, `detection` or `segmentation`.

    Raises:
        UsageError: The folder is a project already, or an unknown task.
        DiskFull: The folder cannot be written.
    """
    scheduler = PlainScheduler()
    chosen = member(Task, task)
    return StudioProject(
        Project.create(Path(folder), task=chosen, name=name, labels=labels, scheduler=scheduler), scheduler
    )
