"""Which operation runs when: short ones at once, predictions between two batches of features, the rest in turn."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from tlstudio.learn import engine
from tlstudio.learn.engine_ops.features import compute
from tlstudio.learn.engine_ops.table import Operation
from tlstudio.learn.image_pool import pool_images
from tlstudio.learn.session import Session

PATIENCE = 20.0


def serve(monkeypatch: pytest.MonkeyPatch, *, gives_way: bool) -> list[int]:
    """Ask for a long operation (1), another (2), one that goes first (3) and a short one (4); return the order of the long ones."""
    asked, started, seen = threading.Event(), threading.Event(), threading.Event()

    def long(session: object, args: dict[str, Any], job: engine.Job) -> dict[str, Any]:
        started.set()
        assert asked.wait(PATIENCE)
        if gives_way:
            job.give_way()
        seen.set()
        return {}

    def quick(session: object, args: dict[str, Any], job: engine.Job) -> dict[str, Any]:
        return {}

    def short(session: object, args: dict[str, Any], job: engine.Job) -> dict[str, Any]:
        asked.set()  # all that was asked before has been handed to its lane
        return {}

    made = (
        Operation("long", long, is_long=True),
        Operation("later", quick, is_long=True),
        Operation("first", quick, is_long=True, goes_first=True),
        Operation("short", short),
    )
    monkeypatch.setattr(engine, "operations", lambda: {one.name: one for one in made})
    monkeypatch.setattr(engine, "lower_thread_priority", lambda: None)
    monkeypatch.setattr(engine, "GOODBYE_SECONDS", PATIENCE)

    def requests() -> Iterator[str]:
        yield json.dumps({"id": 1, "op": "long"})
        assert started.wait(PATIENCE)
        for number, name in enumerate(("later", "first", "short"), start=2):
            yield json.dumps({"id": number, "op": name})
        assert seen.wait(PATIENCE)

    answers = io.StringIO()
    server = engine.Server(cast("Any", requests()), answers)
    server.serve()
    # The short one is answered on another thread, somewhere between the others.
    return [number for line in answers.getvalue().splitlines() if (number := json.loads(line)["id"]) != 4]


def test_a_long_operation_gives_way_to_what_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve(monkeypatch, gives_way=True) == [3, 1, 2]


def test_without_giving_way_each_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve(monkeypatch, gives_way=False) == [1, 2, 3]


class Polite:
    """A job that counts how often it lets others go first."""

    is_cancelled = False

    def __init__(self) -> None:
        self.gave_way = 0

    def give_way(self) -> None:
        self.gave_way += 1

    def progress(self, phase: str, done: int, total: int) -> None:
        pass

    def check(self) -> None:
        pass


def test_features_give_way_after_every_batch(tmp_path: Path, pictures: list[list[Any]]) -> None:
    session, job = Session(), Polite()
    session.open(tmp_path, tmp_path / "cache", "handcrafted", threads=1)
    _, batch = session.runtime()
    session.pool.add(pool_images(pictures, tmp_path))
    assert compute(session, None, cast("Any", job))["computed"] == len(pictures) - 1
    assert job.gave_way == -(-len(pictures) // batch) > 1
