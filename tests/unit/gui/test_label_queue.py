"""The film strip's order: what is open stays where it is."""

from __future__ import annotations

from tlstudio.gui.models.attention import LONGEST_LOOK, BiasGuard, Dwell
from tlstudio.gui.models.label_queue import LabelQueue, Reason


def test_newer_order_leaves_the_open_image_and_the_next_one_in_place():
    queue = LabelQueue()
    queue.replace([1, 2, 3, 4, 5])
    queue.move(1)
    queue.refresh([9, 5, 4, 3, 2])
    assert queue.ids == [1, 2, 3, 9, 5, 4]
    assert queue.current == 2


def test_moving_stops_at_both_ends():
    queue = LabelQueue()
    queue.replace([1, 2])
    assert not queue.move(-1)
    assert queue.move(1)
    assert not queue.move(1)
    queue.go_to_end(first=True)
    assert queue.position == 0


def test_next_that_needs_a_person_skips_the_decided_and_wraps_once():
    queue = LabelQueue()
    queue.replace([1, 2, 3, 4], open_image=3)
    undecided = {2}
    assert queue.next_where(undecided.__contains__)
    assert queue.current == 2
    assert not queue.next_where(undecided.__contains__)


def test_previous_that_needs_a_person_does_not_wrap():
    queue = LabelQueue()
    queue.replace([1, 2, 3, 4], open_image=3)
    assert queue.next_where({1, 4}.__contains__, step=-1)
    assert queue.current == 1
    assert not queue.next_where({4}.__contains__, step=-1)


def test_an_image_from_elsewhere_is_put_beside_the_open_one():
    queue = LabelQueue()
    queue.replace([1, 2, 3])
    queue.go_to(77)
    assert queue.ids == [1, 77, 2, 3]
    assert queue.current == 77
    queue.go_to(3)
    assert queue.position == 3


def test_an_empty_strip_has_nothing_open():
    queue = LabelQueue()
    assert queue.current is None
    assert not queue.move(1)
    assert not queue.next_where(lambda _: True)
    queue.go_to(4)
    assert queue.current == 4


def test_reasons_are_renewed_in_place():
    queue = LabelQueue()
    queue.replace([1, 2])
    queue.refresh([2, 1], {2: Reason("unsure", "Unsure 0.52", 0.52)})
    assert queue.ids == [1, 2]
    assert queue.reason(2).sentence == "Unsure 0.52"
    assert queue.reason(1).code == ""


def test_images_that_left_the_project_leave_the_strip():
    queue = LabelQueue()
    queue.replace([1, 2, 3, 4], open_image=3)
    queue.discard({1, 3}.__contains__)
    assert queue.ids == [2, 4]
    assert queue.current == 4


def test_time_away_from_the_window_does_not_count_as_looking():
    now = [0.0]
    dwell = Dwell(lambda: now[0])
    dwell.start()
    now[0] = 2.0
    dwell.pause()
    now[0] = 500.0
    dwell.go_on()
    now[0] = 501.5
    assert dwell.seconds() == 3.5
    now[0] += LONGEST_LOOK
    assert dwell.seconds() is None


def test_every_twentieth_suggestion_is_hidden_until_decided():
    guard = BiasGuard(every=20)
    hidden = [image for image in range(1, 61) if guard.meet(image)]
    assert hidden == [20, 40, 60]
    assert guard.meet(20)  # going back does not uncover it
    guard.reveal(20)
    assert not guard.hides(20)
    assert not any(BiasGuard(every=0).meet(i) for i in range(100))
