"""The options that every verb understands, before or after its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tlstudio.core.errors import UsageError, closest

DEVICES = ("auto", "cpu", "cuda", "mps")
HELP = (
    "Everywhere, before or after the verb: -C DIR or --project DIR (default: the current folder), --json (one JSON "
    "object on stdout), --seed N, --device auto|cpu|cuda|mps, --threads N, --debug (show tracebacks)."
)
_WITH_VALUE = {"-C": "project", "--project": "project", "--seed": "seed", "--device": "device", "--threads": "threads"}
_SWITCHES = {"--json": "json", "--debug": "debug"}


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """What was asked for.

    Attributes:
        seed: Where chance is involved.
        device: Empty = what the project's settings say.
        threads: 0 = what the project's settings say.
    """

    project: Path = Path()
    json: bool = False
    debug: bool = False
    seed: int = 0
    device: str = ""
    threads: int = 0


def take_global_options(arguments: Sequence[str]) -> tuple[GlobalOptions, list[str]]:
    """Pick the global options out of the arguments; return them and the rest in order.

    What stands after `--` is left alone.

    Raises:
        UsageError: A value is missing or impossible.
    """
    options, rest = GlobalOptions(), []
    place = 0
    while place < len(arguments):
        word = arguments[place]
        place += 1
        if word == "--":
            return options, [*rest, *arguments[place - 1 :]]
        name, equals, value = word.partition("=")
        if word in _SWITCHES:
            options = replace(options, **{_SWITCHES[word]: True})
        elif name in _WITH_VALUE and (not equals or name.startswith("--")):
            if not equals:
                if place == len(arguments):
                    raise UsageError(f"{name} needs a value.")
                value = arguments[place]
                place += 1
            options = replace(options, **{_WITH_VALUE[name]: _parsed(name, value)})
        else:
            rest.append(word)
    return options, rest


def _parsed(name: str, value: str) -> Path | int | str:
    if _WITH_VALUE[name] == "project":
        return Path(value)
    if name == "--device":
        if value not in DEVICES:
            raise UsageError(f"There is no device {value!r}.", hint=closest(value, DEVICES))
        return value
    try:
        number = int(value)
    except ValueError as err:
        raise UsageError(f"{name} {value!r} is not a whole number.") from err
    if number < 0:
        raise UsageError(f"{name} {value} is below 0.")
    return number
