"""Frames of videos: each exactly the one asked for, from any thread, and sentences for what is broken."""

from __future__ import annotations

import importlib.util
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.unit.imaging.video_clips import number_in, write_clip
from tlstudio.core.errors import ImageUnreadable
from tlstudio.imaging import video, video_reader
from tlstudio.imaging.read import probe, read_for_network, read_image
from tlstudio.imaging.sampling import Sampling

pytest.importorskip("av")

CONTAINERS = [
    ("clip.mp4", "mpeg4", 2),
    ("clip.mov", "mpeg4", 0),
    ("clip.avi", "mpeg4", 2),
    ("clip.mkv", "mpeg4", 2),
    ("clip.mpg", "mpeg2video", 2),
    ("clip.webm", "libvpx", 0),
    ("motion.avi", "mjpeg", 0),
]


@pytest.fixture(autouse=True)
def closed():
    yield
    video.close_idle()


@pytest.mark.parametrize(("name", "codec", "b_frames"), CONTAINERS)
def test_any_frame_is_exactly_the_one_asked_for(tmp_path: Path, name: str, codec: str, b_frames: int) -> None:
    import av

    if codec not in av.codecs_available:
        pytest.skip(f"this PyAV cannot write {codec}")
    clip = write_clip(tmp_path / name, 60, codec=codec, b_frames=b_frames)
    header = probe(clip)
    assert (header.format, header.width, header.height, header.pages) == ("video", 160, 96, 60)
    assert header.rate == pytest.approx(25, rel=0.01)
    assert header.lost == 0.0, "whole"
    wanted = list(range(60))
    random.Random(4).shuffle(wanted)
    assert [number_in(read_image(clip, page=page)) for page in wanted] == wanted
    assert [number_in(read_image(clip, page=page)) for page in range(0, 60, 7)] == list(range(0, 60, 7))


def test_h264_with_open_groups_and_b_frames(tmp_path: Path) -> None:
    import av

    if "libx264" not in av.codecs_available:
        pytest.skip("this PyAV cannot write H.264")
    clip = write_clip(tmp_path / "clip.mp4", 80, codec="libx264", gop=30, b_frames=3)
    wanted = [79, 0, 31, 30, 29, 28, 61, 59, 5]
    assert [number_in(read_image(clip, page=page)) for page in wanted] == wanted


def test_smaller_frames_and_network_inputs_come_from_the_same_call(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 30)
    small = read_image(clip, page=21, max_side=80)
    assert small.shape == (48, 80, 3)
    assert number_in(small) == 21
    square = read_for_network(clip, page=13, size=64)
    assert square.shape == (64, 64, 3)
    assert number_in(square) == 13


def test_many_threads_read_one_file_and_few_stay_open(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 60)
    wanted = [(7 * k) % 60 for k in range(240)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda page: number_in(read_image(clip, page=page)), wanted))
    assert found == wanted
    assert len(video_reader._idle) <= 4


def test_reading_on_decodes_no_frame_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 48, gop=12)
    seeks: list[int] = []
    start = video_reader.VideoReader._from
    monkeypatch.setattr(
        video_reader.VideoReader, "_from", lambda self, stamp, to: seeks.append(stamp) or start(self, stamp, to)
    )
    for page in range(12):
        read_image(clip, page=page)
    assert len(seeks) == 1
    read_image(clip, page=30)
    assert len(seeks) == 2


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 10)
    assert probe(clip).pages == 10
    write_clip(clip, 25)
    assert probe(clip).pages == 25
    assert number_in(read_image(clip, page=24)) == 24


def test_a_video_cut_short_keeps_the_frames_before_the_cut(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", 60)
    whole = clip.read_bytes()
    clip.write_bytes(whole[: len(whole) // 2])
    pages = probe(clip).pages
    assert 10 < pages < 60
    assert number_in(read_image(clip, page=pages - 2)) == pages - 2
    assert probe(clip).lost == pytest.approx((60 - pages) / 25, abs=0.05)


@pytest.mark.parametrize("kept", [16, 40, 200])
def test_a_header_without_frames_is_a_sentence(tmp_path: Path, kept: int) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 20)
    clip.write_bytes(clip.read_bytes()[:kept])
    with pytest.raises(ImageUnreadable, match=r"clip\.mp4 is damaged or cut off"):
        probe(clip)


def test_noise_in_the_middle_is_a_sentence_or_a_frame(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", 60)
    data = bytearray(clip.read_bytes())
    noise = random.Random(1).randbytes(len(data) // 8)
    data[len(data) // 2 : len(data) // 2 + len(noise)] = noise
    clip.write_bytes(data)
    pages = probe(clip).pages
    sentences: list[str] = []
    for page in range(pages):
        try:
            assert read_image(clip, page=page).shape == (96, 160, 3)
        except ImageUnreadable as error:
            sentences.append(error.sentence)
    assert pages - len(sentences) >= 20
    assert all(sentence.startswith("clip.mkv is damaged at frame") for sentence in sentences)


def test_a_frame_that_is_not_there(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 10)
    with pytest.raises(ImageUnreadable, match="has 10 frames; number 11 is not there"):
        read_image(clip, page=10)


def test_names_the_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = write_clip(tmp_path / "clip.mp4", 10)
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "av" else find(name))
    with pytest.raises(ImageUnreadable) as caught:
        read_image(clip)
    assert "tlstudio[video]" in caught.value.hint


def test_a_playlist_named_like_a_video_opens_nothing(tmp_path: Path) -> None:
    write_clip(tmp_path / "secret.mp4", 10)
    path = tmp_path / "clip.mp4"
    path.write_text("#EXTM3U\n#EXTINF:1,\nfile://" + str(tmp_path / "secret.mp4") + "\n")
    with pytest.raises(ImageUnreadable, match="text file"):
        read_image(path)


@pytest.mark.parametrize(
    ("sampling", "frames", "rate", "step"),
    [
        (Sampling(), 7500, 25.0, 25),
        (Sampling(), 60, 30.0, 3),
        (Sampling(), 5, 30.0, 1),
        (Sampling(), 7500, 0.0, 25),
        (Sampling(every=10), 60, 25.0, 10),
        (Sampling(per_second=2), 7500, 25.0, 12),
        (Sampling(per_second=100), 60, 25.0, 1),
        (Sampling(per_second=0.1), 60, 25.0, 250),
    ],
)
def test_which_frames_are_taken(sampling: Sampling, frames: int, rate: float, step: int) -> None:
    assert sampling.step(frames, rate) == step


def test_says_what_was_taken() -> None:
    assert Sampling().sentence(7500, 25) == "every 25th of 7,500 frames (1.0 a second)"
    assert Sampling(every=2).sentence(50, 0) == "every 2nd of 50 frames"
    assert Sampling(every=1).sentence(50, 25) == "all 50 frames"
