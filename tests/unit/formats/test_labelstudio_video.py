"""Objects of a video in Label Studio: frames count from 1, percents are of the frame, an object may leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.imaging.video_clips import write_clip
from tlstudio.core.geometry.shapes import Box, RotatedBox
from tlstudio.core.tracks import TRACK, TRACK_END
from tlstudio.formats import labelstudio, registry

pytest.importorskip("av")


def key(frame: Any, x: float, **more: Any) -> dict[str, Any]:
    return {"frame": frame, "enabled": True, "rotation": 0, "x": x, "y": 25, "width": 50, "height": 50} | more


def export(folder: Path, *results: dict[str, Any], address: str = "/data/upload/3/1a2b3c4d-clip.mp4") -> Path:
    write_clip(folder / "clip.mp4", 12)
    task = {"id": 1, "data": {"note": "first", "video": address}, "annotations": [{"result": list(results)}]}
    (folder / "export.json").write_text(json.dumps([task]))
    return folder / "export.json"


def test_key_frames_go_to_their_frames(tmp_path: Path) -> None:
    sequence = [key(1, 0), key(4, 25, rotation=90), key(9, 50, enabled=False)]
    value = {"framesCount": 12, "duration": 0.48, "sequence": sequence, "labels": ["Car"]}
    words = {"id": "abc", "type": "choices", "from_name": "state", "value": {"choices": ["parked"]}}
    file = export(tmp_path, {"id": "abc", "type": "videorectangle", "from_name": "box", "value": value}, words)
    assert registry.identify(file)[0] == "labelstudio"
    result = labelstudio.read(file)
    assert result.skipped == ()
    assert [(one.image_path, one.page) for one in result.records] == [(tmp_path / "clip.mp4", n) for n in (0, 3, 8)]
    first, second, third = (one.shapes[0] for one in result.records)
    assert (first.label, first.geometry) == ("Car", Box(0, 24, 80, 48))
    # Turned about its upper left corner.
    assert isinstance(second.geometry, RotatedBox)
    assert second.geometry.corners[0] == pytest.approx((40, 24))
    assert (third.geometry, third.attributes[TRACK], third.attributes[TRACK_END]) == (Box(80, 24, 80, 48), "abc", True)
    assert TRACK_END not in first.attributes
    assert first.attributes["state"] == "parked"


def test_the_label_may_be_a_result_of_its_own(tmp_path: Path) -> None:
    track = {"id": "abc", "type": "videorectangle", "value": {"sequence": [key(2, 0)]}}
    label = {"id": "abc", "type": "labels", "value": {"labels": ["Person"]}}
    (record,) = labelstudio.read(export(tmp_path, label, track)).records
    assert [(record.page, one.label) for one in record.shapes] == [(1, "Person")]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (key(0, 0), "no number as frame"),
        (key("two", 0), "no number as frame"),
        (key(2.5, 0), "no number as frame"),
        (key(500, 0), "12"),
        (key(3, 0, width=None), "no number as width, height, rotation"),
        (key(3, 0, width=-5), "negative size"),
        ({"frame": 3}, "no number as x, y"),
        ("nothing", "no number as frame"),
    ],
)
def test_a_broken_key_frame_is_listed_and_the_good_one_goes_in(tmp_path: Path, entry: Any, reason: str) -> None:
    value = {"sequence": [key(2, 0), entry], "labels": ["Car"]}
    result = labelstudio.read(export(tmp_path, {"id": "abc", "type": "videorectangle", "value": value}))
    assert [len(one.shapes) for one in result.records if one.shapes] == [1]
    assert [one.path.split(":")[0] for one in result.skipped if reason in one.reason] == (
        ["export.json"] if reason != "12" else [str(tmp_path / "clip.mp4")]
    )
    assert len(result.skipped) == 1
