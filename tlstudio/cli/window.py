"""The one door from the command line to the window."""

from __future__ import annotations

import importlib
from collections.abc import Sequence


def open_window(arguments: Sequence[str]) -> int:
    """Start the window in this process.

    The command line and the window do not know each other; this is the one door, by name, so that neither imports the other.
    """
    return int(importlib.import_module("tlstudio.gui.app").main(list(arguments)))
