"""Whatever formats, imports and exports say, the window can say in another language: every sentence has its pattern."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import tlstudio
from tlstudio.core.errors import StudioError
from tlstudio.core.words import Task
from tlstudio.formats import registry
from tlstudio.gui.models import said, sentences, sentences_of_formats
from tlstudio.project.importing import import_decisions
from tlstudio.project.project import Project

PACKAGE = Path(tlstudio.__file__).parent
EXCHANGE = ("importing", "import_plan", "import_suggestions", "exporting", "export_trial", "format_options")
MARK = "|"
# Two words with a space between them: less is a key, a tag or a name.
_WORDS = re.compile(r"[A-Za-z']{2,}[,;:]? [a-z<{]")
# What stands in places of other sentences, as its own file says it.
PARTS = {
    "where": ("thing holds thing with", "thing has", "has masks in thing", "", " in thing", " on images of thing"),
    "kind": ("one column per label", "a column of labels", "thing"),
    "names": ("one column per label", "a column of labels", "thing"),
    "base": ("1, as the VOC devkit does (edges were moved by one pixel)", "0, as labelImg does"),
    "source": ("the labels of thing", "labels named by their values", "thing"),
    "first": ("`--option thing=thing` for the usual way",),
    "'holds ' + FILE + ' with' if path.is_dir() else 'has'": ("thing holds thing with", "thing has"),
    "name": ("occluded", "thing"),
}
# Texts that no window shows by themselves: parts of others (see `PARTS`), what goes into files, and what only the
# command line says, whose words the window does not offer.
NOT_SHOWN = re.compile(
    r"holds \{.*\}/? with|has masks in \{[^}]*\}|one column per label|a column of labels|the labels of \{.*\}"
    r"|labels named by their values| on images of \{.*\}| in \{.*\}|, and looks like \{.*\} as well"
    r"|1, as the VOC devkit does .*|0, as labelImg does|`--option .*` for the usual way|line \{.*\}|It \{reason\}\."
    r"|Exported by TL Studio|pascal voc|<\?xml .*|nc: \{.*\}|instances_\{.*|\{folder or 'images'\}\.txt|class \{value\}"
    r"|.*\{','\.join\(map\(str, colour_of\(value\)\)\)\}::"
    r"|--(include )?\{.*\} is not known\.|Use \{.*\}\.|They are \{.*\}\.|\{key\} has none\.|rotated boxes|marks as \{name\}"
    r"|Suggest shapes from \{source\}"  # a step of the history, said in its own words
)


def placeholder(value: ast.FormattedValue) -> tuple[str, ...]:
    """What may stand in a place of an f-string: numbers are told by their format, or by what counts."""
    source = ast.unparse(value.value)
    if source in PARTS:
        return PARTS[source]
    return ("7",) if value.format_spec is not None or source.startswith("len(") else ("thing", "7")


def spelled(node: ast.AST) -> tuple[str, list[str]]:
    """Return a text as it stands in the source, and with something in its places."""
    if isinstance(node, ast.Constant):
        return node.value, [node.value]
    assert isinstance(node, ast.JoinedStr)
    parts = [
        (value.value,) if isinstance(value, ast.Constant) else placeholder(value)
        for value in node.values
        if isinstance(value, ast.Constant | ast.FormattedValue)
    ]
    source = "".join(
        value.value if isinstance(value, ast.Constant) else "{" + ast.unparse(value.value) + "}"
        for value in node.values
        if isinstance(value, ast.Constant | ast.FormattedValue)
    )
    return source, ["".join(filled) for filled in itertools.islice(itertools.product(*parts), 64)]


def texts(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield what a file may say to a person; not docstrings, types, and what cards say (these are texts themselves)."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left.add(id(node.value))
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            left |= {id(one) for one in ast.walk(node.annotation)}
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            left |= {id(one) for one in ast.walk(node.returns)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ("FormatCard", "FormatOption"):
                left |= {id(one) for one in ast.walk(node)}
        elif isinstance(node, ast.JoinedStr):
            left |= {id(one) for one in ast.walk(node) if isinstance(one, ast.Constant)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        if is_text and id(node) not in left:
            source, filled = spelled(node)
            if _WORDS.search(source):
                yield source, filled


def files() -> list[Path]:
    return sorted([*(PACKAGE / "formats").glob("*.py"), *(PACKAGE / "project" / f"{name}.py" for name in EXCHANGE)])


@pytest.fixture
def marked() -> Iterator[None]:
    said.use(lambda text: f"{MARK}{text}{MARK}")
    yield
    said.use(str)


def recognised(text: str) -> bool:
    return MARK in sentences.sentence(text) or MARK in sentences.place(text)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_every_sentence_has_a_pattern(marked: None, file: Path) -> None:
    unknown = [
        source
        for source, filled in texts(file)
        if not NOT_SHOWN.fullmatch(source) and not any(recognised(text) for text in filled)
    ]
    assert unknown == [], "add a pattern to gui/models/sentences_of_formats.py, and its translation"


def test_every_pattern_is_translated() -> None:
    catalogue = ElementTree.parse(PACKAGE.parent / "resources" / "translations" / "tlstudio_de.ts")
    german = {one.findtext("source"): one.findtext("translation") for one in catalogue.getroot().iter("message")}
    patterns = (*sentences.TEMPLATES, *sentences.FRAGMENTS, *sentences_of_formats.PLACES)
    assert [text for text in patterns if not german.get(text)] == []
    places = re.compile(r"\{\w+\}")
    assert [t for t in patterns if sorted(places.findall(t)) != sorted(places.findall(german[t] or ""))] == []


@pytest.fixture
def said_of_real_sets(shared: Path, tmp_path: Path) -> list[str]:
    """What dry runs say of everything that other tools wrote, in a project for shapes."""
    texts: list[str] = []
    sets = [one for folder in (shared / "formats").iterdir() if folder.is_dir() for one in folder.iterdir()]
    with Project.create(tmp_path / "shapes", task=Task.DETECTION) as project:
        for path in sets:
            try:
                report = import_decisions(project, registry.AUTO, path, dry_run=True)
            except StudioError as error:
                texts += [error.sentence, error.hint]
            else:
                texts += [report.why, *report.notes, *(one.reason for one in report.skipped)]
    return [text for text in dict.fromkeys(texts) if text]


def test_everything_said_of_real_sets_is_recognised_and_stays_english_in_english(said_of_real_sets: list[str]) -> None:
    assert len(said_of_real_sets) > 50
    assert [text for text in said_of_real_sets if sentences.sentence(text) != text] == []
    said.use(lambda text: f"{MARK}{text}{MARK}")
    try:
        assert [text for text in said_of_real_sets if not recognised(text)] == []
    finally:
        said.use(str)
