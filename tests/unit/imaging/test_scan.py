"""Folders as people have them: loops, pipes, litter, links that lead away."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tlstudio.core.words import Skipped
from tlstudio.imaging.scan import natural_key, scan

JPEG = b"\xff\xd8\xff\xe0rest does not matter for a scan"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for name in ("img10.jpg", "img2.jpg", "sub/scan.PNG", "other/scan.PNG"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(JPEG)
    return folder


def names(found: list[Path | Skipped], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found if isinstance(path, Path)]


def skipped(found: list[Path | Skipped]) -> dict[str, str]:
    return {Path(one.path).name: one.reason for one in found if isinstance(one, Skipped)}


def test_finds_pictures_in_natural_order(photos: Path) -> None:
    assert names(list(scan([photos])), photos) == ["img2.jpg", "img10.jpg", "other/scan.PNG", "sub/scan.PNG"]
    assert names(list(scan([photos], recursive=False)), photos) == ["img2.jpg", "img10.jpg"]


def test_each_picture_comes_once_however_it_is_named(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(photos)
    found = list(scan([Path("img2.jpg"), Path(), photos / "sub" / ".." / "sub"]))
    assert names(found, photos) == ["img2.jpg", "img10.jpg", "other/scan.PNG", "sub/scan.PNG"]


def test_loops_end_and_links_do_not_lead_out(photos: Path, tmp_path: Path) -> None:
    outside = tmp_path / "private"
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(JPEG)
    (photos / "sub" / "loop").symlink_to("..", target_is_directory=True)
    (photos / "away").symlink_to(outside, target_is_directory=True)
    (photos / "away.jpg").symlink_to(outside / "secret.jpg")
    (photos / "again.jpg").symlink_to(photos / "img2.jpg")
    (photos / "broken.jpg").symlink_to("nowhere.jpg")
    found = list(scan([photos]))
    assert names(found, photos) == ["img2.jpg", "img10.jpg", "other/scan.PNG", "sub/scan.PNG"]
    assert skipped(found) == {
        "away": "is a link that leads out of the chosen folder",
        "away.jpg": "is a link that leads out of the chosen folder",
        "broken.jpg": "is a link to a missing file",
    }


def test_a_link_named_by_hand_is_followed(photos: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    (link).symlink_to(photos, target_is_directory=True)
    assert len([path for path in scan([link]) if isinstance(path, Path)]) == 4


def test_pipes_folders_like_pictures_and_litter(photos: Path) -> None:
    os.mkfifo(photos / "pipe.jpg")
    (photos / "folder.jpg").mkdir()
    for litter in ("Thumbs.db", "._img2.jpg", ".DS_Store", "readme.md", "desktop.ini", ".hidden.jpg"):
        (photos / litter).write_bytes(JPEG)
    (photos / ".git").mkdir()
    (photos / ".git" / "x.jpg").write_bytes(JPEG)
    found = list(scan([photos]))
    assert len(names(found, photos)) == 4
    assert skipped(found) == {
        "pipe.jpg": "is not a file (a pipe, socket or device)",
        "folder.jpg": "is a folder named like a picture",
        ".hidden.jpg": "is hidden (its name starts with a dot)",
    }


def test_a_picture_without_extension_is_told_by_content(photos: Path) -> None:
    (photos / "camera0001").write_bytes(JPEG)
    (photos / "LICENSE").write_bytes(b"text")
    assert "camera0001" in names(list(scan([photos])), photos)
    assert "LICENSE" not in names(list(scan([photos])), photos)


def test_what_is_not_there_is_skipped_with_the_reason(tmp_path: Path) -> None:
    (found,) = scan([tmp_path / "missing"])
    assert isinstance(found, Skipped)
    assert "No such file" in found.reason


def test_a_name_that_is_not_utf8_is_skipped(tmp_path: Path) -> None:
    with (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jpg"))).open("wb") as file:
        file.write(JPEG)
    (found,) = scan([tmp_path])
    assert isinstance(found, Skipped)
    assert "UTF-8" in found.reason
    found.path.encode("utf-8")


def test_awkward_names_all_arrive(shared: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(shared / "oddimages" / "names_awkward.zip") as archive:
        for member in archive.infolist():
            target = tmp_path / member.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(member))
    found = list(scan([tmp_path]))
    assert sorted(skipped(found)) == ["..hidden.jpg", ".hidden.jpg"]
    assert len(names(found, tmp_path)) == 22


def test_natural_key_is_a_total_order() -> None:
    unordered = ["b", "a10", "a9", "A9", "a", "", "10", "9", "a9b", "a²"]
    assert sorted(sorted(unordered, reverse=True), key=natural_key) == sorted(unordered, key=natural_key)
    assert sorted(["a10", "a9"], key=natural_key) == ["a9", "a10"]
