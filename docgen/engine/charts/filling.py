"""New data for a chart that a template holds: its look stays, what it shows and its workbook are written anew."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from docgen.engine.charts.data import Table, all_series, table_of
from docgen.engine.charts.model import Chart
from docgen.engine.charts.names import CHART_NS, CONTENT_TYPE, DRAWING_NS, OFFICE_NS
from docgen.engine.charts.series import categories_xml, name_xml, values_xml
from docgen.engine.charts.workbook import workbook
from docgen.engine.markup import Element
from docgen.engine.values import Attachment

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_CIRCLES = frozenset({"pieChart", "pie3DChart", "ofPieChart"})
_FILLABLE = _CIRCLES | {"doughnutChart", "radarChart"}
_FILLABLE |= {"barChart", "bar3DChart", "lineChart", "line3DChart", "areaChart", "area3DChart"}
# What a new round of a template's series does to its theme colours: as Office varies them for series 7, 13, …
_VARIATIONS = ((), (("lumMod", 60),), (("lumMod", 80), ("lumOff", 20)), (("lumMod", 80),), (("lumMod", 50),))
_AFTER_DATA = ("smooth", "shape", "extLst")
_BEFORE_EXTERNAL = ("printSettings", "userShapes", "extLst")
# [MS-ODRAWXML] 2.24.3: labels taken from cells of the old workbook
_LABEL_RANGE = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_OWN_KEY = "rIdWorkbook"


def filled(chart_xml: bytes, chart: Chart, *, attached: Sequence[tuple[str, Attachment]] = ()) -> Attachment:
    """Return a template's chart part with the categories and series of a chart, and a workbook that holds the same.

    `attached` are the other parts that the template's chart leads to, by relationship id. Series take the look
    of the template's in turn; where there are more, the look is taken again in another shade. Titles are
    replaced where the chart has one and the template shows one. Kind, colours and axes of `chart` are not looked
    at. Raise ValueError where the data does not make a chart, or the template's chart is of a kind that has
    no categories (scatter, bubble) or means them otherwise (stock, surface).
    """
    root = etree.fromstring(chart_xml, _PARSER)
    table = _fill_series(root, chart)
    _drop_empty_plots(root)
    _retitle(root, chart.title)
    before = _workbook_key(root)
    others = tuple((each, part) for each, part in attached if each != before)
    replaced = any(each == before and part.extension == "xlsx" for each, part in attached)
    key = (
        before if replaced else _OWN_KEY
    )  # a linked workbook, or one of another kind, gives way to one of ours
    _lead_to_workbook(root, key)
    return Attachment(
        stem="charts/chart",
        extension="xml",
        content_type=CONTENT_TYPE,
        relation=f"{OFFICE_NS}/chart",
        data=etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        attached=(*others, (key, workbook(table))),
    )


def _fill_series(root: Element, chart: Chart) -> Table:
    series = _matched(root, chart)
    table = _with_formats(table_of(chart.categories, all_series(chart)), series)
    for position, element in enumerate(series):
        _fill(element, position, table)
    return table


def _workbook_key(root: Element) -> str:
    """Return the relationship id of the workbook behind a chart, or nothing."""
    found = root.find(_c("externalData"))
    return "" if found is None else found.get(f"{{{OFFICE_NS}}}id", "")


def _c(name: str) -> str:
    return f"{{{CHART_NS}}}{name}"


# -- series ---------------------------------------------------------------------------------------------


def _matched(root: Element, chart: Chart) -> list[Element]:
    """Return as many series elements as the chart has series: the template's, more of the same, or fewer."""
    plots = _plots(root)
    count = len(all_series(chart))
    found = sorted((each for plot in plots for each in plot.iterchildren(_c("ser"))), key=_order)
    if not found:
        raise ValueError(
            "fills a chart that shows no series whose look could be kept; give it a sample series"
        )
    if count > 1 and any(_name(plot) in _CIRCLES for plot in plots):
        raise ValueError(f"fills a pie chart, which shows one series, and has {count}")
    for surplus in found[count:]:
        _parent(surplus).remove(surplus)
    kept = found[:count]
    return kept + [_again(found, position) for position in range(len(kept), count)]


def _plots(root: Element) -> list[Element]:
    area = root.find(f"{_c('chart')}/{_c('plotArea')}")
    plots = [each for each in (area if area is not None else ()) if _name(each).endswith("Chart")]
    for plot in plots:
        if _name(plot) not in _FILLABLE:
            kind = _name(plot).removesuffix("Chart").removesuffix("3D")
            raise ValueError(
                f"fills a {kind} chart; bar, line, area, pie, doughnut and radar charts can be filled"
            )
    return plots


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _order(series: Element) -> int:
    found = series.find(_c("order"))
    return int(found.get("val", "0")) if found is not None else 0


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _again(found: list[Element], position: int) -> Element:
    """Return a copy of the template's series whose turn it is, in another shade, after those of its plot."""
    model = found[position % len(found)]
    copy = deepcopy(model)
    for name in ("extLst", "dPt"):
        for old in copy.findall(_c(name)):
            copy.remove(old)
    for name in ("idx", "order"):
        node = copy.find(_c(name))
        if node is not None:
            node.set("val", str(_free(found, name) + position - len(found)))
    _vary(copy, position // len(found))
    last = _parent(model).findall(_c("ser"))[-1]
    last.addnext(copy)
    return copy


def _free(found: list[Element], name: str) -> int:
    return 1 + max(int(node.get("val", "0")) for each in found for node in each.iterchildren(_c(name)))


def _vary(series: Element, round_: int) -> None:
    variation = _VARIATIONS[round_ % len(_VARIATIONS)]
    for color in list(series.iter(f"{{{DRAWING_NS}}}schemeClr", f"{{{DRAWING_NS}}}srgbClr")):
        if any(each.tag == _c("spPr") and _parent(each) is series for each in color.iterancestors()):
            for name, share in variation:
                etree.SubElement(color, f"{{{DRAWING_NS}}}{name}", val=str(share * 1000))


def _with_formats(table: Table, series: list[Element]) -> Table:
    """Return the table in the number formats that the template shows, where the data says none of its own."""
    columns = []
    for column, element in zip(table.columns, series, strict=True):
        code = element.findtext(f"{_c('val')}/{_c('numRef')}/{_c('numCache')}/{_c('formatCode')}")
        columns.append(replace(column, format=code) if code and not column.own_format else column)
    return replace(table, columns=tuple(columns))


def _fill(series: Element, position: int, table: Table) -> None:
    column = table.columns[position]
    for name in ("tx", "cat", "val"):
        for old in series.findall(_c(name)):
            series.remove(old)
    order = series.find(_c("order"))
    assert order is not None  # the schema asks for it
    order.addnext(_element(name_xml(position, column)))
    for data in (categories_xml(table), values_xml(position, column)):
        _insert(series, _element(data), _AFTER_DATA)
    _drop_stale(series, len(table.categories))


def _drop_stale(series: Element, count: int) -> None:
    """Drop what was said of single points of the old data: those beyond the new, and labels typed by hand."""
    for point in [*series.iter(_c("dPt")), *series.iter(_c("dLbl"))]:
        index = point.find(_c("idx"))
        if index is not None and int(index.get("val", "0")) >= count:
            _parent(point).remove(point)
    for label in series.iter(_c("dLbl")):
        for typed in [*label.findall(_c("tx")), *label.findall(_c("extLst"))]:
            label.remove(typed)
    for bars in series.findall(_c("errBars")):
        if bars.find(_c("plus")) is not None or bars.find(_c("minus")) is not None:
            series.remove(bars)
    for extension in [each for each in series.iter(_c("ext")) if each.get("uri") == _LABEL_RANGE]:
        _parent(extension).remove(extension)


def _element(xml: str) -> Element:
    root = etree.fromstring(f'<x xmlns:c="{CHART_NS}" xmlns:a="{DRAWING_NS}">{xml}</x>')
    return root[0]


def _insert(parent: Element, child: Element, before: tuple[str, ...]) -> None:
    following = next((each for each in parent if _name(each) in before), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)


# -- the rest of the chart ------------------------------------------------------------------------------


def _drop_empty_plots(root: Element) -> None:
    """Drop a plot that has lost all its series, with the axes that were its own."""
    plots = _plots(root)
    empty = [plot for plot in plots if plot.find(_c("ser")) is None]
    for plot in empty:
        area = _parent(plot)
        area.remove(plot)
        used = {node.get("val") for other in _plots(root) for node in other.iterchildren(_c("axId"))}
        own = {node.get("val") for node in plot.iterchildren(_c("axId"))} - used
        for axis in [each for each in area if _name(each).endswith("Ax")]:
            number = axis.find(_c("axId"))
            if number is not None and number.get("val") in own:
                area.remove(axis)


def _retitle(root: Element, title: str) -> None:
    shown = root.find(f"{_c('chart')}/{_c('title')}")
    if not title or shown is None:
        return
    texts = list(shown.iter(f"{{{DRAWING_NS}}}t"))
    if texts:
        texts[0].text = title
        for other in texts[1:]:
            other.text = ""
        return
    for old in shown.findall(_c("tx")):
        shown.remove(old)
    rich = _element("<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t/></a:r></a:p></c:rich></c:tx>")
    next(rich.iter(f"{{{DRAWING_NS}}}t")).text = title
    shown.insert(0, rich)


def _lead_to_workbook(root: Element, key: str) -> None:
    for old in root.findall(_c("externalData")):
        root.remove(old)
    external = _element('<c:externalData><c:autoUpdate val="0"/></c:externalData>')
    external.set(f"{{{OFFICE_NS}}}id", key)
    _insert(root, external, _BEFORE_EXTERNAL)
