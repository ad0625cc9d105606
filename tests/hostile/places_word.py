"""A Word document with a tag in every place where Word lets text stand, and how each place is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.hostile import places_shared as shared
from tests.hostile.places import (
    Bench,
    Opened,
    Spot,
    as_is,
    drawn_text,
    inserted,
    longer_than,
    repacked,
    text_at,
    xstring_at,
)
from tests.unit.engine.make import saved

NAMES = {
    **shared.NAMES,
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BODY, HEADER, CHART = "word/document.xml", "word/header1.xml", "word/charts/chart1.xml"
CELL = 32_767
_RELATIONS, _TYPES_PART = "word/_rels/document.xml.rels", "[Content_Types].xml"
_SEPARATORS = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
_CONTROLS = {
    "plain_control": "<w:text/>",
    "rich_control": "<w:richText/>",
    "list_control": '<w:dropDownList><w:listItem w:displayText="One" w:value="1"/></w:dropDownList>',
    "combo_control": '<w:comboBox><w:listItem w:displayText="One" w:value="1"/></w:comboBox>',
    "date_control": '<w:date w:fullDate="2027-01-01T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>',
}


# -- the template ---------------------------------------------------------------------------------------


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph that declares what it needs."""
    return f"<w:p {DECLARED}>{properties}{inner}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    """Return the runs of a field."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{result}{marks['end']}"


def control(title: str, kind: str, content: str) -> str:
    """Return a content control within a line."""
    properties = f'<w:sdtPr><w:alias w:val="{title}"/>{kind}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _box() -> str:
    """Return a text box in both of its forms; Word shows the first, older programs the second."""
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p>'
        f"{run('{{ text_box }}')}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    naming = (
        '<wp:docPr id="7" name="Box" descr="A box: {{ alternative_text }}." title="{{ alternative_title }}"/>'
    )
    graphic = f'<a:graphic><a:graphicData uri="{NAMES["wps"]}">{shape}</a:graphicData></a:graphic>'
    extent = '<wp:extent cx="900000" cy="300000"/>'
    drawing = f"<w:drawing><wp:inline>{extent}{naming}{graphic}</wp:inline></w:drawing>"
    held = f"<w:txbxContent><w:p>{run('{{ text_box_fallback }}')}</w:p></w:txbxContent>"
    old = f'<w:pict><v:rect style="width:90pt;height:30pt"><v:textbox>{held}</v:textbox></v:rect></w:pict>'
    both = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return paragraph(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")


def _graphic(number: int, name: str, graphic: str) -> str:
    naming = f'<wp:extent cx="3000000" cy="2000000"/><wp:docPr id="{number}" name="{name}"/>'
    return paragraph(f"<w:r><w:drawing><wp:inline>{naming}{graphic}</wp:inline></w:drawing></w:r>")


def _chart() -> str:
    data = f'<a:graphicData uri="{shared.C}"><c:chart r:id="rIdChart"/></a:graphicData>'
    return _graphic(8, "Chart", f"<a:graphic>{data}</a:graphic>")


def _specials() -> Iterator[str]:
    """Yield the paragraphs that python-docx has no words for."""
    split = "".join(map(run, ("{{ spl", "it_over_", "runs }}")))
    yield paragraph(split, '<w:pPr><w:jc w:val="both"/></w:pPr>')
    for title, kind in _CONTROLS.items():
        yield paragraph(control(title, kind, run(f"{{{{ {title} }}}}")))
    block = control("block_control", "<w:richText/>", f"<w:p>{run('{{ block_control }}')}</w:p>")
    yield block.replace("<w:sdt>", f"<w:sdt {DECLARED}>", 1)
    yield paragraph(
        f'<w:hyperlink w:anchor="there" w:tooltip="{{{{ link_tip }}}}">{run("{{ link_text }}")}</w:hyperlink>'
    )
    yield paragraph(f'<w:hyperlink r:id="rIdLink">{run("target")}</w:hyperlink>')
    yield paragraph(field(' HYPERLINK "{{ field_address }}" \\o "tip" ', run("{{ field_result }}")))
    yield paragraph(f'<w:fldSimple w:instr=" TITLE ">{run("{{ simple_field_result }}")}</w:fldSimple>')
    number = field(" SEQ Figure \\* ARABIC ", run("1"))
    yield paragraph(
        f"{run('Figure ')}{number}{run(': {{ caption }}')}", '<w:pPr><w:pStyle w:val="Caption"/></w:pPr>'
    )
    yield paragraph(f'<w:ins w:id="1" w:author="{{{{ reviser }}}}">{run("{{ inserted_text }}")}</w:ins>')
    yield paragraph("<m:oMath><m:r><m:t>x={{ equ</m:t></m:r><m:r><m:t>ation }}</m:t></m:r></m:oMath>")
    yield _box()
    yield _chart()
    yield _graphic(9, "SmartArt", shared.diagram_reference())
    yield paragraph('<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>')


def _watermark() -> str:
    shape = '<v:textpath style="font-family:&quot;Calibri&quot;" string="{{ watermark }}"/>'
    return paragraph(f'<w:r><w:pict><v:shape style="width:90pt;height:30pt">{shape}</v:shape></w:pict></w:r>')


def _add_stories(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for name in _STORIES:
        getattr(section, name).paragraphs[0].text = f"{{{{ {name} }}}}"
    section.header._element.append(parse_xml(_watermark()))


def _add_body(document: Document) -> None:
    document.add_paragraph("{{ alone }}")
    document.add_paragraph("before {{ within }} after")
    document.add_heading("{{ heading }}", level=1)
    document.add_paragraph("{{ list_item }}", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "{{ cell }}"
    inner = table.cell(0, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "{{ nested_cell }}"
    table.cell(0, 1).add_paragraph("")
    document.add_comment(
        document.paragraphs[0].runs, text="{{ comment }}", author="{{ comment_author }}", initials="X"
    )


def _template() -> bytes:
    document = docx.Document()
    _add_body(document)
    _add_stories(document)
    for name in _CORE:
        setattr(document.core_properties, name, f"{{{{ core_{name} }}}}")
    body = document.element.body
    for special in _specials():
        body.insert(len(body) - 1, parse_xml(special))
    return repacked(saved(document), _changes())


def _note_part(kind: str) -> str:
    note = f'<w:{kind} w:id="1"><w:p>{run(f"{{{{ {kind} }}}}")}</w:p></w:{kind}>'
    return f"<w:{kind}s {DECLARED}>{_SEPARATORS.format(kind)}{note}</w:{kind}s>"


def _changes() -> dict[str, str | bytes | Callable[[str], str]]:
    links = (
        shared.relation("rIdFoot", "footnotes", "footnotes.xml"),
        shared.relation("rIdEnd", "endnotes", "endnotes.xml"),
        shared.relation("rIdChart", "chart", "charts/chart1.xml"),
        shared.relation("rIdLink", "hyperlink", "{{ link_target }}", external=True),
        shared.diagram_relations(""),
    )
    types = (
        shared.override("word/footnotes.xml", f"{_TYPES}.footnotes+xml"),
        shared.override("word/endnotes.xml", f"{_TYPES}.endnotes+xml"),
        shared.override(CHART, shared.CHART_TYPE),
        shared.override("docProps/custom.xml", shared.CUSTOM_TYPE),
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>',
        shared.diagram_types("word"),
    )
    return {
        "word/footnotes.xml": _note_part("footnote"),
        "word/endnotes.xml": _note_part("endnote"),
        CHART: shared.chart_part("{{ chart_title }}", "{{ chart_category }}", "{{ chart_series }}"),
        "word/charts/_rels/chart1.xml.rels": shared.relations(
            shared.relation("rId1", "package", "../embeddings/book1.xlsx")
        ),
        "word/embeddings/book1.xlsx": shared.chart_workbook(),
        **shared.diagram_parts("word", "{{ smart_art }}"),
        "docProps/custom.xml": shared.custom_properties("{{ custom_property }}"),
        "docProps/app.xml": lambda _: shared.extended_properties("{{ company }}", "{{ manager }}"),
        "_rels/.rels": inserted(
            "</Relationships>", shared.relation("rIdCustom", "custom-properties", "docProps/custom.xml")
        ),
        _RELATIONS: inserted("</Relationships>", "".join(links)),
        _TYPES_PART: inserted("</Types>", "".join(types)),
    }


# -- how each place is read -----------------------------------------------------------------------------


def word_text(part: str, path: str) -> Callable[[Opened], str]:
    """Return a reader of the texts at an XPath of a part, breaks and tabs as characters."""
    breaks = {qn("w:br"): "\n", qn("w:tab"): "\t"}

    def read(opened: Opened) -> str:
        found = opened.trees[part].xpath(path, namespaces=NAMES)
        nodes = (
            node
            for top in found
            for node in top.iter(qn("w:t"), *breaks)
            if node.getparent().tag != qn("w:tabs")
        )
        return "".join(breaks.get(node.tag, node.text or "") for node in nodes)

    return read


def at(part: str, path: str) -> Callable[[Opened], str]:
    return text_at(part, path, NAMES)


def _paragraph(number: int) -> Callable[[Opened], str]:
    return lambda opened: str(opened.document.paragraphs[number].text)


def _story(name: str) -> Callable[[Opened], str]:
    return lambda opened: str(getattr(opened.document.sections[0], name).paragraphs[0].text)


def _core(name: str) -> Callable[[Opened], str]:
    return lambda opened: str(getattr(opened.document.core_properties, name))


def _comment(name: str) -> Callable[[Opened], str]:
    return lambda opened: str(getattr(next(iter(opened.document.comments)), name))


def _nested(opened: Opened) -> str:
    return str(opened.document.tables[0].cell(0, 1).tables[0].cell(0, 0).text)


def _target(opened: Opened) -> str:
    link = next(node for node in opened.document.element.body.iter(qn("w:hyperlink")) if node.get(qn("r:id")))
    return str(opened.document.part.rels[link.get(qn("r:id"))].target_ref)


def no_address(value: str) -> bool:
    """Tell whether a value is no address of the web or of mail."""
    return re.fullmatch(r"(https?://|mailto:)\S+", value) is None


def _control(name: str) -> Spot:
    return Spot(name, word_text(BODY, f'//w:sdt[w:sdtPr/w:alias/@w:val="{name}"]/w:sdtContent'))


_STORIES = (
    "header",
    "footer",
    "first_page_header",
    "first_page_footer",
    "even_page_header",
    "even_page_footer",
)
_CORE = ("title", "subject", "author", "keywords", "comments", "category", "content_status")
_CODE = "//w:p[.//w:instrText[contains(., '{0}')]]"

PORTAL = "https://portal.example/"

SPOTS = (
    Spot("alone", _paragraph(0)),
    Spot("within", _paragraph(1), "before ", " after"),
    Spot("heading", _paragraph(2)),
    Spot("list_item", _paragraph(3)),
    Spot("split_over_runs", word_text(BODY, "//w:p[w:pPr/w:jc/@w:val='both']")),
    Spot("cell", lambda opened: str(opened.document.tables[0].cell(0, 0).text)),
    Spot("nested_cell", _nested),
    *(Spot(name, _story(name)) for name in _STORIES),
    Spot("watermark", at(HEADER, "//v:textpath/@string"), shown=as_is),
    Spot("footnote", word_text("word/footnotes.xml", "//w:footnote[@w:id=1]")),
    Spot("endnote", word_text("word/endnotes.xml", "//w:endnote[@w:id=1]")),
    Spot("comment", _comment("text")),
    Spot("comment_author", _comment("author"), shown=as_is),
    Spot("text_box", word_text(BODY, "//mc:Choice//w:txbxContent")),
    Spot("text_box_fallback", word_text(BODY, "//mc:Fallback//w:txbxContent")),
    Spot("alternative_text", at(BODY, "//wp:docPr[@name='Box']/@descr"), "A box: ", ".", as_is),
    Spot("alternative_title", at(BODY, "//wp:docPr[@name='Box']/@title"), shown=as_is),
    *map(_control, (*_CONTROLS, "block_control")),
    Spot("link_text", word_text(BODY, "//w:hyperlink[@w:anchor='there']")),
    Spot("link_tip", at(BODY, "//w:hyperlink[@w:anchor='there']/@w:tooltip"), shown=as_is),
    Spot("link_target", _target, refuses=no_address, address=PORTAL),
    Spot("field_address", at(BODY, "//w:instrText[contains(., 'HYPERLINK')]"), ' HYPERLINK "', '" \\o "tip" ',
         refuses=no_address, address=PORTAL),
    Spot("field_result", word_text(BODY, _CODE.format("HYPERLINK"))),
    Spot("simple_field_result", word_text(BODY, "//w:fldSimple")),
    Spot("caption", word_text(BODY, _CODE.format("SEQ")), "Figure 1: "),
    Spot("inserted_text", word_text(BODY, "//w:ins")),
    Spot("reviser", at(BODY, "//w:ins/@w:author"), shown=as_is),
    Spot("equation", at(BODY, "//m:oMath"), "x=", shown=as_is),
    Spot("chart_title", drawn_text(CHART, "//c:title", NAMES)),
    Spot("chart_category", xstring_at(CHART, "//c:cat//c:pt[@idx=0]/c:v", NAMES), shown=as_is,
         refuses=longer_than(CELL)),
    Spot("chart_series", xstring_at(CHART, "//c:ser/c:tx//c:v", NAMES), shown=as_is, refuses=longer_than(CELL)),
    Spot("smart_art", drawn_text("word/diagrams/data1.xml", "//dgm:t", NAMES)),
    *(Spot(f"core_{name}", _core(name), shown=as_is) for name in _CORE),
    Spot("company", at("docProps/app.xml", "//ep:Company"), shown=as_is),
    Spot("manager", at("docProps/app.xml", "//ep:Manager"), shown=as_is),
    Spot("custom_property", at("docProps/custom.xml", "//vt:lpwstr"), shown=as_is),
)  # fmt: skip

_BREAKS = re.compile(rb'</w:t><w:(br|tab)/><w:t(?: xml:space="preserve")?>')
_DRAWN_BREAKS = re.compile(
    rb"</a:t></a:r><a:br(?:/>|>.*?</a:br>)<a:r>(?:<a:rPr[^>]*?(?:/>|>.*?</a:rPr>))?<a:t>", re.DOTALL
)


def plain(_: str, data: bytes) -> bytes:
    """Return a part in which line breaks and tabs within a text are characters, and no underscore is escaped."""
    data = _BREAKS.sub(lambda found: b"&#10;" if found[1] == b"br" else b"&#9;", data)
    return _DRAWN_BREAKS.sub(b"&#10;", data).replace(b"_x005F_", b"_")


def bench() -> Bench:
    return Bench("places.docx", _template(), SPOTS, docx.Document, plain)
