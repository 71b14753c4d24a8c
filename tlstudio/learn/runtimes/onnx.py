"""Serve an exported graph by ONNX Runtime."""

from __future__ import annotations

from pathlib import Path

import numpy as np


class OnnxRuntime:
    """ONNX Runtime on the CPU.

    Args:
        graph: ONNX file with one input (B, S, S, 3) uint8 RGB and one output (B, D) float32.
    """

    name = "onnxruntime"

    def __init__(self, graph: Path) -> None:
        import onnxruntime

        self.title = f"ONNX Runtime {onnxruntime.__version__}"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Rows (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        return np.asarray(self._session.run(None, {self._input: pictures})[0])
