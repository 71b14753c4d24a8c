"""Every runtime says what torch says; the choice is measured once and kept."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from tlstudio.learn import graph, runtime
from tlstudio.learn.backbones import registry

CARD = registry.get(registry.DEFAULT)


@pytest.fixture(scope="module")
def pictures() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (3, CARD.input_size, CARD.input_size, 3), dtype=np.uint8)


def test_graph_runtimes_agree_with_torch_and_rows_have_length_one(pictures):
    reference = runtime.start(CARD, "torch", threads=1).run(pictures)
    assert reference.shape == (3, CARD.embedding_dim)
    assert np.allclose(np.linalg.norm(reference, axis=1), 1.0, atol=1e-5)
    for name in ("onnxruntime", "openvino"):
        if importlib.util.find_spec(name) is None:
            continue
        served = runtime.start(CARD, name, threads=1)
        assert served.name == name
        assert runtime.relative_difference(served.run(pictures), reference) < runtime.TOLERANCE
        # Another batch size than the one it was exported with.
        assert runtime.relative_difference(served.run(pictures[:1]), reference[:1]) < runtime.TOLERANCE


def test_onnx_runtime_fuses_all_padding_of_the_default_network(tmp_path):
    import onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "optimised.onnx")
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(graph.exported(CARD)), options, providers=["CPUExecutionProvider"])
    left = [node.op_type for node in onnx.load(options.optimized_model_filepath).graph.node]
    assert "Conv" in left
    assert "Pad" not in left


class Wrong:
    name = title = "wrong"

    def run(self, pictures: np.ndarray) -> np.ndarray:
        return np.ones((len(pictures), 4), np.float32)


class Right(Wrong):
    def run(self, pictures: np.ndarray) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[np.zeros(len(pictures), int)]


def test_a_runtime_that_differs_never_serves(monkeypatch):
    def absent():
        raise ImportError("no such runtime")

    made = {"torch": Right, "onnxruntime": Wrong, "openvino": absent}
    monkeypatch.setattr(runtime, "candidates", lambda card, threads: made)
    choice = runtime.choose(CARD, threads=1)
    assert choice.runtime == "torch"
    assert choice.refused["onnxruntime"].startswith("differs from torch")
    assert choice.refused["openvino"] == "not installed"
    monkeypatch.setattr(runtime, "measure", lambda *_, **__: pytest.fail("measured twice"))
    assert runtime.choose(CARD, threads=1) == choice


def test_a_runtime_that_is_gone_is_replaced_by_torch(monkeypatch):
    def absent():
        raise ImportError

    monkeypatch.setattr(runtime, "candidates", lambda card, threads: {"torch": Right, "openvino": absent})
    assert isinstance(runtime.start(CARD, "openvino", threads=1), Right)
