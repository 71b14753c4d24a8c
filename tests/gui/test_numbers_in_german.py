"""The window writes numbers as the language of its texts does, and only there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

import tlstudio
from tlstudio.gui.language import install_language
from tlstudio.gui.models import numbers, said, sentences
from tlstudio.gui.models.numbers import counted, decimal, localised
from tlstudio.gui.models.words import count, figure, signed, time_range
from tlstudio.gui.widgets.spin import SpinDecimal


@pytest.fixture
def german(light: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = QLocale()
    monkeypatch.setattr(QCoreApplication, "installTranslator", lambda _translator: True)
    monkeypatch.setattr(said, "_translate", list(said._translate))
    monkeypatch.setattr(numbers, "_written_as", list(numbers._written_as))
    assert install_language(light, "de")
    yield
    QLocale.setDefault(before)


def test_english_numbers_are_as_python_writes_them() -> None:
    assert counted(1234567) == "1,234,567"
    assert decimal(0.814) == "0.81"
    assert figure(-1.5) == "−1.50"


def test_german_numbers(german: None) -> None:
    assert counted(1234567) == "1.234.567"
    assert counted(999) == "999"
    assert decimal(0.814) == "0,81"
    assert decimal(12.34, 1) == "12,3"
    assert localised("1,234.5") == "1.234,5"
    assert figure(-1.5) == "−1,50"
    assert signed(0.04) == "+0,04"
    assert count(2310, "image").startswith("2.310 ")
    assert "1,5" in time_range(5400, 7200)


def test_fields_for_numbers_are_german_too(german: None, qtbot) -> None:
    spin = SpinDecimal()
    qtbot.addWidget(spin)
    spin.setValue(0.5)
    assert spin.text() == "0,50"


def test_numbers_in_sentences_of_other_rooms(german: None) -> None:
    assert sentences.sentence("1,234 boxes").startswith("1.234 ")
    assert sentences.sentence("all 12,000 frames").count("12.000") == 1
    assert not sentences._is_number("version", "1.1")
    assert sentences._is_number("decided", "1,234")


def test_a_language_without_texts_has_english_numbers(german: None, light: QApplication) -> None:
    assert install_language(light, "tlh") is False
    assert counted(1234) == "1,234"
    assert QLocale().decimalPoint() == "."


def test_no_text_of_the_window_writes_a_number_by_itself() -> None:
    """A number with a separator, in braces, that does not go through `numbers`."""
    own = re.compile(r"\{[^{}]*:,[^{}]*\}|\{[^{}]*:\.[1-9]f\}")
    gui = Path(tlstudio.__file__).parent / "gui"
    found = [
        f"{path.relative_to(gui)}: {line.strip()}"
        for path in sorted(gui.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if own.search(line) and "localised(" not in line and path.name not in ("numbers.py", "tones_panel.py")
    ]
    assert not found
