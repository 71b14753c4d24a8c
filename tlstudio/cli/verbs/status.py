"""How far a project is."""

from __future__ import annotations

import typer

from tlstudio.cli.output import table
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import PROJECT, VerbCard

CARD = VerbCard("status", "How far the project is.", PROJECT)


def run(ctx: typer.Context) -> None:
    """How far the project is: images, decisions, labels, splits, the model in use."""
    from tlstudio.core.words import DECIDED_STATES, Check, Outcome
    from tlstudio.project.settings import BACKBONE_SETTING, DEFAULT_BACKBONE

    session = session_of(ctx)
    with session.project(read_only=True) as project:
        counts = project.read.counts()
        decided = sum(counts.by_state.get(state, 0) for state in DECIDED_STATES)
        per_label = {label.name: counts.by_label.get(label.id, 0) for label in project.read.labels()}
        annotations = {label.name: counts.annotations.get(label.id, 0) for label in project.read.labels()}
        splits = {("none" if split is None else split.value): n for split, n in counts.by_split.items() if n}
        has_shapes = project.info.task.has_shapes
        serving = project.runs.serving_model()
        outcomes = dict.fromkeys(Outcome, 0)
        for source in project.read.review.outcomes():
            for outcome, number in source.by_outcome.items():
                outcomes[outcome] += number
        commented, checks = len(project.read.review.commented()), project.read.review.check_counts()
        values = {
            "project": str(project.root),
            "name": project.info.name,
            "task": project.info.task.value,
            "images": counts.total,
            "decided": decided,
            "finished": decided,
            "states": {state.value: number for state, number in counts.by_state.items()},
            "per_label": per_label,
            "annotations": sum(counts.annotations.values()),
            "annotations_per_label": annotations,
            "splits": splits,
            "missing": counts.missing,
            "flagged": counts.flagged,
            "serving_model": serving.model,
            "why": serving.why,
            "backbone": project.settings.get(BACKBONE_SETTING, DEFAULT_BACKBONE),
            "revision": project.read.revision(),
            "suggested_shapes": {outcome.value: number for outcome, number in outcomes.items()},
            "images_with_open_comments": commented,
            "checks": {check.value: number for check, number in checks.items()},
        }
    lines = [f"{values['name']} ({values['task']}): {decided:,} of {counts.total:,} images decided"]
    if per_label and has_shapes:
        rows = [(name, number, annotations[name]) for name, number in per_label.items()]
        lines.append(table(("label", "images", "annotations"), rows, right=(1, 2)))
    elif per_label:
        lines.append(table(("label", "decided"), list(per_label.items()), right=(1,)))
    if splits:
        lines.append("Splits: " + ", ".join(f"{name} {number:,}" for name, number in splits.items()))
    if counts.missing:
        lines.append(f"{counts.missing:,} files are not where they were: `tlstudio add FOLDER` finds them again.")
    if outcomes[Outcome.OPEN]:
        lines.append(f"{outcomes[Outcome.OPEN]:,} suggested shapes wait for an answer.")
    if commented:
        lines.append(f"{commented:,} images have open comments.")
    if checks[Check.RETURNED]:
        lines.append(f"{checks[Check.RETURNED]:,} images were returned by a second person.")
    if not has_shapes:
        lines.append(serving.why)
    session.finish(values, "\n".join(lines))
