"""The sheet of figures: each with its state and what to look for."""

from __future__ import annotations

from docgen.derive.questionnaire.statuses import OPEN
from tools.kit_xlsx import Sheet, Volume, colour_status
from tools.tdq_parts.cells import protect
from tools.tdq_parts.figure_list import FIGURES
from tools.tdq_parts.figure_terms import Figure
from tools.tdq_parts.plan import OWED, Q, bank, span


def figures_sheet(volume: Volume) -> None:
    """Add the sheet of figures."""
    sheet = volume.sheet("Figures", (2.5, 50, 14, 17, 44, 9), title_rows="4:4", landscape=False)
    sheet.title(
        "Figures",
        "What follows from the answers. Every figure is live; it is only as complete as its sheets.",
        last="F",
    )
    heads = ("Figure", "Now", "State", "What to look for", "Sheet")
    sheet.line(*((head, "House Head") for head in heads), height=20)
    first = sheet.row
    for figure in FIGURES:
        _line(sheet, figure)
    colour_status(sheet, f"D{first}:D{sheet.row - 1}")
    sheet.finish(last="F", freeze=f"C{first}")
    protect(sheet)


def _line(sheet: Sheet, figure: Figure) -> None:
    cell, domain = f"$C{sheet.row}", bank().domains_by_id[figure.domain]
    test = figure.test.format(v=cell)
    waiting = f'COUNTIFS({span(domain, Q.mandatory)},"{OWED}",{span(domain, Q.state)},"{OPEN}")>0'
    later = f'IF({test},"▲ Look again",IF({waiting},"○ So far","● Fine"))'
    row = sheet.line(
        (figure.label, "House Text"),
        (f"={figure.formula}", "House Whole"),
        (f'=IF({cell}="","○ Not known",{later})', "House Status"),
        (figure.because, "House Label"),
        (figure.domain, "House Ref"),
    )
    sheet.ws[f"C{row}"].number_format = figure.shown
