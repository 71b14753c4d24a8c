"""Archives from strangers: nothing leaves the folder, nothing grows without end, nothing stays behind."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlstudio.core.errors import FormatError
from tlstudio.formats import archive


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "deep" / "place"
    place.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


def test_a_folder_is_given_as_it_is(tmp_path: Path) -> None:
    with archive.opened(tmp_path) as opened:
        assert (opened.path, opened.unpacked) == (tmp_path, None)


def test_what_is_in_it_is_there_while_it_is_read(tmp_path: Path, own_place: Path) -> None:
    path = packed(
        tmp_path / "a.zip", {"set/labels/ä.txt": b"1", "set/data.yaml": b"2", "__MACOSX/set/._x": b"", "set/e/": b""}
    )
    with archive.opened(path) as opened:
        assert opened.path.name == "set"
        assert (opened.path / "labels" / "ä.txt").read_bytes() == b"1"
        assert not (opened.path.parent / "__MACOSX").exists()
        assert opened.skipped == ()
    assert list(own_place.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../escaped.txt", "/escaped.txt", "a/../../escaped.txt", "C:/escaped.txt", "..\\..\\escaped.txt", "a/.."]
)
def test_names_that_climb_are_left_out_and_the_rest_goes_in(tmp_path: Path, own_place: Path, name: str) -> None:
    path = packed(tmp_path / "a.zip", {"good.txt": b"1", name: b"2", "also.txt": b"3"})
    before = set(tmp_path.rglob("*"))
    with archive.opened(path) as opened:
        assert sorted(file.name for file in opened.path.iterdir()) == ["also.txt", "good.txt"]
        assert [one.reason for one in opened.skipped] == ["leads out of the archive's folder"]
        new = set(tmp_path.rglob("*")) - before
        assert all(own_place in one.parents for one in new)
    assert list(own_place.iterdir()) == []


def test_links_and_devices_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, kind in (("link", stat.S_IFLNK), ("pipe", stat.S_IFIFO), ("good", stat.S_IFREG)):
            member = zipfile.ZipInfo(name)
            member.create_system = 3
            member.external_attr = (kind | 0o777) << 16
            made.writestr(member, b"/etc/passwd")
        made.writestr("second", b"")
    with archive.opened(path) as opened:
        assert sorted(file.name for file in opened.path.iterdir()) == ["good", "second"]
        assert not any(file.is_symlink() for file in opened.path.iterdir())
        assert {one.path: one.reason for one in opened.skipped} == {
            "a.zip/link": "is a link",
            "a.zip/pipe": "is no file",
        }


def test_a_bomb_is_refused_before_anything_is_written(tmp_path: Path, own_place: Path) -> None:
    path = packed(tmp_path / "bomb.zip", {"zeros": bytes(40_000_000)})
    with pytest.raises(FormatError, match="would grow"), archive.opened(path):
        pass
    assert list(own_place.iterdir()) == []


def test_a_member_larger_than_it_says_is_refused(tmp_path: Path, own_place: Path) -> None:
    path = packed(tmp_path / "lie.zip", {"zeros": bytes(30_000_000)})
    data = bytearray(path.read_bytes())
    size = (30_000_000).to_bytes(4, "little")
    # In the directory at the end, and in the member's own header.
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(FormatError), archive.opened(path):
        pass
    assert list(own_place.iterdir()) == []


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    path = packed(tmp_path / "a.zip", {f"{number}.txt": b"" for number in range(4)})
    with pytest.raises(FormatError, match="holds 4 files"), archive.opened(path):
        pass


def test_two_members_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    packed(path, {"a.txt": b"first", "b.txt": b"other", "a.txt/c": b"below a file"})
    path.write_bytes(path.read_bytes().replace(b"b.txt", b"a.txt"))
    with archive.opened(path) as opened:
        assert (opened.path if opened.path.is_file() else opened.path / "a.txt").read_bytes() == b"first"
        assert [one.reason for one in opened.skipped] == ["has the name of another"] * 2


def test_a_damaged_archive_is_a_sentence(tmp_path: Path, own_place: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": bytes(range(256)) * 400, "b.txt": b"2"})
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(bytes(data))
    with pytest.raises(FormatError, match="damaged"), archive.opened(path):
        pass
    assert list(own_place.iterdir()) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.sampled_from("ab./\\:\0 ~ü"), min_size=1, max_size=9), max_size=5, unique=True))
def test_no_name_leads_out(tmp_path: Path, own_place: Path, names: list[str]) -> None:
    path = tmp_path / "any.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("first", b"")
        made.writestr("other", b"")
        for name in names:
            member = zipfile.ZipInfo()
            member.filename = name
            made.writestr(member, b"x")
    before = set(tmp_path.rglob("*"))
    try:
        with archive.opened(path):
            assert all(own_place in one.parents for one in set(tmp_path.rglob("*")) - before)
    except FormatError:
        pass
    assert set(tmp_path.rglob("*")) == before
