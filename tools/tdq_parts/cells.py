"""Cells that are written into: their looks, and what they accept."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from docgen.derive.questionnaire.statuses import STATUSES
from docgen.intake.model.texts import LONG_TEXT_LIMIT, TEXT_LIMIT
from tools.kit_xlsx import Sheet
from tools.tdq_parts.plan import LISTS_BODY, rows

TEXT_FORMAT = "@"
DATE = "d mmm yyyy"
_OLDEST, _LATEST = 32874, 73050
"""1 January 1990 and 31 December 2099 as Excel counts days."""
_LEAST, _MOST = -(10**9), 10**12


def chosen(list_: str) -> str:
    """Return the formula of a drop-down; `list_` is the name of its list, in quotes, or the cell that holds it.

    The entries of a list stand one below the other on the sheet of lists, so that a list may have any length.
    """
    names = f"'Lists'!{rows('B', LISTS_BODY, LISTS_BODY)}"
    return f"OFFSET('Lists'!$C${LISTS_BODY},MATCH({list_},{names},0)-1,0,COUNTIF({names},{list_}),1)"


def accept(sheet: Sheet, cells: str, rule: DataValidation, *, error: str, strict: bool = True) -> None:
    """Let a range take only what `rule` allows; if not strict, Excel asks once and then takes anything."""
    rule.allow_blank = rule.showErrorMessage = True
    rule.errorStyle = "stop" if strict else "warning"
    rule.errorTitle, rule.error = "Please check", error
    rule.add(cells)
    sheet.ws.add_data_validation(rule)


def accept_choice(sheet: Sheet, cells: str, list_: str, *, strict: bool = True) -> None:
    """Offer the entries of a list."""
    error = "Choose one of the entries of the list." if strict else "This is not in the list yet. Keep it?"
    accept(sheet, cells, DataValidation(type="list", formula1=chosen(list_)), error=error, strict=strict)


def accept_number(sheet: Sheet, cells: str, *, least: str = "", most: str = "", whole: bool = False) -> None:
    """Take numbers between two bounds, each a number or a cell; an empty cell is no bound."""
    rule = DataValidation(
        type="whole" if whole else "decimal",
        operator="between",
        formula1=_bound(least, _LEAST),
        formula2=_bound(most, _MOST),
    )
    kind = "a whole number" if whole else "a number"
    accept(sheet, cells, rule, error=f"Write {kind} within the limits of this answer.")


def _bound(limit: str, otherwise: int) -> str:
    if not limit:
        return str(otherwise)
    return f'IF({limit}="",{otherwise},{limit})' if limit[0] == "$" else limit


def accept_date(sheet: Sheet, cells: str) -> None:
    """Take days of this age."""
    rule = DataValidation(type="date", operator="between", formula1=str(_OLDEST), formula2=str(_LATEST))
    accept(sheet, cells, rule, error="Write a date, such as 16/03/2027.")


def accept_text(sheet: Sheet, cells: str, *, most: str = "", long: bool = False) -> None:
    """Take texts up to a length: a cell, else that of a short or long text of the intake."""
    limit = f"${most}" if most else str(LONG_TEXT_LIMIT if long else TEXT_LIMIT)
    rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=limit)
    accept(sheet, cells, rule, error="This text is too long; put the rest into a document and name it.")


def accept_status(sheet: Sheet, cells: str) -> None:
    """Offer the states of an answer."""
    rule = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"')
    accept(sheet, cells, rule, error="Choose one of the entries of the list.")


def protect(sheet: Sheet) -> None:
    """Lock what nobody should type over. There is no password: it guards against slips, not against people."""
    guard = sheet.ws.protection
    guard.sheet = True
    # False means allowed (ISO/IEC 29500-1, 18.3.1.85).
    guard.formatColumns = guard.formatRows = guard.autoFilter = guard.sort = False
