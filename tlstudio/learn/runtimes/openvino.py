"""Serve an exported graph by OpenVINO, where that extra is installed."""

from __future__ import annotations

import importlib
import threading
from pathlib import Path
from typing import Any

import numpy as np


class OpenVinoRuntime:
    """OpenVINO on the CPU, in float32 or bfloat16, with one stream per calling thread.

    Args:
        graph: ONNX file with one input (B, S, S, 3) uint8 RGB and one output (B, D) float32.
    """

    def __init__(self, graph: Path, *, threads: int, precision: str = "f32") -> None:
        # An extra that is not everywhere: an import statement would have to be found where the types are checked.
        openvino: Any = importlib.import_module("openvino")
        self.title = f"OpenVINO {openvino.__version__.split('-')[0]}" + ("" if precision == "f32" else " bfloat16")
        self.name = "openvino" if precision == "f32" else "openvino-bf16"
        core = openvino.Core()
        settings = {
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": threads,
            "INFERENCE_PRECISION_HINT": precision,
        }
        self._compiled = core.compile_model(core.read_model(str(graph)), "CPU", settings)
        self._of_thread = threading.local()

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Rows (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        request = getattr(self._of_thread, "request", None)
        if request is None:
            request = self._of_thread.request = self._compiled.create_infer_request()
        # A copy: the request's own memory is overwritten by its next call.
        return np.array(request.infer({0: pictures}, share_inputs=True)[0])
