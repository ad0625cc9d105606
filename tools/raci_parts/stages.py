"""The stage matrix, and what in it differs from the written process."""

from __future__ import annotations

from openpyxl.comments import Comment

from tools.kit_xlsx import Sheet, Volume, colour_letters, one_of, when_true
from tools.kit_xlsx.rules import LETTERS
from tools.raci_parts.places import STAGES, letters

HEAD, BODY = 6, 8
CELLS = f"E{BODY}:E{BODY}"
"""The matrix; `A_COUNT`, `R_COUNT`, `C_COUNT` and `IDLE` are the counts beside it."""
A_COUNT, R_COUNT, C_COUNT, IDLE = (f"{column}{BODY}:{column}{BODY}" for column in "GHIL")
_LAST = "L"
_NOTE_SIZE = (110, 320)  # height and width in pixels


def stage_sheet(volume: Volume) -> None:
    """Add the stage matrix: a row per stage, a column per group of roles, corrections as notes and in words."""
    widths = (2.5, 7, 30, 3, 15, 3, 6, 6, 6, 20, 20, 12)
    sheet = volume.sheet(STAGES, widths, title_rows=f"5:{HEAD}")
    lead = "One row per stage as the process has it. A answers for the result, R does the work, C is asked, I is told."
    sheet.title("Stage RACI", lead, last=_LAST)
    sheet.skip(8)
    _heads(sheet)
    _matrix(sheet)
    _corrections(sheet)
    sheet.finish(last=_LAST, freeze=f"D{HEAD + 1}")


def _heads(sheet: Sheet) -> None:
    people = (None, ("Group of roles, and the people in it", "House Key Left"), None)
    sheet.line(*people, ("{{ column.people }}", "House Key"), height=20)
    sheet.line(
        ("Stage", "House Head"),
        ("Name", "House Head"),
        ("{%tc for column in raci.columns %}", "House Head"),
        ("{{ column.name }}", "House Head Centre"),
        ("{%tc endfor %}", "House Head"),
        *((text, "House Head Centre") for text in "ARC"),
        ("Owner's column", "House Head"),
        ("Second owner's", "House Head"),
        ("Owners without A or R", "House Head Centre"),
        height=22,
    )


def _matrix(sheet: Sheet) -> None:
    sheet.tag("for line in raci.stages")
    sheet.line(
        ("{{ line.id }}", "House Ref"),
        ("{{ line.name }}", "House Text"),
        None,
        ("{{ line.cells[column.key] }}", "House RACI"),
        None,
        *((f"={letters(CELLS, letter)}", "House Count") for letter in "ARC"),
        ("{{ line.owner }}", "House Text"),
        ("{{ line.second_owner }}", "House Text"),
        (f"={_idle(f'J{BODY}')}+{_idle(f'K{BODY}')}", "House Count"),
        height=24,
    )
    sheet.tag("endfor")
    # A comment that comes out empty is left out, so that only corrected cells carry one.
    note = Comment("{{ line.notes[column.key] }}", "{{ provider.name }}", *_NOTE_SIZE)
    sheet.ws[f"E{BODY}"].comment = note
    colour_letters(sheet, CELLS)
    one_of(sheet, CELLS, tuple(LETTERS), title="RACI", error="Use A, R, C, I or A/R.")
    when_true(sheet, f"G{BODY}:G{BODY}", f"G{BODY}<>1", "accent6", "accent6@12")
    when_true(sheet, f"H{BODY}:H{BODY}", f"H{BODY}=0", "accent6", "accent6@12")
    when_true(sheet, IDLE, f"L{BODY}>0", "accent5-45", "accent5@25")


def _idle(owner: str) -> str:
    """Return the formula that is 1 where the column headed `owner` is neither A nor R in this row, else 0."""
    counted = "+".join(f'COUNTIFS($E${HEAD}:$E${HEAD},{owner},{CELLS},"{letter}")' for letter in ("A*", "R"))
    return f'IF({owner}="",0,IF({counted}=0,1,0))'


def _corrections(sheet: Sheet) -> None:
    sheet.tag("if raci.corrections")
    sheet.line(("Where this matrix differs from the written process", "House Section"), height=26)
    sheet.tag("for fix in raci.corrections")
    words = (
        "{{ fix.stage }}, {{ fix.column }}: the process says {{ fix.process or 'nothing' }}, "
        "{{ fix.used or 'nothing' }} is used. {{ fix.reason }}"
    )
    sheet.note(words, last=_LAST)
    sheet.tag("endfor")
    sheet.tag("endif")
