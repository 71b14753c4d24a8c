"""A fine-tuned run over a large pool is served by a graph runtime that was compared with torch first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.unit.learn.tiny_run import LABELS, make_run, train
from tlstudio.imaging.read import read_for_network
from tlstudio.jobs.spec import read_dataset
from tlstudio.learn.classification import run_serving
from tlstudio.learn.classification.run_serving import ServedRun
from tlstudio.learn.engine_ops.predict import run_probs
from tlstudio.learn.image_pool import PoolImage, key_of
from tlstudio.learn.runtimes.base import Runtime
from tlstudio.learn.session import Session


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_run(tmp_path_factory.mktemp("run"), epochs=1)
    train(folder)
    return folder


@pytest.fixture
def always_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of images is a large one, and the graph wins every measurement."""
    monkeypatch.setattr(run_serving, "FAST_FROM", 1)

    def rate(runtime: Runtime, *_: Any) -> tuple[float, int]:
        return (2.0 if runtime.name == "onnxruntime" else 1.0), run_serving.BATCH

    monkeypatch.setattr(run_serving, "images_per_second", rate)


def pictures_of(folder: Path) -> np.ndarray:
    root = folder.parent.parent
    return np.stack([read_for_network(root / row.path, size=64) for row in read_dataset(folder)[:5]])


def served(folder: Path, graphs: Path) -> ServedRun:
    return ServedRun(folder, graphs, device="cpu", threads=1)


@pytest.mark.usefixtures("always_measured")
def test_the_graph_says_what_torch_says_and_is_exported_once(finished: Path, tmp_path: Path) -> None:
    tmp_path.joinpath("0-1.onnx").write_bytes(b"of a run that served before")
    run = served(finished, tmp_path)
    fast = run.runtime(1)
    assert fast.name == "onnxruntime"
    pictures = pictures_of(finished)
    np.testing.assert_allclose(fast.run(pictures), run.model.run(pictures)[:, : len(LABELS)], atol=5e-3)
    (graph,) = tmp_path.iterdir()
    written = graph.stat().st_mtime_ns
    assert served(finished, tmp_path).runtime(1).name == "onnxruntime"
    assert graph.stat().st_mtime_ns == written


def test_a_few_images_are_left_to_torch(finished: Path, tmp_path: Path) -> None:
    run = served(finished, tmp_path / "graphs")
    assert run.runtime(run_serving.FAST_FROM - 1) is run.model
    assert not (tmp_path / "graphs").exists()


class Wrong:
    name = title = "onnxruntime"

    def __init__(self, graph: Path) -> None:
        pass

    def run(self, pictures: np.ndarray) -> np.ndarray:
        return np.full((len(pictures), len(LABELS)), 2.0, np.float32)


@pytest.mark.usefixtures("always_measured")
def test_a_graph_that_differs_or_is_slower_never_serves(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(run_serving, "OnnxRuntime", Wrong)
        run = served(finished, tmp_path)
        assert run.runtime(1) is run.model
    monkeypatch.setattr(
        run_serving, "images_per_second", lambda runtime, *_: (1.0 if runtime.name == "onnxruntime" else 2.0, 4)
    )
    run = served(finished, tmp_path)
    assert run.runtime(1) is run.model


class Quiet:
    is_cancelled = False

    def progress(self, phase: str, done: int, total: int) -> None:
        pass

    def check(self) -> None:
        pass


@pytest.mark.usefixtures("always_measured")
def test_predictions_go_through_the_graph_and_are_kept(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, rows = Session(), read_dataset(finished)[:6]
    session.open(finished.parent.parent, tmp_path / "cache", "efficientnet_lite0", threads=1)
    root = finished.parent.parent
    images = [(n + 1, PoolImage(root / row.path, key_of(f"{n:032x}", 0))) for n, row in enumerate(rows)]
    session.pool.add(images)
    ids = [image_id for image_id, _ in images]
    job: Any = Quiet()
    first, kept = run_probs(session, finished, ids[:4], job, columns=range(len(LABELS)))
    assert kept == [0, 1, 2, 3]
    assert session.served_run(finished).runtime(1).name == "onnxruntime"
    # Two more: those four come from memory, and torch and the graph may take turns.
    monkeypatch.setattr(session.served_run(finished), "runtime", lambda count: session.served_run(finished).model)
    both, _ = run_probs(session, finished, ids, job, columns=range(len(LABELS)))
    assert both.shape == (6, len(LABELS))
    np.testing.assert_array_equal(both[:4], first)
    eager = session.served_run(finished).model.run(pictures_of(finished)[:4])[:, : len(LABELS)]
    np.testing.assert_allclose(first, eager, atol=5e-3)
