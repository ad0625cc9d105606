"""A deck with a tag in every place where PowerPoint lets text stand, and how each place is read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

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
    unescaped,
    xstring_at,
)
from tests.hostile.places_word import CELL, PORTAL, no_address, plain
from tests.unit.engine.powerpoint.make import add_chart, add_slide, add_table, deck, saved

NAMES = {
    **shared.NAMES,
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}
SLIDE, CHART, MASTER = "ppt/slides/slide1.xml", "ppt/charts/chart1.xml", "ppt/slideMasters/slideMaster1.xml"
LAYOUT, NOTES = "ppt/slideLayouts/slideLayout2.xml", "ppt/notesSlides/notesSlide1.xml"
COMMENTS, DATA, DRAWN = "ppt/comments/comment1.xml", "ppt/diagrams/data1.xml", "ppt/diagrams/drawing1.xml"
_PML = "application/vnd.openxmlformats-officedocument.presentationml"
_BOX = (Inches(1), Inches(2), Inches(3), Inches(1))


# -- the template ---------------------------------------------------------------------------------------


def _fill(slide: Slide) -> None:
    named = {"Body": "{{ body }}", "Within": "before {{ within }} after", "Link": "{{ link_text }}"}
    for name, text in named.items():
        box = slide.shapes.add_textbox(*_BOX)
        box.name, box.text_frame.text = name, text
    link = next(shape for shape in slide.shapes if shape.name == "Link").text_frame.paragraphs[0].runs[0]
    link.hyperlink.address = "{{ link_target }}"
    clicked = slide.shapes.add_picture(io.BytesIO(shared.png()), *_BOX)
    clicked.name = "Picture"
    clicked.click_action.hyperlink.address = "{{ click_target }}"
    clicked._element.nvPicPr.cNvPr.set("descr", "A picture: {{ alternative_text }}.")
    clicked._element.nvPicPr.cNvPr.set("title", "{{ alternative_title }}")
    inner = slide.shapes.add_group_shape().shapes.add_textbox(*_BOX)
    inner.name, inner.text_frame.text = "Grouped", "{{ grouped }}"


def _split(slide: Slide) -> None:
    frame = slide.shapes.add_textbox(*_BOX)
    frame.name = "Split"
    for number, text in enumerate(("{{ spl", "it_over_", "runs }}")):
        frame.text_frame.paragraphs[0].add_run().text = text
        frame.text_frame.paragraphs[0].runs[number].font.bold = number == 0


def _template() -> bytes:
    made = deck()
    slide = add_slide(made, "{{ slide_title }}", notes=["first", "{{ notes }}"])
    _fill(slide)
    _split(slide)
    add_table(slide, ["{{ table_cell }}", "beside"])
    add_chart(slide, "{{ chart_title }}")
    body = add_slide(made, "second")
    body.shapes.add_textbox(*_BOX).text_frame.text = "nothing"
    _behind(made)
    for name in _CORE:
        setattr(made.core_properties, name, f"{{{{ core_{name} }}}}")
    return repacked(saved(made), _changes())


def _behind(made: Presentation) -> None:
    for part, name in ((made.slide_master, "master"), (made.slide_layouts[1], "layout")):
        shape = next(iter(part.placeholders))
        shape.name, shape.text_frame.text = f"On the {name}", f"{{{{ {name} }}}}"


def _comments() -> str:
    text = '<p:pos x="10" y="10"/><p:text>{{ comment }}</p:text>'
    comment = f'<p:cm authorId="0" dt="2027-01-01T00:00:00.000" idx="1">{text}</p:cm>'
    return f'<p:cmLst xmlns:p="{NAMES["p"]}">{comment}</p:cmLst>'


def _authors() -> str:
    author = '<p:cmAuthor id="0" name="{{ comment_author }}" initials="A" lastIdx="1" clrIdx="0"/>'
    return f'<p:cmAuthorLst xmlns:p="{NAMES["p"]}">{author}</p:cmAuthorLst>'


def _smart_art() -> str:
    named = '<p:cNvPr id="90" name="SmartArt"/><p:cNvGraphicFramePr/><p:nvPr/>'
    naming = f"<p:nvGraphicFramePr>{named}</p:nvGraphicFramePr>"
    box = '<p:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></p:xfrm>'
    return f'<p:graphicFrame xmlns:a="{shared.A}">{naming}{box}{shared.diagram_reference()}</p:graphicFrame>'


def _field() -> str:
    """Return a text box with a field, whose text Office works out anew."""
    naming = '<p:nvSpPr><p:cNvPr id="91" name="Field"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
    looks = '<p:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    text = '<a:rPr lang="en-AU"/><a:t>{{ field }}</a:t>'
    field = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="datetime1">{text}</a:fld>'
    body = f"<p:txBody><a:bodyPr/><a:p>{field}</a:p></p:txBody>"
    return f'<p:sp xmlns:a="{shared.A}">{naming}{looks}{body}</p:sp>'


def _sections() -> str:
    uri = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
    ids = '<p14:sldIdLst><p14:sldId id="256"/><p14:sldId id="257"/></p14:sldIdLst>'
    section = f'<p14:section name="{{{{ section }}}}" id="{{6E6F7267-0000-4000-8000-000000000001}}">{ids}</p14:section>'
    listed = f'<p14:sectionLst xmlns:p14="{NAMES["p14"]}">{section}</p14:sectionLst>'
    return f'<p:extLst><p:ext uri="{uri}">{listed}</p:ext></p:extLst>'


def _category(text: str) -> str:
    assert "<c:v>Q1</c:v>" in text
    text = text.replace("<c:v>Q1</c:v>", "<c:v>{{ chart_category }}</c:v>")
    return text.replace("<c:v>Tickets</c:v>", "<c:v>{{ chart_series }}</c:v>")


def _changes() -> dict[str, str | bytes | Callable[[str], str]]:
    of_slide = shared.relation(
        "rIdComments", "comments", "../comments/comment1.xml"
    ) + shared.diagram_relations("../")
    custom = shared.relation("rIdCustom", "custom-properties", "docProps/custom.xml")
    types = (
        shared.override(COMMENTS, f"{_PML}.comments+xml"),
        shared.override("ppt/commentAuthors.xml", f"{_PML}.commentAuthors+xml"),
        shared.override("docProps/custom.xml", shared.CUSTOM_TYPE),
        shared.diagram_types("ppt"),
    )
    return {
        SLIDE: inserted("</p:spTree>", _smart_art() + _field()),
        "ppt/slides/_rels/slide1.xml.rels": inserted("</Relationships>", of_slide),
        COMMENTS: _comments(),
        "ppt/commentAuthors.xml": _authors(),
        "ppt/_rels/presentation.xml.rels": inserted(
            "</Relationships>", shared.relation("rIdAuthors", "commentAuthors", "commentAuthors.xml")
        ),
        "ppt/presentation.xml": inserted("</p:presentation>", _sections()),
        CHART: _category,
        **shared.diagram_parts("ppt", "{{ smart_art }}"),
        "docProps/custom.xml": shared.custom_properties("{{ custom_property }}"),
        "docProps/app.xml": lambda _: shared.extended_properties("{{ company }}", "{{ manager }}"),
        "_rels/.rels": inserted("</Relationships>", custom),
        "[Content_Types].xml": inserted("</Types>", "".join(types)),
    }


# -- how each place is read -----------------------------------------------------------------------------


def _paged(text: str) -> str:
    """Return a text of python-pptx, which shows a line break as a vertical tab."""
    return text.replace("\v", "\n")


def _shape(name: str, opened: Opened) -> Any:
    shapes = list(opened.document.slides[0].shapes)
    shapes += [inner for shape in shapes if hasattr(shape, "shapes") for inner in shape.shapes]
    return next(shape for shape in shapes if shape.name == name)


def _text(name: str) -> Callable[[Opened], str]:
    return lambda opened: _paged(_shape(name, opened).text_frame.text)


def _cell(opened: Opened) -> str:
    table = next(shape.table for shape in opened.document.slides[0].shapes if shape.has_table)
    return _paged(table.cell(0, 0).text)


def _notes(opened: Opened) -> str:
    return _paged(opened.document.slides[0].notes_slide.notes_text_frame.paragraphs[1].text)


def _behind_text(place: Callable[[Any], Any], name: str) -> Callable[[Opened], str]:
    def read(opened: Opened) -> str:
        shape = next(shape for shape in place(opened.document).placeholders if shape.name == name)
        return _paged(shape.text_frame.text)

    return read


def _link(opened: Opened) -> str:
    return str(_shape("Link", opened).text_frame.paragraphs[0].runs[0].hyperlink.address)


def _chart(opened: Opened) -> Any:
    return next(shape.chart for shape in opened.document.slides[0].shapes if shape.has_chart)


def _core(name: str) -> Callable[[Opened], str]:
    return lambda opened: str(getattr(opened.document.core_properties, name))


_CORE = ("title", "subject", "author", "keywords", "comments", "category", "content_status")
_PICTURE = "//p:cNvPr[@name='Picture']/@{0}"

SPOTS = (
    Spot("slide_title", lambda opened: _paged(opened.document.slides[0].shapes.title.text)),
    Spot("body", _text("Body")),
    Spot("within", _text("Within"), "before ", " after"),
    Spot("split_over_runs", _text("Split")),
    Spot("grouped", _text("Grouped")),
    Spot("table_cell", _cell),
    Spot("notes", _notes),
    Spot("field", drawn_text(SLIDE, "//a:fld", NAMES), shown=as_is),
    Spot("master", _behind_text(lambda made: made.slide_master, "On the master")),
    Spot("layout", _behind_text(lambda made: made.slide_layouts[1], "On the layout")),
    Spot("link_text", _text("Link")),
    Spot("link_target", _link, refuses=no_address, address=PORTAL),
    Spot("click_target", lambda opened: str(_shape("Picture", opened).click_action.hyperlink.address),
         refuses=no_address, address=PORTAL),
    Spot("alternative_text", text_at(SLIDE, _PICTURE.format("descr"), NAMES), "A picture: ", ".", as_is),
    Spot("alternative_title", text_at(SLIDE, _PICTURE.format("title"), NAMES), shown=as_is),
    Spot("chart_title", lambda opened: _paged(_chart(opened).chart_title.text_frame.text)),
    Spot("chart_category", xstring_at(CHART, "//c:cat//c:pt[@idx=0]/c:v", NAMES), shown=as_is,
         refuses=longer_than(CELL)),
    Spot("chart_series", lambda opened: unescaped(str(_chart(opened).plots[0].series[0].name)), shown=as_is,
         refuses=longer_than(CELL)),
    Spot("smart_art", drawn_text(DATA, "//dgm:t", NAMES)),
    Spot("comment", text_at(COMMENTS, "//p:text", NAMES), shown=as_is),
    Spot("comment_author", text_at("ppt/commentAuthors.xml", "//p:cmAuthor/@name", NAMES), shown=as_is),
    Spot("section", text_at("ppt/presentation.xml", "//p14:section/@name", NAMES), shown=as_is),
    *(Spot(f"core_{name}", _core(name), shown=as_is) for name in _CORE),
    Spot("company", text_at("docProps/app.xml", "//ep:Company", NAMES), shown=as_is),
    Spot("manager", text_at("docProps/app.xml", "//ep:Manager", NAMES), shown=as_is),
    Spot("custom_property", text_at("docProps/custom.xml", "//vt:lpwstr", NAMES), shown=as_is),
)  # fmt: skip


def bench() -> Bench:
    return Bench("places.pptx", _template(), SPOTS, pptx.Presentation, plain)
