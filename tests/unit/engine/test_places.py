"""Tags work wherever text can stand in a Word part."""

from __future__ import annotations

import copy

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from docgen.engine import Template
from tests.unit.engine.make import problems, rendered, saved

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BOX = f"""<w:p {_NAMES}><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>
<wp:extent cx="900000" cy="300000"/><wp:docPr id="7" name="Box" descr="For {{{{ name }}}}"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:txbx><w:txbxContent><w:p><w:r><w:t>{{{{ na</w:t></w:r><w:r><w:t>me }}}}</w:t></w:r></w:p>
<w:p><w:r><w:t>{{%p if extra %}}</w:t></w:r></w:p><w:p><w:r><w:t>more</w:t></w:r></w:p>
<w:p><w:r><w:t>{{%p endif %}}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>
</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>
<w:p><w:r><w:t>{{{{ name }}}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""


def _with_box() -> bytes:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(_BOX))
    return saved(document)


def _box_texts(document: docx.document.Document) -> list[list[str]]:
    boxes = document.element.body.iter(qn("w:txbxContent"))
    return [["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in box.iter(qn("w:p"))] for box in boxes]


def test_both_branches_of_a_text_box_are_filled() -> None:
    made = rendered(_with_box(), {"name": "R&D", "extra": True})
    assert _box_texts(made) == [["R&D", "more"], ["R&D"]]
    assert _box_texts(rendered(_with_box(), {"name": "x", "extra": False})) == [["x"], ["x"]]


def test_an_alternative_text_is_filled_and_escaped_for_its_attribute() -> None:
    made = rendered(_with_box(), {"name": 'a "b" <c>', "extra": False})
    assert next(made.element.body.iter(qn("wp:docPr"))).get("descr") == 'For a "b" <c>'


def test_a_fault_in_both_branches_of_a_text_box_is_told_once() -> None:
    found = problems(_with_box(), {"extra": False})
    assert [(p.code, p.where.trail) for p in found] == [("unknown-name", ()), ("unknown-name", ("text box",))]


def test_content_controls_and_hyperlinks_are_filled() -> None:
    document = docx.Document()
    inner = "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>{{{{ a }}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(inner.format(_NAMES)))
    link = f'<w:p {_NAMES}><w:hyperlink w:anchor="x"><w:r><w:t>{{{{ b }}}}</w:t></w:r></w:hyperlink></w:p>'
    document.element.body.insert(1, parse_xml(link))
    made = rendered(saved(document), {"a": "one", "b": "two"})
    assert [t.text for t in made.element.body.iter(qn("w:t"))] == ["one", "two"]


def test_a_nested_table_loops_inside_a_looped_row() -> None:
    document = docx.Document()
    outer = document.add_table(rows=3, cols=1)
    outer.cell(0, 0).text = "{%tr for g in groups %}"
    outer.cell(2, 0).text = "{%tr endfor %}"
    cell = outer.cell(1, 0)
    inner = cell.add_table(rows=3, cols=1)
    for row, text in enumerate(("{%tr for x in g.xs %}", "{{ g.name }}{{ x }}", "{%tr endfor %}")):
        inner.cell(row, 0).text = text
    cell.add_paragraph("")
    made = rendered(saved(document), {"groups": [{"name": "A", "xs": [1, 2]}, {"name": "B", "xs": []}]})
    rows = [
        [c.text for t in row.cells[0].tables for r in t.rows for c in r.cells] for row in made.tables[0].rows
    ]
    assert rows == [["A1", "A2"], []]


def test_a_bookmark_in_a_loop_keeps_its_pair_and_gets_names_of_its_own() -> None:
    document = docx.Document()
    document.add_paragraph("{%p for x in xs %}")
    paragraph = document.add_paragraph("{{ x }}")
    start = parse_xml(f'<w:bookmarkStart {_NAMES} w:id="4" w:name="here"/>')
    paragraph._p.insert(0, start)
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {_NAMES} w:id="4"/>'))
    document.add_paragraph("{%p endfor %}")
    body = rendered(saved(document), {"xs": [1, 2]}).element.body
    starts = list(body.iter(qn("w:bookmarkStart")))
    assert len({node.get(qn("w:name")) for node in starts}) == 2
    ends = [node.get(qn("w:id")) for node in body.iter(qn("w:bookmarkEnd"))]
    assert [node.get(qn("w:id")) for node in starts] == ends
    assert len(set(ends)) == 2


def test_a_template_object_is_not_changed_by_rendering() -> None:
    template = Template.open(_with_box())
    before = copy.copy(template.tags())
    first = template.render({"name": "1", "extra": True})
    template.render({"name": "2", "extra": False})
    assert template.render({"name": "1", "extra": True}) == first
    assert template.tags() == before
