"""CSV as people and other programs write it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.core.words import Split
from tlstudio.formats import csv_table
from tlstudio.formats.records import ExportItem, ReadResult


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.jpg", "b.jpg", "sub/c.jpg", "größe.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.fromarray(np.zeros((2, 2, 3), np.uint8)).save(tmp_path / name)
    return tmp_path


def read(folder: Path, text: str | bytes, **options: object) -> ReadResult:
    content = text.encode() if isinstance(text, str) else text
    (folder / "t.csv").write_bytes(content)
    return csv_table.read(folder / "t.csv", **options)


def said(result: ReadResult) -> dict[str, tuple[str, ...]]:
    return {record.image_path.name: record.labels for record in result.records}


@pytest.mark.parametrize(
    "text",
    [
        "path,label\na.jpg,cat\nsub/c.jpg,dog\n",
        "a.jpg,cat\nsub/c.jpg,dog\n",
        "\ufeffpath,label\r\na.jpg,cat\r\nsub/c.jpg,dog\r\n",
        "path;label\na.jpg;cat\nsub/c.jpg;dog",
        "path\tlabel\na.jpg\tcat\nsub/c.jpg\tdog",
        "path|label\na.jpg|cat\nsub/c.jpg|dog",
        "Class , Filename\n cat , a.jpg\ndog,sub\\c.jpg\n",
        '"image","label"\n"a.jpg","cat"\n\n"./sub/c.jpg","dog"\n',
        "filename, cat, dog\na.jpg, 1, 0\nsub/c.jpg, 0, 1\n",
    ],
)
def test_tables_of_many_hands_say_the_same(folder: Path, text: str) -> None:
    result = read(folder, text)
    assert said(result) == {"a.jpg": ("cat",), "c.jpg": ("dog",)}
    assert result.labels == ("cat", "dog")
    assert result.skipped == ()
    assert result.notes == ()


def test_splits_groups_and_pages(folder: Path) -> None:
    result = read(folder, "path,label,split,group,page\na.jpg,x,Train,g,2\nb.jpg,x,valid,,\nsub/c.jpg,x,,,\n")
    assert [(r.split, r.group, r.page) for r in result.records] == [
        (Split.TRAIN, "g", 1),
        (Split.VAL, "", 0),
        (None, "", 0),
    ]
    assert [r.line for r in result.records] == [2, 3, 4]


def test_a_third_column_without_header_is_the_split(folder: Path) -> None:
    assert read(folder, "a.jpg,x,test\nb.jpg,y,train\n").records[0].split is Split.TEST


@pytest.mark.parametrize(
    "text", ["path,label\na.jpg,x\na.jpg,y\n", "path,labels\na.jpg,x;y\n", "path,label\na.jpg,x|y|x\n"]
)
def test_several_labels(folder: Path, text: str) -> None:
    result = read(folder, text)
    assert said(result) == {"a.jpg": ("x", "y")}
    assert result.is_multilabel


def test_one_column_per_label(folder: Path) -> None:
    result = read(folder, "filename,x,y,z\na.jpg,1,1,0\nb.jpg,0,0,0\n")
    assert said(result) == {"a.jpg": ("x", "y"), "b.jpg": ()}
    assert result.labels == ("x", "y", "z")


def test_bad_rows_are_listed_with_their_lines_and_the_rest_goes_in(folder: Path) -> None:
    result = read(
        folder, 'path,label,split\nmissing.jpg,x,\na.jpg,x,\n,x,\n"b\n.jpg",x,\nb.jpg,,\nb.jpg,y,\nb.jpg,y,test\n'
    )
    assert said(result) == {"a.jpg": ("x",), "b.jpg": ("y",)}
    assert [(one.line, one.reason) for one in result.skipped] == [
        (2, "the picture is not there"),
        (4, "names no picture"),
        (5, "the picture is not there"),
        (7, "has no label"),
        (9, "is put into another split than in line 8"),
    ]


def test_unknown_columns_and_splits_are_noted(folder: Path) -> None:
    result = read(folder, "path,label,split,who,when\na.jpg,x,holdout,me,now\n")
    assert result.notes == (
        "t.csv has columns that are not read: who, when.",
        "t.csv has the unknown split 'holdout' (train, val and test are known).",
    )
    assert said(result) == {"a.jpg": ("x",)}


def test_latin_1_is_read_with_a_note(folder: Path) -> None:
    result = read(folder, "path,label\ngröße.jpg,groß\n".encode("latin-1"))
    assert said(result) == {"größe.jpg": ("groß",)}
    assert "latin-1" in result.notes[0]


def test_utf_16_from_a_spreadsheet_is_read(folder: Path) -> None:
    assert said(read(folder, "path\tlabel\ngröße.jpg\tgroß\n".encode("utf-16"))) == {"größe.jpg": ("groß",)}


def test_names_in_the_other_normal_form_are_found(folder: Path) -> None:
    assert len(read(folder, "path,label\ngro\u0308ße.jpg,x\n").records) == 1


def test_pictures_are_found_below_images_and_by_the_project(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (folder / "a.jpg").rename(elsewhere / "deep" / "z.jpg")
    text = "path,label\ndeep/z.jpg,x\n"
    assert len(read(folder, text).skipped) == 1
    assert len(read(folder, text, images=elsewhere).records) == 1
    assert len(read(folder, text, find=lambda name: elsewhere / name).records) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("path,who\na.jpg,me\n", "no column with labels"),
        ("one,two\n1,2\n", "no column with pictures"),
        ("a.jpg\nb.jpg\n", "no column with labels"),
        ("path,label\n\0\n", "not a text file"),
    ],
)
def test_tables_without_meaning_are_refused(folder: Path, text: str, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        read(folder, text)


def test_a_quote_that_never_closes_says_where(folder: Path) -> None:
    with pytest.raises(BadRecord, match="line 2"):
        read(folder, 'path,label\n"' + "a" * 200_000 + "\n")


def test_roboflow_folders_give_the_split(folder: Path) -> None:
    for split in ("train", "valid"):
        (folder / split).mkdir()
        Image.fromarray(np.zeros((2, 2, 3), np.uint8)).save(folder / split / "x.jpg")
        (folder / split / "_classes.csv").write_text("filename, cat, dog\nx.jpg, 1, 0\n")
    assert [record.split for record in csv_table.read(folder).records] == [Split.TRAIN, Split.VAL]


def test_boxes_are_read_as_labels_of_the_image(shared: Path) -> None:
    source = shared / "formats" / "csv_tensorflow"
    result = csv_table.read(source / "raccoon_labels.csv", images=source / "images")
    assert [record.labels for record in result.records] == [("raccoon",)] * 3
    assert "boxes" in result.notes[0]


def test_roboflow_has_a_space_after_each_comma(shared: Path) -> None:
    result = csv_table.read(shared / "formats" / "csv_tensorflow" / "roboflow_multiclass")
    assert said(result) == {"train_001.jpg": ("label_0",), "train_002.jpg": ("label_1",)}


def test_awkward_names_survive_the_way_there_and_back(shared: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(shared / "oddimages" / "names_awkward.zip") as archive:
        for member in archive.infolist():
            target = tmp_path / "in" / member.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(member))
    paths = [path for path in (tmp_path / "in").rglob("*") if path.is_file()]
    items = [ExportItem(path, path.relative_to(tmp_path / "in").as_posix(), (path.suffix,)) for path in paths]
    csv_table.write(items, tmp_path / "beside" / "t.csv")
    assert {record.image_path for record in csv_table.read(tmp_path / "beside" / "t.csv").records} == set(paths)
    written = csv_table.write(items, tmp_path / "out", with_images=True)
    assert written.images == len(paths) == 24
    assert len(csv_table.read(tmp_path / "out").records) == 24


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool),
            max_size=4,
            unique=True,
        ),
        min_size=1,
        max_size=4,
    )
)
@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_any_labels_survive_the_way_there_and_back(folder: Path, suffix: str, rows: list[list[str]]) -> None:
    paths = [folder / name for name in ("a.jpg", "b.jpg", "sub/c.jpg", "größe.jpg")]
    items = [ExportItem(path, path.name, tuple(row)) for path, row in zip(paths, rows, strict=False)]
    csv_table.write(items, folder / f"out{suffix}")
    result = csv_table.read(folder / f"out{suffix}")
    assert {record.image_path: record.labels for record in result.records} == {
        item.image_path: item.labels for item in items if item.labels
    }
    assert len(result.skipped) == sum(not item.labels for item in items)


def test_writing_replaces_the_old_file_or_keeps_it_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [ExportItem(folder / "a.jpg", "a.jpg", ("x",))]
    csv_table.write(items, folder / "out.csv")
    before = (folder / "out.csv").read_text()
    assert before == "path,label\na.jpg,x\n"
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(FormatError, match="No space left"):
        csv_table.write(items * 100, folder / "out.csv")
    assert (folder / "out.csv").read_text() == before
    assert not (folder / "out.csv.part").exists()


def test_with_pictures_folders_are_kept(folder: Path) -> None:
    items = [ExportItem(folder / name, f"../{name}", ("x",), Split.TEST) for name in ("a.jpg", "sub/c.jpg")]
    csv_table.write(items, folder / "out", with_images=True)
    assert (
        folder / "out" / "labels.csv"
    ).read_text() == "path,label,split\nimages/a.jpg,x,test\nimages/sub/c.jpg,x,test\n"
    with pytest.raises(FormatError, match="names a file"):
        csv_table.write(items, folder / "new.csv", with_images=True)
