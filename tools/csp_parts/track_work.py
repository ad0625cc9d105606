"""The sheets of what is done: actions and promises, training, check-ins."""

from __future__ import annotations

from tools.csp_parts.track_measures import heads
from tools.csp_parts.track_places import (
    ACTIONS,
    BODY,
    CHECKINS,
    COUNTED,
    HEAD,
    LAST_ACTION,
    LAST_CALL,
    LAST_SESSION,
    TRAINING,
)
from tools.kit_xlsx import Line, Sheet, Volume, colour_status, none_recorded, one_of

_FREE_ACTIONS = 12
_STATUSES = ("Open", "In progress", "Done", "Cancelled")
_CALL_STATUSES = ("Planned", "Held", "Missed", "Cancelled")
_SAID = ("progress", "questions", "guidance")
_NUMBERS = ("seats", "attendance")
_ERROR = "Choose one of the entries of the list."


def actions_sheet(volume: Volume) -> None:
    """Add actions and promises in one list, with free rows; what is overdue follows the day on the sheet Plan."""
    widths = (2.5, 8, 10, 52, 22, 20, 15, 24, 13, 16)
    sheet = volume.sheet(ACTIONS, widths, title_rows=f"{HEAD}:{HEAD}")
    lead = (
        "What each side still does, and what was promised. Choose a status: the state follows it and the day."
    )
    sheet.title("Actions and promises", lead, last="J")
    sheet.skip(8)
    heads(sheet, "Ref", "Kind", "What", "Side", "Owner", "Due", "From", "Status", "State")
    sheet.tag("for one in success.actions")
    rows = [_action(sheet, "Action", "{{ one.side }}")]
    sheet.tag("endfor")
    sheet.tag("for one in success.commitments or []")
    rows.append(_action(sheet, "Promise", "{{ provider.name }}"))
    sheet.tag("endfor")
    sheet.tag(f"for free in range({_FREE_ACTIONS})")
    rows.append(_free_action(sheet))
    sheet.tag("endfor")
    assert (rows[0], sheet.row - 1) == (BODY, LAST_ACTION)
    one_of(sheet, f"I{rows[0]}:I{rows[-1]}", _STATUSES, title="Status", error=_ERROR)
    one_of(sheet, f"C{rows[-1]}:C{rows[-1]}", ("Action", "Promise"), title="Kind", error=_ERROR)
    colour_status(sheet, f"J{rows[0]}:J{rows[-1]}")
    sheet.finish(last="J", freeze=f"E{HEAD + 1}", filter_=f"B{HEAD}:J{rows[-1]}")


def _action(sheet: Sheet, kind: str, side: str) -> int:
    status = "{% if one.overdue %}Open{% else %}{{ one.chip.text }}{% endif %}"
    return sheet.line(
        ("{{ one.id }}", "House Ref"),
        (kind, "House Text"),
        ("{{ one.text }}", "House Text"),
        (side, "House Text"),
        ("{{ one.owner }}", "House Text"),
        ("{{ one.due }}", "House Date"),
        ("{{ one.source }}", "House Text"),
        (status, "House Input"),
        (_action_state(sheet.row), "House Status"),
        height=22,
    )


def _free_action(sheet: Sheet) -> int:
    blank: list[Line] = [(None, "House Input")] * 5
    rest: list[Line] = [(None, "House Input Date"), (None, "House Input"), (None, "House Input")]
    return sheet.line(*blank, *rest, (_action_state(sheet.row), "House Status"), height=22)


def _action_state(row: int) -> str:
    late = f"AND(ISNUMBER(G{row}),G{row}<{COUNTED})"
    going = f'IF({late},"■ Overdue",IF(I{row}="In progress","▲ In progress","○ Open"))'
    return f'=IF(D{row}="","",IF(I{row}="Done","● Done",IF(I{row}="Cancelled","○ Cancelled",{going})))'


def training_sheet(volume: Volume) -> None:
    """Add the training sessions with who came, and the share of the places that were taken."""
    widths = (2.5, 7, 31, 15, 26, 17, 7, 17, 11, 8, 9, 8, 13, 18)
    sheet = volume.sheet(TRAINING, widths, title_rows=f"{HEAD}:{HEAD}")
    lead = "Write down who came; the rest follows. The aim is {{ success.training.wanted }} % of the places."
    sheet.title("Training", lead, last="N")
    sheet.skip(8)
    heads(
        sheet, "Ref", "Session", "For", "Audience", "Day", "Start", "Trainer", "Material", "Places", "Came", "Share",
        "Result", "State",
    )  # fmt: skip
    sheet.tag("for one in success.training.sessions or []")
    fields = ("id", "title", "kind", "audience", "date", "start", "trainer", "materials", "seats")
    styles = {"id": "House Ref", "title": "House Strong", "date": "House Date", "seats": "House Whole"}
    row = sheet.row
    sheet.line(
        *((_field(field), styles.get(field, "House Text")) for field in fields),
        (_field("attendance"), "House Input Number"),
        (f'=IF(AND(ISNUMBER(J{row}),ISNUMBER(K{row})),IF(J{row}>0,K{row}/J{row},""),"")', "House Percent"),
        ("{{ one.assessment }}", "House Text"),
        (_session_state(row), "House Status"),
        height=22,
    )
    sheet.tag("endfor")
    assert (row, sheet.row - 1) == (BODY, LAST_SESSION)
    _total(sheet, row, sheet.row - 1)
    sheet.tag("if success.training.sessions")
    none_recorded(sheet, "success.training.sessions", "No session is planned yet.")
    colour_status(sheet, f"N{row}:N{row}")
    sheet.finish(last="N", freeze=f"D{HEAD + 1}")


def _field(name: str) -> str:
    """Return the tag of a field; a number that may be unknown without being asked for leaves its cell empty."""
    return (
        f'{{{{ one.{name} if one.{name} is not none else "" }}}}'
        if name in _NUMBERS
        else f"{{{{ one.{name} }}}}"
    )


def _session_state(row: int) -> str:
    due = f"AND(ISNUMBER(F{row}),F{row}<={COUNTED})"
    return f'=IF(ISNUMBER(K{row}),"● Held",IF({due},"▲ Not recorded","○ Planned"))'


def _total(sheet: Sheet, first: int, last: int) -> None:
    """Sum the places and those who came; the share counts the places of sessions that were held."""
    seats, came = (f"{column}{first}:{column}{last}" for column in "JK")
    held = f'SUMIFS({seats},{came},">=0")'
    blanks: list[Line] = [(None, "House Total")] * 7
    sheet.line(
        ("All", "House Total"),
        *blanks,
        (f"=SUM({seats})", "House Total Whole"),
        (f"=SUM({came})", "House Total Whole"),
        (f'=IF({held}=0,"",SUM({came})/{held})', "House Total Whole"),
        *[(None, "House Total")] * 2,
    )
    sheet.ws[f"L{sheet.row - 1}"].number_format = "0%"


def checkins_sheet(volume: Volume) -> None:
    """Add the check-ins that are due, with room for what was said."""
    sheet = volume.sheet(CHECKINS, (2.5, 6, 7, 17, 30, 33, 28, 28, 12, 18), title_rows=f"{HEAD}:{HEAD}")
    lead = (
        "One every {{ success.checkins.every_days }} days in weeks {{ success.checkins.first_week }} to"
        " {{ success.checkins.last_week }}, moved off public holidays. Write down what was said."
    )
    sheet.title("Check-ins", lead, last="J")
    sheet.skip(8)
    heads(sheet, "No.", "Week", "Day", "Who", "Progress", "Questions", "Guidance", "Status", "State")
    sheet.tag("for one in success.checkins.rows")
    row = sheet.row
    known = "{% if one.chip.text in ('Held', 'Missed', 'Cancelled') %}{{ one.chip.text }}{% else %}Planned{% endif %}"
    sheet.line(
        ("{{ one.number }}", "House Text Centre"),
        ("{{ one.week }}", "House Text Centre"),
        ("{{ one.date }}", "House Date"),
        ("{{ one.attendees }}", "House Text"),
        *((f"{{{{ one.{name} if one.date <= as_of else '' }}}}", "House Input") for name in _SAID),
        (known, "House Input"),
        (_call_state(row), "House Status"),
        height=32,
    )
    sheet.tag("endfor")
    assert (row, sheet.row - 1) == (BODY, LAST_CALL)
    one_of(sheet, f"I{row}:I{row}", _CALL_STATUSES, title="Status", error=_ERROR)
    colour_status(sheet, f"J{row}:J{row}")
    sheet.finish(last="J", freeze=f"E{HEAD + 1}")


def _call_state(row: int) -> str:
    past = f'IF(D{row}<={COUNTED},"▲ Not recorded","○ Planned")'
    told = f'IF(I{row}="Missed","■ Missed",IF(I{row}="Cancelled","▲ Cancelled",{past}))'
    return f'=IF(I{row}="Held","● Held",{told})'
