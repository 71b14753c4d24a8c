"""From picture files to cached features, beside the bare network on ready tensors."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.harness import Row

NAME = "features"
IMAGES = int(os.environ.get("TLSTUDIO_BENCH_IMAGES", "2000"))
WIDTH, HEIGHT = 1152, 864
TURNS = 3
REFERENCE_SECONDS = 6.0
WARM_UP = 8
BASES = 40
SAMPLE = 200


def run() -> list[Row]:
    import numpy as np

    from tlstudio.imaging.read import read_for_network
    from tlstudio.learn import runtime
    from tlstudio.learn.backbones import registry
    from tlstudio.learn.priority import lower_thread_priority
    from tlstudio.learn.session import default_threads

    # All three at the low priority that the engine computes features with, so that other work falls on them alike.
    lower_thread_priority()
    work = Path(tempfile.mkdtemp(prefix="tlstudio-bench-"))
    try:
        pictures = make_pictures(work / "pictures", IMAGES)
        card = registry.get(registry.DEFAULT)
        threads = default_threads()
        choice = runtime.choose(card, threads=threads)
        served = runtime.start(card, choice.runtime, threads=threads)
        ready = np.stack(
            [read_for_network(one, size=card.input_size) for one in sorted(pictures.iterdir())[: choice.batch]]
        )
        ours, eager, bare = [], [], []
        before = bare_rate(served, ready, threads)
        # In turns, so that what else runs on the machine falls on all three alike.
        for rate in folder_rates(work / "project", pictures):
            ours.append(rate)
            after = bare_rate(served, ready, threads)
            bare.append((before + after) / 2)
            eager.append(eager_rate(card, threads))
            before = bare_rate(served, ready, threads)
        what = f"{IMAGES} JPEGs of 1 MP, files to cache ({choice.runtime}, {threads} threads)"
        alone = f"against the bare network in {choice.runtime}"
        whole_cpu, bare_cpu = per_processor_second(served, choice.batch, threads, card.input_size, pictures)
        return [
            Row(
                f"{what}, against eager torch on ready tensors (best batch of 1, 8, 32)",
                statistics.median(ours),
                statistics.median(eager),
                "images/s",
                "ratio >= 2.0",
            ),
            Row(f"{what}, {alone}", statistics.median(ours), statistics.median(bare), "images/s", "ratio >= 0.7"),
            Row(
                f"{SAMPLE} of them, files to rows, {alone}, by processor time",
                whole_cpu,
                bare_cpu,
                "images/processor-second",
                "ratio >= 0.7",
            ),
        ]
    finally:
        shutil.rmtree(work, ignore_errors=True)


def make_pictures(folder: Path, count: int) -> Path:
    """Draw JPEGs with edges, gradients and grain; none equal, so that none is cached as another."""
    import cv2
    import numpy as np

    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    grain = rng.normal(0, 6, (HEIGHT, WIDTH, 3)).astype(np.float32)
    bases = []
    for number in range(min(count, BASES)):
        small = rng.integers(0, 256, (9, 12, 3), dtype=np.uint8)
        smooth = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        bases.append(np.clip(smooth + np.roll(grain, number * 37, axis=1), 0, 255).astype(np.uint8))
    for number in range(count):
        picture = np.roll(bases[number % BASES], 17 * number, axis=1)
        for _ in range(12):
            centre = (int(rng.integers(WIDTH)), int(rng.integers(HEIGHT)))
            colour = tuple(int(c) for c in rng.integers(0, 256, 3))
            cv2.circle(picture, centre, int(rng.integers(10, 160)), colour, int(rng.integers(-1, 6)))
        cv2.imwrite(str(folder / f"{number:05d}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
    return folder


def eager_rate(card: Any, threads: int) -> float:
    """Plain eager torch in a loop on ready tensors, all cores, its best batch size."""
    import torch

    from tlstudio.learn.backbones import registry
    from tlstudio.learn.trunk import pooled

    torch.set_num_threads(threads)
    trunk = registry.load(card.key)
    best = 0.0
    with torch.inference_mode():
        for batch in (1, 8, 32):
            x = torch.randn(batch, 3, card.input_size, card.input_size)
            pooled(trunk.forward_taps(x))
            began, done = time.perf_counter(), 0
            while time.perf_counter() - began < REFERENCE_SECONDS / 3:
                pooled(trunk.forward_taps(x))
                done += batch
            best = max(best, done / (time.perf_counter() - began))
    return best


def bare_rate(served: Any, ready: Any, threads: int) -> float:
    """Images per second of the runtime that serves on one batch of ready pictures, all threads, over the whole time."""

    def call_until(end: float) -> int:
        done = 0
        while time.perf_counter() < end:
            served.run(ready)
            done += len(ready)
        return done

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: served.run(ready), range(threads)))
        began = time.perf_counter()
        done = sum(pool.map(call_until, [began + REFERENCE_SECONDS / 2] * threads))
        return done / (time.perf_counter() - began)


def per_processor_second(served: Any, batch: int, threads: int, size: int, pictures: Path) -> tuple[float, float]:
    """Images per second of processor time, from files to rows and of the bare network: what other work cannot blur."""
    import numpy as np

    from tlstudio.imaging.read import read_for_network
    from tlstudio.learn.features import Extractor, Source

    files = sorted(pictures.iterdir())[:SAMPLE]
    ready = np.stack([read_for_network(one, size=size) for one in files[:batch]])
    extractor = Extractor(served, size, batch_size=batch, threads=threads)
    began = time.process_time()
    done = sum(len(part.positions) for part in extractor.extract(Source(one) for one in files))
    whole = done / (time.process_time() - began)
    began = time.process_time()
    for _ in range(SAMPLE // batch):
        served.run(ready)
    return whole, SAMPLE // batch * batch / (time.process_time() - began)


def folder_rates(root: Path, pictures: Path) -> Iterator[float]:
    """Images per second of each of three parts of the folder, through the real project, client and engine.

    The engine is warm, as it is when a folder is opened.
    """
    from tlstudio.core.words import Task
    from tlstudio.project.adding import add_images
    from tlstudio.project.project import Project

    with Project.create(root, task=Task.CLASSIFICATION, labels=("a", "b")) as project:
        add_images(project, [pictures])
        rows = [list(row) for row in project.read.strings("id", "path", "content_hash", "page")]
        wait = project.scheduler.wait_for  # type: ignore[attr-defined]  # the plain scheduler has it

        def ask(op: str, **args: object) -> dict[str, Any]:
            future: Future[dict[str, Any]] = project.engine.request(op, args)
            return wait(future)

        ask("images", images=rows[:WARM_UP])
        ask("features", ids=None)
        for turn in range(TURNS):
            ask("images", images=rows[: len(rows) * (turn + 1) // TURNS])
            result = ask("features", ids=None)
            yield result["computed"] / result["seconds"]
