import numpy as np
import pytest

from tlstudio.gui.models.result import read_result

LABELS = ["cat", "dog", "owl"]


@pytest.fixture
def metrics() -> dict[str, object]:
    """A run's `metrics.json` as the trainer writes it, on 30 images of which three cats are called dog."""
    from tlstudio.learn.classification.metrics import evaluate

    targets = np.repeat(np.arange(3), 10)
    said = targets.copy()
    said[:3] = 1
    probs = np.full((30, 3), 0.1)
    probs[np.arange(30), said] = 0.8
    probs[1] = (0.04, 0.95, 0.01)
    return {
        "held_out": "test",
        "test": evaluate(probs, targets, LABELS),
        "verdict": {"headline": "Finds 7 of 10 cat images", "detail": "Good for sorting."},
        "comparisons": {"rival": {"difference": -0.05, "interval": [-0.1, -0.01], "is_worse": True}},
        "predictions": {
            "test": [
                {"image_id": 100 + i, "path": f"{i}.jpg", "targets": [int(targets[i])], "probs": probs[i].tolist()}
                for i in range(30)
            ]
        },
    }


def test_a_cell_gives_exactly_the_images_behind_it_most_certain_first(metrics: dict[str, object]):
    result = read_result(metrics, "run 6")
    assert result is not None
    behind = result.behind(0, 1)
    assert [prediction.image_id for prediction, _ in behind] == [101, 100, 102]
    assert behind[0][1] == pytest.approx(0.95)
    assert result.matrix[0] == [7, 3, 0]
    assert sum(map(sum, result.matrix)) == 30


def test_the_weakest_label_comes_first_and_figures_carry_their_interval(metrics: dict[str, object]):
    result = read_result(metrics, "run 6")
    assert result is not None
    assert result.labels[0].name == "cat"
    assert result.labels[0].sensitivity.value == pytest.approx(0.7)
    assert result.labels[0].sensitivity.low < 0.7 < result.labels[0].sensitivity.high
    accuracy = result.figures[0]
    assert accuracy.value == "0.90"
    assert " to " in accuracy.second
    against = result.figures[-1]
    assert against.value == "−0.05"
    assert against.tone == "rejected"
    assert "run 6" in against.title


def test_nothing_held_out_gives_no_result():
    assert read_result({"held_out": "val", "val": None}, "") is None
