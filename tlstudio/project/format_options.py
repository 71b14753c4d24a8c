"""What a person said once about a format that its files leave open: kept in the project for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tlstudio.core.cards import FormatOption
from tlstudio.formats.registry import check_options
from tlstudio.project.project import Project


def chosen_options(
    project: Project, key: str, known: Sequence[FormatOption], given: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Return what holds, given now or kept before, and a note about what was kept.

    Raises:
        UsageError: The format has no such option, or does not take the value.
    """
    options = check_options(key, known, given)
    notes: list[str] = []
    for option in known:
        kept = project.settings.get(_place(key, option.name))
        if option.name not in options and option.values and kept in option.values:
            options[option.name] = str(kept)
            first = f"`--option {option.name}={option.values[0]}` for the usual way"
            notes.append(f"The option {option.name}={kept} of {key} holds, as chosen before ({first}).")
    return options, notes


def keep_options(project: Project, key: str, known: Sequence[FormatOption], given: Mapping[str, str]) -> None:
    """Keep what was given now; the usual value forgets."""
    for option in known:
        if option.name in given and option.values:
            value = given[option.name]
            project.settings.set(_place(key, option.name), None if value == option.values[0] else value)


def _place(key: str, name: str) -> str:
    return f"formats.{key}.{name}"
