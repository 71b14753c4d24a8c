from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.errors import JobError, UsageError
from tlstudio.jobs.holdout import hold_out
from tlstudio.jobs.spec import (
    DATASET_FILE,
    SPEC_FILE,
    DatasetRow,
    RunSpec,
    is_freeze,
    read_dataset,
    read_spec,
    write_run,
)

SPEC = RunSpec(labels=("crack", "scratch"), label_ids=(4, 9), epochs=3, freeze="stages:2")
ROWS = [
    DatasetRow("../Fotos/Größe 1.jpg", (0,), "train", image_id=7, group="tray 3"),
    DatasetRow("b.tif", (), "val", image_id=8, page=2),
]


def test_a_run_folder_gives_back_what_was_written(tmp_path: Path) -> None:
    write_run(tmp_path / "1", SPEC, ROWS)
    assert read_spec(tmp_path / "1") == SPEC
    assert read_dataset(tmp_path / "1") == ROWS
    assert not list((tmp_path / "1").glob("*.part"))


def test_a_spec_of_a_later_version_still_opens(tmp_path: Path) -> None:
    write_run(tmp_path, SPEC, ROWS)
    values = json.loads((tmp_path / SPEC_FILE).read_text()) | {"sharpness_aware": True, "version": 9}
    (tmp_path / SPEC_FILE).write_text(json.dumps(values))
    assert read_spec(tmp_path).labels == SPEC.labels


@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": []},
        {"labels": ["a", "a"]},
        {"labels": ["a"], "label_ids": [1, 2]},
        {"labels": ["a"], "task": "poetry"},
        {"labels": ["a"], "freeze": "stages:0"},
        {"labels": ["a"], "freeze": "everything"},
        {"labels": ["a"], "epochs": -1},
        {"labels": ["a"], "batch_size": 0},
        {"labels": ["a"], "augmentation": "wild"},
        {"labels": ["a"], "image_size": 8},
        {"labels": ["a"], "epochs": "many"},
        {},
    ],
)
def test_an_impossible_setting_is_refused_before_any_work(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        RunSpec.from_json(wrong)


def test_absolute_paths_and_foreign_classes_do_not_enter_a_snapshot(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="absolute"):
        write_run(tmp_path / "1", SPEC, [DatasetRow("/home/me/a.jpg", (0,))])
    with pytest.raises(UsageError, match="outside"):
        write_run(tmp_path / "1", SPEC, [DatasetRow("a.jpg", (2,))])
    assert not (tmp_path / "1").exists()


@pytest.mark.parametrize("path", ["/etc/passwd", "//server/share/x.png", "a\0b.png"])
def test_a_run_from_elsewhere_reads_only_below_its_root(tmp_path: Path, path: str) -> None:
    write_run(tmp_path, RunSpec(labels=("a",)), [DatasetRow("a.png", (0,))])
    with (tmp_path / "dataset.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"path": path, "targets": [0]}) + "\n")
    with pytest.raises(JobError, match="row 2") as caught:
        read_dataset(tmp_path)
    assert "not a relative path" in caught.value.detail


def test_a_damaged_snapshot_names_the_row(tmp_path: Path) -> None:
    write_run(tmp_path, SPEC, ROWS)
    with (tmp_path / DATASET_FILE).open("a") as stream:
        stream.write('{"path": "c.jpg", "tar')
    with pytest.raises(JobError, match="row 3"):
        read_dataset(tmp_path)
    with pytest.raises(JobError, match="not a run"):
        read_spec(tmp_path / "absent")


def test_freeze_policies_are_spelled_as_the_command_line_says() -> None:
    assert all(is_freeze(text) for text in ("auto", "head", "none", "stages:1", "stages:12"))
    assert not any(is_freeze(text) for text in ("", "stages", "stages:", "stages:-1", "all"))


@given(
    st.lists(st.tuples(st.sets(st.integers(0, 3), max_size=2), st.sampled_from(["", "a", "b", "c", "d"])), max_size=60),
    st.integers(0, 5),
)
def test_holding_out_keeps_groups_whole_and_every_label_in_training(
    images: list[tuple[set[int], str]], seed: int
) -> None:
    targets = [tuple(sorted(labels)) for labels, _ in images]
    groups = [group for _, group in images]
    chosen = hold_out(targets, groups, 0.2, seed)
    assert chosen == hold_out(targets, groups, 0.2, seed)
    for group in set(groups) - {""}:
        assert len({side for side, name in zip(chosen, groups, strict=True) if name == group}) == 1
    for label in {label for labels in targets for label in labels}:
        assert any(label in labels and not side for labels, side in zip(targets, chosen, strict=True))


def test_holding_out_takes_the_wanted_share_of_every_label() -> None:
    targets = [(0,)] * 50 + [(1,)] * 10 + [()] * 20
    chosen = hold_out(targets, [""] * 80, 0.2)
    assert (sum(chosen[:50]), sum(chosen[50:60]), sum(chosen[60:])) == (10, 2, 4)
