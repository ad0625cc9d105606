"""Text values with more than text in them: a named style, a link, lines. And how text becomes WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from urllib.parse import SplitResult, quote, urlsplit

from lxml import etree

from docgen.engine.escape import attribute, check, escape
from docgen.engine.slide_text import slide_link, slide_merged, slide_run
from docgen.engine.values import SlideSpot, Value, WordSpot

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_BREAKS = re.compile(r"(\r\n|\r|\n|\t)")


def _positions(names: str) -> dict[str, int]:
    return {name: position for position, name in enumerate(names.split())}


# CT_RPr and CT_PPr of ISO/IEC 29500-1 are sequences: Word reads any order, validators do not.
_RUN_ORDER = _positions(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath"
)
_PARAGRAPH_ORDER = _positions(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)


def run_text(text: str) -> str:
    """Return the content of a `<w:r>` that shows the text: escaped, with breaks and tabs as Word's elements.

    Line ends of all three kinds become `<w:br/>`, tabs `<w:tab/>`. Raise ValueError on a character that
    XML cannot hold.
    """
    check(text)
    return "".join(_piece(part) for part in _BREAKS.split(text) if part)


def _piece(part: str) -> str:
    if part == "\t":
        return "<w:tab/>"
    if part in {"\n", "\r", "\r\n"}:
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(part)}</w:t>'


def run(text: str, properties: str) -> str:
    """Return one `<w:r>` with these `<w:rPr>` properties (or none)."""
    return f"<w:r>{properties}{run_text(text)}</w:r>"


def find_style(styles: Mapping[str, str], name: str) -> str:
    """Return the id of the style of that name. Raise ValueError with near names if the document has none."""
    found = styles.get(name.lower())
    if found is not None:
        return found
    near = get_close_matches(name.lower(), styles, n=3)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise ValueError(f'asks for the style "{name}", which the template does not have{hint}')


def property_position(name: str, child: str) -> int:
    """Return where a child of `rPr` or `pPr` stands among its siblings; both by local name."""
    order = _RUN_ORDER if name == "rPr" else _PARAGRAPH_ORDER
    return order.get(child, len(order))


def run_properties(base: str, **changes: str) -> str:
    """Return the `<w:rPr>` in `base` (or empty) with some children replaced, in the order of the standard.

    `changes` maps local names to the new element, or to an empty text to take it out:
    `run_properties(rpr, b="<w:b/>")`.
    """
    return _changed("rPr", base, tuple(changes.items()))


def paragraph_properties(base: str, **changes: str) -> str:
    """Return the `<w:pPr>` in `base` (or empty) with some children replaced, as `run_properties` does."""
    return _changed("pPr", base, tuple(changes.items()))


@lru_cache(maxsize=1024)
def _changed(name: str, base: str, changes: tuple[tuple[str, str], ...]) -> str:
    order = _RUN_ORDER if name == "rPr" else _PARAGRAPH_ORDER
    children = [child for child in _children(base) if child[0] not in dict(changes)]
    children += [(key, xml) for key, xml in changes if xml]
    children.sort(key=lambda child: order.get(child[0], len(order)))
    return f"<w:{name}>{''.join(xml for _, xml in children)}</w:{name}>" if children else ""


def _children(properties: str) -> list[tuple[str, str]]:
    """Return the children of a `<w:rPr>` or `<w:pPr>` as (local name, XML); names of other vocabularies whole.

    The text is a fragment: its prefixes are declared far above it. Each is declared here by a stand-in, which is
    taken out again after the split.
    """
    if not properties:
        return []
    prefixes = sorted(set(re.findall(r"[<\s]([A-Za-z_][\w.-]*):", properties)) - {"xml", "xmlns"})
    stand_ins = "".join(f' xmlns:{prefix}="stand-in:{prefix}"' for prefix in prefixes)
    root = etree.fromstring(f"<x{stand_ins}>{properties}</x>")
    return [_named(child) for child in root[0]]


def _named(child: etree._Element) -> tuple[str, str]:
    name = etree.QName(child).localname
    xml = re.sub(r' xmlns:[\w.-]+="stand-in:[^"]*"', "", etree.tostring(child, encoding="unicode"))
    return (name if child.prefix == "w" else f"{child.prefix}:{name}"), xml


@dataclass(frozen=True, slots=True)
class Styled(Value):
    """Text in a named character style; all else about the run stays as the tag has it.

    Where the template lacks the style: ValueError, or with `required=False` plain text.
    """

    text: str
    style: str
    required: bool = True

    def __str__(self) -> str:
        return self.text

    def word_runs(self, spot: WordSpot) -> str:
        if not self.required and self.style.lower() not in spot.styles:
            return run(self.text, spot.run_properties)
        style = attribute(find_style(spot.styles, self.style))
        return run(self.text, run_properties(spot.run_properties, rStyle=f'<w:rStyle w:val="{style}"/>'))

    def slide_runs(self, spot: SlideSpot) -> str:
        """Return the run in the deck's style of that name, or as the tag has it: a deck need not have the styles."""
        style = spot.styles.get(self.style.lower(), "")
        return slide_run(self.text, slide_merged(spot.run_properties, style))


@dataclass(frozen=True, slots=True)
class Link(Value):
    """Text that opens an address outside the document (http, https or mailto). Without text it shows the address.

    In a workbook `#Plan!B7`, or `#` and a defined name, opens that place of it.

    Raise ValueError when printed with an address of another kind: `javascript:` and `file:` have no place in a
    document that goes to a client.
    """

    text: str
    url: str

    def __str__(self) -> str:
        return self.text or self.url

    def word_runs(self, spot: WordSpot) -> str:
        return hyperlink(self.url, run(str(self), link_properties(spot)), spot)

    def sheet_link(self) -> str:
        return self.url if self.url.startswith("#") else checked_url(self.url)

    def slide_runs(self, spot: SlideSpot) -> str:
        return slide_run(str(self), slide_hyperlink(self.url, spot.run_properties, spot))


@dataclass(frozen=True, slots=True)
class FileLink(Value):
    """Text that opens a file beside the document; `path` leads there from the document's own folder.

    Raise ValueError when printed with a path that leads out of that folder. Text from data never makes one: it
    could open a program that somebody has put there.
    """

    text: str
    path: str

    def __str__(self) -> str:
        return self.text or self.path

    def word_runs(self, spot: WordSpot) -> str:
        return _anchor(self.sheet_link(), run(str(self), link_properties(spot)), spot)

    def sheet_link(self) -> str:
        return checked_path(self.path)

    def slide_runs(self, spot: SlideSpot) -> str:
        relationship = spot.relate(f"{RELATIONSHIPS}/hyperlink", self.sheet_link(), True)
        return slide_run(str(self), slide_link(spot.run_properties, relationship, ""))


def hyperlink(url: str, runs: str, spot: WordSpot, *, tooltip: str = "") -> str:
    """Return a `<w:hyperlink>` around the runs, with its relationship made. Raise ValueError on a bad address."""
    return _anchor(checked_url(url), runs, spot, tooltip)


def _anchor(target: str, runs: str, spot: WordSpot, tooltip: str = "") -> str:
    tip = f' w:tooltip="{attribute(tooltip)}"' if tooltip else ""
    identifier = attribute(spot.relate(f"{RELATIONSHIPS}/hyperlink", target, True))
    # Declared here too: a header or a footnote part need not know the prefix.
    return (
        f'<w:hyperlink xmlns:r="{RELATIONSHIPS}" r:id="{identifier}" w:history="1"{tip}>{runs}</w:hyperlink>'
    )


def slide_hyperlink(url: str, properties: str, spot: SlideSpot, *, tooltip: str = "") -> str:
    """Return run properties that open the address on a click. Raise ValueError on a bad address."""
    relationship = spot.relate(f"{RELATIONSHIPS}/hyperlink", checked_url(url), True)
    return slide_link(properties, relationship, tooltip)


def link_properties(spot: WordSpot, base: str | None = None) -> str:
    """Return run properties for a link: the Hyperlink style, or its usual look where the template lacks it."""
    properties = spot.run_properties if base is None else base
    style = spot.styles.get("hyperlink")
    if style is not None:
        return run_properties(properties, rStyle=f'<w:rStyle w:val="{attribute(style)}"/>')
    color = '<w:color w:val="0563C1" w:themeColor="hyperlink"/>'
    return run_properties(properties, color=color, u='<w:u w:val="single"/>')


def checked_url(url: str) -> str:
    """Return the address in plain ASCII (RFC 3986). Raise ValueError unless it is http, https or mailto and whole.

    Word refuses a whole document for one relationship whose target is not a URI.
    """
    check(url)
    parts = _split(url)
    if parts is None or re.search(r"\s", url) or parts.scheme not in {"http", "https", "mailto"}:
        raise ValueError(
            f'has the address "{url[:80]}", which is not a web or mail address (https://… or mailto:…)'
        )
    rest = {name: _quoted(getattr(parts, name)) for name in ("path", "query", "fragment")}
    return parts._replace(netloc=_ascii_host(parts.netloc, url), **rest).geturl()


def checked_path(path: str) -> str:
    """Return a path below the document's folder as a relative reference (RFC 3986). Raise ValueError for another."""
    check(path)
    steps = path.split("/")
    if not path or ":" in path or "\\" in path or any(step in ("", ".", "..") for step in steps):
        raise ValueError(f'has the path "{path[:80]}", which is no file below the folder of the document')
    return quote(path, safe="/-._~")


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address that names a host, or for mail somebody at a host; else None."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # reading it is the check
    except ValueError:
        return None
    return parts if ("@" in parts.path if parts.scheme == "mailto" else parts.hostname) else None


def _ascii_host(netloc: str, url: str) -> str:
    try:
        host = netloc if netloc.isascii() else netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = "\\"
    if not re.fullmatch(r"[\w.~:@%\[\]-]*", host, re.ASCII):
        raise ValueError(f'has the address "{url[:80]}", which has no valid host name')
    return host


def _quoted(part: str) -> str:
    lone_percent = re.compile(r"%(?![0-9A-Fa-f]{2})")
    return quote(lone_percent.sub("%25", part), safe="%:/?@!$&'()*+,;=-._~")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, by its `<w:pPr>` (or empty) and its runs; or, with `properties` None, a whole table."""

    content: str
    properties: str | None = None


def join_blocks(blocks: Sequence[Block], tag_properties: str) -> str:
    """Return the blocks that stand for the tag's paragraph, which had these properties.

    A page break before goes to the first alone and a section's end to the last alone: repeated, each would make
    a page or a section of its own. The last is always a paragraph, for a cell must end with one, and so is what
    stands between two tables, which would else grow together.
    """
    page_break = child_of(tag_properties, "pageBreakBefore")
    section = child_of(tag_properties, "sectPr")
    spread = list(_with_paragraphs(blocks))
    if page_break and spread[0].properties is None:
        spread.insert(0, Block("", ""))  # a table has no place for it
    if page_break:
        spread[0] = _plus(spread[0], pageBreakBefore=page_break)
    if section:
        spread[-1] = _plus(spread[-1], sectPr=section)
    return "".join(_block_xml(block) for block in spread)


def inner_properties(tag_properties: str) -> str:
    """Return the tag's `<w:pPr>` without what only the first or the last of several paragraphs may have."""
    return paragraph_properties(tag_properties, pageBreakBefore="", sectPr="")


def child_of(properties: str, name: str) -> str:
    """Return the XML of one child of a `<w:rPr>` or `<w:pPr>` by local name, or an empty text."""
    return dict(_children(properties)).get(name, "") if name in properties else ""


def _with_paragraphs(blocks: Sequence[Block]) -> Iterator[Block]:
    empty = Block("", "")
    for block, following in pairwise((*blocks, None)):
        if block is None:
            continue
        yield block
        if block.properties is None and (following is None or following.properties is None):
            yield empty
    if not blocks:
        yield empty


def _plus(block: Block, **changes: str) -> Block:
    return replace(block, properties=paragraph_properties(block.properties or "", **changes))


def _block_xml(block: Block) -> str:
    return block.content if block.properties is None else f"<w:p>{block.properties}{block.content}</w:p>"


@dataclass(frozen=True, slots=True)
class Lines(Value):
    """Text whose line ends matter: breaks inside a paragraph, or one paragraph a line where blocks can stand."""

    text: str

    def __str__(self) -> str:
        return self.text

    def word_runs(self, spot: WordSpot) -> str:
        return run(self.text, spot.run_properties)

    def word_blocks(self, spot: WordSpot) -> str:
        properties = inner_properties(spot.paragraph_properties)
        lines = re.split(r"\r\n|\r|\n", self.text)
        blocks = [Block(run(line, spot.run_properties), properties) for line in lines]
        return join_blocks(blocks, spot.paragraph_properties)

    def slide_runs(self, spot: SlideSpot) -> str:
        return slide_run(self.text, spot.run_properties)

    def slide_blocks(self, spot: SlideSpot) -> str:
        lines = re.split(r"\r\n|\r|\n", self.text)
        runs = (slide_run(line, spot.run_properties) for line in lines)
        return "".join(f"<a:p>{spot.paragraph_properties}{each}</a:p>" for each in runs)


@dataclass(frozen=True, slots=True)
class Runs(Value):
    """Texts and values one after the other in one paragraph: `Runs(["See ", Link("the terms", url), "."])`."""

    parts: Sequence[str | Value]

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)

    def word_runs(self, spot: WordSpot) -> str:
        return "".join(
            run(part, spot.run_properties) if isinstance(part, str) else part.word_runs(spot)
            for part in self.parts
        )

    def slide_runs(self, spot: SlideSpot) -> str:
        return "".join(
            slide_run(part, spot.run_properties) if isinstance(part, str) else part.slide_runs(spot)
            for part in self.parts
        )
