"""Threads that let others go first."""

from __future__ import annotations

import os
import sys
import threading

LOW_PRIORITY = 10


def lower_thread_priority() -> None:
    """Put this thread, and those it will start, at the end of the queue where threads have priorities (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
