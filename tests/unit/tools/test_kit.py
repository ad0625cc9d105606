"""The kit that the built-in Word templates are written with."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree

from tools.kit import (
    Column,
    Document,
    bar,
    body,
    bullets,
    callout,
    cell_each,
    columns,
    drawn_bar,
    drawn_cell,
    grid_table,
    heading,
    kpis,
    lead,
    lines,
    list_cell,
    open_items,
    row,
    row_each,
    section,
    sign_off,
    table,
    unconfirmed_defaults,
    week_grid,
    when,
)
from tools.kit.blocks import join
from tools.kit.palette import PALETTE
from tools.kit.styles import PARAGRAPH_STYLES
from tools.kit.tables import grid_of
from tools.kit.xml import TEXT_WIDTH, inline, style_id

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACE = {"w": W[1:-1]}

EVERYTHING = Document(
    code="T",
    version="1.0",
    promise="All components",
    levels=2,
    sections=(
        section(
            "Opener",
            lead("Lead"),
            kpis(("1", "a"), ("2", "b"), ("3", "c"), alt="Figures"),
            heading("Part"),
            table(
                columns(("A", 1), ("B", 2, "right"), ("C", 3, "centre")),
                row_each("x in xs", row("{{ x.a }}", "{{ x.b }}", "{{ x.c }}")),
                alt='Alternative & "text"',
                title="Caption",
                note="Note",
                empty="None recorded.",
                keep=True,
            ),
            table(
                columns(("A", 1), ("B", 1)),
                row("a", list_cell("x in xs", "{{ x }}", "None.")),
                alt="Two",
                style="House Table Solid",
            ),
            body("After a table"),
            callout("Risk", "Label", "Text"),
        ),
        section("Run on", *bullets("one", "two"), when("x", body("yes"), otherwise=body("no")), run_on=True),
        section(
            "Wide",
            grid_table(
                (Column("Stage", 30), Column("Lead", 20)),
                heads=("g.months", cell_each("w in g.weeks", lines(("Grid Label", "{{ w }}")))),
                rows="line in g.rows",
                row_labels=("{{ line.label }}", "{{ line.lead }}"),
                drawn_width=115,
                alt="Chart",
            ),
            landscape=True,
        ),
        section(
            "Rest",
            week_grid("day in days", label="{{ day.name }}", hours="hours", alt="Week", note="In words"),
            drawn_bar("cells", alt="Bar"),
            bar("percent", '"accent4"', alt="Bar"),
            sign_off(("One", "Two"), [("Name", ("a", "b"))]),
            unconfirmed_defaults(),
        ),
        open_items(),
    ),
)


@pytest.fixture(scope="module")
def parts() -> dict[str, etree._Element]:
    return {name: etree.fromstring(xml.encode()) for name, xml in EVERYTHING.parts().items()}


@pytest.fixture(scope="module")
def document(parts: dict[str, etree._Element]) -> etree._Element:
    return parts["word/document.xml"]


def test_the_same_source_gives_the_same_bytes() -> None:
    assert EVERYTHING.build() == EVERYTHING.build()


def test_the_package_begins_with_its_content_types_and_bears_no_real_date() -> None:
    with zipfile.ZipFile(io.BytesIO(EVERYTHING.build())) as package:
        infos = package.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_another_library_opens_the_document_and_finds_its_headings() -> None:
    opened = docx.Document(io.BytesIO(EVERYTHING.build()))
    headings = [
        each.text for each in opened.paragraphs if each.style is not None and each.style.name == "Heading 1"
    ]
    assert headings == ["Opener", "Run on", "Wide", "Rest", "Open items"]


def test_every_table_has_a_fixed_layout_a_name_and_a_grid_that_fills_its_width(
    document: etree._Element,
) -> None:
    for found in document.iter(f"{W}tbl"):
        properties = found.find(f"{W}tblPr")
        assert properties is not None
        assert properties.find(f"{W}tblLayout").get(f"{W}type") == "fixed"
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        widths = [int(each.get(f"{W}w")) for each in found.iter(f"{W}gridCol")]
        assert sum(widths) == int(properties.find(f"{W}tblW").get(f"{W}w"))


def test_every_cell_is_as_wide_as_its_columns(document: etree._Element) -> None:
    for found in document.iter(f"{W}tbl"):
        widths = [int(each.get(f"{W}w")) for each in found.iter(f"{W}gridCol")]
        for each_row in found.iter(f"{W}tr"):
            at = 0
            for cell in each_row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = int(span.get(f"{W}val")) if span is not None else 1
                assert int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) == sum(widths[at : at + count])
                at += count
            assert at == len(widths)


def test_no_row_breaks_across_pages(document: etree._Element) -> None:
    rows = list(document.iter(f"{W}tr"))
    assert rows
    assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in rows)


def test_head_rows_repeat_and_stand_first(document: etree._Element) -> None:
    for found in document.iter(f"{W}tbl"):
        heads = [each.find(f"{W}trPr/{W}tblHeader") is not None for each in found.iterchildren(f"{W}tr")]
        assert heads == sorted(heads, reverse=True)


def keeps_with_next(cell: etree._Element) -> bool:
    last = cell.findall(f"{W}p")[-1]
    by_style = last.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in {"TableHead", "MetaLabel", "SignLine"}
    return by_style or last.find(f"{W}pPr/{W}keepNext") is not None


def test_signatures_stay_on_one_page(document: etree._Element) -> None:
    signatures = next(
        each
        for each in document.iter(f"{W}tbl")
        if each.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Signatures"
    )
    rows = [[keeps_with_next(cell) for cell in each.iter(f"{W}tc")] for each in signatures.iter(f"{W}tr")]
    assert all(all(each) for each in rows[:-1])


def test_a_kept_table_does_not_drag_the_next_heading_along() -> None:
    kept = table(columns(("a", 1)), row_each("x in xs", row("{{ x }}")), alt="x", keep=True)
    assert 'w:val="SectionEnd"' in join([kept, heading("Next")])


def test_every_style_that_is_used_exists(parts: dict[str, etree._Element]) -> None:
    known = {each.get(f"{W}styleId") for each in parts["word/styles.xml"].iter(f"{W}style")}
    used = {
        each.get(f"{W}val")
        for part in parts.values()
        for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for each in part.iter(f"{W}{name}")
    }
    assert used <= known


def test_every_list_that_is_used_exists(parts: dict[str, etree._Element]) -> None:
    known = {each.get(f"{W}numId") for each in parts["word/numbering.xml"].iter(f"{W}num")}
    used = {
        each.get(f"{W}val") for each in parts["word/styles.xml"].iterfind(f".//{W}numPr/{W}numId", NAMESPACE)
    }
    assert used
    assert used <= known


def test_no_colour_stands_without_its_theme_slot(parts: dict[str, etree._Element]) -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/numbering.xml"):
        for found in parts[name].iter(f"{W}color", f"{W}shd"):
            attribute = "themeFill" if found.tag == f"{W}shd" else "themeColor"
            assert found.get(f"{W}{attribute}"), etree.tostring(found)


def test_fonts_come_from_the_theme_only(parts: dict[str, etree._Element]) -> None:
    for name in ("word/styles.xml", "word/document.xml"):
        for found in parts[name].iter(f"{W}rFonts"):
            assert not [key for key in found.attrib if key in (f"{W}ascii", f"{W}hAnsi")]


def test_drawings_have_unique_ids_and_are_marked_as_decoration(parts: dict[str, etree._Element]) -> None:
    header = etree.tostring(parts["word/header1.xml"], encoding="unicode")
    drawings = parts["word/header1.xml"].findall(
        ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    ids = [each.get("id") for each in drawings]
    assert len(set(ids)) == len(ids) == header.count("adec:decorative xmlns")


def test_fields_are_balanced(parts: dict[str, etree._Element]) -> None:
    for part in parts.values():
        kinds = [each.get(f"{W}fldCharType") for each in part.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_text_on_every_status_fill_can_be_read() -> None:
    pairs = [
        ("accent4-75", "accent4@15"),
        ("accent5-45", "accent5@25"),
        ("accent6", "accent6@12"),
        ("accent3", "accent3@15"),
        ("lt1", "dk2"),
        ("lt1", "accent1"),
        ("accent2@45", "dk2"),
        ("accent3", "lt2"),
    ]
    assert all(PALETTE.contrast(ink, fill) >= 4.5 for ink, fill in pairs)


def test_the_text_is_as_wide_on_a4_as_on_letter() -> None:
    a4, letter = 11906 - 2 * 1276, 12240 - 2 * 1443
    assert a4 == letter == TEXT_WIDTH


def test_shares_of_columns_add_up_exactly() -> None:
    grid = grid_of(columns(("a", 1), ("b", 1), ("c", 1), ("d", 4)), TEXT_WIDTH)
    assert sum(grid) == TEXT_WIDTH
    assert max(grid[:3]) - min(grid[:3]) <= 1


def test_a_row_that_does_not_fill_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="fills 1 of 2 columns"):
        table(columns(("a", 1), ("b", 1)), row("only one"), alt="x")


def test_all_rows_of_a_table_repeat_the_same_column() -> None:
    rows = (row(cell_each("x in xs", "{{ x }}"), "a"), row("a", cell_each("x in xs", "{{ x }}")))
    with pytest.raises(ValueError, match="the same column"):
        table(columns(("a", 1), ("b", 1)), *rows, alt="x")


def test_a_strip_of_two_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="three to five"):
        kpis(("1", "a"), ("2", "b"), alt="x")


def test_marks_become_character_styles_and_tags_stay_whole() -> None:
    root = etree.fromstring(
        f"<w:p xmlns:w='{W[1:-1]}'>{inline('a **b** [[Muted: c]] {{ x ** 2 ** y }}')}</w:p>"
    )
    spans = []
    for each in root.iter(f"{W}r"):
        style = each.find(f"{W}rPr/{W}rStyle")
        spans.append((style.get(f"{W}val") if style is not None else "", "".join(each.itertext())))
    assert spans == [("", "a "), ("Term", "b"), ("", " "), ("Muted", "c"), ("", " {{ x ** 2 ** y }}")]


def test_two_tables_never_touch_and_no_gap_stands_before_a_heading() -> None:
    plain = table(columns(("a", 1)), row("x"), alt="x")
    assert join([plain, plain]).count('w:val="TableGap"') == 1
    assert 'w:val="TableGap"' not in join([plain, heading("Next")])


def test_a_caption_brings_its_own_space_also_where_a_sentence_may_stand_instead() -> None:
    loop = row_each("x in xs", row("{{ x }}"))
    titled = table(columns(("a", 1)), loop, alt="x", title="Things", empty="Nothing.")
    untitled = table(columns(("a", 1)), loop, alt="x", empty="Nothing.")
    assert 'w:val="TableGap"/></w:pPr></w:p>' not in join([titled, titled])
    assert 'w:val="TableGap"/></w:pPr></w:p>' in join([untitled, untitled])


def test_an_unknown_colour_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="accent9"):
        PALETTE.word_fill("accent9")


def test_a_drawn_cell_takes_text_fill_and_span_from_the_data() -> None:
    drawn = drawn_cell("c")
    assert (drawn.span_tag, drawn.fill_tag) == ("c.span", 'c.fill or "lt2"')


def test_style_names_are_unique_also_as_ids() -> None:
    names = [style.name for style in PARAGRAPH_STYLES]
    assert len({style_id(name) for name in names}) == len(names)
