"""Real child processes, made to say where they are by the diary or the lock; nothing here waits for a clock."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tlstudio.core.errors import JobError
from tlstudio.jobs.child import LOW_PRIORITY, Child
from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.diary import Diary
from tlstudio.jobs.events import Cancelled, Started
from tlstudio.jobs.lock import RunLock

POLITE = """
import os, sys, time
from pathlib import Path
from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.diary import Diary
from tlstudio.jobs.events import Cancelled, Started
folder = Path(sys.argv[1])
diary, control = Diary(folder / "events.jsonl"), Control(folder)
diary.append(Started(pid=os.getpid(), device=str(os.getpriority(os.PRIO_PROCESS, 0))))
while control.read() is not Request.STOP:
    time.sleep(0.01)
diary.append(Cancelled())
"""
DEAF = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, signal.SIG_IGN)
Path(sys.argv[1], "deaf").touch()
time.sleep(60)
"""


def child_of(code: str, folder: Path) -> Child:
    return Child([sys.executable, "-c", code, str(folder)], log=folder / "log.txt")


def test_a_child_runs_last_in_the_queue_and_stops_when_asked(tmp_path: Path) -> None:
    child = child_of(POLITE, tmp_path)
    child.start()
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == LOW_PRIORITY
    Control(tmp_path).ask(Request.STOP)
    assert child.end(polite_seconds=20) == 0
    events = Diary(tmp_path / "events.jsonl").events()
    assert [type(event) for event in events] == [Started, Cancelled]
    assert child.log_tail() == ""


def test_a_child_that_does_not_listen_is_ended(tmp_path: Path) -> None:
    child = child_of(DEAF, tmp_path)
    child.start()
    while not (tmp_path / "deaf").exists():
        assert child.wait(0.02) is None, child.log_tail()
    assert child.end(polite_seconds=0.01, terminate_seconds=0.2) not in (None, 0)


def test_the_log_holds_the_traceback_of_a_crash(tmp_path: Path) -> None:
    child = child_of("raise RuntimeError('the roof is on fire')", tmp_path)
    child.start()
    assert child.wait(20) == 1
    assert "the roof is on fire" in child.log_tail()


def test_a_program_that_does_not_exist_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="could not be started"):
        Child([str(tmp_path / "nothing")], log=tmp_path / "log.txt").start()


def test_the_newest_request_wins_and_can_be_cleared(tmp_path: Path) -> None:
    asker, job = Control(tmp_path), Control(tmp_path)
    assert job.read() is None
    asker.ask(Request.PAUSE)
    assert job.read() is Request.PAUSE
    asker.ask(Request.CONTINUE)
    assert job.read() is Request.CONTINUE
    asker.clear()
    assert job.read() is None


@pytest.mark.parametrize("content", ["", "{", '{"request": "dance"}', "[]", "{}"])
def test_an_unreadable_request_is_no_request(tmp_path: Path, content: str) -> None:
    control = Control(tmp_path)
    control.path.write_text(content)
    assert control.read() is None


def test_a_lock_is_held_by_one_and_seen_by_all(tmp_path: Path) -> None:
    mine, other = RunLock(tmp_path), RunLock(tmp_path)
    assert not other.is_held()
    assert mine.acquire()
    assert other.is_held()
    assert not other.acquire(patience_seconds=0)
    mine.release()
    assert not other.is_held()
    assert other.acquire()
    other.release()


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tlstudio.jobs.lock import RunLock\n"
        "lock = RunLock(Path(sys.argv[1])); assert lock.acquire(); Path(sys.argv[1], 'ready').touch(); time.sleep(60)"
    )
    child = child_of(code, tmp_path)
    child.start()
    while not (tmp_path / "ready").exists():
        assert child.wait(0.02) is None, child.log_tail()
    assert RunLock(tmp_path).is_held()
    child.kill()
    child.wait(10)
    assert not RunLock(tmp_path).is_held()
