"""The activity matrix: every activity of the onboarding, grouped by stage, with a column for each role."""

from __future__ import annotations

from tools.kit_xlsx import Line, Sheet, Volume, colour_letters, one_of, when_true
from tools.kit_xlsx.rules import LETTERS
from tools.raci_parts.places import ACTIVITIES, letters

ROLES, STAND_INS, HEAD, GROUP, BODY = 5, 6, 7, 12, 14
TOTAL_A, TOTAL_R = 17, 18
_SECOND_PAGE = "S5"
"""The stage that opens the second printed page: half of the activities lie before it."""
_BLOCKS = ("provider_roles", "client_roles", "outside_roles")
"""Three loops over columns, because a check counts the client's own."""
_FIRST, _CLIENT, _END, _LAST = "F", "I", "L", "S"


def _row(number: int) -> str:
    return f"{_FIRST}{number}:{_END}{number}"


CELLS, CLIENT_CELLS = _row(BODY), f"{_CLIENT}{BODY}:{_CLIENT}{BODY}"
HOLDERS, DEPUTIES, A_TOTALS, R_TOTALS = (_row(number) for number in (HEAD, STAND_INS, TOTAL_A, TOTAL_R))
IDS, A_COUNT, R_COUNT, C_COUNT, NEEDED, CLIENT_COUNT = (
    f"{column}{BODY}:{column}{BODY}" for column in "CNOPQR"
)


def activity_sheet(volume: Volume) -> None:
    """Add the activity matrix, on A3: live colours and counts, lists to choose from, a filter, groups by stage."""
    roles = (3.0, 10.5, 3.0) * len(_BLOCKS)
    sheet = volume.sheet(
        ACTIVITIES, (2.5, 7, 6, 56, *roles, 5, 5, 5, 8, 8, 10), paper="A3", title_rows=f"{ROLES}:{HEAD}"
    )
    lead = "Each activity has one Accountable and at least one Responsible. Change a letter: colour and counts follow."
    sheet.title("Activity RACI", lead, last="M")
    sheet.skip(8)
    _heads(sheet)
    _body(sheet)
    _totals(sheet)
    _rules(sheet)
    volume.name("raci_matrix", sheet, f"${_FIRST}${BODY}:${_END}${BODY}")
    sheet.ws.sheet_properties.outlinePr.summaryBelow = False
    sheet.finish(last=_LAST, freeze=f"E{HEAD + 1}", filter_=f"B{HEAD}:{_LAST}{BODY}")


def _blocks(text: str | None, style: str) -> list[Line | None]:
    """Return the cells of the three blocks of roles: the same text between each pair of control columns."""
    return [None, (text, style), None] * len(_BLOCKS)


def _heads(sheet: Sheet) -> None:
    words = (("Role", "{{ role.name }}", 20), ("Stand-in", "{{ role.stand_in }}", 20))
    for label, text, height in words:
        sheet.line(None, None, (label, "House Key Left"), *_blocks(text, "House Key"), height=height)
    loops: list[Line | None] = []
    for block in _BLOCKS:
        loops += [
            (f"{{%tc for role in raci.{block} %}}", "House Head"),
            ("{{ role.holder }}", "House Head Centre"),
            ("{%tc endfor %}", "House Head"),
        ]
    counts = ("A", "R", "C", "Client must act", "Client A or R", "Change")
    sheet.line(
        *((text, "House Head") for text in ("Stage", "No.", "Activity")),
        *loops,
        *((text, "House Head Centre") for text in counts),
        height=22,
    )


def _body(sheet: Sheet) -> None:
    sheet.tag("for group in raci.activities")
    sheet.tag(f'if group.id == "{_SECOND_PAGE}"')
    sheet.page_break()
    sheet.tag("endif")
    band: list[Line | None] = [(None, "House Group")] * 15
    sheet.line(
        ("{{ group.id }}", "House Group"),
        (None, "House Group"),
        ("{{ group.name }}", "House Group"),
        *band,
        height=22,
    )
    sheet.tag("for line in group.lines", level=1)
    sheet.line(
        ("{{ line.stage }}", "House Ref"),
        ("{{ line.id }}", "House Ref"),
        ("{{ line.text }}", "House Text"),
        *_blocks("{{ line.cells[role.key] }}", "House RACI"),
        *((f"={letters(CELLS, letter)}", "House Count") for letter in "ARC"),
        ("{% if line.client_acts %}Yes{% endif %}", "House Text Centre"),
        (f'={letters(CLIENT_CELLS, "A")}+COUNTIF({CLIENT_CELLS},"R")', "House Count"),
        ("{{ line.changed }}", "House Text Centre"),
        level=1,
    )
    sheet.tag("endfor", level=1)
    sheet.tag("endfor")


def _totals(sheet: Sheet) -> None:
    for words, letter in (("Accountable for", "A"), ("Responsible for", "R")):
        cells: list[Line | None] = []
        for column in (_FIRST, _CLIENT, _END):
            count = letters(f"{column}{BODY}:{column}{BODY}", letter)
            cells += [None, (f"={count}", "House Total Whole"), None]
        blanks: list[Line] = [(None, "House Total")] * 2
        sheet.line(*blanks, (words, "House Total"), *cells)


def _rules(sheet: Sheet) -> None:
    colour_letters(sheet, CELLS)
    one_of(sheet, CELLS, tuple(LETTERS), title="RACI", error="Use A, R, C, I or A/R.")
    when_true(sheet, HOLDERS, f'{_FIRST}{HEAD}="VACANT"', "accent6", "accent6@12")
    when_true(sheet, A_COUNT, f"N{BODY}<>1", "accent6", "accent6@12")
    when_true(sheet, R_COUNT, f"O{BODY}=0", "accent6", "accent6@12")
    when_true(sheet, R_COUNT, f"O{BODY}>3", "accent5-45", "accent5@25")
    when_true(sheet, CLIENT_COUNT, f'AND(Q{BODY}="Yes",R{BODY}=0)', "accent5-45", "accent5@25")
