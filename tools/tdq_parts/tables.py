"""One sheet for each table of the questionnaire, and the sheet that lists them and counts their rows."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from docgen.derive.questionnaire.statuses import (
    ANSWERED,
    CONFIRMED,
    NOT_ASKED,
    OPEN,
    PREFILLED,
    SETTLED,
    TO_CONFIRM,
)
from docgen.derive.questionnaire.tables import TableColumn, TablePlan, list_name, sheet_name
from docgen.playbooks.questions import Question
from tools.kit.palette import HAIRLINE
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
    INDEX_FIRST,
    TABLE_BLANK,
    TABLE_BODY,
    TABLE_HEAD,
    TABLE_LAST,
    TABLE_STATE,
    Q,
    bank,
    body,
    is_text,
    letters,
    span,
    table_questions,
)

_WIDTHS = {"long_text": 32, "text": 18, "multi": 22, "single": 15, "yes_no": 9, "date": 13.5}
_SHORT = {"id": 12, "region": 10, "phone": 16, "email": 27, "weekly_hours": 18, "duration": 8}
_NUMBER_WIDTH = 9
_STATUS_WIDTH = 13
_MANY_COLUMNS, _NARROWER = 20, 0.92
"""A table with so many columns has narrower ones, so that it stays one page wide; its texts take more lines."""
_HEAD_LINES = 3
_PRINTED = 5
"""Blank rows that are printed, to write on in a workshop; the rest are there for the screen."""
_FLAT = 13
"""Points of a blank row on a page on its side, which is soon full."""
_UPRIGHT = 150
"""Widest table that stays readable on A4 upright, in characters of the body font. Wider ones go on A3, as a page on
its side has no room for the blank rows."""


def table_sheet(volume: Volume, plan: TablePlan) -> None:
    """Add the sheet of one table."""
    extra = keys(plan.path)
    widths = [*_widths(plan), *(one.width for one in extra), _STATUS_WIDTH]
    wide = sum(widths) > _UPRIGHT
    sheet = volume.sheet(
        sheet_name(plan.path),
        (2.5, *widths),
        paper="A3" if wide else "A4",
        landscape=wide,
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
    sheet.finish(last=last, freeze=f"C{TABLE_HEAD + 1}", printed=TABLE_BLANK + _PRINTED - 1)
    add_table(sheet, _table_name(plan), f"B{TABLE_HEAD}:{last}{TABLE_LAST}")
    protect(sheet)


def _table_name(plan: TablePlan) -> str:
    return "tdq_" + plan.path.replace(".", "_")


def _widths(plan: TablePlan) -> list[float]:
    """Return the width of each column: by what it holds, and never so narrow that its head takes many lines."""
    part = _NARROWER if len(plan.columns) > _MANY_COLUMNS else 1
    return [max(round(_width(one) * part, 1), _head_width(_title(one))) for one in plan.columns]


def _width(one: TableColumn) -> float:
    return _SHORT.get(one.column.format) or _WIDTHS.get(one.column.type, _NUMBER_WIDTH)


def _head_width(title: str) -> float:
    longest = max(map(len, title.split()))
    return max(longest, len(title) / _HEAD_LINES) + 3


def _heads(sheet: Sheet, plan: TablePlan, extra: tuple[Computed, ...], last: str) -> None:
    """Write the title with the state of the table, the questions that it answers, and the heads of its columns."""
    asked = "\n".join(f"{question.id}  {question.text}" for question in plan.questions)
    over = max(3, min(len(plan.columns), 8))
    sheet.title(sheet_name(plan.path), asked, last=get_column_letter(over + 1))
    sheet.put(f"{last}{TABLE_STATE}", f"={_table_state(plan)}", "House Status")
    colour_status(sheet, f"{last}{TABLE_STATE}")
    many = len(plan.questions) > 1
    sheet.line(
        *((_asked_by(one, plan) if many else None, "House Key Left") for one in plan.columns), height=14
    )
    keys_row = sheet.line(*((one.key, "House Key Left") for one in plan.columns), height=14)
    sheet.ws.row_dimensions[keys_row].hidden = True
    titles = [_title(one) for one in plan.columns] + [one.title for one in extra] + ["Row status"]
    inputs = len(plan.columns)
    styles = ["House Head Input"] * inputs + ["House Head"] * len(extra) + ["House Head Input"]
    sheet.line(*zip(_unique(titles), styles, strict=True), height=20)


def _table_state(plan: TablePlan) -> str:
    """Return the state of the questions that a table answers: of the one that needs somebody most."""
    worst = SETTLED
    formula = f'"{worst}"'
    for state in (NOT_ASKED, TO_CONFIRM, OPEN):
        found = "+".join(_in_state(question, state) for question in plan.questions)
        needed = len(plan.questions) if state == NOT_ASKED else 1
        formula = f'IF({found}>={needed},"{state}",{formula})'
    return formula


def _in_state(question: Question, state: str) -> str:
    domain = bank().domains_by_id[question.domain]
    return f'COUNTIFS({span(domain, Q.id)},"{question.id}",{span(domain, Q.state)},"{state}")'


def _asked_by(one: TableColumn, plan: TablePlan) -> str:
    many = len(plan.questions) > 1 and len(one.questions) == len(plan.questions)
    return "all" if many else ", ".join(one.questions)


def _title(one: TableColumn) -> str:
    said = one.column.unit.casefold() in one.column.title.casefold()
    unit = "" if said else f" ({one.column.unit})"
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
    assert sheet.row == TABLE_BODY
    _row(sheet, plan, extra, known=True)
    sheet.tag("endfor")
    assert sheet.row == TABLE_BLANK
    while sheet.row <= TABLE_LAST:
        _row(sheet, plan, extra, known=False)


def _row(sheet: Sheet, plan: TablePlan, extra: tuple[Computed, ...], *, known: bool) -> None:
    cells = {key: f"${letter}{sheet.row}" for key, letter in letters(plan).items()}
    written: list[Line] = [_cell(one, known=known) for one in plan.columns]
    written += [(formula(one, cells), one.style) for one in extra]
    written.append(("{{ row.status }}" if known else None, "House Input"))
    upright = sheet.ws.page_setup.orientation == "portrait"
    row = sheet.line(*written, height=18 if known or upright else _FLAT)
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
    """Colour by state: known before, settled, or (yellow) still to write. Blank rows settle with the table."""
    accept_status(sheet, f"{last}{TABLE_BODY}:{last}{TABLE_LAST}")
    end = get_column_letter(len(plan.columns) + 1)
    cells = f"B{TABLE_BODY}:{end}{TABLE_LAST} {last}{TABLE_BODY}:{last}{TABLE_LAST}"
    when_true(sheet, cells, f'${last}{TABLE_BODY}="{PREFILLED}"', "dk2", "accent1@25", bold=False)
    said = ",".join(f'${last}{TABLE_BODY}="{status}"' for status in (CONFIRMED, ANSWERED))
    needless = ",".join(f'${last}${TABLE_STATE}="{state}"' for state in (SETTLED, NOT_ASKED))
    settled = f"OR({said},AND(COUNTA($B{TABLE_BODY}:${end}{TABLE_BODY})=0,OR({needless})))"
    when_true(sheet, cells, settled, "dk1", "lt1", bold=False, edge=HAIRLINE)


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
    sheet = volume.sheet("Tables", (2.5, 10, 22, 56, 8, 11, 44), landscape=False, title_rows="4:4")
    sheet.title(
        "Tables",
        "Some questions are answered in a table of their own. A row counts once it holds all that the question needs.",
        last="G",
    )
    heads = ("No.", "Table", "Question", "Rows", "Complete", "A complete row has")
    sheet.line(*((head, "House Head") for head in heads), height=20)
    assert sheet.row == INDEX_FIRST
    for plan, question in table_questions():
        _entry(sheet, plan, question)
    sheet.ws.page_setup.fitToHeight = 1
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
    )
    link = Hyperlink(ref=f"C{row}", location=f"'{name}'!A1", display=name)
    sheet.ws[f"C{row}"].hyperlink = link
    sheet.ws[f"C{row}"].style = "House Link"


def _filled(plan: TablePlan, wanted: tuple[str, ...]) -> str:
    place = letters(plan)
    return ",".join(f'{body(plan, place[key])},"<>"' for key in wanted)
