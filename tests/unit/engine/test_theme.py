"""Theme colours: the house palette's own figures, and what Word and its readers need beside them."""

from __future__ import annotations

import pytest
from lxml import etree

from docgen.engine.theme import Palette, contrast

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
HOUSE = {
    "dk1": "1E2426",
    "lt1": "FFFFFF",
    "dk2": "19343B",
    "lt2": "F5F2EC",
    "accent1": "2A626B",
    "accent2": "AD5425",
    "accent3": "6B675E",
    "accent4": "34775B",
    "accent5": "EBB13A",
    "accent6": "97262B",
    "hlink": "2A626B",
    "folHlink": "6B675E",
}


def theme(slots: str) -> bytes:
    return (
        f'<a:theme xmlns:a="{A}" name="t"><a:themeElements><a:clrScheme name="t">{slots}</a:clrScheme>'
        "</a:themeElements></a:theme>"
    ).encode()


@pytest.fixture
def house() -> Palette:
    return Palette.read(theme("".join(f'<a:{s}><a:srgbClr val="{v}"/></a:{s}>' for s, v in HOUSE.items())))


def test_each_slot_is_read(house: Palette) -> None:
    assert {slot: house.resolve(slot) for slot in HOUSE} == HOUSE


# Figures that the house style states.
@pytest.mark.parametrize(
    ("token", "rgb"),
    [
        ("accent3@30", "D4D2CE"),
        ("accent1@25", "BEE0E6"),
        ("accent1@100", "2A626B"),
        ("accent1-100", "2A626B"),
        ("lt1@50", "FFFFFF"),
        ("#2a626b", "2A626B"),
        ("AD5425", "AD5425"),
    ],
)
def test_a_token_resolves_to_its_colour(house: Palette, token: str, rgb: str) -> None:
    assert house.resolve(token) == rgb


@pytest.mark.parametrize(
    ("text", "fill", "ratio"),
    [
        ("dk1", "lt1", 15.7),
        ("dk2", "lt1", 13.2),
        ("accent1", "lt1", 6.9),
        ("accent2", "lt1", 5.2),
        ("accent2", "lt2", 4.6),
        ("accent3", "lt2", 5.0),
        ("accent2@45", "dk2", 6.8),
        ("accent4-75", "accent4@15", 6.8),
        ("accent5-45", "accent5@25", 5.8),
        ("accent6", "accent6@12", 6.4),
        ("accent3", "accent3@15", 4.6),
        ("lt1", "accent5", 1.9),
    ],
)
def test_contrast_agrees_with_the_house_style(house: Palette, text: str, fill: str, ratio: float) -> None:
    assert round(house.contrast(text, fill), 1) == ratio
    assert house.contrast(text, fill) == house.contrast(fill, text)


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("777777", "777777") == 1
    assert contrast("000000", "FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("token", "attributes"),
    [
        ("accent1", {"fill": "2A626B", "themeFill": "accent1"}),
        ("accent1@25", {"fill": "BEE0E6", "themeFill": "accent1", "themeFillTint": "40"}),
        ("accent4-75", {"fill": "275944", "themeFill": "accent4", "themeFillShade": "BF"}),
        ("dk2", {"fill": "19343B", "themeFill": "text2"}),
        ("lt1", {"fill": "FFFFFF", "themeFill": "background1"}),
        ("#2A626B", {"fill": "2A626B"}),
        ("auto", {"fill": "auto"}),
    ],
)
def test_a_fill_names_the_theme_and_the_colour(
    house: Palette, token: str, attributes: dict[str, str]
) -> None:
    shade = etree.fromstring(f'<w:shd xmlns:w="w" {house.word_fill(token)}/>')
    found = {etree.QName(key).localname: value for key, value in shade.attrib.items()}
    assert found == {"val": "clear", "color": "auto", **attributes}


@pytest.mark.parametrize(
    ("token", "attributes"),
    [
        ("hlink", {"val": "2A626B", "themeColor": "hyperlink"}),
        ("accent3@30", {"val": "D4D2CE", "themeColor": "accent3", "themeTint": "4C"}),
        ("accent4-75", {"val": "275944", "themeColor": "accent4", "themeShade": "BF"}),
        ("97262B", {"val": "97262B"}),
        ("auto", {"val": "auto"}),
    ],
)
def test_a_colour_names_the_theme_and_the_colour(
    house: Palette, token: str, attributes: dict[str, str]
) -> None:
    color = etree.fromstring(f'<w:color xmlns:w="w" {house.word_color(token)}/>')
    assert {etree.QName(key).localname: value for key, value in color.attrib.items()} == attributes


@pytest.mark.parametrize(
    "token", ["accent7", "", "red", "accent1@", "@25", "accent1@25@25", "abc", "#12345", "accent1 "]
)
def test_an_unknown_token_is_refused_with_those_there_are(house: Palette, token: str) -> None:
    with pytest.raises(ValueError, match=r"one of dk1, lt1, dk2, lt2, accent1, .*, hlink, folHlink"):
        house.resolve(token)


def test_a_near_miss_is_suggested(house: Palette) -> None:
    with pytest.raises(ValueError, match="Did you mean accent1"):
        house.word_fill("acent1")


@pytest.mark.parametrize("token", ["accent1@0", "accent1@101", "accent1-0", "accent1-999"])
def test_a_share_is_between_1_and_100(house: Palette, token: str) -> None:
    with pytest.raises(ValueError, match="between 1 and 100 %"):
        house.resolve(token)


def test_system_colours_are_read_by_what_they_last_were() -> None:
    slots = (
        '<a:dk1><a:sysClr val="windowText" lastClr="0A0B0C"/></a:dk1>'
        '<a:lt1><a:sysClr val="window"/></a:lt1><a:dk2><a:sysClr val="windowText"/></a:dk2>'
    )
    palette = Palette.read(theme(slots))
    assert [palette.resolve(slot) for slot in ("dk1", "lt1", "dk2")] == ["0A0B0C", "FFFFFF", "000000"]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (b"<a:theme", "not well-formed"),
        (b"<theme/>", "no colour scheme"),
        (theme('<a:dk1><a:hslClr hue="0" sat="0" lum="0"/></a:dk1>'), "dk1 is not a colour"),
    ],
)
def test_a_theme_that_cannot_be_read_is_refused(xml: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Palette.read(xml)


def test_a_document_without_a_theme_has_offices_colours() -> None:
    assert Palette.office().resolve("accent1") == "4472C4"
    assert set(Palette.office().colors) == set(HOUSE)
