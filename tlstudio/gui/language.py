"""The language of the program's texts: Qt's translation files in `resources/translations`, and Qt's own for dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import tlstudio
from tlstudio.gui.models import numbers, said


class Translator(QTranslator):
    """Looks a text up for its place, then for every place.

    The same word has one translation wherever it stands, in the context without a name; Qt by itself would want it
    again for each class.
    """

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the translation, None where there is none.

        An empty text instead would be a translation to Qt, whose readers of images take an error of no words for
        success: every JPEG is then read as TGA, and none is shown.
        """
        found = super().translate(context, text, disambiguation, n)
        return found or super().translate("", text, disambiguation, n) or None


def translations_folder() -> Path:
    """Return where the compiled translations lie: inside the wheel, or beside the package in a checkout."""
    package = Path(tlstudio.__file__).parent
    installed = package / "_resources" / "translations"
    return installed if installed.is_dir() else package.parent / "resources" / "translations"


def install_language(application: QCoreApplication, language: str = "") -> bool:
    """Load `tlstudio_<language>.qm` and Qt's own texts; an empty language follows the system.

    Numbers and fields for numbers follow the texts: English ones where there is no translation.

    Returns:
        Whether a translation was found.
    """
    said.use(lambda text: QCoreApplication.translate("models", text) if text else text)
    locale = QLocale(language) if language else QLocale.system()
    translator = Translator(application)
    if not translator.load(locale, "tlstudio", "_", str(translations_folder())):
        _write_numbers_as(QLocale(QLocale.Language.English))
        return False
    _write_numbers_as(locale)
    of_qt = QTranslator(application)
    if of_qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(of_qt)
    return QCoreApplication.installTranslator(translator)


def _write_numbers_as(locale: QLocale) -> None:
    QLocale.setDefault(locale)
    numbers.use(locale.groupSeparator(), locale.decimalPoint())
