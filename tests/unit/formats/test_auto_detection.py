"""Auto detection over everything that other tools wrote: the right format, a reason, and no doubt between two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.errors import UnknownFormat
from tlstudio.formats import registry

# Folder of a tool -> format of the sets in it.
FORMATS = {
    "coco_instances": "coco",
    "cvat_images": "cvat",
    "cvat_video": "cvat",
    "datumaro": "datumaro",
    "kitti": "kitti",
    "open_images": "openimages",
    "via": "via",
    "yolo": "yolo",
}
# One folder is one set.
WHOLE = {"label_studio": "labelstudio", "labelme": "labelme"}
FILES = {
    "datumaro/written_1_13/annotations/train.json": "datumaro",
    "kitti/object3d/label_2/000001.txt": "kitti",
    "label_studio/obb_rotated.json": "labelstudio",
    "label_studio/bbox_no_original_size.json": "labelstudio",
    "open_images/v6/annotations/test-annotations-bbox.csv": "openimages",
    "via/v1/annotation1.csv": "via",
    "via/v1/annotation2.json": "via",
    "via/v2/via_export_csv.csv": "via",
    "via/v2/via_project.json": "via",
    "via/v3/via3_project.json": "via",
    "csv_tensorflow/roboflow_multiclass/_classes.csv": "csv",
}


def sets(shared: Path) -> dict[Path, str]:
    folder = shared / "formats"
    found = {one: key for name, key in FORMATS.items() for one in (folder / name).iterdir() if one.is_dir()}
    found |= {folder / name: key for name, key in WHOLE.items()}
    # Folders of classes, as Ultralytics has them for whole images.
    found[folder / "yolo" / "ultralytics_classify"] = "imagefolder"
    return found | {folder / name: key for name, key in FILES.items() if (folder / name).exists()}


def test_every_set_is_recognised_and_the_reason_is_said(shared: Path) -> None:
    for path, key in sets(shared).items():
        found, why = registry.identify(path)
        assert found == key, path
        assert why.startswith(path.name)
        assert len(why) > len(path.name) + 10, path


@pytest.mark.parametrize("key", ["datumaro", "kitti", "labelstudio", "openimages", "via"])
def test_no_format_takes_the_files_of_another(shared: Path, key: str) -> None:
    sniff = registry.formats()[key].sniff
    for path, own in sets(shared).items():
        if own != key:
            assert sniff(path).confidence == 0, path
    for path in (shared / "formats" / "others").rglob("*"):
        assert sniff(path).confidence == 0, path


def test_pictures_and_plain_text_are_in_no_format(shared: Path) -> None:
    for path in (*(shared / "formats" / "via").rglob("*.jpg"), shared / "formats" / "README.md"):
        with pytest.raises(UnknownFormat):
            registry.identify(path)


def test_a_folder_with_two_formats_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"images": [], "annotations": [], "categories": []}')
    (tmp_path / "a.xml").write_text("<annotation><filename>a.png</filename></annotation>")
    key, why = registry.identify(tmp_path, "detection")
    assert key == "coco"
    assert why.endswith("and looks like Pascal VOC as well")
    assert "as well" not in registry.identify(tmp_path / "a.json", "detection")[1]


def test_the_annotations_of_cvat_are_not_those_of_voc(tmp_path: Path) -> None:
    (tmp_path / "annotations.xml").write_text("<?xml version='1.0'?><annotations><version>1.1</version></annotations>")
    assert registry.formats()["voc"].sniff(tmp_path).confidence == 0
