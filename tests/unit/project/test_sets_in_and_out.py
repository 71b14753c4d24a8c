"""Every real set, by way of a project: imported, exported in its format, imported again: nothing is new, nothing differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.words import Task
from tlstudio.formats import registry
from tlstudio.project.exporting import export_decisions
from tlstudio.project.importing import Imported, import_decisions
from tlstudio.project.project import Project

# Set -> which of its pictures; the others would only cost time.
DATASETS = {
    "aquarium_yolo": "*IMG_22*",
    "bccd_voc": "*0000*",
    "brain_mri": "*17.*",
    "camvid120": "*0.*",
    "car_parts": "*2.*",
    "chess_coco": "*7*.jpg",
    "coffee_leaf": "*17.*",
    "em_membrane": "*",
    "eurosat": "*17.*",
    "grocery": "*17.*",
    "neu_det_voc": "*_10*",
    "nuclei_dsb": "*_1*",
    "nuts": "*",
    "paper_impurities": "*_03_*",
    "road_cracks": "*1.*",
    "steel_surface": "*17.*",
    "waste": "*17.*",
}
FOLDERS = {
    "coco_instances": ("coco_tiny", "compressed_rle", "crowd_uncompressed_rle", "datumaro_asset", "roboflow_layout"),
    "coco_keypoints": ("animalpose", "person_keypoints.json"),
    "csv_tensorflow": ("roboflow_multiclass",),
    "cvat_images": ("datumaro_asset", "docs_example", "project_export_subsets", "rotated_mask_ellipse"),
    "cvat_video": ("datumaro_asset",),
    "datumaro": ("written_1_13", "skeleton_cvat_fork"),
    "kitti": ("object3d",),
    "label_studio": ("",),
    "labelme": ("",),
    "mask_png": ("camvid", "cityscapes", "colour_datumaro", "voc_palette"),
    "open_images": ("v6",),
    "via": ("v1", "v2", "v3"),
    "voc": (
        "bccd_labelimg",
        "labelme_export_float",
        "raccoon_mac_path",
        "roboflow_order",
        "voc2012_layout",
        "windows_path",
    ),
    "yolo": (
        *("darknet", "detect_classes_txt", "roboflow_detect", "segment_real_isat", "ultralytics_classify"),
        *("ultralytics_detect_names_dict", "ultralytics_detect_names_list", "ultralytics_detect_train_txt"),
        *("ultralytics_obb", "ultralytics_pose", "ultralytics_segment", "dota_in_roboflow_layout"),
    ),
}
PLACES = [
    *((f"datasets/{name}", include) for name, include in DATASETS.items()),
    *((f"formats/{tool}/{name}".rstrip("/"), "") for tool, names in FOLDERS.items() for name in names),
]


def begun(tmp_path: Path, source: Path, key: str, include: str) -> tuple[Project, Imported]:
    """A project of the kind that the set is for, with the set in it."""
    has_shapes = "detection" in registry.get(key).CARD.tasks and source.name != "ultralytics_classify"
    task = Task.DETECTION if has_shapes else Task.CLASSIFICATION if key == "imagefolder" else Task.MULTILABEL
    project = Project.create(tmp_path / "project", task=task)
    return project, import_decisions(project, key, source, include=include, empty="finished")


@pytest.mark.parametrize(("place", "include"), PLACES)
def test_a_set_goes_in_and_out_and_in_again(shared: Path, tmp_path: Path, place: str, include: str) -> None:
    source = shared / place
    key, _ = registry.identify(source)
    if key == "masks" and place.startswith("datasets"):
        # Finding objects in every mask takes a minute a set; `test_masks` reads them all.
        source, include = min(source.glob("masks/*.png")), ""
    project, first = begun(tmp_path, source, key, include)
    try:
        assert first.created > 0
        # Again from where it came.
        again = import_decisions(project, first.format, source, include=include, empty="finished")
        assert (again.created, again.updated, again.added, again.unchanged) == (0, 0, 0, first.created)
        exported = export_decisions(
            project, first.format, tmp_path / "out", with_images=first.format in ("imagefolder", "kitti")
        )
        assert exported.images > 0
        back = import_decisions(project, first.format, tmp_path / "out", empty="finished", dry_run=True)
        assert (back.created, back.added) == (0, 0)
        before = {label: sum(kinds.values()) for label, kinds in first.per_label.items()}
        assert exported.annotations <= sum(before.values())
    finally:
        project.close()
