"""What the engine alone writes from decks of another's making, judged as the built-in documents are."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree

from bench.build_decks import build
from bench.data import SIZES, deck_facts
from docgen.engine import Template
from docgen.engine.images import Image
from docgen.engine.markdown import Markdown
from docgen.engine.rich import Link
from tests.office import judges
from tests.unit.engine.powerpoint.make import add_chart, add_slide, add_table, deck, png, saved

pytestmark = pytest.mark.xdist_group("office")

COUNTS = (0, 1, 40)


def everything() -> bytes:
    """Return a deck with a slide loop, a condition, a chart, a long table, a matrix, pictures and Markdown."""
    made = deck()
    add_slide(
        made, "For {{ client }}", "{{ text }}", "{{ logo }}", "See {{ link }}", notes=["Say {{ client }}"]
    )
    add_chart(
        add_slide(made, "{{ s }}", "{{ s }}", notes=["{%slide for s in names %}", "{{ s }}"]), "Of {{ s }}"
    )
    listed = add_slide(made, "Register")
    rows = (
        ["Name", "Link"],
        ["{%tr for s in names %}", ""],
        ["{% cellbg 'accent1@25' %}{{ s }}", "{{ link }}"],
    )
    add_table(listed, *rows, ["{%tr endfor %}", ""], width=8)
    listed.shapes[1]._element.xpath(".//p:cNvPr")[0].set("descr", "{%table continue %} The register")
    head = ["", "{%tc for s in few %}", "{% hm %}All", "{%tc endfor %}"]
    add_table(add_slide(made, "Matrix"), head, ["Row", "{%tc for s in few %}", "{{ s }}", "{%tc endfor %}"])
    add_slide(made, "Gone", "{{ logo }}", notes=["{%slide if false %}"])
    return saved(made)


def facts(count: int) -> dict[str, Any]:
    names = [f"North & <South> {number}" for number in range(count)]
    text = Markdown("A **bold** [word](https://example.com)\n\n- one\n  1. two\n\n> quoted `code`")
    return {
        "client": "R&D <Labs>\nPty Ltd",
        "text": text,
        "logo": Image(png(30, 20), alt="Logo"),
        "link": Link("us", "https://example.com"),
        "names": names,
        "few": names[:5],
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("decks")
    template = Template.open(everything())
    files = [folder / f"everything_{count}.pptx" for count in COUNTS]
    for file, count in zip(files, COUNTS, strict=True):
        file.write_bytes(template.render(facts(count)))
    bench = folder / "overview.pptx"
    bench.write_bytes(Template.open(build(folder)["docgen"]).render(deck_facts(SIZES[0])))
    return (*files, bench)


def test_the_open_xml_sdk_finds_no_error(office: None, written: tuple[Path, ...]) -> None:
    assert {path.name: errors for path, errors in judges.validate(written).items() if errors} == {}


def test_libreoffice_prints_each_slide(office: None, written: tuple[Path, ...], tmp_path: Path) -> None:
    for file, pdf in judges.to_pdf(written, tmp_path).items():
        assert judges.page_count(pdf) == len(pptx.Presentation(str(file)).slides)


def test_every_relationship_leads_to_a_part_and_every_part_is_led_to(written: tuple[Path, ...]) -> None:
    for file in written:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            led_to = {
                target for name in names if name.endswith(".rels") for target in _targets(archive, name)
            }
        parts = {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}
        assert (led_to - names, parts - led_to) == (set(), set())


def _targets(archive: zipfile.ZipFile, name: str) -> list[str]:
    folder = Path("/") / Path(name).parent.parent
    inner = [each for each in etree.fromstring(archive.read(name)) if each.get("TargetMode") != "External"]
    return [str((folder / each.get("Target", "")).resolve()).lstrip("/") for each in inner]


def test_shape_ids_are_unique_on_each_slide(written: tuple[Path, ...]) -> None:
    for file in written:
        for slide in pptx.Presentation(str(file)).slides:
            ids = slide._element.xpath(".//p:cNvPr/@id")
            assert len(ids) == len(set(ids))
