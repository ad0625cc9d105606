"""Markdown in data: printed in the document's own styles, and nothing that was written vanishes."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from typing import Any

import pytest
from docx.oxml.ns import qn

from docgen.engine import markdown
from docgen.engine.markdown import Markdown
from tests.unit.engine.paper import STRANGE_TEXTS, Paper, attribute

PLAIN_TEXTS = {
    name: text
    for name, text in STRANGE_TEXTS.items()
    if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)
}

MARKDOWN_TOO = {"spaces at the ends", "an address in angle brackets", "an escaped tag"}


def blocks(text: str, **changes: Any) -> list[tuple[str, str]]:
    """Return style name and text of each paragraph that the Markdown becomes."""
    return [(p.style.name, p.text) for p in Paper().print_blocks(Markdown(text), **changes).paragraphs]


def without(*names: str) -> dict[str, Any]:
    spot = Paper().spot()
    return {"styles": {name: style for name, style in spot.styles.items() if not name.startswith(names)}}


def looks(text: str) -> list[tuple[str, str]]:
    """Return each run's text with its format: b, i, c (another font)."""
    runs = Paper().print_runs(Markdown(text)).paragraphs[-1].runs
    return [(r.text, "b" * bool(r.bold) + "i" * bool(r.italic) + "c" * bool(r.font.name)) for r in runs]


def test_paragraphs_take_the_body_style_where_the_tag_has_none() -> None:
    assert blocks("one\n\ntwo") == [("Body Text", "one"), ("Body Text", "two")]
    assert blocks("one", **without("body text")) == [("Normal", "one")]


def test_paragraphs_keep_the_tags_own_properties() -> None:
    properties = '<w:pPr><w:pStyle w:val="Caption"/><w:jc w:val="right"/></w:pPr>'
    read = Paper().print_blocks(Markdown("one\n\ntwo"), paragraph_properties=properties)
    assert [p.style.name for p in read.paragraphs] == ["Caption", "Caption"]
    assert [attribute(p._p, "w:pPr/w:jc") for p in read.paragraphs] == ["right", "right"]


def test_a_page_break_before_the_tag_is_not_repeated() -> None:
    properties = "<w:pPr><w:pageBreakBefore/></w:pPr>"
    for text in ("one\n\ntwo", "- one\n- two", "# one\n\ntwo"):
        read = Paper().print_blocks(Markdown(text), paragraph_properties=properties)
        assert [p.paragraph_format.page_break_before for p in read.paragraphs] == [True, None]


def test_emphasis_and_code_are_formats_of_runs() -> None:
    assert looks("a **b *c*** *d* `e` f") == [
        ("a ", ""),
        ("b ", "b"),
        ("c", "bi"),
        (" ", ""),
        ("d", "i"),
        (" ", ""),
        ("e", "c"),
        (" f", ""),
    ]


def test_emphasis_adds_to_the_tags_own_format() -> None:
    read = Paper().print_runs(Markdown("a *b*"), run_properties='<w:rPr><w:b/><w:sz w:val="40"/></w:rPr>')
    assert [(r.bold, r.italic, r.font.size.pt) for r in read.paragraphs[-1].runs] == [
        (True, None, 20),
        (True, True, 20),
    ]


def test_a_line_end_in_the_text_is_a_space_and_a_marked_one_a_break() -> None:
    assert blocks("a\nb\\\nc  \nd") == [("Body Text", "a b\nc\nd")]


def test_links_open_their_address() -> None:
    read = Paper().print_runs(
        Markdown('[the **terms**](https://example.org/?a=1&b=2 "Terms") <ann@example.org>')
    )
    links = read.paragraphs[-1].hyperlinks
    assert [(link.text, link.url) for link in links] == [
        ("the terms", "https://example.org/?a=1&b=2"),
        ("ann@example.org", "mailto:ann@example.org"),
    ]
    assert links[0]._hyperlink.get(qn("w:tooltip")) == "Terms"
    assert links[0].runs[1].bold


@pytest.mark.parametrize("url", ["terms.html", "#part", "ftp://example.org", "/etc/passwd"])
def test_a_link_that_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not a web or mail address"):
        Markdown(f"[x]({url})").word_runs(Paper().spot())


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<!-- note -->",
        "R&D <Labs>",
        "[ref]: https://example.org",
        "[text][ref]",
        "{{ 7*7 }} {% raw %}",
        "a | b",
        "5 * 3 * 2",
        "snake_case_name",
    ],
)
def test_what_is_not_markdown_prints_as_typed(text: str) -> None:
    assert [found for _, found in blocks(text)] == [text]
    assert str(Markdown(text)) == text


@pytest.mark.parametrize("name", sorted(set(PLAIN_TEXTS) - MARKDOWN_TOO))
def test_a_strange_text_comes_out_as_it_went_in(name: str) -> None:
    text = re.sub(r"\r\n?", "\n", PLAIN_TEXTS[name]).replace("\n", " ").replace("R&amp;D", "R&D")
    assert "".join(found for _, found in blocks(PLAIN_TEXTS[name])) == text


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\ud83db", "a\ufffeb"])
def test_a_text_that_xml_cannot_hold_is_refused(text: str) -> None:
    for print_it in (Markdown(text).word_runs, Markdown(text).word_blocks):
        with pytest.raises(ValueError, match=r"U\+"):
            print_it(Paper().spot())


def test_a_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="has a picture"):
        Markdown("![map](https://example.org/x.png)").word_runs(Paper().spot())


def test_lists_take_their_styles_by_level() -> None:
    text = "- a\n  - b\n    - c\n- d\n\n1. e\n   1. f"
    assert blocks(text) == [
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Bullet 3", "c"),
        ("List Bullet", "d"),
        ("List Number", "e"),
        ("List Number 2", "f"),
    ]


def test_each_numbered_list_starts_anew() -> None:
    read = Paper().print_blocks(Markdown("1. a\n2. b\n\ntext\n\n1. c"))
    numbers = [
        attribute(p._p, "w:pPr/w:numPr/w:numId") for p in read.paragraphs if p.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1]
    assert numbers[2] not in {None, numbers[0]}


def test_a_list_that_starts_elsewhere_keeps_its_numbers() -> None:
    assert blocks("7. a\n8. b", **without("list continue")) == [
        ("Body Text", "7.\ta"),
        ("Body Text", "8.\tb"),
    ]


def test_lists_without_styles_have_typed_labels_and_indents() -> None:
    text = "- a\n  - b\n\n1. c\n   - d"
    read = Paper().print_blocks(Markdown(text), **without("list"))
    assert [p.text for p in read.paragraphs] == ["•\ta", "–\tb", "1.\tc", "–\td"]
    assert [p.paragraph_format.left_indent.twips for p in read.paragraphs] == [360, 720, 360, 720]
    assert [p.paragraph_format.first_line_indent.twips for p in read.paragraphs] == [-360] * 4


def test_a_list_deeper_than_the_styles_keeps_its_labels() -> None:
    text = "".join(f"{'  ' * depth}- {depth}\n" for depth in range(5))
    assert [found for _, found in blocks(text)] == ["0", "1", "2", "–\t3", "•\t4"]


def test_an_items_further_blocks_belong_to_it() -> None:
    assert blocks("- a\n\n  more\n\n  1. b\n- c") == [
        ("List Bullet", "a"),
        ("List Continue", "more"),
        ("List Number 2", "b"),
        ("List Bullet", "c"),
    ]


def test_an_item_that_begins_with_a_list_keeps_its_own_marker() -> None:
    assert blocks("- - a") == [("List Bullet", ""), ("List Bullet 2", "a")]


def test_lists_over_nine_levels_are_refused() -> None:
    text = "".join(f"{'  ' * depth}- x\n" for depth in range(10))
    with pytest.raises(ValueError, match="nine levels"):
        Markdown(text).word_blocks(Paper().spot())


def test_headings_are_bold_paragraphs_that_stay_with_their_text() -> None:
    read = Paper().print_blocks(Markdown("# Scope\n\ntext"))
    first = read.paragraphs[0]
    assert (first.style.name, first.text, first.runs[0].bold) == ("Body Text", "Scope", True)
    assert first.paragraph_format.keep_with_next


@pytest.mark.parametrize(("offset", "style"), [(1, "Heading 2"), (3, "Heading 4"), (9, "Heading 9")])
def test_headings_may_join_the_documents_own(offset: int, style: str) -> None:
    read = Paper().print_blocks(Markdown("## Scope", headings=offset), run_properties="<w:rPr><w:i/></w:rPr>")
    assert (read.paragraphs[0].style.name, read.paragraphs[0].runs[0].italic) == (style, None)


def test_a_heading_without_a_style_is_bold_again() -> None:
    read = Paper().print_blocks(Markdown("# Scope", headings=2), **without("heading"))
    assert read.paragraphs[0].runs[0].bold


def test_quotations_and_code_take_their_styles() -> None:
    assert blocks("> said\n\n```\nx = 1\n\ty\n```") == [("Quote", "said"), ("macro", "x = 1\n\ty")]


def test_quotations_and_code_without_styles_are_indented_and_monospaced() -> None:
    read = Paper().print_blocks(
        Markdown("> > said\n\n    x = 1"), **without("quote", "block", "macro", "html", "plain")
    )
    said, code = read.paragraphs
    assert said.paragraph_format.left_indent.twips == 720
    assert code.runs[0].font.name == "Courier New"


def test_a_rule_is_a_line_under_an_empty_paragraph() -> None:
    read = Paper().print_blocks(Markdown("a\n\n---\n\nb"))
    assert attribute(read.paragraphs[1]._p, "w:pPr/w:pBdr/w:bottom") == "single"


TABLE = "| Site | Users |\n| :-- | --: |\n| Sydney | **120** |\n| Perth | |"


def test_a_table_is_a_table_with_a_head_that_repeats() -> None:
    read = Paper().print_blocks(Markdown(TABLE))
    table = read.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Site", "Users"],
        ["Sydney", "120"],
        ["Perth", ""],
    ]
    assert table.style.name == "Table Grid"
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert [attribute(cell._tc, "w:p/w:pPr/w:jc") for cell in table.rows[1].cells] == [None, "right"]
    assert table.rows[1].cells[1].paragraphs[0].runs[0].bold
    assert attribute(table._tbl, "w:tblPr/w:tblCaption") == "Site, Users"


def test_a_table_prefers_the_house_style() -> None:
    styles = {"house table": "HouseTable", "table grid": "TableGrid", "table head": "TH", "table text": "TT"}
    xml = Markdown(TABLE).word_blocks(Paper().spot(styles=styles))
    assert '<w:tblStyle w:val="HouseTable"/>' in xml
    assert (xml.count('<w:pStyle w:val="TH"/>'), xml.count('<w:pStyle w:val="TT"/>')) == (2, 4)


def test_a_table_without_a_style_has_lines() -> None:
    xml = Markdown(TABLE).word_blocks(Paper().spot(styles={}))
    assert "<w:tblBorders>" in xml


@pytest.mark.parametrize("columns", [1, 2, 3, 7, 63])
def test_column_widths_are_even_and_add_up(columns: int) -> None:
    row = "| " + " | ".join("x" for _ in range(columns)) + " |"
    read = Paper().print_blocks(Markdown(f"{row}\n{'| - ' * columns}|\n{row}"))
    table = read.tables[0]._tbl
    grid = [int(column.get(qn("w:w"))) for column in table.tblGrid.iter(qn("w:gridCol"))]
    cells = [int(width.get(qn("w:w"))) for width in table.tr_lst[0].iter(qn("w:tcW"))]
    assert (sum(grid), sum(cells)) == (9354, 5000)
    assert max(cells) - min(cells) <= 1


def test_a_table_is_followed_by_a_paragraph() -> None:
    body = Paper().print_blocks(Markdown(f"{TABLE}\n\n{TABLE}")).element.body
    assert [child.tag.split("}")[1] for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_cell_beyond_the_head_is_refused_rather_than_lost() -> None:
    with pytest.raises(ValueError, match="of 3 cells, and its head has 2"):
        Markdown(f"{TABLE}\n| a | b | c |").word_blocks(Paper().spot())


@pytest.mark.parametrize("before", ["a\u2028b\x85c\n\n", "a\r\rb\r\n\r\n"])
def test_rows_are_checked_where_the_table_stands(before: str) -> None:
    assert len(Paper().print_blocks(Markdown(f"{before}{TABLE}")).tables[0].rows) == 3
    with pytest.raises(ValueError, match=r'"\| x \| y \| z \|" of 3 cells'):
        str(Markdown(f"{before}{TABLE}\n| x | y | z |"))


def test_a_bar_in_a_cell_is_written_with_a_backslash() -> None:
    assert "a|b" in Paper().print_blocks(Markdown(f"{TABLE}\n| a\\|b | c |")).tables[0].rows[3].cells[0].text


def test_a_table_of_too_many_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 63"):
        Markdown(f"{'| x ' * 64}|\n{'| - ' * 64}|").word_blocks(Paper().spot())


def test_a_table_inside_a_paragraph_is_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match=r"print it with \{\{p"):
        Markdown(TABLE).word_runs(Paper().spot())


def test_inside_a_paragraph_blocks_are_lines() -> None:
    text = "one *a*\n\n# two\n\n- b\n  - c\n\n3. d\n4. e\n\n> f\n\n```\ng\n```"
    read = Paper().print_runs(Markdown(text)).paragraphs[-1]
    assert read.text.split("\n") == ["one a", "two", "• b", "– c", "3. d", "4. e", "f", "g"]
    assert str(Markdown(text)) == read.text


def test_the_plain_text_of_a_table_is_its_cells() -> None:
    assert str(Markdown(TABLE)) == "Site\tUsers\nSydney\t120\nPerth\t"


def test_an_empty_text_is_an_empty_paragraph() -> None:
    assert [found for _, found in blocks("")] == [""]
    assert Markdown("").word_runs(Paper().spot()) == ""
    assert str(Markdown("")) == ""


@pytest.mark.parametrize("text", ["> " * 50 + "x", "- " * 50 + "x", "* " * 21 + "x"])
def test_what_is_nested_too_deeply_is_refused_rather_than_lost(text: str) -> None:
    with pytest.raises(ValueError, match="deep"):
        Markdown(text).word_blocks(Paper().spot())


@pytest.mark.parametrize("depth", range(34, 44))
@pytest.mark.parametrize("mark", ["> ", "> > - "])
def test_what_is_nested_is_whole_or_refused(depth: int, mark: str) -> None:
    with suppress(ValueError):
        assert str(Markdown((mark * depth)[: 2 * depth] + "x")).endswith("x")


def test_quotations_within_quotations_are_whole() -> None:
    assert blocks("> " * 30 + "x") == [("Quote", "x")]


def test_a_fence_that_is_never_closed_keeps_its_text() -> None:
    assert blocks("``` text") == [("macro", "text")]


def test_a_very_long_text_is_refused() -> None:
    with pytest.raises(ValueError, match="100,001 characters; the most is 100,000"):
        str(Markdown("x" * (markdown.MAX_CHARACTERS + 1)))


@pytest.mark.parametrize(
    "text", ["[" * 2000, "*a_" * 2000, "`" * 2000 + "x", "![" * 2000, "> - " * 9 + "a\n" * 900]
)
def test_an_awkward_text_is_read_in_time(text: str) -> None:
    assert str(Markdown(text))


def test_threads_read_the_same_text_alike() -> None:
    markdown._parser.cache_clear()
    found: list[str] = []
    start = threading.Barrier(8)

    def read() -> None:
        start.wait()
        found.append(Markdown(TABLE).word_blocks(Paper().spot(styles={})))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
