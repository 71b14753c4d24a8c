"""How long the window waits for a decision: one image, a batch of 5,000, and taking the batch back."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import Row, percentile

NAME = "decisions"
IMAGES = 20_000
BATCH = 5_000
REPEAT = 9


def run() -> list[Row]:
    """Decide in a project on a real disk (every command is flushed to it); one decision is the reference."""
    from tlstudio.core.words import SuggestionRef
    from tlstudio.project.commands.decisions import Accept, Decide
    from tlstudio.project.commands.images import AddImages, NewImage
    from tlstudio.project.project import Project

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        with Project.create(Path(folder) / "shop", labels=["good", "scratch", "dent"]) as project:
            project.run(AddImages([NewImage(f"../photos/{i}.jpg", f"{i:032x}") for i in range(IMAGES)]))
            shown = {i: SuggestionRef(1 + i % 3, 0.9 + i % 100 / 1000, "instant", i) for i in range(1, BATCH + 1)}

            def read() -> None:
                project.read.table()
                project.read.counts()

            one = [_ms(lambda i=i: project.run(Decide([i], [1]))) for i in range(BATCH + 1, BATCH + 101)]
            batch, back, after = list[float](), list[float](), list[float]()
            for _ in range(REPEAT):
                batch.append(_ms(lambda: project.run(Accept(shown))))
                after.append(_ms(read))
                back.append(_ms(project.undo))
        megabytes = (Path(folder) / "shop" / "project.db").stat().st_size / 1e6
    single = percentile(one, 50)
    return [
        Row(f"one decision among {IMAGES:,} images, p50", single, None, "ms", "ours <= 16"),
        Row("the same, p95", percentile(one, 95), None, "ms"),
        Row(f"{BATCH:,} suggestions accepted in one command, p50", percentile(batch, 50), single, "ms", "ours <= 100"),
        Row("taking them back, p50", percentile(back, 50), single, "ms", "ours <= 100"),
        Row("reading the table and the counts afterwards, p50", percentile(after, 50), None, "ms"),
        Row(f"project.db after {REPEAT} such batches", megabytes, None, "MB"),
    ]


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
