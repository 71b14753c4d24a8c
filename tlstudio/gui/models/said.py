"""The person's language for modules that do not know Qt: the window hands its translation in when it starts."""

from __future__ import annotations

from collections.abc import Callable

_translate: list[Callable[[str], str]] = [str]


def tr(text: str) -> str:
    """Return a text in the person's language, the text itself before the window has said which."""
    return _translate[-1](text)


def use(translate: Callable[[str], str]) -> None:
    """Translate with this from now on."""
    _translate[-1] = translate
