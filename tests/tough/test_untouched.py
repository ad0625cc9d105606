"""A template without tags comes out with every part and every text as it was."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from docgen.engine import Template
from docgen.engine.package import as_document
from docgen.errors import PackageError
from tests.tough.plain_files import found, made

CONTENT_TYPES = "[Content_Types].xml"
TAG = re.compile(r"\{\{|\{%|\{#|\{_[{%]|[}%]_\}")
COUNTS = [pytest.param(8, id="32"), pytest.param(60, id="240", marks=pytest.mark.soak)]


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def has_tags(raw: bytes) -> bool:
    return any(TAG.search(text) for name, data in parts(raw).items() for text in texts(name, data))


def texts(name: str, data: bytes) -> list[str]:
    """Return what people read in a part, run by run and as a whole, and its attributes: tags may be split over runs."""
    if not name.endswith((".xml", ".rels", ".vml")) or b"{" not in data:
        return []
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return []
    attributes = [str(value) for element in root.iter(etree.Element) for value in element.attrib.values()]
    return ["".join(map(str, root.itertext())), *attributes]


def changes(raw: bytes) -> list[str]:
    """Return the parts that rendering changes, beyond saying document where a file was a template."""
    before, after = parts(raw), parts(Template.open(raw).render({}))
    before[CONTENT_TYPES] = as_document(before[CONTENT_TYPES])
    lost = [f"{name}: is not there" for name in before.keys() ^ after.keys()]
    return lost + [
        name
        for name, data in before.items()
        if after.get(name) != data and canonical(data) != canonical(after.get(name, b""))
    ]


def canonical(data: bytes) -> bytes:
    try:
        return etree.tostring(etree.fromstring(data), method="c14n2")
    except etree.XMLSyntaxError:
        return data


@pytest.mark.parametrize("count", COUNTS)
def test_files_of_other_libraries_come_out_as_they_were(count: int) -> None:
    assert {name: changed for name, raw in made(count) if (changed := changes(raw))} == {}


def test_files_at_hand_come_out_as_they_were() -> None:
    tried, changed = 0, {}
    for name, raw in found():
        try:
            if has_tags(raw):
                continue
            changed[name] = changes(raw)
        except (PackageError, zipfile.BadZipFile):
            continue  # refused with its reason: remote parts, a password
        tried += 1
    assert tried >= 2
    assert {name: each for name, each in changed.items() if each} == {}


def test_documents_of_the_examples_come_out_as_they_were(outputs: tuple[Path, ...]) -> None:
    plain = [path for path in outputs if not has_tags(path.read_bytes())]
    assert len(plain) > len(outputs) // 2
    assert {path.name: changed for path in plain if (changed := changes(path.read_bytes()))} == {}
