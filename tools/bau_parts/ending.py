"""The sheet of what ends soon, and the day on which all registers are read."""

from __future__ import annotations

from tools.bau_parts.register import DATE_NAME, NEAR, SOON, colour_dates
from tools.kit_xlsx import Volume, colour_status, none_recorded

ENDING = "Ending soon"
_HEAD, _BODY, _LAST = 7, 10, "H"
LEFT = f"$G${_HEAD}:$G${_BODY}"
"""The days left of each line. The head counts as none, and stays where nothing ends and no line is left."""


def ending_sheet(volume: Volume) -> None:
    """Add what ends within 180 days, soonest first, and the day that colours are counted from."""
    sheet = volume.sheet(ENDING, (2.5, 22, 12, 50, 24, 18, 11, 22), title_rows=f"{_HEAD}:{_HEAD}")
    lead = (
        "What ends within 180 days of the day of issue, or has ended, soonest first, out of every register."
    )
    sheet.title(ENDING, lead, last=_LAST)
    sheet.skip(8)
    row = sheet.line(
        ("Read on", "House Label"), ("{{ as_of }}", "House Input Date"), (None, "House Input Date")
    )
    sheet.ws.merge_cells(f"C{row}:D{row}")
    note = (
        "Colours of dates on every sheet count from this day: red to 90 days before an end, amber to 180; what is "
        "due is amber for 30 days, then red. Type =TODAY() to follow the calendar. Days left and State are of the "
        "day of issue."
    )
    sheet.note(note, last=_LAST)
    heads = ("What", "No.", "Name", "Renewed by", "Ends")
    sheet.line(
        *((head, "House Head") for head in heads), ("Days left", "House Head Right"), ("State", "House Head"),
        height=30,
    )  # fmt: skip
    sheet.tag("if bau.registers.ending")
    sheet.tag("for line in bau.registers.ending")
    sheet.line(
        ("{{ line.kind }}", "House Text"),
        ("{{ line.id }}", "House Ref"),
        ("{{ line.what }}", "House Strong"),
        ("{{ line.owner }}", "House Text"),
        ("{{ line.expiry }}", "House Date"),
        ("{{ line.days_left }}", "House Whole"),
        ("{{ line.chip }}", "House Status"),
    )
    sheet.tag("endfor")
    none_recorded(sheet, "bau.registers.ending", "Nothing ends within 180 days.")
    colour_dates(sheet, f"F{_BODY}:F{_BODY}", red=NEAR, amber=SOON)
    colour_status(sheet, f"{_LAST}{_BODY}:{_LAST}{_BODY}")
    volume.name(DATE_NAME, sheet, f"$C${row}")
    sheet.finish(last=_LAST, freeze=f"B{_HEAD + 1}", filter_=f"B{_HEAD}:{_LAST}{_BODY}")
