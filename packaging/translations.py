"""Collect the window's texts for translators, compile them, and say what is missing.

`python packaging/translations.py de` updates `resources/translations/tlstudio_de.ts` with the texts of today (what is
translated stays), compiles `tlstudio_de.qm` and lists the texts that have no translation yet; these are shown in
English. The same word in two places is one message, in the context without a name; where a language needs two words
for it ("Label" is a thing and a room), a message in the context of one place goes before.

Texts of the table of actions are data, which lupdate cannot see: they are handed to it as a generated file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from tlstudio.formats import registry
from tlstudio.gui.actions import ACTIONS
from tlstudio.gui.canvas.canvas import tool_modules
from tlstudio.gui.exchange import cards, option_fields
from tlstudio.gui.models import run_facts, sentences, sentences_of_formats, training_views
from tlstudio.gui.workspaces.data import annotation_list
from tlstudio.gui.workspaces.train.advanced import AUGMENTATION, FREEZE
from tlstudio.jobs.freeze import choose
from tlstudio.project.run_log import RunState

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
NOUNS = ("image", "images", "label", "labels", "epoch", "epochs")
PHASES = ("Images", "Features", "Boundary cache", "Epochs", "Test")
OUTCOMES = ("Better by {}", "Worse by {}", "Same, {}")
# Context and text of a message; the context without a name holds for every place.
Key = tuple[str, str]


def texts_of_data() -> str:
    """Return Python source that names every text of the table of actions as lupdate wants to see it."""
    lines = ["from PySide6.QtCore import QCoreApplication"]
    lines += [f'QCoreApplication.translate("actions", {json.dumps(row.text)})' for row in ACTIONS]
    lines += [f'QCoreApplication.translate("tools", {json.dumps(text)})' for text in texts_of_tools()]
    lines += [f'QCoreApplication.translate("models", {json.dumps(text)})' for text in chosen_texts()]
    groups = sorted({row.group for row in ACTIONS})
    lines += [f'QCoreApplication.translate("groups", "{group}")' for group in groups]
    return "\n".join(lines) + "\n"


def chosen_texts() -> list[str]:
    """Return the texts that are picked out of tables, or put together from a noun and its number."""
    tables = (training_views.METRICS, training_views.VARIATIONS, run_facts.ENDS, dict(FREEZE), dict(AUGMENTATION))
    found = [text for table in tables for text in table.values()]
    found += [training_views.NONE_OF_THEM, *NOUNS, *PHASES, *OUTCOMES, *(state.value for state in RunState)]
    found += [
        *sentences.TEMPLATES,
        *sentences.FRAGMENTS,
        *sentences_of_formats.PLACES,
        *option_fields.TEXTS,
        *cards.KINDS.values(),
        *annotation_list.SINGLE.values(),
    ]
    found += texts_of_formats()
    for freeze in ("head", "stages:1", "stages:2", "stages:3", "stages:4", "none"):
        policy = choose(freeze, smallest_label=1, stages=5)
        found += [policy.words, policy.words.split(" (")[0]]
    days = [datetime(2026, 1, day) for day in range(1, 8)]
    months = [datetime(2026, month, 1) for month in range(1, 13)]
    return [*found, *(f"{day:%A}" for day in days), *(f"{month:%B}" for month in months)]


def texts_of_tools() -> list[str]:
    """Return what the canvas's tools are called, and what their hints say."""
    cards = [module.CARD for module in tool_modules().values()]
    return [text for card in cards for text in (card.title, card.hint) if text]


def texts_of_formats() -> list[str]:
    """Return what the cards of formats say to a person: what each loses, and what its options decide."""
    found: list[str] = []
    for module in registry.formats().values():
        card = module.CARD
        found += [card.title, *card.loses, *(option.about for option in (*card.read_options, *card.write_options))]
    return found


def texts() -> list[str]:
    """Return every text of the window once, in the order of the files."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tlstudio" / "gui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        data, found = Path(folder) / "data.py", Path(folder) / "all.ts"
        data.write_text(texts_of_data(), encoding="utf-8")
        _tool("lupdate", *sources, str(data), "-silent", "-no-obsolete", "-ts", str(found))
        return list(dict.fromkeys(text for _, text in read(found)))


def read(file: Path) -> dict[Key, str]:
    """Return the messages of a `.ts` file with their translations, empty where there is none."""
    if not file.is_file():
        return {}
    found: dict[Key, str] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.findtext("translation") or ""
            found[context.findtext("name") or "", message.findtext("source") or ""] = translation
    return found


def write(file: Path, language: str, messages: dict[Key, str]) -> None:
    """Write a `.ts` file that Qt Linguist opens."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name in sorted({context for context, _ in messages}):
        context = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(context, "name").text = name
        for (_, text), translated in ((key, said) for key, said in messages.items() if key[0] == name):
            message = ElementTree.SubElement(context, "message")
            ElementTree.SubElement(message, "source").text = text
            translation = ElementTree.SubElement(message, "translation")
            translation.text = translated or None
            if not translated:
                translation.set("type", "unfinished")
    ElementTree.indent(root, " " * 2)
    body = ElementTree.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def update(language: str) -> list[str]:
    """Bring a language up to date, compile it, and return the texts without a translation."""
    file = FOLDER / f"tlstudio_{language}.ts"
    before, now = read(file), texts()
    messages = {("", text): before.get(("", text), "") for text in now}
    messages |= {key: said for key, said in before.items() if key[0] and said and key[1] in set(now)}
    write(file, language, messages)
    _tool("lrelease", str(file), "-silent", "-nounfinished", "-qm", str(file.with_suffix(".qm")))
    return [text for (_, text), said in messages.items() if not said]


def _tool(name: str, *arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).parent / f"pyside6-{name}"), *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    missing = update(sys.argv[1] if len(sys.argv) > 1 else "de")
    print(f"{len(missing)} texts without a translation")
    print("\n".join(missing))
