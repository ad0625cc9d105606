"""The control sheet of the registers."""

from __future__ import annotations

from tools.bau_parts.book import SHEETS
from tools.bau_parts.ending import ENDING, LEFT
from tools.kit_xlsx import ControlPage, Entry, Legend, Volume, colour_status, control_sheet

_PAGE = ControlPage(
    promise="What the service team looks after, who keeps it, and what ends when",
    figures=(
        ("{{ bau.registers.devices }}", "devices in service"),
        ("{{ bau.registers.licences_paid }}", "licences paid for"),
        (f"=COUNTIF('{ENDING}'!{LEFT},\"<=90\")", "entries end within 90 days"),
        ("{{ bau.registers.ending|length }}", "entries end within 180 days"),
    ),
    reading="How to read dates and states",
    legend=(
        Legend("●", "House Text Centre", "Later", "Ends more than 180 days after the day of issue."),
        Legend("▲", "House Text Centre", "Soon", "Ends within 180 days: plan the renewal."),
        Legend("■", "House Text Centre", "Near", "Ends within 90 days, or has ended: renew it now."),
        Legend("○", "House Text Centre", "No date", "Nobody knows when it ends, or it does not end."),
    ),
    sheets=(
        Entry(ENDING, "What ends soon, out of every register; the day that colours count from"),
        *(Entry(one.sheet, one.lead.split(".")[0].split(":")[0]) for one in SHEETS),
        Entry("Open items", "What is not known, not confirmed or not done yet"),
    ),
    notes=(
        "Lines may be changed and added below; filters, colours and lists follow.",
        "Days left and states are those of the day of issue; colours of dates follow the day on the next sheet.",
    ),
)


def registers_control(volume: Volume) -> None:
    """Add the control sheet."""
    sheet = control_sheet(volume, _PAGE)
    colour_status(sheet, f"B1:B{sheet.row}")
