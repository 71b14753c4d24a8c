"""A review page: what Enter decides, and that nothing moves under the person's hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.words import SuggestionRef
from tlstudio.gui.models.review_answers import MarkKind, Proposal
from tlstudio.gui.models.review_page import ReviewPages

RUST, MINER, HEALTHY = 5, 2, 3


def proposal(image_id: int) -> Proposal:
    return Proposal(
        image_id, (RUST,), 1 - image_id / 1000, SuggestionRef(RUST, 1 - image_id / 1000, "instant", image_id)
    )


def pages(count: int = 20, size: int = 8) -> ReviewPages:
    model = ReviewPages(proposal)
    model.open(range(1, count + 1), page_size=size)
    return model


def test_enter_accepts_the_page_except_what_was_marked():
    model = pages()
    model.toggle_left_out([3])
    model.assign([5], (MINER,))
    model.toggle_rejected([6])
    verdict = model.verdict()
    assert [p.image_id for p in verdict.accepted] == [1, 2, 4, 7, 8]
    assert {k: [p.image_id for p in v] for k, v in verdict.corrected.items()} == {(MINER,): [5]}
    assert [p.image_id for p in verdict.rejected] == [6]
    assert [p.image_id for p in verdict.left_out] == [3]
    assert model.page_ids == [1, 2, 3, 4, 5, 6, 7, 8]  # asking decides nothing


def test_after_enter_the_next_page_is_there_and_the_left_out_come_last():
    model = pages()
    model.toggle_left_out([3])
    model.settle(model.verdict())
    assert model.page_ids == [9, 10, 11, 12, 13, 14, 15, 16]
    model.settle(model.verdict())
    assert model.page_ids == [17, 18, 19, 20, 3]
    assert model.mark(3).kind is MarkKind.AS_SUGGESTED  # it is asked anew, not silently left out for ever


def test_accept_to_here_takes_the_page_up_to_the_focus():
    model = pages()
    model.focus = 2
    verdict = model.verdict(to_here=True)
    assert [p.image_id for p in verdict.accepted] == [1, 2, 3]
    model.settle(verdict)
    assert model.page_ids == [4, 5, 6, 7, 8, 9, 10, 11]


def test_newer_suggestions_leave_the_visible_page_alone():
    model = pages()
    model.next_page()
    newer = [20, 19, 18, 9, 8, 7, 1]
    model.refresh(newer, still_undecided=lambda _: True)
    assert model.page_ids == [9, 10, 11, 12, 13, 14, 15, 16]
    model.next_page()
    assert model.page_ids == [20, 19, 18]
    model.previous_page()
    model.previous_page()
    assert model.page_ids[:3] == [1, 7, 8]


def test_the_score_that_was_shown_is_the_one_that_is_stored():
    scores = {1: 0.9, 2: 0.8}
    model = ReviewPages(lambda i: Proposal(i, (RUST,), scores[i]))
    model.open([1, 2], page_size=4)
    assert [p.score for p in model.page] == [0.9, 0.8]
    scores[1] = 0.2
    model.refresh([2, 1], still_undecided=lambda _: True)
    assert [(p.image_id, p.score) for p in model.verdict().accepted] == [(1, 0.9), (2, 0.8)]


def test_images_decided_elsewhere_leave_the_page():
    model = pages()
    model.refresh(range(1, 21), still_undecided=lambda i: i != 2)
    assert model.page_ids[:3] == [1, 3, 4]
    model.remove([1])
    assert model.page_ids[:2] == [3, 4]


def test_undo_brings_the_images_back_to_the_top():
    model = pages()
    verdict = model.verdict()
    model.settle(verdict)
    model.restore(verdict.accepted)
    assert model.page_ids == [1, 2, 3, 4, 5, 6, 7, 8]
    assert model.focus == 0


def test_correcting_to_what_is_suggested_clears_the_mark():
    model = pages()
    model.assign([1], (MINER,))
    model.assign([1], (RUST,))
    assert model.mark(1).kind is MarkKind.AS_SUGGESTED


def test_space_on_a_mixed_range_leaves_all_of_it_out():
    model = pages()
    model.toggle_left_out([1])
    model.toggle_left_out([1, 2])
    assert {model.mark(i).kind for i in (1, 2)} == {MarkKind.LEFT_OUT}
    model.toggle_left_out([1, 2])
    assert {model.mark(i).kind for i in (1, 2)} == {MarkKind.AS_SUGGESTED}


def test_labels_toggle_where_an_image_may_have_several():
    model = pages()
    model.toggle_label([1], MINER)
    assert model.answer(1) == (RUST, MINER)
    model.toggle_label([1], MINER)
    assert model.mark(1).kind is MarkKind.AS_SUGGESTED
    model.toggle_label([1], RUST)
    assert model.answer(1) == ()


def test_more_like_this_puts_the_similar_ones_first():
    model = pages()
    model.sort_by([9, 4, 999])
    assert model.page_ids[:4] == [9, 4, 1, 2]


def test_drafts_outlive_turning_the_page():
    model = pages()
    model.toggle_left_out([2])
    model.next_page()
    model.previous_page()
    assert model.mark(2).kind is MarkKind.LEFT_OUT


def test_page_numbers_count_from_the_visible_page():
    model = pages(20, 8)
    assert (model.number, model.pages) == (1, 3)
    model.next_page()
    assert (model.number, model.pages) == (2, 3)
    model.resize(100)
    assert model.page_ids[0] == 9
    assert not model.next_page()


def test_show_turns_to_the_page_of_an_image():
    model = pages()
    assert model.show(18)
    assert model.page_ids[model.focus] == 18
    assert not model.show(99)


actions = st.lists(
    st.one_of(
        st.tuples(st.just("next")),
        st.tuples(st.just("previous")),
        st.tuples(st.just("accept")),
        st.tuples(st.just("here"), st.integers(0, 9)),
        st.tuples(st.just("leave"), st.integers(0, 9)),
        st.tuples(st.just("assign"), st.integers(0, 9)),
        st.tuples(st.just("resize"), st.integers(1, 12)),
        st.tuples(st.just("refresh"), st.randoms(use_true_random=False)),
    ),
    max_size=30,
)


@given(actions)
def test_no_image_is_ever_lost_or_decided_twice(steps):
    everything = set(range(1, 31))
    decided: list[int] = []
    model = ReviewPages(proposal)
    model.open(sorted(everything), page_size=7)
    for step in steps:
        ids = model.page_ids
        match step:
            case ("next",):
                model.next_page()
            case ("previous",):
                model.previous_page()
            case ("accept",) | ("here", _):
                if step[0] == "here" and ids:
                    model.focus = step[1] % len(ids)
                verdict = model.verdict(to_here=step[0] == "here")
                assert set(verdict.decided_ids) | {p.image_id for p in verdict.left_out} <= set(ids)
                decided += verdict.decided_ids
                model.settle(verdict)
            case ("leave", n) if ids:
                model.toggle_left_out([ids[n % len(ids)]])
            case ("assign", n) if ids:
                model.assign([ids[n % len(ids)]], (MINER,))
            case ("resize", n):
                model.resize(n)
            case ("refresh", random):
                order = sorted(everything - set(decided))
                random.shuffle(order)
                model.refresh(order, still_undecided=lambda i, gone=frozenset(decided): i not in gone)
                assert model.page_ids[: len(ids)] == ids
    assert len(decided) == len(set(decided))
    model.first_page()
    model.resize(100)
    left = everything - set(decided)
    assert sorted(model.page_ids) == sorted(left)
    assert model.total == len(left)
