"""Collect the window's texts for translators: `python packaging/translations.py de` writes `tlstudio_de.ts`.

Texts of the table of actions are data, which lupdate cannot see: they are handed to it as a generated file. After
translating (Qt Linguist, or any editor) `pyside6-lrelease resources/translations/tlstudio_de.ts` makes the `.qm` that
the window loads and offers in its settings.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tlstudio.gui.actions import ACTIONS

ROOT = Path(__file__).resolve().parents[1]


def texts_of_data() -> str:
    """Return Python source that names every text of the table of actions as lupdate wants to see it."""
    lines = ["from PySide6.QtCore import QCoreApplication"]
    lines += [f'QCoreApplication.translate("actions", {json.dumps(row.text)})' for row in ACTIONS]
    groups = sorted({row.group for row in ACTIONS})
    lines += [f'QCoreApplication.translate("groups", "{group}")' for group in groups]
    return "\n".join(lines) + "\n"


def collect(language: str) -> Path:
    """Write or update the file of a language; what is translated stays."""
    target = ROOT / "resources" / "translations" / f"tlstudio_{language}.ts"
    target.parent.mkdir(parents=True, exist_ok=True)
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tlstudio" / "gui").rglob("*.py"))
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.py"
        data.write_text(texts_of_data(), encoding="utf-8")
        subprocess.run([str(tool), *sources, str(data), "-no-obsolete", "-ts", str(target)], cwd=ROOT, check=True)
    return target


if __name__ == "__main__":
    print(collect(sys.argv[1] if len(sys.argv) > 1 else "de"))
