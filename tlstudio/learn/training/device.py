"""Which processor the network runs on, chosen and named for a person."""

from __future__ import annotations

import os

import torch

from tlstudio.core.errors import UsageError


def choose(name: str, threads: int = 0) -> tuple[torch.device, str]:
    """Return the device and its name in words, and set the number of torch's threads.

    Args:
        name: `auto`, `cpu`, `cuda` or `mps`.
        threads: 0 = cores minus one, so that the window keeps a core.

    Raises:
        UsageError: A device that this machine or this torch does not have.
    """
    threads = threads or max(1, (os.cpu_count() or 2) - 1)
    torch.set_num_threads(threads)
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name == "auto":
        name = next(key for key, usable in available.items() if usable)
    if not available.get(name, False):
        usable = ", ".join(key for key, is_usable in available.items() if is_usable)
        raise UsageError(f"The device {name!r} cannot be used here.", hint=f"Usable: auto, {usable}.")
    if name == "cuda":
        return torch.device("cuda"), torch.cuda.get_device_name(0)
    if name == "mps":
        return torch.device("mps"), "Apple GPU"
    return torch.device("cpu"), f"CPU, {threads} thread{'s' if threads != 1 else ''}"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran short, on any device."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text or "not enough memory" in text
    )
