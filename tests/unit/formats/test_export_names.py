"""Names that one system allows and another one keeps for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.formats.files import fits_windows, inside
from tlstudio.formats.imagefolder import cannot_hold
from tlstudio.formats.records import ExportItem


@pytest.mark.parametrize(
    "name", ["CON", "nul.txt", "com1", "LPT9.tar.gz", "aux ", "x.", "x ", "a:b", "a?b", "a\\b", "a|b"]
)
def test_what_windows_keeps_for_itself(name: str) -> None:
    assert not fits_windows(name)
    item = ExportItem(Path("x.png"), "x.png", (name,))
    assert "cannot be the name of a folder" in cannot_hold(item, on_windows=True)
    assert cannot_hold(item, on_windows=False) == "" or "\\" in name


@pytest.mark.parametrize("name", ["console", "nullable.txt", "com10", "crack", "Größe", "a.b", ".x"])
def test_what_only_looks_like_it(name: str) -> None:
    assert fits_windows(name)


@given(name=st.text(st.sampled_from("aB./\\:?* conNUL1~\u00e4"), max_size=24))
def test_a_picture_always_gets_a_place_below_the_folder(name: str) -> None:
    for on_windows in (False, True):
        place = inside(name, on_windows=on_windows)
        assert not place.is_absolute()
        assert ".." not in place.parts
        assert place.parts
    assert all(fits_windows(part) for part in inside(name, on_windows=True).parts)
