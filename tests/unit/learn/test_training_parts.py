from __future__ import annotations

import errno
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.errors import DiskFull, JobError, NotEnoughLabels, UsageError
from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.events import Progress
from tlstudio.jobs.freeze import EVERYTHING_FROM, HEAD_ONLY_BELOW, choose
from tlstudio.jobs.spec import DatasetRow
from tlstudio.learn.backbones import registry
from tlstudio.learn.classification.scores import balanced_accuracy, macro_f1
from tlstudio.learn.training import checkpoint, device
from tlstudio.learn.training.augment import AUGMENTATIONS, Augmentation, draw, preview
from tlstudio.learn.training.average import WeightAverage
from tlstudio.learn.training.boundary import BoundaryCache, BoundaryShape
from tlstudio.learn.training.journal import Journal, StopAsked
from tlstudio.learn.training.schedule import one_cycle
from tlstudio.learn.training.sides import divide, image_weights, positive_weights, target_matrix
from tlstudio.learn.training.stages import Stages

# Freeze policies


def test_the_number_of_labels_chooses_how_much_learns() -> None:
    few, more, many = (
        choose("auto", smallest_label=n, stages=6) for n in (HEAD_ONLY_BELOW - 1, HEAD_ONLY_BELOW, EVERYTHING_FROM)
    )
    assert (few.boundary, more.boundary, many.boundary) == (6, 4, 0)
    assert (few.words, many.words) == ("Head only (feature extraction)", "Everything (fine-tune all)")
    assert more.words == "Last 2 stages with batch norm frozen"
    assert more.batch_norm_frozen
    assert not many.batch_norm_frozen


def test_policies_by_hand() -> None:
    assert choose("head", smallest_label=999, stages=6).boundary == 6
    assert choose("none", smallest_label=2, stages=6).boundary == 0
    assert choose("stages:1", smallest_label=2, stages=6).words == "Last stage with batch norm frozen"
    assert choose("head", smallest_label=9, stages=6, from_scratch=True).boundary == 0
    with pytest.raises(UsageError, match="6 stages, 7"):
        choose("stages:7", smallest_label=2, stages=6)


def test_early_stages_learn_more_slowly_when_everything_does() -> None:
    policy = choose("none", smallest_label=2, stages=4)
    rates = [policy.rate(stage) for stage in range(4)]
    assert rates == sorted(rates)
    assert rates[-1] == 1.0
    assert choose("stages:2", smallest_label=2, stages=4).rate(2) == 1.0


# Schedule


@given(st.floats(-1, 2))
def test_the_rate_stays_between_nothing_and_its_peak(progress: float) -> None:
    assert 0 < one_cycle(progress) <= 1


def test_the_rate_rises_then_falls() -> None:
    values = [one_cycle(step / 100) for step in range(101)]
    peak = int(np.argmax(values))
    assert peak == 25
    assert values[: peak + 1] == sorted(values[: peak + 1])
    assert values[peak:] == sorted(values[peak:], reverse=True)


# Augmentation


@pytest.mark.parametrize("name", AUGMENTATIONS)
def test_a_draw_is_repeatable_and_keeps_its_shape(name: str) -> None:
    picture = np.random.default_rng(0).integers(0, 255, (48, 48, 3), dtype=np.uint8)
    first, second, other = (draw(picture, AUGMENTATIONS[name], np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.shape == picture.shape
    assert first.dtype == np.uint8
    assert np.array_equal(first, second)
    assert np.array_equal(first, other) == (name == "none")


def test_without_movement_a_draw_is_the_picture_or_its_mirror_image() -> None:
    picture = np.random.default_rng(0).integers(0, 255, (31, 31, 3), dtype=np.uint8)
    draws = [draw(picture, Augmentation("", flip=True), np.random.default_rng(seed)) for seed in range(12)]
    plain = [np.array_equal(one, picture) for one in draws]
    mirrored = [np.array_equal(one, picture[:, ::-1]) for one in draws]
    assert any(plain)
    assert any(mirrored)
    assert all(a or b for a, b in zip(plain, mirrored, strict=True))


def test_the_preview_begins_with_the_plain_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), np.random.default_rng(0).integers(0, 255, (80, 60, 3), dtype=np.uint8))
    shown = preview(path, "strong", 4, size=32)
    assert [one.shape for one in shown] == [(32, 32, 3)] * 4
    assert not np.array_equal(shown[0], shown[1])
    again = preview(path, "strong", 4, size=32)
    assert all(np.array_equal(a, b) for a, b in zip(shown, again, strict=True))


# Boundary cache

SHAPE = BoundaryShape((2, 3, 3), 4)


def test_the_cache_gives_back_what_was_put_and_knows_what_is_missing(tmp_path: Path) -> None:
    cache = BoundaryCache(tmp_path, SHAPE, 5, key={"seed": 0})
    rng = np.random.default_rng(0)
    activations, pooled = rng.normal(size=(2, 2, 3, 3)), rng.normal(size=(2, 4))
    cache.put(np.array([1, 3]), activations, pooled)
    assert cache.missing(np.arange(5)).tolist() == [0, 2, 4]
    cache.flush()
    again = BoundaryCache(tmp_path, SHAPE, 5, key={"seed": 0})
    assert again.missing(np.arange(5)).tolist() == [0, 2, 4]
    found, means = again.get(np.array([3, 1]))
    assert found is not None
    np.testing.assert_allclose(found[::-1], activations, atol=2e-3)
    np.testing.assert_allclose(means[::-1], pooled, atol=2e-3)


@pytest.mark.parametrize("change", [{"key": {"seed": 1}}, {"count": 6}, {"shape": BoundaryShape((2, 3, 3), 5)}])
def test_a_cache_of_something_else_is_not_used(tmp_path: Path, change: dict) -> None:
    settings = {"shape": SHAPE, "count": 5, "key": {"seed": 0}}
    cache = BoundaryCache(tmp_path, **settings)
    cache.put(np.arange(5), np.zeros((5, 2, 3, 3)), np.zeros((5, 4)))
    cache.flush()
    assert len(BoundaryCache(tmp_path, **(settings | change)).missing(np.arange(5))) == 5


def test_values_beyond_half_precision_stay_finite(tmp_path: Path) -> None:
    cache = BoundaryCache(tmp_path, BoundaryShape((), 2), 1, key={})
    cache.put(np.array([0]), None, np.array([[1e9, -1e9]]))
    assert np.isfinite(cache.get(np.array([0]))[1]).all()


# Stages


def test_a_backbone_cut_at_any_boundary_gives_the_same_means() -> None:
    trunk = registry.build_random("efficientnet_lite0").eval()
    stages = Stages(trunk)
    assert len(stages) == len(trunk.taps)
    images = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        whole = [one.mean((2, 3)) for one in trunk.forward_taps(images)]
        for boundary in range(len(stages) + 1):
            activation, below = stages.run(images, 0, boundary)
            _, above = stages.run(activation, boundary, len(stages))
            assert all(torch.allclose(a, b, atol=1e-6) for a, b in zip(whole, [*below, *above], strict=True))


# Checkpoints and averages


def test_a_checkpoint_keeps_tensors_state_and_moments(tmp_path: Path) -> None:
    layer = torch.nn.Linear(3, 2)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=0.1)
    layer(torch.ones(1, 3)).sum().backward()
    optimiser.step()
    path = tmp_path / "last.safetensors"
    checkpoint.save(path, checkpoint.optimiser_tensors(optimiser) | layer.state_dict(), {"epoch": 3, "best": None})
    tensors, state = checkpoint.load(path)
    assert state == {"epoch": 3, "best": None}
    other = torch.optim.AdamW(layer.parameters(), lr=0.1)
    checkpoint.restore_optimiser(other, tensors)
    before, after = optimiser.state_dict()["state"], other.state_dict()["state"]
    assert all(torch.equal(before[i][name], after[i][name]) for i in before for name in before[i])


def test_a_damaged_checkpoint_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "best.safetensors"
    checkpoint.save(path, {"a": torch.ones(4)}, {})
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(JobError, match="cannot be read"):
        checkpoint.load(path)
    with pytest.raises(JobError):
        checkpoint.load(tmp_path / "absent.safetensors")


def test_the_average_is_lent_to_the_network_and_taken_back() -> None:
    layer = torch.nn.Linear(1, 1, bias=False)
    average = WeightAverage(dict(layer.state_dict(keep_vars=True)), 0.5)
    with torch.no_grad():
        layer.weight.fill_(3.0)
    start = float(average.tensors["weight"])
    average.update()
    with average.applied():
        assert float(layer.weight.detach()) == pytest.approx((start + 3.0) / 2)
    assert float(layer.weight.detach()) == 3.0


# Sides, weights, scores


def test_without_a_validation_side_whole_groups_of_the_training_side_pick_the_epoch() -> None:
    rows = [DatasetRow(f"{i}.png", (i % 2,), group=f"g{i // 4}") for i in range(40)]
    sides = divide(rows, 0)
    assert sides.counts == {"train": 32, "val": 8, "test": 0}
    assert not {rows[i].group for i in sides.train} & {rows[i].group for i in sides.val}
    with pytest.raises(NotEnoughLabels):
        divide(rows[:1], 0)


def test_rare_labels_count_as_much_as_frequent_ones() -> None:
    targets = np.eye(2)[[0] * 9 + [1] * 3]
    weights = image_weights(targets)
    assert weights[:9].sum() == pytest.approx(weights[9:].sum())
    assert weights.mean() == pytest.approx(1)
    assert positive_weights(targets).tolist() == pytest.approx([1 / 3, 3])


def test_none_of_the_labels_is_a_column_only_where_one_label_is_chosen() -> None:
    rows = [DatasetRow("a", (1,)), DatasetRow("b", ())]
    assert target_matrix(rows, 2, multilabel=False).tolist() == [[0, 1, 0], [0, 0, 1]]
    assert target_matrix(rows, 2, multilabel=True).tolist() == [[0, 1], [0, 0]]


def test_scores_equal_the_textbook() -> None:
    from sklearn.metrics import balanced_accuracy_score, f1_score

    rng = np.random.default_rng(0)
    probs, truth = rng.random((60, 3)), rng.integers(0, 3, 60)
    assert balanced_accuracy(probs, np.eye(3)[truth]) == pytest.approx(balanced_accuracy_score(truth, probs.argmax(1)))
    several = rng.integers(0, 2, (60, 3))
    assert macro_f1(probs, several) == pytest.approx(f1_score(several, probs >= 0.5, average="macro"))


# Journal


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_is_a_range_from_the_last_three_epochs(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock=clock)
    journal.epoch_seconds = [99.0, 10.0, 12.0, 20.0]
    journal.epochs_left = 2
    journal.phase("Epoch 5", 10)
    clock.now += 5
    journal.progress(5)
    event = journal.diary.events()[-1]
    assert isinstance(event, Progress)
    assert (event.rate, event.seconds_low, event.seconds_high) == (1.0, 25.0, 45.0)


def test_progress_does_not_flood_the_diary(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock=clock)
    journal.phase("Features", 1000)
    for done in range(1, 1001):
        clock.now += 0.01
        journal.progress(done)
    assert 35 <= len(journal.diary.events()) <= 45


def test_a_stop_during_a_pause_is_heard(tmp_path: Path) -> None:
    control = Control(tmp_path)
    control.ask(Request.PAUSE)
    journal = Journal(tmp_path, sleep=lambda seconds: control.ask(Request.STOP))
    with pytest.raises(StopAsked):
        journal.check()


# Device


def test_a_device_that_is_not_here_is_a_sentence() -> None:
    threads = torch.get_num_threads()
    assert device.choose("cpu", 2)[1] == "CPU, 2 threads"
    assert device.choose("cpu", 1)[1] == "CPU, 1 thread"
    torch.set_num_threads(threads)
    if not torch.cuda.is_available():
        with pytest.raises(UsageError, match="cuda"):
            device.choose("cuda", threads)


def test_memory_errors_of_every_kind_are_recognised() -> None:
    texts = [
        "CUDA out of memory. Tried to",
        "DefaultCPUAllocator: can't allocate memory",
        "not enough memory: you tried",
    ]
    assert all(device.is_out_of_memory(RuntimeError(text)) for text in texts)
    assert device.is_out_of_memory(MemoryError())
    assert not device.is_out_of_memory(RuntimeError("shapes differ"))
    assert not device.is_out_of_memory(ValueError("out of memory"))


def test_without_room_for_the_cache_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, offset: int, length: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.posix_fallocate", full, raising=False)
    with pytest.raises(DiskFull, match="no room for the boundary cache"):
        BoundaryCache(tmp_path, SHAPE, 5, key={})
    assert list(tmp_path.iterdir()) == []
