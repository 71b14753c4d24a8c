from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.jobs import events
from tlstudio.jobs.diary import Diary

EXAMPLES: list[events.Event] = [
    events.Started(pid=3, device="CPU, 1 thread", freeze="head", epochs=4, images={"train": 9}),
    events.Phase(name="Boundary cache", total=36, share=0.3),
    events.Progress(phase="Boundary cache", done=4, total=36, rate=7.5, seconds_low=10.0, seconds_high=20.0),
    events.EpochEnd(epoch=1, epochs=4, seconds=2.5, metrics={"val/loss": 0.4}, best=True, best_epoch=1),
    events.Samples(epoch=1, rows=[{"path": "ä.jpg", "now": 1}]),
    events.Notice(code="memory", sentence="Memory ran short at batch 8; continued with 4.", hint="Nothing was lost."),
    events.Paused(epoch=2),
    events.Resumed(epoch=2),
    events.Done(best_epoch=1, epochs=4, seconds=9.0, metric="balanced_accuracy", value=0.9),
    events.Failed(sentence="The disk is full.", hint="Free some space."),
    events.Cancelled(epoch=1),
]


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_every_event_survives_the_diary(tmp_path: Path, event: events.Event) -> None:
    diary = Diary(tmp_path / "events.jsonl")
    diary.append(event)
    assert diary.events() == [event]


def test_every_kind_of_event_has_an_example() -> None:
    assert {type(event) for event in EXAMPLES} == set(events.KINDS.values())


def test_tail_goes_on_where_it_stopped(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "events.jsonl")
    assert diary.tail(0) == ([], 0)
    diary.append(EXAMPLES[0])
    first, offset = diary.tail(0)
    diary.append(EXAMPLES[1])
    second, end = diary.tail(offset)
    assert (first, second) == ([EXAMPLES[0]], [EXAMPLES[1]])
    assert diary.tail(end) == ([], end)


@given(cut=st.integers(1, 200))
def test_a_half_written_line_waits_until_it_is_whole(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("diary") / "events.jsonl"
    diary = Diary(path)
    diary.append(EXAMPLES[3])
    whole = path.read_bytes()
    diary.append(EXAMPLES[5])
    both = path.read_bytes()
    at = min(len(whole) + cut, len(both) - 1)
    path.write_bytes(both[:at])
    seen, offset = diary.tail(0)
    assert seen == [EXAMPLES[3]]
    path.write_bytes(both)
    assert diary.tail(offset)[0] == [EXAMPLES[5]]


def test_writing_after_a_crash_does_not_join_a_torn_line(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "events.jsonl")
    diary.append(EXAMPLES[0])
    with diary.path.open("ab") as stream:
        stream.write(b'{"event":"EpochEnd","epo')
    diary.append(EXAMPLES[6])
    assert diary.events() == [EXAMPLES[0], EXAMPLES[6]]


def test_foreign_and_later_lines_are_passed_over(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "events.jsonl")
    diary.path.write_bytes(
        b'[1]\n{"event":"Danced"}\n{"event":"Paused"}\n\xff\xfe\n{"event":"Paused","epoch":1,"at":2,"mood":"good"}\n'
    )
    assert diary.events() == [events.Paused(epoch=1, at=2)]


def test_a_loss_that_is_not_a_number_becomes_null(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "events.jsonl")
    diary.append(events.EpochEnd(epoch=1, epochs=2, seconds=1, metrics={"val/loss": float("nan")}))
    event = diary.events()[0]
    assert isinstance(event, events.EpochEnd)
    assert event.metrics == {"val/loss": None}
    assert b"NaN" not in diary.path.read_bytes()
