"""Documents inside another: nothing of theirs is lost, nothing of the template's is changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from lxml import etree

from docgen.engine import Template
from docgen.engine.charts import Chart, Series
from docgen.engine.included import Document
from docgen.engine.rich import Link
from tests.office.judges import validate, validator
from tests.unit.engine.make import problems, rendered, saved, texts, with_paragraphs, with_table
from tests.unit.engine.test_images import picture

HOST = with_paragraphs("before", "{{p x }}", "after")


def included(document: Word | bytes, host: bytes = HOST, **options: Any) -> Any:
    data = document if isinstance(document, bytes) else saved(document)
    return rendered(host, {"x": Document(data, **options)})


def refusal(document: Word) -> str:
    (problem,) = problems(HOST, {"x": Document(saved(document))})
    return problem.message


def numbers(document: Any, style: str = "List Number") -> list[int]:
    """Return the list number that each paragraph of a style has of its own."""
    found = (each._p.pPr.numPr for each in document.paragraphs if each.style.name.startswith(style))
    return [each.numId.val for each in found if each is not None]


def values(nodes: Iterable[Any], name: str) -> list[str]:
    return [node.get(qn(name)) for node in nodes]


# -- text -----------------------------------------------------------------------------------------------


def test_the_text_stands_in_the_place_of_the_tag() -> None:
    document = docx.Document()
    document.add_paragraph("one")
    document.add_table(1, 1).cell(0, 0).text = "cell"
    document.add_paragraph("two")
    found = included(document)
    assert [each.text for each in found.paragraphs] == ["before", "one", "two", "after"]
    assert found.tables[0].cell(0, 0).text == "cell"


def test_a_document_that_ends_with_a_table_is_kept_apart_from_the_next() -> None:
    document = docx.Document()
    document.add_table(1, 1)
    assert [each.text for each in included(document).paragraphs] == ["before", "", "after"]


def test_a_document_stands_in_a_cell() -> None:
    (cell,) = included(with_paragraphs("one", "two"), with_table(["{{p x }}"])).tables[0].rows[0].cells
    assert [each.text for each in cell.paragraphs] == ["one", "two"]


def test_tags_in_an_included_document_are_text_unless_it_was_rendered_before() -> None:
    inner = with_paragraphs("Dear {{ name }}")
    assert texts(HOST, {"x": Document(inner)})[1] == "Dear {{ name }}"
    assert (
        texts(HOST, {"x": Document(Template.open(inner).render({"name": "Reed & Dale"}))})[1]
        == "Dear Reed & Dale"
    )


def test_a_document_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "terms.docx").write_bytes(with_paragraphs("one"))
    assert texts(HOST, {"x": Document(tmp_path / "terms.docx")}) == ["before", "one", "after"]


def test_the_page_and_the_headers_are_those_of_the_template() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "theirs"
    document.add_section()
    document.add_paragraph("one")
    found = included(document)
    assert len(found.sections) == 1
    assert [each.text for each in found.sections[0].header.paragraphs] == [""]


# -- styles ---------------------------------------------------------------------------------------------


def test_a_style_that_only_the_document_has_comes_along_with_what_it_is_based_on() -> None:
    document = docx.Document()
    base = document.styles.add_style("Clause", 1)
    base.font.size = Pt(9)
    document.styles.add_style("Fine print", 1).base_style = base
    document.add_paragraph("one", style="Fine print")
    style = included(document).paragraphs[1].style
    assert (style.name, style.base_style.name, style.base_style.font.size.pt) == ("Fine print", "Clause", 9.0)


def test_a_style_that_both_define_otherwise_comes_along_under_another_name() -> None:
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x80, 0)
    document.add_heading("one", 1)
    found = included(document)
    assert found.paragraphs[1].style.name == "heading 1 2"
    assert str(found.paragraphs[1].style.font.color.rgb) == "008000"
    assert found.styles["Heading 1"].font.color.rgb != RGBColor(0, 0x80, 0)


def test_a_style_that_both_define_alike_is_the_templates() -> None:
    document = docx.Document()
    document.add_heading("one", 1)
    assert included(document).paragraphs[1].style.name == "Heading 1"


def test_on_request_styles_that_both_have_are_the_templates() -> None:
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x80, 0)
    document.add_heading("one", 1)
    assert included(document, styles="template").paragraphs[1].style.name == "Heading 1"


def test_text_without_a_style_looks_as_it_did() -> None:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(7)
    document.add_paragraph("one")
    style = included(document).paragraphs[1].style
    assert (style.name, style.font.size.pt) == ("Normal 2", 7.0)


def test_a_document_included_twice_brings_its_styles_once() -> None:
    document = docx.Document()
    document.styles.add_style("Clause", 1)
    document.add_paragraph("one", style="Clause")
    host = with_paragraphs("{%p for i in [1, 2] %}", "{{p x }}", "{%p endfor %}")
    found = included(document, host)
    assert [each.style.name for each in found.paragraphs] == ["Clause", "Clause"]
    assert [each.name for each in found.styles if each.name.startswith("Clause")] == ["Clause"]


# -- lists ----------------------------------------------------------------------------------------------


def test_each_inclusion_begins_its_lists_anew() -> None:
    document = docx.Document()
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Number")
    host = with_paragraphs("{%p for i in [1, 2] %}", "{{p x }}", "{%p endfor %}")
    first, second, third, fourth = numbers(included(document, host))
    assert first == second
    assert third == fourth
    assert first != third


def test_two_inclusions_share_no_definition_of_a_list() -> None:
    document = docx.Document()
    document.add_paragraph("one", style="List Number")
    host = with_paragraphs("{%p for i in [1, 2] %}", "{{p x }}", "{%p endfor %}")
    found = included(document, host)
    root = found.part.numbering_part.element
    behind = {num.numId: num.abstractNumId.val for num in root.num_lst}
    assert len({behind[number] for number in numbers(found)}) == 2
    signs = values(root.iter(qn("w:nsid")), "w:val")
    assert len(set(signs)) == len(signs)


# -- what leads elsewhere -------------------------------------------------------------------------------


def test_pictures_come_along() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    found = included(document)
    (shape,) = found.inline_shapes
    relation = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert found.part.related_parts[relation].blob == picture()


def test_links_come_along() -> None:
    link = Link("the terms", "https://www.example.com/terms")
    inner = Template.open(with_paragraphs("See {{ link }}.")).render({"link": link})
    (found,) = included(inner).paragraphs[1].hyperlinks
    assert (found.text, found.address) == (link.text, link.url)


def test_drawings_and_bookmarks_have_ids_and_names_of_their_own() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    mark = f'<w:bookmarkStart {nsdecls("w")} w:id="0" w:name="here"/>'
    document.paragraphs[0]._p.append(parse_xml(mark))
    document.paragraphs[0]._p.append(parse_xml(mark.replace("Start", "End").replace(' w:name="here"', "")))
    host = with_paragraphs("{%p for i in [1, 2] %}", "{{p x }}", "{%p endfor %}")
    body = included(document, host).element.body
    assert len(set(body.xpath(".//wp:docPr/@id"))) == 2
    assert values(body.iter(qn("w:bookmarkStart")), "w:name") == ["here", "here_i2"]
    assert len(set(values(body.iter(qn("w:bookmarkStart")), "w:id"))) == 2
    assert values(body.iter(qn("w:bookmarkStart")), "w:id") == values(body.iter(qn("w:bookmarkEnd")), "w:id")


def test_a_chart_comes_along_with_its_workbook() -> None:
    chart = Chart("bar", ("May", "June"), (Series("Users", (3, 4)),), alt="Users by month")
    inner = Template.open(with_paragraphs("{{p c }}")).render({"c": chart})
    data = Template.open(HOST).render({"x": Document(inner)})
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        (name,) = [each for each in names if each.startswith("word/charts/chart")]
        assert b"<c:barChart>" in parts.read(name)
    assert sum(each.startswith("word/embeddings/") for each in names) == 1


def with_note(text: str) -> bytes:
    """Return a document with one footnote; python-docx cannot make one."""
    data = saved_with("See", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return with_part(data, "word/footnotes.xml", note, kind, relation)


def saved_with(text: str, xml: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)._p.append(parse_xml(xml.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))
    return saved(document)


def with_part(data: bytes, name: str, xml: str, kind: str, relation: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.namelist():
            text = before.read(member)
            if member == "[Content_Types].xml":
                entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", entry.encode())
            if member == "word/_rels/document.xml.rels":
                entry = (
                    f'<Relationship Id="rIdNew" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                )
                text = text.replace(b"</Relationships>", entry.encode())
            after.writestr(member, text)
        after.writestr(name, xml)
    return out.getvalue()


def notes_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = etree.fromstring(parts.read("word/footnotes.xml"))
    return {note.get(qn("w:id"), ""): text for note in root if (text := "".join(map(str, note.itertext())))}


def test_footnotes_come_along_to_a_template_without() -> None:
    template = Template.open(with_paragraphs("{{p x }}", "{{p x }}"))
    data = template.render({"x": Document(with_note("Ask &amp; see"))})
    references = docx.Document(io.BytesIO(data)).element.body.iter(qn("w:footnoteReference"))
    notes = notes_of(data)
    assert [notes[key] for key in values(references, "w:id")] == ["Ask & see"] * 2


def test_notes_of_the_template_stay_beside_those_that_come_along() -> None:
    host = docx.Document(io.BytesIO(with_note("own")))
    host.add_paragraph("{{p x }}")
    data = Template.open(saved(host)).render({"x": Document(with_note("theirs"))})
    references = docx.Document(io.BytesIO(data)).element.body.iter(qn("w:footnoteReference"))
    notes = notes_of(data)
    assert [notes[key] for key in values(references, "w:id")] == ["own", "theirs"]


def test_headings_of_included_documents_stand_in_the_contents() -> None:
    host = docx.Document()
    host.add_heading("Scope", 1)
    host.add_paragraph("{{p x }}")
    field = (
        f'<w:p {nsdecls("w")}><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>none</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    host.element.body.insert(0, parse_xml(field))
    inner = docx.Document()
    inner.add_heading("Terms", 1)
    found = included(inner, saved(host))
    entries = [link for each in found.paragraphs for link in each.hyperlinks]
    assert [each.text for each in entries] == ["Scope", "Terms"]
    names = values(found.element.body.iter(qn("w:bookmarkStart")), "w:name")
    assert [each.fragment for each in entries] == names


# -- refusals -------------------------------------------------------------------------------------------


def test_a_document_within_text_is_refused() -> None:
    (problem,) = problems(with_paragraphs("See {{ x }}"), {"x": Document(with_paragraphs("one"))})
    assert "{{p" in problem.message


def test_what_is_no_word_document_is_refused() -> None:
    (problem,) = problems(HOST, {"x": Document(b"no document")})
    assert "cannot be included" in problem.message


def test_a_picture_outside_the_document_is_refused() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    blip = next(document.element.body.iter(qn("a:blip")))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = document.part.relate_to("https://www.example.com/spy.png", kind, is_external=True)
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), relation)
    assert "elsewhere" in refusal(document)


def test_the_same_documents_give_the_same_bytes() -> None:
    data = {"x": Document(with_note("one"))}
    assert Template.open(HOST).render(data) == Template.open(HOST).render(data)


def test_threads_share_an_included_document() -> None:
    inner, opened = Document(with_note("one")), Template.open(HOST)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: opened.render({"x": inner}), range(40)))
    assert len(made) == 1


@pytest.mark.skipif(validator() is None, reason="the Open XML SDK's validator is not at hand")
def test_the_validator_finds_no_fault_with_all_at_once(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(with_note("one")))
    document.styles["Normal"].font.size = Pt(7)
    document.add_heading("Heading", 2)
    document.add_paragraph("item", style="List Bullet")
    document.add_paragraph("item", style="List Number")
    document.add_picture(io.BytesIO(picture()))
    document.add_table(2, 2, style="Light Grid Accent 1")
    host = with_paragraphs("{%p for i in [1, 2] %}", "{{p x }}", "{%p endfor %}")
    file = tmp_path / "host.docx"
    file.write_bytes(Template.open(host).render({"x": Document(saved(document))}))
    assert validate([file])[file] == ()
