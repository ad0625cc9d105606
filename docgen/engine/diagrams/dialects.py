"""Shapes as Office writes them: in a Word text (`wpg`, `wps` of Office 2010) and on a slide (PresentationML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from docgen.engine.diagrams.geometry import EMU_PER_POINT, SITES, emu, placed
from docgen.engine.diagrams.shapes import Outline, Shape, TextBody, Words
from docgen.engine.escape import attribute, check, run_text
from docgen.engine.measure import lines_of
from docgen.engine.theme import Palette
from docgen.engine.values import Box

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010"
_NAMESPACES = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    f' xmlns:wpg="{_WORD_2010}/wordprocessingGroup" xmlns:wps="{_WORD_2010}/wordprocessingShape"'
)
_SLIDE_NAMESPACES = (
    f' xmlns:a="{_DRAWING}/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_LANGUAGE = re.compile(r'\blang="([A-Za-z0-9-]+)"')
_SLOTS = Palette.office()  # DrawingML names the slots of the theme; which colours they have is not asked


def fill(token: str) -> str:
    """Return the fill of a token as DrawingML."""
    return _SLOTS.drawing_fill(token)


def outline(line: Outline | None) -> str:
    """Return a line as DrawingML; no line where there is none."""
    if line is None:
        return "<a:ln><a:noFill/></a:ln>"
    heads = ('<a:headEnd type="triangle"/>' if line.first else "") + (
        '<a:tailEnd type="triangle"/>' if line.last else ""
    )
    return f'<a:ln w="{emu(line.points)}">{fill(line.color)}<a:prstDash val="{line.dash}"/><a:round/>{heads}</a:ln>'


def _properties(shape: Shape) -> str:
    filled = "" if shape.connector else fill(shape.fill)
    return placed(shape.rect, shape.flips) + shape.geometry + filled + outline(shape.outline)


def _body(text: TextBody | None) -> str:
    """Return the attributes and content that the body properties of both dialects share."""
    if text is None:
        return ""
    left, top, right, bottom = (emu(inset) for inset in text.insets)
    return f'wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{text.anchor}"'


def _glue(shape: Shape, ids: Mapping[str, int]) -> str:
    ends = (("stCxn", shape.near), ("endCxn", shape.far))
    return "".join(f'<a:{name} id="{ids[end[0]]}" idx="{SITES.index(end[1])}"/>' for name, end in ends if end)


def _numbered(shapes: Sequence[Shape], next_id: Callable[[], int]) -> tuple[list[int], dict[str, int]]:
    numbers = [next_id() for _ in shapes]
    return numbers, {shape.key: number for shape, number in zip(shapes, numbers, strict=True) if shape.key}


# Word ----------------------------------------------------------------------------------------------------------


def word_drawing(
    shapes: Sequence[Shape],
    size: tuple[float, float],
    *,
    alt: str,
    next_id: Callable[[], int],
    palette: Palette,
) -> str:
    """Return the inside of a run: the group in line with the text, `size` points wide and high.

    Programs that know no shapes of Office 2010 show the alternative text instead.
    """
    check(alt)
    number = next_id()
    numbers, ids = _numbered(shapes, next_id)
    inside = "".join(
        _word_shape(shape, own, ids, palette) for shape, own in zip(shapes, numbers, strict=True)
    )
    extent = f'cx="{emu(size[0])}" cy="{emu(size[1])}"'
    group = (
        f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/>'
        f"<a:chExt {extent}/></a:xfrm></wpg:grpSpPr>{inside}</wpg:wgp>"
    )
    inline = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Diagram {number}" descr="{attribute(alt)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_WORD_2010}/wordprocessingGroup">{group}'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    return (
        f'<mc:AlternateContent{_NAMESPACES}><mc:Choice Requires="wpg"><w:drawing>{inline}</w:drawing></mc:Choice>'
        f'<mc:Fallback><w:t xml:space="preserve">{run_text(alt)}</w:t></mc:Fallback></mc:AlternateContent>'
    )


def _word_shape(shape: Shape, number: int, ids: Mapping[str, int], palette: Palette) -> str:
    kind = f"<wps:cNvCnPr>{_glue(shape, ids)}</wps:cNvCnPr>" if shape.connector else "<wps:cNvSpPr/>"
    text = shape.text
    words = "".join(_word_paragraph(each, text, palette) for each in text.words) if text else ""
    content = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{attribute(shape.name)}"/>{kind}'
        f"<wps:spPr>{_properties(shape)}</wps:spPr>{content}"
        f"<wps:bodyPr {_body(text)}>{'<a:noAutofit/>' if words else ''}</wps:bodyPr></wps:wsp>"
    )


def _word_paragraph(words: Words, text: TextBody, palette: Palette) -> str:
    # The paragraph style around the diagram must not leak in: its spacing and indents are set to nothing.
    jc = "center" if text.align == "ctr" else "left"
    size = round(words.points * 2)
    return (
        '<w:p><w:pPr><w:keepNext w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{jc}"/></w:pPr>'
        '<w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorHAnsi"/>'
        f'<w:b w:val="{int(words.bold)}"/><w:i w:val="0"/><w:caps w:val="0"/>'
        f'<w:color {palette.word_color(words.color)}/><w:spacing w:val="0"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{run_text(words.text)}</w:t></w:r></w:p>'
    )


# Slides --------------------------------------------------------------------------------------------------------


def slide_group(
    shapes: Sequence[Shape],
    size: tuple[float, float],
    box: Box,
    *,
    alt: str,
    name: str,
    run_properties: str,
    next_id: Callable[[], int],
) -> str:
    """Return the group of shapes, `size` points wide and high, in the middle of a box on a slide."""
    check(alt)
    number = next_id()
    numbers, ids = _numbered(shapes, next_id)
    found = _LANGUAGE.search(run_properties)
    language = f' lang="{found[1]}"' if found else ""
    inside = "".join(
        _slide_shape(shape, own, ids, language) for shape, own in zip(shapes, numbers, strict=True)
    )
    wide, high = emu(size[0]), emu(size[1])
    left, top = box.left + max(0, box.width - wide) // 2, box.top + max(0, box.height - high) // 2
    return (
        f'<p:grpSp{_SLIDE_NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="{attribute(name)}"'
        f' descr="{attribute(alt)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{wide}" cy="{high}"/></a:xfrm></p:grpSpPr>{inside}</p:grpSp>'
    )


def _slide_shape(shape: Shape, number: int, ids: Mapping[str, int], language: str) -> str:
    name = f'<p:cNvPr id="{number}" name="{attribute(shape.name)}"/>'
    properties = f"<p:spPr>{_properties(shape)}</p:spPr>"
    if shape.connector:
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{name}<p:cNvCxnSpPr>{_glue(shape, ids)}</p:cNvCxnSpPr>"
            f"<p:nvPr/></p:nvCxnSpPr>{properties}</p:cxnSp>"
        )
    text = _slide_text(shape.text, language)
    return f"<p:sp><p:nvSpPr>{name}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>{properties}{text}</p:sp>"


def _slide_text(text: TextBody | None, language: str) -> str:
    if text is None or not text.words:
        return ""
    words = "".join(_slide_paragraph(each, text, language) for each in text.words)
    return f"<p:txBody><a:bodyPr {_body(text)}><a:noAutofit/></a:bodyPr><a:lstStyle/>{words}</p:txBody>"


def _slide_paragraph(words: Words, text: TextBody, language: str) -> str:
    properties = (
        f'<a:rPr{language} sz="{round(words.points * 100)}" b="{int(words.bold)}">{fill(words.color)}'
        '<a:latin typeface="+mn-lt"/></a:rPr>'
    )
    runs = "<a:br/>".join(
        f"<a:r>{properties}<a:t>{attribute(line)}</a:t></a:r>" for line in lines_of(words.text)
    )
    return (
        f'<a:p><a:pPr marL="0" indent="0" algn="{text.align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/></a:pPr>'
        f"{runs}</a:p>"
    )


def points(measure: int) -> float:
    """Return EMU as points."""
    return measure / EMU_PER_POINT
