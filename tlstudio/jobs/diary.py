"""`events.jsonl`: append-only, written by the child, tailed by whoever wants to know."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

from tlstudio.jobs.events import Event, from_json

DIARY_FILE = "events.jsonl"


class Diary:
    """The only truth about a run's progress.

    One process appends. Any number of others read, at any time: a line without its newline is left for the next look.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, event: Event) -> None:
        """Write one line; an epoch or an ending is flushed to the disk before this returns."""
        line = json.dumps(finite(event.to_json()), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            if self._is_torn(descriptor):
                line = b"\n" + line
            os.write(descriptor, line)
            if event.durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def tail(self, offset: int = 0) -> tuple[list[Event], int]:
        """Return the events after a byte offset, and the offset to ask with next time.

        A line that a crash has torn apart and lines of unknown kinds are passed over.
        """
        try:
            with self.path.open("rb") as stream:
                stream.seek(offset)
                content = stream.read()
        except FileNotFoundError:
            return [], offset
        complete = content.rfind(b"\n") + 1
        events: list[Event] = []
        for line in content[:complete].splitlines():
            try:
                values = json.loads(line)
            except ValueError:
                continue
            event = from_json(values) if isinstance(values, dict) else None
            if event is not None:
                events.append(event)
        return events, offset + complete

    def events(self) -> list[Event]:
        """Return everything written so far."""
        return self.tail(0)[0]

    @staticmethod
    def _is_torn(descriptor: int) -> bool:
        size = os.fstat(descriptor).st_size
        if size == 0:
            return False
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        return os.read(descriptor, 1) != b"\n"


def finite(value: Any) -> Any:
    """Return the value with NaN and infinities as None: JSON has no word for them."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value
