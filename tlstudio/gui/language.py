"""The language of the program's texts: Qt's translation files in `resources/translations`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import tlstudio


def translations_folder() -> Path:
    """Return where the compiled translations lie: inside the wheel, or beside the package in a checkout."""
    package = Path(tlstudio.__file__).parent
    installed = package / "_resources" / "translations"
    return installed if installed.is_dir() else package.parent / "resources" / "translations"


def install_language(application: QCoreApplication, language: str = "") -> bool:
    """Load `tlstudio_<language>.qm`; an empty language follows the system. Return whether one was found."""
    locale = QLocale(language) if language else QLocale.system()
    translator = QTranslator(application)
    if not translator.load(locale, "tlstudio", "_", str(translations_folder())):
        return False
    return QCoreApplication.installTranslator(translator)
