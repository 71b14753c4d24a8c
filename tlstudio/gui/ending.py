"""Ctrl+C in the terminal and a session that ends close the window as its own button does: nothing is left locked."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget


class EndOnSignal:
    """Closes a window on SIGINT and SIGTERM; keep the object as long as the window lives.

    Python runs a signal's handler only between two of its own instructions, and Qt's loop may sleep in C++ for hours:
    the wake-up socket makes the loop run a little Python at once. An exception raised by the handler instead would
    surface in whatever event filter happens to run, and end there.
    """

    def __init__(self, window: QWidget) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, window)
        self._notifier.activated.connect(lambda *_: self._reader.recv(64))
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: window.close())

    def release(self) -> None:
        """Hand the signals back to Python."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()
