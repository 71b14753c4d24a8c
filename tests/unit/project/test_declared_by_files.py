"""Attributes that a label file declares: declared in the project in the same step, and told to the writer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.core.words import AttributeKind, AttributeSpec, Task
from tlstudio.formats import cvat
from tlstudio.project.commands.labels import AddLabels, SetLabelAttributes
from tlstudio.project.exporting import export_decisions
from tlstudio.project.importing import import_decisions
from tlstudio.project.project import Project

FILE = """<annotations><meta><task><labels><label><name>car</name><attributes>
<attribute><name>colour</name><input_type>select</input_type><default_value>red</default_value><values>red
dark blue</values></attribute>
<attribute><name>doors</name><input_type>number</input_type><default_value>4</default_value><values>1;9;1</values></attribute>
<attribute><name>track_id</name><input_type>text</input_type><default_value></default_value><values></values></attribute>
<attribute><name>broken</name><input_type>radio</input_type><default_value></default_value><values></values></attribute>
</attributes></label></labels></task></meta>
<image name="a.png"><box label="car" xtl="1" ytl="2" xbr="9" ybr="8"><attribute name="colour">dark blue</attribute></box>
</image></annotations>"""
COLOUR = AttributeSpec("colour", AttributeKind.CHOICE, ("red", "dark blue"), "red")
DOORS = AttributeSpec("doors", AttributeKind.NUMBER, (), 4.0)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    Image.new("RGB", (20, 10)).save(tmp_path / "a.png")
    (tmp_path / "annotations.xml").write_text(FILE)
    made = Project.create(tmp_path / "project", task=Task.DETECTION)
    yield made
    made.close()


def declared(project: Project) -> dict[str, tuple[AttributeSpec, ...]]:
    return {label.name: label.attributes for label in project.read.labels()}


def test_an_import_declares_and_one_undo_takes_it_back(project: Project, tmp_path: Path) -> None:
    import_decisions(project, "cvat", tmp_path / "annotations.xml")
    # A name with a meaning of its own, and a choice of nothing, are left out.
    assert declared(project) == {"car": (COLOUR, DOORS)}
    project.undo()
    assert declared(project) == {}


def test_what_is_declared_already_stays(project: Project, tmp_path: Path) -> None:
    ids = project.run(AddLabels(["car", "bus"])).result
    own = AttributeSpec("colour", AttributeKind.TEXT, (), "grey")
    project.run(SetLabelAttributes(ids["car"], [own]))
    import_decisions(project, "cvat", tmp_path / "annotations.xml")
    assert declared(project) == {"car": (own, DOORS), "bus": ()}


def test_an_export_declares_what_the_project_does(project: Project, tmp_path: Path) -> None:
    import_decisions(project, "cvat", tmp_path / "annotations.xml")
    export_decisions(project, "cvat", tmp_path / "out")
    assert cvat.read(tmp_path / "out").attributes == {"car": (COLOUR, DOORS)}
    assert export_decisions(project, "cvat", tmp_path / "trial", dry_run=True).losses == ()
