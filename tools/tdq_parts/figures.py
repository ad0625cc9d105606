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
    sheet = volume.sheet("Figures", (2.5, 46, 16, 18, 44, 13), title_rows="4:4", landscape=False)
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
    _losses(sheet)
    sheet.finish(last="F", freeze=f"C{first}")
    protect(sheet)


def _losses(sheet: Sheet) -> None:
    """Write what each system may lose by today's backup at worst, against what its owner accepts."""
    sheet.tag("if tdq.losses")
    sheet.line(
        ("Worst loss of work by today's backup, as the document was issued", "House Section"), height=28
    )
    heads = ("System", "May lose (RPO)", "State", "Where it comes from", "Worst loss")
    sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.tag("for one in tdq.losses")
    row = sheet.line(
        ("{{ one.name }}", "House Text"),
        ("{{ one.allowed }}", "House Text"),
        ("{{ one.chip }}", "House Status"),
        ("{{ one.basis }}", "House Label"),
        ("{{ one.loss }}", "House Text"),
    )
    colour_status(sheet, f"D{row}:D{row}")
    sheet.tag("endfor")
    sheet.tag("endif")


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
