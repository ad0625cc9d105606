"""Rich text values: what goes in comes out, in the style and with the properties that were asked for."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from docgen.engine.rich import (
    Block,
    Lines,
    Link,
    Runs,
    Styled,
    checked_url,
    find_style,
    inner_properties,
    join_blocks,
    paragraph_properties,
    run,
    run_properties,
    run_text,
)
from tests.unit.engine.paper import STRANGE_TEXTS, Paper, attribute

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PRINTABLE = {name: text for name, text in STRANGE_TEXTS.items() if not FORBIDDEN.search(text)}
UNPRINTABLE = {name: text for name, text in STRANGE_TEXTS.items() if FORBIDDEN.search(text)}
VALUES = {
    "styled": lambda text: Styled(text, "Strong"),
    "link": lambda text: Link(text or "x", "https://example.org"),
    "lines": Lines,
    "runs": lambda text: Runs([text]),
}


def names(properties: str) -> list[str]:
    root = etree.fromstring(f'<x xmlns:w="w" xmlns:w14="w14">{properties}</x>')
    return [etree.QName(child).localname for child in root[0]]


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("name", PRINTABLE)
def test_a_strange_text_comes_out_as_it_went_in(kind: str, name: str) -> None:
    text = PRINTABLE[name]
    read = Paper().print_runs(VALUES[kind](text)).paragraphs[-1]
    assert read.text == (text.replace("\r\n", "\n").replace("\r", "\n") or ("x" if kind == "link" else ""))


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("name", UNPRINTABLE)
def test_a_text_that_xml_cannot_hold_is_refused_by_its_code_point(kind: str, name: str) -> None:
    forbidden = FORBIDDEN.search(UNPRINTABLE[name])
    assert forbidden is not None
    with pytest.raises(ValueError, match=f"U\\+{ord(forbidden[0]):04X} at position {forbidden.start() + 1}"):
        VALUES[kind](UNPRINTABLE[name]).word_runs(Paper().spot())


def test_text_is_escaped_with_breaks_and_tabs_as_elements() -> None:
    expected = (
        '<w:t xml:space="preserve"> R&amp;D &lt;Labs&gt;</w:t><w:br/><w:t xml:space="preserve">b</w:t>'
        '<w:tab/><w:t xml:space="preserve">c</w:t><w:br/><w:br/>'
    )
    assert run_text(" R&D <Labs>\nb\tc\r\n\r") == expected
    assert run_text("") == ""


def test_a_million_characters_are_one_text() -> None:
    assert run("x" * 1_000_000, "").count("<w:t ") == 1


def test_a_style_is_found_by_its_name_in_any_case() -> None:
    read = Paper().print_runs(Styled("▲ TBC", "intense EMPHASIS")).paragraphs[-1].runs[0]
    assert read.style.name == "Intense Emphasis"
    assert read.text == "▲ TBC"


def test_a_style_takes_the_place_of_the_runs_own_and_leaves_the_rest() -> None:
    properties = '<w:rPr><w:rStyle w:val="Strong"/><w:b/><w:color w:val="FF0000"/></w:rPr>'
    read = Paper().print_runs(Styled("x", "Emphasis"), run_properties=properties).paragraphs[-1].runs[0]
    assert read.style.name == "Emphasis"
    assert read.bold
    assert str(read.font.color.rgb) == "FF0000"


def test_a_missing_style_is_refused_with_near_names() -> None:
    with pytest.raises(
        ValueError, match='the style "Emphasys", which the template does not have; near it: emphasis'
    ):
        Styled("x", "Emphasys").word_runs(Paper().spot())


def test_a_style_that_is_not_required_may_be_missing() -> None:
    read = Paper().print_runs(Styled("▲ TBC", "Chip TBC", required=False)).paragraphs[-1]
    assert read.text == "▲ TBC"
    assert attribute(read._p, "w:r/w:rPr/w:rStyle") is None


def test_a_style_without_near_names_is_refused_plainly() -> None:
    with pytest.raises(ValueError, match=r"does not have$"):
        find_style({"normal": "Normal"}, "Chip TBC")


def test_a_link_opens_its_address_in_the_hyperlink_look() -> None:
    read = Paper().print_runs(Link("the terms", "https://example.org/a?b=1&c=2#d")).paragraphs[-1]
    assert read.text == "the terms"
    assert read.hyperlinks[0].url == "https://example.org/a?b=1&c=2#d"
    assert read.hyperlinks[0].runs[0].font.underline


def test_a_link_takes_the_hyperlink_style_where_there_is_one() -> None:
    paper = Paper()
    spot = paper.spot(styles={"hyperlink": "Link1"})
    assert '<w:rStyle w:val="Link1"/>' in Link("x", "https://example.org").word_runs(spot)


def test_a_link_without_text_shows_its_address() -> None:
    assert str(Link("", "mailto:ann@example.org")) == "mailto:ann@example.org"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ('http://example.org:8080/x|y"<z>', "http://example.org:8080/x%7Cy%22%3Cz%3E"),
        ("HTTPS://Example.org", "https://Example.org"),
        ("mailto:ann@example.org?subject=R&D", "mailto:ann@example.org?subject=R&D"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
    ],
)
def test_an_address_is_written_as_a_uri(url: str, written: str) -> None:
    assert checked_url(url) == written


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "example.org",
        "",
        "https://",
        "https:///path",
        "http://[::1",
        "http://example.org:99999/",
        "http://exa mple.org",
        "https://example.org/a b",
        "https://exam|ple.org",
        "https://ex\u2028ample.org",
        "mailto:ann",
        "http://..ü..",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="has the address"):
        checked_url(url)


def test_lines_are_breaks_in_a_paragraph_and_paragraphs_as_blocks() -> None:
    value = Lines("1 High St\r\nSydney\rNSW\n")
    assert Paper().print_runs(value).paragraphs[-1].text == "1 High St\nSydney\nNSW\n"
    assert [p.text for p in Paper().print_blocks(value).paragraphs] == ["1 High St", "Sydney", "NSW", ""]


def test_each_line_keeps_the_tags_own_properties() -> None:
    read = Paper().print_blocks(
        Lines("a\nb"),
        paragraph_properties='<w:pPr><w:pStyle w:val="Quote"/></w:pPr>',
        run_properties="<w:rPr><w:i/></w:rPr>",
    )
    assert [p.style.name for p in read.paragraphs] == ["Quote", "Quote"]
    assert all(p.runs[0].italic for p in read.paragraphs)


def test_runs_print_texts_and_values_in_a_row() -> None:
    value = Runs(["See ", Link("the terms", "https://example.org"), " & ", Styled("sign", "Strong"), "."])
    read = Paper().print_blocks(value).paragraphs[-1]
    assert read.text == str(value) == "See the terms & sign."
    assert [link.text for link in read.hyperlinks] == ["the terms"]


@pytest.mark.parametrize("value", [Styled("a", "b"), Link("a", "b"), Lines("a"), Runs(["a"])])
def test_the_plain_text_of_a_value_is_its_text(value: object) -> None:
    assert str(value) == "a"


def test_properties_stand_in_the_order_of_the_standard() -> None:
    base = '<w:rPr><w:lang w:val="en-AU"/><w14:ligatures w14:val="all"/><w:color w:val="FF0000"/></w:rPr>'
    changed = run_properties(base, i="<w:i/>", rStyle='<w:rStyle w:val="A"/>', b="<w:b/>")
    assert names(changed) == ["rStyle", "b", "i", "color", "lang", "ligatures"]


def test_properties_are_replaced_and_taken_out() -> None:
    base = '<w:rPr><w:b w:val="0"/><w:i/></w:rPr>'
    assert run_properties(base, b="<w:b/>", i="") == "<w:rPr><w:b/></w:rPr>"
    assert run_properties("<w:rPr><w:b/></w:rPr>", b="") == ""
    assert run_properties("") == ""


def test_what_properties_hold_is_kept_to_the_letter() -> None:
    inner = '<w:rFonts w:ascii="A &amp; B"/><w14:glow w14:rad="1"><w14:srgbClr w14:val="00FF00"/></w14:glow>'
    assert run_properties(f"<w:rPr>{inner}</w:rPr>", b="") == f"<w:rPr>{inner}</w:rPr>"


def test_paragraph_properties_have_an_order_of_their_own() -> None:
    base = "<w:pPr><w:jc w:val='center'/><w:rPr><w:b/></w:rPr></w:pPr>"
    changed = paragraph_properties(base, ind='<w:ind w:left="1"/>', pStyle='<w:pStyle w:val="A"/>')
    assert names(changed) == ["pStyle", "ind", "jc", "rPr"]


ONE_PAGE_AND_SECTION = (
    '<w:pPr><w:pageBreakBefore/><w:jc w:val="left"/><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr>'
)


def test_a_page_break_and_a_sections_end_are_not_repeated() -> None:
    inner = inner_properties(ONE_PAGE_AND_SECTION)
    xml = join_blocks([Block("", inner)] * 3, ONE_PAGE_AND_SECTION)
    root = etree.fromstring(f'<x xmlns:w="w">{xml}</x>')
    assert [[etree.QName(child).localname for child in paragraph[0]] for paragraph in root] == [
        ["pageBreakBefore", "jc"],
        ["jc"],
        ["jc", "sectPr"],
    ]


def test_tables_are_kept_apart_and_followed_by_a_paragraph() -> None:
    table = Block("<w:tbl/>")
    assert join_blocks([table, table], "") == "<w:tbl/><w:p></w:p><w:tbl/><w:p></w:p>"
    assert join_blocks([table, Block("", "")], "") == "<w:tbl/><w:p></w:p>"
    assert join_blocks([], "") == "<w:p></w:p>"


def test_a_table_at_the_top_leaves_the_page_break_to_a_paragraph() -> None:
    xml = join_blocks([Block("<w:tbl/>")], "<w:pPr><w:pageBreakBefore/></w:pPr>")
    assert xml.startswith("<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p><w:tbl/>")
