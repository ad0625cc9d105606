"""The dashboard: how far each domain and each respondent has come, live, with a chart."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice, SchemeColor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.formatting.rule import DataBarRule
from openpyxl.worksheet.hyperlink import Hyperlink

from docgen.derive.questionnaire.statuses import NOT_ASKED, OPEN, SETTLED, TO_CONFIRM
from docgen.playbooks.questions import Domain
from tools.kit_xlsx import Line, Sheet, Volume
from tools.kit_xlsx.charts import words_of
from tools.kit_xlsx.colours import colour
from tools.tdq_parts.cells import accept_date, protect
from tools.tdq_parts.plan import COUNTED, OWED, Q, bank, span

_WIDTHS = (2.5, 9, 33, 11, 14, 8, 10, 9, 11, 8, 9, 10)
_LAST = "L"
_TOTAL_STYLE = "House Total Whole"


def progress_sheet(volume: Volume) -> None:
    """Add the dashboard."""
    sheet = volume.sheet("Progress", _WIDTHS, landscape=False)
    sheet.title("Progress", _message(), last=_LAST)
    sheet.skip(6)
    _dates(sheet)
    first, total = _domains(sheet)
    _respondents(sheet)
    _chart(sheet, first, total)
    sheet.ws.page_setup.fitToHeight = 1
    sheet.finish(last=_LAST, freeze="D10")
    protect(sheet)


def _message() -> str:
    """Return the formula of the sentence that says how far discovery has come; it follows the answers."""
    cells = totals()
    return (
        f'={cells["settled"]}&" of "&{cells["mandatory"]}&" mandatory questions are settled, "&{cells["confirm"]}'
        f'&" wait for a yes and "&{cells["open"]}&" are open. All figures follow the answers."'
    )


def _dates(sheet: Sheet) -> None:
    assert f"'Progress'!$C${sheet.row}" == COUNTED
    row = sheet.line(
        ("Counted on", "House Label"), ("{{ tdq.counted }}", "House Input Date"), ("Due", "House Label"),
        ("{{ tdq.due }}", "House Date"), (None, "House Date"),
    )  # fmt: skip
    accept_date(sheet, f"C{row}")
    sheet.skip(6)


def totals() -> dict[str, str]:
    """Return the cells that hold the totals, with their sheet, by the word that says what they count."""
    row = _first_row() + len(bank().domains)
    columns = {
        "asked": "F", "mandatory": "G", "settled": "H", "confirm": "I", "open": "J", "overdue": "K", "share": "L",
    }  # fmt: skip
    return {word: f"'Progress'!${column}${row}" for word, column in columns.items()}


def _first_row() -> int:
    return 9


def _domains(sheet: Sheet) -> tuple[int, int]:
    """Write a row for each domain and their total; return the first row and the total's."""
    sheet.line(("By domain", "House Section"), height=22)
    heads = (
        "Sheet", "Domain", "Found by", "Sessions", "Asked", "Mandatory", "Settled", "To confirm", "Open", "Overdue",
        "Answered",
    )  # fmt: skip
    sheet.line(*((head, "House Head") for head in heads), height=20)
    first = sheet.row
    assert first == _first_row()
    for domain in bank().domains:
        _domain(sheet, domain)
    total = sheet.row
    sums: list[Line] = [(f"=SUM({column}{first}:{column}{total - 1})", _TOTAL_STYLE) for column in "FGHIJK"]
    labels: list[Line] = [("All", "House Total"), *[(None, "House Total")] * 3]
    sheet.line(*labels, *sums, (share(total), _TOTAL_STYLE))
    sheet.ws[f"{_LAST}{total}"].number_format = "0%"
    bar = DataBarRule("num", 0, "num", 1, color=colour("accent1@40"), showValue=True)
    sheet.ws.conditional_formatting.add(f"{_LAST}{first}:{_LAST}{total - 1}", bar)
    return first, total


def share(row: int) -> str:
    """Return the part of the mandatory questions that has an answer; all of none."""
    return f"=IF(G{row}=0,1,(H{row}+I{row})/G{row})"


def _domain(sheet: Sheet, domain: Domain) -> None:
    view, row = f"tdq.domains.{domain.id}", sheet.row
    counts: list[Line] = [(_count(domain, word), "House Grid Whole") for word in (SETTLED, TO_CONFIRM, OPEN)]
    sheet.line(
        (domain.id, "House Link"),
        (f"{{{{ {view}.title }}}}", "House Text"),
        (f"{{{{ {view}.method }}}}", "House Label"),
        (f"{{{{ {view}.sessions }}}}", "House Label"),
        (_asked(domain), "House Grid Whole"),
        (f"=H{row}+I{row}+J{row}", "House Grid Whole"),
        *counts,
        (_overdue(row), "House Grid Whole"),
        (share(row), "House Grid Percent"),
    )
    link = Hyperlink(ref=f"B{row}", location=f"'{domain.id}'!A1", display=domain.id)
    sheet.ws[f"B{row}"].hyperlink = link
    sheet.ws[f"B{row}"].style = "House Link"


def _asked(domain: Domain) -> str:
    states = span(domain, Q.state)
    return f'=COUNTA({states})-COUNTIF({states},"{NOT_ASKED}")'


def _count(domain: Domain, state: str) -> str:
    return f'=COUNTIFS({span(domain, Q.mandatory)},"{OWED}",{span(domain, Q.state)},"{state}")'


def _overdue(row: int) -> str:
    """Open answers are overdue once the day by which discovery is due has passed."""
    return f'=IF(AND($E$5<>"",$E$5<$C$5),J{row},0)'


def _respondents(sheet: Sheet) -> None:
    sheet.line(("By respondent", "House Section"), height=26)
    heads = (
        "Who answers", None, None, None, None, "Mandatory", "Settled", "To confirm", "Open", "Overdue", "Answered",
    )  # fmt: skip
    head = sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.unwrapped(f"B{head}")
    sheet.tag("for respondent in tdq.respondents")
    row = sheet.row
    counts: list[Line] = [(_by_person(row, word), "House Grid Whole") for word in (SETTLED, TO_CONFIRM, OPEN)]
    blanks: list[Line] = [(None, "House Text")] * 4
    sheet.line(
        ("{{ respondent.name }}", "House Text"),
        *blanks,
        (f"=H{row}+I{row}+J{row}", "House Grid Whole"),
        *counts,
        (_overdue(row), "House Grid Whole"),
        (share(row), "House Grid Percent"),
    )
    sheet.unwrapped(f"B{row}")
    sheet.tag("endfor")


def _by_person(row: int, state: str) -> str:
    counts = ",".join(
        f'COUNTIFS({span(domain, Q.respondent)},$B{row},{span(domain, Q.mandatory)},"{OWED}",'
        f'{span(domain, Q.state)},"{state}")'
        for domain in bank().domains
    )
    return f"=SUM({counts})"


_SERIES = (("H", "accent1", None), ("I", "accent1", 40), ("J", "accent5", None))
"""Column, theme colour and the part of it that is kept, in per cent: settled, to confirm, open."""


def _chart(sheet: Sheet, first: int, total: int) -> None:
    """Place a stacked bar per domain below the table: settled, to confirm, open."""
    sheet.skip(10)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    names = Reference(sheet.ws, min_col=3, min_row=first, max_row=total - 1)
    for column, slot, kept in _SERIES:
        chart.series.append(_series(sheet, column, first, total, slot, kept))
    chart.set_categories(names)
    chart.title = words_of("Mandatory questions by domain", bold=True)
    chart.title.overlay = False
    chart.legend.position = "t"
    chart.x_axis.tickLblSkip = 1
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.x_axis.txPr = chart.y_axis.txPr = _small()
    chart.layout = Layout(ManualLayout(x=0.25, y=0.16, w=0.72, h=0.8, xMode="edge", yMode="edge"))
    chart.height, chart.width = 12, 24.5
    sheet.ws.add_chart(chart, f"B{sheet.row}")
    sheet.skip(350)


def _series(sheet: Sheet, column: str, first: int, total: int, slot: str, kept: int | None) -> Series:
    place = ord(column) - ord("A") + 1
    values = Reference(sheet.ws, min_col=place, min_row=first - 1, max_row=total - 1)
    series = Series(values, title_from_data=True)
    shade = SchemeColor(val=slot)
    if kept is not None:
        shade = SchemeColor(val=slot, lumMod=kept * 1000, lumOff=(100 - kept) * 1000)
    series.graphicalProperties = GraphicalProperties(solidFill=ColorChoice(schemeClr=shade))
    series.graphicalProperties.line.noFill = True
    return series


def _small() -> RichText:
    look = CharacterProperties(sz=800)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])
