"""The worker behind the assists, with an executor that ends its work when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from tlstudio.gui.canvas.assist_runner import AssistRunner


class SlowExecutor(Executor):
    """Keeps what it was given until `end`."""

    def __init__(self) -> None:
        self.begun: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        self.begun.append((future, lambda: fn(*args, **kwargs)))
        return future

    def end(self) -> None:
        future, work = self.begun.pop(0)
        try:
            future.set_result(work())
        except ValueError as error:
            future.set_exception(error)


@pytest.fixture
def slow() -> SlowExecutor:
    return SlowExecutor()


@pytest.fixture
def runner(qapp, slow: SlowExecutor) -> AssistRunner:
    return AssistRunner(executor=slow)


def test_the_answer_comes_back(runner: AssistRunner, slow: SlowExecutor) -> None:
    heard: list[int] = []
    runner.ask(lambda: 6 * 7, heard.append)
    assert runner.is_busy
    assert heard == []
    slow.end()
    assert heard == [42]
    assert not runner.is_busy


def test_asking_returns_at_once_and_only_the_newest_question_is_worked_on(
    runner: AssistRunner, slow: SlowExecutor
) -> None:
    heard: list[str] = []
    worked: list[str] = []

    def work(name: str) -> str:
        worked.append(name)
        return name

    for name in ("first", "second", "third"):
        runner.ask(lambda name=name: work(name), heard.append)
    assert worked == []
    slow.end()
    slow.end()
    assert slow.begun == []
    assert worked == ["first", "third"]
    assert heard == ["third"]


def test_a_dropped_question_is_not_answered(runner: AssistRunner, slow: SlowExecutor) -> None:
    heard: list[int] = []
    runner.ask(lambda: 1, heard.append)
    runner.drop()
    assert not runner.is_busy
    slow.end()
    assert heard == []


def test_a_question_after_a_dropped_one_waits_for_the_worker(runner: AssistRunner, slow: SlowExecutor) -> None:
    heard: list[int] = []
    runner.ask(lambda: 1, heard.append)
    runner.drop()
    runner.ask(lambda: 2, heard.append)
    assert len(slow.begun) == 1
    slow.end()
    slow.end()
    assert heard == [2]


def test_slowness_is_told_only_while_it_lasts(qtbot, runner: AssistRunner, slow: SlowExecutor) -> None:
    told: list[bool] = []
    runner.slow_changed.connect(told.append)
    runner.ask(lambda: 1, lambda _answer: None)
    qtbot.waitUntil(lambda: runner.is_slow)
    slow.end()
    assert told == [True, False]
    runner.ask(lambda: 1, lambda _answer: None)
    slow.end()
    assert told == [True, False]


def test_a_bug_in_the_work_is_not_swallowed(qtbot, runner: AssistRunner, slow: SlowExecutor) -> None:
    def fail() -> None:
        raise ValueError("broken")

    runner.ask(fail, lambda _answer: None)
    with qtbot.captureExceptions() as raised:
        slow.end()
    assert [str(error) for _kind, error, _trace in raised] == ["broken"]
    assert not runner.is_busy


def test_its_own_thread_ends_with_it(qtbot, qapp) -> None:
    runner = AssistRunner()
    heard: list[int] = []
    runner.ask(lambda: 3, heard.append)
    qtbot.waitUntil(lambda: heard == [3])
    runner.close()
    runner.close()
