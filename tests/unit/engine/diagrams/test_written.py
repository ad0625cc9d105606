"""Diagrams in Word files and decks: what other libraries and Office's own validator find there."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Emu

from docgen.engine import Template
from docgen.engine.diagrams import Diagram, Link, Node, Zone
from docgen.errors import RenderError
from tests.office import judges
from tests.office.structure import faults
from tests.unit.engine.diagrams import samples
from tests.unit.engine.diagrams.make import (
    WP,
    A,
    alts,
    deck,
    deck_file,
    document,
    ids,
    sizes_mm,
    word_file,
    word_shapes,
)
from tests.unit.engine.make import with_paragraphs
from tests.unit.engine.paper import STRANGE_TEXTS

DESIGNS = (samples.context(), samples.network(7), samples.cloud(), samples.zones(), samples.right())
ROOT = Path(__file__).resolve().parents[4]
FORBIDDEN = {"NUL", "vertical tab", "unit separator", "BEL", "form feed", "U+FFFE", "a lone surrogate"}
SOUND = {name: text for name, text in STRANGE_TEXTS.items() if name not in FORBIDDEN and len(text) <= 200}


def labelled(text: str) -> Diagram:
    """Return a diagram that says a text wherever a diagram can say one."""
    return Diagram(
        alt=f"Alt {text}",
        zones=(Zone(id="z", label=text),),
        nodes=(
            Node(id=f"id {text}", label=text, detail=(text,), zone="z"),
            Node(id="other", label="Other", kind="site"),
        ),
        links=(Link(start=f"id {text}", end="other", label=text, heads="end"),),
        legend=(("site", text), ("solid", text)),
    )


# Word ----------------------------------------------------------------------------------------------------------


def test_word_holds_every_label_in_a_shape_of_its_own() -> None:
    shapes = word_shapes(document(word_file(samples.zones())))
    texts = [text for _, text in shapes if text]
    for node in samples.zones().nodes:
        assert "\n".join((node.label, *node.detail)) in texts
    for part in (*samples.zones().zones, *samples.zones().links):
        assert not part.label or part.label in texts


def test_shapes_are_named_for_the_selection_pane() -> None:
    names = {name for name, _ in word_shapes(document(word_file(samples.zones())))}
    assert {"Zone: Perimeter", "Firewall: Edge firewall", "Link: Workstations to Client matters"} <= names
    assert "Links: 2 at Edge firewall" in names


def test_the_alternative_text_is_the_drawings_own() -> None:
    assert alts(document(word_file(*DESIGNS))) == [design.alt for design in DESIGNS]


def test_drawings_keep_to_their_width_and_height() -> None:
    for width, height in sizes_mm(document(word_file(*DESIGNS))):
        assert 40 < width <= 165
        assert 20 < height <= 215


def test_ids_are_unique_over_the_document() -> None:
    found = ids(document(word_file(*DESIGNS)).element)
    assert len(found) == len(set(found)) > 100


def test_lines_are_glued_to_boxes_that_there_are() -> None:
    root = document(word_file(samples.network(5))).element
    glued = [node.get("id") for node in root.iter(f"{A}stCxn", f"{A}endCxn")]
    assert set(glued) <= set(ids(root))
    assert len(glued) >= 5


def test_a_diagram_too_large_for_a_page_goes_on_several() -> None:
    large = samples.network(120)
    found = document(word_file(large))
    assert len(alts(found)) > 1
    assert alts(found)[0] == f"{large.alt} (1/{len(alts(found))})"
    boxes = [name for name, _ in word_shapes(found) if name.startswith("Site: ")]
    assert len(boxes) == 120
    assert all(height <= 215 for _, height in sizes_mm(found))


def test_colours_follow_the_theme() -> None:
    root = document(word_file(*DESIGNS)).element
    assert not list(root.iter(f"{A}srgbClr"))
    assert {node.get("val") for node in root.iter(f"{A}schemeClr")} >= {"accent1", "accent2", "dk2", "lt2"}


def test_a_program_of_before_2010_shows_the_alternative_text() -> None:
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    (found,) = document(word_file(samples.right())).element.iter(fallback)
    assert "".join(found.itertext()) == samples.right().alt


# Slides --------------------------------------------------------------------------------------------------------


def group_of(diagram: Diagram) -> Any:
    slide = deck(deck_file(diagram)).slides[0]
    return next(shape for shape in slide.shapes if shape.name == "Network")


def test_a_slide_holds_one_group_with_every_label() -> None:
    diagram = samples.context()
    texts = [shape.text_frame.text for shape in group_of(diagram).shapes if shape.has_text_frame]
    for node in diagram.nodes:
        assert "\n".join((node.label, *node.detail)) in texts
    assert {zone.label for zone in diagram.zones} | {link.label for link in diagram.links} <= set(texts)


def test_the_group_lies_in_the_middle_of_its_box() -> None:
    group = group_of(samples.right())
    left, right = (
        group.left - Emu(round(0.65 * 914_400)),
        Emu(round(12.68 * 914_400)) - group.left - group.width,
    )
    assert abs(left - right) < 10_000
    assert left >= 0
    assert group.top >= round(2.05 * 914_400)
    assert group.top + group.height <= round(6.45 * 914_400)


def test_connectors_on_a_slide_are_glued_to_their_boxes() -> None:
    connectors = [
        shape
        for shape in group_of(samples.network(4)).shapes
        if shape.shape_type is not None and hasattr(shape, "begin_x")
    ]
    assert len(connectors) >= 5
    assert any(
        shape._element.find(f".//{A}endCxn") is not None or shape._element.find(f".//{A}stCxn") is not None
        for shape in connectors
    )


def test_text_on_a_slide_is_never_under_ten_points() -> None:
    sizes = [
        run.font.size.pt
        for design in DESIGNS
        for page in design.slides()
        for shape in group_of(page).shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(sizes) >= 10


def test_ids_are_unique_on_a_slide() -> None:
    for slide in deck(deck_file(*(page for design in DESIGNS for page in design.slides()))).slides:
        found = ids(slide._element)
        assert len(found) == len(set(found))


def test_a_group_tells_its_alternative_text() -> None:
    element = group_of(samples.right())._element
    assert element.nvGrpSpPr.cNvPr.get("descr") == samples.right().alt


def test_what_a_box_cannot_show_legibly_is_a_problem_with_its_place() -> None:
    with pytest.raises(RenderError) as raised:
        deck_file(samples.network(60))
    (problem,) = raised.value.problems
    assert "10 pt" in problem.message
    assert "slide" in str(problem.where)


# Both ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SOUND)
def test_a_strange_text_stays_what_it_is(name: str) -> None:
    text = SOUND[name]
    found = word_shapes(document(word_file(labelled(text))))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.strip():
        assert f"{lines}\n{lines}" in [shown for _, shown in found]
    shapes = group_of(labelled(text)).shapes
    assert len(list(shapes)) == len(found)


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_what_xml_cannot_hold_is_a_problem_not_a_broken_file(name: str) -> None:
    with pytest.raises(RenderError) as raised:
        word_file(labelled(STRANGE_TEXTS[name]))
    assert "an Office file cannot hold" in raised.value.problems[0].message


def test_the_same_diagram_gives_the_same_bytes_whatever_the_seed_of_hashes() -> None:
    code = (
        "from tests.unit.engine.diagrams import samples, make; import hashlib;"
        "ds = [samples.network(30), samples.zones(), samples.random_diagram(7)];"
        "print(hashlib.sha256(make.word_file(*ds) + make.deck_file(*ds[1].slides())).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outcomes) == 1


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("diagrams")
    strange = [labelled(text) for text in SOUND.values()]
    slides = [page for design in (*DESIGNS, samples.network(40)) for page in design.slides()]
    files = {
        "designs.docx": word_file(*DESIGNS, samples.network(40), *map(samples.random_diagram, range(5))),
        "strange.docx": word_file(*strange),
        "designs.pptx": deck_file(*slides),
        "strange.pptx": deck_file(*strange),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return tuple(folder / name for name in files)


def test_the_open_xml_sdk_finds_no_error(office: None, written: tuple[Path, ...]) -> None:
    assert {path.name: errors for path, errors in judges.validate(written).items() if errors} == {}


def test_no_structural_rule_is_broken(written: tuple[Path, ...]) -> None:
    assert [fault for path in written if path.suffix == ".docx" for fault in faults(path)] == []


def test_libreoffice_prints_every_label(office: None, written: tuple[Path, ...], tmp_path: Path) -> None:
    designs = [path for path in written if path.stem == "designs"]
    for pdf in judges.to_pdf(designs, tmp_path).values():
        words = judges.pdf_text(pdf)
        for label in ("Edge firewall", "Azure Firewall", "Workstations", "Reverse proxy"):
            assert label in words


def test_each_page_of_a_diagram_has_a_paragraph_of_its_own() -> None:
    large = replace(samples.network(40), height_mm=110)
    template = with_paragraphs("{{ d }}", "{{p d }}")
    body = document(Template.open(template).render({"d": large})).paragraphs
    drawings = [len(list(each._p.iter(f"{WP}inline"))) for each in body]
    assert len(large.pages()) > 1
    assert drawings == [1] * 2 * len(large.pages())
