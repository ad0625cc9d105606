"""Parts that documents of several formats have alike: charts, SmartArt, the properties of a file."""

from __future__ import annotations

import io

import openpyxl
import PIL.Image
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWN = "http://schemas.microsoft.com/office/drawing/2008/diagram"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
SMART_ART = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
NAMES = {
    "a": A,
    "c": C,
    "dgm": DIAGRAM,
    "dsp": DRAWN,
    "r": RELATIONS,
    "ep": EXTENDED,
    "vt": VALUES,
    "cp": CUSTOM,
}

_FIRST = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWINGML = "application/vnd.openxmlformats-officedocument.drawingml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def override(part: str, content_type: str) -> str:
    """Return the entry of a part in the content types."""
    return f'<Override PartName="/{part}" ContentType="{content_type}"/>'


def relation(key: str, kind: str, target: str, *, external: bool = False) -> str:
    """Return a relationship; `kind` is the last word of its type, or all of it."""
    kind = kind if "/" in kind else f"{RELATIONS}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'


def relations(*entries: str) -> str:
    """Return the part that holds relationships."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_FIRST}<Relationships xmlns="{package}">{"".join(entries)}</Relationships>'


def extended_properties(company: str, manager: str) -> str:
    """Return `docProps/app.xml`."""
    inner = f"<Application>Office</Application><Manager>{manager}</Manager><Company>{company}</Company>"
    # the order of the schema does not matter here: the type is an `all`
    return f'{_FIRST}<Properties xmlns="{EXTENDED}" xmlns:vt="{VALUES}">{inner}</Properties>'


def custom_properties(text: str) -> str:
    """Return `docProps/custom.xml` with one property, `Site`."""
    held = f"<vt:lpwstr>{text}</vt:lpwstr>"
    entry = (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Site">{held}</property>'
    )
    return f'{_FIRST}<Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}">{entry}</Properties>'


def png() -> bytes:
    """Return a small picture."""
    stream = io.BytesIO()
    PIL.Image.new("RGB", (8, 8), "teal").save(stream, "PNG")
    return stream.getvalue()


def chart_part(title: str, category: str, series: str, *, workbook: str = "rId1") -> str:
    """Return a column chart's part, behind it the workbook of a relationship."""
    data = CategoryChartData()
    data.categories = [category, "Q2"]
    data.add_series(series, (3, 5))
    xml = str(ChartXmlWriter(XL_CHART_TYPE.COLUMN_CLUSTERED, data).xml).replace('"-2', '"2')
    texts = f'<a:bodyPr/><a:p><a:r><a:rPr lang="en-AU" b="1"/><a:t>{title}</a:t></a:r></a:p>'
    titled = f"<c:title><c:tx><c:rich>{texts}</c:rich></c:tx><c:overlay val='0'/></c:title>"
    xml = xml.replace('<c:autoTitleDeleted val="0"/>', f'{titled}<c:autoTitleDeleted val="0"/>')
    assert title in xml
    end = f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    return xml.replace("</c:chartSpace>", end)


def chart_workbook() -> bytes:
    """Return the workbook behind a chart."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in (("", "Tickets"), ("Q1", 3), ("Q2", 5)):
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def diagram_parts(folder: str, text: str) -> dict[str, str]:
    """Return the parts of a SmartArt drawing with one box: its data, layout, looks, colours, and the drawn shape."""
    declared = f'xmlns:dgm="{DIAGRAM}" xmlns:a="{A}"'
    body = f"<a:bodyPr/><a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p>"
    points = (
        '<dgm:pt modelId="1" type="doc"><dgm:prSet/><dgm:spPr/></dgm:pt>'
        f'<dgm:pt modelId="2"><dgm:prSet/><dgm:spPr/><dgm:t>{body}</dgm:t></dgm:pt>'
    )
    link = '<dgm:cxn modelId="3" srcId="1" destId="2" srcOrd="0" destOrd="0"/>'
    return {
        f"{folder}/diagrams/data1.xml": f"{_FIRST}<dgm:dataModel {declared}><dgm:ptLst>{points}</dgm:ptLst>"
        f"<dgm:cxnLst>{link}</dgm:cxnLst><dgm:bg/><dgm:whole/></dgm:dataModel>",
        f"{folder}/diagrams/layout1.xml": f'{_FIRST}<dgm:layoutDef {declared} uniqueId="urn:one">'
        '<dgm:layoutNode name="one"/></dgm:layoutDef>',
        f"{folder}/diagrams/quickStyle1.xml": f'{_FIRST}<dgm:styleDef {declared} uniqueId="urn:looks"/>',
        f"{folder}/diagrams/colors1.xml": f'{_FIRST}<dgm:colorsDef {declared} uniqueId="urn:colours"/>',
    }


def diagram_types(folder: str) -> str:
    """Return the entries of a SmartArt drawing's parts in the content types."""
    kinds = {"data": "Data", "layout": "Layout", "quickStyle": "Style", "colors": "Colors"}
    return "".join(
        override(f"{folder}/diagrams/{stem}1.xml", f"{_DRAWINGML}.diagram{kind}+xml")
        for stem, kind in kinds.items()
    )


def diagram_relations(base: str) -> str:
    """Return the relationships from a page to its SmartArt drawing."""
    kinds = {"data": "Data", "layout": "Layout", "quickStyle": "QuickStyle", "colors": "Colors"}
    return "".join(
        relation(f"rIdD{number}", f"diagram{kind}", f"{base}diagrams/{stem}1.xml")
        for number, (stem, kind) in enumerate(kinds.items())
    )


def diagram_reference() -> str:
    """Return the graphic that shows a SmartArt drawing."""
    ids = f'xmlns:dgm="{DIAGRAM}" xmlns:r="{RELATIONS}" r:dm="rIdD0" r:lo="rIdD1" r:qs="rIdD2" r:cs="rIdD3"'
    data = f'<a:graphicData uri="{DIAGRAM}"><dgm:relIds {ids}/></a:graphicData>'
    return f'<a:graphic xmlns:a="{A}">{data}</a:graphic>'


CHART_TYPE = f"{_DRAWINGML}.chart+xml"
