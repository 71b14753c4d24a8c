"""The worker as a child over real pipes, and pictures for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from tlstudio.imaging.hashes import content_hash


class Engine:
    """A child and the messages it sent."""

    def __init__(self, code: str = "from tlstudio.learn.engine import main; main()") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "TORCH_HOME": os.devnull},
        )
        self._numbers = 0
        self._kept: list[dict[str, Any]] = []

    def close(self) -> int:
        """End the child by closing its input; return its exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        code = self.process.wait(10)
        self.process.stdout.close()
        return code

    def send(self, op: str, **args: Any) -> int:
        self._numbers += 1
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"id": self._numbers, "op": op, "args": args}) + "\n")
        self.process.stdin.flush()
        return self._numbers

    def next_message(self) -> dict[str, Any]:
        """The next message about anything, those that were passed over first."""
        return self._kept.pop(0) if self._kept else self._read()

    def messages(self, number: int) -> Iterator[dict[str, Any]]:
        """All messages about a request, up to its answer; those about others are kept for whoever asks for them.

        What is cancelled may answer before the cancelling does.
        """
        while True:
            at = next((place for place, message in enumerate(self._kept) if message["id"] == number), None)
            message = self._read() if at is None else self._kept.pop(at)
            if message["id"] != number:
                self._kept.append(message)
                continue
            yield message
            if "ok" in message:
                return

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def answer(self, op: str, **args: Any) -> dict[str, Any]:
        return list(self.messages(self.send(op, **args)))[-1]

    def result(self, op: str, **args: Any) -> dict[str, Any]:
        answer = self.answer(op, **args)
        assert answer["ok"], answer
        return answer["result"]


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    assert engine.close() == 0


@pytest.fixture
def start_engine() -> Iterator[Callable[[str], Engine]]:
    """Start an engine by other code than `main()` alone."""
    started: list[Engine] = []

    def start(code: str) -> Engine:
        started.append(Engine(code))
        return started[-1]

    yield start
    assert [engine.close() for engine in started] == [0] * len(started)


@pytest.fixture
def pictures(tmp_path: Path) -> list[list[Any]]:
    """Forty small pictures of two textures, with a damaged one at the end."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    rng = np.random.default_rng(0)
    listed: list[list[Any]] = []
    for number in range(40):
        picture = rng.integers(0, 90, (48, 48, 3), dtype=np.uint8)
        if number % 2:
            picture[:, ::4] = 255
        path = folder / f"{number}.png"
        cv2.imwrite(str(path), picture)
        listed.append([number + 1, f"pictures/{path.name}", content_hash(path), 0])
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return [*listed, [99, "pictures/broken.png", content_hash(folder / "broken.png"), 0]]
