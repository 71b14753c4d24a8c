"""The catalogues: placeholders survive, the compiled file is that of today, what is missing stays English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tlstudio.gui.canvas.canvas import tool_modules
from tlstudio.gui.canvas.tool import tool_text
from tlstudio.gui.language import Translator, translations_folder

CATALOGUES = sorted(translations_folder().glob("tlstudio_*.ts"))


def messages(catalogue: Path) -> list[tuple[str, str, str]]:
    """Return (context, text, translation) of every message that is translated."""
    return [
        (context.findtext("name") or "", message.findtext("source") or "", message.findtext("translation") or "")
        for context in ElementTree.parse(catalogue).getroot().iter("context")
        for message in context.iter("message")
        if message.findtext("translation")
    ]


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.stem)
def catalogue(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def installed(light: QApplication, catalogue: Path) -> Iterator[Translator]:
    translator = Translator(light)
    assert translator.load(str(catalogue.with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_there_is_a_german_window() -> None:
    german = next(path for path in CATALOGUES if path.stem == "tlstudio_de")
    assert len(messages(german)) > 700


def test_placeholders_survive(catalogue: Path) -> None:
    for _, text, translation in messages(catalogue):
        assert sorted(re.findall(r"{[^}]*}", translation)) == sorted(re.findall(r"{[^}]*}", text)), text


def test_the_compiled_file_says_what_the_catalogue_says(installed: Translator, catalogue: Path) -> None:
    own = {(context, text) for context, text, _ in messages(catalogue) if context}
    for context, text, translation in messages(catalogue):
        assert installed.translate(context, text) == translation
        if not context and ("Anywhere", text) not in own:
            assert QCoreApplication.translate("Anywhere", text) == translation


def test_the_tools_speak_the_language(installed: Translator, catalogue: Path) -> None:
    said = {text: translation for context, text, translation in messages(catalogue) if not context}
    cards = [module.CARD for module in tool_modules().values()]
    for text in {text for card in cards for text in (card.title, card.hint) if text}:
        assert tool_text(text) == said[text]
    assert tool_text("") == ""


def test_what_has_no_translation_stays_english(installed: Translator) -> None:
    assert QCoreApplication.translate("Anywhere", "A text of tomorrow") == "A text of tomorrow"


def test_qt_reads_images_as_before(installed: Translator) -> None:
    """Qt's TGA reader takes a JPEG for its own when an error is translated to no words."""
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert picture.save(buffer, "JPG")
    assert not QImage.fromData(data).isNull()
