"""Who is allocated to which stage: shares of time, the person-days they come to, and a chart."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.utils import get_column_letter

from docgen.derive.resources import MOST_STAGES
from tools.kit_xlsx import Line, Sheet, Volume, heat, when_true
from tools.kit_xlsx.charts import dress, fill_series, titled_by
from tools.raci_parts.places import RESOURCES

_HEAD, _NAMES, _DAYS, _BODY = 7, 8, 11, 13
_SHARES = tuple(get_column_letter(4 + at) for at in range(MOST_STAGES))
_WORK = tuple(get_column_letter(12 + at) for at in range(MOST_STAGES))
_LAST = "S"
_FILLS = ("accent3@30", "accent1@25", "accent1@60", "accent1", "dk2", "accent2", "accent3")
"""One for each stage; neighbours differ in grey print too."""


def resources_sheet(volume: Volume) -> None:
    """Add the allocation: shares as a heat grid, person-days as live products, a stacked column per person."""
    share = work = (12.5,) * MOST_STAGES
    sheet = volume.sheet(RESOURCES, (2.5, 24, 24, *share, 2.5, *work, 10), title_rows=f"{_HEAD}:{_HEAD}")
    lead = "Person-days are working days times the share of time. Change a share or a number of days: they follow."
    sheet.title("Resources", lead, last=_LAST)
    sheet.note("{{ resources.basis }}", last=_LAST)
    sheet.skip(4)
    blocks: list[Line | None] = [None] * (MOST_STAGES + 3)
    blocks[2], last = ("Share of working time", "House Section"), ("Person-days", "House Section")
    sheet.line(*blocks, last, height=22)
    _heads(sheet)
    total = _provider(sheet)
    _others(sheet)
    sheet.skip()
    _chart(sheet, sheet.row)
    heat(sheet, f"{_SHARES[0]}{_BODY}:{_SHARES[-1]}{_BODY}")
    heat(sheet, f"{_WORK[0]}{_BODY}:{_WORK[-1]}{_BODY}")
    when_true(sheet, f"C{_BODY}:C{_BODY}", f'C{_BODY}="VACANT"', "accent6", "accent6@12")
    volume.name("person_days", sheet, f"${_LAST}${total}")
    sheet.row += 20
    sheet.finish(last=_LAST, freeze=f"D{_HEAD + 1}")
    sheet.ws.page_setup.fitToHeight = 1


def _stages(form: str, style: str) -> list[Line]:
    """Return a cell for each stage; `form` has `@` where the stage's place belongs."""
    return [(form.replace("@", f"resources.stages[{at}]"), style) for at in range(MOST_STAGES)]


def _heads(sheet: Sheet) -> None:
    ids = _stages("{{ @.id }}", "House Head Centre")
    sheet.line(
        ("Role", "House Head"), ("Who", "House Head"), *ids, None, *ids, ("Total", "House Head Centre")
    )
    names = _stages("{{ @.name }}", "House Key")
    sheet.line(("Stage", "House Key Left"), None, *names, None, *names, height=20)
    for label, field in (("First day", "start"), ("Last day", "end")):
        day = f"{{% if @.{field} %}}{{{{ @.{field}|date('day') }}}}{{% endif %}}"
        sheet.line((label, "House Label"), (None, "House Label"), *_stages(day, "House Text Centre"))
    days = _stages("{{ @.days }}", "House Grid Whole")
    sheet.line(("Working days", "House Label"), (None, "House Label"), *days)


def _provider(sheet: Sheet) -> int:
    sheet.tag("for line in resources.lines")
    shares = [(f"{{{{ line.shares[{at}] }}}}", "House Grid Percent") for at in range(MOST_STAGES)]
    products = [(f"={share}{_BODY}*{share}${_DAYS}", "House Grid Decimal") for share in _SHARES]
    sheet.line(
        ("{{ line.role }}", "House Text"),
        ("{{ line.name }}", "House Text"),
        *shares,
        None,
        *products,
        _sum(_BODY),
    )
    sheet.tag("endfor")
    return _total(sheet, "{{ provider.name }}", _BODY)


def _sum(row: int) -> Line:
    return f"=SUM({_WORK[0]}{row}:{_WORK[-1]}{row})", "House Sum"


def _total(sheet: Sheet, words: str, row: int) -> int:
    sums: list[Line] = [
        (f"=SUM({column}{row}:{column}{row})", "House Total Decimal") for column in (*_WORK, _LAST)
    ]
    blanks: list[Line] = [(None, "House Total")] * (MOST_STAGES + 2)
    return sheet.line((words, "House Total"), *blanks, *sums)


def _others(sheet: Sheet) -> None:
    sheet.tag("if resources.others")
    sheet.line(("Client and others, as the plan states them", "House Section"), height=26)
    sheet.tag("for line in resources.others")
    at = sheet.row
    blanks: list[Line | None] = [(None, "House Text")] * MOST_STAGES
    days = [(f"{{{{ line.days[{each}] }}}}", "House Grid Decimal") for each in range(MOST_STAGES)]
    sheet.line(
        ("{{ line.role }}", "House Text"), ("{{ line.name }}", "House Text"), *blanks, None, *days, _sum(at)
    )
    sheet.tag("endfor")
    _total(sheet, "Client and others", at)
    sheet.tag("endif")


def _chart(sheet: Sheet, row: int) -> None:
    """Add the chart: a column for each role, stacked by stage, the earliest at the bottom."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 45
    names = Reference(sheet.ws, min_col=2, min_row=_BODY, max_row=_BODY)
    for at, fill in enumerate(_FILLS):
        column = 12 + at
        values = Reference(sheet.ws, min_col=column, min_row=_BODY, max_row=_BODY)
        series = Series(values, title_from_data=False)
        series.tx = titled_by(f"{sheet.name}!${get_column_letter(column)}${_NAMES}")
        fill_series(series, fill)
        chart.series.append(series)
    chart.set_categories(names)
    dress(chart, "{{ resources.message }}", unit="Person-days", size=(37, 10))
    sheet.ws.add_chart(chart, f"B{row}")
