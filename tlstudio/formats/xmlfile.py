"""Read and write XML: read without entities or documents from elsewhere, each element with its line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesImpl

from tlstudio.core.errors import FormatError

_MAX_BYTES = 500_000_000
# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?")


@dataclass(slots=True)
class Node:
    """One element.

    Attributes:
        text: Directly inside, without blanks around it.
        line: From 1.
    """

    tag: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""
    children: list[Node] = field(default_factory=list["Node"])

    def all(self, *tags: str) -> Iterator[Node]:
        """Children with one of these tags, in the order of the file."""
        return (child for child in self.children if child.tag in tags)

    def first(self, tag: str) -> Node | None:
        """The first child with a tag."""
        return next(self.all(tag), None)

    def value(self, *tags: str) -> str:
        """The text of the first child of the first child ...; "" where one is not there."""
        node: Node | None = self
        for tag in tags:
            node = node.first(tag) if node is not None else None
        return node.text if node is not None else ""


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self._open: list[tuple[Node, list[str]]] = []

    def setDocumentLocator(self, locator: object) -> None:
        self._where = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        line = int(getattr(self._where, "getLineNumber")() or 0)  # noqa: B009 - the locator has no type
        node = Node(name, dict(attrs.items()), line)
        if self._open:
            self._open[-1][0].children.append(node)
        else:
            self.root = node
        self._open.append((node, []))

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1][1].append(content)

    def endElement(self, name: str) -> None:
        node, text = self._open.pop()
        node.text = "".join(text).strip()


def read_xml(path: Path) -> Node:
    """Return a file's root element.

    Raises:
        FormatError: It cannot be read, is too large, no XML, or declares entities (which may grow without end).
    """
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parse

    try:
        if path.stat().st_size > _MAX_BYTES:
            raise FormatError(f"{path.name} has more than {_MAX_BYTES // 1_000_000} MB.", hint="Split the file.")
        data = path.read_bytes()
    except OSError as err:
        raise FormatError(f"{path.name} cannot be read: {err.strerror or err}.", hint="Check the path.") from err
    builder = _Builder()
    try:
        parse(io.BytesIO(data), builder, forbid_dtd=True)
    except DefusedXmlException as err:
        raise FormatError(
            f"{path.name} has a document type with entities, which label files have no need of; it was not read.",
            hint="Remove the DOCTYPE if you trust the file.",
        ) from err
    except (SAXException, ValueError, LookupError) as err:
        raise FormatError(f"{path.name} is no XML that can be read: {err}.") from err
    if builder.root is None:
        raise FormatError(f"{path.name} is no XML that can be read.")
    return builder.root


def typed(text: str) -> str | float | bool:
    """Return an attribute's text as what it looks like: true, false, a number, or itself."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return float(text) if _NUMBER.fullmatch(text) else text


def spelled(value: str | float | bool) -> str:
    """Return an attribute's value as text that `typed` understands."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """Return a coordinate with up to four decimals, and without those that are zero."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Writer:
    """Writes indented XML."""

    def __init__(self) -> None:
        self._lines: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._depth = 0

    def open(self, tag: str, **attributes: object) -> None:
        """Begin an element."""
        self._lines.append(f"{'  ' * self._depth}<{tag}{_attributes(attributes)}>")
        self._depth += 1

    def close(self, tag: str) -> None:
        """End it."""
        self._depth -= 1
        self._lines.append(f"{'  ' * self._depth}</{tag}>")

    def leaf(self, tag: str, text: object = "", **attributes: object) -> None:
        """Write an element that holds text only."""
        inner = escape(_FORBIDDEN.sub(" ", str(text)))
        self._lines.append(f"{'  ' * self._depth}<{tag}{_attributes(attributes)}>{inner}</{tag}>")

    def text(self) -> str:
        """Everything so far."""
        return "\n".join(self._lines) + "\n"


def _attributes(attributes: Mapping[str, object]) -> str:
    return "".join(f" {name}={quoteattr(_FORBIDDEN.sub(' ', str(value)))}" for name, value in attributes.items())
