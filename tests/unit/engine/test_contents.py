"""The table of contents is filled from the headings that came out."""

from __future__ import annotations

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.unit.engine.make import rendered, saved


def _with_contents() -> docx.document.Document:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for kind in ("begin", "instr", "separate", "end"):
        run = paragraph.add_run("old entry" if kind == "end" else "")
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = 'TOC \\o "1-2" \\h'
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
    return document


def test_entries_are_the_rendered_headings_in_order() -> None:
    document = _with_contents()
    document.add_heading("For {{ name }}", 1)
    document.add_paragraph("{%p for x in xs %}")
    document.add_heading("{{ x }}", 2)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if false %}")
    document.add_heading("Never", 1)
    document.add_paragraph("{%p endif %}")
    document.add_heading("Deep", 3)
    made = rendered(saved(document), {"name": "R&D", "xs": ["A", "B"]})
    links = list(made.element.body.iter(qn("w:hyperlink")))
    assert ["".join(t.text for t in link.iter(qn("w:t"))) for link in links] == ["For R&D", "A", "B"]
    marks = [node.get(qn("w:name")) for node in made.element.body.iter(qn("w:bookmarkStart"))]
    assert [link.get(qn("w:anchor")) for link in links] == marks
    assert "old entry" not in "".join(t.text or "" for t in made.element.body.iter(qn("w:t")))


def test_captions_are_numbered_as_they_come_out() -> None:
    document = docx.Document()
    document.add_paragraph("{%p for x in xs %}")
    paragraph = document.add_paragraph("Table ")
    for kind in ("begin", "instr", "separate", "result", "end"):
        run = paragraph.add_run("1" if kind == "result" else "")
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = "SEQ Table"
            run._r.append(element)
        elif kind != "result":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)
    document.add_paragraph("{%p endfor %}")
    assert [p.text for p in rendered(saved(document), {"xs": ["a", "b", "c"]}).paragraphs] == [
        "Table 1",
        "Table 2",
        "Table 3",
    ]


def test_the_field_stays_whole_with_one_entry_and_with_none() -> None:
    for headings in (["One"], []):
        document = _with_contents()
        document.add_paragraph("{{ 1 }}")
        for heading in headings:
            document.add_heading(heading, 1)
        made = rendered(saved(document))
        signs = [node.get(qn("w:fldCharType")) for node in made.element.body.iter(qn("w:fldChar"))]
        assert signs == ["begin", "separate", "end"]
