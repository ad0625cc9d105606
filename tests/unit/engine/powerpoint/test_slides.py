"""Slides that come and go: copies with parts of their own, dropped ones with all that was theirs."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree
from pptx.presentation import Presentation
from pptx.util import Inches

from docgen.engine import Template
from tests.unit.engine.powerpoint.make import (
    add_chart,
    add_slide,
    deck,
    notes,
    opened,
    problems,
    rendered,
    saved,
    texts,
    titles,
)

SITES = {"sites": [{"name": "North"}, {"name": "South"}, {"name": "West"}]}


def looped() -> Presentation:
    """Return a deck of three slides: the middle one is one a site."""
    made = deck()
    add_slide(made, "First")
    add_slide(
        made,
        "Site {{ s.name }}",
        "{{ s.name|upper }}",
        notes=["{%slide for s in sites %}", "Say {{ s.name }}"],
    )
    add_slide(made, "Last")
    return made


def names(raw: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()


def test_a_slide_loop_gives_one_slide_a_round_with_notes_of_its_own() -> None:
    found = rendered(saved(looped()), SITES)
    assert titles(found) == ["First", "Site North", "Site South", "Site West", "Last"]
    assert [texts(slide) for slide in found.slides] == [[], ["NORTH"], ["SOUTH"], ["WEST"], []]
    assert notes(found) == ["", "Say North", "Say South", "Say West", ""]


def test_an_empty_slide_loop_drops_the_slide_and_all_its_parts() -> None:
    raw = Template.open(saved(looped())).render({"sites": []})
    assert titles(opened(raw)) == ["First", "Last"]
    assert not [name for name in names(raw) if "notesSlides/" in name or name.endswith("slide2.xml")]


def test_a_slide_condition_keeps_or_drops_the_slide_and_its_line_disappears() -> None:
    made = deck()
    add_slide(made, "A", notes=["{%slide if yes %}"])
    add_slide(made, "B", notes=["{%slide if not yes %}"])
    found = rendered(saved(made), {"yes": True})
    assert (titles(found), notes(found)) == (["A"], [""])


def test_two_slide_lines_nest() -> None:
    made = deck()
    add_slide(made, "{{ a }}{{ b }}", notes=["{%slide for a in xs %}", "{%slide for b in xs if b != a %}"])
    assert titles(rendered(saved(made), {"xs": [1, 2, 3]})) == ["12", "13", "21", "23", "31", "32"]


def test_slide_ids_and_parts_are_unique() -> None:
    raw = Template.open(saved(looped())).render(SITES)
    ids = re.findall(
        rb'<p:sldId [^>]*\bid="(\d+)"', zipfile.ZipFile(io.BytesIO(raw)).read("ppt/presentation.xml")
    )
    assert len(set(ids)) == len(ids) == 5
    assert len(set(names(raw))) == len(names(raw))


def test_copies_have_charts_of_their_own_with_their_titles_rendered() -> None:
    made = deck()
    add_chart(add_slide(made, "{{ s }}", notes=["{%slide for s in xs %}"]), "Tickets of {{ s }}")
    found = rendered(saved(made), {"xs": ["a", "b"]})
    charts = [next(shape.chart for shape in slide.shapes if shape.has_chart) for slide in found.slides]
    assert [chart.chart_title.text_frame.text for chart in charts] == ["Tickets of a", "Tickets of b"]
    parts = [chart.part for chart in charts]
    assert parts[0].partname != parts[1].partname
    assert parts[0].chart_workbook.xlsx_part.partname != parts[1].chart_workbook.xlsx_part.partname


def with_sections(made: Presentation) -> Presentation:
    ids = [entry.get("id") for entry in made.slides._sldIdLst]
    listed = "".join(
        f'<p14:section name="S{at}" id="{{00000000-0000-0000-0000-00000000000{at}}}"><p14:sldIdLst>'
        f'<p14:sldId id="{number}"/></p14:sldIdLst></p14:section>'
        for at, number in enumerate(ids)
    )
    made.part._element.append(
        etree.fromstring(
            '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
            '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst'
            f' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{listed}</p14:sectionLst></p:ext></p:extLst>'
        )
    )
    return made


def test_sections_keep_each_slide_and_gain_its_copies() -> None:
    for sites, expected in ((SITES, [1, 3, 1]), ({"sites": []}, [1, 0, 1])):
        raw = Template.open(saved(with_sections(looped()))).render(sites)
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read("ppt/presentation.xml"))
        sections = list(root.iter("{*}section"))
        listed = [entry.get("id") for section in sections for entry in section.iter("{*}sldId")]
        shown = [entry.get("id") for entry in next(root.iter("{*}sldIdLst"))]
        assert [len(list(section.iter("{*}sldId"))) for section in sections] == expected
        assert listed == shown


def linked(*, rows: bool) -> bytes:
    """Return a deck whose first slide links to the second, which is looped; by paragraph of a loop, or once."""
    made = deck()
    text = "{%p for s in sites %}\nGo\n{%p endfor %}" if rows else "Go"
    agenda = add_slide(made, "Agenda", text)
    site = add_slide(made, "{{ s.name }}", "Next", notes=["{%slide for s in sites %}"])
    paragraph = agenda.shapes[1].text_frame.paragraphs[1 if rows else 0]
    relation = agenda.part.relate_to(
        site.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    )
    properties = paragraph.runs[0]._r.get_or_add_rPr()
    click = properties._add_hlinkClick()
    click.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    click.set("action", "ppaction://hlinksldjump")
    return saved(made)


def targets(raw: bytes) -> list[str]:
    """Return the titles that the links of the first slide lead to."""
    slide = opened(raw).slides[0]
    found = re.findall(r'<a:hlinkClick[^>]*r:id="(\w+)"', etree.tostring(slide._element).decode())
    return [slide.part.related_part(key).slide.shapes.title.text for key in found]


def test_as_many_links_as_copies_lead_to_one_copy_each() -> None:
    assert targets(Template.open(linked(rows=True)).render(SITES)) == ["North", "South", "West"]


def test_a_single_link_leads_to_the_first_copy() -> None:
    assert targets(Template.open(linked(rows=False)).render(SITES)) == ["North"]


def test_a_link_to_a_dropped_slide_is_taken_out_and_said() -> None:
    found = Template.open(linked(rows=False), name="deck.pptx").rendered({"sites": []})
    assert targets(found.data) == []
    assert texts(opened(found.data).slides[0]) == ["Go"]
    (problem,) = found.warnings
    assert (problem.code, str(problem.where)) == ("lost-link", 'deck.pptx › slide 1 "Agenda"')


def test_a_deck_without_any_slide_left_is_refused() -> None:
    made = deck()
    add_slide(made, "A", notes=["{%slide if no %}"])
    (found,) = problems(saved(made), {"no": False})
    assert found.code == "no-slides"


def test_a_slide_tag_outside_the_notes_is_refused() -> None:
    made = deck()
    add_slide(made, "A", "{%slide if x %}")
    (found,) = problems(saved(made), {"x": 1})
    assert (found.code, found.where.trail) == ("misplaced-tag", ('slide 1 "A"', "TextBox 2"))


def test_the_properties_count_slides_and_list_their_titles() -> None:
    raw = saved(looped())
    app = re.search(
        rb"<Slides>(\d+)</Slides>",
        zipfile.ZipFile(io.BytesIO(Template.open(raw).render(SITES))).read("docProps/app.xml"),
    )
    assert app is not None
    assert app[1] == b"5"


def test_properties_that_miscount_in_the_template_are_put_right() -> None:
    made = deck()
    add_slide(made, "A", "{{ x }}")
    raw = saved(made)
    assert b"<Slides>0</Slides>" in zipfile.ZipFile(io.BytesIO(raw)).read("docProps/app.xml")
    after = zipfile.ZipFile(io.BytesIO(Template.open(raw).render({"x": 1}))).read("docProps/app.xml")
    assert b"<Slides>1</Slides>" in after


def test_pictures_of_a_dropped_slide_do_not_travel_along() -> None:
    made = deck()
    add_slide(made, "Kept")
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f00"
        "050001ff8b9d2e5c0000000049454e44ae426082"
    )
    slide = add_slide(made, "Dropped", notes=["{%slide if no %}"])
    slide.shapes.add_picture(io.BytesIO(png), Inches(1), Inches(1))
    raw = Template.open(saved(made)).render({"no": False})
    assert not [name for name in names(raw) if "media/" in name]


def test_the_same_input_gives_the_same_bytes() -> None:
    template = Template.open(saved(looped()))
    assert template.render(SITES) == template.render(SITES)


def test_copies_have_creation_ids_of_their_own() -> None:
    made = looped()
    extension = etree.fromstring(
        '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        '<p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId val="77"'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"/></p:ext></p:extLst>'
    )
    made.slides[1]._element.find("{*}cSld").append(extension)
    found = [
        slide._element.xpath(".//*[local-name()='creationId']/@val")
        for slide in rendered(saved(made), SITES).slides
    ]
    ids = [number for each in found for number in each]
    assert (len(ids), len(set(ids)), "77" in ids) == (3, 3, True)


def retyped(raw: bytes, before: bytes, after: bytes, **more: bytes) -> bytes:
    """Return a package with another main content type, and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(before, after) if name == "[Content_Types].xml" else data)
        for name, data in more.items():
            target.writestr(name, data)
    return out.getvalue()


def test_a_template_file_gives_a_presentation_and_macros_stay() -> None:
    main, kind = b"presentationml.presentation.main+xml", zipfile.ZipFile
    of_template = retyped(saved(looped()), main, b"presentationml.template.main+xml")
    assert main in kind(io.BytesIO(Template.open(of_template).render(SITES))).read("[Content_Types].xml")
    macros = b"ms-powerpoint.presentation.macroEnabled.main+xml"
    with_macros = retyped(saved(looped()), b"openxmlformats-officedocument." + main, macros)
    assert macros in kind(io.BytesIO(Template.open(with_macros).render(SITES))).read("[Content_Types].xml")


def test_static_parts_are_copied_as_they_lie() -> None:
    raw = saved(looped())
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (raw, Template.open(raw).render(SITES)))
    name = "ppt/slideMasters/slideMaster1.xml"
    assert before.getinfo(name).compress_size == after.getinfo(name).compress_size
    assert before.read(name) == after.read(name)


def test_animations_about_a_dropped_shape_go_with_it() -> None:
    made = deck()
    slide = add_slide(made, "T", "one")
    slide.shapes[1]._element.xpath(".//p:cNvPr")[0].set("descr", "{%shape if yes %}")
    slide._element.append(
        etree.fromstring(
            '<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par><p:cTn'
            f' id="1"/></p:par></p:tnLst><p:bldLst><p:bldP spid="{slide.shapes[1].shape_id}" grpId="0"/>'
            "</p:bldLst></p:timing>"
        )
    )
    for yes in (True, False):
        found = rendered(saved(made), {"yes": yes}).slides[0]._element
        assert bool(found.xpath("./p:timing")) is yes
