"""What every runtime is: pictures in, rows out."""

from __future__ import annotations

from typing import Protocol

import numpy as np


class Runtime(Protocol):
    """Turns pictures into pooled features (or, for a fine-tuned run, into probabilities).

    Each call computes on one core, and several threads may call at once: threads inside a call wait for each other
    after every layer, so that one core taken by another program stalls all of them.

    Attributes:
        name: `torch`, `onnxruntime`, `openvino` or `opencv`.
        title: The same for a person.
    """

    name: str
    title: str

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Pooled features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        ...
