"""What values bring into a package: parts, media, relationships and content types, in any of the three formats."""

from __future__ import annotations

import io

import pptx
from lxml import etree
from pptx.opc.package import Part

from docgen.engine.links import relative_target
from docgen.engine.package import CONTENT_TYPES, Member, read_package, write_package
from docgen.engine.relations import Additions
from docgen.engine.values import Attachment

SLIDE = "ppt/slides/slide1.xml"
KIND = "http://schemas.example/relationships/note"
LEAF = Attachment(
    stem="things/leaf",
    extension="bin",
    content_type="application/x-leaf",
    relation=f"{KIND}/leaf",
    data=b"leaf",
)
NOTE = Attachment(
    stem="things/note",
    extension="xml",
    content_type="application/x-note+xml",
    relation=KIND,
    data=b"<note/>",
    attached=(("rId7", LEAF),),
)


def deck() -> bytes:
    """Return a deck of one empty slide."""
    written = io.BytesIO()
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[6])
    presentation.save(written)
    return written.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a package with parts replaced or added."""
    members = dict(read_package(data, name="deck.pptx").members)
    members.update({name: Member.pack(name, part) for name, part in parts.items()})
    return write_package(members.values())


def attached(data: bytes, *ids: str) -> list[Part]:
    """Return what another library finds at the relationships of the first slide."""
    slide = pptx.Presentation(io.BytesIO(data)).slides[0]
    return [slide.part.related_part(key) for key in ids]


def test_an_attachment_of_a_slide_is_found_there_by_another_library_with_the_part_behind_it() -> None:
    template = deck()
    additions = Additions(read_package(template, name="deck.pptx"))
    key = additions.attach(SLIDE, NOTE)
    (note,) = attached(with_parts(template, additions.changed()), key)
    assert (note.partname, note.content_type, note.blob) == (
        "/ppt/things/note1.xml",
        NOTE.content_type,
        b"<note/>",
    )
    leaf = note.related_part("rId7")
    assert (leaf.partname, leaf.content_type, leaf.blob) == (
        "/ppt/things/leaf1.bin",
        "application/x-leaf",
        b"leaf",
    )


def test_each_attachment_is_a_part_of_its_own_numbered_after_those_of_the_template() -> None:
    template = with_parts(deck(), {"ppt/things/note4.xml": b"<kept/>"})
    additions = Additions(read_package(template, name="deck.pptx"))
    keys = [additions.attach(SLIDE, NOTE) for _ in range(2)]
    assert len(set(keys)) == 2
    changed = additions.changed()
    assert {"ppt/things/note5.xml", "ppt/things/note6.xml"} < set(changed)
    assert "ppt/things/note4.xml" not in changed


def test_media_of_a_slide_lie_in_the_folder_of_the_format_once() -> None:
    additions = Additions(read_package(deck(), name="deck.pptx"))
    assert additions.embed(SLIDE, b"pixels", ".PNG") == additions.embed(SLIDE, b"pixels", "png")
    (name,) = (name for name in additions.changed() if "media" in name)
    assert name.startswith("ppt/media/")
    assert (
        f'Target="../media/{name.rpartition("/")[2]}"'.encode()
        in additions.changed()["ppt/slides/_rels/slide1.xml.rels"]
    )


def test_what_a_rendering_made_itself_is_added_to_in_place_of_the_templates() -> None:
    package = read_package(deck(), name="deck.pptx")
    additions = Additions(package)
    additions.attach("ppt/slides/slide9.xml", NOTE)
    types = package.data(CONTENT_TYPES).replace(b"</Types>", b"<!-- mine --></Types>")
    relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    own = {CONTENT_TYPES: types, "ppt/slides/_rels/slide9.xml.rels": relations}
    changed = additions.changed(own)
    assert b"<!-- mine -->" in changed[CONTENT_TYPES]
    assert len(etree.fromstring(changed["ppt/slides/_rels/slide9.xml.rels"])) == 1


def test_the_same_additions_give_the_same_bytes() -> None:
    def once() -> dict[str, bytes]:
        additions = Additions(read_package(template, name="deck.pptx"))
        for _ in range(3):
            additions.attach(SLIDE, NOTE)
        return additions.changed()

    template = deck()
    assert once() == once()


def test_a_target_is_named_as_seen_from_the_folder_of_the_part_that_leads_to_it() -> None:
    assert relative_target("word/document.xml", "word/media/a.png") == "media/a.png"
    assert relative_target("ppt/slides/slide1.xml", "ppt/charts/chart1.xml") == "../charts/chart1.xml"
    assert relative_target("xl/drawings/drawing1.xml", "xl/media/a.png") == "../media/a.png"
