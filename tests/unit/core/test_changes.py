from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.changes import KINDS, Changes

changes = st.dictionaries(st.sampled_from(KINDS), st.frozensets(st.integers(1, 9), max_size=4)).map(Changes)


def test_empty_changes_are_false_and_touch_nothing():
    assert not Changes()
    assert not Changes().touches(*KINDS)


def test_an_empty_set_of_ids_means_any_of_them():
    change = Changes.of(label=())
    assert change.touches_id("label", 7)
    assert not change.touches_id("image", 7)


def test_any_of_them_wins_over_a_list_when_merging():
    assert Changes.of(image=[1]).merge(Changes.of(image=())).ids == {"image": frozenset()}


@given(changes, changes)
def test_a_merge_tells_each_view_at_least_what_the_parts_told(a: Changes, b: Changes):
    both = a.merge(b)
    for kind in KINDS:
        assert both.touches(kind) == (a.touches(kind) or b.touches(kind))
        for identifier in range(1, 10):
            if a.touches_id(kind, identifier) or b.touches_id(kind, identifier):
                assert both.touches_id(kind, identifier)


@given(changes, changes, changes)
def test_merging_is_associative(a: Changes, b: Changes, c: Changes):
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
