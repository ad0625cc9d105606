"""The rules over the matrices. Where a formula can count, it does so as one edits; the rest is as issued."""

from __future__ import annotations

from tools.kit_xlsx import Sheet, Volume, add_table, colour_status
from tools.raci_parts import activities, run, stages
from tools.raci_parts.places import ACTIVITIES, CHECKS, RUN, STAGES, not_one, on, strange

HEAD, FIRST = 7, 8
_RULES = (*(f"RACI-{number:02}" for number in range(1, 13)), *(f"RES-{number:02}" for number in range(1, 4)))
_END = FIRST + len(_RULES) - 1
RESULTS = f"H{FIRST}:H{_END}"
_ENDED = _END + 10
"""The row of the list of roles that end with the onboarding."""
_LAST = "H"
_AIR = "\N{NO-BREAK SPACE}"
"""A chip that is printed begins with one; so do those that a formula writes."""


def _both(stage: str, activity: str) -> str:
    return f"{stage}+{activity}"


def _activity(cells: str) -> str:
    return on(ACTIVITIES, cells)


def _stage(cells: str) -> str:
    return on(STAGES, cells)


def _consulted() -> str:
    """Return the formula of rows in which more than half of the columns hold C: more than the half rounded down."""
    heads = (_stage(f"E{stages.HEAD}:E{stages.HEAD}"), _activity(activities.HOLDERS))
    counts = (_stage(stages.C_COUNT), _activity(activities.C_COUNT))
    pairs = zip(counts, heads, strict=True)
    return "+".join(f'COUNTIF({count},">"&INT(COUNTA({head})/2))' for count, head in pairs)


def _named() -> str:
    holders, answers = _activity(activities.HOLDERS), f'{_activity(activities.A_TOTALS)},">0"'
    several = f'COUNTIFS({holders},"*;*",{answers})'
    alone = f'COUNTIFS({_activity(activities.DEPUTIES)},"None named",{holders},"<>*;*",{answers})'
    return f'COUNTIFS({holders},"VACANT",{answers})+{several}+{alone}'


def _live() -> dict[str, str]:
    """Return the formulas by rule; a rule that needs dates, plans or other clients has none."""
    many = '">3"'
    return {
        "RACI-01": _both(not_one(_stage(stages.A_COUNT)), not_one(_activity(activities.A_COUNT))),
        "RACI-02": f"COUNTIF({_stage(stages.R_COUNT)},0)+COUNTIF({_activity(activities.R_COUNT)},0)",
        "RACI-03": _both(strange(_stage(stages.CELLS)), strange(_activity(activities.CELLS))),
        "RACI-04": f"COUNTIF({_stage(stages.R_COUNT)},{many})+COUNTIF({_activity(activities.R_COUNT)},{many})",
        "RACI-05": _named(),
        "RACI-06": _consulted(),
        "RACI-07": f"COUNTIFS({_activity(activities.A_TOTALS)},0,{_activity(activities.R_TOTALS)},0)",
        "RACI-09": f"SUM({_stage(stages.IDLE)})",
        "RACI-11": f'COUNTIFS({_activity(activities.NEEDED)},"Yes",{_activity(activities.CLIENT_COUNT)},0)',
        "RACI-12": f"SUM(F{_ENDED}:F{_ENDED})",
    }


def to_look_at(results: str) -> str:
    """Return the formula that counts results which are neither met nor accepted nor waiting."""
    return "+".join(f'COUNTIF({results},"*{glyph}*")' for glyph in "■▲")


def checks_sheet(volume: Volume) -> None:
    """Add the checks: what is counted, how much of it is accepted, the result, and where."""
    sheet = volume.sheet(CHECKS, (2.5, 11, 64, 16, 13, 11, 11, 46))
    lead = "Live checks count again whenever a letter changes; the others stand as the document was issued."
    sheet.title("Checks", lead, last=_LAST)
    sheet.skip(4)
    sheet.line((f"={to_look_at(RESULTS)}", "House KPI"), height=34)
    row = sheet.line(("to look at", "House KPI Label"))
    sheet.unwrapped(f"B{row}")
    heads = ("Rule", "What is checked", "Level", "Counted", "Found", "Accepted", "Result")
    sheet.line(*((text, "House Head") for text in heads))
    live = _live()
    for rule in _RULES:
        _rule(sheet, rule, live.get(rule, ""))
    colour_status(sheet, RESULTS)
    add_table(sheet, "tblChecks", f"B{HEAD}:{_LAST}{_END}")
    _findings(sheet)
    _ended(sheet)
    sheet.finish(last=_LAST, freeze=f"C{HEAD + 1}")


def _rule(sheet: Sheet, rule: str, formula: str) -> None:
    check = f'raci.checks["{rule}"]'
    at = sheet.row
    result = (
        f'=IF(F{at}>G{at},IF(D{at}="Error","{_AIR}■ Not met","{_AIR}▲ To look at"),'
        f'IF(F{at}>0,"{_AIR}● Accepted","{_AIR}● Met"))'
        if formula
        else f"{{{{ {check}.chip }}}}"
    )
    sheet.line(
        (rule, "House Ref"),
        (f"{{{{ {check}.what }}}}", "House Text"),
        (f"{{{{ {check}.level }}}}", "House Text"),
        ("Live" if formula else "As issued", "House Text"),
        (f"={formula}" if formula else f"{{{{ {check}.found }}}}", "House Text Centre"),
        (f"{{{{ {check}.accepted }}}}", "House Text Centre"),
        (result, "House Status"),
    )


def _findings(sheet: Sheet) -> None:
    """Write what was found when the document was issued, and what some checks wait for: a row for each, on a page of
    its own."""
    sheet.page_break()
    sheet.line(("Found when the document was issued", "House Section"), height=26)
    heads = ("Rule", "Where", "State", "Why it is accepted, or what it waits for", None, None, None)
    row = sheet.line(*((text, "House Head") for text in heads))
    sheet.unwrapped(f"E{row}")
    sheet.tag("for line in raci.findings")
    texts = (
        ("{{ line.rule }}", "House Ref"),
        ("{{ line.where }}", "House Text"),
        ("{{ line.chip }}", "House Status"),
        ("{{ line.reason }}", "House Text"),
    )
    row = sheet.line(*texts, *[(None, "House Text")] * 3, height=20)
    sheet.ws.merge_cells(f"E{row}:{_LAST}{row}")
    colour_status(sheet, f"D{row}:D{row}")
    sheet.tag("endfor")


def _ended(sheet: Sheet) -> None:
    sheet.line(("Roles that end with the onboarding (RACI-12)", "House Section"), height=26)
    heads = ("", "Role", "", "", "In BAU RACI")
    sheet.line(*((text or None, "House Head") for text in heads), height=20)
    sheet.tag("for role in raci.ended")
    at = sheet.row
    blanks = [(None, "House Text")] * 2
    count = f"=COUNTIF({on(RUN, run.ROLES)},C{at})"
    sheet.line((None, "House Text"), ("{{ role }}", "House Text"), *blanks, (count, "House Text Centre"))
    sheet.tag("endfor")
