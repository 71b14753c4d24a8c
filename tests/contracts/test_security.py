"""What no file of the program may do, whoever adds it: run what a file holds, reach the network unasked, call a shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "tlstudio"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))

# Module -> the files that may import it, with the reason.
GUARDED = {
    "pickle": {"learn/weights_file.py"},  # only to name the error that torch raises when it refuses a file
    "cPickle": set(),
    "marshal": set(),
    "shelve": set(),
    "dill": set(),
    "joblib": set(),
    "lxml": set(),
    # One place unpacks archives: a member's name may climb out of the folder.
    "zipfile": {"formats/archive.py"},
    "tarfile": set(),
    # The one place that fetches, and only what a person asked for.
    "urllib.request": {"learn/backbones/download.py"},
    "http.client": set(),
    "http.server": set(),
    "requests": set(),
    "ftplib": set(),
    # A pair of sockets inside the process, which wakes the event loop when a signal comes.
    "socket": {"gui/ending.py"},
    "telnetlib": set(),
}
# defusedxml reads: the standard library's parsers follow entities. What only names, escapes or hears is harmless.
HARMLESS_XML = ("xml.sax.SAXException", "xml.sax.handler", "xml.sax.saxutils", "xml.sax.xmlreader")
BUILT_IN = {"eval", "exec", "compile", "__import__"}
SHELLS = {"system", "popen", "getoutput", "getstatusoutput"}


def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(module: ast.Module) -> Iterator[tuple[ast.Call, str, str]]:
    """Each call with the name of what is called and, for `a.b()`, the name of `a`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node, node.func.id, ""
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield node, node.func.attr, owner.id if isinstance(owner, ast.Name) else ""


def is_set(call: ast.Call, name: str, value: object) -> bool:
    return any(k.arg == name and isinstance(k.value, ast.Constant) and k.value.value is value for k in call.keywords)


def faults(name: str, module: ast.Module) -> list[str]:
    found = [
        f"imports {one}"
        for one in imported(module)
        for guarded, allowed in GUARDED.items()
        if (one == guarded or one.startswith(f"{guarded}.")) and name not in allowed
    ]
    found += [
        f"imports {one}" for one in imported(module) if one.startswith("xml.") and not one.startswith(HARMLESS_XML)
    ]
    for call, function, owner in calls(module):
        place = f"line {call.lineno}: "
        if not owner and isinstance(call.func, ast.Name) and function in BUILT_IN:
            found.append(f"{place}{function}()")
        if owner == "torch" and function == "load" and not is_set(call, "weights_only", True):
            found.append(f"{place}torch.load without weights_only=True")
        if owner in {"torch", "hub"} and function in {"load_state_dict_from_url", "download_url_to_file"}:
            found.append(f"{place}a download beside backbones/download.py")
        if any(k.arg == "allow_pickle" for k in call.keywords) and not is_set(call, "allow_pickle", False):
            found.append(f"{place}allow_pickle")
        if is_set(call, "shell", True) or (owner in {"os", "subprocess"} and function in SHELLS):
            found.append(f"{place}a shell")
        if owner == "tempfile" and function == "mktemp":
            found.append(f"{place}mktemp")
        if owner == "yaml" and function in {"load", "load_all", "full_load", "unsafe_load"}:
            found.append(f"{place}yaml.{function}")
        if function == "Environment" and not is_set(call, "autoescape", True):
            found.append(f"{place}a template that does not escape")
    return found


@pytest.mark.parametrize("name", FILES)
def test_nothing_dangerous_is_called(name: str) -> None:
    assert faults(name, tree(name)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "from xml.etree import ElementTree",
        "import xml.etree.ElementTree as ET",
        "from xml.sax import parse",
        "import xml.dom.minidom",
        "import zipfile",
        "from urllib import request",
        "import requests",
        "import torch\ntorch.load(path)",
        "import torch\ntorch.load(path, weights_only=False)",
        "import numpy as np\nnp.load(path, allow_pickle=True)",
        "import subprocess\nsubprocess.run(line, shell=True)",
        "import os\nos.system(line)",
        "eval(text)",
        "import jinja2\njinja2.Environment()",
        "import yaml\nyaml.load(text)",
    ],
)
def test_each_rule_barks(source: str) -> None:
    assert faults("planted.py", ast.parse(source))
