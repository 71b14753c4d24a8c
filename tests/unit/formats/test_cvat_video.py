"""Tracks of CVAT: frames as files or of a video, key frames, where an object leaves, and a video's task written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.imaging.video_clips import write_clip
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry.shapes import Box, Point
from tlstudio.core.tracks import KEYFRAME, TRACK, TRACK_END
from tlstudio.core.words import AttributeKind, AttributeSpec
from tlstudio.formats import cvat
from tlstudio.formats.records import ExportItem, LabelledShape, ReadResult
from tlstudio.formats.xmlfile import read_xml

SOURCE = "<meta><task><source>clip.mp4</source><start_frame>10</start_frame><frame_filter>step=3</frame_filter></task></meta>"


def file(folder: Path, meta: str, *frames: str) -> Path:
    boxes = "".join(
        f'<box frame="{frame}" outside="0" keyframe="1" xtl="1" ytl="2" xbr="9" ybr="8"/>' for frame in frames
    )
    (folder / "annotations.xml").write_text(
        f'<annotations>{meta}<track id="5" label="car">{boxes}</track></annotations>'
    )
    return folder / "annotations.xml"


def places(result: ReadResult) -> list[tuple[str, int, str]]:
    return [(one.image_path.name, one.page, one.group) for one in result.records]


@pytest.mark.parametrize("meta", [SOURCE, ""], ids=["named", "the only one beside"])
def test_tracks_go_to_the_frames_of_a_video(tmp_path: Path, meta: str) -> None:
    pytest.importorskip("av")
    write_clip(tmp_path / "clip.mp4", 20)
    # The file counts frames of the video, wherever the task begins and however many it leaves out.
    result = cvat.read(file(tmp_path, meta, "10", "13", "99"))
    group = "clip.mp4" if meta else "annotations"
    assert places(result) == [("clip.mp4", 10, group), ("clip.mp4", 13, group)]
    assert [one.line for one in result.skipped] == [1]
    assert "19" in result.skipped[0].reason or "20" in result.skipped[0].reason


def test_files_of_frames_are_one_group(tmp_path: Path) -> None:
    for number in (10, 13):
        Image.new("RGB", (20, 10)).save(tmp_path / f"frame_{number:06}.png")
    assert places(cvat.read(file(tmp_path, SOURCE, "10", "13"))) == [
        ("frame_000010.png", 0, "clip.mp4"),
        ("frame_000013.png", 0, "clip.mp4"),
    ]


@pytest.mark.parametrize("frame", ["", "-1", "ten", "9" * 5000, "١"])
def test_a_frame_that_is_no_number_is_listed(tmp_path: Path, frame: str) -> None:
    Image.new("RGB", (20, 10)).save(tmp_path / "frame_000000.png")
    result = cvat.read(file(tmp_path, "", "0", frame))
    assert [len(one.shapes) for one in result.records] == [1]
    assert [one.reason for one in result.skipped] == ["names no picture"]


def test_skeletons_are_named_points_of_one_group(tmp_path: Path) -> None:
    Image.new("RGB", (20, 10)).save(tmp_path / "a.png")
    (tmp_path / "annotations.xml").write_text(
        """<annotations><image id="0" name="a.png"><skeleton label="body" z_order="1">
        <points label="head" occluded="0" outside="0" points="3,4"/>
        <points label="hand" occluded="1" outside="0" points="5,6"/>
        <points label="foot" occluded="0" outside="1" points="0,0"/>
        <attribute name="age">7</attribute></skeleton></image></annotations>"""
    )
    result = cvat.read(tmp_path)
    assert result.skipped == ()
    (record,) = result.records
    assert [(one.label, one.geometry, one.attributes, one.occluded) for one in record.shapes] == [
        ("body", Point(3, 4), {"age": 7.0, "keypoint": "head"}, False),
        ("body", Point(5, 6), {"age": 7.0, "keypoint": "hand"}, True),
    ]
    assert len({one.group for one in record.shapes}) == 1


SPECS = (
    AttributeSpec("wet", AttributeKind.YES_NO, (), True),
    AttributeSpec("age", AttributeKind.NUMBER, (), 2.5),
    AttributeSpec("plate", AttributeKind.TEXT),
    AttributeSpec("colour", AttributeKind.CHOICE, ("red", "dark blue"), "dark blue"),
)


def test_declared_attributes_come_back_with_their_types(tmp_path: Path) -> None:
    Image.new("RGB", (20, 10)).save(tmp_path / "a.png")
    # "007" and "true" are text because the label says so.
    said = {"wet": False, "age": 3.0, "plate": "007", "colour": "red"}
    shapes = (
        LabelledShape("car", Box(1, 2, 3, 4), said),
        LabelledShape("bus", Box(1, 2, 3, 4), {"plate": "true", "old": True}),
    )
    item = ExportItem(tmp_path / "a.png", "a.png", (), width=20, height=10, shapes=shapes)
    cvat.write([item], tmp_path / "out", attributes={"car": SPECS, "tram": SPECS[:1]}, labels=("car", "bus", "tram"))
    result = cvat.read(tmp_path / "out")
    assert {label: specs for label, specs in result.attributes.items() if label != "bus"} == {
        "car": SPECS,
        "tram": SPECS[:1],
    }
    # What nobody declared is declared by what it is: CVAT refuses a file with other attributes.
    assert [(one.name, one.kind) for one in result.attributes["bus"]] == [
        ("plate", AttributeKind.TEXT),
        ("old", AttributeKind.YES_NO),
    ]
    assert result.records[0].shapes == shapes


def clip_items(path: Path, frames: dict[int, tuple[LabelledShape, ...]]) -> list[ExportItem]:
    return [
        ExportItem(path, "clip.mp4", (), page=page, pages=20, width=160, height=96, shapes=shapes)
        for page, shapes in frames.items()
    ]


def test_frames_are_written_as_a_task_of_a_video(tmp_path: Path) -> None:
    pytest.importorskip("av")
    clip = write_clip(tmp_path / "clip.mp4", 20)
    car = LabelledShape("car", Box(10, 20, 30, 40), {TRACK: "7", "wet": True})
    frames = {
        3: (car, LabelledShape("sign", Point(5, 6))),
        5: (replace(car, geometry=Box(12, 20, 30, 40), attributes={TRACK: "7", "wet": True, KEYFRAME: False}),),
        7: (replace(car, geometry=Box(14, 20, 30, 40), attributes={TRACK: "7", "wet": True, TRACK_END: True}),),
        12: (replace(car, geometry=Box(50, 20, 30, 40)),),
        19: (replace(car, geometry=Box(60, 20, 30, 40)),),
    }
    written = cvat.write(clip_items(clip, frames), tmp_path / "out", frames="tracks", labels=("car", "sign"))
    assert (written.images, written.annotations, written.skipped) == (5, 6, ())
    root = read_xml(tmp_path / "out" / "annotations.xml")
    assert list(root.all("image")) == []
    meta = root.first("meta")
    assert meta is not None
    task = meta.first("task")
    assert task is not None
    assert (task.value("mode"), task.value("size"), task.value("source")) == ("interpolation", "20", "clip.mp4")
    drawn = [
        [(one.attributes["frame"], one.attributes["outside"], one.attributes["keyframe"]) for one in track.children]
        for track in root.all("track")
    ]
    # Outside where the object leaves, else CVAT would carry it on; at the end of the video there is nothing to leave.
    assert drawn == [
        [("3", "0", "1"), ("5", "0", "0"), ("7", "0", "1"), ("8", "1", "1"), ("12", "0", "1"), ("19", "0", "1")],
        [("3", "0", "1"), ("4", "1", "1")],
    ]
    result = cvat.read(tmp_path / "out", find=lambda name: clip if name == "clip.mp4" else None)
    assert result.skipped == ()
    back = {one.page: [shape for shape in one.shapes if shape.label == "car"] for one in result.records}
    assert {page: [one.geometry for one in shapes] for page, shapes in back.items()} == {
        page: [shapes[0].geometry] for page, shapes in frames.items()
    }
    assert back[5][0].attributes == {TRACK: "0", "wet": True, KEYFRAME: False}
    assert back[7][0].attributes == {TRACK: "0", "wet": True, TRACK_END: True}


def test_images_of_several_groups_are_no_video(tmp_path: Path) -> None:
    items = [ExportItem(tmp_path / f"{name}.png", f"{name}.png", (), group=name) for name in "ab"]
    with pytest.raises(FormatError, match="one video"):
        cvat.write(items, tmp_path / "out", frames="tracks")
    assert not (tmp_path / "out").exists()
