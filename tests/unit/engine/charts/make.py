"""Templates that hold a chart, made with other libraries, and charts read back with others than wrote them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl
import pptx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from openpyxl.utils.escape import unescape
from pptx.chart.chart import Chart as ReadChart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.util import Inches

from docgen.engine import Template
from docgen.engine.values import Attachment, Box, SlideSpot, Value

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
C = f"{{{CHART}}}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOX = Box(914_400, 1_828_800, 7_315_200, 3_657_600)


# Reading back --------------------------------------------------------------------------------------------------


def plots(xml: bytes) -> ReadChart:
    """Return a chart as python-pptx reads it."""
    part = ChartPart.load(
        pptx.opc.packuri.PackURI("/ppt/charts/chart1.xml"), "x", pptx.Presentation().part.package, xml
    )
    return part.chart


def shown(xml: bytes) -> tuple[list[str], dict[str, tuple[float | None, ...]]]:
    """Return the categories and the values of each series, as python-pptx reads what the chart shows."""
    chart = plots(xml)
    categories = [str(category) for category in chart.plots[0].categories]
    return categories, {series.name: tuple(series.values) for plot in chart.plots for series in plot.series}


def behind(workbook: bytes) -> tuple[list[str], dict[str, tuple[float | None, ...]]]:
    """Return the same from the workbook behind a chart, as openpyxl reads it.

    `_x005F_` escapes an underscore in inline strings too (ISO/IEC 29500-1, 18.4.12), which openpyxl leaves to us.
    """
    rows = list(openpyxl.load_workbook(io.BytesIO(workbook))["Sheet1"].iter_rows(values_only=True))
    names: Sequence[Any] = rows[0][1:]
    categories = ["" if row[0] is None else unescape(str(row[0])) for row in rows[1:]]
    return categories, {
        unescape(name): tuple(row[at] for row in rows[1:]) for at, name in enumerate(names, 1)
    }


def workbook_of(attachment: Attachment) -> bytes:
    """Return the workbook that a chart part brings."""
    (found,) = (part.data for _, part in attachment.attached if part.extension == "xlsx")
    return found


def chart_parts(document: Document) -> list[Part]:
    """Return the chart parts that the drawings of a document lead to, in order."""
    references = document.element.body.iter(f"{C}chart")
    return [document.part.related_parts[node.get(f"{{{OFFICE}}}id")] for node in references]


def workbook_of_part(part: Part) -> bytes:
    """Return the workbook that a chart part leads to by its own reference."""
    external = etree.fromstring(part.blob).find(f"{C}externalData")
    assert external is not None
    found: bytes = part.related_parts[external.get(f"{{{OFFICE}}}id")].blob
    return found


# Printing values -----------------------------------------------------------------------------------------------


def in_word(value: Value) -> Document:
    """Return a document with a value, rendered by the engine and read back."""
    document = docx.Document()
    document.add_paragraph("{{ value }}")
    written = io.BytesIO()
    document.save(written)
    return docx.Document(io.BytesIO(Template.open(written.getvalue()).render({"value": value})))


class Slide:
    """A slide of python-pptx's making that a value is printed on."""

    def __init__(self) -> None:
        self.deck = pptx.Presentation()
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[6])

    def spot(self) -> SlideSpot:
        return SlideSpot(
            run_properties="",
            box=BOX,
            name="Placeholder 2",
            placeholder="",
            relate=lambda kind, target, external: "",
            embed=lambda data, extension: "",
            attach=self._attach,
            next_id=lambda: 7,
        )

    def _attach(self, attachment: Attachment) -> str:
        package = self.slide.part.package
        uri = pptx.opc.packuri.PackURI("/ppt/charts/chart9.xml")
        part = ChartPart.load(uri, attachment.content_type, package, attachment.data)
        ((key, workbook),) = attachment.attached
        book = pptx.opc.package.Part(
            pptx.opc.packuri.PackURI("/ppt/embeddings/book9.xlsx"),
            workbook.content_type,
            package,
            workbook.data,
        )
        assert part.relate_to(book, workbook.relation) == key
        return str(self.slide.part.relate_to(part, attachment.relation))

    def print(self, value: Value) -> Any:
        """Return the shape that a value became, after the deck was written and read back."""
        shape = value.slide_shape(self.spot())
        namespaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        self.slide.shapes._spTree.append(
            parse_xml(shape.replace("<p:graphicFrame", f"<p:graphicFrame {namespaces}", 1))
        )
        written = io.BytesIO()
        self.deck.save(written)
        return pptx.Presentation(io.BytesIO(written.getvalue())).slides[0].shapes[0]


# Templates that hold a chart -----------------------------------------------------------------------------------


def sample_chart(
    kind: XL_CHART_TYPE = XL_CHART_TYPE.COLUMN_CLUSTERED,
    names: Sequence[str] = ("First", "Second"),
    categories: Sequence[str] = ("a", "b", "c"),
    title: str = "",
) -> tuple[bytes, bytes]:
    """Return the parts of a chart that python-pptx wrote: the chart and its workbook."""
    data = CategoryChartData(number_format="0.0")
    data.categories = list(categories)
    for name in names:
        data.add_series(name, [1.5] * len(categories))
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = slide.shapes.add_chart(kind, 0, 0, Inches(6), Inches(4), data)
    if title:
        frame.chart.chart_title.text_frame.text = title
    part = frame.chart.part
    # python-pptx writes axis ids below 0, and smooth lines in radar charts, which the schema does not allow
    xml = part.blob.replace(b'val="-', b'val="').replace(b'<c:smooth val="0"/>', b"")
    return xml, part.chart_workbook.xlsx_part.blob


def holding(document: Document, *names: str, chart: tuple[bytes, bytes] | None = None, alt: str = "") -> None:
    """Add a paragraph for each name to a document, with a chart of that name in it."""
    for number, name in enumerate(names, 1):
        xml, workbook = chart or sample_chart()
        package = document.part.package
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        part = Part(PackURI(f"/word/charts/chart{number}.xml"), kind, xml, package)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        book = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), kind, workbook, package)
        assert part.relate_to(book, f"{OFFICE}/package") == "rId1"
        key = document.part.relate_to(part, f"{OFFICE}/chart")
        document.add_paragraph().add_run()._r.append(docx.oxml.parse_xml(_drawing(number, name, alt, key)))


def _drawing(number: int, name: str, alt: str, key: str) -> str:
    word, drawing = "wordprocessingml/2006/main", "drawingml/2006"
    base = "http://schemas.openxmlformats.org"
    return (
        f'<w:drawing xmlns:w="{base}/{word}" xmlns:wp="{base}/{drawing}/wordprocessingDrawing"'
        f' xmlns:a="{base}/{drawing}/main" xmlns:r="{OFFICE}" xmlns:c="{CHART}"><wp:inline>'
        f'<wp:extent cx="5400000" cy="2700000"/><wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}"><c:chart r:id="{key}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def written(document: Document) -> bytes:
    """Return the bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
