from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest

from tests.unit.project.manual_scheduler import ManualScheduler
from tlstudio.project.scheduler import PlainScheduler


def test_the_plain_scheduler_runs_on_the_waiting_thread() -> None:
    scheduler = PlainScheduler()
    future: Future[int] = Future()
    ran_on: list[int] = []

    def work() -> None:
        scheduler.post(lambda: ran_on.append(threading.get_ident()))
        scheduler.post(lambda: future.set_result(7))

    worker = threading.Thread(target=work)
    worker.start()
    ticks: list[int] = []
    assert scheduler.wait_for(future, lambda: ticks.append(1)) == 7
    worker.join()
    assert ran_on == [threading.get_ident()]
    assert ticks


def test_the_plain_scheduler_keeps_time_and_calls_off() -> None:
    scheduler = PlainScheduler()
    future: Future[str] = Future()
    order: list[str] = []
    cancel = scheduler.later(0.0, lambda: order.append("called off"))
    scheduler.later(0.002, lambda: future.set_result("done"))
    scheduler.later(0.001, lambda: order.append("first"))
    cancel()
    assert scheduler.wait_for(future) == "done"
    assert order == ["first"]


def test_an_error_comes_out_where_it_is_waited_for() -> None:
    scheduler = PlainScheduler()
    future: Future[int] = Future()
    scheduler.post(lambda: future.set_exception(ValueError("no")))
    with pytest.raises(ValueError, match="no"):
        scheduler.wait_for(future)


def test_the_manual_scheduler_moves_only_when_told() -> None:
    scheduler = ManualScheduler()
    order: list[str] = []
    scheduler.post(lambda: order.append("posted"))
    scheduler.later(0.15, lambda: order.append("rested"))
    cancel = scheduler.later(0.1, lambda: order.append("called off"))
    assert order == []
    scheduler.run_pending()
    cancel()
    scheduler.advance(0.1)
    assert order == ["posted"]
    scheduler.advance(0.1)
    assert order == ["posted", "rested"]
