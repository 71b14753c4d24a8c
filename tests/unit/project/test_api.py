"""The small API for scripts, with the real engine on little pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

import tlstudio
from tlstudio.core.errors import NotEnoughLabels, UsageError
from tlstudio.core.words import Origin, Split, State, Suggestion, Task
from tlstudio.project.accepting import proposed
from tlstudio.project.api import StudioProject
from tlstudio.project.run_log import RunState


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Twelve pictures: six with stripes, six with dots."""
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(6):
        stripes = np.full((64, 64, 3), 200, np.uint8)
        stripes[:, :: 4 + number % 3] = (20, 30, 160)
        dots = np.full((64, 64, 3), 60, np.uint8)
        for x, y in rng.integers(8, 56, (6, 2)):
            cv2.circle(dots, (int(x), int(y)), 5, (200, 220, 40), -1)
        for name, pixels in (("stripes", stripes), ("dots", dots)):
            noisy = pixels.astype(np.int16) + rng.integers(-20, 20, pixels.shape)
            cv2.imwrite(str(folder / f"{name}_{number}.png"), noisy.clip(0, 255).astype(np.uint8))
    return folder


@pytest.fixture
def shop(tmp_path: Path, photos: Path) -> Iterator[StudioProject]:
    with tlstudio.create(tmp_path / "shop", labels=["stripes"]) as opened:
        opened.add(photos)
        yield opened


def test_from_a_folder_to_accepted_suggestions(shop: StudioProject, photos: Path) -> None:
    for number in (0, 1):
        shop.decide(f"stripes_{number}.png", "stripes")
        shop.decide(photos / f"dots_{number}.png", "dots")
    assert shop.labels() == ["stripes", "dots"]
    suggestions = shop.suggestions()
    assert len(suggestions) == 8
    right = [s for s in suggestions if s.image.name.startswith(s.label)]
    assert len(right) == 8
    first = suggestions[0]
    assert first.score == max(first.scores.values()) >= suggestions[-1].score
    assert sum(first.scores.values()) == pytest.approx(1.0, abs=1e-4)
    assert shop.accept(above=1.0) == 0
    assert shop.accept(label="dots") == 4
    assert {image.name for image in shop.images(state="accepted")} == {f"dots_{n}.png" for n in range(2, 6)}
    decision = shop.project.read.last_decisions(1)[0]
    assert decision.origin is Origin.SUGGESTION
    assert decision.suggestion is not None
    assert decision.suggestion.model == "instant"
    assert shop.accept(images=["stripes_5.png", "stripes_4.png"]) == 2
    assert len(shop.suggestions()) == 2


def test_decisions_by_name_id_and_image(shop: StudioProject, tmp_path: Path) -> None:
    image = shop.images(text="dots_3")[0]
    assert shop.decide([image, "stripes_1.png"], "good") == 2
    assert shop.decide(image.id, "bad") == 1
    assert shop.label_of(shop.project.read.image(image.id)) == ("bad",)
    assert shop.project.read.last_decisions(1)[0].origin is Origin.SCRIPT
    assert shop.undo() == "Label 1 image as bad"
    assert shop.labels() == ["stripes", "good"]
    assert shop.redo() == "Label 1 image as bad"
    shop.reject("dots_1.png")
    shop.skip("dots_2.png")
    assert [len(shop.images(state=state)) for state in ("rejected", State.SKIPPED, "labelled")] == [1, 1, 2]
    assert shop.clear("dots_1.png") == 1
    assert [i.name for i in shop.images(label="good")] == ["stripes_1.png"]
    report = shop.split(test=0.25, val=0.25)
    assert len(shop.images(split="test")) == report.test
    assert len(shop.images(split=Split.TRAIN)) == report.train
    done = shop.export("csv", tmp_path / "out.csv")
    assert done.images == 2
    with tlstudio.create(tmp_path / "second", task="classification") as second:
        assert second.import_labels(tmp_path / "out.csv").created == 2


def test_wrong_words_are_told(shop: StudioProject, tmp_path: Path) -> None:
    for call in (
        lambda: shop.images(state="accept"),
        lambda: shop.images(label="stripe"),
        lambda: shop.decide("nowhere.png", "good"),
        lambda: shop.decide(999, "good"),
        lambda: tlstudio.create(tmp_path / "x", task="clasification"),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.sentence
    assert "stripes" in _hint(lambda: shop.images(label="stripe"))
    assert shop.labels() == ["stripes"]


def _hint(call: object) -> str:
    with pytest.raises(UsageError) as caught:
        call()  # type: ignore[operator]
    return caught.value.hint


def test_several_labels_are_as_certain_as_the_least_certain_one() -> None:
    suggestion = Suggestion(1, (4, 5, 6), (0.9, 0.7, 0.02), "instant", 0)
    assert proposed(suggestion, several=False) == ((4,), 0.9)
    assert proposed(suggestion, several=True) == ((4, 5), 0.7)
    nothing = Suggestion(1, (4, 5), (0.3, 0.1), "instant", 0)
    assert proposed(nothing, several=True)[0] == ()


def test_reading_beside_a_writer(shop: StudioProject) -> None:
    with tlstudio.open(shop.project.root, read_only=True) as reader:
        assert len(reader.images()) == 12
        assert reader.project.info.task is Task.CLASSIFICATION


def test_training_and_measuring_wait_until_done(shop: StudioProject) -> None:
    for name in ("stripes", "dots"):
        shop.decide(shop.images(text=name), name)
    shop.split(test=0.2, val=0.2)
    measured = shop.evaluate()
    assert (measured["model"], measured["split"]) == ("instant", "test")
    assert 0 <= measured["accuracy"] <= 1
    shop.clear([image.id for image in shop.images(split="val")])
    with pytest.raises(NotEnoughLabels):
        shop.evaluate(split="val")
    shop.undo()
    with pytest.raises(UsageError):
        shop.evaluate(model="7")
    run = shop.train(epochs=1, freeze="head", draws=1)
    assert run.state is RunState.DONE
    assert shop.evaluate(model=run.id)["model"] == run.id
