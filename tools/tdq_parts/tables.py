"""One sheet for each table of the questionnaire, and the sheet that lists them and counts their rows."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from docgen.derive.questionnaire.statuses import PREFILLED
from docgen.derive.questionnaire.tables import TableColumn, TablePlan, list_name, sheet_name
from docgen.playbooks.questions import Question
from tools.kit_xlsx import Line, Sheet, Volume, add_table, colour_status, when_true
from tools.kit_xlsx.colours import colour
from tools.tdq_parts.cells import (
    TEXT_FORMAT,
    accept_choice,
    accept_date,
    accept_number,
    accept_status,
    accept_text,
    protect,
)
from tools.tdq_parts.computed import Computed, formula, keys
from tools.tdq_parts.plan import (
    HEIGHTS,
    INDEX_FIRST,
    TABLE_BLANK,
    TABLE_BODY,
    TABLE_HEAD,
    TABLE_LAST,
    body,
    is_text,
    letters,
    table_questions,
)

_WIDTHS = {"long_text": 34, "text": 22, "multi": 28, "single": 20, "yes_no": 10, "date": 16}
_SHORT = {"id": 13, "region": 12, "phone": 17, "email": 27, "weekly_hours": 20}
_NUMBER_WIDTH = 11
_STATUS_WIDTH = 14
_A4_CHARACTERS, _A3_CHARACTERS = 200, 300
"""Widest sheets that stay readable on one page across, in characters of the body font."""


def table_sheet(volume: Volume, plan: TablePlan) -> None:
    """Add the sheet of one table."""
    extra = keys(plan.path)
    widths = [_width(one) for one in plan.columns] + [one.width for one in extra] + [_STATUS_WIDTH]
    wide = sum(widths) > _A4_CHARACTERS
    sheet = volume.sheet(
        sheet_name(plan.path),
        (2.5, *widths),
        paper="A3" if wide else "A4",
        title_rows=f"{TABLE_HEAD}:{TABLE_HEAD}",
    )
    sheet.ws.sheet_properties.tabColor = colour("accent3")
    last = get_column_letter(len(widths) + 1)
    _heads(sheet, plan, extra, last)
    _body(sheet, plan, extra)
    for place, one in enumerate(plan.columns, 2):
        _accept(sheet, one, get_column_letter(place))
    _status(sheet, plan, last)
    _marks(sheet, extra, len(plan.columns) + 2)
    sheet.finish(last=last, freeze=f"C{TABLE_HEAD + 1}")
    if sum(widths) > _A3_CHARACTERS:
        sheet.ws.page_setup.fitToWidth = 2
        sheet.ws.print_title_cols = "A:C"
    add_table(sheet, _table_name(plan), f"B{TABLE_HEAD}:{last}{TABLE_LAST}")
    protect(sheet)


def _table_name(plan: TablePlan) -> str:
    return "tdq_" + plan.path.replace(".", "_")


def _width(one: TableColumn) -> float:
    return _SHORT.get(one.column.format) or _WIDTHS.get(one.column.type, _NUMBER_WIDTH)


def _heads(sheet: Sheet, plan: TablePlan, extra: tuple[Computed, ...], last: str) -> None:
    asked = "\n".join(f"{question.id}  {question.text}" for question in plan.questions)
    over = max(3, min(len(plan.columns), 8)) + 1
    sheet.title(sheet_name(plan.path), asked, last=get_column_letter(over), lines=len(plan.questions) + 1)
    sheet.line(*((_asked_by(one, plan), "House Key Left") for one in plan.columns), height=14)
    sheet.line(*((one.key, "House Key Left") for one in plan.columns), height=14)
    titles = [_title(one) for one in plan.columns] + [one.title for one in extra] + ["Row status"]
    sheet.line(*((text, "House Head") for text in _unique(titles)), height=40)


def _asked_by(one: TableColumn, plan: TablePlan) -> str:
    many = len(plan.questions) > 1 and len(one.questions) == len(plan.questions)
    return "all" if many else ", ".join(one.questions)


def _title(one: TableColumn) -> str:
    unit = f" ({one.column.unit})" if one.column.unit else ""
    return f"{one.column.title}{unit}{' *' if one.column.required else ''}"


def _unique(titles: list[str]) -> list[str]:
    """Return the titles with a number after each that came before: a table's columns have names of their own."""
    found: list[str] = []
    for title in titles:
        count = sum(1 for before in found if before.split(" [")[0].casefold() == title.casefold())
        found.append(f"{title} [{count + 1}]" if count else title)
    return found


def _body(sheet: Sheet, plan: TablePlan, extra: tuple[Computed, ...]) -> None:
    sheet.tag(f'for row in tdq.tables["{plan.path}"].rows')
    for place, (chosen, height) in enumerate(HEIGHTS):
        sheet.tag(f"{'elif' if place else 'if'} {chosen}" if chosen else "else")
        _row(sheet, plan, extra, height, known=True)
    sheet.tag("endif")
    sheet.tag("endfor")
    assert sheet.row == TABLE_BLANK
    while sheet.row <= TABLE_LAST:
        _row(sheet, plan, extra, 18, known=False)


def _row(sheet: Sheet, plan: TablePlan, extra: tuple[Computed, ...], height: float, *, known: bool) -> None:
    cells = {key: f"${letter}{sheet.row}" for key, letter in letters(plan).items()}
    written: list[Line] = [_cell(one, known=known) for one in plan.columns]
    written += [(formula(one, cells), one.style) for one in extra]
    written.append(("{{ row.status }}" if known else None, "House Input"))
    row = sheet.line(*written, height=height)
    for one, letter in zip(plan.columns, letters(plan).values(), strict=True):
        if is_text(one):
            sheet.ws[f"{letter}{row}"].number_format = TEXT_FORMAT


def _cell(one: TableColumn, *, known: bool) -> Line:
    style = {"date": "House Input Date", "integer": "House Input Number", "decimal": "House Input Number"}
    look = style.get(one.column.type, "House Input Number" if one.column.type == "percent" else "House Input")
    return (f'{{{{ row.cells["{one.key}"] }}}}' if known else None, look)


def _accept(sheet: Sheet, one: TableColumn, letter: str) -> None:
    """Let a column take what the intake would: refs may be new, options may not."""
    cells, column = f"{letter}{TABLE_BODY}:{letter}{TABLE_LAST}", one.column
    if column.type == "multi":
        accept_text(sheet, cells, long=True)
    elif name := list_name(column):
        accept_choice(sheet, cells, f'"{name}"', strict=not column.ref)
    elif column.type == "date":
        accept_date(sheet, cells)
    elif is_text(one):
        accept_text(sheet, cells, long=column.type == "long_text")
    else:
        least, most = ("" if limit is None else str(limit) for limit in (column.min, column.max))
        accept_number(sheet, cells, least=least, most=most, whole=column.type == "integer")


def _status(sheet: Sheet, plan: TablePlan, last: str) -> None:
    accept_status(sheet, f"{last}{TABLE_BODY}:{last}{TABLE_LAST}")
    inputs = f"B{TABLE_BODY}:{get_column_letter(len(plan.columns) + 1)}{TABLE_LAST}"
    when_true(sheet, inputs, f'${last}{TABLE_BODY}="{PREFILLED}"', "dk2", "accent1@25", bold=False)


def _marks(sheet: Sheet, extra: tuple[Computed, ...], first: int) -> None:
    for place, one in enumerate(extra, first):
        letter = get_column_letter(place)
        cells = f"{letter}{TABLE_BODY}:{letter}{TABLE_LAST}"
        if one.style == "House Status":
            colour_status(sheet, cells)
        elif one.low is not None:
            low = f"AND(ISNUMBER({letter}{TABLE_BODY}),{letter}{TABLE_BODY}<{one.low})"
            when_true(sheet, cells, low, "accent5-45", "accent5@25")


def index_sheet(volume: Volume) -> None:
    """Add the sheet that lists the tables by question, with links and the rows that each has."""
    sheet = volume.sheet("Tables", (2.5, 10, 24, 62, 9, 11, 48), title_rows="4:4")
    sheet.title(
        "Tables",
        "Some questions are answered in a table of their own. A row counts once it holds all that the question needs.",
        last="G",
    )
    heads = ("No.", "Table", "Question", "Rows", "Complete", "A complete row has")
    sheet.line(*((head, "House Head") for head in heads), height=24)
    assert sheet.row == INDEX_FIRST
    for plan, question in table_questions():
        _entry(sheet, plan, question)
    sheet.finish(last="G", freeze=f"C{INDEX_FIRST}", filter_=f"B{INDEX_FIRST - 1}:G{sheet.row - 1}")
    protect(sheet)


def _entry(sheet: Sheet, plan: TablePlan, question: Question) -> None:
    name, place = sheet_name(plan.path), letters(plan)
    wanted = plan.asked_columns(question)
    titles = {one.key: one.column.title for one in plan.columns}
    row = sheet.line(
        (question.id, "House Ref"),
        (name, "House Link"),
        (question.text, "House Text"),
        (f"=COUNTA({body(plan, place[question.row_key[-1]])})", "House Count"),
        (f"=COUNTIFS({_filled(plan, wanted)})", "House Count"),
        (", ".join(titles[key] for key in wanted), "House Label"),
        height=28,
    )
    link = Hyperlink(ref=f"C{row}", location=f"'{name}'!A1", display=name)
    sheet.ws[f"C{row}"].hyperlink = link
    sheet.ws[f"C{row}"].style = "House Link"


def _filled(plan: TablePlan, wanted: tuple[str, ...]) -> str:
    place = letters(plan)
    return ",".join(f'{body(plan, place[key])},"<>"' for key in wanted)
