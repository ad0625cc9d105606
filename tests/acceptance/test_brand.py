"""`--brand FILE` as a user meets it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.acceptance.command import EXAMPLE, ROOT, docgen

BRANDS = ROOT / "examples" / "brands"
OFFICE = {".docx", ".xlsx", ".pptx"}
_OLD = ("19343B", "2A626B", "AD5425", "6B675E", "34775B", "EBB13A", "97262B", "1E2426")


def rendered(folder: Path, *options: str | Path) -> dict[str, bytes]:
    run = docgen("render", EXAMPLE / "intake.yaml", "-o", folder, *options, folder=folder.parent)
    assert run.status == 0, run.err
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in OFFICE
    }


@pytest.fixture(scope="module")
def outs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("brands")
    rendered(folder / "plain")
    for name in ("house", "tidewater"):
        rendered(folder / name, "--brand", BRANDS / f"{name}.yaml")
    return {name: folder / name for name in ("plain", "house", "tidewater")}


def documents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in OFFICE
    }


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(data: bytes) -> Counter[str]:
    """Return every text of a document.

    None are a header's colour, a shared text's number and the cell at which a picture begins.
    """
    found: Counter[str] = Counter()
    for name, part in parts(data).items():
        if name.endswith(".xml") and "/theme/" not in name and name != "[Content_Types].xml":
            root = etree.fromstring(part)
            for number in (*root.iterfind(".//{*}c[@t='s']/{*}v"), *root.iterfind(".//{*}from/*")):
                number.text = None
            pieces = (str(text).strip() for text in root.itertext())
            found += Counter(re.sub("&K[0-9A-F]{6}", "", piece) for piece in pieces if piece)
    return found


def test_no_text_of_any_document_changes_with_the_brand(outs: dict[str, Path]) -> None:
    plain, house, tidewater = (documents(outs[name]) for name in ("plain", "house", "tidewater"))
    assert plain.keys() == house.keys() == tidewater.keys()
    assert len(plain) >= 12
    for path, data in plain.items():
        assert texts(house[path]) == texts(data), path
        gone, new = texts(data) - texts(tidewater[path]), texts(tidewater[path]) - texts(data)
        assert not new, path
        # Where the cover says who the provider is, the logo says it now.
        assert sum(gone.values()) <= 1, path
        assert path.endswith(".xlsx") or len(gone) == 1, path


def test_nothing_is_left_in_the_colours_of_the_house(outs: dict[str, Path]) -> None:
    old = re.compile(rb"(?<![0-9A-Fa-f])(?:FF)?(" + "|".join(_OLD).encode() + rb")(?![0-9A-Fa-f])")
    for path, data in documents(outs["tidewater"]).items():
        for name, part in parts(data).items():
            if name.endswith(".xml"):
                assert not old.search(part), f"{path} {name}"
                assert b"Cambria" not in part, f"{path} {name}"


def test_the_manifest_names_the_brand_and_the_facts_stay_the_same(outs: dict[str, Path]) -> None:
    entries = {
        name: json.loads((folder / "HWP" / "manifest.json").read_text(encoding="utf-8"))["files"]
        for name, folder in outs.items()
    }
    assert {entry["brand"]["name"] for entry in entries["tidewater"]} == {"Tidewater"}
    assert len({entry["brand"]["sha256"] for entry in entries["tidewater"]}) == 1
    for plain, branded in zip(entries["plain"], entries["tidewater"], strict=True):
        assert plain["facts"] == branded["facts"]
        assert plain["template"] == branded["template"]
        assert plain["content_sha256"] != branded["content_sha256"]
        assert plain["artefact"] == "IDX" or plain["key"] != branded["key"]


def test_another_brand_makes_approved_documents_anew_and_the_same_one_does_not(tmp_path: Path) -> None:
    order = ("render", EXAMPLE / "intake.yaml", "-o", "out", "-a", "SLA", "--json")
    outcomes = []
    for name in ("house", "house", "tidewater"):
        run = docgen(*order, "--brand", BRANDS / f"{name}.yaml", folder=tmp_path)
        outcomes.append(
            {one["outcome"] for one in json.loads(run.out)["written"] if one["artefact"] == "SLA"}
        )
    assert outcomes == [{"new"}, {"unchanged"}, {"changed"}]


def test_a_brand_that_cannot_be_read_is_told_with_its_place_and_nothing_is_written(tmp_path: Path) -> None:
    text = (BRANDS / "house.yaml").read_text(encoding="utf-8")
    (tmp_path / "pale.yaml").write_text(text.replace("6B675E", "A5A196"), encoding="utf-8")
    run = docgen("render", EXAMPLE / "intake.yaml", "-o", "out", "--brand", "pale.yaml", folder=tmp_path)
    line = text[: text.index("accent3:")].count("\n") + 1
    assert run.status == 1
    assert f"pale.yaml:{line}:" in run.err
    assert "The nearest shade of accent3" in run.err
    assert not (tmp_path / "out").exists()


def test_fill_restyles_a_template_of_ones_own_and_knows_the_brand(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ brand.name }}, {{ brand.legal_name }}: {{ greeting }}")
    document.save(str(tmp_path / "letter.docx"))
    (tmp_path / "data.yaml").write_text("greeting: Good morning\n", encoding="utf-8")
    run = docgen(
        "fill",
        "letter.docx",
        "data.yaml",
        "-o",
        "out.docx",
        "--brand",
        BRANDS / "tidewater.yaml",
        folder=tmp_path,
    )
    assert run.status == 0, run.err
    (paragraph,) = docx.Document(str(tmp_path / "out.docx")).paragraphs
    assert paragraph.text == "Tidewater, Tidewater Managed Services Pty Ltd: Good morning"
    theme = parts((tmp_path / "out.docx").read_bytes())["word/theme/theme1.xml"]
    assert b'<a:srgbClr val="6A4FA3"/>' in theme


def test_batch_takes_a_brand_too(tmp_path: Path) -> None:
    order = ("batch", EXAMPLE / "intake.yaml", "-o", "out", "-a", "SLA", "--jobs", "1")
    run = docgen(*order, "--brand", BRANDS / "tidewater.yaml", folder=tmp_path)
    assert run.status == 0, run.err
    entries = json.loads((tmp_path / "out" / "HWP" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {entry["brand"]["name"] for entry in entries} == {"Tidewater"}
