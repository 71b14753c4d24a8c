"""Global options stand before or after the verb; wrong ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.cli.options import GlobalOptions, take_global_options
from tlstudio.core.errors import UsageError


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", "shop", "--json", "status"],
        ["status", "--project", "shop", "--json"],
        ["--project=shop", "status", "--json"],
    ],
)
def test_options_are_found_anywhere(arguments: list[str]) -> None:
    options, rest = take_global_options(arguments)
    assert options == GlobalOptions(project=Path("shop"), json=True)
    assert rest == ["status"]


def test_seed_device_and_threads_are_read() -> None:
    options, rest = take_global_options(["train", "--seed", "7", "--device=cpu", "--threads", "2", "--epochs", "3"])
    assert (options.seed, options.device, options.threads) == (7, "cpu", 2)
    assert rest == ["train", "--epochs", "3"]


def test_what_stands_after_two_dashes_is_left_alone() -> None:
    _, rest = take_global_options(["label", "--", "--json", "ok"])
    assert rest == ["label", "--", "--json", "ok"]


@pytest.mark.parametrize("arguments", [["--seed", "x"], ["--threads", "-1"], ["--device", "gpu"], ["status", "-C"]])
def test_impossible_values_are_refused(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        take_global_options(arguments)
