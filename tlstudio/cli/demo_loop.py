"""What `tlstudio demo` does: the whole loop on the sample, with a script in the place of the person."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.cli.output import counted, score
from tlstudio.cli.progress import Meter
from tlstudio.cli.session import Session
from tlstudio.core.words import Origin, Split

if TYPE_CHECKING:
    from tlstudio.project.project import Project
    from tlstudio.project.run_log import Run

NAME = "Parts on a tray"
PER_ROUND = 10
ROUNDS = 5
TRAINING_MINUTES = 0.6


@dataclass
class Told:
    """What the demo found, for the summary.

    Attributes:
        rounds: Labels to learn from and the share of suggestions that were right, after each round.
    """

    rounds: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])
    run: Run | None = None
    metrics: dict[str, Any] = field(default_factory=dict[str, Any])
    why: str = ""


def free_folder(wanted: Path) -> Path:
    """The folder itself, or with a number behind it where it is a project already: nothing is overwritten."""
    number, folder = 1, wanted
    while (folder / "project.db").exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


def make_project(session: Session, folder: Path) -> Project:
    """Draw the photographs and register them in a new project, with groups and splits by tray."""
    from tlstudio.project import sample
    from tlstudio.project.adding import add_images
    from tlstudio.project.project import Project
    from tlstudio.project.splits import split_images

    with Meter("Drawing the photographs") as meter:
        photos = sample.make_sample(folder, on_progress=meter.show)
    project = Project.create(folder, name=NAME, labels=sample.LABELS, scheduler=session.scheduler)
    session.tune(project.engine)
    added = add_images(project, [photos], group_by=sample.GROUP_BY)
    sides = split_images(project, test=0.25, val=0.15, seed=session.options.seed)
    session.out.note(
        f"{counted(added.added, 'photograph')} of parts on trays; whole trays apart: train {sides.train}, "
        f"validation {sides.val}, test {sides.test}"
    )
    return project


def run_loop(session: Session, project: Project) -> Told:
    """Decide a few, get suggestions, review, again; then fine-tune and measure."""
    told = Told()
    truth = _truth(project)
    test = [image.id for image in project.read.images(truth) if image.split is Split.TEST]
    _decide(project, test, truth)
    session.out.note(
        f"The script in the person's place decides the {len(test)} test images; they measure, they never teach."
    )
    for _ in range(ROUNDS):
        _review(session, project, truth, told)
    session.suggest(project)
    told.run = _fine_tune(session, project)
    told.why = project.runs.serving_model().why
    told.metrics = project.runs.metrics(told.run.id)
    return told


def _review(session: Session, project: Project, truth: dict[int, int], told: Told) -> None:
    """One round: the most useful images are decided, the suggestions follow."""
    began = time.monotonic()
    project.suggestions.prefer(seed=session.options.seed)
    session.suggest(project)
    asked = [item.image_id for item in project.suggestions.queue(PER_ROUND)]
    _decide(project, asked, truth)
    session.suggest(project)
    open_ids = project.suggestions.undecided().tolist()
    best = {i: one for i in open_ids if (one := project.suggestions.for_image(i)) is not None}
    right = sum(one.label_ids[0] == truth[i] for i, one in best.items()) / max(1, len(best))
    labels = len(told.rounds) * PER_ROUND + len(asked)
    told.rounds.append((labels, right))
    session.out.note(
        f"{counted(labels, 'label')} to learn from: {right:.0%} of {counted(len(best), 'suggestion')} are right "
        f"({time.monotonic() - began:.1f} s)"
    )


def _fine_tune(session: Session, project: Project) -> Run:
    from tlstudio.cli.verbs.train import wait_for_run

    plan = project.runs.plan(
        max_minutes=TRAINING_MINUTES,
        seed=session.options.seed,
        **({"device": session.options.device} if session.options.device else {}),
        **({"threads": session.options.threads} if session.options.threads else {}),
    )
    session.out.note(f"{plan.sentence}. {plan.duration}. {plan.expectation}")
    return wait_for_run(session, project, project.runs.start(plan))


def _truth(project: Project) -> dict[int, int]:
    """What each image shows, as image id -> label id."""
    from tlstudio.project import sample

    names = sample.truth(project.root)
    label_ids = {label.name: label.id for label in project.read.labels()}
    images = project.read.images(project.read.table().ids)
    return {image.id: label_ids[names[image.path.rsplit("/", 1)[-1]]] for image in images}


def _decide(project: Project, image_ids: list[int], truth: dict[int, int]) -> None:
    """Decide as the truth says; where that is what was suggested, it counts as accepted."""
    from tlstudio.project.commands.decisions import Decide

    by_label: dict[int, list[int]] = {}
    for image_id in image_ids:
        by_label.setdefault(truth[image_id], []).append(image_id)
    for label_id, ids in by_label.items():
        seen = {i: one.best for i in ids if (one := project.suggestions.for_image(i)) is not None}
        project.run(Decide(ids, [label_id], origin=Origin.SCRIPT, suggestions=seen))


def summary(told: Told, folder: Path, files: list[Path], seconds: float) -> str:
    """The outcome to read."""
    assert told.run is not None
    run = told.run
    measured = told.metrics[told.metrics["held_out"]]
    first, last = told.rounds[0], told.rounds[-1]
    lines = [
        "",
        f"The loop on {NAME.lower()} took {seconds:.0f} s.",
        f"  Suggestions right:   {first[1]:.0%} with {first[0]} labels, {last[1]:.0%} with {last[0]}",
        f"  Fine-tuning:         {run.epoch} epochs in {run.seconds:.0f} s, {run.metric.replace('_', ' ')} {score(run.test)} "
        f"on {measured['images']} test images (instant learner {score(run.instant)})",
        f"  In use now:          {told.why}",
    ]
    verdict = told.metrics.get("verdict") or {}
    if verdict.get("headline"):
        lines.append(f"  Verdict:             {verdict['headline']}")
    lines += [f"  Written:             {path}" for path in files]
    lines.append(f"Look at it: tlstudio {folder}")
    return "\n".join(lines)
