"""DICOM slices: their grey by rescale and window, and their order in space."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlstudio.imaging.read import probe, read_image
from tlstudio.imaging.series import in_order

pydicom = pytest.importorskip("pydicom")


def write_slice(path: Path, samples: np.ndarray, *, series: str = "1.2.3", **tags: Any) -> Path:
    """Write (H, W) int16 samples as an uncompressed slice."""
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.TransferSyntaxUID = CTImageStorage, ExplicitVRLittleEndian
    meta.MediaStorageSOPInstanceUID = generate_uid()
    dataset = FileDataset(str(path), {}, file_meta=meta, preamble=bytes(128))
    dataset.SOPClassUID, dataset.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
    dataset.SeriesInstanceUID = series
    dataset.Rows, dataset.Columns = samples.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit, dataset.PixelRepresentation = 15, 1
    dataset.PixelData = samples.astype("<i2").tobytes()
    for name, value in tags.items():
        setattr(dataset, name, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.save_as(path)
    return path


RAMP = np.arange(-512, 512, dtype=np.int16).reshape(32, 32)


def test_the_window_is_the_whole_range_of_grey(tmp_path: Path) -> None:
    path = write_slice(
        tmp_path / "a.dcm", RAMP, RescaleSlope=2, RescaleIntercept=-100, WindowCenter=[0, 40], WindowWidth=[401, 80]
    )
    grey = read_image(path)[:, :, 0].astype(float)
    values = RAMP * 2.0 - 100
    expected = np.clip((values + 0.5) / 400 + 0.5, 0, 1) * 255
    assert np.abs(grey - expected).max() <= 0.5 + 1e-9


def test_neighbours_with_one_window_stay_comparable(tmp_path: Path) -> None:
    window = {"WindowCenter": 0, "WindowWidth": 1000}
    dark = write_slice(tmp_path / "a.dcm", np.full((8, 8), -100), **window)
    light = write_slice(tmp_path / "b.dcm", np.full((8, 8), 100), **window)
    assert read_image(dark)[0, 0, 0] == 102
    assert read_image(light)[0, 0, 0] == 153


@pytest.mark.parametrize(("function", "middle"), [("LINEAR_EXACT", 128), ("SIGMOID", 128)])
def test_other_window_functions(tmp_path: Path, function: str, middle: int) -> None:
    path = write_slice(tmp_path / "a.dcm", RAMP, WindowCenter=0, WindowWidth=400, VOILUTFunction=function)
    grey = read_image(path)[:, :, 0]
    assert abs(int(grey.reshape(-1)[512]) - middle) <= 1
    assert grey.min() < 3
    assert grey.max() > 252


def test_without_a_window_the_tones_are_stretched(tmp_path: Path) -> None:
    grey = read_image(write_slice(tmp_path / "a.dcm", RAMP))[:, :, 0]
    assert (grey.min(), grey.max()) == (0, 255)


def test_slices_are_ordered_along_their_normal(tmp_path: Path) -> None:
    axes = [0, 1, 0, 0, 0, -1]  # sagittal: the normal points along -x
    heights = {"c.dcm": 5.0, "a.dcm": -3.0, "b.dcm": 9.5}
    files = [
        write_slice(
            tmp_path / name, RAMP, ImageOrientationPatient=axes, ImagePositionPatient=[x, 1, 2], InstanceNumber=1
        )
        for name, x in heights.items()
    ]
    photo = tmp_path / "photo.jpg"
    ordered, groups = in_order([photo, *files])
    assert [path.name for path in ordered] == ["photo.jpg", "b.dcm", "c.dcm", "a.dcm"]
    assert len(set(groups.values())) == 1
    assert set(groups) == set(files)
    assert "1.2.3" not in groups[files[0]]


def test_slices_at_one_place_go_by_their_number_and_series_stay_apart(tmp_path: Path) -> None:
    same = {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0], "ImagePositionPatient": [0, 0, 7]}
    files = [
        write_slice(tmp_path / f"{n}.dcm", RAMP, series="1.2.9" if n > 2 else "1.2.3", InstanceNumber=10 - n, **same)
        for n in range(5)
    ]
    ordered, groups = in_order(files)
    assert [path.name for path in ordered] == ["2.dcm", "1.dcm", "0.dcm", "4.dcm", "3.dcm"]
    assert len(set(groups.values())) == 2


def test_what_cannot_be_read_stays_where_it_is(tmp_path: Path) -> None:
    broken = tmp_path / "broken.dcm"
    broken.write_bytes(b"\x08\x00" * 40)
    missing, photo = tmp_path / "missing.dcm", tmp_path / "photo.png"
    assert in_order([broken, missing, photo]) == ([broken, missing, photo], {})


def test_several_frames_in_one_file_are_pages(shared: Path) -> None:
    path = shared / "oddimages" / "dicom" / "SC_rgb_rle_2frame.dcm"
    assert probe(path).pages == 2
    assert not np.array_equal(read_image(path), read_image(path, page=1))
